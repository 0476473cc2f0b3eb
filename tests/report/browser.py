# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Reports in a real browser: the distribution's Chromium, driven by Playwright."""
import copy
import json
import os
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "cli"))

from program import DATA, PROGRAM, djoliba  # noqa: E402
from tiny_country import SCENARIO, write_country  # noqa: E402

CHROMIUM = shutil.which("chromium")
PAGE = PROGRAM.parents[1] / "report" / "page.html"
AXE = ROOT / "scenarios" / "report" / "node_modules" / "axe-core" / "axe.min.js"
SCREENSHOTS = PAGE.parent / "screenshots"  # kept with a run of the tests, to be looked at
try:
    from playwright.sync_api import sync_playwright
except ImportError:
    sync_playwright = None

MISSING = ("no chromium on this machine" if not CHROMIUM else "no playwright in this Python" if not sync_playwright
           else "the program was built without the page of reports" if not PAGE.exists() else "")


def tiny_scenario(**changes):
    scenario = copy.deepcopy(SCENARIO)
    return {**scenario, "outputs": ["csv", "report"], **changes}


def run_tiny(folder, scenario, name="out", rename=None, files=None):
    """Runs a scenario of four communes, with these files beside its own; returns the folder with its report."""
    write_country(folder)
    for file, text in (files or {}).items():
        (folder / file).write_text(text, encoding="utf-8")
    if rename:
        for file in folder.glob("*"):
            if file.suffix in (".geojson", ".csv"):
                text = file.read_text(encoding="utf-8")
                for old, new in rename.items():
                    text = text.replace(old, json.dumps(new, ensure_ascii=False)[1:-1] if file.suffix == ".geojson" else new)
                file.write_text(text, encoding="utf-8")
    (folder / f"{name}.yaml").write_text(json.dumps(scenario, ensure_ascii=False), encoding="utf-8")
    code, _, err = djoliba("run", f"{name}.yaml", "--out", folder / name, cwd=folder)
    assert code == 0, err
    return folder / name


@unittest.skipIf(MISSING, MISSING)
class Browser(unittest.TestCase):
    """A browser for all tests of a class; each page that is opened must stay silent and ask for nothing."""

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="djoliba-test-")
        cls.folder = Path(cls.temporary.name)
        cls.playwright = sync_playwright().start()
        options = ["--disable-dev-shm-usage"] + (["--no-sandbox"] if os.geteuid() == 0 else [])
        cls.browser = cls.playwright.chromium.launch(executable_path=CHROMIUM, args=options)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.playwright.stop()
        cls.temporary.cleanup()

    def open(self, report, width=1366, height=768, **options):
        context = self.browser.new_context(viewport={"width": width, "height": height}, locale="fr-FR", **options)
        self.addCleanup(context.close)
        page = context.new_page()
        self.addCleanup(self.keep_picture, page)
        page.set_default_timeout(60000)
        said, asked = [], []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        self.addCleanup(lambda: self.assertEqual(said, []))
        self.addCleanup(lambda: self.assertEqual(
            [url[:100] for url in asked if not url.startswith(("file:", "data:", "blob:"))], []))
        page.goto(Path(report).resolve().as_uri())
        page.wait_for_selector("tbody tr")
        return page

    def check_access(self, page):
        if not AXE.exists():
            self.skipTest("axe-core is not installed")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
        grave = [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found if v["impact"] in ("serious", "critical")]
        self.assertEqual(grave, [])

    def keep_picture(self, page):
        """How the page stood at the end of the test."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{type(self).__name__}-{self._testMethodName.removeprefix('test_')}.png")

    def names(self, page):
        return page.locator("tbody th button").all_inner_texts()


__all__ = ["Browser", "CHROMIUM", "DATA", "MISSING", "ROOT", "SCREENSHOTS", "djoliba", "run_tiny", "tiny_scenario"]
