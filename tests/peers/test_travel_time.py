# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Compares travel times on planes of square cells with MCP_Geometric of scikit-image and, where GRASS is installed, with its
r.cost. All three add the length of a move times the mean of the frictions of the cells that it joins, or passes. The
peers move diagonally between two cells that cannot be passed, so ours does as well where nothing else is said.

Skipped where a peer, GDAL's Python module or the program peer_travel is missing. Prints the largest relative differences.
"""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

try:
    import numpy
    from skimage.graph import MCP_Geometric
except ImportError:
    MCP_Geometric = None

SOURCE = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(SOURCE / "tests" / "bench"))
try:
    import peer_grass
except ImportError:
    peer_grass = None

PROGRAM = Path(os.environ.get("DJOLIBA_BUILD", SOURCE / "build")) / "bin" / "peer_travel"
SIDE = 300.0  # metres
ON_FOOT, WADING = 0.01171875, 0.0625  # minutes per metre, exact in single precision
UNREACHABLE = 1e10
TOLERANCE = 1e-9  # times are whole numbers of 2^-32 minutes; no move here takes less than 0.24 minutes


def ours(friction, starts, neighbours=8, corners="squeeze"):
    """Minutes, infinite where nobody comes, NaN where nothing is known; and the number of the nearest start."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [f"{folder}/{name}" for name in ("friction", "cells", "out")]
        friction.astype("f8").tofile(paths[0])
        numpy.savetxt(paths[1], [row * friction.shape[1] + col for row, col in starts], fmt="%d")
        subprocess.run([str(PROGRAM), *map(str, friction.shape), str(SIDE), str(neighbours), corners, *paths], check=True,
                       timeout=60)
        minutes, nearest = numpy.fromfile(paths[2]).reshape(2, *friction.shape)
    return numpy.where(minutes == UNREACHABLE, numpy.inf, minutes), nearest.astype(int)


def mcp(friction, starts):
    costs, _ = MCP_Geometric(numpy.where(numpy.isnan(friction), numpy.inf, friction), fully_connected=True).find_costs(starts)
    return costs * SIDE


def passable_starts(stream, friction, count):
    rows, cols = numpy.nonzero(numpy.isfinite(friction))
    chosen = stream.choice(len(rows), count, replace=False)
    return list(zip(rows[chosen].tolist(), cols[chosen].tolist()))


def rough(seed, shape=(300, 400), holes=0.0, decades=3.0):
    """Frictions spread evenly over decades from cell to cell, as float32 like ours; some cells cannot be passed."""
    stream = numpy.random.default_rng(seed)
    friction = (0.0008 * 10 ** (decades * stream.random(shape))).astype("f4").astype("f8")
    friction[stream.random(shape) < holes] = numpy.nan
    return friction, passable_starts(stream, friction, 12)


def maze(seed, rooms=(45, 60)):
    """A perfect maze: corridors one cell wide between walls one cell thick, found by a walk that backs up."""
    stream = numpy.random.default_rng(seed)
    friction = numpy.full((2 * rooms[0] + 1, 2 * rooms[1] + 1), numpy.nan)
    path = [(0, 0)]
    friction[1, 1] = ON_FOOT
    while path:
        row, col = path[-1]
        open_to = [(row + r, col + c) for r, c in ((0, 1), (1, 0), (0, -1), (-1, 0))
                   if 0 <= row + r < rooms[0] and 0 <= col + c < rooms[1] and
                   numpy.isnan(friction[2 * (row + r) + 1, 2 * (col + c) + 1])]
        if not open_to:
            path.pop()
            continue
        there = open_to[stream.integers(len(open_to))]
        friction[row + there[0] + 1, col + there[1] + 1] = friction[2 * there[0] + 1, 2 * there[1] + 1] = ON_FOOT
        path.append(there)
    return friction, [(1, 1)]


def river(shape=(200, 260)):
    """A diagonal barrier, one cell wide and touching at corners, with one ford, and an island that nobody reaches."""
    friction = numpy.full(shape, ON_FOOT)
    steps = numpy.arange(shape[0])
    friction[steps, steps + 20] = numpy.nan
    friction[120, 140] = WADING
    friction[20:40, 150:170] = numpy.nan
    friction[25:35, 155:165] = ON_FOOT
    return friction, [(190, 10)]


class Case(unittest.TestCase):
    def agree(self, name, mine, other, known):
        """The same cells reached, and the same times: 0 at the starts, relative elsewhere."""
        self.assertTrue((numpy.isfinite(mine[known]) == numpy.isfinite(other[known])).all(), name)
        both = known & numpy.isfinite(mine)
        self.assertGreater(both.sum(), 1000, name)
        difference = numpy.abs(mine[both] - other[both]) / numpy.maximum(other[both], 1e-300)
        print(f"{name}: {both.sum()} cells, largest relative difference {difference.max():.1e}")
        self.assertLess(difference.max(), TOLERANCE, name)


