# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Published figures beside those of a run, what stands in no index, and what a run takes for granted."""
import unittest

from tiny_country import TinyCountry, write_raster

ALPHA = "ML010101"
# (1/5 - 1/10) (100 + 200) / 2 + (1/10 - 1/100) (200 + 400) / 2 + 400/100 = 15 + 27 + 4
EXPOSURE = "kind;years;people\nP;2;50\nP;5;100\nP;10;200\nP;100;400\nG;5;9000\n"
BESIDE = {"table": "exposure.csv", "where": {"kind": "P", "years": [5, 10, 100]}, "return_period": "years",
          "people": "people", "provider": "An institute", "licence": "CC BY 4.0", "date": "2010"}


class Published(TinyCountry):
    def setUp(self):
        super().setUp()
        self.write("exposure.csv", EXPOSURE)
        self.figure = {"figure": "Affected in a year", "published": 23, "source": "a plan", "reason": "Exposed is not affected."}
        self.scenario["reconcile"] = [self.figure]

    def reconciled(self, **keys):
        self.figure.update(keys)
        self.manifest = self.result()[1]
        return next(x for x in self.manifest["reconciliation"] if x["figure"] == self.figure["figure"])

    def test_our_figure_carries_its_date(self):
        for ours, date in (("displaced_people", "2024-03-31"), ("population", "2020"), ("facilities", "2019"),
                           ("settlements", "")):
            with self.subTest(ours):
                found = self.reconciled(ours=ours)
                self.assertEqual(found["ours_source"], "")
                self.assertEqual(found["ours_date"], date)
        self.layers["displaced"]["date"] = "2023-12"
        self.assertEqual(self.reconciled(ours="displaced_people")["ours_date"], "2023-12")
        code, out, _ = self.run_it()
        line = next(line for line in out.splitlines() if line.startswith("Affected in a year"))
        self.assertEqual((code, line.split()[-5:]), (0, ["2023-12", *self.figure["reason"].split()]))

    def test_the_people_of_an_average_year_come_from_a_published_table(self):
        found = self.reconciled(beside=BESIDE)
        self.assertAlmostEqual(found["ours"], 46, 9)
        self.assertAlmostEqual(found["ratio"], 2, 9)
        self.assertEqual((found["ours_date"], found["ours_source"]), ("2010", "An institute"))
        entry = next(i for i in self.manifest["inputs"] if i["file"] == "exposure.csv")
        self.assertEqual((entry["layer"], entry["licence"], entry["provider"], entry["date"]),
                         ("reconcile", "CC BY 4.0", "An institute", "2010"))

    def test_a_table_that_gives_no_average_year_is_refused(self):
        key = "reconcile[0].beside"
        for where, words in (({"years": [5, 10]}, "twice"), ({"kind": "P", "years": 5}, "two return periods")):
            with self.subTest(words):
                self.figure["beside"] = {**BESIDE, "where": where}
                self.refused("exposure.csv", key, words, "choose with `where`")
        self.figure["beside"] = {**BESIDE, "people": "peple"}
        for command in ("run", "check"):
            self.refused("tiny.yaml:", key, "peple", "people", command=command)
        self.figure["beside"] = {**BESIDE, "date": "2025"}
        self.refused(key + ".date", "later than as_of")
        self.figure.update(beside=BESIDE, ours="population")
        self.refused(key, "one figure cannot stand beside two")


class Stated(TinyCountry):
    def test_what_no_index_uses_is_listed_with_what_it_covers(self):
        _, manifest = self.result()
        listed = {x["indicator"]: x for x in manifest["index"]["shown_not_in_index"]}
        used = {w["indicator"] for w in manifest["index"]["weights"]}
        self.assertEqual(set(listed) | used, {i["name"] for i in manifest["indicators"]})
        self.assertFalse(set(listed) & used)
        self.assertEqual((listed["population"]["coverage"], listed["population"]["covers_enough"]), (1, True))
        few = listed["residents_per_cscom"]  # Alpha and Charlie
        self.assertEqual((few["coverage"], few["covers_enough"], few["reason"]), (0.5, False, "covers 2 of 4 localities"))
        _, out, _ = self.run_it()
        told = [line for line in out.splitlines() if line.endswith(" (covers 2 of 4 localities)")]
        self.assertEqual(len(told), 1, told)
        beginning = "Shown, not in the index, and too little known for it: "
        self.assertTrue(told[0].startswith(beginning), told)
        self.assertIn("residents_per_cscom", told[0][len(beginning):].split(" (")[0].split(", "))

    def test_a_column_of_a_table_has_a_base(self):
        self.write("classes.csv", "code,x,y\nML0101,1,2\nML0102,2,3\n")
        self.layers["indicators"] = [{
            "table": "classes.csv", "code": "code", "level": "cercle", "vintage": "2016-frame", "columns": {
                "x": {"column": "x", "unit": "class"}, "y": {"column": "y", "unit": "%", "base": "analyses"}}}]
        _, manifest = self.result()
        self.assertEqual({i["name"]: i["base"] for i in manifest["indicators"] if i["name"] in "xy"},
                         {"x": "area", "y": "analyses"})

    def test_the_flood_of_every_year_exposes_nobody_in_an_average_year_and_the_run_says_so(self):
        self.layers["flood"]["seasonal_water"] = "depth10.tif"
        rows, manifest = self.result()
        # I10 = 0; I100 beyond the yearly water: 100 in Alpha; (1/10 - 1/100) (0 + 100) / 2 + 100/100
        self.assertAlmostEqual(float(rows[ALPHA]["flood_expected_annual_people_0p3m"]), 5.5, 9)
        notes = [n for layer in manifest["layers"] if layer["source"] == "flood" for n in layer["notes"]]
        self.assertEqual(notes, ["the 10-year flood is the water of every year: in the expected annual people it counts "
                                 "as a flood that exposes nobody"])
        write_raster(self.folder / "yearly.tif", [[0] * 4] * 4)
        self.layers["flood"]["seasonal_water"] = "yearly.tif"
        notes = [n for layer in self.result()[1]["layers"] if layer["source"] == "flood" for n in layer["notes"]]
        self.assertEqual(notes, [])


if __name__ == "__main__":
    unittest.main()
