# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The notebooks run from top to bottom, on the invented country and on the real one."""
import concurrent.futures
import os
import sys
import unittest
from pathlib import Path

import nbformat

from sources import DATA

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs" / "site"))
import notebooks  # noqa: E402

PICTURES = {"1-first-risk-map": 4, "2-flood-and-conflict": 3, "3-how-sure-are-we": 4, "4-own-layer-own-index": 2, "5-displacement": 4,
            "6-health-access": 6}  # besides those within tables and explanations
PATHS = sorted(notebooks.SOURCES.glob("*.ipynb"))
KEPT = Path(os.environ.get("DJOLIBA_BUILD", ROOT / "build")) / "notebooks"  # the documentation shows these
LONGEST_CELL = 30  # lines


def outputs_of(book):
    return [output for cell in book.cells if cell.cell_type == "code" for output in cell.outputs]


def is_picture(output):
    return "image/png" in output.get("data", {})


class Form(unittest.TestCase):
    def test_each_is_held_to_its_pictures(self):
        self.assertEqual([path.stem for path in PATHS], sorted(PICTURES))

    def test_title_first_short_cells_no_outputs(self):
        for path in PATHS:
            with self.subTest(path.name):
                book = nbformat.read(path, as_version=4)
                nbformat.validate(book)
                code = [cell for cell in book.cells if cell.cell_type == "code"]
                self.assertTrue(book.cells[0].source.startswith(f"# {path.stem[0]} "))
                self.assertEqual(outputs_of(book), [])
                self.assertTrue(all(cell.execution_count is None for cell in code))
                self.assertLessEqual(max(cell.source.count("\n") + 1 for cell in code), LONGEST_CELL)


class Run(unittest.TestCase):
    def check_all(self, data=None):
        """Runs all, two at a time, and gives those that are as they should be."""
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for path, run in [(path, pool.submit(notebooks.execute, path, data)) for path in PATHS]:
                with self.subTest(path.name):
                    found = outputs_of(run.result())
                    self.assertEqual(sum(map(is_picture, found)), PICTURES[path.stem])
                    told = "".join(o.text for o in found if o.output_type == "stream" and o.name == "stderr")
                    self.assertNotIn("Warning", told)
                    yield path, run.result()

    def test_on_the_invented_country(self):
        for path, book in self.check_all():
            notebooks.keep(book, path, KEPT)

    @unittest.skipUnless((DATA / "admin").is_dir(), "skipped: the real data are not here")
    def test_on_the_real_country(self):
        self.assertEqual(len(list(self.check_all(DATA))), len(PATHS))


if __name__ == "__main__":
    unittest.main()
