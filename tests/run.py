#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Runs every suite against a build folder and ends with how many tests passed and failed.

usage: run.py BUILD [SUITE ...]      suites: engine layers scenarios data cli install peers python
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
PYTHON_SUITES = ["cli", "install", "peers", "python"]


def run_boost(program):
    """Runs one Boost.Test program; returns (passed, failed, skipped)."""
    done = subprocess.run([program, "--report_level=detailed", "--color_output=no"], cwd=SOURCE,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    head, _, report = done.stdout.partition('\nTest module "')
    sys.stdout.write(head if done.returncode or "kip" in head else "")
    counts = {word: sum(int(n) for n in re.findall(rf"^  (\d+) test cases? out of \d+ {word}", report, re.M))
              for word in ("passed", "failed", "skipped", "aborted")}
    if not re.search(r"^  \d+ test case", report, re.M):
        print(f"{program} ended with {done.returncode} before its report\n{done.stdout[-4000:]}")
        return 0, 1, 0
    if "Sanitizer" in report or "runtime error:" in report:  # leaks are told after the report
        print(report[-4000:])
    if done.returncode:
        print("\n".join(line for line in report.splitlines() if "failed" in line or "aborted" in line))
    failed = counts["failed"] + counts["aborted"]
    return counts["passed"], failed if failed or not done.returncode else 1, counts["skipped"]


def run_module(python, file):
    """Runs one file of unittest tests in a process; returns (passed, failed, skipped), what it wrote, and the seconds."""
    start = time.monotonic()
    done = subprocess.run([python, "-m", "unittest", "discover", "-s", file.parent, "-p", file.name],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    ran = re.search(r"^Ran (\d+) test", done.stdout, re.M)
    counts = {word: sum(int(n) for n in re.findall(rf"^(?:OK|FAILED) \(.*?{word}=(\d+)", done.stdout, re.M))
              for word in ("failures", "errors", "skipped", "unexpected successes")}
    failed = counts["failures"] + counts["errors"] + counts["unexpected successes"]
    if not ran or (done.returncode and not failed):
        failed = max(failed, 1)
    passed = max(0, int(ran[1]) - failed - counts["skipped"]) if ran else 0
    return (passed, failed, counts["skipped"]), done.stdout, time.monotonic() - start


def run_python(python, folder):
    """Runs the files of one folder, as many at a time as there are processors; returns (passed, failed, skipped)."""
    files = sorted(folder.glob("test_*.py"), key=lambda file: -file.stat().st_size)  # long ones first
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(functools.partial(run_module, python), files))
    for counts, text, _ in results:
        if counts[1] or counts[2]:
            print(text)
    slowest = sorted(((seconds, file.stem) for file, (_, _, seconds) in zip(files, results)), reverse=True)[:5]
    print(f"{folder.name}: slowest " + ", ".join(f"{name} {seconds:.0f} s" for seconds, name in slowest))
    return tuple(sum(counts[i] for counts, _, _ in results) for i in range(3))


def interpreter_of(suite, build):
    """The suite of the Python package runs where that is installed; a sanitizer build has none."""
    return build / "python" / "bin" / "python" if suite == "python" else Path(sys.executable)


def watch_sanitizers():
    """A report ends a program with 99, which no test expects, and not with the 1 of an error that is expected."""
    for variable, wanted in (("ASAN_OPTIONS", "exitcode=99"), ("LSAN_OPTIONS", "exitcode=99"),
                             ("UBSAN_OPTIONS", "halt_on_error=1:print_stacktrace=1:exitcode=99")):
        os.environ[variable] = ":".join(filter(None, [os.environ.get(variable), wanted]))


def main(build, wanted):
    watch_sanitizers()
    os.environ["DJOLIBA_BUILD"] = str(Path(build).resolve())
    os.environ.setdefault("DJOLIBA_DATA", str(SOURCE.parent / "shared" / "data"))
    totals = [0, 0, 0]
    for suite in wanted or BOOST_SUITES + PYTHON_SUITES:
        program = Path(build).resolve() / "bin" / f"test_{suite}"
        folder = SOURCE / "tests" / suite
        if suite in BOOST_SUITES and not program.exists():
            continue
        if suite in PYTHON_SUITES and not list(folder.glob("test_*.py")):
            continue
        python = interpreter_of(suite, Path(build))
        if suite in PYTHON_SUITES and not python.exists():
            print(f"{suite:10} skipped: the package is not installed in {python.parent.parent} (see ./dev python)")
            continue
        start = time.monotonic()
        counts = run_boost(program) if suite in BOOST_SUITES else run_python(python, folder)
        totals = [a + b for a, b in zip(totals, counts)]
        print(f"{suite:10} {counts[0]:5} passed {counts[1]:3} failed {counts[2]:3} skipped "
              f"{time.monotonic() - start:7.1f} s", flush=True)
    print(f"\ntests: {totals[0]} passed, {totals[1]} failed, {totals[2]} skipped")
    return 1 if totals[1] or not totals[0] else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2:]))
