# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Batches over the tiny country: the same figures as single runs, nothing lost, nothing done twice."""
import csv
import json
import random
import shutil
import signal
import sqlite3
import subprocess
import time
import unittest

from program import ENVIRONMENT, PROGRAM, djoliba
from tiny_country import TinyCountry, files_of, known, read_result

SWEEP = {"flood.depth_add_m": [0, 0.01, 0.3], "conflict.scale": [1, 2], "displaced.scale": [None, 2],
         "weights.flood": [0.2, 1]}


def rows_of(folder, columns="scenario, level, code, score, rank, class"):
    with sqlite3.connect(f"file:{folder}/batch.db?mode=ro", uri=True) as ledger:
        return ledger.execute(f"SELECT {columns} FROM result ORDER BY scenario, level, code").fetchall()


def states_of(folder):
    with sqlite3.connect(f"file:{folder}/batch.db?mode=ro", uri=True) as ledger:
        return dict(ledger.execute("SELECT name, state FROM scenario WHERE wanted"))


def tables_of(folder):
    """Every file of a batch but the ledger."""
    return {name: content for name, content in files_of(folder).items() if name != "batch.db"}


class BatchCase(TinyCountry):
    def setUp(self):
        super().setUp()
        self.write_scenario()

    def yaml(self, name, **keys):
        self.write(name, json.dumps(keys))

    def batch(self, *files, out="batch", expect=0, options=()):
        code, said, err = djoliba("batch", *files, "--out", out, *options, cwd=self.folder)
        self.assertEqual(code, expect, said + err)
        return said, err


class Figures(BatchCase):
    def test_every_scenario_has_the_figures_of_a_run_of_its_own(self):
        self.yaml("all.yaml", base="tiny.yaml", sweep=SWEEP)
        said, _ = self.batch("all.yaml")
        self.assertIn("24 scenarios: 24 to compute", said)
        found = {}
        for scenario, parameters, code, score, rank, risk in rows_of(
                self.folder / "batch", "scenario, parameters, code, score, rank, class"):
            found.setdefault((scenario, parameters), {})[code] = (score, rank, risk)
        self.assertEqual(len(found), 24)
        for number, ((name, parameters), rows) in enumerate(found.items()):
            change = {}
            for path, value in json.loads(parameters).items():
                if value is None:
                    continue
                section, key = path.split(".")
                change.setdefault(section, {})[key] = json.loads(value) if isinstance(value, str) else value
            self.yaml("one.yaml", base="tiny.yaml", change=change, outputs=["csv"])
            code, _, err = djoliba("run", "one.yaml", "--out", f"one{number}", cwd=self.folder)
            self.assertEqual(code, 0, err)
            for code, row in read_result(self.folder / f"one{number}")[0].items():
                score, rank, risk = rows[code]
                with self.subTest(scenario=name, code=code):
                    self.assertEqual(rank, int(row["rank"]) if row["rank"] else None)
                    self.assertEqual(risk, int(row["class"] or 0))
                    if row["score"]:
                        self.assertAlmostEqual(score, float(row["score"]), delta=1e-12)
                    else:
                        self.assertIsNone(score)
        # The changes did something: not all scenarios are alike.
        self.assertGreater(len({tuple(sorted(rows.items())) for rows in found.values()}), 10)

    def test_what_is_kept_has_the_bytes_of_a_run(self):
        self.yaml("kept.yaml", base="tiny.yaml", keep=["csv", "geotiff"], outputs=["csv", "geotiff"],
                  change={"flood": {"depth_add_m": 0.01}}, uncertainty={"draws": 100, "in_batch": True})
        self.batch("kept.yaml")
        code, _, err = djoliba("run", "kept.yaml", "--out", "alone", cwd=self.folder)
        self.assertEqual(code, 0, err)
        self.assertEqual(files_of(self.folder / "batch" / "scenarios" / "kept"), files_of(self.folder / "alone"))

    def test_intervals_are_drawn_where_a_scenario_asks_for_them(self):
        self.yaml("asks.yaml", base="tiny.yaml", uncertainty={"draws": 100, "in_batch": True}, outputs=["csv"])
        self.yaml("silent.yaml", base="tiny.yaml", uncertainty={"draws": 100}, keep=["csv"])
        self.batch("asks.yaml", "silent.yaml")
        code, _, err = djoliba("run", "asks.yaml", "--out", "alone", cwd=self.folder)
        self.assertEqual(code, 0, err)
        alone = read_result(self.folder / "alone")[0]
        for scenario, code, low, high, top in rows_of(self.folder / "batch", "scenario, code, rank_low, rank_high, p_top"):
            row = alone[code] if scenario == "asks" else dict.fromkeys(("rank_low", "rank_high", "p_top20"), "")
            self.assertEqual([low, high, top], [known(row[c]) for c in ("rank_low", "rank_high", "p_top20")])
        kept = read_result(self.folder / "batch" / "scenarios" / "silent")[0]
        self.assertEqual({row["rank_low"] for row in kept.values()}, {""})

    def test_tables_sum_the_ledger_up(self):
        self.yaml("all.yaml", base="tiny.yaml", sweep={"weights.flood": [0.2, 1, 3]})
        self.batch("all.yaml")
        with open(self.folder / "batch" / "localities.csv", encoding="utf-8", newline="") as stream:
            alpha = {row["code"]: row for row in csv.DictReader(stream)}["ML010101"]
        scores = sorted(score for _, level, code, score, _, _ in rows_of(self.folder / "batch") if code == "ML010101")
        self.assertEqual((alpha["scenarios"], alpha["assessed"]), ("3", "3"))
        self.assertEqual([float(alpha[f"score_{w}"]) for w in ("lowest", "median", "highest")], scores)
        with open(self.folder / "batch" / "scenarios.csv", encoding="utf-8", newline="") as stream:
            listed = list(csv.DictReader(stream))
        self.assertEqual([row["weights.flood"] for row in listed], ["0.2", "1", "3"])
        self.assertEqual({row["state"] for row in listed}, {"done"})

    def test_threads_change_no_row(self):
        self.yaml("all.yaml", base="tiny.yaml", sweep=SWEEP)
        self.batch("all.yaml", out="one", options=["--threads", "1"])
        self.batch("all.yaml", out="four", options=["--threads", "4"])
        self.assertEqual(rows_of(self.folder / "one"), rows_of(self.folder / "four"))
        self.assertEqual(tables_of(self.folder / "one"), tables_of(self.folder / "four"))


