# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Changes of the shipped scenario of Mali on the real data."""
import json
import math
import tempfile
import unittest
from pathlib import Path

from program import DATA, djoliba
from tiny_country import known, read_result

CHANGE = {
    "base": "mali", "title": "Mali, closures and influx", "outputs": ["csv"],
    "change": {
        "facilities": {"close": [{"types": ["cscom"], "where": {"region": "Mopti"}}]},
        "displaced": [{"scale": 1.5, "where": {"region": "Mopti"}}, {"add": {"ML0604": 1000}}],
        "population": {"to_year": 2026, "percent_a_year": 3},
        "conflict": {"sources": ["aid"], "scale": 2, "where": {"region": "Gao"}}}}


@unittest.skipUnless((DATA / "admin").is_dir(), "skipped: the real data are not here")
class Mali(unittest.TestCase):
    growth = 1.03 ** 4  # the population is of 2022

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="djoliba-test-")
        cls.addClassCleanup(temporary.cleanup)
        folder = Path(temporary.name)
        (folder / "changed.yaml").write_text(json.dumps(CHANGE, indent=1), encoding="utf-8")
        (folder / "plain.yaml").write_text(json.dumps({"base": "mali", "outputs": ["csv"]}), encoding="utf-8")
        for name in ("plain", "changed"):
            code, _, err = djoliba("run", f"{name}.yaml", "--data", DATA, "--out", name, cwd=folder)
            if code != 0:
                raise AssertionError(err)
        cls.before, _ = read_result(folder / "plain")
        cls.after, cls.manifest = read_result(folder / "changed")

    def units(self, level, region=None):
        return [code for code, row in self.after.items()
                if row["level"] == level and region in (None, row["region"])]

    def figures(self, column, code):
        return known(self.before[code][column]), known(self.after[code][column])

    def test_facilities_of_the_region_are_closed_and_no_others(self):
        for code in self.units("commune"):
            before, after = self.figures("cscom_per_10000", code)
            if self.after[code]["region"] == "Mopti":
                self.assertIn((before is None, after), ((True, None), (False, 0)), code)
            elif before is None:
                self.assertIsNone(after, code)
            else:
                self.assertAlmostEqual(after, before / self.growth, delta=1e-9 * before, msg=code)

    def test_displaced_people_change_by_cercle_and_add_up(self):
        for code in self.units("cercle"):
            before, after = self.figures("displaced_people", code)
            if before is None:
                self.assertIsNone(after, code)
            else:
                times = 1.5 if self.after[code]["region"] == "Mopti" else 1
                self.assertEqual(after, before * times + (1000 if code == "ML0604" else 0), code)

    def test_events_of_one_source_double_in_one_region(self):
        changed = 0
        for code in self.units("region"):
            for column, times in (("aid_events", 2 if self.after[code]["name"] == "Gao" else 1), ("ucdp_events", 1)):
                before, after = self.figures(column, code)
                self.assertEqual(after, before and times * before, (code, column))
                changed += times == 2 and before > 0
        self.assertEqual(changed, 1)

    def test_residents_grow_and_add_up_at_every_level(self):
        for level in ("commune", "cercle", "region"):
            people = math.fsum(self.figures("population", code)[1] for code in self.units(level))
            self.assertAlmostEqual(people, 22593582 * self.growth, 4)


if __name__ == "__main__":
    unittest.main()
