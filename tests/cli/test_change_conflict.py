# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""`change.conflict` on the country of four communes, against numbers computed by hand."""
import unittest

from test_run import ALPHA, CHARLIE, DELTA, Run


class Conflict(Run):
    """Of the window: two events in Alpha with 2 deaths, one in Bravo with 1, one outside the country."""

    def change(self, *changes, **one):
        self.scenario["change"] = {"conflict": list(changes) or one}
        return self.result()

    def changes(self, manifest):
        return {c["what"]: c["number"] for c in manifest["changes"]}

    def label(self, manifest, name):
        return next(i["label_en"] for i in manifest["indicators"] if i["name"] == name)

    def test_scaled_events_and_deaths_count_so_many_times(self):
        rows, manifest = self.change(scale=1.5)
        self.expect(rows, "ev_events", Alpha=3, Bravo=1.5, Charlie=0, Delta=0, Ouest=4.5, Est=0, Pays=4.5)
        self.expect(rows, "ev_deaths", Alpha=3, Bravo=1.5, Charlie=0, Pays=4.5)
        self.assertEqual(self.changes(manifest), {"events of the window count 1.5 times": 4})  # one of them in no commune
        self.assertEqual(self.label(manifest, "ev_events"), "ev: events in 365 days (scenario)")
        self.assertEqual(manifest["changes"][0]["key"], "change.conflict")

    def test_figures_by_age_and_residents_scale_and_the_recurrence_does_not(self):
        self.layers["conflict"][0]["half_life_days"] = 29
        before, _ = self.result(out=self.folder / "before")
        rows, _ = self.change(scale=2)
        self.expect(rows, "ev_events_decayed", Alpha=2 * 1.5)
        self.expect(rows, "ev_events_decayed_per_100k", Alpha=2 * 1.5 * 1e5 / 400)
        for column in ("ev_recurrence", "ev_people"):
            self.assertEqual([r[column] for r in rows.values()], [r[column] for r in before.values()])

    def test_only_events_in_the_places_named_change(self):
        rows, manifest = self.change(scale=3, where={"names": "bravo"})
        self.expect(rows, "ev_events", Alpha=2, Bravo=3, Ouest=5)
        self.assertEqual(self.changes(manifest), {"events of the window count 3 times": 1})
        rows, _ = self.change(scale=3, where={"codes": "ML0101"})
        self.expect(rows, "ev_events", Alpha=6, Bravo=3, Ouest=9)

    def test_a_polygon_takes_the_events_inside_it(self):
        around = [[-3.965, 14.355], [-3.955, 14.355], [-3.955, 14.365], [-3.965, 14.365]]
        rows, _ = self.change(scale=3, where={"polygon": around})
        self.expect(rows, "ev_events", Alpha=4, Bravo=1)

    def test_events_known_for_a_cercle_only_are_in_no_part_of_it(self):
        self.write("events.csv", "id,date,lon,lat,best,km\n1,2024-06-30,-3.95,14.35,2,1\n2,2024-06-30,-3.95,14.35,2,80\n")
        self.layers["conflict"][0].update(precision="km", precision_km={"1": 1, "80": 80})
        rows, manifest = self.change(scale=3, where={"codes": ALPHA})
        self.expect(rows, "ev_events", Alpha=3, Ouest=4)
        self.assertIn(1, [n for what, n in self.changes(manifest).items() if "not placed finely enough" in what])
        rows, _ = self.change(scale=3, where={"codes": "ML0101"})
        self.expect(rows, "ev_events", Alpha=3, Ouest=6)

    def test_events_that_do_not_happen_leave_no_people_near_them(self):
        rows, _ = self.change(scale=0)
        for column in ("ev_events", "ev_deaths", "ev_people", "ev_people_share"):
            self.expect(rows, column, Alpha=0, Bravo=0, Charlie=0, Delta=0, Pays=0)
        rows, _ = self.change(scale=0, where={"codes": ALPHA})
        self.expect(rows, "ev_events", Alpha=0, Bravo=1, Pays=1)
        self.expect(rows, "ev_people", Bravo=400)

    def test_a_sample_says_nothing_where_its_events_do_not_happen(self):
        self.layers["conflict"][0]["completeness"] = "sample"
        del self.layers["conflict"][0]["coverage"]
        rows, _ = self.change(scale=0, where={"codes": ALPHA})
        self.expect(rows, "ev_events", Alpha=None, Bravo=1, Charlie=None)

    def test_moved_events_count_where_they_land(self):
        rows, manifest = self.change(move={"east_km": 10.8}, where={"codes": ALPHA})  # 0.1 degrees
        self.expect(rows, "ev_events", Alpha=0, Bravo=1, Charlie=2, Ouest=1, Est=2, Pays=3)
        self.expect(rows, "ev_deaths", Alpha=0, Charlie=2)
        # The events lie 8.1 km from the middle of the western cells of Charlie, all of it within 10 km.
        self.expect(rows, "ev_people", Charlie=200)
        self.assertEqual(self.changes(manifest)["events of the window move 10.8 km to the east and 0 km to the north"], 2)

    def test_what_was_before_the_window_stays_where_it_was(self):
        before, _ = self.result(out=self.folder / "before")
        rows, _ = self.change(move={"north_km": 100})
        self.assertEqual(rows[CHARLIE]["ev_recurrence"], before[CHARLIE]["ev_recurrence"])
        self.expect(rows, "ev_recurrence", Charlie=1 / 6)  # of the years 2018 to 2023

    def test_events_that_land_outside_are_counted_as_such(self):
        rows, manifest = self.change(move={"north_km": 100}, where={"codes": ALPHA})
        self.expect(rows, "ev_events", Alpha=0, Bravo=1, Pays=1)
        self.assertEqual(self.changes(manifest)["events land in no locality"], 2)
        outside = next(e for e in manifest["exclusions"] if e["reason"] == "events in no locality")
        self.assertEqual(outside["rows"], 3)  # one of the source, and two that left

    def test_added_events_count_as_any_other(self):
        before, _ = self.result(out=self.folder / "before")
        self.expect(before, "ev_people", Delta=500)  # its western half is near events of its neighbours
        rows, manifest = self.change(add=[{"lon": -3.85, "lat": 14.25, "fatalities": 2, "count": 3}])
        self.expect(rows, "ev_events", Alpha=2, Delta=3, Est=3, Pays=6)
        self.expect(rows, "ev_deaths", Delta=6, Pays=9)
        self.expect(rows, "ev_people", Delta=1000)
        self.assertEqual(self.changes(manifest), {"events are added": 3})

    def test_an_added_event_makes_its_place_known_in_a_sample(self):
        self.layers["conflict"][0]["completeness"] = "sample"
        del self.layers["conflict"][0]["coverage"]
        rows, _ = self.change(add=[{"lon": -3.85, "lat": 14.25}])
        self.expect(rows, "ev_events", Delta=1, Charlie=None, Est=1)
        self.assertIn("ev_events", rows[DELTA]["lower_bounds"].split(";"))
        self.expect(rows, "ev_deaths", Delta=0)

    def test_an_added_event_outside_every_locality_is_counted_as_such(self):
        _, manifest = self.change(add=[{"lon": -3.5, "lat": 14.25}])
        self.assertEqual(self.changes(manifest), {"events are added": 1, "added events lie in no locality": 1})

    def test_changes_act_one_after_the_other(self):
        rows, _ = self.change({"move": {"east_km": 10.8}, "where": {"codes": ALPHA}},
                              {"scale": 2, "where": {"codes": CHARLIE}},
                              {"add": [{"lon": -3.95, "lat": 14.35}]}, {"scale": 5, "where": {"codes": ALPHA}})
        self.expect(rows, "ev_events", Alpha=5, Bravo=1, Charlie=4, Pays=10)

    def test_only_the_sources_named_change(self):
        other = dict(self.layers["conflict"][0], name="other")
        self.layers["conflict"].append(other)
        rows, manifest = self.change(scale=2, sources=["other"], add=[{"source": "ev", "lon": -3.85, "lat": 14.25}])
        self.expect(rows, "ev_events", Alpha=2, Delta=1)
        self.expect(rows, "other_events", Alpha=4, Delta=0)
        self.assertEqual(self.label(manifest, "other_people"), "other: people within 10 km of an event (scenario)")

    def test_a_change_that_is_none_gives_the_figures_of_the_baseline(self):
        before, _ = self.result(out=self.folder / "before")
        rows, _ = self.change(scale=1, move={"east_km": 0})
        self.assertEqual(rows, before)

    def test_an_event_before_the_window_is_refused(self):
        self.scenario["change"] = {"conflict": {"add": [{"lon": -3.85, "lat": 14.25, "date": "2023-07-01"}]}}
        self.refused("change.conflict.add[0].date", "2023-07-01", "365 days", "2023-07-02", command="check")
        self.scenario["change"]["conflict"]["add"][0]["date"] = "2023-07-02"
        rows, _ = self.result()
        self.expect(rows, "ev_events", Delta=1)


if __name__ == "__main__":
    unittest.main()
