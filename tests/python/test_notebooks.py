# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Every notebook runs from its first cell to its last, on the synthetic country and, where the real data are, on Mali."""
import concurrent.futures
import importlib.util
import json
import os
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs" / "site"))
import notebooks  # noqa: E402

PATHS = sorted(notebooks.SOURCES.glob("*.ipynb"))
DATA = Path(os.environ.get("DJOLIBA_DATA", ROOT.parent / "shared" / "data"))
KEPT = Path(os.environ.get("DJOLIBA_BUILD", ROOT / "build")) / "notebooks"  # the documentation shows these
LONGEST_CELL = 20  # lines
MISSING = [name for name in ("djoliba", "nbclient", "ipykernel", "matplotlib", "geopandas", "xarray")
           if importlib.util.find_spec(name) is None]


class Form(unittest.TestCase):
    def test_words_first_short_cells_no_outputs(self):
        self.assertTrue(PATHS)
        for path in PATHS:
            cells = json.loads(path.read_text("utf-8"))["cells"]
            with self.subTest(path.name):
                self.assertEqual((cells[0]["cell_type"], cells[0]["source"][0][:2]), ("markdown", "# "))
                self.assertEqual([c["id"] for c in cells if c.get("outputs") or c.get("execution_count")], [])
                self.assertEqual([c["id"] for c in cells if c["cell_type"] == "code" and len(c["source"]) > LONGEST_CELL], [])


@unittest.skipIf(MISSING, f"skipped: not installed: {', '.join(MISSING)}")
class Run(unittest.TestCase):
    def run_one(self, path, data=None):
        notebook = notebooks.execute(path, data)
        outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
        self.assertGreaterEqual(sum("image/png" in o.get("data", {}) for o in outputs), 2, "a story with pictures")
        self.assertEqual([o.text for o in outputs if o.get("name") == "stderr"], [])
        return notebook

    def run_all(self, data=None):
        """Two at a time, each in a kernel of its own; gives those that ran."""
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            running = {path: pool.submit(self.run_one, path, data) for path in PATHS}
            for path, run in running.items():
                with self.subTest(path.name):
                    yield path, run.result()

    def test_on_the_synthetic_country(self):
        for path, notebook in self.run_all():
            notebooks.keep(notebook, path, KEPT)

    @unittest.skipUnless((DATA / "admin").is_dir(), "skipped: the real data are not here")
    def test_on_mali(self):
        for _ in self.run_all(DATA):
            pass


if __name__ == "__main__":
    unittest.main()
