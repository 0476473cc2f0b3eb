# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The surface of the package: lazy, typed and described."""
import importlib.metadata
import importlib.resources
import inspect
import unittest

import djoliba
from sources import command, script

HEAVY = ("numpy", "pandas", "geopandas", "shapely", "xarray", "rasterio", "matplotlib", "dask", "distributed", "tqdm",
         "IPython", "djoliba._core")


class Import(unittest.TestCase):
    def test_importing_loads_nothing_that_is_not_needed_yet(self):
        code, out, err = script("import sys, djoliba; print(*sorted(set(sys.argv[1:]) & set(sys.modules)))", *HEAVY)
        self.assertEqual((code, out.strip(), err), (0, "", ""))

    def test_running_loads_numpy_and_no_optional_package(self):
        code, out, err = script("""
            import sys, djoliba
            try:
                djoliba.run("nowhere.yaml")
            except djoliba.Error:
                print(*sorted(set(sys.argv[1:]) & set(sys.modules)))
            """, *HEAVY)
        self.assertEqual((code, out.split(), err), (0, ["djoliba._core", "numpy"], ""))

    def test_the_version_is_that_of_the_program_and_of_the_wheel(self):
        self.assertEqual(command("--version")[1], f"djoliba {djoliba.__version__}\n")
        self.assertEqual(importlib.metadata.version("djoliba"), djoliba.__version__)

    def test_every_public_name_is_there_and_described(self):
        self.assertLessEqual({"run", "batch", "check", "compare", "open", "demo", "Result", "Error", "Problem"},
                             set(djoliba.__all__))
        for name in djoliba.__all__:
            with self.subTest(name):
                value = getattr(djoliba, name)
                self.assertIn(name, dir(djoliba))
                if name == "__version__":
                    continue
                self.assertTrue(inspect.getdoc(value))
                if inspect.isfunction(value) and inspect.signature(value).parameters:
                    self.assertIn("Parameters\n----------", inspect.getdoc(value))
                    for parameter in inspect.signature(value).parameters:
                        self.assertRegex(inspect.getdoc(value), rf"(?m)^(\w+, )*{parameter}(, \w+)*$")

    def test_an_unknown_name_is_an_attribute_error(self):
        with self.assertRaisesRegex(AttributeError, "has no attribute 'ruin'"):
            djoliba.ruin  # noqa: B018

    def test_types_are_shipped(self):
        files = importlib.resources.files(djoliba)
        self.assertTrue((files / "py.typed").is_file())
        stub = (files / "_core.pyi").read_text(encoding="utf-8")
        self.assertIn("class RunResult:", stub)
        self.assertIn("def run(", stub)

    def test_the_interpreter_ends_without_a_word(self):
        """nanobind tells of objects that outlive the module."""
        code, out, err = script("""
            import djoliba
            kept = djoliba.Problem(problem="kept until the end")
            for scenario in ("nowhere.yaml", {"title": 1}):
                try:
                    djoliba.run(scenario)
                except djoliba.Error as error:
                    kept_too = error
            """)
        self.assertEqual((code, out, err), (0, "", ""))


if __name__ == "__main__":
    unittest.main()
