# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Travel times over a national surface: beside r.cost of GRASS and MCP_Geometric of scikit-image, at 3 arc-seconds, how
they grow, and what repairing them takes.

usage: run.py BUILD [FOLDER]

Makes its input in FOLDER (default BUILD/access, about 250 MB) where it is missing. Needs GDAL's Python module; a peer that
is not installed is left out, which is said. Every measurement is a process of its own; those that are compared take turns.
Figures are medians. Prints ratios; nothing here passes or fails.
"""
import importlib.util
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

import numpy

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import peer_grass
import surface
from measuring import table

REPEATS, PEER_REPEATS = 5, 3
ALL = 10**9
UNREACHABLE = 1e10
MIB, GIB = 2**20, 2**30


class Case:
    """Surfaces in a folder, made where they are missing, and the programs that solve them."""

    def __init__(self, build, folder):
        self.build, self.folder = build, folder
        folder.mkdir(parents=True, exist_ok=True)

    def country(self, seconds):
        country = self.folder / f"{seconds}s"
        if not (country / "scenario.yaml").exists():
            words = [self.build / "bin" / "djoliba", "--quiet", "demo", "--out", country, "--resolution", f"{seconds}s"]
            subprocess.run(words, check=True)
        return country

    def surface(self, seconds, kind="national", percent=0):
        """A friction in degrees; with the suffix .vrt the same cells on a plane."""
        path = self.folder / f"{kind}_{seconds}s_{percent}.tif"
        if not path.with_suffix(".vrt").exists():
            print(f"making {path.name} ...", file=sys.stderr)
            surface.write(self.country(seconds), path, kind, percent / 100)
            surface.on_a_plane(path, seconds)
        return path

    def solve(self, path, *last, most=ALL, who="facilities", ground="degrees", neighbours=8, corners="hold", threads=1):
        file = path.with_suffix(".vrt") if ground == "metres" else path
        words = [self.build / "bin" / "access_solve", file, f"{path}.{who}", most, ground, neighbours, corners, threads, *last]
        return json.loads(subprocess.run([str(w) for w in words], check=True, stdout=subprocess.PIPE).stdout)

    def medians(self, path, **how):
        return median_of([self.solve(path, **how) for _ in range(REPEATS)])


def median_of(runs):
    """The median of each figure; the checksums must agree."""
    if len({run.get("checksum") for run in runs}) != 1:
        raise RuntimeError("two runs of the same gave different bits")
    return {key: runs[0][key] if key == "checksum" else statistics.median(run[key] for run in runs) for key in runs[0]}


def same_bits(a, b):
    return "yes" if a["checksum"] == b["checksum"] else "NO"


def run_grass(session, starts):
    wall, cpu, peak = session.cost(starts)
    return {"setup": session.import_s, "wall": wall, "cpu": cpu, "peak_bytes": peak * MIB}


def run_mcp(path, out):
    words = [sys.executable, HERE / "peer_mcp.py", path.with_suffix(".vrt"), f"{path}.facilities", out]
    return json.loads(subprocess.run([str(w) for w in words], check=True, stdout=subprocess.PIPE).stdout)


def peers_of(case, path):
    """Name and a call for each peer that is installed, and for what it found in minutes."""
    out, side = case.folder / "mcp.bin", 12 * surface.PLANE_CELL_M
    peers, found = {}, {}
    if peer_grass.home():
        session, starts = peer_grass.Session(path.with_suffix(".vrt")), case.folder / "starts.tif"
        peer_grass.write_starts(starts, path.with_suffix(".vrt"), numpy.loadtxt(f"{path}.facilities", dtype="i8"))
        peers["GRASS r.cost"] = lambda: run_grass(session, starts)
        found["GRASS r.cost"] = lambda: session.costs((-1,)) * side
    if importlib.util.find_spec("skimage"):
        peers["scikit-image MCP_Geometric"] = lambda: run_mcp(path, out)
        found["scikit-image MCP_Geometric"] = lambda: numpy.fromfile(out) * side
    for name in {"GRASS r.cost", "scikit-image MCP_Geometric"} - set(peers):
        print(f"\n{name} is not installed: no comparison")
    return peers, found


def largest_difference(mine, other):
    """Relative, of cells that a facility reaches; infinite where not the same cells are reached."""
    reached = mine < UNREACHABLE
    if (numpy.isfinite(other) != reached).any():
        return numpy.inf
    return float(numpy.max(numpy.abs(mine[reached] - other[reached]) / numpy.maximum(1, other[reached])))


def against_peers(case, kind):
    path, raw = case.surface(12, kind), case.folder / "minutes.bin"
    same = {"ground": "metres", "corners": "squeeze"}
    peers, found = peers_of(case, path)
    runs = {name: [] for name in ("djoliba, 1 thread", "djoliba, 2 threads", *peers)}
    for _ in range(PEER_REPEATS):
        for threads, name in enumerate(list(runs)[:2], 1):
            runs[name] += [case.solve(path, threads=threads, **same) for _ in range(2)]
        for name, call in peers.items():
            runs[name].append(call())
    results = {name: median_of(all_runs) for name, all_runs in runs.items()}
    one, two = list(results.values())[:2]
    rows = [(name, f"{r['wall']:.2f}", f"{r['cpu']:.2f}", f"{r['cpu'] / one['cpu']:.1f}", f"{r['setup']:.2f}",
             f"{(r['cpu'] + r['setup']) / (one['cpu'] + one['setup']):.1f}", f"{r['peak_bytes'] / MIB:.0f}")
            for name, r in results.items()]
    table(f"12 arc-seconds, {kind}: {one['cells'] / 1e6:.1f} million square cells, {one['passable'] / 1e6:.2f} million passable, "
          f"{one['facilities']} facilities", ("", "solve s", "processor s", "ratio to 1 thread", "reading s",
                                              "ratio with reading", "peak MiB"), rows)
    print(f"\nTwo threads: {one['wall'] / two['wall']:.2f} times as fast; same bits as one: {same_bits(one, two)}")
    above, solving = one["peak_bytes"] - one["before_bytes"], one["peak_bytes"] - one["surface_bytes"]
    print(f"memory above that of the program that has read nothing: {above / one['passable']:.1f} bytes for each passable cell, "
          f"{above / one['cells']:.1f} for each cell; {solving / one['passable']:.1f} and {solving / one['cells']:.1f} of these "
          "are times and nearest facilities")
    case.solve(path, raw, **same)
    mine = numpy.fromfile(raw)
    for name, costs in found.items():
        print(f"largest relative difference from {name}: {largest_difference(mine, costs()):.1e}")


def ways_of_moving(case):
    rows = []
    for kind in ("national", "wide"):
        for neighbours in (8, 16):
            one, two = (case.medians(case.surface(12, kind), neighbours=neighbours, threads=t) for t in (1, 2))
            rows.append((kind, neighbours, f"{one['wall']:.2f}", f"{one['cpu']:.2f}", f"{two['wall']:.2f}",
                         f"{one['wall'] / two['wall']:.2f}", same_bits(one, two)))
    table("12 arc-seconds on the ellipsoid, barriers that touch at corners hold",
          ("surface", "neighbours", "1 thread s", "processor s", "2 threads s", "gain", "same bits"), rows)


def finest(case):
    path = case.surface(3)
    rows, results = [], []
    for threads in (1, 2):
        r = case.medians(path, threads=threads) if threads == 2 else case.solve(path, threads=threads)
        results.append(r)
        rows.append((threads, f"{r['setup']:.1f}", f"{r['wall']:.1f}", f"{r['cpu']:.1f}", f"{r['peak_bytes'] / GIB:.2f}"))
    table(f"3 arc-seconds: {r['cells'] / 1e6:.0f} million cells, {r['passable'] / 1e6:.0f} million passable",
          ("threads", "reading s", "solve s", "processor s", "peak GiB"), rows)
    print(f"\nsame bits: {same_bits(*results)}")
    error = case.solve(path, "check", ground="metres", threads=2)["largest_error"]
    print(f"each cell takes what the best move out of it takes, within {error:.1e} (on the plane, all cells)")


def growth_row(name, r):
    return (name, f"{r['cells'] / 1e6:.1f}", f"{r['passable'] / 1e6:.2f}", f"{r['facilities']:.0f}", f"{r['wall']:.3f}",
            f"{r['cpu']:.3f}", f"{1e9 * r['cpu'] / r['passable']:.0f}", f"{(r['peak_bytes'] - r['before_bytes']) / r['passable']:.1f}")


def growth(case):
    heads = ("", "million cells", "million passable", "facilities", "solve s", "processor s", "ns a passable cell",
             "bytes a passable cell")
    table("Growth with cells (one thread, as all below)", heads,
          [growth_row(f'{seconds}"', case.medians(case.surface(seconds))) for seconds in (60, 30, 12, 6)])
    path = case.surface(12)
    table('Growth with facilities, in towns and villages, 12"', heads,
          [growth_row("", case.medians(path, who="settlements", most=most)) for most in (1, 10, 100, 1000, 10000)])
    table('Growth with the share of land off the roads that is barred, 12"', heads,
          [growth_row(f"{percent} %", case.medians(case.surface(12, percent=percent))) for percent in (0, 10, 25, 50, 75, 90)])


def changes(case):
    for kind in ("national", "wide"):
        path = case.surface(12, kind)
        words = [case.build / "bin" / "access_changes", path, f"{path}.facilities", "degrees", "1", str(REPEATS)]
        found = json.loads(subprocess.run([str(w) for w in words], check=True, stdout=subprocess.PIPE).stdout)
        table(f"Repairing solved times instead of solving again, 12 arc-seconds, {kind}",
              ("change", "cells listed", "cells whose time or facility changes", "repair, processor s", "solve, processor s",
               "repair / solve", "same bits"),
              [(r["what"], r["cells"], f"{100 * r['share']:.2f} %", f"{r['cpu']:.3f}", f"{r['full_cpu']:.3f}",
                f"{100 * r['cpu'] / r['full_cpu']:.1f} %", "yes" if r["same"] else "NO") for r in found])


def criticality(case):
    path = case.surface(12)
    rows = []
    for threads in (1, 2):
        words = [case.build / "bin" / "access_criticality", path, f"{path}.facilities", case.country(12) / "population.tif", threads,
                 REPEATS]
        r = json.loads(subprocess.run([str(w) for w in words], check=True, stdout=subprocess.PIPE).stdout)
        rows.append((threads, f"{r['wall']:.2f}", f"{r['cpu']:.2f}", f"{r['full_wall']:.2f}", f"{r['wall'] / r['full_wall']:.1f}"))
    table(f"Closing each of {r['facilities']} facilities alone, people in {r['cells_of_people']} cells, 12 arc-seconds",
          ("threads", "all closings s", "processor s", "one solve s", "closings / solve"), rows)


def main(build, folder=None):
    build = Path(build).resolve()
    case = Case(build, Path(folder).resolve() if folder else build / "access")
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors; medians of {REPEATS} runs, {2 * PEER_REPEATS} and "
          f"{PEER_REPEATS} beside the peers; seconds of processor vary less than those of the clock where other work runs")
    print(f"facilities: {'list of the WHO' if surface.WHO_LIST.exists() else 'synthetic'}")
    for kind in ("national", "wide"):
        against_peers(case, kind)
    ways_of_moving(case)
    growth(case)
    changes(case)
    criticality(case)
    finest(case)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
