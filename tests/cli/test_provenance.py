# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Where figures come from: licences, dates and marks of sources in run.json, and the oldest input of a score."""
import unittest

from tiny_country import PEOPLE_TABLE, TinyCountry, box, known, write_features, write_raster

ALPHA, CHARLIE, DELTA = "ML010101", "ML010201", "ML010202"
TOLD = {"provider": "Directorate", "licence": "CC BY 4.0", "sensitivity": "restricted", "date": "2015", "note": "Drawn by hand."}


class Provenance(TinyCountry):
    def inputs(self):
        self.rows, self.manifest = self.result()
        return {i["file"]: i for i in self.manifest["inputs"]}

    def indicator(self, name):
        return next(i for i in self.manifest["indicators"] if i["name"] == name)

    def told(self, entry):
        return {key: entry[key] for key in TOLD}

    def test_another_partition_has_a_source_of_its_own(self):
        self.scenario["localities"].update(provider="OCHA", licence="for humanitarian use", also=[
            {"level": "basin", "source": "basins.geojson", "code": "B", "name": "B", **TOLD}])
        write_features(self.folder / "basins.geojson", [({"B": "west"}, box(-4.0, 14.2, 0.1, 0.2)),
                                                        ({"B": "corner"}, box(-4.0, 14.2, 0.02, 0.02))])
        self.layers["population"]["table"] = PEOPLE_TABLE
        inputs = self.inputs()
        self.assertEqual((inputs["basins.geojson"]["layer"], self.told(inputs["basins.geojson"])), ("basin", TOLD))
        self.assertEqual(inputs["basins.geojson"]["vintage"], "")  # its codes belong to no boundary frame
        self.assertEqual(inputs["communes.geojson"]["licence"], "for humanitarian use")
        self.assertEqual(self.rows["west"]["population"], "800")
        self.assertEqual(self.rows["corner"]["population"], "")  # 12 people of the raster are not of the table

    def test_a_partition_that_tells_nothing_does_not_borrow_the_licence_of_the_localities(self):
        self.scenario["localities"].update(licence="for humanitarian use", also=[
            {"level": "basin", "source": "regions.geojson", "code": "REGION", "name": "NAME"}])
        self.inputs()
        self.assertEqual([i["licence"] for i in self.manifest["inputs"] if i["file"] == "regions.geojson"],
                         ["for humanitarian use", ""])

    def test_dates_of_partitions_and_rasters_are_held_against_as_of(self):
        self.scenario["localities"]["also"] = [{"level": "basin", "source": "regions.geojson", "code": "REGION",
                                                "name": "NAME", "date": "2025"}]
        self.layers["population"]["raster_source"] = {"date": "2024-07"}
        self.refused("localities.also[0].date: data of 2025 are later than as_of",
                     "layers.population.raster_source.date: data of 2024-07 are later than as_of")

    def test_the_raster_beside_a_table_of_people_has_a_source_of_its_own(self):
        self.layers["population"].update(table=PEOPLE_TABLE, licence="Apache-2.0", date="2022", raster_source=TOLD)
        inputs = self.inputs()
        self.assertEqual(self.told(inputs["people.tif"]), TOLD)
        self.assertEqual((inputs["people.csv"]["licence"], inputs["people.csv"]["date"], inputs["people.csv"]["note"]),
                         ("Apache-2.0", "2022", ""))
        self.assertEqual(self.indicator("flood_people_0p3m_rp100")["sensitivity"], "restricted")
        self.assertEqual(self.indicator("population")["sensitivity"], "open")
        del self.layers["population"]["raster_source"]
        self.assertEqual(self.inputs()["people.tif"]["licence"], "Apache-2.0")

    def test_the_source_of_a_raster_needs_the_raster(self):
        self.layers["population"] = {"table": PEOPLE_TABLE, "raster_source": TOLD}
        self.refused("layers.population", "raster_source", "raster")

    def test_the_oldest_input_is_the_oldest_of_all_that_goes_into_the_score(self):
        def oldest(**dates):
            for layer, date in dates.items():
                self.layers[layer]["date"] = date
            self.inputs()
            found = {r["oldest_input"] for r in self.rows.values() if r["status"] == "assessed"}
            self.assertEqual(len(found), 1, found)
            return found.pop()
        self.assertEqual(oldest(), "2018")  # flood; people 2020, facilities 2019
        self.assertEqual(oldest(flood="2023"), "2019")
        self.assertEqual(oldest(facilities="2022"), "2020")  # the residents of displaced_per_100 and of the exposed
        self.assertEqual(oldest(settlements="2012"), "2012")  # the villages whose distances are taken
        self.assertEqual(self.rows[DELTA]["oldest_input"], "")  # not assessed
        village = self.indicator("villages_beyond_5km_share")
        self.assertEqual((village["date"], village["oldest_input"]), ("2022", "2012"))

    def test_a_figure_is_as_sensitive_as_what_goes_into_it(self):
        self.layers["settlements"]["sensitivity"] = "restricted"
        self.inputs()
        restricted = {i["name"] for i in self.manifest["indicators"] if i["sensitivity"] == "restricted"}
        self.assertEqual(restricted, {"villages_beyond_5km_share", "villages_beyond_15km_share"})

    def test_files_of_events_are_dated_by_their_records(self):
        self.assertEqual(self.inputs()["events.csv"]["date"], "2022-01-01/2024-07-02")

    def test_points_in_the_scenario_have_a_source_too(self):
        self.layers["branches"] = {"points": [{"name": "Post", "lon": -3.9, "lat": 14.3}], **TOLD}
        entry = self.inputs()[""]
        self.assertEqual((entry["layer"], entry["bytes"], self.told(entry)), ("branches", 0, TOLD))


