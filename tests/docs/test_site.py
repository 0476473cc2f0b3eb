# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The documentation site builds without a warning, and its links lead somewhere; the checks of links are held to broken pages."""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "docs" / "site"
BUILD = Path(os.environ.get("DJOLIBA_BUILD", ROOT / "build"))
PYTHON = ROOT / "build" / "docs-env" / "bin" / "python"
sys.path.insert(0, str(SITE))
import commands  # noqa: E402
import links  # noqa: E402


class Site(unittest.TestCase):
    @unittest.skipUnless(PYTHON.with_name("sphinx-build").exists(), "skipped: the packages of docs/requirements.txt are not here")
    @unittest.skipUnless((BUILD / "python" / "bin" / "python").exists(), "skipped: the Python package is not built")
    def test_it_builds(self):
        out = BUILD / "docs"
        done = subprocess.run([PYTHON, SITE / "build.py", BUILD, out], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=600)
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertLess(sum(f.stat().st_size for f in out.rglob("*") if f.is_file()), 20_000_000)


class Links(unittest.TestCase):
    GOOD = {"index.html": '<h1 id="top">A</h1><a href="b.html#x">b</a><a href="#top">up</a><a href="https://example.org/a">c</a>'
                          '<img src="_images/small.png"><script src="s.js?v=1"></script><a href="mailto:a@example.org">m</a>',
            "b.html": '<p id="x">B</p><img src="data:image/png;base64,AA==">', "s.js": "", "_images/small.png": "small",
            "style.css": "a { background: url(small.png) }"}

    def problems(self, **changed):
        with tempfile.TemporaryDirectory(prefix="djoliba-test-") as folder:
            for name, text in {**self.GOOD, **{k.replace("_html", ".html").replace("_css", ".css"): v for k, v in changed.items()}}.items():
                file = Path(folder) / name
                file.parent.mkdir(exist_ok=True)
                file.write_text(text)
            return [p.partition(": ")[2] for p in links.problems_of(Path(folder))[0]]

    def test_good_pages(self):
        self.assertEqual(self.problems(), [])

    def test_each_fault_is_found(self):
        for page, problem in (
                ('<p id="x"></p><a href="c.html">', "c.html leads nowhere"),
                ('<p id="x"></p><a href="index.html#nowhere">', "index.html#nowhere has no such anchor"),
                ('<p id="x"></p><a href="../../index.html">', "../../index.html leads out of the site"),
                ('<p id="x"></p><a href="https://example">', "https://example is no address"),
                ('<p id="x"></p><a href="https://exa mple.org">', "https://exa mple.org is no address"),
                ('<p id="x"></p><a href="htps://example.org">', "htps://example.org is no address"),
                ('<p id="x"></p><script src="https://example.org/a.js">', "https://example.org/a.js is loaded from outside the site"),
                ('<p id="x"></p><link rel="stylesheet" href="//example.org/a.css">', "//example.org/a.css is loaded from outside the site"),
                ('<p id="x"></p><img src="_images/gone.png">', "_images/gone.png leads nowhere"),
                ('<p id="x"></p><p id="x"></p>', "the anchor x is there twice")):
            with self.subTest(problem):
                self.assertEqual(self.problems(b_html=page), [problem])
        self.assertEqual(self.problems(style_css="@import 'https://example.org/font.css'"), ["loads https://example.org/font.css"])

    def test_large_pictures(self):
        with tempfile.TemporaryDirectory(prefix="djoliba-test-") as folder:
            (Path(folder) / "_images").mkdir()
            (Path(folder) / "_images" / "map.png").write_bytes(bytes(links.PICTURE_BYTES + 1))
            self.assertEqual(len(links.problems_of(Path(folder))[0]), 1)


class Commands(unittest.TestCase):
    TEXT = """What it does
in two lines.
Usage: djoliba run [OPTIONS] file

Positionals:
  file FILE REQUIRED          Scenario file

Options:
  -o,--out DIR REQUIRED       Folder; a|b
  --very-long-name TEXT:{one,two,three}
                              Behind
                              or below

Last words.
  indented
"""

    def test_a_help_text(self):
        description, usage, parts, end = commands.parts_of(self.TEXT)
        self.assertEqual((description, usage), ("What it does\nin two lines.", "djoliba run [OPTIONS] file"))
        self.assertEqual(commands.entries_of(parts["Positionals"]), [["file FILE REQUIRED", "Scenario file"]])
        self.assertEqual(commands.entries_of(parts["Options"]), [["-o,--out DIR REQUIRED", "Folder; a|b"],
                                                                ["--very-long-name TEXT:{one,two,three}", "Behind or below"]])
        self.assertEqual(end, "Last words.\n  indented")
        self.assertIn("Folder; a\\|b |", commands.table("option", parts["Options"]))

    def test_all_commands_are_on_the_page(self):
        program = BUILD / "bin" / "djoliba"
        page = commands.page(program)
        for name, _ in commands.entries_of(commands.parts_of(commands.help_of(program))[2]["Subcommands"]):
            self.assertIn(f"\n## djoliba {name}\n", page)
        self.assertIn("\n### djoliba forecast displacement\n", page)
        self.assertIn("| `-o,--out TEXT REQUIRED` |", page)


if __name__ == "__main__":
    unittest.main()
