# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""`djoliba report`: PDF files of the sheets and pictures of the maps, made by Chromium from the page."""
import os
import re
import shutil
import signal
import struct
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from browser import DATA, MISSING, SCREENSHOTS, djoliba, run_tiny, tiny_scenario
from program import ENVIRONMENT, PROGRAM

try:
    import pypdf
except ImportError:
    pypdf = None

A4 = (595, 842)  # points
MISSING_HERE = MISSING or ("" if pypdf else "no pypdf in this Python")


def pages_of(file):
    return pypdf.PdfReader(file).pages


def size_of(png):
    """Width, height, bits and kind of colour of a PNG file."""
    data = png.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">IIBB", data[16:26])


@unittest.skipIf(MISSING_HERE, MISSING_HERE)
class Reported(unittest.TestCase):
    """A folder for a class, with a run in it that the class makes."""

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="djoliba-test-")
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = Path(temporary.name)

    def report(self, *words, run=None):
        return djoliba("report", run or self.run_folder, *words, cwd=self.folder)

    def is_a4(self, pages):
        for page in pages:
            self.assertEqual((round(page.mediabox.width), round(page.mediabox.height)), A4)

    def keep(self, folder):
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        for file in folder.glob("*.png"):
            shutil.copyfile(file, SCREENSHOTS / f"{type(self).__name__}-{file.name}")


