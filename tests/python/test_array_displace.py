# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""djoliba.displace: folders, files and tables give what the command writes."""
import io
import json
import tempfile
import unittest
import warnings
from pathlib import Path

import numpy as np

import djoliba
from arrays import Arrays, command, needs  # first: it finds the modules of tests/cli
from test_displace import FOLDER, MALI, SCENARIO

TABLES = [name for name in SCENARIO if name.endswith(".csv")]


def columns_of(text):
    import csv
    rows = list(csv.reader(io.StringIO(text)))
    return {name: [row[i] or None for row in rows[1:]] for i, name in enumerate(rows[0])}


class Displace(Arrays):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="djoliba-test-")
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        for files in (FOLDER, SCENARIO):
            for name, text in files.items():
                (self.folder / name).parent.mkdir(exist_ok=True)
                (self.folder / name).write_text(text, encoding="utf-8")
        self.tables = {Path(name).stem: columns_of(SCENARIO[name]) for name in TABLES}

    def displace(self, case, **given):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return djoliba.displace(case, **given)

    def check(self, found, *options, case="case.yaml"):
        code, _, err = command("displace", self.folder / case, *options, "--out", self.folder / "out")
        self.assertEqual(code, 0, err)
        self.assert_same(found.stocks, self.rows("out/places_by_day.csv"))
        self.assert_same(found.flows, self.rows("out/flows.csv"))
        self.assert_same(found.flows_by_day, self.rows("out/flows_by_day.csv"))
        return json.loads((self.folder / "out" / "summary.json").read_text("utf-8"))

    def test_paths_give_what_the_command_writes(self):
        for case in ("case.yaml", "."):
            found = self.displace(self.folder / case)
            self.assertEqual(found.summary, self.check(found, case=case))

    def test_tables_give_what_the_command_writes(self):
        found = self.displace(self.tables, start="2012-02-29", days=8, rules={"km_per_day": 360})
        summary = self.check(found)
        self.assertEqual({**found.summary, "title": summary["title"]}, summary)

    def test_rules_agents_and_who_flees(self):
        options = {"rules": {"km_per_day": 200, "camp_weight": 2.5, "start_on_foot": True}, "new_people": "population_ratio"}
        self.check(self.displace(self.folder / "case.yaml", **options), "--set", "km_per_day=200", "--set", "camp_weight=2.5",
                   "--set", "start_on_foot=true", "--new-people", "population_ratio")
        self.check(self.displace(self.folder / "case.yaml", agents=3, seed=9), "--agents", "3", "--seed", "9")
        given = {**self.tables, "new_people": {"place": ["Kidal"], "date": ["2012-03-01"], "people": [100]}}
        del given["observed"]
        found = self.displace(given, start="2012-02-29", days=8)
        self.assertEqual(np.sum(found.stocks["new_people"]), 100)
        self.assertIsNone(found.summary)
        self.assertAlmostEqual(np.sum(np.asarray(found.stocks["stock"])[-4:]) + found.under_way, 100, places=6)

    @needs("pandas")
    def test_frames_with_dates_and_missing_values(self):
        import pandas as pd
        frames = {name: pd.DataFrame(columns) for name, columns in self.tables.items()}
        frames["observed"]["date"] = pd.to_datetime(frames["observed"]["date"])
        frames["observed"]["people"] = frames["observed"]["people"].astype(int)
        frames["places"]["capacity"] = frames["places"]["capacity"].astype(float)
        frames["routes"]["km"] = frames["routes"]["km"].astype("float32")
        self.check(self.displace(frames, start=pd.Timestamp("2012-02-29"), days=8, rules={"km_per_day": 360}))

    def test_what_was_left_out_is_said(self):
        with self.assertWarnsRegex(UserWarning, "camps without a capacity"):
            djoliba.displace(self.no_capacity(), new_people="constant")

    def no_capacity(self):
        file = self.folder / "input" / "locations.csv"
        file.write_text(FOLDER["input/locations.csv"].replace("camp,,5000", "camp,,0"), encoding="utf-8")
        return self.folder

    def test_what_is_refused(self):
        given = {"start": "2012-02-29", "days": 8}
        for words, case, options in (
                (("there is no table `roads`", "routes"), {**self.tables, "roads": {}}, given),
                (("how many days",), self.tables, {"start": "2012-02-29"}),
                (("which day is day 0",), self.tables, {"days": 8}),
                (("start", "is no day"), self.tables, {"start": "spring", "days": 8}),
                (("0 is not 1 to 36525",), self.tables, {**given, "days": 0}),
                (("routes", "the table is missing"), {k: v for k, v in self.tables.items() if k != "routes"}, given),
                (("`nobody` is no such rule",), self.tables, {**given, "new_people": "nobody"}),
                (("`nobody` is no such rule",), self.folder / "case.yaml", {"new_people": "nobody"}),
                (("routes:2", "'Nowhere'"), {**self.tables, "routes": {"from": ["Gao", "Gao"], "to": ["Kidal", "Nowhere"],
                                                                      "km": [1, 2]}}, given),
                (("speed",), self.tables, {**given, "rules": {"speed": 3}}),
                (("km_per_day",), self.tables, {**given, "rules": {"km_per_day": -3}}),
                (("-1 runs",), self.tables, {**given, "agents": -1}),
                (("leave start and days out",), self.folder / "case.yaml", given),
                (("is no case",), [1], {})):
            with self.subTest(words), self.refused(*words):
                self.displace(case, **options)

    @unittest.skipUnless(MALI.exists(), f"no {MALI}")
    def test_mali_2012_comes_out_as_with_the_command(self):
        found = self.displace(MALI)
        code, _, err = command("displace", MALI, "--out", self.folder / "out")
        self.assertEqual(code, 0, err)
        self.assert_same(found.stocks, self.rows("out/places_by_day.csv"))
        self.assertAlmostEqual(found.summary["mean_relative_difference"], 0.3809, delta=5e-4)


if __name__ == "__main__":
    unittest.main()
