# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""What a scenario changes, by numbers that can be checked on the map of tiny_country.py."""
import unittest

from tiny_country import TinyCountry, box, known, write_features, write_raster

ALPHA, BRAVO, CHARLIE = "ML010101", "ML010102", "ML010201"


class Flood(TinyCountry):
    def changed(self, change, **more):
        self.scenario["change"] = {"flood": change, **more}
        self.rows, self.manifest = self.result()

    def people(self, name):
        return tuple(known(self.rows[code][name]) for code in (ALPHA, BRAVO, CHARLIE))

    def label(self, name):
        return next(i["label_en"] for i in self.manifest["indicators"] if i["name"] == name)

    def test_without_a_change_the_flood_is_the_one_to_plan_with(self):
        self.rows, self.manifest = self.result()
        self.assertEqual(self.people("flood_people_0p3m"), (200, 300, 100))
        self.assertEqual(self.people("flood_people_0p3m_rp100"), (200, 300, 100))
        self.assertEqual(self.people("flood_people_share_0p3m"), (50, 75, 50))
        self.assertEqual(self.label("flood_people_0p3m"),
                         "People at 0.3 m or more in the flood to plan with (100-year flood)")
        self.layers["flood"]["return_period"] = 10
        self.rows, _ = self.result()
        self.assertEqual(self.people("flood_people_0p3m"), (100, 0, 0))

    def test_another_return_period_moves_the_figures_without_one_in_their_name(self):
        self.scenario["index"]["tree"]["parts"][0]["parts"][0]["parts"][0]["indicator"] = "flood_people_share_0p3m"
        self.scenario["insist"] = ["flood_people_share_0p3m"]
        before = self.result()[0]
        self.changed({"return_period": 10})
        self.assertEqual(self.people("flood_people_0p3m"), (100, 0, 0))
        self.assertEqual(self.people("flood_people_0p3m_rp100"), (200, 300, 100))
        self.assertEqual(self.people("people_at_risk_flood")[0], 100)
        self.assertLess(known(self.rows[BRAVO]["score"]), known(before[BRAVO]["score"]))
        self.assertIn("(10-year flood)", self.label("flood_people_0p3m"))

    def test_deeper_water_moves_people_across_a_threshold_and_dry_ground_stays_dry(self):
        self.changed({"depth_add_m": 0.1})
        self.assertEqual(self.people("flood_people_0p3m"), (200, 300, 200))
        self.assertEqual(self.people("flood_people_0p5m"), (200, 0, 100))  # 0.4 m becomes 0.5 m
        self.assertEqual(self.people("flood_people_0p3m_rp10"), (100, 0, 200))
        self.assertIn("in the 10-year flood + 0.1 m", self.label("flood_people_0p3m_rp10"))
        self.assertEqual(self.label("flood_expected_annual_people_0p3m_low"),
                         "People exposed to 0.3 m in an average year, depths + 0.1 m, lower bound")
        self.changed({"depth_add_m": 5})
        self.assertEqual(self.people("flood_people_0p5m"), (200, 300, 200))
        self.assertEqual(self.people("flood_people_0p5m_rp10"), (100, 0, 200))
        self.assertEqual(known(self.rows[ALPHA]["flood_expected_annual_people_0p5m_low"]), 100 * (0.1 - 0.01) + 2)

    def test_shallower_and_scaled_water(self):
        self.changed({"depth_add_m": -0.1})
        self.assertEqual(self.people("flood_people_0p3m"), (200, 0, 100))
        self.assertEqual(self.people("flood_people_0p5m_rp10"), (0, 0, 0))
        self.changed({"depth_scale": 2, "depth_add_m": -0.05})
        self.assertEqual(self.people("flood_people_0p5m"), (200, 300, 200))  # 0.3 and 0.29 m become 0.55 and 0.53 m
        self.assertIn("100-year flood x 2 - 0.05 m)", self.label("flood_people_0p5m"))

    def test_changes_act_one_after_the_other(self):
        self.changed([{"depth_add_m": -0.35}, {"depth_add_m": 0.2}])
        self.assertEqual(self.people("flood_people_0p3m"), (100, 0, 100))  # 0.3 m is dry, 0.4 m becomes 0.25 m
        self.changed([{"depth_add_m": -0.35}, {"depth_add_m": 0.25}])
        self.assertEqual(self.people("flood_people_0p3m"), (200, 0, 100))

    def test_a_change_of_named_units_leaves_the_others(self):
        self.changed({"depth_add_m": 0.1, "where": {"names": ["charlie"]}})
        self.assertEqual(self.people("flood_people_0p3m"), (200, 300, 200))
        self.assertEqual(self.people("flood_people_0p5m"), (100, 0, 100))
        self.assertEqual(known(self.rows["ML0102"]["flood_people_0p3m_rp10"]), None)  # Delta is not known
        self.assertIn("changed in places", self.label("flood_people_0p3m"))
        self.changed({"return_period": 10, "where": {"codes": ["ML0101"]}})
        self.assertEqual(self.people("flood_people_0p3m"), (100, 0, 100))
        self.changed({"return_period": 10, "where": {"region": "PAYS"}})
        self.assertEqual(self.people("flood_people_0p3m"), (100, 0, 0))

    def test_a_polygon_cuts_a_locality_and_its_cells(self):
        half = [[-3.95, 14.34], [-3.925, 14.34], [-3.925, 14.41], [-3.95, 14.41]]  # of the cell of 0.4 m
        self.changed({"depth_add_m": 0.1, "where": {"polygon": half}})
        self.assertAlmostEqual(self.people("flood_people_0p5m")[0], 150, places=9)
        self.assertAlmostEqual(known(self.rows["ML0101"]["flood_people_0p5m"]), 150, places=9)
        self.assertEqual(self.people("flood_people_0p5m")[1:], (0, 100))
        self.assertEqual(self.people("flood_people_0p3m"), (200, 300, 100))
        self.assertEqual(self.people("population"), (400, 400, 200))
        plain = self.rows[ALPHA]["flood_people_unknown"]
        write_features(self.folder / "area.geojson", [({}, box(-3.95, 14.34, 0.025, 0.07))])
        self.changed({"depth_add_m": 0.1, "where": {"polygon": "area.geojson"}})
        self.assertAlmostEqual(self.people("flood_people_0p5m")[0], 150, places=9)
        self.assertEqual(self.rows[ALPHA]["flood_people_unknown"], plain)
        self.assertEqual([i["layer"] for i in self.manifest["inputs"] if i["file"] == "area.geojson"], ["change"])

    def test_another_flood_within_a_polygon(self):
        south = [[-4.0, 14.2], [-4.0, 14.3], [-3.9, 14.3], [-3.9, 14.2]]  # Bravo, and the border of Alpha
        self.changed({"return_period": 10, "where": {"polygon": south}})
        self.assertEqual(self.people("flood_people_0p3m"), (200, 0, 100))

    def test_a_unit_of_another_partition_is_cut_along_the_named_units(self):
        write_features(self.folder / "basins.geojson", [({"B": "1", "N": "North"}, box(-4.0, 14.3, 0.2, 0.1))])
        self.scenario["localities"]["also"] = [{"level": "basin", "source": "basins.geojson", "code": "B", "name": "N"}]
        self.changed({"depth_add_m": 0.1, "where": {"codes": [CHARLIE]}})
        self.assertEqual(known(self.rows["1"]["flood_people_0p3m"]), 200 + 200)
        self.assertEqual(known(self.rows["1"]["flood_people_0p5m"]), 100 + 100)

    def test_facilities_stand_in_the_changed_flood(self):
        self.changed({"depth_add_m": 0.1})
        self.assertEqual(known(self.rows[CHARLIE]["facilities_flooded_0p3m_rp10"]), 1)
        self.changed({"depth_add_m": 0.1, "where": {"codes": ["ML0101"]}})
        self.assertEqual(known(self.rows[CHARLIE]["facilities_flooded_0p3m_rp10"]), 0)

    def test_places_that_are_none_are_refused(self):
        for place, words in (({"names": ["Delto"]}, ("no unit has the name `Delto`; did you mean `Delta`?",)),
                             ({"polygon": [[14.2, -4], [14.3, -4], [14.3, -3.9]]}, ("no locality lies in the polygon",))):
            self.scenario["change"] = {"flood": {"depth_add_m": 0.1, "where": place}}
            for command in ("check", "run"):
                self.refused("tiny.yaml:", "change.flood.where", *words, command=command)

    def test_weights_and_another_index(self):
        self.rows, _ = self.result()
        self.assertEqual(self.people("hazard_exposure"), (5, 5, 2.5))
        self.changed({"return_period": 10}, weights={"conflict": 0})
        self.assertEqual(self.people("hazard_exposure"), (5, 7.5, 5))
        self.scenario["insist"].append("flood_people_share_0p3m")
        self.changed({"return_period": 10}, index={"name": "flooded", "parts": [
            {"indicator": "flood_people_share_0p3m", "bounds": [0, 100]}]})
        self.assertEqual(self.people("score"), (2.5, 0, 0))


