# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The synthetic country: how it is asked for, and that its scenarios are in order."""
import tempfile
import unittest
from pathlib import Path

from program import djoliba


class Demo(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.out = Path(folder.name) / "country"

    def test_it_needs_a_folder(self):
        code, _, err = djoliba("demo")
        self.assertEqual(code, 2)
        self.assertIn("--out is required", err)

    def test_a_resolution_that_is_none_writes_nothing(self):
        for wrong in ("abc", "30m", "5", "0", "0.5s"):
            code, _, err = djoliba("demo", "--out", self.out, "--resolution", wrong)
            self.assertEqual(code, 2, wrong)
            self.assertIn("30s", err)
        self.assertFalse(self.out.exists())

    def test_its_scenarios_have_no_problem_and_other_files_stay(self):
        self.out.mkdir()
        (self.out / "mine.txt").write_text("keep", encoding="utf-8")
        code, out, err = djoliba("demo", "--out", self.out, "--resolution", "0.1")
        self.assertEqual((code, out), (0, ""), err)
        self.assertIn("scenario.yaml", err)
        self.assertEqual((self.out / "mine.txt").read_text(encoding="utf-8"), "keep")
        self.assertEqual([p.name for p in self.out.iterdir() if p.name.startswith(".")], [])
        for name in ("scenario.yaml", "year-before.yaml", "all-water.yaml"):
            code, out, err = djoliba("check", self.out / name)
            self.assertEqual(code, 0, out + err)

    def test_the_readme_tells_how_to_make_it_again(self):
        self.assertEqual(djoliba("demo", "--out", self.out, "--resolution", "360s", "--seed", "7")[0], 0)
        again = "djoliba demo --out DIR --resolution 0.1 --seed 7"
        self.assertIn(again, (self.out / "README.txt").read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
