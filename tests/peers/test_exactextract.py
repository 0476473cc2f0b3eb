# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Compares `djoliba zonal` with exactextract on random rasters and polygons.

Needs the program (environment variable DJOLIBA_BUILD, else build/), GDAL's Python module and the package exactextract;
skipped where one is missing. Run alone with: python3 -m unittest discover -s tests/peers
Prints the largest difference of each statistic.
"""
import csv
import json
import math
import os
import random
import subprocess
import tempfile
import unittest
from pathlib import Path

try:
    import numpy
    from exactextract import exact_extract
    from osgeo import gdal, osr
except ImportError:
    exact_extract = None

SOURCE = Path(__file__).resolve().parent.parent.parent
PROGRAM = Path(os.environ.get("DJOLIBA_BUILD", SOURCE / "build")) / "bin" / "djoliba"
PLAIN = ["count", "sum", "mean", "min", "max", "variance", "stdev"]
WEIGHTED = ["weighted_sum", "weighted_mean"]
CLASSES = ["majority", "minority", "variety"]
QUANTILES = {"q50": 0.5, "q10": 0.1, "q90": 0.9, "q0": 0, "q100": 1}
SINGLE = 2e-6  # exactextract keeps covered fractions in single precision; sums of mixed signs lose a digit more


def ring(stream, x, y, radius, corners):
    points = []
    for i in range(corners):
        r = radius * stream.uniform(0.3, 1)
        a = 2 * math.pi * i / corners
        points.append([x + r * math.cos(a), y + r * math.sin(a)])
    return points + points[:1]


def polygons(stream, count):
    """Stars of all sizes, a third with a hole, a few of two parts, some over the edge of the raster."""
    features = []
    for i in range(count):
        x, y, radius = stream.uniform(-12, -2), stream.uniform(11, 19), 10 ** stream.uniform(-3, 0.5)
        parts = [[ring(stream, x, y, radius, stream.randint(6, 80))]]
        if i % 3 == 0:
            parts[0].append(ring(stream, x, y, radius * 0.2, 12)[::-1])
        if i % 7 == 0:
            parts.append([ring(stream, x + 2.5 * radius, y, radius, 5)])
        features.append({"type": "Feature", "properties": {"code": f"P{i:03}"},
                         "geometry": {"type": "MultiPolygon", "coordinates": parts}})
    return {"type": "FeatureCollection", "features": features}


def area(points):
    x0, y0 = points[0]
    return sum((a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0) for a, b in zip(points, points[1:])) / 2


def square(x, y, width, height):
    return [[[x, y], [x + width, y], [x + width, y + height], [x, y + height], [x, y]]]


def on_the_grid(stream, count, cell, west=-12.0, south=11.4):
    """Corners and edges on cell borders and cell centres, slivers along borders, and shapes within one cell. `cell` must be a
    multiple of a power of two, so that borders are what both programs take them for."""
    features = []
    for i in range(count):
        x, y = west + cell * stream.randint(0, 120), south + cell * stream.randint(0, 100)
        if i % 4 == 0:
            parts = [square(x, y, cell * stream.randint(1, 9), cell * stream.randint(1, 9))]
        elif i % 4 == 1:
            parts = [[[[x, y], [x + 8 * cell, y], [x + 8 * cell, y + 8 * cell], [x, y]]],
                     square(x + 10 * cell, y, cell / 2, cell * 3)]
        elif i % 4 == 2:
            parts = [square(x, y, cell / 1024, 7 * cell)]
        else:
            parts = [square(x + cell / 4, y + cell / 8, cell / 2, cell / 2)]
        features.append({"type": "Feature", "properties": {"code": f"G{i:03}"},
                         "geometry": {"type": "MultiPolygon", "coordinates": parts}})
    return {"type": "FeatureCollection", "features": features}


def write_raster(path, values, west, north, cell, height=None, south_up=False, mask=None):
    rows, cols = values.shape
    height = height or cell
    raster = gdal.GetDriverByName("GTiff").Create(str(path), cols, rows, 1, gdal.GDT_Float64, ["TILED=YES"])
    if south_up:
        raster.SetGeoTransform((west, cell, 0, north - rows * height, 0, height))
        values = values[::-1]
    else:
        raster.SetGeoTransform((west, cell, 0, north, 0, -height))
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(4326)
    raster.SetProjection(crs.ExportToWkt())
    if mask is None:
        raster.GetRasterBand(1).SetNoDataValue(-9999)
        raster.GetRasterBand(1).WriteArray(numpy.where(numpy.isnan(values), -9999, values))
    else:
        raster.GetRasterBand(1).WriteArray(values)
        gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
        raster.CreateMaskBand(gdal.GMF_PER_DATASET)
        raster.GetRasterBand(1).GetMaskBand().WriteArray(numpy.where(mask, 255, 0))


def ours(folder, statistics, weights):
    command = [str(PROGRAM), "--quiet", "zonal", "--raster", f"{folder}/v.tif", "--localities", f"{folder}/p.geojson",
               "--code", "code", "--cache", "none", "--stats", ",".join(statistics), "--out", f"{folder}/out.csv"]
    subprocess.run(command + (["--weights", f"{folder}/w.tif"] if weights else []), check=True)
    with open(f"{folder}/out.csv", newline="", encoding="utf-8") as file:
        return [{"q50" if k == "median" else k: float(v) if v else math.nan for k, v in row.items() if k != "code"}
                for row in csv.DictReader(file)]


def theirs(folder, statistics, weights):
    wanted = [f"quantile(q={QUANTILES[s]})" if s in QUANTILES else s for s in statistics]
    rows = exact_extract(f"{folder}/v.tif", f"{folder}/p.geojson", wanted, weights=f"{folder}/w.tif" if weights else None)
    named = {f"quantile_{round(100 * level)}": name for name, level in QUANTILES.items()}
    return [{named.get(k, k): math.nan if v is None else float(v) for k, v in row["properties"].items()} for row in rows]


@unittest.skipUnless(exact_extract, "exactextract or GDAL's Python module is not installed")
@unittest.skipUnless(PROGRAM.exists(), f"{PROGRAM} is not built")
class SameFigures(unittest.TestCase):
    def compare(self, seed, statistics, values, weights=None, cell=0.05, weight_cell=None, shapes=None, west=-12.2,
                north=19.3, **raster):
        stream = random.Random(seed)
        with tempfile.TemporaryDirectory() as folder:
            write_raster(f"{folder}/v.tif", values, west, north, cell, **raster)
            if weights is not None:
                write_raster(f"{folder}/w.tif", weights, -12.2, 19.3, weight_cell or cell)
            Path(folder, "p.geojson").write_text(json.dumps(shapes or polygons(stream, 150)), encoding="utf-8")
            mine, other = ours(folder, statistics, weights is not None), theirs(folder, statistics, weights is not None)
        worst = dict.fromkeys(statistics, 0.0)
        for a, b in zip(mine, other, strict=True):
            for name in statistics:
                if name in ("sum", "weighted_sum") and math.isnan(a[name]):
                    self.assertEqual(b[name], 0)  # where nothing is known they say 0
                    continue
                self.assertEqual(math.isnan(a[name]), math.isnan(b[name]), name)
                if not math.isnan(a[name]):
                    worst[name] = max(worst[name], abs(a[name] - b[name]) / max(1.0, abs(b[name])))
        print(f"seed {seed}, largest relative difference:",
              ", ".join(f"{name} {difference:.1e}" for name, difference in worst.items()))
        for name, difference in worst.items():
            self.assertLess(difference, SINGLE, name)

    def test_plain_statistics(self):
        numbers = numpy.random.default_rng(1)
        self.compare(1, PLAIN, numbers.gamma(0.5, 40, (160, 200)))

    def test_which_of_the_two_is_nearer_to_the_area_of_the_polygon(self):
        cell = 0.05
        with tempfile.TemporaryDirectory() as folder:
            write_raster(f"{folder}/v.tif", numpy.ones((160, 200)), -12.2, 19.3, cell)
            shapes = polygons(random.Random(1), 150)
            Path(folder, "p.geojson").write_text(json.dumps(shapes), encoding="utf-8")
            mine, other = ours(folder, ["count"], False), theirs(folder, ["count"], False)
        worst = [0.0, 0.0]
        for feature, a, b in zip(shapes["features"], mine, other, strict=True):
            parts = feature["geometry"]["coordinates"]
            points = [p for part in parts for p in part[0]]
            if not all(-12.2 <= x <= -2.2 and 11.3 <= y <= 19.3 for x, y in points):
                continue
            cells = sum(abs(area(part[0])) - sum(abs(area(hole)) for hole in part[1:]) for part in parts) / cell**2
            for i, row in enumerate((a, b)):
                worst[i] = max(worst[i], abs(row["count"] - cells) / max(1, cells))
        print(f"area of the polygon: ours {worst[0]:.1e}, exactextract {worst[1]:.1e}")
        self.assertLess(worst[0], 1e-11)
        self.assertLessEqual(worst[0], worst[1])

    def test_missing_cells(self):
        numbers = numpy.random.default_rng(2)
        values = numbers.normal(10, 3, (160, 200))
        values[numbers.random(values.shape) < 0.3] = numpy.nan
        self.compare(2, PLAIN, values)

    def test_quantiles(self):
        numbers = numpy.random.default_rng(7)
        self.compare(7, list(QUANTILES), numbers.normal(100, 30, (160, 200)))
        self.compare(8, list(QUANTILES), numpy.floor(numbers.gamma(0.5, 40, (160, 200))))  # many equal values

    def test_corners_and_edges_on_cell_borders_slivers_and_shapes_within_a_cell(self):
        numbers = numpy.random.default_rng(9)
        shapes = on_the_grid(random.Random(9), 200, 0.0625)
        self.compare(9, PLAIN + list(QUANTILES), numbers.gamma(0.5, 40, (128, 160)), cell=0.0625, shapes=shapes, west=-12,
                     north=19)

    def test_cells_that_are_not_square(self):
        numbers = numpy.random.default_rng(10)
        self.compare(10, PLAIN, numbers.normal(10, 3, (100, 200)), height=0.08)

    def test_a_mask_band_takes_out_what_nodata_takes_out(self):
        numbers = numpy.random.default_rng(11)
        values, valid = numbers.normal(10, 3, (160, 200)), numbers.random((160, 200)) < 0.7
        by_value = numpy.where(valid, values, numpy.nan)
        self.compare(11, PLAIN, by_value)
        found = []
        for numbers_written, mask in ((by_value, None), (values, valid)):  # the peer 0.3.0 does not look at the mask
            with tempfile.TemporaryDirectory() as folder:
                write_raster(f"{folder}/v.tif", numbers_written, -12.2, 19.3, 0.05, mask=mask)
                Path(folder, "p.geojson").write_text(json.dumps(polygons(random.Random(11), 150)), encoding="utf-8")
                found.append(ours(folder, PLAIN, False))
        self.assertEqual(repr(found[0]), repr(found[1]))

    def test_files_from_south_to_north_and_longitudes_from_0_to_360_give_the_same_figures(self):
        numbers = numpy.random.default_rng(12)
        values = numbers.normal(10, 3, (160, 200))
        values[numbers.random(values.shape) < 0.1] = numpy.nan
        found = []
        for raster in ({}, {"south_up": True}, {"west": 347.8}):
            with tempfile.TemporaryDirectory() as folder:
                write_raster(f"{folder}/v.tif", values, north=19.3, cell=0.05, **{"west": -12.2, **raster})
                Path(folder, "p.geojson").write_text(json.dumps(polygons(random.Random(12), 150)), encoding="utf-8")
                found.append(ours(folder, PLAIN, False))
        for other in found[1:]:
            for a, b in zip(found[0], other, strict=True):
                for name in PLAIN:  # the west border is rounded differently
                    self.assertTrue(abs(a[name] - b[name]) <= 1e-9 * max(1, abs(a[name])) or (math.isnan(a[name]) and
                                                                                          math.isnan(b[name])), name)

    def test_grids_that_differ_by_a_millionth_of_a_cell_are_one(self):
        numbers = numpy.random.default_rng(13)
        values, weights = numbers.normal(10, 3, (160, 200)), numbers.gamma(0.5, 40, (160, 200))
        with tempfile.TemporaryDirectory() as folder:
            write_raster(f"{folder}/v.tif", values, -12.2, 19.3, 0.05)
            Path(folder, "p.geojson").write_text(json.dumps(polygons(random.Random(13), 150)), encoding="utf-8")
            found = []
            for shift in (0, 4e-14, 4e-8):  # the first of these is what the peer refuses where cells are whole numbers
                write_raster(f"{folder}/w.tif", weights, -12.2 + shift, 19.3, 0.05)
                found.append(ours(folder, WEIGHTED, True))
        self.assertEqual(repr(found[0]), repr(found[1]))
        self.assertEqual(repr(found[0]), repr(found[2]))

    def test_classes(self):
        numbers = numpy.random.default_rng(3)
        self.compare(3, CLASSES, numpy.floor(numbers.random((160, 200)) * 6))

    def test_weights_of_the_same_grid(self):
        numbers = numpy.random.default_rng(4)
        self.compare(4, WEIGHTED, numbers.normal(0, 1, (160, 200)), numbers.gamma(0.5, 40, (160, 200)))

    def test_mean_with_finer_and_coarser_weights(self):
        numbers = numpy.random.default_rng(5)
        self.compare(5, ["weighted_mean"], numbers.normal(0, 1, (160, 200)), numbers.gamma(0.5, 40, (640, 800)),
                     weight_cell=0.0125)
        self.compare(6, ["weighted_mean"], numbers.normal(0, 1, (160, 200)), numbers.gamma(0.5, 40, (40, 50)),
                     weight_cell=0.2)


if __name__ == "__main__":
    unittest.main()
