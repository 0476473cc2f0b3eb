# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The notebooks run from top to bottom, on the invented country and on the real one."""
import os
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import nbformat
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

from sources import CACHE, DATA

FOLDER = Path(__file__).resolve().parents[2] / "python" / "notebooks"
PICTURES = {"1-first-risk-map": 5, "3-how-sure-are-we": 4, "4-own-layer-own-index": 3}


class Kernels(AsyncKernelManager):
    """Kernels of this very interpreter, whatever Jupyter is set up to start."""

    @property
    def kernel_spec(self):
        return KernelSpec(argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"], language="python")


def outputs(book):
    return [output for cell in book.cells if cell.cell_type == "code" for output in cell.outputs]


class Notebooks(unittest.TestCase):
    def execute(self, name, data):
        """Runs a notebook; returns it with its outputs."""
        book = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
        with tempfile.TemporaryDirectory(prefix="djoliba-test-") as folder:
            environment = {"TMPDIR": folder, "XDG_CACHE_HOME": CACHE, "MPLBACKEND": "module://matplotlib_inline.backend_inline",
                           "DJOLIBA_NOTEBOOK_DATA": str(data), "TQDM_DISABLE": "1"}
            with mock.patch.dict(os.environ, environment):
                NotebookClient(book, timeout=600, startup_timeout=300, kernel_manager_class=Kernels, resources={"metadata": {"path": folder}}).execute()
        return book

    def check(self, name, data=""):
        found = outputs(self.execute(name, data))
        pictures = [o for o in found if "image/png" in o.get("data", {}) or "data:image/png;base64" in o.get("data", {}).get("text/html", "")]
        self.assertEqual(len(pictures), PICTURES[name])
        told = "".join(o.text for o in found if o.output_type == "stream" and o.name == "stderr")
        self.assertNotIn("Warning", told)
        return found

    def test_no_outputs_are_committed(self):
        for file in FOLDER.glob("*.ipynb"):
            with self.subTest(file.name):
                book = nbformat.read(file, as_version=4)
                nbformat.validate(book)
                self.assertEqual(outputs(book), [])
                self.assertTrue(all(c.execution_count is None for c in book.cells if c.cell_type == "code"))


def add_tests():
    for name in PICTURES:
        words = name.replace("-", "_")
        setattr(Notebooks, f"test_{words}_on_the_invented_country", lambda self, name=name: self.check(name))
        real = unittest.skipUnless((DATA / "admin").is_dir(), "skipped: the real data are not here")
        setattr(Notebooks, f"test_{words}_on_the_real_country", real(lambda self, name=name: self.check(name, DATA)))


add_tests()

if __name__ == "__main__":
    unittest.main()
