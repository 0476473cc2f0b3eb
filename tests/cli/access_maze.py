# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""A maze for `djoliba access` that can be computed by hand.

Cells of 1024 m in UTM zone 30, 1/128 minutes per metre: 8 minutes from cell to cell, D = 8 sqrt(2) across a corner.
# is ground of which nothing is known. The facility A stands in the north-west, B in the south-west.

    A  8  16  24  32             people   100 10 10 10 10   NORTH
    #  #  #   #   24+D                      5  0  0  0 20   MID
    B  .  .   .   .                        40 30 20 10  0   SOUTH
"""
import csv
import json
import math
import tempfile
import unittest
from pathlib import Path

from program import djoliba
from tiny_country import NAN, box, write_raster

D = 8 * math.sqrt(2)
CELL, WEST, NORTH = 1024, 500_000 - 512, 1_591_963 + 512  # the middle of A: 3 degrees west, 14.4 degrees north
F = 1 / 128
FRICTION = [[F] * 5, [NAN] * 4 + [F], [F] * 5]
PEOPLE = [[100, 10, 10, 10, 10], [5, 0, 0, 0, 20], [40, 30, 20, 10, 0]]
EAST, SOUTH = 0.0094990, -0.0092581  # degrees from cell to cell
A, B = (-3.0, 14.4), (-3.0, 14.4 + 2 * SOUTH)
END = 24 + 2 * D  # from A to the fourth cell of the south
LIST = f"Facility name,Facility type,Lat,Long\nA,CSCom,{A[1]},{A[0]}\nB,CSRef,{B[1]},{B[0]}\n"
BANDS = ["--within", "16,40", "--beyond", "40", "--within-km", "2.5,5"]
ONLY_A = ["--type", "cscom"]


def rows_of(file, key):
    with open(file, newline="", encoding="utf-8") as stream:
        return {row[key]: row for row in csv.DictReader(stream)}


def raster_rows(file):
    """The values of a raster, through the program: each cell is an area of its own."""
    areas = [({"N": f"{r},{c}"}, box(WEST + c * CELL, NORTH - (r + 1) * CELL, CELL, CELL))
             for r in range(3) for c in range(5)]
    write_utm(file.parent.parent / "cells.geojson", areas)
    code, _, err = djoliba("zonal", "--localities", "cells.geojson", "--code", "N", "--raster", file, "--stats", "mean",
                           "--cache", "none", "--out", "cells.csv", cwd=file.parent.parent)
    if code:
        raise AssertionError(err)
    means = [row["mean"] for row in rows_of(file.parent.parent / "cells.csv", "N").values()]
    return [[float(m) if m else None for m in means[5 * r:5 * r + 5]] for r in range(3)]


def write_utm(file, features):
    file.write_text(json.dumps({
        "type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32630"}},
        "features": [{"type": "Feature", "properties": p, "geometry": g} for p, g in features]}), encoding="utf-8")


class Maze(unittest.TestCase):
    """Gives each test a folder of its own with the files, and runs the program there."""

    maxDiff = None

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="djoliba-test-")
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.raster("friction.tif", FRICTION)
        self.raster("people.tif", PEOPLE)
        self.write("list.csv", LIST)
        write_utm(self.folder / "thirds.geojson", [
            ({"CODE": name}, box(WEST, NORTH - (i + 1) * CELL, 5 * CELL, CELL))
            for i, name in enumerate(("NORTH", "MID", "SOUTH"))])

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def raster(self, name, rows, **changes):
        write_raster(self.folder / name, rows, **{"west": WEST, "north": NORTH, "cell": CELL, "epsg": 32630, **changes})

    def call(self, *options, friction="friction.tif", facilities="list.csv", out="out", people=True):
        where = ["--people", "people.tif", "--localities", "thirds.geojson", "--code", "CODE"] if people else []
        return djoliba("access", "--friction", friction, "--facilities", facilities, *where, "--cache", "none",
                       *options, "--out", out, cwd=self.folder)

    def access(self, *options, **inputs):
        """Runs it; returns the rows of access.csv and facilities.csv, and run.json."""
        code, stdout, err = self.call(*BANDS, *options, **inputs)
        self.assertEqual((code, stdout), (0, ""), err)
        self.said = err
        out = self.folder / inputs.get("out", "out")
        return (rows_of(out / "access.csv", "code") if (out / "access.csv").exists() else None,
                rows_of(out / "facilities.csv", "number"), json.loads((out / "run.json").read_text("utf-8")))

    def fails(self, exit_code, *words, options=(), **inputs):
        before = sorted(p.name for p in self.folder.iterdir())
        code, stdout, err = self.call(*options, **inputs)
        self.assertEqual((code, stdout), (exit_code, ""), err)
        for word in words:
            self.assertIn(word, err)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), before)

    def expect(self, row, **cells):
        for name, value in cells.items():
            with self.subTest(column=name):
                if value is None:
                    self.assertEqual(row[name], "")
                else:
                    self.assertNotEqual(row[name], "")
                    self.assertAlmostEqual(float(row[name]), value, places=6)
