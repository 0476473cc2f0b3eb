# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Localities for the benchmark: the communes of the synthetic country with winding borders, and nets of any size."""
import hashlib
import math

from osgeo import gdal, ogr, osr

gdal.UseExceptions()


def jitter(a, b):
    """-1 to 1, the same for both directions of an edge."""
    low, high = sorted((a, b))
    digest = hashlib.blake2b(f"{low[0]:.9f} {low[1]:.9f} {high[0]:.9f} {high[1]:.9f}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**63 - 1


def winding(a, b, shortest):
    """Points from a to just before b: midpoints pushed aside until edges are short. The same from both sides."""
    length = math.hypot(b[0] - a[0], b[1] - a[1])
    if length <= shortest:
        return [a]
    low, high = sorted((a, b))
    aside = 0.12 * jitter(a, b)
    middle = ((a[0] + b[0]) / 2 - aside * (high[1] - low[1]), (a[1] + b[1]) / 2 + aside * (high[0] - low[0]))
    return winding(a, middle, shortest) + winding(middle, b, shortest)


def wind(ring, shortest):
    points = [p for a, b in zip(ring, ring[1:]) for p in winding(a, b, shortest)]
    return points + points[:1]


def write(path, rows):
    """rows: (code, list of polygons, each a list of rings)."""
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(4326)
    data = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = data.CreateLayer("localities", crs, ogr.wkbMultiPolygon)
    layer.CreateField(ogr.FieldDefn("CODE", ogr.OFTString))
    layer.StartTransaction()
    for code, polygons in rows:
        shape = ogr.Geometry(ogr.wkbMultiPolygon)
        for rings in polygons:
            polygon = ogr.Geometry(ogr.wkbPolygon)
            for points in rings:
                ring = ogr.Geometry(ogr.wkbLinearRing)
                for x, y in points:
                    ring.AddPoint_2D(x, y)
                polygon.AddGeometry(ring)
            shape.AddGeometry(polygon)
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["CODE"] = code
        feature.SetGeometry(shape)
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def winding_communes(country, path, shortest=0.004):
    data = ogr.Open(str(country))
    layer = data.GetLayerByName("adm3")
    rows = []
    for feature in layer:
        shape = ogr.ForceToMultiPolygon(feature.geometry().Clone())
        polygons = [[wind(ring.GetPoints(), shortest) for ring in polygon] for polygon in shape]
        rows.append((feature["ADM3_PCODE"], polygons))
    write(path, rows)


def net(path, count, corners):
    """A net of winding four-sided localities over the extent of the country."""
    west, south, width, height = -12.2, 10.2, 16.4, 14.7
    across = round(math.sqrt(count * width / height))
    down = round(count / across)
    shortest = 2.2 * (width / across + height / down) / corners

    def knot(i, j):
        x, y = west + width * i / across, south + height * j / down
        inside = 0 < i < across and 0 < j < down
        dx, dy = (jitter((x, y), (y, x)), jitter((y, y), (x, x))) if inside else (0, 0)
        return (x + 0.3 * dx * width / across, y + 0.3 * dy * height / down)

    rows = []
    for j in range(down):
        for i in range(across):
            ring = [knot(i, j), knot(i + 1, j), knot(i + 1, j + 1), knot(i, j + 1), knot(i, j)]
            rows.append((f"N{j:04}{i:04}", [[wind(ring, shortest)]]))
    write(path, rows)
