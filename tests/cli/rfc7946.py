#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Checks GeoJSON files against RFC 7946, strictly: what the RFC recommends is required too.

    rfc7946.py FILE...      prints one line for each fault, exits 1 if there is any
    from rfc7946 import faults; faults(text) -> list of strings

Needs nothing but the standard library.
"""
import json
import math
import sys

GEOMETRY_DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
# Section 7.1: members that would give an object two meanings.
FORBIDDEN = {
    "FeatureCollection": {"coordinates", "geometries", "geometry", "properties"},
    "Feature": {"coordinates", "geometries", "features"},
    "Geometry": {"geometry", "properties", "features"},
}
MOST_DECIMALS = 7  # section 11.2: more is false precision


class Duplicate(Exception):
    """An object has a key twice."""


def no_duplicates(pairs):
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise Duplicate("an object has a member twice: " + ", ".join(sorted({k for k in keys if keys.count(k) > 1})))
    return dict(pairs)


class Number(float):
    """A number that remembers how many decimals it was written with."""

    decimals = 0


def parse_number(text):
    number = Number(text)
    if "e" not in text.lower() and "." in text:
        number.decimals = len(text) - text.index(".") - 1
    return number


def refuse_constant(text):
    raise ValueError(text + " is not JSON")


def is_number(value):
    return isinstance(value, float) and math.isfinite(value)


def signed_area(ring):
    x0, y0 = ring[0][0], ring[0][1]
    return sum((a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0) for a, b in zip(ring, ring[1:]))


class Checker:
    def __init__(self):
        self.found = []

    def fault(self, where, what):
        self.found.append(f"{where}: {what}")

    def position(self, where, p):
        """True where it can be used further."""
        if not isinstance(p, list) or len(p) < 2 or not all(is_number(v) for v in p):
            self.fault(where, f"{p!r} is not a position")
            return False
        if len(p) > 3:
            self.fault(where, "a position has more than three numbers")
        if not (-180 <= p[0] <= 180 and -90 <= p[1] <= 90):
            self.fault(where, f"{p[0]}, {p[1]} is not a longitude and latitude")
        if max(v.decimals for v in p[:2]) > MOST_DECIMALS:
            self.fault(where, f"{p!r} has more than {MOST_DECIMALS} decimals")
        return True

    def positions(self, where, line, least):
        if not isinstance(line, list):
            self.fault(where, "is not a list of positions")
            return []
        if [p for p in line if not self.position(where, p)]:  # all are looked at
            return []
        if len(line) < least:
            self.fault(where, f"has {len(line)} positions, needs {least}")
        if any(a == b for a, b in zip(line, line[1:])):
            self.fault(where, "repeats a position")
        return line

    def ring(self, where, ring, shell):
        ring = self.positions(where, ring, 4)
        if len(ring) < 4:
            return []
        if ring[0] != ring[-1]:
            self.fault(where, "is not closed")
        area = signed_area(ring)
        if area == 0:
            self.fault(where, "has no area")
        elif (area > 0) != shell:
            self.fault(where, "runs " + ("clockwise, a shell" if shell else "counter-clockwise, a hole") + " must not")
        return ring

    def coordinates(self, where, kind, value):
        """All positions of a geometry."""
        if kind == "Point":
            return [value] if self.position(where, value) else []
        if kind == "LineString":
            return self.positions(where, value, 2)
        if not isinstance(value, list):
            self.fault(where, "coordinates are not a list")
            return []
        if kind in ("Polygon", "MultiPolygon", "MultiPoint", "MultiLineString") and not value:
            self.fault(where, "has no coordinates; a missing geometry is null")
        if kind == "Polygon":
            return [p for i, r in enumerate(value) for p in self.ring(f"{where} ring {i}", r, i == 0)]
        part = kind[len("Multi"):]
        return [p for i, v in enumerate(value) for p in self.coordinates(f"{where} part {i}", part, v)]

    def bbox(self, where, thing, positions):
        if "bbox" not in thing:
            return
        box = thing["bbox"]
        if not isinstance(box, list) or len(box) != 4 or not all(is_number(v) for v in box):
            self.fault(where, "bbox is not four numbers")
        elif not positions:
            self.fault(where, "has a bbox but no position")
        else:
            xs, ys = [p[0] for p in positions], [p[1] for p in positions]
            if box != [min(xs), min(ys), max(xs), max(ys)]:
                self.fault(where, f"bbox {box} is not that of its positions")

    def members(self, where, thing, kind):
        for name in sorted(FORBIDDEN[kind] & set(thing)):
            self.fault(where, f"a {kind} must not have a member '{name}'")
        if "crs" in thing:
            self.fault(where, "has a 'crs' member, which RFC 7946 removed")

    def geometry(self, where, thing):
        if not isinstance(thing, dict):
            self.fault(where, "is not a geometry object")
            return []
        self.members(where, thing, "Geometry")
        kind = thing.get("type")
        if kind == "GeometryCollection":
            parts = thing.get("geometries")
            if not isinstance(parts, list):
                self.fault(where, "has no list 'geometries'")
                return []
            positions = [p for i, g in enumerate(parts) for p in self.geometry(f"{where} geometry {i}", g)]
        elif kind in GEOMETRY_DEPTH:
            if "coordinates" not in thing:
                self.fault(where, "has no coordinates")
                return []
            positions = self.coordinates(where, kind, thing["coordinates"])
        else:
            self.fault(where, f"{kind!r} is not a geometry type")
            return []
        self.bbox(where, thing, positions)
        return positions

    def feature(self, where, thing):
        if not isinstance(thing, dict) or thing.get("type") != "Feature":
            self.fault(where, "is not a Feature")
            return []
        self.members(where, thing, "Feature")
        if isinstance(thing.get("id", ""), (bool, list, dict, type(None))):
            self.fault(where, "id is neither a string nor a number")
        if "properties" not in thing or not isinstance(thing["properties"], (dict, type(None))):
            self.fault(where, "properties are neither an object nor null")
        if "geometry" not in thing:
            self.fault(where, "has no member 'geometry'")
            return []
        positions = [] if thing["geometry"] is None else self.geometry(where, thing["geometry"])
        self.bbox(where, thing, positions)
        return positions

    def collection(self, thing):
        self.members("collection", thing, "FeatureCollection")
        features = thing.get("features")
        if not isinstance(features, list):
            self.fault("collection", "has no list 'features'")
            return
        positions = []
        for i, feature in enumerate(features):
            name = feature.get("id", i) if isinstance(feature, dict) else i
            positions += self.feature(f"feature {name}", feature)
        self.bbox("collection", thing, positions)


def faults(text):
    """Every fault of a GeoJSON text; empty where there is none."""
    if text.startswith("\ufeff"):
        return ["file: begins with a byte order mark"]
    try:
        thing = json.loads(text, parse_float=parse_number, parse_int=parse_number, parse_constant=refuse_constant,
                           object_pairs_hook=no_duplicates)
    except (ValueError, Duplicate) as error:
        return [f"file: {error}"]
    checker = Checker()
    kind = thing.get("type") if isinstance(thing, dict) else None
    if kind == "FeatureCollection":
        checker.collection(thing)
    elif kind == "Feature":
        checker.feature("feature", thing)
    else:
        checker.geometry("file", thing)
    return checker.found


def main(files):
    if not files:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    bad = 0
    for file in files:
        try:
            with open(file, encoding="utf-8", newline="") as stream:
                found = faults(stream.read())
        except UnicodeDecodeError as error:
            found = [f"file: is not UTF-8 ({error})"]
        for line in found:
            print(f"{file}: {line}")
        bad += bool(found)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
