# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""What the array functions import, and their examples."""
import doctest
import importlib
import subprocess
import sys
import unittest

from arrays import Arrays, needs

HEAVY = ("pandas", "geopandas", "xarray", "shapely", "scipy", "tqdm")


def in_a_process(text):
    done = subprocess.run([sys.executable, "-c", text], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise AssertionError(done.stderr)
    return done.stdout.strip()


class Imports(Arrays):
    def test_the_package_alone_imports_nothing_heavy(self):
        text = f"import djoliba, sys; print([m for m in {HEAVY!r} + ('numpy',) if m in sys.modules])"
        self.assertEqual(in_a_process(text), "[]")

    def test_arrays_need_no_other_package(self):
        text = ("import sys\n"
                f"for m in {HEAVY!r}: sys.modules[m] = None\n"  # as if they were not installed
                "import djoliba, numpy as np\n"
                "found = djoliba.spi(np.ones(400), 1, start='1985-01', reasons=True)\n"
                "assert isinstance(found[0], np.ndarray)\n"
                "ranks = djoliba.rank([1.0, 2.0])\n"
                "assert type(ranks) is dict and ranks['rank'].tolist() == [2, 1], ranks\n"
                f"table = djoliba.zonal({str(self.folder / 'people.tif')!r}, {str(self.communes)!r}, 'sum', cache=False)\n"
                "assert type(table) is dict and table['sum'].tolist() == [400, 400, 200, 1000]\n"
                "print('done')")
        self.assertEqual(in_a_process(text), "done")

    @needs("xarray")
    def test_the_accessor_is_there_in_either_order(self):
        self.assertEqual(in_a_process("import djoliba.xarray, xarray as xr; print(hasattr(xr.DataArray, 'djoliba'))"), "True")
        self.assertEqual(in_a_process("import xarray as xr, djoliba; print(hasattr(xr.DataArray, 'djoliba'))"), "True")

    def test_examples_run(self):
        for name in ("zonal", "expose", "spi", "index", "access", "displace"):
            module = importlib.import_module(f"djoliba._{name}")
            result = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
            self.assertGreater(result.attempted, 0, name)
            self.assertEqual(result.failed, 0, name)

    def test_every_function_says_what_it_takes_gives_and_refuses(self):
        import djoliba
        for name in ("zonal", "expose", "spi", "index", "rank", "access", "displace"):
            text = getattr(djoliba, name).__doc__
            for heading in ("Parameters\n", "Returns\n", "Raises\n", "Examples\n"):
                self.assertIn(heading, text, name)


if __name__ == "__main__":
    unittest.main()
