# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The same bytes from Python as from the command line."""
import csv
import json
import tempfile
import unittest
from pathlib import Path

import yaml

import djoliba
from sources import DATA, command, files_of, write_scenario


class InFolder(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="djoliba-test-")
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def by_command(self, *words):
        code, _, err = command(*words, "--out", self.folder / "command")
        self.assertEqual(code, 0, err)
        return files_of(self.folder / "command")

    def assert_same_files(self, ours, theirs):
        self.assertEqual(list(ours), list(theirs))
        self.assertGreater(len(ours), 1)
        self.assertEqual([name for name in ours if ours[name] != theirs[name]], [])


class ShippedScenarios(InFolder):
    def test_the_synthetic_country(self):
        """Its scenario is run by test_wheel.py."""
        country = self.folder / "demo"
        scenario = djoliba.demo(country, resolution="0.1", seed=3)
        self.assertEqual(scenario, country / "scenario.yaml")
        self.assert_same_files(files_of(country), self.by_command("demo", "--resolution", "0.1", "--seed", 3))

    @unittest.skipUnless(DATA.is_dir(), f"no data in {DATA}")
    def test_mali(self):
        djoliba.run("mali", data=DATA, out=self.folder / "mali")
        self.assert_same_files(files_of(self.folder / "mali"), self.by_command("run", "mali", "--data", DATA))


class SmallCountry(InFolder):
    def setUp(self):
        super().setUp()
        self.scenario = write_scenario(self.folder)

    def test_a_result_that_is_saved_later(self):
        djoliba.run(self.scenario).save(self.folder / "later")
        self.assert_same_files(files_of(self.folder / "later"), self.by_command("run", self.scenario))

    def test_the_manifest_before_anything_is_saved(self):
        saved = json.loads(self.by_command("run", self.scenario)["run.json"])
        self.assertEqual(djoliba.run(self.scenario).manifest, saved)

    def test_any_number_of_threads_and_any_cache(self):
        theirs = self.by_command("run", self.scenario, "--threads", 1)
        for i, options in enumerate(({"threads": 1, "cache": False}, {"threads": 2, "cache": self.folder / "cache"},
                                     {"threads": 5, "cache": self.folder / "cache"})):
            djoliba.run(self.scenario, out=self.folder / f"out{i}", **options)
            self.assert_same_files(files_of(self.folder / f"out{i}"), theirs)
        self.assertTrue(files_of(self.folder / "cache"))

    def test_a_dictionary_in_the_place_of_its_file(self):
        given = yaml.safe_load(self.scenario.read_text(encoding="utf-8"))
        djoliba.run(given, data=self.folder, out=self.folder / "out")
        ours, theirs = files_of(self.folder / "out"), self.by_command("run", self.scenario, "--data", self.folder)
        ours_run, theirs_run = json.loads(ours.pop("run.json")), json.loads(theirs.pop("run.json"))
        self.assert_same_files(ours, theirs)
        trees = [json.dumps(yaml.safe_load(run.pop("scenario")), default=str) for run in (ours_run, theirs_run)]
        self.assertEqual(*trees)
        self.assertEqual(ours_run, theirs_run)

    def test_a_dictionary_over_a_base(self):
        changed = {"base": str(self.scenario), "change": {"flood": {"depth_add_m": 0.2}}}
        path = self.folder / "changed.yaml"
        path.write_text(yaml.safe_dump(changed, sort_keys=False), encoding="utf-8")
        self.assertEqual(djoliba.check(changed), [])
        djoliba.run(changed, out=self.folder / "out")
        self.assertEqual(files_of(self.folder / "out")["ranking.csv"], self.by_command("run", path)["ranking.csv"])

    def test_a_batch(self):
        path = self.folder / "sweep.yaml"
        path.write_text("base: tiny.yaml\nsweep: {flood.depth_add_m: [0, 0.1, 0.2]}\n", encoding="utf-8")
        theirs = self.by_command("batch", path)
        batch = djoliba.batch(path, self.folder / "batch")
        self.assertEqual((batch.done, batch.computed, batch.failed, batch.missing, batch.failures), (3, 3, 0, 0, {}))
        ours = files_of(self.folder / "batch")
        for name in ("scenarios.csv", "localities.csv"):
            self.assertEqual(ours[name], theirs[name])
        again = djoliba.batch([path], self.folder / "batch")
        self.assertEqual((again.done, again.computed), (3, 0))
        self.assertEqual(list(again.scenarios()["state"]), ["done"] * 3)
        self.assertEqual(set(again.localities()["code"]) >= {"ML010101", "ML010202"}, True)

    def test_a_batch_of_dictionaries_and_a_file(self):
        """Named by their titles, with the rows of files that are called so; what cannot run fails by itself."""
        deeper = {"base": str(self.scenario), "title": "deeper", "sweep": {"flood.depth_add_m": [0.1, 0.2]}}
        later = self.folder / "later.yaml"
        later.write_text("base: tiny.yaml\nchange: {flood: {depth_add_m: 0.3}}\n", encoding="utf-8")
        (self.folder / "deeper.yaml").write_text(yaml.safe_dump(deeper, sort_keys=False), encoding="utf-8")
        wrong = {"base": str(self.scenario), "title": "wrong", "change": {"flood": {"depth_adds": 1}}}
        done = djoliba.batch([deeper, later, deeper, wrong], self.folder / "batch")
        self.assertEqual((done.done, done.failed), (3, 3))
        self.assertEqual(list(done.failures), ["deeper[flood.depth_add_m=0.1] (scenario 2)",
                                               "deeper[flood.depth_add_m=0.2] (scenario 2)", "wrong"])
        self.assertIn("scenario 3: change.flood.depth_adds", done.failures["wrong"])
        self.assertIn("give each a title of its own", done.failures["deeper[flood.depth_add_m=0.1] (scenario 2)"])
        djoliba.batch([later, self.folder / "deeper.yaml"], self.folder / "files")
        tables = [(self.folder / name / "scenarios.csv").read_text("utf-8").splitlines() for name in ("batch", "files")]
        ours, theirs = ([{**row, "file": ""} for row in csv.DictReader(table) if row["state"] == "done"] for table in tables)
        self.assertEqual(len(ours), 3)
        self.assertEqual(ours, theirs)
        alone = djoliba.batch(deeper, self.folder / "alone")
        self.assertEqual((alone.done, alone.failed), (2, 0))

    def test_a_comparison_of_folders_and_of_results(self):
        later = self.folder / "later.yaml"
        later.write_text("base: tiny.yaml\nchange: {flood: {depth_add_m: 0.2}}\n", encoding="utf-8")
        runs = [djoliba.run(path, out=self.folder / path.stem) for path in (self.scenario, later)]
        code, said, err = command("compare", self.folder / "tiny", self.folder / "later", "--out", self.folder / "command")
        self.assertEqual(code, 0, err)
        from_folders = djoliba.compare(self.folder / "tiny", self.folder / "later", self.folder / "ours")
        self.assert_same_files(files_of(self.folder / "ours"), files_of(self.folder / "command"))
        self.assertEqual(from_folders.summary(), said)
        from_results = djoliba.compare(*runs)
        self.assertEqual(from_results.summary(), said)
        frame = from_results.to_dataframe()
        self.assertEqual(len(frame), 7)
        self.assertEqual(list(frame.columns), [c["name"] for c in from_folders.columns()])


if __name__ == "__main__":
    unittest.main()
