# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The report of a batch as a file: which scenarios it holds, and that it depends on nothing else. What a reader sees
on its page is tested in tests/report."""
import json
import re
import unittest

from program import PROGRAM, djoliba
from test_batch import BatchCase

PAGE = PROGRAM.parents[1] / "report" / "page.html"
SWEEP = {"conflict.scale": [1, 2], "displaced.scale": [None, 2]}


def data_of(file):
    text = file.read_text(encoding="utf-8")
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S).group(1))


@unittest.skipUnless(PAGE.exists(), "the program was built without the page of reports")
class Report(BatchCase):
    def report(self, out="batch"):
        return self.folder / out / "report.html"

    def names(self, out="batch"):
        return [scenario["name"] for scenario in data_of(self.report(out))["batch"]["scenarios"]]

    def test_it_is_written_for_those_that_keep_it(self):
        self.yaml("wet.yaml", base="tiny.yaml", keep=["csv", "report"], change={"flood": {"depth_add_m": 0.01}})
        self.yaml("war.yaml", base="tiny.yaml", keep=["report"], change={"conflict": {"scale": 2}})
        self.yaml("dry.yaml", base="tiny.yaml", change={"conflict": {"scale": 3}})
        said, err = self.batch("wet.yaml", "war.yaml", "dry.yaml")
        self.assertIn("outputs kept of 1 scenarios", said)
        self.assertIn("report.html of 2 scenarios", said)
        self.assertIn("batch/report.html", err)
        self.assertEqual(self.names(), ["", "wet", "war"])  # the baseline, which is none of the batch, first
        self.assertEqual(sorted(p.name for p in (self.folder / "batch" / "scenarios").rglob("*") if p.is_dir()), ["wet"])
        self.assertFalse((self.folder / "batch" / "scenarios" / "wet" / "report.html").exists())

    def test_a_baseline_of_the_batch_is_the_first(self):
        self.yaml("war.yaml", base="tiny.yaml", title="War", keep=["report"], change={"conflict": {"scale": 2}})
        self.batch("war.yaml", "tiny.yaml")
        self.assertEqual(self.names(), ["tiny", "war"])

    def test_nobody_asks_and_nothing_is_written(self):
        self.yaml("all.yaml", base="tiny.yaml", sweep=SWEEP)
        self.batch("all.yaml")
        self.assertFalse(self.report().exists())

    def test_scenarios_may_be_named(self):
        self.yaml("all.yaml", base="tiny.yaml", sweep=SWEEP)
        wanted = "all[conflict.scale=2,displaced.scale=2]"
        self.batch("all.yaml", options=["--in-report", wanted, "--lang", "en"])
        self.assertEqual(self.names(), ["", wanted])
        self.assertIn('<html lang="en">', self.report().read_text(encoding="utf-8"))
        _, err = self.batch("all.yaml", expect=1, options=["--in-report", "all[conflict.scale=2,displaced.scale=3]"])
        self.assertIn("the batch has no scenario", err)
        self.assertIn(f"did you mean `{wanted}`?", err)

    def test_of_many_it_holds_the_first_twenty_and_says_so(self):
        self.yaml("many.yaml", base="tiny.yaml", keep=["report"], sweep={"conflict.scale": [1 + k / 100 for k in range(25)]})
        _, err = self.batch("many.yaml")
        self.assertIn("report.html holds the first 20 of 25 scenarios", err)
        self.assertEqual(self.names(), [""] + [f"many[conflict.scale={1 + k / 100}]" for k in range(20)])
        self.assertEqual(data_of(self.report())["batch"]["scored"], 25)

    def test_one_that_fails_is_not_in_it(self):
        self.yaml("all.yaml", base="tiny.yaml", keep=["report"], sweep={"flood.return_period": [10, 50, 100]})
        self.batch("all.yaml", expect=1)
        self.assertEqual(self.names(), ["", "all[flood.return_period=10]", "all[flood.return_period=100]"])

    def test_other_localities_are_left_out(self):
        self.yaml("war.yaml", base="tiny.yaml", keep=["report"], change={"conflict": {"scale": 2}})
        self.yaml("flat.yaml", base="tiny.yaml", keep=["report"], localities={"parents": [
            {"level": "cercle", "source": "cercles.geojson", "code": "CERCLE", "name": "NAME"}]})
        _, err = self.batch("war.yaml", "flat.yaml")
        self.assertIn("report.html leaves out flat: its localities are others", err)
        self.assertEqual(self.names(), ["", "war"])

    def test_the_same_bytes_for_any_threads_and_after_any_stop(self):
        self.yaml("all.yaml", base="tiny.yaml", keep=["report"], sweep=SWEEP)
        self.batch("all.yaml", out="one", options=["--threads", "1"])
        self.batch("all.yaml", out="four", options=["--threads", "4"])
        calm = self.report("one").read_bytes()
        self.assertEqual(self.report("four").read_bytes(), calm)
        self.report("four").unlink()  # stopped before it was made
        said, _ = self.batch("all.yaml", out="four")
        self.assertIn("0 computed now", said)
        self.assertEqual(self.report("four").read_bytes(), calm)

    def test_one_that_is_there_is_not_made_again(self):
        self.yaml("all.yaml", base="tiny.yaml", keep=["report"], sweep=SWEEP)
        self.batch("all.yaml")
        written = self.report().stat().st_mtime_ns
        self.batch("all.yaml")
        self.assertEqual(self.report().stat().st_mtime_ns, written)
        self.batch("all.yaml", options=["--lang", "en"])
        self.assertNotEqual(self.report().stat().st_mtime_ns, written)

    def test_a_title_is_of_the_report_though_of_no_score(self):
        self.yaml("all.yaml", base="tiny.yaml", title="Before", keep=["report"], sweep=SWEEP)
        self.batch("all.yaml")
        self.yaml("all.yaml", base="tiny.yaml", title="After", keep=["report"], sweep=SWEEP)
        said, _ = self.batch("all.yaml")
        self.assertIn("0 computed now", said)
        self.assertIn("<title>After</title>", self.report().read_text(encoding="utf-8"))

    def test_a_run_looks_at_outputs_and_a_batch_at_keep(self):
        self.yaml("one.yaml", base="tiny.yaml", keep=["report"], outputs=["csv"])
        code, _, err = djoliba("run", "one.yaml", "--out", "run", cwd=self.folder)
        self.assertEqual(code, 0, err)
        self.assertFalse(self.report("run").exists())


if __name__ == "__main__":
    unittest.main()
