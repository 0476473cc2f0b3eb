# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Friction of a national surface for the benchmark, over the synthetic country: patches of land cover and relief on foot,
its roads by car, its rivers and lakes as barriers that roads cross, nothing known outside it.

Minutes per metre as float32, NaN where nobody goes. Two kinds: `national`, whose dearest ground costs 120 times a primary
road, and `wide`, where neighbouring cells lie anywhere between 1 and 1,000 times it.
"""
import csv
import os
from pathlib import Path

import numpy
from osgeo import gdal, ogr

gdal.UseExceptions()
SOURCE = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("DJOLIBA_DATA", SOURCE.parent / "shared" / "data"))
WHO_LIST = DATA / "health" / "who_ssa_public_health_facilities_2019_mali.csv"
ROAD_KMH = {"track": 20.0, "secondary": 50.0, "primary": 80.0}
LAND_KMH = numpy.array([4.8, 4.0, 3.2, 4.2, 2.4, 1.0])  # bare, grass, shrub, crops, sand, swamp
LAND_SHARE = numpy.array([0.2, 0.45, 0.65, 0.8, 0.95])  # upper bounds of the noise for all but the last
OUTSIDE, BAND = 255, 256
PLANE_CELL_M = 30.75  # of an arc-second: the square cells of a plane as large as the country


class Noise:
    """Smooth noise between 0 and 1 over the country, the same at every resolution."""

    def __init__(self, seed, knots_per_degree):
        self.scale = knots_per_degree
        self.knots = numpy.random.default_rng(seed).random((int(17 * knots_per_degree) + 2, int(19 * knots_per_degree) + 2))

    def at(self, lon, lat):
        """Values at the crossings of columns and rows, bilinear between the knots."""
        x, y = (lon + 13) * self.scale, (25.5 - lat) * self.scale
        col, row = x.astype(int), y.astype(int)
        u, v = (x - col).astype("f4"), (y - row).astype("f4")[:, None]
        knots = self.knots.astype("f4")
        along = [knots[r][:, col] * (1 - u) + knots[r][:, col + 1] * u for r in (row, row + 1)]
        return along[0] * (1 - v) + along[1] * v


def burn_roads(country, like):
    """km/h of the quickest road through each cell, 0 where there is none; uint8."""
    target = gdal.GetDriverByName("MEM").Create("", like.RasterXSize, like.RasterYSize, 1, gdal.GDT_Byte)
    target.SetGeoTransform(like.GetGeoTransform())
    target.SetProjection(like.GetProjection())
    data = ogr.Open(str(country / "roads.geojson"))
    layer = data.GetLayer(0)
    for name, speed in ROAD_KMH.items():
        layer.SetAttributeFilter(f"class = '{name}'")
        gdal.RasterizeLayer(target, [1], layer, burn_values=[speed], options=["ALL_TOUCHED=TRUE"])
    return target


def points_in(source, lon, lat):
    with open(source, newline="", encoding="utf-8-sig") as stream:
        found = [(row[lon], row[lat]) for row in csv.DictReader(stream)]
    return numpy.array([(float(x), float(y)) for x, y in found if x and y])


def facilities(country):
    """Those in the list of the WHO where it is there, else those of the synthetic country."""
    return points_in(WHO_LIST, "Long", "Lat") if WHO_LIST.exists() else points_in(country / "facilities.csv", "lon", "lat")


def cells_of(points, water):
    """Cell numbers of the points that lie in the country, in an order without meaning; several may share one."""
    west, dx, _, north, _, dy = water.GetGeoTransform()
    cols, rows = water.RasterXSize, water.RasterYSize
    col, row = numpy.floor((points[:, 0] - west) / dx).astype("i8"), numpy.floor((points[:, 1] - north) / dy).astype("i8")
    on = (col >= 0) & (row >= 0) & (col < cols) & (row < rows)
    kept = [r * cols + c for c, r in zip(col[on].tolist(), row[on].tolist())
            if water.ReadAsArray(c, r, 1, 1)[0, 0] != OUTSIDE]
    return numpy.random.default_rng(6).permutation(kept)


def on_foot(kind, lon, lat, noises, stream):
    """Minutes per metre off the roads."""
    cover, relief, fine = (noise.at(lon, lat) for noise in noises)
    if kind == "wide":
        grains = stream.random(cover.shape, dtype="f4")
        exponent = numpy.clip(0.6 * cover + 0.2 * fine + 0.6 * grains - 0.2, 0, 1)
        return 0.06 / ROAD_KMH["primary"] * 1000 ** (numpy.floor(exponent * 256) / 256)
    speed = LAND_KMH[numpy.searchsorted(LAND_SHARE, 0.8 * cover + 0.2 * fine)]
    return 0.06 / speed * (1 + numpy.floor(relief**4 * 32) / 16)


def write(country, path, kind="national", blocked=0.0):
    """Writes the friction to `path`, the cells of the facilities to `path`.facilities and those of towns and villages to
    `path`.settlements. `blocked`: the share of land off the roads that is taken out, in patches of a few cells."""
    water = gdal.Open(str(country / "permanent_water.tif"))
    cols, rows = water.RasterXSize, water.RasterYSize
    points = {"facilities": cells_of(facilities(country), water),
              "settlements": cells_of(points_in(country / "settlements.csv", "lon", "lat"), water)}
    for name, cells in points.items():
        numpy.savetxt(f"{path}.{name}", cells, fmt="%d")
    places = numpy.concatenate(list(points.values()))
    roads, stream = burn_roads(country, water), numpy.random.default_rng(5)
    noises = [Noise(1, 6), Noise(2, 15), Noise(3, 60)]
    west, dx, _, north, _, dy = water.GetGeoTransform()
    holes = Noise(4, abs(0.2 / dx))
    limit = numpy.quantile(holes.at(numpy.linspace(-12, 4, 1000), numpy.linspace(10.5, 24.5, 1000)), blocked)
    out = gdal.GetDriverByName("GTiff").Create(str(path), cols, rows, 1, gdal.GDT_Float32, [
        "TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256", "COMPRESS=DEFLATE", "ZLEVEL=1", "SPARSE_OK=TRUE"])
    out.SetGeoTransform(water.GetGeoTransform())
    out.SetProjection(water.GetProjection())
    out.GetRasterBand(1).SetNoDataValue(float("nan"))
    lon = west + dx * (numpy.arange(cols) + 0.5)
    for row in range(0, rows, BAND):
        height = min(BAND, rows - row)
        lat = north + dy * (numpy.arange(row, row + height) + 0.5)
        cost = numpy.ascontiguousarray(on_foot(kind, lon, lat, noises, stream), "f4")
        land, speed = water.ReadAsArray(0, row, cols, height), roads.ReadAsArray(0, row, cols, height)
        barred = land == 1
        if blocked:
            barred |= holes.at(lon, lat) < limit
        cost[barred] = numpy.nan
        here = places[(places >= row * cols) & (places < (row + height) * cols)] - row * cols
        cost.reshape(-1)[here] = 0.06 / LAND_KMH[0]
        cost = numpy.where(speed > 0, 0.06 / numpy.maximum(speed, 1), cost).astype("f4")
        cost[land == OUTSIDE] = numpy.nan
        out.GetRasterBand(1).WriteArray(cost, 0, row)


def on_a_plane(path, seconds):
    """The same cells as squares of a plane: a VRT beside the file. What the peers count on."""
    flat = path.with_suffix(".vrt")
    source = gdal.Open(str(path))
    side = seconds * PLANE_CELL_M
    bounds = [0, source.RasterYSize * side, source.RasterXSize * side, 0]
    gdal.Translate(str(flat), source, format="VRT", outputSRS="EPSG:32630", outputBounds=bounds)
    return flat
