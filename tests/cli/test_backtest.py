# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""`djoliba backtest`: a ranking against what came later, and what is no test of it."""
import json
import shutil
import unittest
from pathlib import Path

from program import DATA, djoliba
from tiny_country import TinyCountry

# Six communes that fit on paper, ranked A B C D E F.
RANKING = ("rank,code,name,level,population,score,caseload\n"
           "1,ML010101,Alpha,commune,10,9,1\n2,ML010102,Bravo,commune,20,8,2\n3,ML010103,Charlie,commune,30,7,3\n"
           "4,ML010104,Delta,commune,40,6,4\n5,ML010105,Echo,commune,50,5,5\n6,ML010106,Foxtrot,commune,60,4,\n"
           ",ML010107,Golf,commune,70,,7\n")
OUTCOME = ("code,name,when,people,all\n"
           "ML010101,Alpha,2023-01-05,15,100\nML010101,Alpha,2023-02-05,5,100\nML010102,Bravo,2023-02,50,500\n"
           "ML010104,Delta,2023-03-31,30,60\n")


class Backtest(TinyCountry):
    def setUp(self):
        super().setUp()
        self.write("list.csv", RANKING)
        self.write("came.csv", OUTCOME)
        self.report = self.folder / "report.json"

    def backtest(self, *more, ranking="list.csv", outcome="came.csv", value="people", absence="zero", code="code",
                 as_of="2022-12-31", date="when", top=2):
        words = ["--ranking", ranking, "--outcome", outcome, "--value", value, "--vintage", "2016-frame", "--top", top]
        for option, word in (("--absence", absence), ("--as-of", as_of), ("--date", date), ("--code", code)):
            words += [option, word] if word else []
        return djoliba("backtest", *words, "--out", self.report, *more, cwd=self.folder)

    def result(self, *more, **options):
        code, self.terminal, err = self.backtest(*more, **options)
        self.assertEqual(code, 0, err)
        self.errors = err
        self.whole = json.loads(self.report.read_text(encoding="utf-8"))
        return self.whole["result"]

    def refuses(self, *words, more=(), exit_code=1, **options):
        code, out, err = self.backtest(*more, **options)
        self.assertEqual((code, out), (exit_code, ""), err)
        for word in words:
            self.assertIn(word, err)
        self.assertFalse(self.report.exists())

    def test_the_table_that_fits_on_paper(self):
        r = self.result("--sum-rows")
        self.assertEqual([r[k] for k in ("top", "localities", "positives", "outcome", "not_ranked", "outcome_not_ranked")],
                         [2, 6, 3, 100, 1, 0])
        # The two highest outcomes are in B and D; the top 2, A and B, hold 20 + 50 of 100; A and B of A, B and D.
        self.assertEqual([r["skill"][k]["value"] for k in ("hit_rate", "captured", "precision", "recall")],
                         [0.5, 0.7, 1, 2 / 3])
        self.assertAlmostEqual(r["skill"]["spearman"]["value"], 9.5 / (17.5 * 15.5) ** 0.5, 12)
        population = r["against"][0]
        self.assertEqual((population["name"], population["theirs"]["captured"]["value"]), ("population", 0))
        self.assertEqual(population["lift"]["value"], None)  # population alone captured nothing: no ratio
        self.assertEqual((self.whole["period"], self.whole["absence"]),
                         ({"from": "2023-01-05", "to": "2023-03-31"}, "zero"))
        self.assertIn("Too small to tell: 6 localities", self.terminal)
        self.assertIn("Trop petit pour conclure", self.whole["verdict_fr"][0])

    def test_absence_that_means_unknown_leaves_localities_out(self):
        r = self.result("--sum-rows", absence="unknown")
        self.assertEqual([r[k] for k in ("localities", "positives", "ranked_outcome_unknown")], [3, 3, 3])
        self.assertEqual(r["skill"]["captured"]["value"], 0.7)
        self.assertEqual(r["against"][0]["lift"]["value"], 0.7 / 0.8)  # B and D have the most people

    def test_the_last_outcome_and_other_columns(self):
        self.write("before.csv", "code,name,hurt\nML010102,Bravo,9\nML010104,Delta,8\n")
        r = self.result("--sum-rows", "--last-outcome", "before.csv", "--last-value", "hurt", "--last-known", "2022-12-31")
        last = r["against"][1]
        self.assertEqual((last["name"], last["theirs"]["captured"]["value"], last["lift"]["value"]),
                         ("last_outcome", 0.8, 0.7 / 0.8))
        r = self.result("--sum-rows", "--by", "caseload")  # Golf has a caseload and no score, Foxtrot the reverse
        self.assertEqual((r["localities"], r["skill"]["captured"]["value"]), (6, 0))
        r = self.result("--sum-rows", "--per", "all", absence="unknown", top=1)
        self.assertEqual(r["skill"]["captured"]["value"], 0.1 / (0.1 + 0.1 + 0.5))

    def test_bytes_depend_on_the_seed_alone(self):
        self.result("--sum-rows")
        first = self.report.read_bytes()
        self.result("--sum-rows", "--threads", "1")
        self.assertEqual(self.report.read_bytes(), first)
        self.assertNotIn(str(self.folder).encode(), first)
        self.result("--sum-rows", "--seed", "2")
        self.assertNotEqual(self.report.read_bytes(), first)

    def test_what_is_unknown_stays_so_although_absence_means_zero(self):
        self.write("came.csv", "code,name,when,people\nML010101,Alpha,2023-01-05,\nML010102,Bravo,2023-02-05,5\n"
                               "ML010109,Both,2023-02-05,7\n")
        r = self.result("--stands-for", "ML010109=ML010103,ML010104")
        self.assertEqual((r["localities"], r["ranked_outcome_unknown"]), (3, 3))  # neither Alpha nor Charlie and Delta
        self.assertIn("for several localities together", self.errors)

    def test_absence_must_be_declared(self):
        self.refuses("--absence is required", absence=None, exit_code=2)
        self.refuses("--absence", absence="none", exit_code=2)

    def test_an_outcome_before_the_ranking_is_refused(self):
        for as_of in ("2023-01-05", "2023-06-30"):  # the day itself is no later day
            self.refuses("it begins on 2023-01-05", "--where", more=["--sum-rows"], as_of=as_of)
        self.refuses("begins on 2022-12-01", as_of="2022-12-31", date=None,
                     more=["--sum-rows", "--outcome-from", "2022-12-01", "--outcome-to", "2023-01-31"])
        self.refuses("--outcome-from", date=None, more=["--sum-rows"])
        self.refuses("nothing tells the day", as_of=None, more=["--sum-rows"])
        self.refuses("known on 2023-01-01", more=["--sum-rows", "--last-outcome", "came.csv", "--last-known", "2023-01-01"])

    def test_tables_that_would_mislead_are_refused(self):
        self.refuses("ML010101", "Alpha has 2 rows")  # two rounds of one place are not added up unasked
        self.write("bad.csv", OUTCOME.replace(",30,", ",-30,"))
        self.refuses("bad.csv:5", "negative outcome -30", more=["--sum-rows"], outcome="bad.csv")
        self.write("bad.csv", OUTCOME.replace("2023-02,", "in February,"))
        self.refuses("bad.csv:4", "`in February` is no date", more=["--sum-rows"], outcome="bad.csv")
        self.write("bad.csv", OUTCOME.replace("Delta", "Bravo").replace("Alpha", "Charlie").replace("Bravo", "Delta", 1))
        self.refuses("codes stand for places of other names", outcome="bad.csv",
                     more=["--sum-rows", "--name", "name"])
        self.refuses("no column", "came.csv", value="peple", more=["--sum-rows"])
        self.refuses("nothing tells the locality", code=None, more=["--sum-rows"])
        self.write("list.csv", RANKING + "7,ML010101,Alpha,commune,10,9,1\n")
        self.refuses("ML010101 is there twice", more=["--sum-rows"])

    def test_a_run_tells_its_day_and_what_it_was_made_from(self):
        self.write_scenario()
        code, _, err = djoliba("run", "tiny.yaml", "--out", "out", cwd=self.folder)
        self.assertEqual(code, 0, err)
        self.write("came.csv", "code,name,when,people\nML0101,Ouest,2024-07-01,5\nML0102,Est,2024-08-01,0\n")
        more = ["--level", "cercle"]
        self.result(*more, ranking="out", as_of=None)
        self.assertEqual((self.whole["ranking"]["as_of"], self.whole["inputs_checked"]), ("2024-06-30", True))
        self.report.unlink()
        self.refuses("the run is of 2024-06-30", ranking="out", as_of="2022-01-01", more=more)
        late = [*more, "--outcome-from", "2024-07-01", "--outcome-to", "2024-09-30"]
        self.refuses("it is an input of the ranking", "displaced_people", ranking="out", outcome="displaced.csv",
                     date=None, as_of=None, more=late)
        shutil.copy(self.folder / "displaced.csv", self.folder / "renamed.csv")  # the same bytes by another name
        self.refuses("it is an input of the ranking", ranking="out", outcome="renamed.csv", date=None, as_of=None,
                     more=late)
        self.write("displaced.csv", "code,name,people\nML0101,Ouest,81\nML0102,Est,60\n")  # another state of the file
        self.refuses("its name is that of an input", ranking="out", outcome="displaced.csv", date=None, as_of=None,
                     more=late)

    def test_a_list_without_a_run_says_that_inputs_are_not_checked(self):
        self.result("--sum-rows")
        self.assertFalse(self.whole["inputs_checked"])
        self.assertIn("whether the outcome is an input is not checked", self.errors)


