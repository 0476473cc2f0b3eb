# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""`change.population` on the country of four communes, against numbers computed by hand."""
import unittest

from test_run import PEOPLE_TABLE, Run
from tiny_country import box, write_features



class Population(Run):
    """Residents of 2020: Alpha 400, Bravo 400, Charlie 200, Delta 1000."""

    def grow(self, *changes, **one):
        self.scenario["change"] = {"population": list(changes) or one}
        return self.result()

    def refuse(self, change, *words):
        self.scenario["change"] = {"population": change}
        return self.refused(*words, command="check")

    def two_regions(self):
        write_features(self.folder / "cercles.geojson", [
            ({"CERCLE": "ML0101", "NAME": "Ouest", "REGION": "ML01"}, box(-4.0, 14.2, 0.1, 0.2)),
            ({"CERCLE": "ML0102", "NAME": "Est", "REGION": "ML02"}, box(-3.9, 14.2, 0.1, 0.2))])
        write_features(self.folder / "regions.geojson", [
            ({"REGION": "ML01", "NAME": "Pays"}, box(-4.0, 14.2, 0.1, 0.2)),
            ({"REGION": "ML02", "NAME": "Autre"}, box(-3.9, 14.2, 0.1, 0.2))])

    def test_residents_grow_at_a_compound_rate_with_all_that_counts_them(self):
        rows, manifest = self.grow(to_year=2022, percent_a_year=10)
        self.expect(rows, "population", Alpha=484, Bravo=484, Charlie=242, Delta=1210, Ouest=968, Est=1452, Pays=2420)
        self.expect(rows, "flood_people_0p3m_rp100", Alpha=242, Bravo=363, Charlie=121, Ouest=605)
        self.expect(rows, "flood_people_share_0p3m_rp100", Alpha=50, Bravo=75, Charlie=50)
        self.expect(rows, "flood_people_unknown", Delta=1210)
        self.expect(rows, "displaced_per_100", Ouest=8000 / 968)
        self.expect(rows, "residents_per_cscom", Alpha=242, Charlie=242)
        self.expect(rows, "ev_people", Bravo=484)
        population = next(i for i in manifest["indicators"] if i["name"] == "population")
        self.assertEqual((population["date"], population["oldest_input"], population["label_en"]),
                         ("2022", "2020", "People (scenario)"))
        for level in manifest["levels"]:
            self.assertAlmostEqual(level["people"], 2420, 9)
        self.assertEqual([(c["number"], c["what"]) for c in manifest["changes"]],
                         [(4, "communes of which the residents grow; figures are of 2022")])

    def test_units_named_grow_and_the_others_stay(self):
        rows, manifest = self.grow(to_year=2022, percent_a_year=10, where={"codes": ["ML010101", "ML0102"]})
        self.expect(rows, "population", Alpha=484, Bravo=400, Charlie=242, Delta=1210, Ouest=884, Pays=2336)
        self.assertEqual(next(i["date"] for i in manifest["indicators"] if i["name"] == "population"), "2020/2022")

    def test_each_region_has_its_rate(self):
        self.two_regions()
        rows, _ = self.grow(to_year=2021, by_region={"ML01": 10, "autre": 50})
        self.expect(rows, "population", Alpha=440, Delta=1500, Pays=880, Autre=1800)
        rows, _ = self.grow(to_year=2021, by_region={"ML02": 50}, percent_a_year=0)
        self.expect(rows, "population", Alpha=400, Autre=1800)
        rows, _ = self.grow(to_year=2021, by_region={"ML02": 50}, where={"region": "Autre"})
        self.expect(rows, "population", Alpha=400, Autre=1800)

    def test_a_region_without_a_rate_is_refused(self):
        self.two_regions()
        self.refuse({"to_year": 2021, "by_region": {"ML01": 10}}, "tiny.yaml:", "change.population.by_region",
                    "no rate for Autre", "`percent_a_year`")

    def test_changes_go_on_from_the_year_that_was_reached(self):
        rows, _ = self.grow({"to_year": 2021, "percent_a_year": 10}, {"to_year": 2022, "percent_a_year": 50})
        self.expect(rows, "population", Alpha=660)
        rows, _ = self.grow(to_year=2022, from_year=2021, percent_a_year=10)
        self.expect(rows, "population", Alpha=440)

    def test_published_totals_and_groups_grow_and_the_source_stays(self):
        self.write("people.csv", "code,name,people,women\nML010101,Alpha,400,200\nML010102,Bravo,400,100\n"
                                 "ML010201,Charlie,200,100\nML010202,Delta,1000,500\n")
        self.write("totals.csv", "code,people\nML0101,880\nML0102,1200\n")
        self.layers["population"].update(
            table=PEOPLE_TABLE, groups={"women": ["women"]}, rake_to={
                "table": "totals.csv", "code": "code", "people": "people", "level": "cercle", "vintage": "2016-frame"})
        rows, _ = self.grow(to_year=2021, percent_a_year=10)
        self.expect(rows, "population", Alpha=484, Bravo=484, Ouest=968, Est=1320, Pays=2288)
        self.expect(rows, "people_women", Alpha=242, Bravo=121, Ouest=363, Charlie=110)
        self.expect(rows, "population_source", Alpha=400, Ouest=800)
        self.expect(rows, "population_rake_factor", Alpha=1.1)
        rows, _ = self.grow(to_year=2021, percent_a_year=10, where={"codes": "ML010101"})
        self.expect(rows, "population", Alpha=484, Bravo=440, Ouest=924, Est=1200)

    def test_figures_of_cercles_grow_by_cercle(self):
        self.write("people.csv", "code,name,people\nML0101,Ouest,880\nML0102,Est,1200\n")
        self.layers["population"]["table"] = dict(PEOPLE_TABLE, level="cercle")
        rows, _ = self.grow(to_year=2021, percent_a_year=10, where={"codes": "ML0101"})
        self.expect(rows, "population", Ouest=968, Est=1200, Pays=2168, Alpha=None)
        self.refuse({"to_year": 2021, "percent_a_year": 10, "where": {"codes": "ML010101"}}, "change.population.where",
                    "Alpha (ML010101) cannot grow alone: the population is given by cercle",
                    "name units of the level cercle or above")

    def test_published_figures_stand_beside_the_data(self):
        self.scenario["reconcile"] = [{"figure": "People", "published": 2000, "source": "s", "ours": "population",
                                       "reason": "Counted."}]
        _, manifest = self.grow(to_year=2022, percent_a_year=10)
        beside = manifest["reconciliation"][0]
        self.assertEqual((beside["ours"], beside["ours_date"], beside["reason"]),
                         (2000, "2020", "Counted. Our figure is that of the data, before the change of the scenario."))

    def test_years_must_be_known_and_go_forwards(self):
        self.refuse({"to_year": 2019, "percent_a_year": 10}, "2019 is before 2020")
        del self.layers["population"]["date"]
        self.refuse({"to_year": 2022, "percent_a_year": 10}, "the year that the population is of is not known")


if __name__ == "__main__":
    unittest.main()
