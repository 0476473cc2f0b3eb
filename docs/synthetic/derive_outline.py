#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Derive the outline table of the synthetic country (layers/src/synthetic_outline.cpp).

Input: world_map.gpkg of the Debian package qgis-common (3.22.16), layer states_provinces, which holds
Natural Earth 1:10m Admin 1, version 4.1.0 (public domain), already simplified. Needs python3-gdal.

    derive_outline.py world_map.gpkg > table.txt

Borders are cut into arcs where three units meet, each arc is thinned once (Douglas-Peucker, 0.012 degrees), rounded
to 0.001 degrees and used by both neighbours, so that shared borders stay identical. Gao of Natural Earth is cut in two
along CUT, drawn by eye, to have a region of Menaka.
"""
import math
import sys

from osgeo import ogr

TOLERANCE = 0.012
NAMES = {"Timbuktu": "Tombouctou", "Ségou": "Segou"}
CUT = [(1.28, 15.55), (1.42, 15.78), (1.36, 16.02), (1.62, 16.27), (1.83, 16.58), (1.71, 16.91), (1.79, 17.22)]


def rings_of_mali(path):
    source = ogr.Open(path)  # kept: a layer dies with its source
    layer = source.GetLayer("states_provinces")
    layer.SetAttributeFilter("adm0_a3 = 'MLI'")
    rings = {}
    for feature in layer:
        polygon = feature.geometry().GetGeometryRef(0)
        points = [(round(x, 9), round(y, 9)) for x, y, *_ in polygon.GetGeometryRef(0).GetPoints()]
        rings[NAMES.get(feature["name"], feature["name"])] = points[:-1]
    return rings


def thin(points):
    """Douglas-Peucker; both ends stay."""
    if len(points) < 3:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    length = math.hypot(bx - ax, by - ay)

    def off(p):
        if length == 0:
            return math.hypot(p[0] - ax, p[1] - ay)
        return abs((bx - ax) * (p[1] - ay) - (by - ay) * (p[0] - ax)) / length

    far = max(range(1, len(points) - 1), key=lambda i: off(points[i]))
    if off(points[far]) <= TOLERANCE:
        return [points[0], points[-1]]
    return thin(points[: far + 1])[:-1] + thin(points[far:])


def arcs_of(ring, sides, junction):
    """The ring cut where the set of neighbours changes; starts at a junction where there is one."""
    n = len(ring)
    starts = [i for i in range(n) if ring[i] in junction] or [0]
    for a, b in zip(starts, starts[1:] + [starts[0] + n]):
        yield [ring[i % n] for i in range(a, b + 1)]


def nearest(ring, p):
    return min(ring, key=lambda q: math.hypot(q[0] - p[0], q[1] - p[1]))


def split_gao(rings):
    """Replaces Gao by its part west of CUT and Menaka; the ends of CUT are vertices of Gao."""
    ring = rings.pop("Gao")
    south, north = nearest(ring, (1.0, 15.0)), nearest(ring, (1.72, 17.75))
    i, j = ring.index(south), ring.index(north)
    one = ring[i:j + 1] if i < j else ring[i:] + ring[: j + 1]
    two = ring[j:i + 1] if j < i else ring[j:] + ring[: i + 1]
    east, west = (one, two) if max(x for x, _ in one) > max(x for x, _ in two) else (two, one)
    for name, part in (("Menaka", east), ("Gao", west)):
        inner = CUT if part[-1] == south else CUT[::-1]
        rings[name] = part + inner
    return south, north


def main():
    rings = rings_of_mali(sys.argv[1])
    ends = split_gao(rings)
    users = {}
    for name, ring in rings.items():
        for p in ring:
            users.setdefault(p, set()).add(name)
    junction = set(ends)
    for ring in rings.values():
        n = len(ring)
        for i, p in enumerate(ring):
            before, after = users[ring[i - 1]] & users[p], users[p] & users[ring[(i + 1) % n]]
            if len(users[p]) > 2 or before != after:
                junction.add(p)
    total = 0
    for name in sorted(rings):
        out = []
        for arc in arcs_of(rings[name], users, junction):
            flip = arc[0] > arc[-1]
            thinned = thin(arc[::-1] if flip else arc)
            out += (thinned[::-1] if flip else thinned)[:-1]
        numbers = [(round(x * 1000), round(y * 1000)) for x, y in out]
        total += len(numbers)
        print(name, " ".join(f"{x},{y}" for x, y in numbers))
    print(total, "vertices", file=sys.stderr)


main()