@unittest.skipUnless((DATA / "hydro").is_dir(), "skipped: the real data are not here")
class RealOutcomes(TinyCountry):
    """The commands of docs/validation.md; the figures there are those of the program."""

    PAGE = Path(__file__).resolve().parents[2] / "docs"

    def run_2022(self):
        code, _, err = djoliba("run", self.PAGE / "validation" / "mali-2022-06.yaml", "--data", DATA, "--out", "june",
                               cwd=self.folder)
        self.assertEqual(code, 0, err)

    def test_floods_of_2022_are_too_few_and_food_of_2024_is_not(self):
        self.run_2022()
        code, out, err = djoliba(
            "backtest", "--ranking", "june", "--level", "commune", "--outcome",
            DATA / "hydro" / "flood_impact_sample_2022_mali.csv", "--name", "Commune", "--parent-name", "Cercle",
            "--value", "Sum personnes affectées", "--sum-rows", "--outcome-from", "2022-08-24", "--outcome-to",
            "2022-09-24", "--absence", "unknown", "--out", "flood.json", cwd=self.folder)
        self.assertEqual(code, 0, err)
        flood = json.loads((self.folder / "flood.json").read_text(encoding="utf-8"))["result"]
        self.assertEqual((flood["localities"], flood["positives"], flood["judgement"]), (25, 24, "too_small"))
        self.assertIn("Too small to tell", out)
        self.assertIn("1 rows", err)  # the one without a commune is counted

        food = DATA / "food_security"
        code, out, err = djoliba(
            "backtest", "--ranking", "june", "--outcome", food / "wfp_prism_cadre_harmonise_adm2_mali_2018_2024.csv",
            "--code", "adm2_pcod2", "--name", "adm2_name", "--vintage", "2016-frame", "--other-name", "ML0401=Baroueli",
            "--other-name", "ML0605=Taoudenit", "--stands-for", "ML0704=ML1001,ML1002,ML1003,ML1004", "--value", "phase35",
            "--sum-rows", "--date", "start_date", "--absence", "unknown", "--where", "reference_year=2024", "--where",
            "reference_label=Jun-Aug", "--last-outcome", food / "cadre_harmonise_mali_2014_2022.csv", "--last-where",
            "exercise_year=2022", "--last-where", "reference_label=Jun-Aug", "--last-known", "2022-05-31", "--out",
            "food.json", cwd=self.folder)
        self.assertEqual(code, 0, err)
        report = json.loads((self.folder / "food.json").read_text(encoding="utf-8"))
        result = report["result"]
        self.assertEqual((result["localities"], result["ranked_outcome_unknown"]), (49, 4))
        shared = [e for e in report["exclusions"] if "several localities" in e["reason"] and e["source"] == "outcome"]
        self.assertEqual(result["outcome"] + shared[0]["amount"], 1370251)  # the published total of the lean season
        page = (self.PAGE / "validation.md").read_text(encoding="utf-8")
        for measure in ("hit_rate", "captured", "spearman"):
            e = result["skill"][measure]
            self.assertIn("{value:.2f} ({low:.2f} to {high:.2f})".format(**e), page)


if __name__ == "__main__":
    unittest.main()
