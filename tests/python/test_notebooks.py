# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Every notebook runs from its first cell to its last, on the synthetic country and, where the real data are, on Mali."""
import importlib.util
import json
import os
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "python" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
DATA = Path(os.environ.get("DJOLIBA_DATA", ROOT.parent / "shared" / "data"))
KEPT = Path(os.environ.get("DJOLIBA_BUILD", ROOT / "build")) / "notebooks"  # of the synthetic country, for the documentation
LONGEST_CELL = 20  # lines
NEEDED = ("djoliba", "nbclient", "ipykernel", "matplotlib", "geopandas", "xarray")
MISSING = [name for name in NEEDED if importlib.util.find_spec(name) is None]


class Form(unittest.TestCase):
    def test_without_outputs_in_short_cells_with_words_first(self):
        self.assertTrue(NOTEBOOKS)
        for path in NOTEBOOKS:
            cells = json.loads(path.read_text("utf-8"))["cells"]
            with self.subTest(path.name):
                self.assertEqual((cells[0]["cell_type"], cells[0]["source"][0][:2]), ("markdown", "# "))
                self.assertEqual([c["id"] for c in cells if c.get("outputs") or c.get("execution_count")], [])
                self.assertEqual([c["id"] for c in cells if c["cell_type"] == "code" and len(c["source"]) > LONGEST_CELL], [])


@unittest.skipIf(MISSING, f"skipped: not installed: {', '.join(MISSING)}")
class Run(unittest.TestCase):
    def run_all(self, country):
        import nbclient
        import nbformat

        with tempfile.TemporaryDirectory(prefix="djoliba-test-") as folder:
            for path in NOTEBOOKS:
                notebook = nbformat.read(path, as_version=4)
                work = Path(folder) / path.stem
                work.mkdir()
                with self.subTest(path.name, country=country):
                    settings = {"DJOLIBA_COUNTRY": country, "DJOLIBA_DATA": str(DATA), "XDG_CACHE_HOME": f"{folder}/cache"}
                    client = nbclient.NotebookClient(notebook, timeout=600, kernel_name="python3",
                                                     resources={"metadata": {"path": str(work)}})
                    client.execute(env={**os.environ, **settings})
                    outputs = [o for c in notebook.cells if c.cell_type == "code" for o in c.outputs]
                    self.assertGreaterEqual(sum("image/png" in o.get("data", {}) for o in outputs), 2)
                    self.assertEqual([o.text for o in outputs if o.get("name") == "stderr"], [])
                    yield path, notebook

    def test_on_the_synthetic_country(self):
        import nbformat

        KEPT.mkdir(parents=True, exist_ok=True)
        for path, notebook in self.run_all("demo"):
            nbformat.write(notebook, KEPT / path.name)

    @unittest.skipUnless((DATA / "admin").is_dir(), "skipped: the real data are not here")
    def test_on_mali(self):
        for _ in self.run_all("mali"):
            pass


if __name__ == "__main__":
    unittest.main()
