# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""A country of four communes that fits on paper, written as files for the program to read.

    -4.0        -3.9        -3.8
     +-----------+-----------+ 14.4
     | Alpha 400 | Charlie   |      cercle Ouest (ML0101): Alpha, Bravo
     |           |       200 |      cercle Est (ML0102): Charlie, Delta
     +-----------+-----------+ 14.3
     | Bravo 400 | Delta     |      Each commune is four cells of 0.05 degrees.
     |           |      1000 |      Nothing is known of floods in Delta.
     +-----------+-----------+ 14.2
"""
import copy
import csv
import json
import math
import struct
import tempfile
import unittest
from pathlib import Path

from program import djoliba

NAN = math.nan
COMMUNES = {"ML010101": ("Alpha", -4.0, 14.3), "ML010102": ("Bravo", -4.0, 14.2),
            "ML010201": ("Charlie", -3.9, 14.3), "ML010202": ("Delta", -3.9, 14.2)}
CERCLES = {"ML0101": ("Ouest", -4.0), "ML0102": ("Est", -3.9)}
PEOPLE = [[100, 100, 50, 50],
          [100, 100, 50, 50],
          [300, 100, 250, 250],
          [0, 0, 250, 250]]
DEPTH_10 = [[0.5, 0, 0.29, 0.29],
            [0, 0, 0.29, 0.29],
            [0, 0, NAN, NAN],
            [0, 0, NAN, NAN]]
DEPTH_100 = [[1.0, 0.4, 2, 2],
             [0, 0, 0.29, 0.29],
             [0.3, 0, NAN, NAN],
             [0, 0, NAN, NAN]]


def box(west, south, width, height):
    """A ring with positions no longer than they need to be."""
    x, y = (round(west, 6), round(west + width, 6)), (round(south, 6), round(south + height, 6))
    return {"type": "Polygon", "coordinates": [[[x[0], y[0]], [x[1], y[0]], [x[1], y[1]], [x[0], y[1]], [x[0], y[0]]]]}


def write_features(file, rows):
    """rows: (properties, geometry) pairs."""
    features = [{"type": "Feature", "properties": p, "geometry": g} for p, g in rows]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")


def commune_rows():
    return [({"CODE": code, "NAME": name, "CERCLE": code[:6], "REGION": "ML01"}, box(x, y, 0.1, 0.1))
            for code, (name, x, y) in COMMUNES.items()]


def write_raster(file, rows, west=-4.0, north=14.4, cell=0.05, epsg=4326, nodata=None, name=None):
    """An uncompressed GeoTIFF of floats; without a coordinate system where epsg is None. `name`: of its band."""
    height, width = len(rows), len(rows[0])
    pixels = struct.pack(f"<{width * height}f", *[v for row in rows for v in row])
    tags = [(256, 4, [width]), (257, 4, [height]), (258, 3, [32]), (259, 3, [1]), (262, 3, [1]), (273, 4, [8]),
            (277, 3, [1]), (278, 4, [height]), (279, 4, [len(pixels)]), (339, 3, [3]),
            (33550, 12, [cell, cell, 0.0]), (33922, 12, [0.0, 0.0, 0.0, west, north, 0.0])]
    if epsg is not None:
        tags.append((34735, 3, [1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, epsg]))
    if nodata is not None:
        tags.append((42113, 2, list(f"{nodata}\0".encode())))
    if name is not None:
        item = f'<GDALMetadata><Item name="DESCRIPTION" sample="0" role="description">{name}</Item></GDALMetadata>'
        tags.insert(-1 if nodata is not None else len(tags), (42112, 2, list(f"{item}\0".encode())))
    kinds = {2: "B", 3: "H", 4: "I", 12: "d"}
    directory = 8 + len(pixels)
    beyond, entries, extra = directory + 2 + 12 * len(tags) + 4, b"", b""
    for tag, kind, values in tags:
        data = struct.pack(f"<{len(values)}{kinds[kind]}", *values)
        if len(data) > 4:
            field = struct.pack("<I", beyond + len(extra))
            extra += data + b"\0" * (len(data) % 2)
        else:
            field = data.ljust(4, b"\0")
        entries += struct.pack("<HHI", tag, kind, len(values)) + field
    file.write_bytes(struct.pack("<2sHI", b"II", 42, directory) + pixels + struct.pack("<H", len(tags)) + entries +
                     struct.pack("<I", 0) + extra)


TEXTS = {
    "events.csv": "id,date,lon,lat,best\n"
                  "1,2024-06-30,-3.95,14.35,2\n"     # Alpha
                  "2,2024-06-01,-3.96,14.36,0\n"     # Alpha
                  "2,2024-06-01,-3.96,14.36,0\n"     # the same once more
                  "3,2023-07-15,-3.95,14.25,1\n"     # Bravo
                  "4,2022-01-01,-3.85,14.35,9\n"     # before the window
                  "5,2024-07-02,-3.85,14.35,9\n"     # after as_of
                  "6,2024-05-01,-3.50,14.35,9\n",    # outside the country
    "displaced.csv": "code,name,people\nML0101,Ouest,80\nML0102,Est,60\nML01XXX,Elsewhere,7\n",
    "facilities.csv": "name,type,lon,lat\n"
                      "A1,CSCom,-3.975,14.375\nA2,CSCom,-3.975,14.376\nC1,CSCom,-3.825,14.375\nD1,Clinic,-3.85,14.25\n",
    "villages.csv": "name,lon,lat\n"
                    "a,-3.975,14.375\nb,-3.925,14.325\n"  # Alpha: at a facility, and 7.7 km from one
                    "c,-3.975,14.225\nd,-3.925,14.225\n"  # Bravo: 16.6 km and more
                    "e,-3.825,14.375\nf,-3.875,14.325\n"  # Charlie: at a facility, and 7.7 km from one
                    "g,-3.85,14.22\n",                    # Delta
    "people.csv": "code,name,people\nML010101,Alpha,400\nML010102,Bravo,400\nML010201,Charlie,200\nML010202,Delta,1000\n",
}

INDEX = {"name": "tiny", "title": "Tiny", "tree": {
    "name": "risk", "mean": "geometric", "required": ["hazard_exposure", "vulnerability", "lack_of_coping_capacity"],
    "parts": [
        {"name": "hazard_exposure", "mean": "arithmetic", "required": ["flood"], "parts": [
            {"name": "flood", "mean": "arithmetic",
             "parts": [{"indicator": "flood_people_share_0p3m_rp100", "bounds": [0, 100]}]},
            {"name": "conflict", "mean": "arithmetic", "parts": [{"indicator": "ev_events", "bounds": [0, 4]}]}]},
        {"name": "vulnerability", "mean": "arithmetic",
         "parts": [{"indicator": "displaced_per_100", "bounds": [0, 20]}]},
        {"name": "lack_of_coping_capacity", "mean": "arithmetic",
         "parts": [{"indicator": "villages_beyond_5km_share", "bounds": [0, 100]}]}]}}

PEOPLE_TABLE = {"table": "people.csv", "code": "code", "name": "name", "people": "people", "level": "commune",
                "vintage": "2016-frame"}

SCENARIO = {
    "title": "Four communes", "as_of": "2024-06-30",
    "localities": {"source": "communes.geojson", "level": "commune", "code": "CODE", "name": "NAME",
                   "vintage": "2016-frame", "parents": [
                       {"level": "cercle", "source": "cercles.geojson", "code": "CERCLE", "name": "NAME"},
                       {"level": "region", "source": "regions.geojson", "code": "REGION", "name": "NAME"}]},
    "layers": {
        "population": {"raster": "people.tif", "quantity": "people", "date": "2020"},
        "flood": {"raster": {"10": "depth10.tif", "100": "depth100.tif"}, "quantity": "depth_m",
                  "depths_m": [0.3, 0.5], "date": "2018"},
        "conflict": [{"name": "ev", "events": "events.csv", "id": "id", "date": "date", "lon": "lon", "lat": "lat",
                      "fatalities": "best", "completeness": "complete", "window_days": 365, "radius_km": 10,
                      "coverage": {"from": "2018-01-01", "to": "2024-06-30"}}],
        "displaced": {"table": "displaced.csv", "code": "code", "name": "name", "level": "cercle",
                      "vintage": "2016-frame", "people": "people", "date": "2024-03-31"},
        "facilities": {"points": "facilities.csv", "lon": "lon", "lat": "lat", "name": "name", "type": "type",
                       "types": {"cscom": ["CSCom"]}, "residents_per": ["cscom"], "date": "2019"},
        "settlements": {"points": "villages.csv", "lon": "lon", "lat": "lat", "name": "name"}},
    "index": {"index": "tiny", "title": "Tiny", "tree": INDEX["tree"]},
    "insist": ["flood_people_share_0p3m_rp100"],
    "outputs": ["csv", "hxl", "xlsx", "geojson", "gpkg", "geotiff"]}


def write_country(folder):
    write_features(folder / "communes.geojson", commune_rows())
    write_features(folder / "cercles.geojson", [
        ({"CERCLE": code, "NAME": name, "REGION": "ML01"}, box(x, 14.2, 0.1, 0.2)) for code, (name, x) in CERCLES.items()])
    write_features(folder / "regions.geojson", [({"REGION": "ML01", "NAME": "Pays"}, box(-4.0, 14.2, 0.2, 0.2))])
    for name, rows in {"people.tif": PEOPLE, "depth10.tif": DEPTH_10, "depth100.tif": DEPTH_100}.items():
        write_raster(folder / name, rows)
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")


class TinyCountry(unittest.TestCase):
    """Gives each test a folder of its own with the files, and a scenario to change."""

    maxDiff = None

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="djoliba-test-")
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        write_country(self.folder)
        self.scenario = copy.deepcopy(SCENARIO)
        self.layers = self.scenario["layers"]
        self.out = self.folder / "out"

    def write(self, name, text, encoding="utf-8"):
        (self.folder / name).write_bytes(text.encode(encoding))

    def write_scenario(self):
        (self.folder / "tiny.yaml").write_text(json.dumps(self.scenario, indent=1, ensure_ascii=False), "utf-8")

    def run_it(self, *options, out=None, command="run"):
        self.write_scenario()
        words = ["--out", out or self.out] if command == "run" else []
        return djoliba(command, "tiny.yaml", *words, *options, cwd=self.folder)

    def result(self, *options, out=None):
        """Runs the scenario, which must succeed; returns rows of ranking.csv by code, and run.json."""
        code, _, err = self.run_it(*options, out=out)
        self.assertEqual(code, 0, err)
        return read_result(out or self.out)

    def refused(self, *words, command="run"):
        """Runs the scenario, which must be refused with all these words, leaving nothing behind."""
        before = sorted(p.name for p in self.folder.iterdir()) + ["tiny.yaml"]
        code, out, err = self.run_it(command=command)
        self.assertEqual((code, out), (1, ""), err)
        for word in words:
            self.assertIn(word, err)
        self.assertNotIn(str(self.folder), err)
        self.assertEqual(sorted({p.name for p in self.folder.iterdir()}), sorted(set(before)))
        return err


def read_result(out):
    with open(out / "ranking.csv", encoding="utf-8-sig", newline="") as stream:
        rows = {row["code"]: row for row in csv.DictReader(stream)}
    return rows, json.loads((out / "run.json").read_text(encoding="utf-8"))


def known(text):
    """A cell as a number; None where it is empty."""
    return float(text) if text else None


def files_of(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
