#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Seconds that the Python package adds: to import it, to run a scenario beside the command, to end after Ctrl-C.

usage: run.py BUILD PYTHON
"""
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

INTERRUPT = """
import os, signal, sys, threading, time, djoliba
sent = []
def interrupt():
    sent.append(time.monotonic())
    os.kill(os.getpid(), signal.SIGINT)
begun = []
def begin(share):
    if not begun:
        begun.append(threading.Timer(0.5, interrupt))
        begun[0].start()
try:
    CALL
except KeyboardInterrupt:
    print(time.monotonic() - sent[0])
"""
CALLS = {"demo": "djoliba.demo(sys.argv[1] + '/country', resolution='1.5s', progress=begin)",
         "run": "djoliba.run, begin(0), djoliba.run(sys.argv[2], out=sys.argv[1] + '/run', cache=False)"}


def seconds(*words):
    start = time.perf_counter()
    subprocess.run([str(w) for w in words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def median(times, *words):
    return statistics.median(seconds(*words) for _ in range(times))


def main(build, python):
    bare, imported = median(20, python, "-c", ""), median(20, python, "-c", "import djoliba")
    core = median(20, python, "-c", "import djoliba; djoliba.Error")
    print(f"import djoliba {imported - bare:.3f} s (allowed: 0.3), with the extension {core - bare:.3f} s")
    with tempfile.TemporaryDirectory() as folder:
        program, scenario = Path(build) / "bin" / "djoliba", Path(folder) / "demo" / "scenario.yaml"
        seconds(program, "demo", "--out", scenario.parent)
        script = "import sys, djoliba; djoliba.run(sys.argv[1], out=sys.argv[2])"
        seconds(program, "run", scenario, "--out", Path(folder) / "out")  # the cache is filled
        command = median(5, program, "run", scenario, "--out", Path(folder) / "out", "--quiet")
        package = median(5, python, "-c", script, scenario, Path(folder) / "out")
        print(f"run of the demo {command:.2f} s by command, {package:.2f} s by Python")
        for name, call in CALLS.items():
            done = subprocess.run([str(python), "-c", INTERRUPT.replace("CALL", call), folder, str(scenario)],
                                  capture_output=True, text=True, check=True)
            print(f"Ctrl-C during {name}: ends after {float(done.stdout):.2f} s (allowed: 1)")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
