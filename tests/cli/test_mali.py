# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The shipped scenario of Mali on the real data: figures that are published, and traps of the sources."""
import csv
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

    def test_every_rank_has_its_interval(self):
        for level in ("commune", "cercle", "region"):
            ranked = [r for r in self.units(level) if r["rank"]]
            for row in ranked:
                self.assertLessEqual(known(row["rank_low"]), known(row["rank_high"]))
                self.assertTrue(row["doubt_fr"] and row["doubt_en"], row["name"])
            self.assertAlmostEqual(self.total("p_top20", level), min(20, len(ranked)), 6)

    def test_what_is_in_doubt_is_told(self):
        uncertainty = self.manifest["uncertainty"]
        # The coverage rule takes the weight from these two.
        self.assertEqual(uncertainty["not_scored"], ["residents_per_cscom", "aid_events"])
        self.assertEqual({s["name"] for s in uncertainty["sources"]} & {"population", "displaced", "weights", "flood_class"},
                         {"population", "displaced", "weights", "flood_class"})
        self.assertEqual([w for w in self.manifest["warnings"] if "uncertainty" in w], [])
        self.assertEqual(uncertainty["list"]["level"], "cercle")
        self.assertIn("flood_class", self.manifest_2022["uncertainty"]["not_scored"])  # its layer is taken out

    def test_caseload_is_phases_3_to_5_of_the_latest_analysis(self):
        self.assertEqual(self.total("food_phase3plus_people", "region"), 1370251)
        self.assertEqual(self.ours(self.manifest_2022)["People in need of emergency food aid 2022-23"][0], 1841064)
        self.assertEqual(self.ours(self.manifest_2022)["People under pressure 2022-23"][0], 4411103)

    def test_the_analysis_that_counts_is_named(self):
        for manifest, words in ((self.manifest, "exercise of January-May 2024 for June-August 2024"),
                                (self.manifest_2022, "exercise of January-May 2022 for June-August 2022")):
            notes = [n for layer in manifest["layers"] if layer["source"] == "food_security" for n in layer["notes"]]
            self.assertTrue([n for n in notes if n == "projected figures of the " + words], notes)

    def test_figures_beside_published_ones_carry_their_own_period(self):
        for manifest, period in ((self.manifest, "2024-06/2024-08"), (self.manifest_2022, "2022-06/2022-08")):
            by_figure = {x["figure"]: x for x in manifest["reconciliation"]}
            for figure in ("People in need of emergency food aid 2022-23", "People under pressure 2022-23"):
                self.assertEqual(by_figure[figure]["ours_date"], period)
            self.assertEqual(by_figure["Displaced people"]["ours_date"], "2021-09-30")
            for x in by_figure.values():  # no reason tells the date of a figure that a scenario may change
                self.assertNotIn("2024", x["reason"], x["figure"])

    def test_aqueduct_stands_beside_the_people_affected_by_floods(self):
        people = {5: 850320.25, 10: 1024072.6875, 25: 1369037.25, 50: 1587147.75, 100: 1698572.0, 250: 1845254.625,
                  500: 1922995.25, 1000: 2033975.25}
        years = sorted(people)
        expected = people[1000] / 1000 + math.fsum(
            (1 / a - 1 / b) * (people[a] + people[b]) / 2 for a, b in zip(years, years[1:]))
        x = next(x for x in self.manifest["reconciliation"] if x["figure"] == "People affected by floods in a year")
        self.assertAlmostEqual(x["ours"], expected, 6)
        self.assertAlmostEqual(x["ratio"], expected / 75000, 9)
        self.assertEqual(round(x["ours"], -4), 230000)
        self.assertIn("Aqueduct", x["ours_source"])

    def test_every_input_says_who_publishes_it_and_under_which_licence(self):
        for entry in self.manifest["inputs"]:
            self.assertTrue(entry["provider"] and entry["licence"], entry["file"])
            if entry["layer"] not in ("drainage", "branches"):  # their sources have no date
                self.assertTrue(entry["date"], entry["file"])
        self.assertEqual({e["layer"] for e in self.manifest["inputs"] if e["sensitivity"] == "restricted"},
                         {"displaced", "settlements"})
        self.assertTrue(all(i["base"] for i in self.manifest["indicators"]))

    def test_scores_with_villages_are_as_old_as_the_villages(self):
        self.assertEqual({r["oldest_input"] for r in self.rows.values() if r["status"] == "assessed"}, {"2012"})

    def test_the_raster_spreads_people_and_counts_none(self):
        raster = next(x for x in self.manifest["reconciliation"] if x["figure"] == "People in the population raster")
        self.assertEqual((round(raster["published"]), round(raster["ours"])), (23323845, 22593582))
        columns = next(iter(self.rows.values()))
        self.assertFalse([c for c in columns if c.startswith(("aid_people", "ucdp_people"))])
        self.assertNotIn("people_at_risk_drought", columns)  # September 2021 bears on the lean season of 2022
        for row in self.units("commune"):
            people, share = known(row["drought_spi3_people"]), known(row["drought_spi3_people_share"])
            if people is not None:
                self.assertLessEqual(people, known(row["population"]) * (1 + 1e-9), row["code"])
                self.assertLessEqual(share, 100, row["code"])

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
        stated = {x["indicator"]: x for x in self.manifest["index"]["shown_not_in_index"]}
        for name in ("drought_spi3", "drought_spi6"):
            self.assertEqual(stated[name]["covers_enough"], False)
            self.assertEqual(stated[name]["reason"],
                             "covers 373 of 701 localities; none in Mopti, Tombouctou, Gao, Kidal, Menaka")

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

    def test_a_comparison_with_another_year_and_index_adds_up(self):
        code, text, err = djoliba("compare", "2022", "one", "--out", "change", cwd=self.folder)
        self.assertEqual(code, 0, err)
        with open(self.folder / "change/comparison.csv", encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        self.assertEqual(len(rows), 764)
        for row in rows:
            for what in ("score", "rank"):
                before, after = known(self.rows_2022[row["code"]][what]), known(self.rows[row["code"]][what])
                self.assertEqual((known(row[what + "_a"]), known(row[what + "_b"])), (before, after))
                parts = [known(v) for k, v in row.items() if k.startswith(what + "_part_")]
                if before is None or after is None:
                    self.assertEqual(set(parts), {None})
                else:
                    self.assertAlmostEqual(math.fsum(parts), after - before, 9, row["code"])
        self.assertIn("Assessed in A only: 3 cercles", text)
        manifest = json.loads((self.folder / "change/compare.json").read_text(encoding="utf-8"))
        differing = {p["name"] for p in manifest["parts"] if p["differs"]}
        self.assertLessEqual({"vulnerability", "weights", "coverage"}, differing)

    def test_threads_do_not_change_a_byte(self):
        self.run_scenario("mali", "two", "--threads", 2)
        first, second = (files_of(self.folder / name) for name in ("one", "two"))
        self.assertEqual(sorted(first), sorted(second))
        self.assertEqual([name for name in first if first[name] != second[name]], [])


if __name__ == "__main__":
    unittest.main()