class Drought(TinyCountry):
    def setUp(self):
        super().setUp()
        files = []
        for year in range(2003, 2024):  # each drier than the one before; 2023 is the driest
            for month in range(1, 13):
                files.append(f"{year}-{month:02}.tif")
                write_raster(self.folder / files[-1], [[1 + (2023 - year) * 5.0] * 4] * 4, name=files[-1][:7])
        self.layers["drought"] = {"raster_series": files, "quantity": "rainfall_mm_per_month", "start": "2003-01",
                                  "index": [{"spi": 1, "month": 9, "reference": "2003-2022"}]}

    def changed(self, change):
        self.scenario["change"] = {"drought": change}
        self.rows, self.manifest = self.result()
        return [known(self.rows[code]["drought_spi1"]) for code in (ALPHA, CHARLIE)]

    def people(self):
        return tuple(known(self.rows[code]["drought_spi1_people"]) for code in (ALPHA, CHARLIE))

    def indicator(self, name):
        return next(i for i in self.manifest["indicators"] if i["name"] == name)

    def spi_of(self, year):
        """As the layer gives it when asked for that year."""
        self.scenario.pop("change", None)
        self.layers["drought"]["index"][0]["year"] = year
        rows, _ = self.result()
        del self.layers["drought"]["index"][0]["year"]
        return known(rows[ALPHA]["drought_spi1"])

    def test_the_rain_of_another_year(self):
        wet, dry = self.spi_of(2003), self.spi_of(2023)
        self.assertLess(dry, -1)
        self.assertGreater(wet, 1)
        self.assertEqual(self.changed({"replay": 2003}), [wet, wet])
        self.assertEqual(self.people(), (0, 0))
        label = self.indicator("drought_spi1")["label_en"]
        self.assertTrue(label.startswith("September 2023 SPI-1") and label.endswith(", with the rain of 2003"), label)
        self.assertIn(", with the rain of 2003", self.indicator("drought_spi1_people")["label_en"])
        self.assertIn("people_at_risk_drought", self.rows[ALPHA])

    def test_a_drier_or_wetter_season(self):
        dry, middle = self.spi_of(2023), self.spi_of(2013)
        self.assertEqual(self.changed({"spi_add": 3}), [dry + 3] * 2)
        self.assertEqual(self.people(), (0, 0))
        self.assertGreater(middle, -1)
        self.assertEqual(self.changed({"replay": 2013, "spi_add": -1.5}), [middle - 1.5] * 2)
        self.assertEqual(self.people(), (400, 200))
        self.assertIn(", with the rain of 2013, SPI - 1.5", self.indicator("drought_spi1")["label_en"])
        self.assertEqual(self.changed([{"spi_add": -1.5}, {"replay": 2013}]), [middle] * 2)  # as it was

    def test_in_places_only(self):
        wet, dry = self.spi_of(2003), self.spi_of(2023)
        self.assertEqual(self.changed({"replay": 2003, "where": {"names": ["Ouest"]}}), [wet, dry])
        self.assertEqual(self.people(), (0, 200))
        self.assertIn(", changed in places", self.indicator("drought_spi1")["label_en"])
        north = [[-4.1, 14.35], [-3.9, 14.35], [-3.9, 14.5], [-4.1, 14.5]]  # the upper half of Alpha
        found = self.changed({"replay": 2003, "where": {"polygon": north}})
        self.assertAlmostEqual(found[0], (wet + dry) / 2, places=6)
        self.assertEqual(found[1], dry)
        self.assertEqual(self.people(), (200, 200))
        found = self.changed({"spi_add": -1, "where": {"polygon": north}})
        self.assertAlmostEqual(found[0], dry - 0.5, places=6)

    def test_a_year_outside_the_series_is_refused(self):
        self.scenario["change"] = {"drought": {"replay": 2024}}
        self.scenario["as_of"] = "2024-12-31"
        for command in ("check", "run"):
            self.refused("change.drought.replay: the series ends in 2023-12, before 2024-09", command=command)


if __name__ == "__main__":
    unittest.main()