class Samples(BatchCase):
    def parameters(self, folder):
        return [json.loads(p) for (p,) in dict.fromkeys(rows_of(self.folder / folder, "parameters"))]

    def test_a_latin_hypercube_draws_once_from_every_slice(self):
        self.yaml("lhs.yaml", base="tiny.yaml", sample={"draws": 10, "seed": 3, "ranges": {
            "conflict.scale": {"from": 1, "to": 2}, "weights.flood": {"from": 0.1, "to": 10, "scale": "log"}}})
        self.batch("lhs.yaml")
        drawn = self.parameters("batch")
        self.assertEqual(sorted(int((p["conflict.scale"] - 1) * 10) for p in drawn), list(range(10)))
        self.assertEqual(sum(p["weights.flood"] < 1 for p in drawn), 5)  # half of the logarithms
        self.batch("lhs.yaml", out="again")
        self.assertEqual(rows_of(self.folder / "batch"), rows_of(self.folder / "again"))

    def test_a_sobol_sequence_halves_the_range(self):
        self.yaml("sobol.yaml", base="tiny.yaml", sample={"method": "sobol", "draws": 3, "ranges": {
            "conflict.scale": {"from": 0, "to": 4}}})
        self.batch("sobol.yaml")
        self.assertEqual(sorted(p["conflict.scale"] for p in self.parameters("batch")), [1, 2, 3])

    def test_steps_are_kept(self):
        self.yaml("steps.yaml", base="tiny.yaml", sample={"draws": 40, "ranges": {
            "flood.depth_add_m": {"from": 0, "to": 0.05, "step": 0.02}}})
        self.batch("steps.yaml")
        self.assertEqual(len({row[0] for row in rows_of(self.folder / "batch")}), 40)
        self.assertEqual({p["flood.depth_add_m"] for p in self.parameters("batch")}, {0, 0.02, 0.04})

    def test_ranges_and_paths_that_are_none_are_refused(self):
        for keys, word in (({"sample": {"draws": 2, "ranges": {"conflict.scale": {"from": 2, "to": 1}}}}, "no range"),
                           ({"sample": {"draws": 2, "ranges": {"conflict.scale": {"from": 0, "to": 1, "scale": "log"}}}},
                            "begins above 0"),
                           ({"sweep": {"conflict.scale.x": [1]}, "change": {"conflict": {"scale": 2}}}, "not a map"),
                           ({"sweep": {"conflict.scale": [1]},
                             "sample": {"draws": 2, "ranges": {"conflict.scale": {"from": 0, "to": 1}}}}, "drawn as well"),
                           ({"sweep": {"conflict..scale": [1]}}, "empty part")):
            self.yaml("wrong.yaml", base="tiny.yaml", **keys)
            _, err = self.batch("wrong.yaml", out="wrong", expect=1)
            self.assertIn(word, err)