class Files(Reported):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.run_folder = run_tiny(cls.folder, tiny_scenario(), name="é 100%")  # a path that an address must encode

    def test_the_summary_has_two_pages_and_each_cercle_its_sheet(self):
        out = self.folder / "pdf"
        code, _, err = self.report("--pdf", "--out", out)
        self.assertEqual(code, 0, err)
        self.assertEqual(sorted(file.name for file in out.iterdir()), ["sheets_cercle_fr.pdf", "summary_fr.pdf"])
        summary = pages_of(out / "summary_fr.pdf")
        self.assertEqual(len(summary), 2)
        self.is_a4(summary)
        text = summary[0].extract_text()
        self.assertIn("Four communes", text)
        self.assertIn("Delta", text)
        cercles = pages_of(out / "sheets_cercle_fr.pdf")
        self.assertEqual(len(cercles), 2)
        self.is_a4(cercles)
        text = "".join(page.extract_text() for page in cercles)
        self.assertIn("ML0101", text)
        self.assertIn("ML0102", text)

    def test_what_is_too_long_for_a_page_is_made_smaller_and_not_cut_off(self):
        country = self.folder / "long"
        country.mkdir()
        name = " ".join(f"Alpha{k}" for k in range(400))
        out = run_tiny(country, tiny_scenario(), rename={"Alpha": name})
        code, _, err = self.report("--pdf", "--sheet", "summary", run=out)
        self.assertEqual(code, 0, err)
        pages = pages_of(out / "summary_fr.pdf")
        self.assertEqual(len(pages), 2)
        for word in ("Alpha0", "Alpha399", "Limites"):
            self.assertIn(word, pages[0].extract_text())

    def test_a_unit_and_a_level_in_english(self):
        out = self.folder / "units"
        code, _, err = self.report("--pdf", "--sheet", "ML010101", "--sheet", "commune", "--lang", "en", "--out", out)
        self.assertEqual(code, 0, err)
        self.assertEqual(len(pages_of(out / "sheets_commune_en.pdf")), 4)
        pages = pages_of(out / "sheet_ML010101_en.pdf")
        self.assertEqual(len(pages), 1)
        self.assertIn("Situation as of June 30, 2024", " ".join(pages[0].extract_text().split()))

    def test_maps_are_small_pictures_with_a_palette(self):
        out = self.folder / "png"
        code, _, err = self.report("--png", "--out", out)
        self.assertEqual(code, 0, err)
        dimensions = ("hazard_exposure", "vulnerability", "lack_of_coping_capacity")
        expected = [f"map_risk_{level}_fr.png" for level in ("region", "cercle", "commune")]
        expected += [f"map_{name}_commune_fr.png" for name in dimensions]
        self.assertEqual(sorted(file.name for file in out.iterdir()), sorted(expected))
        for file in out.iterdir():
            self.assertLess(file.stat().st_size, 300_000)
            self.assertEqual(size_of(file), (1280, 960, 8, 3))  # of 8 bits with a palette
        self.keep(out)

    def test_nothing_is_left_where_something_fails(self):
        out = self.folder / "none"
        code, _, err = self.report("--pdf", "--sheet", "ML01010", "--out", out)
        self.assertEqual(code, 1)
        self.assertIn("--sheet: the run has no level and no unit `ML01010`; did you mean `ML0101", err)
        code, _, err = self.report("--pdf", "--browser", "/bin/false", "--out", out)
        self.assertEqual(code, 1)
        self.assertIn("/bin/false: it made no summary_fr.pdf and ended with code 1; check that it is a recent Chromium", err)
        self.assertFalse(out.exists())

    def test_without_a_browser_it_says_what_to_do(self):
        done = subprocess.run([PROGRAM, "report", self.run_folder, "--pdf"], env={**ENVIRONMENT, "PATH": "/nowhere", "CHROMIUM": ""},
                              stderr=subprocess.PIPE, text=True, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("PDF and PNG files are made by Chromium, and there is none on this machine; install Chromium", done.stderr)
        self.assertIn("print from there", done.stderr)
        done = subprocess.run([PROGRAM, "report", self.run_folder, "--pdf"], env={**ENVIRONMENT, "CHROMIUM": "no-such-browser"},
                              stderr=subprocess.PIPE, text=True, check=False)
        self.assertIn("no-such-browser: CHROMIUM: there is no such program", done.stderr)

    def slow_browser(self):
        """A browser that never ends, and starts another process as Chromium does."""
        slow = self.folder / "slow"
        slow.write_text(f"#!/bin/sh\necho $$ > {self.folder}/pid\nsleep 600 &\necho $! >> {self.folder}/pid\nwait\n", encoding="utf-8")
        slow.chmod(0o755)
        (self.folder / "pid").unlink(missing_ok=True)
        return slow

    def processes(self):
        pids = (self.folder / "pid").read_text(encoding="utf-8").split()
        states = [Path(f"/proc/{pid}/stat") for pid in pids]
        return [file for file in states if file.exists() and file.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"]

    def test_a_browser_that_hangs_is_ended_with_all_that_it_started(self):
        code, _, err = self.report("--pdf", "--browser", self.slow_browser(), "--timeout", "1")
        self.assertEqual(code, 1)
        self.assertIn("it did not end within 1 s; give it more with --timeout", err)
        self.assertEqual(self.processes(), [])
        self.assertEqual([p.name for p in self.run_folder.glob("*.pdf")], [])

    def test_ctrl_c_ends_the_browser_too(self):
        words = [PROGRAM, "report", self.run_folder, "--pdf", "--browser", self.slow_browser()]
        with subprocess.Popen(words, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT) as program:
            while not (self.folder / "pid").exists() or len((self.folder / "pid").read_text(encoding="utf-8").split()) < 2:
                time.sleep(0.02)
            program.send_signal(signal.SIGINT)
            self.assertIn("cancelled", program.communicate()[1])
        self.assertEqual(program.returncode, 1)
        self.assertEqual(self.processes(), [])

    def test_it_is_asked_for_something_that_the_run_has(self):
        for words in ((), ("--png", "--sheet", "summary")):
            code, _, err = self.report(*words)
            self.assertEqual(code, 2)
            self.assertIn("--pdf", err)
        shutil.copytree(self.run_folder, self.folder / "bare")
        os.remove(self.folder / "bare" / "report.html")
        code, _, err = self.report("--pdf", run=self.folder / "bare")
        self.assertEqual(code, 1)
        self.assertIn("report.html: run.json lists it, and it is not there", err)


@unittest.skipUnless((DATA / "admin").is_dir(), "skipped: the real data are not here")
class Mali(Reported):
    """701 communes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        code, _, err = djoliba("run", "mali", "--data", DATA, "--out", cls.folder / "mali", "--quiet")
        assert code == 0, err
        cls.run_folder = cls.folder / "mali"

    def test_everything(self):
        code, _, err = self.report("--pdf", "--png")
        self.assertEqual(code, 0, err)
        self.assertEqual(len(pages_of(self.run_folder / "summary_fr.pdf")), 2)
        cercles = pages_of(self.run_folder / "sheets_cercle_fr.pdf")
        self.assertGreaterEqual(len(cercles), 53)
        self.is_a4(cercles)
        titles = [page for page in cercles if re.search(r"\(ML[0-9]{4}\)", page.extract_text())]
        self.assertEqual(len(titles), 53)
        pictures = sorted(self.run_folder.glob("map_*.png"))
        self.assertEqual(len(pictures), 6)
        self.assertEqual([p.name for p in pictures if p.stat().st_size >= 300_000], [])
        self.keep(self.run_folder)


if __name__ == "__main__":
    unittest.main()
