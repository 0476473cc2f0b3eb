# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The shipped scenario of Mali on the real data: figures that are published, and traps of the sources."""
import json
import math
import tempfile
import unittest
from pathlib import Path

from program import DATA, djoliba
from tiny_country import files_of, known, read_result

# Nothing later than June 2022: the tables of indicators and of events go, and an index without them comes.
YEAR_2022 = {
    "base": "mali", "title": "Mali, lean season 2022", "as_of": "2022-06-30", "insist": None, "outputs": ["csv"],
    "layers": {"indicators": None, "conflict": None, "food_security": {
        "table": "food_security/cadre_harmonise_mali_2014_2022.csv", "year": 2022, "date": "2021-09/2022-05"}},
    "index": {"index": "short", "tree": {"name": "risk", "mean": "geometric", "parts": [
        {"name": "hazard_exposure", "parts": [{"indicator": "villages_near_river_share", "bounds": [0, 60]}]},
        {"name": "vulnerability", "parts": [{"indicator": "food_phase3plus_share", "bounds": [0, 40]}]},
        {"name": "lack_of_coping_capacity",
         "parts": [{"indicator": "villages_beyond_5km_share", "bounds": [20, 100]}]}]}}}
for dimension in YEAR_2022["index"]["tree"]["parts"]:
    dimension["mean"] = "arithmetic"


