#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""What a batch costs: a sweep of 1,000 scenarios beside one run over the synthetic country at 30 arc-seconds, and 10,000
drawn scenarios over its 701 communes, results included.

usage: run.py BUILD [--keep FOLDER]
"""
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SWEEP = {"flood.return_period": [10, 20, 50, 100, 500], "flood.depth_add_m": [0, 0.1, 0.2, 0.3, 0.5],
         "conflict.scale": [1, 1.5, 2, 3], "displaced.scale": [1, 1.5], "weights.flood": [0.1, 0.2, 0.3, 0.4, 0.5]}
SAMPLE = {"draws": 10000, "ranges": {
    "flood.depth_add_m": {"from": 0, "to": 1, "step": 0.01}, "conflict.scale": {"from": 1, "to": 3},
    "displaced.scale": {"from": 1, "to": 2}, "weights.flood": {"from": 0.1, "to": 0.5},
    "weights.conflict": {"from": 0.25, "to": 0.75}, "weights.displaced": {"from": 0.3, "to": 0.7}}}


def timed(program, *words, cwd):
    start, before = time.monotonic(), os.times()
    subprocess.run([str(program), *words], cwd=cwd, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = os.times()
    return time.monotonic() - start, after.children_user - before.children_user + after.children_system - before.children_system


def report(what, wall, cpu):
    print(f"{what:58} {wall:7.2f} s   {cpu:7.2f} s of processor")


def main(build):
    program = Path(build).resolve() / "bin" / "djoliba"
    with tempfile.TemporaryDirectory(prefix="djoliba-bench-") as name:
        folder = Path(name)
        for resolution in ("30s", "0.025"):
            timed(program, "demo", "--resolution", resolution, "--out", resolution, cwd=folder)

        def write(file, **keys):
            (folder / file).write_text(json.dumps(keys), encoding="utf-8")

        write("one.yaml", base="30s/scenario.yaml", outputs=["csv"])
        write("sweep.yaml", base="30s/scenario.yaml", sweep=SWEEP)
        write("sample.yaml", base="0.025/scenario.yaml", sample=SAMPLE)
        one = timed(program, "run", "one.yaml", "--out", "one", cwd=folder)
        many = timed(program, "batch", "sweep.yaml", "--out", "many", cwd=folder)
        again = timed(program, "batch", "sweep.yaml", "--out", "many", cwd=folder)
        drawn = timed(program, "batch", "sample.yaml", "--out", "drawn", cwd=folder)
        report("one run, 30 arc-seconds, csv", *one)
        report("batch of 1,000 over it", *many)
        print(f"{'the batch over the run':58} {many[0] / one[0]:7.2f}")
        report("the same batch once more, all finished", *again)
        report("10,000 drawn scenarios, 701 communes", *drawn)
        print(f"ledger of 10,000: {(folder / 'drawn' / 'batch.db').stat().st_size / 2**20:.0f} MiB")


if __name__ == "__main__":
    main(sys.argv[1])