class PeopleOnTheRaster(TinyCountry):
    def test_a_source_can_leave_people_near_its_events_uncounted(self):
        rows, _ = self.result()
        self.assertEqual(rows[ALPHA]["ev_people"], "400")
        self.layers["conflict"][0]["count_people"] = False
        rows, manifest = self.result()
        self.assertNotIn("ev_people", rows[ALPHA])
        self.assertNotIn("people_at_risk_ev", rows[ALPHA])
        self.assertNotIn("ev_distance.tif", manifest["outputs"])
        self.assertEqual(known(rows[ALPHA]["ev_events"]), 2)

    def test_communes_smaller_than_a_cell_are_reported_with_their_people(self):
        text = "communes smaller than a cell of the population raster"
        _, manifest = self.result()
        self.assertFalse([e for e in manifest["exclusions"] if text in e["reason"]])
        write_raster(self.folder / "people.tif", [[2000]], cell=0.2)
        rows, manifest = self.result()
        said = [e for e in manifest["exclusions"] if text in e["reason"]]
        self.assertEqual([(e["source"], e["file"], e["rows"]) for e in said], [("population", "people.tif", 4)])
        self.assertAlmostEqual(said[0]["people"], 2000, 9)

    def test_people_in_drought_are_no_list_once_the_lean_season_is_over(self):
        files = []
        for year in range(2003, 2024):  # September 2023 is the driest
            for month in range(1, 13):
                files.append(f"{year}-{month:02}.tif")
                write_raster(self.folder / files[-1], [[1 + (2023 - year) * 5.0] * 4] * 4, name=files[-1][:7])
        self.layers["drought"] = {"raster_series": files, "quantity": "rainfall_mm_per_month", "start": "2003-01",
                                  "index": [{"spi": 1, "month": 9, "reference": "2003-2022"}]}
        for as_of, listed in (("2024-08-31", True), ("2024-09-01", False)):
            with self.subTest(as_of):
                self.scenario["as_of"] = as_of
                rows, manifest = self.result()
                self.assertEqual(rows[ALPHA]["drought_spi1_people"], "400")
                self.assertEqual("people_at_risk_drought" in rows[ALPHA], listed)
                said = [w for w in manifest["warnings"] if "bears on the lean season of 2024, which is over" in w]
                self.assertEqual(bool(said), not listed)
        self.layers["drought"]["index"][0]["year"] = 2023  # chosen to plan with
        rows, manifest = self.result()
        self.assertEqual(rows[ALPHA]["people_at_risk_drought"], "400")
        self.assertFalse([w for w in manifest["warnings"] if "lean season" in w])


if __name__ == "__main__":
    unittest.main()
