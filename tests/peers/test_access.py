# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Recomputes every figure of `djoliba access` on a random country from the formulas alone (access_model.py): times, the nearest
facility, people by locality, loads, two-step catchments, what closing each facility does, and what a flood changes.

Skipped where the program, GDAL's Python module, numpy or scipy is missing.
"""
import csv
import json
import math
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

try:
    import numpy
    from osgeo import gdal, osr
    from access_model import Surface, closing, median, two_step
except ImportError:
    numpy = None

SOURCE = Path(__file__).resolve().parent.parent.parent
PROGRAM = Path(os.environ.get("DJOLIBA_BUILD", SOURCE / "build")) / "bin" / "djoliba"
WEST, NORTH, CELL = -6.0, 15.0, 0.0234375  # degrees: 3/128, so that borders of cells are exact
MINUTES, KM, BEYOND, SNAP_KM = (30, 60, 120), (5, 15), 60, 3.0
TOLERANCE = 1e-6  # relative: what separates two formulas for geodesics is far smaller, and people sum exactly


def write_raster(file, values, cell):
    bands = gdal.GetDriverByName("GTiff").Create(str(file), values.shape[1], values.shape[0], 1, gdal.GDT_Float32)
    bands.SetGeoTransform([WEST, cell, 0, NORTH, 0, -cell])
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(4326)
    bands.SetProjection(crs.ExportToWkt())
    bands.GetRasterBand(1).SetNoDataValue(math.nan)
    bands.GetRasterBand(1).WriteArray(values)


def read_raster(file):
    return gdal.Open(str(file)).ReadAsArray().astype(float)


def read_rows(file, key):
    with open(file, newline="", encoding="utf-8") as stream:
        return {row[key]: row for row in csv.DictReader(stream)}


def halves(values):
    """Each cell as four."""
    return numpy.repeat(numpy.repeat(values, 2, axis=0), 2, axis=1)


def quarters(values):
    """Sums of four cells each."""
    return values.reshape(values.shape[0] // 2, 2, values.shape[1] // 2, 2).sum(axis=(1, 3))


class Country:
    """40 x 56 cells: a river with a bridge, an enclave, ground that is not known; people and floods on cells half as wide."""

    def __init__(self, seed):
        stream = numpy.random.default_rng(seed)
        rows, cols = self.shape = (40, 56)
        self.friction = (0.004 * 10 ** stream.random(self.shape)).astype("f4")
        self.friction[stream.random(self.shape) < 0.08] = numpy.nan
        self.friction[:, 30] = numpy.nan  # the river
        self.friction[17, 30] = 0.008
        self.friction[4:9, 44:50] = numpy.nan
        self.friction[5:8, 45:49] = 0.01  # the enclave: nobody comes out
        fine = (2 * rows, 2 * cols)
        self.people = (stream.random(fine) ** 6 * 400).astype("f4")
        self.people[stream.random(fine) < 0.3] = 0
        self.people[60:72, 80:112] = numpy.nan
        self.depth = numpy.where(stream.random(fine) < 0.16, stream.random(fine), 0).astype("f4")
        self.depth[30:42, 56:66] = 0.7  # over the bridge
        self.depth[:10, :20] = numpy.nan
        self.sites = [(WEST + stream.uniform(1, cols - 1) * CELL, NORTH - stream.uniform(1, rows - 1) * CELL) for _ in range(22)]
        self.sites[5] = self.sites[2]  # two in one place: neither is critical
        self.sites[7] = (WEST + 30.5 * CELL, NORTH - 30.4 * CELL)  # in the river
        self.status = ["?" if i % 5 == 4 else "closed" if i == 11 else "open" for i in range(22)]
        self.boxes = {"west": (0.31, 0.77, 25.4, 38.2), "east": (30.9, 0.2, 54.63, 21.13), "gap": (38.3, 22.7, 55.1, 38.9),
                      "enclave": (44.2, 4.1, 49.7, 8.6), "whole": (0, 0, cols, rows), "none": (41.5, 31.0, 55.5, 35.25),
                      "less": (41.5, 32.0, 55.5, 39.25), "more": (38.0, 30.5, 55.5, 39.75)}

    def covered(self, name):
        """Covered share of each cell of the people."""
        west, north, east, south = (2 * v for v in self.boxes[name])
        rows, cols = self.people.shape
        shares = [numpy.clip(numpy.minimum(numpy.arange(n) + 1, end) - numpy.maximum(numpy.arange(n), start), 0, 1)
                  for n, start, end in ((rows, north, south), (cols, west, east))]
        return shares[0][:, None] * shares[1]

    def write(self, folder):
        write_raster(folder / "friction.tif", self.friction, CELL)
        write_raster(folder / "people.tif", self.people, CELL / 2)
        write_raster(folder / "depth.tif", self.depth, CELL / 2)
        features = []
        for name, (west, north, east, south) in self.boxes.items():
            x, y = [WEST + v * CELL for v in (west, east)], [NORTH - v * CELL for v in (south, north)]
            ring = [[x[0], y[0]], [x[1], y[0]], [x[1], y[1]], [x[0], y[1]], [x[0], y[0]]]
            features.append({"type": "Feature", "properties": {"code": name},
                             "geometry": {"type": "Polygon", "coordinates": [ring]}})
        (folder / "boxes.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        rows = [f"f{i},{lon!r},{lat!r},{status},{type_of(i)}"
                for i, ((lon, lat), status) in enumerate(zip(self.sites, self.status))]
        (folder / "list.csv").write_text("\n".join(["id,lon,lat,status,type", *rows]) + "\n")


def type_of(facility):
    """Every third is a hospital."""
    return "CSRef" if facility % 3 == 0 else "CSCom"


class Answers:
    """The tables of `djoliba access`, by the model. `starts`: cell of each open facility, by its place in the list."""

    def __init__(self, surface, starts, people, covered):
        """`people`: cell by cell of the finer grid; `covered`: shares of these cells, by code."""
        self.surface, self.starts, self.people, self.covered = surface, starts, people, covered
        self.minutes = surface.times(list(starts.values()))
        self.on_cells = quarters(numpy.nan_to_num(people)).ravel()

    def by_cell(self, values):
        return halves(values.reshape(self.surface.shape))

    def of(self, code):
        """People of a locality, cell by cell, and which of them have a friction."""
        return numpy.nan_to_num(self.people.astype(float) * self.covered[code]), halves(self.surface.known)

    def people_known(self, code):
        """Share of the area where people are known."""
        return self.covered[code][~numpy.isnan(self.people)].sum() / self.covered[code].sum()

    def bands(self, code):
        people, known = self.of(code)
        minutes = self.by_cell(self.minutes)
        row = {f"people_within_{end}_min": people[known & (minutes <= end)].sum() for end in MINUTES}
        row[f"people_beyond_{MINUTES[-1]}_min"] = people[known & (minutes > MINUTES[-1]) & (minutes < math.inf)].sum()
        row["people_unreachable"] = people[known & (minutes == math.inf)].sum()
        return row

    def row(self, code):
        """One row of access.csv but for facilities_per_10000."""
        people, known = self.of(code)
        minutes, km = self.by_cell(self.minutes), self.by_cell(self.surface.way_km(list(self.starts.values())))
        there = known & numpy.isfinite(minutes)
        row = {"people": people.sum(), "people_unknown": people[~known].sum(), **self.bands(code),
               "mean_minutes": None, "median_minutes": None}
        if people[there].sum() > 0:
            row["mean_minutes"] = (people[there] * minutes[there]).sum() / people[there].sum()
            row["median_minutes"] = median(minutes[there], people[there], MINUTES)
        row.update({f"people_within_{end}_km": people[there & (km <= end)].sum() for end in KM})
        row[f"people_beyond_{KM[-1]}_km"] = people[there & (km > KM[-1])].sum()
        return row

    def newly(self, code, before):
        people, known = self.of(code)
        was, now = self.by_cell(before.minutes), self.by_cell(self.minutes)
        return {f"people_newly_beyond_{BEYOND}_min": people[known & (was <= BEYOND) & (now > BEYOND)].sum(),
                "people_newly_unreachable": people[known & (was < math.inf) & (now == math.inf)].sum()}

    def served(self):
        """People whose nearest each facility is."""
        nearest = self.surface.nearest(self.starts, self.minutes)
        return {facility: self.on_cells[nearest == facility].sum() for facility in self.starts}

    def served_of_type(self):
        """The same among the facilities of its own type."""
        found = {}
        for kind in {type_of(f) for f in self.starts}:
            own = {f: cell for f, cell in self.starts.items() if type_of(f) == kind}
            found.update(Answers(self.surface, own, self.people, self.covered).served())
        return found

    def loads(self):
        """What facilities.csv says of each open facility, without what closing it does."""
        nearest = self.surface.nearest(self.starts, self.minutes)
        weighted, access = two_step(self.surface, self.starts, self.on_cells)
        rows, of_type = {}, self.served_of_type()
        for facility in self.starts:
            those = nearest == facility
            people, minutes = self.on_cells[those], self.minutes[those]
            rows[facility] = {"people": people.sum(), "people_of_type": of_type[facility],
                              **{f"people_within_{end}_min": people[minutes <= end].sum() for end in MINUTES},
                              f"people_beyond_{MINUTES[-1]}_min": people[minutes > MINUTES[-1]].sum(),
                              "person_hours": (people * minutes).sum() / 60, "weighted_people": weighted[facility],
                              "per_10000_weighted_people": 1e4 / weighted[facility] if weighted[facility] > 0 else None}
        return rows, access, nearest

    def per_10000(self, code, access):
        """Mean over the people whose ways are known."""
        people, known = self.of(code)
        return 1e4 * (people[known] * self.by_cell(access)[known]).sum() / people[known].sum()


@unittest.skipUnless(numpy and PROGRAM.exists(), "skipped: numpy, scipy, GDAL's Python module or the program is missing")
class Access(unittest.TestCase):
    maxDiff = None

    def agree(self, name, row, expected):
        for column, value in expected.items():
            text = row[column]
            with self.subTest(row=name, column=column):
                if value is None:
                    self.assertEqual(text, "")
                else:
                    self.assertNotEqual(text, "")
                    self.assertLessEqual(abs(float(text) - value), TOLERANCE * max(abs(value), 1e-3), (text, value))

    def run_access(self, folder, *options):
        done = subprocess.run(
            [PROGRAM, "access", "--friction", "friction.tif", "--facilities", "list.csv", "--people", "people.tif",
             "--localities", "boxes.geojson", "--code", "code", "--snap-km", str(SNAP_KM), "--beyond", str(BEYOND),
             "--within", ",".join(map(str, MINUTES)), "--within-km", ",".join(map(str, KM)), "--cache", "none", *options,
             "--out", "out"], cwd=folder, capture_output=True, text=True, check=False, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        return read_rows(folder / "out" / "access.csv", "code"), read_rows(folder / "out" / "facilities.csv", "number")

    @staticmethod
    def lower_bounds(code, states, expected):
        """Which figures are lower bounds: of people, where some are not known or nothing is known of their ways, or more would
        be cut off were all that is not known blocked; of minutes, where some people reach no facility."""
        shown, before, _, worst = states
        if shown.people_known(code) < 0.5:
            return set()
        found = {n for n in expected if n.startswith("people") and shown.people_known(code) < 1 - 1e-9}
        if expected["people_unknown"] > 0:
            found |= {n for n in expected if n.startswith("people_")} - {"people_unknown"}
        for state, suffix in (shown, ""), (before, "_before"):
            if state and state.bands(code)["people_unreachable"] > 0:
                found |= {n + suffix for n in ("mean_minutes", "median_minutes") if expected[n + suffix] is not None}
        if worst:
            found |= {n for n, most in worst.newly(code, before).items() if most > expected[n] * (1 + 1e-12)}
        return found

    def compare(self, country, found, rasters, states):
        """`states`: what is shown, and before, with the other status and with unknown depths where there are such."""
        shown, before, other, worst = states
        rows, facilities = found
        loads, access, nearest = shown.loads()
        closed = closing(shown.surface, shown.starts, shown.on_cells, BEYOND)
        for code in country.boxes:
            expected = {**shown.row(code), "facilities_per_10000": shown.per_10000(code, access)}
            if before:
                expected.update({k + "_before": v for k, v in before.row(code).items() if k not in ("people", "people_unknown")})
                expected.update(shown.newly(code, before))
            for state, suffix in (other, "_other_status"), (worst, "_unknown_blocked"):
                if state:
                    expected.update({k + suffix: v for k, v in state.bands(code).items()})
            if worst:
                expected.update({k + "_unknown_blocked": v for k, v in worst.newly(code, before).items()})
            self.agree(code, rows[code], expected if shown.people_known(code) >= 0.5 else dict.fromkeys(expected))
            self.assertEqual(set(filter(None, rows[code]["lower_bounds"].split(";"))), self.lower_bounds(code, states, expected))
            self.assertEqual("the population raster has values for" in rows[code]["reason_missing"],
                             shown.people_known(code) < 0.5)
        for facility, load in loads.items():
            beyond, unreachable, hours = closed[facility]
            self.agree(facility, facilities[str(facility + 1)],
                       {**load, f"closing_people_newly_beyond_{BEYOND}_min": beyond,
                        "closing_people_newly_unreachable": unreachable, "closing_person_hours_added": hours})
        for facility, people in (before.served() if before else {}).items():
            self.agree(facility, facilities[str(facility + 1)], {"people_before": people})
        self.assertEqual({int(n) - 1 for n, f in facilities.items() if f["service"] == "open"}, set(shown.starts))
        minutes, number = rasters
        known, there = shown.surface.known.ravel(), numpy.isfinite(shown.minutes)
        self.assertTrue((numpy.isnan(minutes.ravel()) == ~known).all())
        self.assertTrue((minutes.ravel()[known & ~there] == 1e10).all())
        self.assertTrue(numpy.allclose(minutes.ravel()[there], shown.minutes[there], rtol=TOLERANCE))
        self.assertTrue((numpy.nan_to_num(number.ravel(), nan=0) == nearest + 1).all())

    def test_a_random_country_before_and_in_a_flood(self):
        for seed in (1, 2):
            country = Country(seed)
            surface = Surface(country.friction, WEST, NORTH, CELL)
            stands = [surface.snap(lon, lat, SNAP_KM) for lon, lat in country.sites]
            covered = {code: country.covered(code) for code in country.boxes}

            def state(ground, closed=()):
                starts = {i: cell for i, cell in enumerate(stands)
                          if cell >= 0 and country.status[i] not in closed and ground.passable.ravel()[cell]}
                return Answers(ground, starts, country.people, covered)

            deep, unknown = quarters(country.depth >= numpy.float32(0.3)), quarters(numpy.isnan(country.depth))
            flooded = surface.blocked(deep >= 2)
            worst = flooded.blocked(deep + unknown >= 2)
            with tempfile.TemporaryDirectory(prefix="djoliba-test-") as name:
                folder = Path(name)
                country.write(folder)
                for blocked, states in (
                        ([], (state(surface, ["closed"]), None, state(surface, ["closed", "?"]), None)),
                        (["--blocked", "depth.tif:0.3"],
                         (state(flooded, ["closed"]), state(surface, ["closed"]), state(flooded, ["closed", "?"]),
                          state(worst, ["closed"])))):
                    found = self.run_access(folder, *blocked)
                    rasters = [read_raster(folder / "out" / f"{raster}.tif") for raster in ("travel_time", "nearest")]
                    self.compare(country, found, rasters, states)


if __name__ == "__main__":
    unittest.main()
