# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Intervals of score and rank, `djoliba sensitivity` and `djoliba moves` on a country of four communes
(tiny_country.py), against numbers computed by hand."""
import csv
import json
import unittest

from program import djoliba
from test_documentation import names_in, rows_of, section
from tiny_country import TinyCountry, files_of, known

ALPHA, BRAVO, CHARLIE, DELTA, OUEST = "ML010101", "ML010102", "ML010201", "ML010202", "ML0101"
INTERVAL = ("rank_low", "rank_high", "rank_median", "score_low", "score_high", "doubt_fr", "doubt_en")


class Uncertain(TinyCountry):
    def setUp(self):
        super().setUp()
        self.scenario["outputs"] = ["csv"]
        self.certain = {"weights": 0, "seed": 7}

    def doubt(self, out=None, **keys):
        self.scenario["uncertainty"] = {**self.certain, **keys}
        return self.result(out=out)

    def table(self, file):
        with open(self.folder / file, encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))


class Intervals(Uncertain):
    def test_intervals_hold_the_median_and_chances_add_up(self):
        self.scenario["uncertainty"] = {"top": 2, "indicators": {"displaced_per_100": {"factor": 2}}}
        rows, manifest = self.result()
        ranked = [row for row in rows.values() if row["rank"]]
        self.assertEqual(len(ranked), 5)
        for row in ranked:
            self.assertLessEqual(known(row["rank_low"]), known(row["rank_median"]))
            self.assertLessEqual(known(row["rank_median"]), known(row["rank_high"]))
            self.assertLess(known(row["score_low"]), known(row["score"]))
            self.assertLess(known(row["score"]), known(row["score_high"]))
        chances = [known(row["p_top2"]) for row in ranked if row["level"] == "commune"]
        self.assertAlmostEqual(sum(chances), 2, 9)
        self.assertEqual({(s["kind"], s["name"]) for s in manifest["uncertainty"]["sources"]},
                         {("indicator", "displaced_per_100"), ("weights", "weights")})
        self.assertEqual(manifest["warnings"], [w for w in manifest["warnings"] if "uncertainty" not in w])

    def test_what_is_not_assessed_has_no_interval(self):
        rows, _ = self.result()
        self.assertEqual(rows[DELTA]["status"], "not_assessed")
        self.assertEqual({rows[DELTA][c] for c in (*INTERVAL, "p_top20")}, {""})

    def test_no_draws_leave_the_columns_empty(self):
        rows, manifest = self.doubt(draws=0, indicators={"displaced_per_100": {"factor": 2}})
        self.assertEqual({row[c] for row in rows.values() for c in (*INTERVAL, "p_top20")}, {""})
        self.assertEqual(manifest["uncertainty"], {"draws": 0})

    def test_without_doubt_intervals_have_no_width_and_the_run_says_so(self):
        rows, manifest = self.doubt()
        for code in (ALPHA, BRAVO, CHARLIE, OUEST):
            row = rows[code]
            self.assertEqual((row["rank_low"], row["rank_high"]), (row["rank"], row["rank"]))
            self.assertEqual((row["score_low"], row["score_high"]), (row["score"], row["score"]))
            self.assertEqual((row["p_top20"], row["doubt_en"]), ("1", ""))
        self.assertTrue(any("nothing is declared to be in doubt" in w for w in manifest["warnings"]))

    def test_the_run_says_where_only_weights_are_in_doubt(self):
        rows, manifest = self.result()
        self.assertTrue(any("come from the weights alone and are too narrow" in w for w in manifest["warnings"]))
        self.assertEqual(rows[BRAVO]["doubt_en"], "Weights of the index (1.0 of the doubt)")
        self.assertEqual(rows[BRAVO]["doubt_fr"], "Pondérations de l'indice (1,0 du doute)")
        self.assertEqual(manifest["uncertainty"]["declared"]["weights"]["size"], 0.25)
        self.assertEqual(manifest["uncertainty"]["seed"], 1)  # that of the scenario

    def test_one_figure_in_doubt_gives_the_interval_that_the_formula_gives(self):
        # 10 displaced per 100 in Ouest, 5 in Est, each off by -4 to 4; vulnerability = figure / 2; the score is
        # the cube root of a product with it. 90 % of the draws lie within -3.6 and 3.6.
        rows, _ = self.doubt(indicators={"displaced_per_100": {"uniform": [-4, 4]}}, draws=4000)
        for code, figure in ((ALPHA, 10), (BRAVO, 10), (CHARLIE, 5)):
            score = known(rows[code]["score"])
            self.assertGreater(score, 0)
            for end, offset in (("score_low", -3.6), ("score_high", 3.6)):
                expected = ((figure + offset) / figure) ** (1 / 3)
                self.assertAlmostEqual(known(rows[code][end]) / score, expected, delta=0.03)
            self.assertTrue(rows[code]["doubt_en"].endswith(" (1.0 of the doubt)"), rows[code]["doubt_en"])

    def test_an_inherited_figure_has_one_error_for_the_whole_cercle(self):
        rows, _ = self.doubt(indicators={"displaced_per_100": {"uniform": [-4, 4]}})
        for end in ("score_low", "score_high"):
            ratio = [known(rows[code][end]) / known(rows[code]["score"]) for code in (ALPHA, BRAVO)]
            self.assertAlmostEqual(*ratio, 12)

    def test_a_figure_tied_to_another_has_its_error(self):
        tied = {"common": {"displaced": {"factor": 1.5, "shared": "country"}},
                "indicators": {"displaced_per_100": {"ties": {"displaced": 1}}}}
        rows, manifest = self.doubt(**tied)
        # exp(+-1.645 ln 1.5) = 1.948 at the ends; 10 per 100 stays below the bound of 20 that scores 10
        self.assertAlmostEqual(known(rows[ALPHA]["score_low"]) / known(rows[ALPHA]["score"]), 1.948 ** (-1 / 3), delta=0.02)
        self.assertAlmostEqual(known(rows[ALPHA]["score_high"]) / known(rows[ALPHA]["score"]), 1.948 ** (1 / 3), delta=0.02)
        self.assertEqual([s["kind"] for s in manifest["uncertainty"]["sources"]], ["common"])

    def test_an_error_of_the_flood_depth_moves_the_people_it_reaches(self):
        # In Charlie half of the people stand in 2 m and half in 0.29 m: from half a standard deviation (0.05 m)
        # on all are reached, never fewer than half. In Bravo all stand in 0.3 m: the least loss of depth saves them.
        rows, manifest = self.doubt(indicators={"flood_people_share_0p3m_rp100": {"depth_m": 0.1, "shared": "country"}})
        row = rows[CHARLIE]
        hazard = known(row["hazard_exposure"])
        expected = known(row["score"]) * ((hazard + 5 / 2) / hazard) ** (1 / 3)  # 50 % more score 5 more, for half
        self.assertAlmostEqual(known(row["score_high"]), expected, 9)
        self.assertAlmostEqual(known(row["score_low"]), known(row["score"]), 9)
        row = rows[BRAVO]
        hazard = known(row["hazard_exposure"])
        self.assertAlmostEqual(known(row["score_low"]), known(row["score"]) * ((hazard - 7.5 / 2) / hazard) ** (1 / 3), 9)
        declared = manifest["uncertainty"]["declared"]["indicators"][0]
        self.assertEqual(declared["spread"], {"kind": "response", "depth_m": 0.1})

    def test_doubt_acts_on_top_of_a_change(self):
        # 0.02 m more water reaches all of Charlie: no error of 0.005 m up to two deviations takes it away again
        self.scenario["change"] = {"flood": {"depth_add_m": 0.021}}
        rows, _ = self.doubt(indicators={"flood_people_share_0p3m_rp100": {"depth_m": 0.005}})
        self.assertEqual(known(rows[CHARLIE]["flood_people_share_0p3m_rp100"]), 100)
        self.assertAlmostEqual(known(rows[CHARLIE]["score_low"]), known(rows[CHARLIE]["score"]), 9)

    def test_same_bytes_for_any_number_of_threads(self):
        self.scenario["uncertainty"] = {"indicators": {"displaced_per_100": {"cv": 0.3}, "ev_events": {"relative": 0.2}}}
        for threads in (1, 2):
            code, _, err = self.run_it("--threads", threads, out=self.folder / f"out{threads}")
            self.assertEqual(code, 0, err)
        self.assertEqual(files_of(self.folder / "out1"), files_of(self.folder / "out2"))

    def test_another_seed_draws_otherwise(self):
        doubt = {"displaced_per_100": {"cv": 0.3}}
        one, _ = self.doubt(indicators=doubt)
        two, _ = self.doubt(indicators=doubt, seed=8)
        self.assertNotEqual(one[ALPHA]["score_low"], two[ALPHA]["score_low"])

    def test_the_terminal_shows_the_interval_of_a_rank(self):
        self.scenario["uncertainty"] = self.certain
        _, text, _ = self.run_it()
        self.assertRegex(text, r"\n +1 \(1-1\)  ")
        self.scenario["uncertainty"] = {"draws": 0}
        _, text, _ = self.run_it()
        self.assertRegex(text, r"\n +1  [A-Z]")


class Declarations(Uncertain):
    def refuses(self, uncertainty, *words):
        self.scenario["uncertainty"] = uncertainty
        self.refused(*words, command="check")

    def test_unknown_names_are_refused_with_the_nearest(self):
        self.refuses({"indicators": {"displaced_per_10": {"cv": 0.1}}}, "tiny.yaml:",
                     "uncertainty.indicators.displaced_per_10: no layer gives the indicator", "did you mean `displaced_per_100`?")
        self.refuses({"indicators": {"ev_events": {"cv": 0.1, "shared": "cercles"}}}, "ev_events.shared: `cercles` is no level",
                     "did you mean `cercle`?")
        self.refuses({"indicators": {"ev_events": {"ties": {"people": 1}}}}, "no doubt about `people` is declared")
        self.refuses({"weights": {"of": {"flod": 0.1}}}, "the index has no node `flod`", "did you mean `flood`?")

    def test_sizes_out_of_range_are_refused(self):
        self.refuses({"weights": 1}, "uncertainty.weights")
        self.refuses({"weights": {"size": 1.5}}, "uncertainty.weights.size", "kind: lognormal")
        self.refuses({"indicators": {"ev_events": {"factor": 0.5}}}, "ev_events.factor")
        self.refuses({"indicators": {"ev_events": {"uniform": [1, -1]}}}, "ev_events.uniform: is not in order")
        self.refuses({"indicators": {"ev_events": {"triangular": [-1, 2, 1]}}}, "ev_events.triangular: is not in order")
        self.refuses({"indicators": {"ev_events": {"class_shift": {"down": 0.6, "up": 0.6}}}}, "more than 1 together")
        self.refuses({"indicators": {"ev_events": {"normal": 1, "least": 2, "most": 1}}}, "ev_events.least")
        self.refuses({"indicators": {"ev_events": {"shared": "country"}}}, "ev_events", "needs at least one of")

    def test_an_indicator_has_one_spread(self):
        self.refuses({"indicators": {"ev_events": {"cv": 0.1, "factor": 2}}}, "more than one spread: factor, cv")

    def test_depth_is_for_people_in_a_flood(self):
        self.refuses({"indicators": {"ev_events": {"depth_m": 0.1}}}, "`ev_events` does not count people at a flood depth")

    def test_a_base_may_speak_of_layers_that_are_taken_out(self):
        self.scenario["uncertainty"] = {"indicators": {"residents_per_cscom": {"cv": 0.1}}}
        self.write_scenario()
        child = "base: tiny.yaml\ntitle: Child\nlayers: {facilities: {residents_per: null}}\n"
        (self.folder / "child.yaml").write_text(child, "utf-8")
        code, _, err = djoliba("run", "child.yaml", "--out", self.out, cwd=self.folder)
        self.assertEqual(code, 0, err)
        manifest = json.loads((self.out / "run.json").read_text("utf-8"))
        self.assertEqual(manifest["uncertainty"]["not_scored"], ["residents_per_cscom"])
        again = child + "uncertainty: {indicators: {residents_per_csref: {cv: 0.1}}}\n"
        (self.folder / "child.yaml").write_text(again, "utf-8")
        code, _, err = djoliba("check", "child.yaml", cwd=self.folder)
        self.assertEqual(code, 1)
        self.assertIn("child.yaml:4:", err)

    def test_what_the_index_does_not_score_is_named(self):
        _, manifest = self.doubt(indicators={"residents_per_cscom": {"cv": 0.1}, "displaced_per_100": {"cv": 0.1}})
        self.assertEqual(manifest["uncertainty"]["not_scored"], ["residents_per_cscom"])

    def test_every_spread_is_read(self):
        spreads = {"ev_events": {"normal": 2}, "displaced_per_100": {"truncated_normal": 5, "least": 0, "most": 100},
                   "flood_people_share_0p3m_rp100": {"triangular_relative": [-0.1, 0, 0.3], "shared": "cercle"},
                   "villages_beyond_5km_share": {"class_shift": {"down": 0.1, "up": 0.2}}}
        _, manifest = self.doubt(indicators=spreads)
        declared = {d["indicator"]: d for d in manifest["uncertainty"]["declared"]["indicators"]}
        self.assertEqual(declared["ev_events"]["spread"], {"kind": "normal", "size": 2})
        self.assertEqual((declared["displaced_per_100"]["least"], declared["displaced_per_100"]["most"]), (0, 100))
        self.assertEqual(declared["flood_people_share_0p3m_rp100"]["spread"],
                         {"kind": "triangular_relative", "low": -0.1, "mode": 0, "high": 0.3})
        self.assertEqual(declared["flood_people_share_0p3m_rp100"]["shared"], "cercle")
        self.assertEqual(declared["villages_beyond_5km_share"]["spread"], {"kind": "class_shift", "down": 0.1, "up": 0.2})


class Sensitivity(Uncertain):
    def test_groups_and_their_shares(self):
        self.scenario["uncertainty"] = {"indicators": {"displaced_per_100": {"factor": 1.5}}}
        code, text, err = self.run_it("--runs", 256, "--out", "s1", "--threads", 1, command="sensitivity")
        self.assertEqual(code, 0, err)
        self.assertIn("Choice of the mean", text)
        manifest = json.loads((self.folder / "s1" / "sensitivity.json").read_text("utf-8"))
        names = [g["name"] for g in manifest["groups"]]
        self.assertEqual(names, ["displaced_per_100", "weights", "normalisation", "aggregation"])
        self.assertEqual(manifest["runs"], 256 * 6)
        rows = [r for r in self.table("s1/sensitivity.csv") if r["code"] == ALPHA and r["output"] == "score"]
        self.assertEqual([r["group"] for r in rows], names)
        for row in rows:
            self.assertLessEqual(known(row["st_low"]), known(row["st"]))
            self.assertLessEqual(known(row["st"]), known(row["st_high"]))
        self.assertGreater(sum(known(r["st"]) for r in rows), 0.9)  # 1 where effects add up, more where they interact
        self.assertEqual({r["code"] for r in self.table("s1/sensitivity.csv")} & {DELTA}, set())
        self.assertEqual({r["level"] for r in self.table("s1/sensitivity_levels.csv")}, {"commune", "cercle", "region"})

        code, _, err = self.run_it("--runs", 256, "--out", "s2", "--threads", 2, command="sensitivity")
        self.assertEqual(code, 0, err)
        self.assertEqual(files_of(self.folder / "s1"), files_of(self.folder / "s2"))

    def test_its_files_are_documented(self):
        self.run_it("--runs", 64, "--out", "s", command="sensitivity")
        page = section("## Sensitivity")
        documented = {n for cells in rows_of(page) for n in names_in(cells[0])}
        for file in ("sensitivity.csv", "sensitivity_levels.csv"):
            self.assertLessEqual(set(self.table(f"s/{file}")[0]), documented)
        self.assertLessEqual(set(json.loads((self.folder / "s" / "sensitivity.json").read_text("utf-8"))), documented)
        self.assertLessEqual(set(files_of(self.folder / "s")), documented)


class Moves(Uncertain):
    def moves(self, *options, out="m"):
        code, text, err = self.run_it("--out", out, *options, command="moves")
        self.assertEqual(code, 0, err)
        return text

    def test_the_smallest_change_that_moves_a_commune_out_of_the_top(self):
        rows, _ = self.result()
        communes = sorted((r for r in rows.values() if r["level"] == "commune" and r["rank"]), key=lambda r: int(r["rank"]))
        first, second = communes[:2]
        text = self.moves("--code", first["code"], "--top", 1)
        self.assertIn(f"{first['name']}: rank 1 of 3 (commune). What would move it out of the top 1:", text)
        found = {r["indicator"]: r for r in self.table("m/moves.csv")}
        # its share of people in the flood, halved with conflict, until the product of the three falls to the second
        hazard = known(first["hazard_exposure"])
        factor = (known(second["score"]) / known(first["score"])) ** 3
        share = known(first["flood_people_share_0p3m_rp100"]) - 20 * hazard * (1 - factor)
        row = found["flood_people_share_0p3m_rp100"]
        if share > 0:
            self.assertAlmostEqual(known(row["to"]), share, 4)
        else:
            self.assertEqual(row["why_not"], "not_enough")
        points = [abs(known(r["points"])) for r in self.table("m/moves.csv") if r["points"]]
        self.assertEqual(points, sorted(points))

    def test_an_unknown_code_is_refused(self):
        code, _, err = self.run_it("--code", "ML010109", command="moves")
        self.assertEqual(code, 1)
        self.assertIn("no unit of the run has the code `ML010109`", err)

    def test_a_unit_that_is_not_assessed_has_no_rank(self):
        self.assertIn("Delta is not assessed: it has no rank.", self.moves("--code", DELTA))

    def test_what_is_worth_knowing(self):
        self.scenario["uncertainty"] = {**self.certain, "top": 1, "indicators": {"displaced_per_100": {"factor": 3}}}
        text = self.moves()
        self.assertIn("Of the top 1 (", text)
        rows = self.table("m/worth.csv")
        self.assertEqual((rows[0]["what"], rows[0]["name"]), ("everywhere", "displaced_per_100"))
        self.assertGreater(known(rows[0]["value"]), 0)

    def test_its_files_are_documented(self):
        documented = {n for cells in rows_of(section("## Moves")) for n in names_in(cells[0])}
        self.moves("--code", ALPHA)
        self.assertLessEqual(set(self.table("m/moves.csv")[0]), documented)
        self.moves(out="w")
        with open(self.folder / "w" / "worth.csv", encoding="utf-8", newline="") as stream:
            self.assertLessEqual(set(next(csv.reader(stream))), documented)


if __name__ == "__main__":
    unittest.main()
