# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""`change.facilities` on the country of four communes, against numbers computed by hand."""
import unittest

from test_run import ALPHA, DELTA, Run

EAST = {"conflict": {"move": {"east_km": 10.8}, "where": {"codes": ALPHA}}}  # from Alpha to Charlie


class Facilities(Run):
    """A1 and A2 in Alpha, in 0.5 m of the 10-year flood and 1 m of the 100-year flood; C1 in Charlie, in 0.29 m and
    2 m. A1 is 2.3 km from an event, C1 13.5 km."""

    def close(self, *closures, **change):
        self.scenario["change"] = {"facilities": {"close": list(closures)}, **change}
        rows, manifest = self.result()
        return rows, {c["what"]: (c["number"], c["examples"]) for c in manifest["changes"] if c["source"] == "facilities"}

    def closed(self, *closures, **change):
        """Names of those that close."""
        _, changes = self.close(*closures, **change)
        return [name for what, (_, names) in changes.items() if what.startswith("facilities close") for name in names]

    def test_a_closed_facility_serves_nobody(self):
        rows, changes = self.close({"names": ["A1", "a2"]})
        self.assertEqual(changes, {"facilities close, of those named": (2, ["A1", "A2"])})
        self.expect(rows, "cscom_listed", Alpha=2, Charlie=1, Pays=3)  # closed, and still in the list
        self.expect(rows, "cscom_per_10000", Alpha=0, Charlie=50, Ouest=0, Pays=5)
        self.expect(rows, "cscom_per_10000_high", Alpha=0)
        self.expect(rows, "residents_per_cscom", Alpha=None, Charlie=200, Ouest=None, Pays=2000)
        # From the villages of Alpha to C1: 16.2 km and 12.1 km.
        self.expect(rows, "villages_beyond_5km_share", Alpha=100, Bravo=100, Charlie=50)
        self.expect(rows, "villages_beyond_15km_share", Alpha=50)
        self.expect(rows, "facilities_flooded_0p3m_rp100", Alpha=None, Charlie=1)

    def test_ids_name_facilities_too(self):
        self.write("facilities.csv", "id,name,type,lon,lat\n7,Same,CSCom,-3.975,14.375\n8,Same,CSCom,-3.825,14.375\n")
        self.layers["facilities"]["id"] = "id"
        rows, _ = self.close({"names": "8"})
        self.expect(rows, "cscom_per_10000", Alpha=25, Charlie=0)
        rows, _ = self.close({"names": "same"})
        self.expect(rows, "cscom_per_10000", Alpha=0, Charlie=0)

    def test_a_name_of_no_facility_is_refused(self):
        self.scenario["change"] = {"facilities": {"close": [{"names": ["A1", "A3"]}]}}
        self.refused("tiny.yaml:", "change.facilities.close[0].names", "no facility that counts is called `A3`",
                     "did you mean `A1`?", command="check")

    def test_deep_water_closes_what_stands_in_it(self):
        self.assertEqual(self.closed({"flood_depth_over_m": 0.4, "return_period": 10}), ["A1", "A2"])
        self.assertEqual(self.closed({"flood_depth_over_m": 0.5, "return_period": 10}), [])  # no more than that
        self.assertEqual(self.closed({"flood_depth_over_m": 1.5, "return_period": 100}), ["C1"])

    def test_without_a_return_period_it_is_the_flood_that_happens(self):
        self.assertEqual(self.closed({"flood_depth_over_m": 1.5}), ["C1"])  # the 100-year flood: the first from 20 years on
        self.assertEqual(self.closed({"flood_depth_over_m": 0.4}, flood={"return_period": 10}), ["A1", "A2"])

    def test_water_made_deeper_closes_more_and_dry_ground_stays_dry(self):
        self.write("facilities.csv", "name,type,lon,lat\nA1,CSCom,-3.975,14.375\nB1,CSCom,-3.925,14.225\nC1,CSCom,-3.825,14.375\n")
        closure = {"flood_depth_over_m": 0.4, "return_period": 10}
        self.assertEqual(self.closed(closure, flood={"depth_add_m": 0.3}), ["A1", "C1"])
        self.assertEqual(self.closed(closure, flood={"depth_scale": 0.5, "depth_add_m": 0.3}), ["A1", "C1"])
        self.assertEqual(self.closed(closure, flood={"depth_scale": 0.5}), [])
        self.assertEqual(self.closed(closure, flood={"depth_add_m": 0.3, "where": {"codes": ALPHA}}), ["A1"])

    def test_where_the_depth_is_not_known_facilities_stay_as_they_are(self):
        self.write("facilities.csv", "name,type,lon,lat\nA1,CSCom,-3.975,14.375\nD1,CSCom,-3.85,14.25\n")
        rows, changes = self.close({"flood_depth_over_m": 0.4, "return_period": 10})
        self.assertEqual(changes["facilities whose flood depth is not known stay as they are"], (1, ["D1"]))
        self.expect(rows, "cscom_per_10000", Alpha=0, Delta=10)

    def test_events_close_what_is_near(self):
        self.assertEqual(self.closed({"conflict_within_km": 5}), ["A1", "A2"])
        self.assertEqual(self.closed({"conflict_within_km": 2}), [])
        self.assertEqual(self.closed({"conflict_within_km": 5}, **EAST), ["C1"])
        self.assertEqual(self.closed({"conflict_within_km": 5}, conflict={"scale": 0}), [])
        self.assertEqual(self.closed({"conflict_within_km": 1}, conflict={"add": [{"lon": -3.825, "lat": 14.375}]}), ["C1"])

    def test_events_placed_more_coarsely_than_the_distance_close_nothing(self):
        self.write("events.csv", "id,date,lon,lat,best,km\n1,2024-06-30,-3.95,14.35,2,1\n2,2024-06-30,-3.825,14.375,2,10\n")
        self.layers["conflict"][0].update(precision="km", precision_km={"1": 1, "10": 10})
        _, changes = self.close({"conflict_within_km": 5})
        self.assertEqual(changes["facilities close, within 5 km of an event"], (2, ["A1", "A2"]))
        self.assertEqual(changes["events not placed to 5 km: no facility closes by them"], (1, []))

    def test_a_closure_closes_what_fits_all_of_its_keys_and_a_list_what_fits_one(self):
        self.layers["facilities"]["types"] = {"cscom": ["CSCom"], "clinic": ["Clinic"]}
        self.assertEqual(self.closed({"types": ["clinic"]}), ["D1"])
        self.assertEqual(self.closed({"types": ["cscom"], "where": {"codes": ALPHA}}), ["A1", "A2"])
        self.assertEqual(self.closed({"names": ["A1", "C1"], "flood_depth_over_m": 0.4, "return_period": 10}), ["A1"])
        self.assertEqual(self.closed({"where": {"codes": DELTA}}, {"names": ["A2"]}), ["D1", "A2"])
        around = [[-3.98, 14.37], [-3.97, 14.37], [-3.97, 14.3755], [-3.98, 14.3755]]
        self.assertEqual(self.closed({"where": {"polygon": around}}), ["A1"])

    def test_what_did_not_function_is_told_apart(self):
        self.write("facilities.csv", "name,type,state,lon,lat\nA1,CSCom,works,-3.975,14.375\nA2,CSCom,closed,-3.975,14.376\n")
        self.layers["facilities"].update(status="state", status_values={"functioning": ["works"], "not_functioning": ["closed"]})
        rows, changes = self.close({"types": ["cscom"]})
        self.assertEqual(changes, {"facilities close, of the types cscom": (1, ["A1"]),
                                   "facilities that would close did not function before": (1, ["A2"])})
        self.expect(rows, "cscom_functioning", Alpha=0)
        self.expect(rows, "cscom_not_functioning", Alpha=2)

    def test_labels_say_that_the_scenario_closes_facilities(self):
        self.scenario["change"] = {"facilities": {"close": {"names": "A1"}}}
        _, manifest = self.result()
        labels = {i["name"]: i["label_en"] for i in manifest["indicators"]}
        self.assertTrue(labels["cscom_per_10000"].endswith(" (scenario)"))
        self.assertFalse(labels["cscom_listed"].endswith(" (scenario)"))


if __name__ == "__main__":
    unittest.main()