class Failures(BatchCase):
    def test_one_that_fails_is_recorded_and_stops_no_other(self):
        self.yaml("mixed.yaml", base="tiny.yaml", sweep={"flood.return_period": [10, 50, 100]})
        self.yaml("broken.yaml", base="tiny.yaml", layers={"displaced": {"table": "not-there.csv"}})
        said, err = self.batch("mixed.yaml", "broken.yaml", "tiny.yaml", expect=1)
        self.assertIn("3 scenarios scored in the ledger", said)
        self.assertIn("2 failed", said)
        self.assertIn("mixed[flood.return_period=50]", err)
        self.assertIn("not-there.csv", err)
        states = states_of(self.folder / "batch")
        self.assertEqual(sorted(states.values()), ["done", "done", "done", "failed", "failed"])
        self.assertEqual(len({row[0] for row in rows_of(self.folder / "batch")}), 3)

    def test_files_that_cannot_be_used_fail_every_scenario_that_reads_them(self):
        self.yaml("all.yaml", base="tiny.yaml", sweep={"conflict.scale": [1, 2]})
        self.write("people.tif", "no raster")
        _, err = self.batch("all.yaml", expect=1)
        self.assertEqual((err.count("failed: all["), err.count("people.tif: the file cannot")), (2, 2), err)

    def test_a_place_that_is_not_there_fails_its_own_scenario_alone(self):
        self.yaml("places.yaml", base="tiny.yaml", sweep={"flood": [
            None, {"depth_add_m": 1}, {"depth_add_m": 1, "where": {"codes": ["ML99"]}}]})
        self.yaml("other.yaml", base="tiny.yaml", change={"displaced": {"scale": 1.3}})
        said, err = self.batch("places.yaml", "other.yaml", expect=1)
        self.assertIn("3 scenarios scored in the ledger, 4 computed now; 1 failed", said)
        self.assertIn("failed: places[flood=#3]", err)
        self.assertIn("ML99", err)

    def test_check_finds_what_a_sweep_asks_for_in_vain(self):
        for sweep, word in (({"flood": [{"depth_add_m": 1, "where": {"codes": ["ML99"]}}, None]}, "ML99"),
                            ({"displaced.move": [None, [{"from": "ML0101", "to": "ML0102", "people": 1000}]]}, "1000"),
                            ({"conflict.add": [None, [{"source": "ev", "lon": 20, "lat": 50}]]}, "far from all localities"),
                            ({"facilities.close": [None, {"names": ["Z9"]}]}, "Z9")):
            self.yaml("vain.yaml", base="tiny.yaml", sweep=sweep)
            code, _, err = djoliba("check", "vain.yaml", cwd=self.folder)
            self.assertEqual(code, 1, err)
            self.assertIn(word, err)
        self.yaml("good.yaml", base="tiny.yaml", sweep={"displaced.scale": [1, 2]})
        code, out, err = djoliba("check", "good.yaml", cwd=self.folder)
        self.assertEqual(code, 0, err)
        self.assertIn("2 scenarios", out)

    def test_a_key_that_changes_nothing_is_told_of(self):
        self.yaml("idle.yaml", base="tiny.yaml", sweep={"weights.conflict": [1, 2],
                                                        "facilities.close": [None, {"types": ["cscom"], "conflict_within_km": 0.001}]})
        _, err = self.batch("idle.yaml")
        self.assertIn("facilities.close: no value changes any score", err)
        self.assertNotIn("weights.conflict:", err)

    def test_names_that_make_the_same_folder_keep_their_own(self):
        for name in ("a:b.yaml", "a_b.yaml"):
            self.yaml(name, base="tiny.yaml", keep=["csv"])
        self.batch("a:b.yaml", "a_b.yaml")
        self.assertEqual(len(list((self.folder / "batch" / "scenarios").iterdir())), 2)

    def test_two_files_of_one_name_are_told_apart(self):
        (self.folder / "sub").mkdir()
        self.yaml("sub/tiny.yaml", base="../tiny.yaml")
        _, err = self.batch("tiny.yaml", "sub/tiny.yaml", expect=1)
        self.assertIn("has a scenario of this name too", err)
        self.assertEqual(sorted(states_of(self.folder / "batch").values()), ["done", "failed"])

    def test_a_run_refuses_a_sweep(self):
        self.yaml("all.yaml", base="tiny.yaml", sweep={"conflict.scale": [1, 2]})
        code, _, err = djoliba("run", "all.yaml", "--out", "x", cwd=self.folder)
        self.assertEqual(code, 1)
        self.assertIn("djoliba batch", err)

    def test_a_file_that_is_no_ledger_is_left_alone(self):
        (self.folder / "batch").mkdir()
        self.write("batch/batch.db", "a letter")
        _, err = self.batch("tiny.yaml", expect=1)
        self.assertIn("batch.db", err)
        self.assertEqual((self.folder / "batch" / "batch.db").read_text(), "a letter")


