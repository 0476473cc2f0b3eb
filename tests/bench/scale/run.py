#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""What more Dask workers bring: a batch of 1,000 scenarios over the synthetic country, on one worker of one thread and on
two, beside the local batch on as many threads. Needs the package `djoliba` with dask.distributed.

usage: run.py [--resolution 6s]
"""
import argparse
import json
import os
import tempfile
import time
from pathlib import Path

import djoliba
from distributed import Client, LocalCluster

SWEEP = {"flood.return_period": [10, 20, 50, 100, 500], "flood.depth_add_m": [0, 0.1, 0.2, 0.3, 0.5],
         "conflict.scale": [1, 1.5, 2, 3], "displaced.scale": [1, 1.5], "weights.flood": [0.1, 0.2, 0.3, 0.4, 0.5]}


def import_package():
    """Not part of the batch."""
    import djoliba._core  # noqa: F401


def over_workers(workers, out):
    """Seconds until all is counted, and until the end; seconds of processor of the workers, and of this process."""
    cluster = LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None)
    with cluster, Client(cluster) as client:
        client.wait_for_workers(workers)
        client.run(import_package)
        before, mine = sum(client.run(time.process_time).values()), time.process_time()
        start, told = time.monotonic(), []
        djoliba.batch("sweep.yaml", out, client=client, cache=False, progress=lambda _: told.append(time.monotonic()))
        end, own = time.monotonic(), time.process_time() - mine
        return told[0] - start, end - start, sum(client.run(time.process_time).values()) - before, own


def local(threads, out):
    start, before = time.monotonic(), time.process_time()
    djoliba.batch("sweep.yaml", out, threads=threads, cache=False, progress=False)
    return time.monotonic() - start, time.process_time() - before


def main(resolution):
    with tempfile.TemporaryDirectory(prefix="djoliba-bench-") as folder:
        djoliba.demo(folder, resolution=resolution)
        os.chdir(folder)
        for name, keys in {"plain": {"base": "scenario.yaml", "layers": {"access": None, "flow": None}},
                           "sweep": {"base": "plain.yaml", "sweep": SWEEP}}.items():
            Path(f"{name}.yaml").write_text(json.dumps(keys), encoding="utf-8")
        local(2, "warm")  # files into the page cache
        walls = {}
        for n in (1, 2):
            counted, walls[n], theirs, own = over_workers(n, f"dask{n}")
            print(f"{n} worker(s) of one thread: {walls[n]:.2f} s, of which {counted:.2f} s until all is counted; "
                  f"processor {theirs:.2f} s of the workers, {own:.2f} s of the client", flush=True)
        print(f"efficiency of two workers: {walls[1] / walls[2] / 2:.0%}")
        for n in (1, 2):
            wall, processor = local(n, f"local{n}")
            print(f"local batch, {n} thread(s): {wall:.2f} s, processor {processor:.2f} s", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--resolution", default="6s")
    main(parser.parse_args().resolution)
