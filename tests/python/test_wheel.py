# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The wheel by itself, and the archive of sources."""
import subprocess
import sys
import tarfile
import tempfile
import unittest
import zipfile
from pathlib import Path

from sources import BUILD, command, files_of, script

SOURCE = Path(__file__).resolve().parents[2]
WHEELS = sorted((BUILD / "wheel").glob("*.whl"))


DEMO = """
    import importlib.util, sys
    from pathlib import Path
    import djoliba

    folder = Path(sys.argv[1])
    result = djoliba.run(djoliba.demo(folder / "demo", resolution="0.25"), out=folder / "out")
    values, transform, crs, about = result.map("risk")
    print(values.dtype, crs, about["unit"])
    print(result.table("ranking", "region")["name"] == djoliba.open(folder / "out").table("ranking", "region")["name"])
    try:
        result.to_dataframe()
    except ImportError as error:
        print(error)
    print([name for name in ("pandas", "xarray", "shapely", "pip") if importlib.util.find_spec(name)])
    """
DEMO_SAYS = """float32 EPSG:4326 score 0-10
True
a DataFrame needs the package pandas: pip install pandas
[]
"""


def call(*words, cwd=SOURCE):
    done = subprocess.run([str(w) for w in words], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise AssertionError(f"{' '.join(map(str, words))}\n{done.stdout[-4000:]}")
    return done.stdout


class Wheel(unittest.TestCase):
    def test_it_holds_the_package_and_nothing_else(self):
        [wheel] = [w for w in WHEELS if w.name.startswith("djoliba-")]
        names = zipfile.ZipFile(wheel).namelist()
        self.assertEqual({name.split("/")[0].split("-")[0] for name in names}, {"djoliba"})
        inside = {name.removeprefix("djoliba/") for name in names if name.startswith("djoliba/")}
        self.assertEqual({n for n in inside if n.endswith(".py")},
                         {p.name for p in (SOURCE / "python" / "djoliba").glob("*.py")})
        self.assertLessEqual({"py.typed", "_core.pyi"}, inside)
        self.assertEqual(len([n for n in inside if n.startswith("_core.") and n.endswith(".so")]), 1)

    def test_beside_nothing_but_numpy_it_runs_the_demo_as_the_command_does(self):
        with tempfile.TemporaryDirectory(prefix="djoliba-test-") as name:
            folder = Path(name)
            clean = folder / "clean"
            call(sys.executable, "-m", "venv", "--without-pip", clean)
            call(sys.executable, "-m", "pip", "--python", clean / "bin" / "python", "install", "-q", "--no-index",
                 "--find-links", BUILD / "wheel", "--find-links", BUILD / "python" / "wheels", "djoliba")
            code, out, err = script(DEMO, folder, python=clean / "bin" / "python")
            self.assertEqual((code, err), (0, ""))
            self.assertEqual(out, DEMO_SAYS)
            code, _, err = command("run", folder / "demo" / "scenario.yaml", "--out", folder / "command")
            self.assertEqual(code, 0, err)
            ours, theirs = files_of(folder / "out"), files_of(folder / "command")
        self.assertEqual(list(ours), list(theirs))
        self.assertEqual([name for name in ours if ours[name] != theirs[name]], [])


class Sources(unittest.TestCase):
    @unittest.skipUnless((SOURCE / ".git").exists(), "no clone")
    def test_the_archive_has_all_that_a_build_needs_and_no_tests(self):
        with tempfile.TemporaryDirectory(prefix="djoliba-test-") as folder:
            call(sys.executable, "-c", "import sys; from scikit_build_core.build import build_sdist; build_sdist(sys.argv[1])", folder)
            [archive] = Path(folder).glob("djoliba-*.tar.gz")
            with tarfile.open(archive) as file:
                inside = {name.partition("/")[2] for name in file.getnames()}
                file.extractall(folder)
            root = Path(folder) / archive.name.removesuffix(".tar.gz")
            needed = set(call("git", "ls-files", "engine", "layers", "scenarios", "cmake", "python/src", "python/djoliba",
                              "python/CMakeLists.txt", "CMakeLists.txt", "pyproject.toml", "LICENSE", "README.md").split())
            self.assertLessEqual(needed, inside)
            page = {name for name in ("build/report/page.html",) if (SOURCE / name).exists()}  # made by npm, not in git
            self.assertEqual({name for name in inside if name.startswith(("tests/", "docs/", "build/", "."))}, page)
            self.configure(root, Path(folder) / "build")

    def configure(self, root, build):
        """CMake finds every file that its lists name, and plans to build the extension."""
        call("cmake", "-S", root / "python", "-B", build, "-G", "Ninja", f"-DPython_EXECUTABLE={sys.executable}",
             "-DSKBUILD_PROJECT_VERSION=0")
        planned = call("ninja", "-C", build, "-t", "commands", "djoliba_python")
        for source in root.glob("engine/src/*.cpp"):
            self.assertIn(str(source), planned)
        self.assertNotIn(str(root / "tests"), planned)


if __name__ == "__main__":
    unittest.main()
