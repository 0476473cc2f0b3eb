# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The country that fits on paper as files and as arrays, for tests of the array functions."""
import csv
import importlib.util
import math
import os
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cli"))

from program import CACHE, djoliba as command  # noqa: E402
from tiny_country import DEPTH_100, NAN, PEOPLE, commune_rows, write_features, write_raster  # noqa: E402

__all__ = ["DEPTH_100", "NAN", "PEOPLE", "Arrays", "command", "needs", "write_raster"]

AFFINE = (0.05, 0, -4.0, 0, -0.05, 14.4)  # rasterio's order


def needs(*packages):
    """Skips a test where a package is missing."""
    missing = [name for name in packages if importlib.util.find_spec(name) is None]
    return unittest.skipIf(missing, f"not installed: {', '.join(missing)}")


class Arrays(unittest.TestCase):
    """Files of the country in a folder; Python must give what the command writes."""

    @classmethod
    def setUpClass(cls):
        os.environ["XDG_CACHE_HOME"] = CACHE
        cls.temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = Path(cls.temporary.name)
        cls.communes = cls.folder / "communes.geojson"
        write_features(cls.communes, commune_rows())
        write_raster(cls.folder / "people.tif", PEOPLE)
        write_raster(cls.folder / "depth.tif", DEPTH_100)

    def rows(self, file):
        with open(self.folder / file, encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def assert_same(self, table, rows):
        """Every figure of a table is that of a CSV file, bit by bit; empty is missing."""
        self.assertEqual(list(table), list(rows[0]))
        for name in rows[0]:
            values = list(table[name])
            self.assertEqual(len(values), len(rows), name)
            for value, row in zip(values, rows):
                missing = value is None or value != value or value == ""
                if missing or row[name] == "":
                    self.assertTrue(missing and row[name] == "", f"{name}: {value!r} is not {row[name]!r}")
                elif isinstance(value, str):
                    self.assertEqual(value, row[name], name)
                else:
                    self.assertEqual(float(value), float(row[name]), name)

    def refused(self, *words):
        """The error that a block must raise, with these words."""
        import djoliba
        test = self

        class Refused:
            def __enter__(self):
                return self

            def __exit__(self, kind, error, trace):
                test.assertIsNotNone(error, f"nothing was refused; wanted {words}")
                test.assertIsInstance(error, djoliba.Error, repr(error))
                test.assertIsInstance(error, ValueError)
                for word in words:
                    test.assertIn(word, str(error))
                return True

        return Refused()


def same(a, b):
    return a == b or (math.isnan(a) and math.isnan(b))
