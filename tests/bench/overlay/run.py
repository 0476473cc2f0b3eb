# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The national overlay at 3 arc-seconds: against a bare decoding loop, against exactextract, and how it grows.

usage: run.py BUILD [FOLDER]

Makes its input in FOLDER (default BUILD/overlay, about 400 MB) where it is missing. Needs GDAL's Python module; the
comparison with exactextract is left out, and says so, where that is missing. Prints ratios; nothing here passes or fails.
"""
import csv
import json
import math
import os
import statistics
import subprocess
import sys
from pathlib import Path

import localities
from osgeo import gdal

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from measuring import measured, table

gdal.UseExceptions()
PERIODS = (10, 20, 50, 100)
REPEATS = 5


class Case:
    def __init__(self, build, folder):
        self.program, self.loop = build / "bin" / "djoliba", build / "bin" / "overlay_files"
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def country(self, resolution):
        country = self.folder / resolution
        if not (country / "scenario.yaml").exists():
            print(f"making the synthetic country at {resolution} ...", file=sys.stderr)
            subprocess.run([self.program, "--quiet", "demo", "--out", country, "--resolution", resolution], check=True)
        return country

    def places(self, name, make):
        path = self.folder / f"{name}.gpkg"
        if not path.exists():
            make(path)
        return path

    def communes(self):
        return self.places("communes", lambda p: localities.winding_communes(self.country("3s") / "admin.gpkg", p, 0.0019))

    def net(self, count, corners=60):
        return self.places(f"net_{count}", lambda p: localities.net(p, count, corners))

    def pass_beside_loop(self, places, country, threads=2, hazards=4):
        maps = [country / f"flood_rp{PERIODS[i % 4]}.tif" for i in range(hazards)]
        done = subprocess.run([self.loop, places, "CODE", country / "population.tif", str(threads), str(REPEATS),
                               self.folder / "cache", *maps], check=True, stdout=subprocess.PIPE)
        return json.loads(done.stdout)

    def command(self, places, country, *options, out="curves.csv"):
        """Wall time and peak memory of the whole program; medians."""
        words = [str(self.program), "--quiet", "expose", "--localities", str(places), "--code", "CODE", "--people",
                 str(country / "population.tif"), "--out", str(self.folder / out), "--threads", "2",
                 "--cache", str(self.folder / "cache"), *options]
        for period in PERIODS:
            words += ["--hazard", f"rp{period}={country / f'flood_rp{period}.tif'}", "--edges", f"rp{period}=0.5"]
        runs = [measured(words) for _ in range(REPEATS)]
        return statistics.median(r[0] for r in runs), max(r[1] for r in runs)


def mask(source, path):
    """0 and 1 where the depth is 0.5 m or more, in tiles like those of the source."""
    depth = gdal.Open(str(source))
    out = gdal.GetDriverByName("GTiff").Create(
        str(path), depth.RasterXSize, depth.RasterYSize, 1, gdal.GDT_Byte,
        ["TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256", "COMPRESS=DEFLATE"])
    out.SetGeoTransform(depth.GetGeoTransform())
    out.SetProjection(depth.GetProjection())
    for row in range(0, depth.RasterYSize, 256):
        values = depth.ReadAsArray(0, row, depth.RasterXSize, min(256, depth.RasterYSize - row))
        out.GetRasterBand(1).WriteArray((values >= 0.5).astype("u1"), 0, row)


def against_the_loop(case):
    rows = []
    for threads in (1, 2):
        r = case.pass_beside_loop(case.communes(), case.country("3s"), threads)
        rows.append((threads, f"{r['bare']:.2f}", f"{r['bare_decoded']:.2f}", f"{r['pass']:.2f}", f"{r['pass'] / r['bare']:.2f}",
                     f"{r['pass'] / r['bare_decoded']:.2f}", f"{r['pass_covering'] / r['bare']:.2f}",
                     f"{100 * (r['pass_1000_edges'] / r['pass'] - 1):+.1f} %"))
    print(f"{r['cells'] / 1e6:.0f} million cells, {r['localities']} localities of {r['corners'] / r['localities']:.0f} "
          f"corners, {r['blocks']} blocks used, {r['decoded']} of them decoded (the others hold one value and known bytes)")
    table("Against a loop that only decodes: every block that the pass uses, and only those that it decodes",
          ("threads", "loop s", "loop over the decoded s", "pass s", "pass / loop", "pass / loop over the decoded",
           "covering made anew / loop", "1,000 edges a hazard"), rows)


def against_exactextract(case, wall, memory):
    try:
        import exactextract
    except ImportError:
        print("\nexactextract is not installed: no comparison")
        return
    country, places = case.country("3s"), case.communes()
    masks = []
    for period in PERIODS:
        masks.append(case.folder / f"mask_{period}.tif")
        if not masks[-1].exists():
            mask(country / f"flood_rp{period}.tif", masks[-1])
    best = None
    for strategy in ("feature-sequential", "raster-sequential"):
        words = [sys.executable, HERE / "peer.py", strategy, places, country / "population.tif", *masks]
        _, peak, out = measured([str(w) for w in words])
        found = json.loads(out)
        if best is None or found["seconds"] < best[1]["seconds"]:
            best = (strategy, found, peak)
    strategy, found, peak = best
    table(f"Against exactextract {exactextract.__version__} ({strategy}, its faster way), four counts in one call",
          ("", "seconds", "peak MiB"), [("exactextract", f"{found['seconds']:.1f}", f"{peak:.0f}"),
                                        ("djoliba expose, whole program", f"{wall:.2f}", f"{memory:.0f}"),
                                        ("ratio", f"{found['seconds'] / wall:.1f}", f"{peak / memory:.1f}")])
    print(f"\nlargest relative difference of a locality: {largest_difference(case.folder / 'curves.csv', found['people']):.1e}")


def largest_difference(curves, theirs):
    worst, compared = 0, 0
    with open(curves, newline="", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            period = PERIODS.index(int(row["hazard"][2:]))
            other = theirs.get(row["code"], [None] * 4)[period]
            if row["people_at_or_above"] and other is not None and not math.isnan(other) and row["people_unknown"] == "0":
                worst = max(worst, abs(float(row["people_at_or_above"]) - other) / max(1, other))
                compared += 1
    print(f"\n{compared} figures compared")
    return worst


def growth(case):
    places, country = case.communes(), case.country("3s")
    rows = []
    for name, resolution in (("1x", "3s"), ("4x", "1.5s")):
        r = case.pass_beside_loop(places, case.country(resolution))
        wall, memory = case.command(places, case.country(resolution), out=f"curves_{resolution}.csv")
        rows.append((name, f"{r['cells'] / 1e6:.0f}", f"{r['bare']:.2f}", f"{r['pass']:.2f}", f"{wall:.2f}", f"{memory:.0f}"))
    table("Cells", ("", "million", "loop s", "pass s", "program s", "peak MiB"), rows)
    rows = []
    for count in (700, 7000, 70000):
        net = case.net(count)
        r = case.pass_beside_loop(net, country)
        wall, memory = case.command(net, country, out=f"curves_net_{count}.csv")
        rows.append((r["localities"], f"{r['corners'] / 1e6:.2f}", f"{r['pass']:.2f}", f"{r['pass_covering']:.2f}", f"{wall:.2f}",
                     f"{memory:.0f}"))
    table("Localities", ("localities", "million corners", "pass s", "covering made anew s", "program s", "peak MiB"), rows)
    rows = []
    for hazards in (1, 4, 16):
        r = case.pass_beside_loop(places, country, hazards=hazards)
        rows.append((hazards, f"{r['bare']:.2f}", f"{r['pass']:.2f}", f"{r['pass'] / r['bare']:.2f}"))
    table("Hazards", ("hazards", "loop s", "pass s", "ratio"), rows)


def main(build, folder=None):
    build = Path(build).resolve()
    case = Case(build, Path(folder).resolve() if folder else build / "overlay")
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors; medians of {REPEATS} runs, files in the page cache")
    against_the_loop(case)
    wall, memory = case.command(case.communes(), case.country("3s"))
    against_exactextract(case, wall, memory)
    growth(case)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