class Resuming(BatchCase):
    def plan(self, *files):
        before = files_of(self.folder)
        said, _ = self.batch(*files, options=["--dry-run"])
        self.assertEqual(files_of(self.folder), before)
        return said

    def test_only_what_depends_on_a_changed_file_is_computed_again(self):
        self.yaml("with.yaml", base="tiny.yaml", sweep={"conflict.scale": [1, 2]})
        self.yaml("events.index", index="events", tree={
            "name": "risk", "mean": "arithmetic", "parts": [{"indicator": "ev_events", "bounds": [0, 4]}]})
        self.yaml("without.yaml", base="tiny.yaml", sweep={"conflict.scale": [1, 2]}, index="events.index",
                  layers={"displaced": None}, insist=None)
        files = ["with.yaml", "without.yaml"]
        self.assertIn("4  new", self.plan(*files))
        self.batch(*files)
        self.assertIn("0 to compute, 4 finished", self.plan(*files))
        self.write("displaced.csv", "code,name,people\nML0101,Ouest,81\nML0102,Est,60\nML01XXX,Elsewhere,7\n")
        self.assertIn("2  displaced: displaced.csv has changed", self.plan(*files))
        said, _ = self.batch(*files)
        self.assertIn("4 scenarios scored in the ledger, 2 computed now", said)
        self.batch(*files, out="fresh")
        self.assertEqual(rows_of(self.folder / "batch"), rows_of(self.folder / "fresh"))

    def test_texts_change_no_score_but_outputs_that_are_kept(self):
        self.layers["flood"]["months"] = {"table": "months.csv", "code": "code", "name": "name", "level": "commune",
                                          "vintage": "2016-frame", "first": "first", "last": "last"}
        self.write_scenario()
        self.yaml("kept.yaml", base="tiny.yaml", keep=["csv"])
        self.write("months.csv", "code,name,first,last\nML010101,Alpha,7,9\n")
        files = ["tiny.yaml", "kept.yaml"]
        self.batch(*files)
        self.write("months.csv", "code,name,first,last\nML010101,Alpha,8,9\n")
        said = self.plan(*files)
        self.assertIn("1 to compute, 1 finished", said)
        self.assertIn("1  flood: months.csv has changed", said)

    def test_another_time_stamp_changes_nothing(self):
        self.batch("tiny.yaml")
        (self.folder / "displaced.csv").touch()
        self.assertIn("0 to compute, 1 finished", self.plan("tiny.yaml"))

    def test_a_longer_sweep_computes_what_is_new(self):
        self.yaml("all.yaml", base="tiny.yaml", sweep={"conflict.scale": [1, 2]})
        self.batch("all.yaml")
        self.yaml("all.yaml", base="tiny.yaml", sweep={"conflict.scale": [2, 3]})
        said, _ = self.batch("all.yaml")
        self.assertIn("2 scenarios scored in the ledger, 1 computed now", said)
        self.assertEqual({row[0] for row in rows_of(self.folder / "batch")},
                         {"all[conflict.scale=2]", "all[conflict.scale=3]"})

    def test_outputs_that_are_gone_are_made_again(self):
        self.yaml("kept.yaml", base="tiny.yaml", keep=["csv"])
        self.batch("kept.yaml")
        kept = self.folder / "batch" / "scenarios" / "kept" / "ranking.csv"
        content = kept.read_bytes()
        kept.unlink()
        self.assertIn("1  outputs that were kept are gone", self.plan("kept.yaml"))
        self.batch("kept.yaml")
        self.assertEqual(kept.read_bytes(), content)

    def start(self, *files):
        return subprocess.Popen([str(PROGRAM), "batch", *files, "--out", "batch"], cwd=self.folder, env=ENVIRONMENT,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def many(self, draws=1200):
        self.yaml("many.yaml", base="tiny.yaml", sample={"draws": draws, "ranges": {
            "conflict.scale": {"from": 1, "to": 3}, "weights.flood": {"from": 0.1, "to": 3},
            "flood.depth_add_m": {"from": 0, "to": 1, "step": 0.01}}})
        self.yaml("kept.yaml", base="tiny.yaml", keep=["csv", "geojson"], sweep={"conflict.scale": [1, 2, 3]})
        return ["many.yaml", "kept.yaml"]

    def test_killed_at_twenty_moments_it_ends_as_if_undisturbed(self):
        files = self.many()
        start = time.monotonic()
        self.batch(*files, out="calm")
        whole = time.monotonic() - start
        moments, killed = random.Random(20), 0
        while killed < 20:
            process = self.start(*files)
            try:
                process.communicate(timeout=moments.uniform(0, 0.9 * whole))
                self.as_calm()  # it came to its end: begin anew
                shutil.rmtree(self.folder / "batch")
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.communicate()
                killed += 1
        self.batch(*files)
        self.as_calm()

    def as_calm(self):
        self.assertEqual(rows_of(self.folder / "batch"), rows_of(self.folder / "calm"))
        self.assertEqual(tables_of(self.folder / "batch"), tables_of(self.folder / "calm"))

    def test_another_batch_has_to_wait(self):
        files = self.many(draws=5000)
        first = self.start(*files)
        for _ in range(3000):
            try:
                if states_of(self.folder / "batch"):
                    break
            except sqlite3.OperationalError:  # it is not there yet
                time.sleep(0.01)
        _, err = self.batch("tiny.yaml", expect=1)
        self.assertIn("another process computes other scenarios", err)
        first.communicate(timeout=300)
        self.assertEqual(first.returncode, 0)
        self.assertEqual(len({row[0] for row in rows_of(self.folder / "batch")}), 5003)
        self.batch("tiny.yaml")
        self.assertEqual(set(states_of(self.folder / "batch")), {"tiny"})

    def test_two_at_once_share_the_work(self):
        files = self.many()
        both = [self.start(*files), self.start(*files)]
        said = [process.communicate(timeout=300)[0].decode() for process in both]
        self.assertEqual([process.returncode for process in both], [0, 0])
        computed = [int(line.split("ledger, ")[1].split()[0]) for text in said for line in text.splitlines()
                    if "scored in the ledger" in line]
        self.assertEqual(sum(computed), 1203)
        self.batch(*files, out="calm")
        self.assertEqual(rows_of(self.folder / "batch"), rows_of(self.folder / "calm"))
        self.assertEqual(tables_of(self.folder / "batch"), tables_of(self.folder / "calm"))


if __name__ == "__main__":
    unittest.main()
