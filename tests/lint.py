#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Checks format, licence headers, clang-tidy, and the Python package with ruff. A file that passed clang-tidy is not
analysed again until it, one that is analysed with it, a header of ours or the configuration changes.

usage: lint.py BUILD CLANG_TIDY      BUILD is configured with DJOLIBA_UNITY
"""
import concurrent.futures
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent
HEADER = "SPDX-FileCopyrightText: 2026 The Djoliba authors"


def tracked(*patterns):
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns], cwd=SOURCE,
                            stdout=subprocess.PIPE, text=True)
    names = listed.stdout.split("\n") if listed.returncode == 0 else []
    return sorted({SOURCE / n for n in names if n and (SOURCE / n).exists()})


def licence_problems():
    files = tracked("*.cpp", "*.hpp", "*.py", "*.cmake", "CMakeLists.txt", "**/CMakeLists.txt", "dev", ".ci/run",
                    "pyproject.toml", "*.ts", "*.tsx", "*.mjs")
    return [f"{f.relative_to(SOURCE)}: no SPDX header in the first three lines" for f in files
            if HEADER not in "".join(f.read_text(encoding="utf-8").splitlines(True)[:3])]


def format_problems(files):
    done = subprocess.run(["clang-format-19", "--dry-run", "--Werror", *map(str, files)], cwd=SOURCE,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return [] if done.returncode == 0 else [line for line in done.stdout.splitlines() if "error:" in line]


def ruff_problems(program):
    """The rules are in pyproject.toml. Nothing where ruff, which comes with the pinned clang-tidy, is not there."""
    if not program.exists():
        print("lint: no ruff; the Python package is not checked")
        return []
    done = subprocess.run([str(program), "check", "--quiet", "--output-format=concise", "--no-cache"], cwd=SOURCE,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return [] if done.returncode == 0 else done.stdout.splitlines()


def units_of(build):
    """What is compiled of ours, sources in groups (cmake/unity.cmake), with all files of each."""
    for entry in json.loads((build / "compile_commands.json").read_text("utf-8")):
        unit = Path(entry["file"])
        if unit.parent.name == "Unity":
            included = re.findall(r'^#include "(.*)"', unit.read_text("utf-8"), re.M)
            yield unit, [Path(file) for file in included]


def tidy(program, build, unit, files, common, cache):
    key = hashlib.sha256(common + b"".join(f.read_bytes() for f in [unit, *files])).hexdigest()
    stamp = cache / key
    if stamp.exists():
        return ""
    done = subprocess.run([program, "-p", str(build), "--quiet", "--warnings-as-errors=*", f"--config-file={SOURCE / '.clang-tidy'}",
                           str(unit)], cwd=SOURCE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    if done.returncode == 0:
        stamp.touch()
        return ""
    return done.stdout or f"{files[0]} and those with it: clang-tidy ended with {done.returncode}"


def tidy_problems(program, build, headers):
    cache = build / "passed"
    cache.mkdir(exist_ok=True)
    version = subprocess.run([program, "--version"], stdout=subprocess.PIPE, check=True).stdout
    common = hashlib.sha256(version + b"".join(f.read_bytes() for f in [SOURCE / ".clang-tidy", *headers])).digest()
    units = dict(units_of(build))
    missing = set(tracked("engine/*.cpp", "layers/*.cpp", "scenarios/*.cpp")) - {f for files in units.values() for f in files}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        reports = pool.map(lambda unit: tidy(program, build, unit, units[unit], common, cache), units)
        return [f"{file}: in no unit that clang-tidy reads" for file in sorted(missing)] + [r for r in reports if r]


def main(build, program):
    sources = tracked("*.cpp")
    headers = tracked("*.hpp")
    problems = licence_problems() + format_problems(sources + headers) + ruff_problems(Path(program).parent / "ruff")
    problems += tidy_problems(program, Path(build).resolve(), headers)
    for problem in problems:
        print(problem)
    print(f"lint: {len(sources) + len(headers)} files, {len(problems)} with problems")
    return 1 if problems else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
