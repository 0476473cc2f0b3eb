# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""What `djoliba access` computes, once more and plainly: straight from the formulas of docs/methods.md, with a textbook
Dijkstra (scipy) over the whole grid for each question, and nothing that is updated, tiled or bounded.

Grids lie in degrees on WGS84. Times are whole numbers of 2^-32 minutes, as the method says, and infinite where nobody comes.
"""
import math

import numpy
from scipy import sparse
from scipy.sparse import csgraph

UNITS = 2.0 ** 32
WEIGHTS = ((30, 1.0), (60, 0.68), (120, 0.22))


def geodesic_km(lon1, lat1, lon2, lat2):
    """On WGS84, by the inverse formula of Vincenty (1975): good to 0.1 mm for neighbouring cells."""
    a, f = 6378137.0, 1 / 298.257223563
    b = a * (1 - f)
    u1, u2 = (math.atan((1 - f) * math.tan(math.radians(lat))) for lat in (lat1, lat2))
    lon = lam = math.radians(lon2 - lon1)
    if lon == 0 and lat1 == lat2:
        return 0.0
    for _ in range(100):
        sin_sigma = math.hypot(math.cos(u2) * math.sin(lam),
                               math.cos(u1) * math.sin(u2) - math.sin(u1) * math.cos(u2) * math.cos(lam))
        cos_sigma = math.sin(u1) * math.sin(u2) + math.cos(u1) * math.cos(u2) * math.cos(lam)
        sigma = math.atan2(sin_sigma, cos_sigma)
        sin_alpha = math.cos(u1) * math.cos(u2) * math.sin(lam) / sin_sigma
        cos2 = 1 - sin_alpha ** 2
        middle = cos_sigma - 2 * math.sin(u1) * math.sin(u2) / cos2 if cos2 else 0.0
        c = f / 16 * cos2 * (4 + f * (4 - 3 * cos2))
        before, lam = lam, lon + (1 - c) * f * sin_alpha * (
            sigma + c * sin_sigma * (middle + c * cos_sigma * (2 * middle ** 2 - 1)))
        if abs(lam - before) < 1e-15:
            break
    u = cos2 * (a * a - b * b) / (b * b)
    big_a = 1 + u / 16384 * (4096 + u * (u * (320 - 175 * u) - 768))
    big_b = u / 1024 * (256 + u * (u * (74 - 47 * u) - 128))
    delta = big_b * sin_sigma * (middle + big_b / 4 * (
        cos_sigma * (2 * middle ** 2 - 1) - big_b / 6 * middle * (4 * sin_sigma ** 2 - 3) * (4 * middle ** 2 - 3)))
    return b * big_a * (sigma - delta) / 1000


class Surface:
    """Friction in minutes per metre on cells of `cell` degrees; NaN where nobody passes. Cells are numbered row by row."""

    def __init__(self, friction, west, north, cell, blocked=None):
        self.shape, self.friction, self.west, self.north, self.cell = friction.shape, friction, west, north, cell
        self.known = numpy.isfinite(friction) & (friction > 0)
        self.passable = self.known if blocked is None else self.known & ~blocked
        self.length = self._lengths()
        self.graph = self._moves()

    def blocked(self, cells):
        return Surface(self.friction, self.west, self.north, self.cell, ~self.passable | cells)

    def centre(self, row, col):
        return self.west + (col + 0.5) * self.cell, self.north - (row + 0.5) * self.cell

    def _lengths(self):
        """Km of a move between neighbours, by rows down (0 or 1), columns aside and northern row."""
        return {(down, aside): numpy.array([geodesic_km(*self.centre(row, 0), *self.centre(row + down, aside))
                                            for row in range(self.shape[0])])
                for down, aside in ((0, 1), (1, 0), (1, 1))}

    def _moves(self):
        """What moves cost, as a matrix from cell to cell."""
        rows, cols = self.shape
        number = numpy.arange(rows * cols).reshape(self.shape)
        found = []
        for down, right in ((0, 1), (1, 0), (1, 1), (1, -1)):
            here = (slice(0, rows - down), slice(max(0, -right), cols - max(0, right)))
            there = (slice(down, rows), slice(max(0, right), cols + min(0, right)))
            possible = self.passable[here] & self.passable[there]
            if down and right:  # not between two cells that cannot be passed
                possible &= self.passable[here[0], there[1]] | self.passable[there[0], here[1]]
            metres = 1000 * self.length[down, abs(right)][here[0], None]
            cost = metres * (self.friction[here].astype(float) + self.friction[there].astype(float)) / 2
            found.append((number[here][possible], number[there][possible], numpy.rint(cost[possible] * UNITS)))
        a, b, cost = (numpy.concatenate(part) for part in zip(*found))
        moves = numpy.concatenate([a, b]), numpy.concatenate([b, a])
        return sparse.csr_matrix((numpy.concatenate([cost, cost]), moves), (number.size, number.size))

    def times(self, cells, limit=math.inf):
        """Minutes from each cell to the nearest of the cells."""
        if len(cells) == 0:
            return numpy.full(self.graph.shape[0], math.inf)
        found = csgraph.dijkstra(self.graph, indices=sorted(set(cells)), min_only=True, limit=limit * UNITS)
        return numpy.where(self.passable.ravel(), found / UNITS, math.inf)

    def nearest(self, starts, minutes):
        """Of the facilities on the quickest ways from each cell the first; -1 where there is none."""
        moves = self.graph.tocoo()
        units = minutes * UNITS
        tight = units[moves.row] + moves.data == units[moves.col]
        tight &= numpy.isfinite(units[moves.col])
        before, after = moves.row[tight], moves.col[tight]
        none = max(starts) + 1
        first = numpy.full(len(minutes), none)
        for facility, cell in starts.items():
            first[cell] = min(first[cell], facility)
        while True:
            better = first.copy()
            numpy.minimum.at(better, after, first[before])
            if (better == first).all():
                return numpy.where(first == none, -1, first)
            first = better

    def way_km(self, cells):
        """Length of the quickest way from each cell, infinite where there is none."""
        minutes, before, _ = csgraph.dijkstra(self.graph, indices=sorted(set(cells)), min_only=True,
                                              return_predecessors=True)
        minutes = numpy.where(self.passable.ravel(), minutes, math.inf)
        (row, col), (row_before, col_before) = (numpy.divmod(c, self.shape[1]) for c in (numpy.arange(len(before)), before))
        step = numpy.zeros(len(before))
        for (down, aside), length in self.length.items():
            those = (before >= 0) & (abs(row - row_before) == down) & (abs(col - col_before) == aside)
            step[those] = length[numpy.minimum(row, row_before)[those]]
        km = numpy.full(len(minutes), math.inf)
        for cell in numpy.argsort(minutes, kind="stable"):
            if not math.isfinite(minutes[cell]):
                break
            km[cell] = step[cell] + (km[before[cell]] if before[cell] >= 0 else 0)
        return km

    def snap(self, lon, lat, within_km):
        """Cell from which a facility serves; -1 where there is none, -2 off the grid."""
        row, col = math.floor((self.north - lat) / self.cell), math.floor((lon - self.west) / self.cell)
        if not (0 <= row < self.shape[0] and 0 <= col < self.shape[1]):
            return -2
        if self.passable[row, col]:
            return row * self.shape[1] + col
        near = int(within_km / (111 * self.cell * 0.8)) + 2
        reach = [(geodesic_km(lon, lat, *self.centre(r, c)), r * self.shape[1] + c)
                 for r in range(max(0, row - near), min(self.shape[0], row + near + 1))
                 for c in range(max(0, col - near), min(self.shape[1], col + near + 1)) if self.passable[r, c]]
        km, cell = min(reach, default=(math.inf, -1))
        return cell if km <= within_km else -1


def two_step(surface, starts, people):
    """Weighted people of each facility, and facilities for each person in every cell (Luo and Qi 2009)."""
    weighted, access = {}, numpy.zeros(people.size)
    for facility, cell in starts.items():
        minutes = surface.times([cell], WEIGHTS[-1][0] + 1e-6)
        weight = numpy.zeros(people.size)
        for end, w in reversed(WEIGHTS):
            weight[minutes <= end] = w
        weighted[facility] = (people * weight).sum()
        if weighted[facility] > 0:
            access += weight / weighted[facility]
    return weighted, access


def closing(surface, starts, people, beyond, only=None):
    """For each facility: people newly beyond, newly unreachable, and person-hours added, if it alone closed."""
    before, found = surface.times(list(starts.values())), {}
    for facility in only if only is not None else starts:
        after = surface.times([cell for f, cell in starts.items() if f != facility])
        still = numpy.isfinite(before) & numpy.isfinite(after)
        found[facility] = (people[(before <= beyond) & (after > beyond)].sum(),
                           people[numpy.isfinite(before) & ~numpy.isfinite(after)].sum(),
                           (people[still] * (after[still] - before[still])).sum() / 60)
    return found


def median(minutes, people, within):
    """Straight within bins of 1 minute up to 4 hours, 2 % above, and those that are asked for."""
    edges = sorted({*within, *range(1, 241), *(240 * 1.02 ** k for k in range(1, 800))})
    bins = numpy.bincount(numpy.searchsorted(edges, minutes), people, len(edges) + 1)
    under = numpy.cumsum(bins) - bins
    half = people.sum() / 2
    i = next(i for i in range(len(bins)) if bins[i] > 0 and under[i] + bins[i] >= half * (1 - 1e-12))
    low = edges[i - 1] if i else 0
    return low + (edges[i] - low) * (half - under[i]) / bins[i]
