# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""`change.displaced` on the country of four communes, against numbers computed by hand."""
import unittest

from test_run import ALPHA, EST, OUEST, Run


class Displaced(Run):
    """By cercle: Ouest 80 and Est 60; residents 800 and 1200. A row of 7 people joins nothing."""

    def setUp(self):
        super().setUp()
        self.layers["displaced"]["ambiguous_codes"] = ["ML01XXX"]

    def change(self, *changes, **one):
        self.scenario["change"] = {"displaced": list(changes) or one}
        return self.result()

    def refuse(self, change, *words):
        self.scenario["change"] = {"displaced": change}
        return self.refused(*words, command="check")

    def unknown_in_est(self):
        self.write("displaced.csv", "code,name,people\nML0101,Ouest,80\nML0102,Est,\n")

    def changes(self, manifest):
        return {c["what"]: c["number"] for c in manifest["changes"]}

    def test_scaled_figures_and_what_rests_on_them(self):
        rows, manifest = self.change(scale=1.5, where={"codes": OUEST})
        self.expect(rows, "displaced_people", Ouest=120, Est=60, Pays=180)
        self.expect(rows, "displaced_per_100", Ouest=15, Est=5, Pays=9, Alpha=15)
        self.expect(rows, "residents_per_cscom_with_displaced", Ouest=460, Est=1260)
        self.assertEqual(self.changes(manifest), {"cercles whose displaced people count 1.5 times": 1})
        labels = {i["name"]: i["label_en"] for i in manifest["indicators"]}
        self.assertEqual(labels["displaced_people"], "Displaced people (scenario)")

    def test_unknown_figures_stay_unknown_when_scaled(self):
        self.unknown_in_est()
        rows, _ = self.change(scale=2)
        self.expect(rows, "displaced_people", Ouest=160, Est=None, Pays=None)

    def test_people_come_and_leave(self):
        rows, manifest = self.change(add={EST: 40, OUEST: -80})
        self.expect(rows, "displaced_people", Ouest=0, Est=100, Pays=100)
        self.assertEqual(self.changes(manifest),
                         {"cercles in which -40 displaced people come (less those who leave)": 2})

    def test_people_who_come_where_nobody_knows_are_a_lower_bound(self):
        self.unknown_in_est()
        rows, _ = self.change(add={EST: 60})
        self.expect(rows, "displaced_people", Ouest=80, Est=60, Pays=140)
        self.expect(rows, "displaced_per_100", Est=5)
        for column in ("displaced_people", "displaced_per_100", "residents_per_cscom_with_displaced"):
            self.assertIn(column, rows[EST]["lower_bounds"].split(";"))
            self.assertNotIn(column, rows[OUEST]["lower_bounds"].split(";"))

    def test_people_move_and_nobody_is_lost(self):
        rows, _ = self.change(move=[{"from": OUEST, "to": EST, "share": 0.25}])
        self.expect(rows, "displaced_people", Ouest=60, Est=80, Pays=140)
        rows, manifest = self.change({"move": [{"from": EST, "to": OUEST, "people": 60}]}, {"scale": 2})
        self.expect(rows, "displaced_people", Ouest=280, Est=0, Pays=280)
        self.assertEqual(self.changes(manifest)["displaced people go from Est to Ouest"], 60)

    def test_no_more_move_than_are_there(self):
        self.refuse({"move": [{"from": EST, "to": OUEST, "people": 61}]}, "tiny.yaml:", "change.displaced.move[0].people",
                    "61 displaced people cannot go from Est (ML0102) to Ouest (ML0101): there are 60",
                    "move no more than are there, or give a share")
        self.refuse({"add": {OUEST: -81}}, "change.displaced.add.ML0101", "81 displaced people cannot leave Ouest (ML0101)")

    def test_people_whose_number_nobody_knows_cannot_leave(self):
        self.unknown_in_est()
        self.refuse({"move": [{"from": EST, "to": OUEST, "share": 0.5}]}, "how many displaced people are in Est (ML0102)",
                    "change.displaced.move[0].from")
        self.refuse({"add": {EST: -1}}, "is not known")

    def test_codes_of_another_level_are_refused(self):
        self.refuse({"add": {ALPHA: 10}}, "change.displaced.add.ML010101", "cercle")
        self.refuse({"move": [{"from": OUEST, "to": ALPHA, "people": 1}]}, "change.displaced.move[0].to")
        self.refuse({"scale": 2, "where": {"codes": ALPHA}}, "Alpha (ML010101) has no displaced people of its own",
                    "name units of the level cercle or above")

    def test_a_table_comes_on_top(self):
        self.write("influx.csv", "code,people\nML0102,30\n")
        table = {"table": "influx.csv", "code": "code", "people": "people", "level": "cercle", "vintage": "2016-frame"}
        rows, manifest = self.change(scale=2, table=table)
        self.expect(rows, "displaced_people", Ouest=160, Est=150, Pays=310)
        self.assertEqual([i["file"] for i in manifest["inputs"] if i["layer"] == "change"], ["influx.csv"])

    def test_a_table_replaces_all_figures(self):
        self.write("influx.csv", "code,people\nML0102,30\n")
        rows, _ = self.change(table={"table": "influx.csv", "code": "code", "people": "people", "level": "cercle",
                                     "vintage": "2016-frame", "mode": "replace"})
        self.expect(rows, "displaced_people", Ouest=None, Est=30, Pays=None)

    def test_a_table_of_another_level_is_refused(self):
        self.write("influx.csv", "code,people\nML010101,30\n")
        self.refuse({"table": {"table": "influx.csv", "code": "code", "people": "people", "level": "commune",
                               "vintage": "2016-frame"}}, "change.displaced.table.level", "by commune", "by cercle")

    def test_units_known_only_together_change_together(self):
        self.write("displaced.csv", "code,name,people\nBOTH,Both,140\n")
        self.layers["displaced"]["stands_for"] = {"BOTH": [OUEST, EST]}
        rows, _ = self.change(scale=2, add={EST: 20})
        self.expect(rows, "displaced_people", Ouest=None, Est=None, Pays=300)
        self.expect(rows, "displaced_per_100", Ouest=15, Est=15, Pays=15)
        self.refuse({"scale": 2, "where": {"codes": EST}}, "known only together", "name all of them, or none")
        self.refuse({"move": [{"from": EST, "to": OUEST, "people": 1}]}, "known only together")

    def test_published_figures_stand_beside_the_data_and_earlier_rounds_too(self):
        self.write("before.csv", "code,name,people\nML0101,Ouest,50\nML0102,Est,50\n")
        self.layers["displaced"]["earlier_rounds"] = [{"table": "before.csv", "date": "2023-03-31"}]
        self.scenario["reconcile"] = [{"figure": "Displaced", "published": 150, "source": "s", "ours": "displaced_people"}]
        rows, manifest = self.change(scale=2)
        self.expect(rows, "displaced_change_since_2023_03_31", Ouest=30, Est=10, Pays=40)
        beside = manifest["reconciliation"][0]
        self.assertEqual((beside["ours"], beside["reason"]),
                         (147, "Our figure is that of the data, before the change of the scenario."))


if __name__ == "__main__":
    unittest.main()
