# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Areas of a GeoPackage with the standard library: their parts, a point inside, and whether a point lies in them.

An area is a list of parts, a part a list of rings (the border, then holes), as in GeoJSON."""
import sqlite3
import struct


def read_areas(file, layer, *fields):
    """[(values of the fields, area)] of one layer of polygons."""
    with sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True) as base:
        column = base.execute("SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (layer,)).fetchone()[0]
        names = ", ".join(f'"{f}"' for f in (*fields, column))
        return [(row[:-1], area_of(row[-1])) for row in base.execute(f'SELECT {names} FROM "{layer}"')]


def area_of(blob):
    parts = []
    read_wkb(blob, 8 + {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[blob[3] >> 1 & 7], parts)
    return parts


def read_wkb(data, at, parts):
    """Adds the polygon, or those of the collection, at this place; returns the place behind it."""
    order = "<" if data[at] else ">"
    kind, count = struct.unpack_from(order + "II", data, at + 1)
    assert kind in (3, 6), kind
    at += 9
    if kind == 3:
        parts.append([])
    for _ in range(count):
        if kind == 6:
            at = read_wkb(data, at, parts)
            continue
        points = struct.unpack_from(order + "I", data, at)[0]
        flat = struct.unpack_from(f"{order}{2 * points}d", data, at + 4)
        parts[-1].append(list(zip(flat[::2], flat[1::2])))
        at += 4 + 16 * points
    return at


def crossings(area, y):
    """Where the line at height y crosses the border, from west to east."""
    return sorted(x0 + (y - y0) * (x1 - x0) / (y1 - y0) for part in area for ring in part
                  for (x0, y0), (x1, y1) in zip(ring, ring[1:]) if (y0 <= y) != (y1 <= y))


def inner_point(area):
    """The middle of the widest stretch inside at half the height."""
    heights = [y for part in area for ring in part for _, y in ring]
    y = (min(heights) + max(heights)) / 2
    x = crossings(area, y)
    west, east = max(zip(x[::2], x[1::2]), key=lambda run: run[1] - run[0])
    return (west + east) / 2, y


def holds(area, point):
    return sum(1 for x in crossings(area, point[1]) if x <= point[0]) % 2 == 1
