#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Checks format, licence headers, clang-tidy, and the Python package with ruff. A file that passed clang-tidy is not
analysed again until it, a header of ours or the configuration changes.

usage: lint.py BUILD CLANG_TIDY
"""
import concurrent.futures
import hashlib
import os
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
                    "pyproject.toml")
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


def tidy(program, build, source, common, cache):
    key = hashlib.sha256(common + source.read_bytes()).hexdigest()
    stamp = cache / key
    if stamp.exists():
        return ""
    done = subprocess.run([program, "-p", str(build), "--quiet", "--warnings-as-errors=*", str(source)],
                          cwd=SOURCE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    if done.returncode == 0:
        stamp.touch()
        return ""
    return done.stdout or f"{source}: clang-tidy ended with {done.returncode}"


def main(build, program):
    sources = tracked("engine/*.cpp", "layers/*.cpp", "scenarios/*.cpp")
    headers = tracked("engine/*.hpp", "layers/*.hpp", "scenarios/*.hpp", "tests/*.hpp")
    tests = tracked("tests/*.cpp", "python/*.cpp", "python/*.hpp")  # no compilation database has those of python/
    problems = licence_problems() + format_problems(sources + headers + tests)
    problems += ruff_problems(Path(program).parent / "ruff")
    cache = Path(build) / "lint"
    cache.mkdir(parents=True, exist_ok=True)
    version = subprocess.run([program, "--version"], stdout=subprocess.PIPE, check=True).stdout
    common = hashlib.sha256(version + b"".join(f.read_bytes() for f in [SOURCE / ".clang-tidy", *headers])).digest()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for report in pool.map(lambda f: tidy(program, Path(build), f, common, cache), sources):
            if report:
                problems.append(report)
    for problem in problems:
        print(problem)
    print(f"lint: {len(sources) + len(headers) + len(tests)} files, {len(problems)} with problems")
    return 1 if problems else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
