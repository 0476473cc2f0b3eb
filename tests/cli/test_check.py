# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""`djoliba check`: beside the good scenario lie the broken ones, one per mistake, each with what the program says.

DJOLIBA_UPDATE=1 writes the expected texts anew; read the difference before you commit it.
"""
import os
import tempfile
import unittest
from pathlib import Path

from program import DATA, HERE, djoliba

FOLDER = HERE / "check"


class Check(unittest.TestCase):
    maxDiff = None

    def test_every_broken_scenario_is_told_what_is_wrong(self):
        broken = sorted(f for f in FOLDER.glob("*.yaml") if f.stem != "good")
        self.assertGreater(len(broken), 40)
        for scenario in broken:
            with self.subTest(scenario.stem):
                code, out, err = djoliba("check", scenario.name, "--data", "data", cwd=FOLDER)
                expected = scenario.with_suffix(".txt")
                if os.environ.get("DJOLIBA_UPDATE"):
                    expected.write_text(err, encoding="utf-8")
                self.assertEqual(err, expected.read_text(encoding="utf-8"))
                self.assertEqual((code, out), (1, ""))

    def test_every_expected_text_has_its_scenario(self):
        for expected in FOLDER.glob("*.txt"):
            self.assertTrue(expected.with_suffix(".yaml").exists(), expected.name)

    def test_a_good_scenario_has_no_problem(self):
        code, out, err = djoliba("check", "good.yaml", "--data", "data", cwd=FOLDER)
        self.assertEqual((code, err), (0, ""))
        self.assertTrue(out.startswith("good.yaml: no problem found"), out)

    def test_quiet_says_nothing_about_what_is_good(self):
        self.assertEqual(djoliba("check", "good.yaml", "--data", "data", "--quiet", cwd=FOLDER), (0, "", ""))

    def test_the_folder_of_the_scenario_is_searched_too(self):
        (code, _, err) = djoliba("check", "../good.yaml", cwd=FOLDER / "data")
        self.assertEqual(code, 1)
        self.assertIn("../good.yaml:3:22: localities: there is no file communes.geojson; looked in ..; "
                      "name the folder of the data with --data", err)

    def test_a_folder_of_data_must_exist(self):
        self.assertEqual(djoliba("check", "good.yaml", "--data", "nowhere", cwd=FOLDER),
                         (1, "", "nowhere: --data: there is no such folder\n"))

    def test_a_scenario_that_is_not_there_is_named_with_what_is_shipped(self):
        code, _, err = djoliba("check", "malli", cwd=FOLDER)
        self.assertEqual((code, err), (1, "there is no scenario malli; did you mean `mali`?\n"))

    def test_a_folder_is_no_scenario(self):
        self.assertEqual(djoliba("check", "data", cwd=FOLDER),
                         (1, "", "data is a folder; name the scenario file in it\n"))

    def test_check_and_run_refuse_an_index_alike_and_leave_nothing(self):
        with tempfile.TemporaryDirectory(prefix="djoliba-test-") as folder:
            out = Path(folder) / "out"
            for name in ("index_here", "index_in_a_file", "index_of_the_library"):
                expected = (FOLDER / name).with_suffix(".txt").read_text(encoding="utf-8")
                self.assertEqual(djoliba("run", f"{name}.yaml", "--data", "data", "--out", out, cwd=FOLDER),
                                 (1, "", expected))
            self.assertEqual(list(Path(folder).iterdir()), [])

    def test_a_folder_called_like_a_shipped_scenario_is_not_in_its_way(self):
        with tempfile.TemporaryDirectory(prefix="djoliba-test-") as folder:
            (Path(folder) / "mali").mkdir()
            (Path(folder) / "by-base.yaml").write_text("base: mali\n", encoding="utf-8")
            for name in ("mali", "by-base.yaml"):
                code, _, err = djoliba("check", name, cwd=folder)
                self.assertEqual(code, 1)
                self.assertIn("localities: there is no file admin/", err)
                self.assertNotIn("folder;", err)

    @unittest.skipUnless((DATA / "admin").is_dir(), "skipped: the real data are not here")
    def test_the_shipped_scenario_of_mali_has_no_problem(self):
        code, _, err = djoliba("check", "mali", "--data", DATA)
        self.assertEqual((code, err), (0, ""))


if __name__ == "__main__":
    unittest.main()