@unittest.skipUnless(MCP_Geometric and PROGRAM.exists(), "skipped: scikit-image or peer_travel is missing")
class Mcp(Case):
    def compare(self, name, made, corners="squeeze"):
        friction, starts = made
        minutes, _ = ours(friction, starts, corners=corners)
        self.assertTrue((numpy.isnan(minutes) == numpy.isnan(friction)).all(), name)
        self.agree(f"scikit-image, {name}", minutes, mcp(friction, starts), ~numpy.isnan(friction))

    def test_level_ground(self):
        self.compare("level ground", (numpy.full((300, 400), ON_FOOT), [(0, 0), (150, 222), (299, 399)]))

    def test_random_frictions(self):
        for seed in range(3):
            self.compare(f"random, {seed}", rough(seed, decades=1))

    def test_a_range_of_a_thousand_and_of_a_million(self):
        self.compare("1 to 1,000", rough(10))
        self.compare("1 to 1,000,000", rough(11, decades=6))

    def test_barriers(self):
        for percent in (10, 30, 50, 60):  # beyond half, what is left falls apart
            self.compare(f"{percent} % barred", rough(20 + percent, holes=percent / 100))

    def test_mazes(self):
        for seed in range(2):
            self.compare(f"maze {seed}", maze(seed))
        self.compare("maze 0 without corners to squeeze through", maze(0), corners="hold")

    def test_one_row_and_one_column(self):
        self.compare("a row", rough(30, (1, 5000)))
        self.compare("a column", rough(31, (5000, 1)))

    def test_tiles_that_end_with_the_grid(self):
        for shape in ((64, 64), (65, 63), (128, 129)):
            self.compare(f"{shape[0]} x {shape[1]}", rough(32, shape))

    def test_a_barrier_touching_at_corners(self):
        friction, starts = river()
        self.compare("diagonal barrier", (friction, starts))
        held, _ = ours(friction, starts, corners="hold")
        self.assertTrue((held >= ours(friction, starts)[0])[~numpy.isnan(friction)].all())
        friction[120, 140] = numpy.nan  # without the ford
        self.compare("diagonal barrier without its ford", (friction, starts))
        held, _ = ours(friction, starts, corners="hold")
        across = numpy.triu(numpy.ones(friction.shape, bool), 20) & ~numpy.isnan(friction)
        self.assertTrue(numpy.isinf(held[across]).all())
        self.assertTrue(numpy.isfinite(held[~across & ~numpy.isnan(friction)]).all())

    def test_the_nearest_is_the_start_whose_own_times_are_least(self):
        friction, starts = rough(40, (200, 260), holes=0.2)
        _, nearest = ours(friction, starts[:6])
        alone = numpy.array([mcp(friction, [start]) for start in starts[:6]])
        ordered = numpy.sort(alone, axis=0)
        clear = numpy.isfinite(ordered[0]) & (ordered[1] > ordered[0] * (1 + TOLERANCE))
        self.assertGreater(clear.sum(), 30000)
        self.assertTrue((alone.argmin(axis=0) == nearest)[clear].all())
        self.assertTrue((nearest[~numpy.isfinite(ordered[0])] == -1).all())


@unittest.skipUnless(peer_grass and peer_grass.home() and PROGRAM.exists(), "skipped: GRASS or peer_travel is missing")
class Grass(Case):
    def compare(self, name, made, neighbours=8):
        friction, starts = made
        cells = [row * friction.shape[1] + col for row, col in starts]
        with tempfile.TemporaryDirectory() as folder:
            peer_grass.write_plane(f"{folder}/friction.tif", friction, SIDE)
            peer_grass.write_starts(f"{folder}/starts.tif", f"{folder}/friction.tif", cells)
            with peer_grass.Session(f"{folder}/friction.tif") as session:
                session.cost(f"{folder}/starts.tif", knights=neighbours == 16)
                costs = session.costs(friction.shape) * SIDE
        minutes, _ = ours(friction, starts, neighbours)
        known = ~numpy.isnan(friction)
        self.agree(f"r.cost, {name}", minutes, numpy.where(known & numpy.isnan(costs), numpy.inf, costs), known)

    def test_a_range_of_a_thousand(self):
        self.compare("1 to 1,000", rough(10))

    def test_barriers(self):
        self.compare("50 % barred", rough(70, holes=0.5))

    def test_the_moves_of_a_knight(self):
        self.compare("knights on level ground", (numpy.full((300, 400), ON_FOOT), [(0, 0), (150, 222)]), 16)
        self.compare("knights, 1 to 1,000", rough(10), 16)


if __name__ == "__main__":
    unittest.main()