@unittest.skipUnless((DATA / "admin").is_dir(), "skipped: the real data are not here")
class Mali(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="djoliba-test-")
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = Path(temporary.name)
        cls.run_scenario("mali", "one", "--threads", 1)
        cls.rows, cls.manifest = read_result(cls.folder / "one")
        (cls.folder / "2022.yaml").write_text(json.dumps(YEAR_2022, indent=1), encoding="utf-8")
        cls.run_scenario("2022.yaml", "2022")
        cls.rows_2022, cls.manifest_2022 = read_result(cls.folder / "2022")

    @classmethod
    def run_scenario(cls, scenario, out, *options):
        code, _, err = djoliba("run", scenario, "--data", DATA, "--out", out, *options, cwd=cls.folder)
        if code != 0:
            raise AssertionError(err)

    def units(self, level, rows=None):
        return [r for r in (rows or self.rows).values() if r["level"] == level]

    def total(self, column, level, rows=None):
        return math.fsum(known(r[column]) or 0 for r in self.units(level, rows))

    @staticmethod
    def ours(manifest):
        return {x["figure"]: (x["ours"], x["ratio"]) for x in manifest["reconciliation"]}

    def test_every_unit_is_there_once(self):
        self.assertEqual([len(self.units(level)) for level in ("commune", "cercle", "region")], [701, 53, 10])

    def test_people_add_up_at_every_level(self):
        for level in ("commune", "cercle", "region"):
            self.assertAlmostEqual(self.total("population", level), 22593582, 4)
        ours, ratio = self.ours(self.manifest)["Population"]
        self.assertAlmostEqual(ours, 22593582, 4)
        self.assertAlmostEqual(ratio, 22593582 / 22600000, 9)

    def test_caseload_is_phases_3_to_5_of_the_latest_analysis(self):
        self.assertEqual(self.total("food_phase3plus_people", "region"), 1370251)
        self.assertEqual(self.ours(self.manifest_2022)["People in need of emergency food aid 2022-23"][0], 1841064)
        self.assertEqual(self.ours(self.manifest_2022)["People under pressure 2022-23"][0], 4411103)

    def test_regions_and_exclusions_add_up_to_the_total_of_2022(self):
        excluded = math.fsum(e["people"] or 0 for e in self.manifest_2022["exclusions"] if e["source"] == "food_security"
                             and "in no unit" in e["reason"])
        self.assertEqual(self.total("food_phase3plus_people", "region", self.rows_2022) + excluded, 1841064)

    def test_a_wrong_code_does_not_move_people_to_another_cercle(self):
        for code in ("ML1001", "ML1002", "ML1003", "ML1004", "ML0102"):  # four of Menaka, and Diema
            self.assertEqual(self.rows[code]["displaced_people"], "", code)
        self.assertEqual(self.rows["ML10"]["displaced_people"], "12995")
        self.assertEqual(self.rows["ML0106"]["displaced_people"], "462")  # Nioro: 376 and 86
        people = {e["people"]: e["reason"] for e in self.manifest["exclusions"] if e["source"] == "displaced"}
        self.assertIn("Menaka", people[12995])
        self.assertIn("Nioro", people[376])

    def test_rainfall_of_half_the_country_is_shown_and_not_ranked_with(self):
        self.assertTrue(any(r["drought_spi3"] for r in self.units("commune")))
        self.assertTrue(any(not r["drought_spi3"] for r in self.units("commune")))
        self.assertTrue(all(r["drought_spi3_score"] == r["drought_spi6_score"] == "" for r in self.rows.values()))
        weights = {w["indicator"] for w in self.manifest["index"]["weights"]}
        self.assertFalse([w for w in weights if "spi" in w])

    def test_little_covered_indicators_weigh_nothing(self):
        shown = {x["indicator"]: x["coverage"] for x in self.manifest["index"]["shown_not_ranked_with"]}
        for entry in self.manifest["index"]["weights"]:
            if entry["indicator"] in shown:
                self.assertEqual(entry["weight"], 0, entry)
                self.assertLess(shown[entry["indicator"]], 0.9)

    def test_the_desert_is_not_more_flooded_than_the_delta(self):
        for column in ("flood_class_score", "villages_near_river_share_score"):
            self.assertLessEqual(known(self.rows["ML0207"][column]), known(self.rows["ML0506"][column]), column)

    def test_the_headline_is_the_cercle_because_most_weight_is_inherited(self):
        index = self.manifest["index"]
        self.assertLess(index["own_share"], 0.5)
        self.assertEqual(index["headline_level"], "cercle")
        self.assertEqual(next(iter(self.rows.values()))["level"], "cercle")

    def test_a_sample_of_events_gives_no_zero(self):
        for name in ("ucdp_events", "ucdp_deaths", "ucdp_recurrence", "aid_events"):
            self.assertNotIn(0, [known(r[name]) for r in self.rows.values()], name)

    def test_what_is_not_assessed_has_no_rank_and_no_class(self):
        missing = [r for r in self.rows.values() if r["status"] == "not_assessed"]
        self.assertTrue(missing)
        for row in missing:
            self.assertEqual((row["rank"], row["rank_in_cercle"], row["score"], row["class"]), ("",) * 4, row["code"])
            self.assertTrue(row["reason_not_assessed"], row["code"])
        for level in ("commune", "cercle", "region"):
            ranks = sorted(int(r["rank"]) for r in self.units(level) if r["status"] == "assessed")
            self.assertEqual(ranks, list(range(1, len(ranks) + 1)), level)

    def test_all_published_figures_are_printed_with_a_ratio_or_a_reason(self):
        for x in self.manifest["reconciliation"]:
            self.assertTrue(x["reason"] if x["ours"] is None else x["ratio"], x["figure"])

    def test_no_input_is_later_than_the_day_of_the_scenario(self):
        for manifest in (self.manifest, self.manifest_2022):
            for entry in manifest["inputs"]:
                begin = entry["date"].split("/")[0]
                self.assertLessEqual(begin, manifest["as_of"][:len(begin)], entry["file"])

    def test_threads_do_not_change_a_byte(self):
        self.run_scenario("mali", "two", "--threads", 2)
        first, second = (files_of(self.folder / name) for name in ("one", "two"))
        self.assertEqual(sorted(first), sorted(second))
        self.assertEqual([name for name in first if first[name] != second[name]], [])


if __name__ == "__main__":
    unittest.main()
