# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Errors: the text of the command line, as exceptions."""
import datetime
import os
import pickle
import tempfile
import unittest
from pathlib import Path

import numpy as np

import djoliba
from sources import command, files_of, script, write_scenario


class InFolder(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="djoliba-test-")
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def refused(self, call, *arguments, **options):
        with self.assertRaises(djoliba.Error) as caught:
            call(*arguments, **options)
        return caught.exception


class AsTheCommandSays(InFolder):
    def assert_same(self, scenario, **options):
        words = [word for folder in options.get("data", ()) for word in ("--data", folder)]
        code, _, said = command("run", scenario, "--out", self.folder / "out", *words)
        error = self.refused(djoliba.run, scenario, out=self.folder / "out", **options)
        self.assertEqual(code, 1)
        self.assertEqual(str(error) + "\n", said)
        self.assertFalse((self.folder / "out").exists())
        return error

    def test_a_scenario_that_is_not_there(self):
        error = self.assert_same("no-such-scenario")
        self.assertIn("there is no scenario no-such-scenario", str(error))
        self.assertIsInstance(error, ValueError)

    def test_every_problem_of_a_scenario(self):
        path = write_scenario(self.folder, titel="x", as_of="yesterday", seed=-1)
        error = self.assert_same(path)
        self.assertGreater(len(error.problems), 2)
        self.assertTrue(str(error).endswith(f"\n{len(error.problems)} problems"))
        for problem in error.problems:
            self.assertTrue(problem.where.startswith(f"{path}:"))
            self.assertIn(str(problem), str(error))
        self.assertIn("did you mean", next(p.remedy for p in error.problems if p.key == "titel"))

    def test_files_that_are_missing_or_damaged(self):
        path = write_scenario(self.folder)
        (self.folder / "communes.geojson").write_text("{", encoding="utf-8")
        self.assert_same(path)
        (self.folder / "communes.geojson").unlink()
        self.assert_same(path)

    def test_a_folder_of_data_that_is_not_there(self):
        self.assert_same(write_scenario(self.folder), data=[self.folder / "nowhere"])

    def test_a_place_for_results_that_cannot_be_one(self):
        path = write_scenario(self.folder)
        (self.folder / "file").write_text("", encoding="utf-8")
        code, _, said = command("run", path, "--out", self.folder / "file" / "out")
        self.assertEqual((code, said), (1, str(self.refused(djoliba.run, path, out=self.folder / "file" / "out")) + "\n"))

    def test_check_returns_what_the_command_reports(self):
        good = write_scenario(self.folder)
        self.assertEqual(djoliba.check(good), [])
        bad = self.folder / "bad.yaml"
        bad.write_text(good.read_text(encoding="utf-8").replace("people.tif", "peple.tif"), encoding="utf-8")
        code, _, said = command("check", bad)
        self.assertEqual(code, 1)
        self.assertEqual("".join(f"{problem}\n" for problem in djoliba.check(bad)), said)
        code, _, said = command("check", "no-such-scenario")
        self.assertEqual([f"{p}\n" for p in djoliba.check("no-such-scenario")], [said])

    def test_a_resolution_that_cannot_be(self):
        error = self.refused(djoliba.demo, self.folder / "demo", resolution=7)
        self.assertFalse((self.folder / "demo").exists())
        self.assertIn("resolution", str(error))

    def test_folders_that_hold_no_run(self):
        error = self.refused(djoliba.compare, self.folder, self.folder)
        self.assertIn(str(self.folder), str(error))


class Dictionaries(InFolder):
    def test_problems_name_the_key(self):
        problems = djoliba.check({"title": "x", "layers": {"flod": {}}})
        self.assertIn("layers.flod", [p.key for p in problems])
        self.assertEqual({p.where for p in problems}, {"scenario"})

    def test_what_cannot_stand_in_a_scenario(self):
        for value, word in ((object(), "object"), (b"x", "bytes"), ({1, 2}, "set"), (1j, "complex"),
                            (np.zeros(2), "ndarray"), (datetime.datetime(2024, 6, 30), "datetime")):
            with self.subTest(word):
                error = self.refused(djoliba.run, {"layers": {"flood": [0, value]}})
                self.assertEqual((error.problems[0].where, error.problems[0].key), ("scenario", "layers.flood[1]"))
                self.assertIn(f"a value of type {word} cannot stand in a scenario", str(error))

    def test_keys_that_are_the_same_in_a_file(self):
        error = self.refused(djoliba.run, {"layers": {10: "a", "10": "b"}})
        self.assertEqual(error.problems[0].key, "layers.10")

    def test_a_dictionary_that_holds_itself(self):
        endless = {"title": "x"}
        endless["layers"] = endless
        self.assertIn("more than 60 levels", str(self.refused(djoliba.run, endless)))

    def test_text_that_is_no_text(self):
        with self.assertRaises(UnicodeEncodeError):
            djoliba.run({"title": "\ud800"})

    def test_something_else_than_a_scenario(self):
        for other in (3, None, ["a.yaml"]):
            with self.assertRaises(TypeError):
                djoliba.run(other)


class Exceptions(InFolder):
    def test_they_survive_pickling(self):
        error = self.refused(djoliba.run, {"titel": "x"})
        copy = pickle.loads(pickle.dumps(error))
        self.assertIs(type(copy), djoliba.Error)
        self.assertEqual((str(copy), copy.problems), (str(error), error.problems))

    def test_problems_are_values(self):
        problem = djoliba.Problem(where="a.yaml:1:2", key="k", problem="it is wrong", remedy="mend it")
        self.assertEqual(str(problem), "a.yaml:1:2: k: it is wrong; mend it")
        self.assertEqual(problem, djoliba.Problem("a.yaml:1:2", "k", "it is wrong", "mend it"))
        self.assertNotEqual(problem, djoliba.Problem(problem="it is wrong"))
        self.assertEqual(len({problem, pickle.loads(pickle.dumps(problem))}), 1)
        self.assertNotEqual(problem, "a.yaml:1:2: k: it is wrong; mend it")

    def test_nothing_is_printed(self):
        path = write_scenario(self.folder)
        code, out, err = script("""
            import sys, djoliba
            djoliba.run(sys.argv[1], out=sys.argv[2])
            djoliba.compare(sys.argv[2], sys.argv[2])
            """, path, self.folder / "out")
        self.assertEqual((code, out, err), (0, "", ""))
        self.assertIn("run.json", files_of(self.folder / "out"))

    @unittest.skipIf(os.geteuid() == 0, "root may write anywhere")
    def test_a_folder_that_cannot_be_written_to(self):
        self.folder.chmod(0o500)
        self.addCleanup(self.folder.chmod, 0o700)
        self.refused(djoliba.demo, self.folder / "demo")


if __name__ == "__main__":
    unittest.main()
