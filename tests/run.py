#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Runs every suite against a build folder and ends with how many tests passed and failed.

usage: run.py BUILD [SUITE ...]      suites: engine layers scenarios data cli install peers python report docs
"""
import concurrent.futures
import functools
import os
import re
import subprocess
import sys
import time
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent
BOOST_SUITES = ["engine", "layers", "scenarios", "data"]
PYTHON_SUITES = ["cli", "install", "peers", "python", "report", "docs"]
FIRST = ["test_notebooks", "test_report", "test_examples", "test_data", "test_engine"]  # long: nothing is to wait for them at the end
LAST = ["test_site"]  # shows what test_notebooks has made


def run_boost(program):
    """Runs one Boost.Test program; returns (passed, failed, skipped), and what a reader wants to see of its output."""
    done = subprocess.run([program, "--report_level=detailed", "--color_output=no"], cwd=SOURCE,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    head, _, report = done.stdout.partition('\nTest module "')
    said = [head] if done.returncode or "kip" in head else []
    counts = {word: sum(int(n) for n in re.findall(rf"^  (\d+) test cases? out of \d+ {word}", report, re.M))
              for word in ("passed", "failed", "skipped", "aborted")}
    if not re.search(r"^  \d+ test case", report, re.M):
        return (0, 1, 0), f"{program} ended with {done.returncode} before its report\n{done.stdout[-4000:]}"
    if "Sanitizer" in report or "runtime error:" in report:  # leaks are told after the report
        said.append(report[-4000:])
    if done.returncode:
        said += [line for line in report.splitlines() if "failed" in line or "aborted" in line]
    failed = counts["failed"] + counts["aborted"]
    return (counts["passed"], failed if failed or not done.returncode else 1, counts["skipped"]), "\n".join(said)


def run_module(python, file):
    """Runs one file of unittest tests in a process; returns (passed, failed, skipped), and its output where not all passed."""
    done = subprocess.run([python, "-m", "unittest", "discover", "-s", file.parent, "-p", file.name],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    ran = re.search(r"^Ran (\d+) test", done.stdout, re.M)
    counts = {word: sum(int(n) for n in re.findall(rf"^(?:OK|FAILED) \(.*?{word}=(\d+)", done.stdout, re.M))
              for word in ("failures", "errors", "skipped", "unexpected successes")}
    failed = counts["failures"] + counts["errors"] + counts["unexpected successes"]
    if not ran or (done.returncode and not failed):
        failed = max(failed, 1)
    passed = max(0, int(ran[1]) - failed - counts["skipped"]) if ran else 0
    return (passed, failed, counts["skipped"]), done.stdout if failed or counts["skipped"] else ""


def interpreter_of(suite, build):
    """The suite of the Python package runs where that is installed; a sanitizer build has none."""
    return build / "python" / "bin" / "python" if suite == "python" else Path(sys.executable)


def watch_sanitizers():
    """A report ends a program with 99, which no test expects, and not with the 1 of an error that is expected."""
    for variable, wanted in (("ASAN_OPTIONS", "exitcode=99"), ("LSAN_OPTIONS", "exitcode=99"),
                             ("UBSAN_OPTIONS", "halt_on_error=1:print_stacktrace=1:exitcode=99")):
        os.environ[variable] = ":".join(filter(None, [os.environ.get(variable), wanted]))


def parts_of(suite, build):
    """What can run by itself of a suite: its program, or its files; as pairs of a name and a function."""
    if suite in BOOST_SUITES:
        program = build / "bin" / f"test_{suite}"
        return [(program.name, functools.partial(run_boost, program))] if program.exists() else []
    files = sorted((SOURCE / "tests" / suite).glob("test_*.py"), key=lambda file: -file.stat().st_size)
    python = interpreter_of(suite, build)
    if files and not python.exists():
        print(f"{suite:10} skipped: the package is not installed in {python.parent.parent} (see ./dev python)")
        return []
    return [(file.stem, functools.partial(run_module, python, file)) for file in files]


def timed(run):
    start = time.monotonic()
    return *run(), time.monotonic() - start


def tell(suite, names, results):
    """Prints how a suite went; returns (passed, failed, skipped)."""
    for _, text, _ in results:
        if text:
            print(text)
    counts = [sum(counts[i] for counts, _, _ in results) for i in range(3)]
    slowest = sorted(((seconds, name) for name, (_, _, seconds) in zip(names, results)), reverse=True)
    print(f"{suite:10} {counts[0]:5} passed {counts[1]:3} failed {counts[2]:3} skipped {sum(s for s, _ in slowest):7.1f} s, of which "
          + ", ".join(f"{name} {seconds:.0f}" for seconds, name in slowest[:4]), flush=True)
    return counts


def main(build, wanted):
    """Runs all parts of all suites, as many at a time as there are processors."""
    build, start = Path(build).resolve(), time.monotonic()
    watch_sanitizers()
    os.environ["DJOLIBA_BUILD"] = str(build)
    os.environ.setdefault("DJOLIBA_DATA", str(SOURCE.parent / "shared" / "data"))
    suites = {suite: parts_of(suite, build) for suite in wanted or BOOST_SUITES + PYTHON_SUITES}
    order = sorted((part for parts in suites.values() for part in parts),
                   key=lambda part: (part[0] in LAST, FIRST.index(part[0]) if part[0] in FIRST else len(FIRST)))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        running = {part: pool.submit(timed, part[1]) for part in order}
        totals = [tell(suite, [name for name, _ in parts], [running[part].result() for part in parts])
                  for suite, parts in suites.items() if parts]
    passed, failed, skipped = (sum(counts) for counts in zip(*totals)) if totals else (0, 0, 0)
    print(f"\nall in {time.monotonic() - start:.0f} s")
    print(f"tests: {passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2:]))
