# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""`layers.flow` and what changes it on the country of four communes, against numbers computed by hand.

Of the window: two events in Alpha, one in Bravo. With `half_events: 1` the intensity is 0.75 in Alpha and 0.5 in Bravo;
from 0.6 on a commune is in conflict, so all who flee are 0.1 % a day x 0.75 of the 400 of Alpha: 9 in 30 days, 27 in 90.
Charlie is 10 km away and Bravo 30: weights of 1/20 and 1/40, so that two thirds go to Charlie. Nobody moves on.
"""
import csv
import re
import sqlite3
import unittest
from contextlib import closing

from program import djoliba
from test_change_access import Access
from test_run import ALPHA, BRAVO, CHARLIE, DELTA, EST, OUEST, Run
from tiny_country import PEOPLE_TABLE, known

CERTAIN = {"rate": [0.001, 0.001], "softening_km": [10, 10], "move_chance": [1e-9, 1e-9], "kinship": [1, 1],
           "attraction": {"power": 0}, "intensity": {"half_after_days": 1e9, "half_events": 1, "least": 0.6}}
LINKS = f"a,b,km\n{ALPHA},{CHARLIE},10\n{BRAVO},{ALPHA},30\n{CHARLIE},{DELTA},20\n"


class Flow(Run):
    def setUp(self):
        super().setUp()
        self.write("links.csv", LINKS)
        self.layers["flow"] = {**CERTAIN, "links": {"table": "links.csv", "from": "a", "to": "b", "km": "km"}}
        self.layers["conflict"][0]["count_people"] = False
        self.scenario["outputs"] = ["csv"]

    def near(self, rows, column, **by_name):
        """By hand, to 1e-7: half-lives of 1e9 days and move chances of 1e-9 are almost none, and not quite."""
        self.expect(rows, column, within=1e-7, **by_name)

    def table(self, name):
        with open(self.out / name, encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream))


class Figures(Flow):
    def test_departures_and_arrivals(self):
        rows, manifest = self.result()
        self.near(rows, "flow_departures_30d", Alpha=9, Bravo=0, Charlie=0, Delta=0, Ouest=9, Est=0, Pays=9)
        self.near(rows, "flow_arrivals_30d", Alpha=0, Bravo=3, Charlie=6, Delta=0, Ouest=3, Est=6, Pays=9)
        self.near(rows, "flow_arrivals_90d", Bravo=9, Charlie=18, Pays=27)
        self.near(rows, "flow_arrivals_30d_low", Charlie=6)  # nothing is in doubt
        self.near(rows, "flow_arrivals_30d_high", Charlie=6)
        self.near(rows, "flow_arrivals_per_100_30d", Charlie=3, Est=0.5, Alpha=0)
        note = next(e for e in manifest["layers"] if e["source"] == "flow")["notes"][-1]
        self.assertIn("4 localities, 3 links; exposed: residents; within 90 days 27 people begin to flee", note)

    def test_host_pressure_where_displaced_people_are_known(self):
        rows, _ = self.result()  # 80 in Ouest with two facilities, 60 in Est with one
        self.near(rows, "flow_host_pressure_30d", Est=100 * 66 / 1200, Ouest=100 * 83 / 791, Charlie=None, Pays=100 * 149 / 1991)
        self.near(rows, "flow_displaced_per_facility", Ouest=40, Est=60, Charlie=None)
        self.near(rows, "flow_displaced_per_facility_30d", Ouest=41.5, Est=66, Pays=149 / 3)
        self.near(rows, "flow_displaced_water", Ouest=1.2, Est=0.9)
        self.near(rows, "flow_displaced_water_30d", Ouest=1.245, Est=0.99, Alpha=None)

    def test_a_level_without_facility_has_no_figure_per_facility(self):
        self.write("facilities.csv", "name,type,lon,lat\nA1,CSCom,-3.975,14.375\n")
        rows, _ = self.result()
        self.near(rows, "flow_displaced_per_facility_30d", Ouest=83, Est=None)
        reasons = {row["code"]: row["reason"] for row in self.table("arrivals.csv")}
        self.assertEqual((reasons[EST], reasons[OUEST]), ("no such facility is listed as open", ""))

    def test_without_displaced_people_there_is_no_host_pressure(self):
        del self.layers["displaced"]
        self.scenario["index"]["tree"]["parts"][1]["parts"][0]["indicator"] = "flow_arrivals_per_100_30d"
        rows, _ = self.result()
        self.near(rows, "flow_host_pressure_30d", Est=None, Pays=None)
        self.near(rows, "flow_arrivals_30d", Charlie=6)

    def test_displaced_people_attract_others(self):
        # 60 of Est by residents: 10 in Charlie; 80 of Ouest: 40 in Bravo. (1 + 10/10) / 20 to (1 + 40/10) / 40: 4 to 5.
        self.layers["flow"]["attraction"] = {"reference": 10, "power": 1}
        rows, _ = self.result()
        self.near(rows, "flow_arrivals_30d", Charlie=4, Bravo=5)

    def test_tables_tell_what_indicators_tell(self):
        rows, _ = self.result()
        arrivals = {row["code"]: row for row in self.table("arrivals.csv")}
        self.assertEqual(list(arrivals)[:4], [ALPHA, BRAVO, CHARLIE, DELTA])
        for code, row in arrivals.items():
            for name in ("departures_30d", "arrivals_30d", "arrivals_90d_high"):
                self.assertEqual(row[name], rows[code]["flow_" + name])
        self.assertEqual((arrivals[OUEST]["facilities"], arrivals[OUEST]["displaced"]), ("2", "80"))
        self.assertAlmostEqual(known(arrivals[ALPHA]["conflict_intensity"]), 0.75, 5)
        self.assertEqual((arrivals[BRAVO]["conflict_intensity"], arrivals[ALPHA]["at_least"]), ("0", "false"))
        self.assertIn("displaced persons are not known", arrivals[CHARLIE]["reason"])
        links = {(row["from"], row["to"]): row for row in self.table("flow_links.csv")}
        self.assertAlmostEqual(known(links[ALPHA, CHARLIE]["people_there"]), 18, 3)
        self.assertAlmostEqual(known(links[ALPHA, BRAVO]["people_there"]), 9, 3)
        self.assertLess(known(links[ALPHA, BRAVO]["people_back"]), 1e-3)

    def test_a_sample_gives_lower_bounds_and_no_zero(self):
        self.layers["conflict"][0]["completeness"] = "sample"
        del self.layers["conflict"][0]["coverage"]
        rows, manifest = self.result()
        self.near(rows, "flow_departures_30d", Alpha=9, Charlie=None, Delta=None)
        self.assertIn("flow_arrivals_30d", rows[CHARLIE]["lower_bounds"])
        unknown = next(e for e in manifest["exclusions"] if e["source"] == "flow" and "not known" in e["reason"])
        self.assertEqual((unknown["rows"], unknown["people"]), (2, 1200))

    def test_people_near_events_flee_where_they_are_counted(self):
        self.layers["conflict"][0]["count_people"] = True
        rows, manifest = self.result()
        near = known(rows[ALPHA]["ev_people"])
        self.near(rows, "flow_departures_30d", Alpha=9 * near / 400)
        self.assertIn("exposed: people within 10 km of an event", str(manifest["layers"]))

    def test_intervals_come_from_the_priors(self):
        self.layers["flow"].update(rate=[0.0003, 0.003], kinship=[1, 4])
        rows, _ = self.result()
        low, middle, high = (known(rows[CHARLIE]["flow_arrivals_90d" + s]) for s in ("_low", "", "_high"))
        self.assertAlmostEqual(middle, 18 * 0.9 ** 0.5, 2)  # 0.0003 x 0.003 = 0.00095^2
        self.assertTrue(18 * 0.3 < low < 0.6 * middle and 1.6 * middle < high < 18 * 3, (low, middle, high))

    def test_rows_that_are_no_link_are_counted(self):
        self.write("links.csv", LINKS + f"{ALPHA},ML999999,5\n{ALPHA},{DELTA},0\n{CHARLIE},{ALPHA},50\n")
        rows, manifest = self.result()
        self.near(rows, "flow_arrivals_30d", Charlie=6)
        excluded = {e["reason"]: e["rows"] for e in manifest["exclusions"] if e["source"] == "flow"}
        self.assertEqual(sorted(excluded.values()), [1, 1, 1])
        self.assertEqual(excluded["links that were there already: the shortest counts"], 1)


class Floods(Flow):
    """In the 100-year flood 0.3 m stand over 200 people of Alpha, 300 of Bravo, 100 of Charlie; Delta is not known."""

    def test_shares_of_the_people_in_the_water_leave_on_the_first_day(self):
        self.layers["flow"]["flood"] = {"shares": {"0.3": 0.1}, "factor": [1, 1]}
        rows, _ = self.result()
        self.near(rows, "flow_departures_30d", Alpha=9 + 20, Bravo=30, Charlie=10)
        self.near(rows, "flow_departures_90d", Alpha=27 + 20)
        self.near(rows, "flow_arrivals_30d", Alpha=0, Bravo=30 + 29 / 3, Charlie=10 + 2 * 29 / 3, Pays=69)
        self.assertIn("flow_arrivals_30d", rows[CHARLIE]["lower_bounds"])


    def test_water_is_a_cause_where_conflict_is_not_known(self):
        self.layers["conflict"][0]["completeness"] = "sample"
        self.layers["flow"]["flood"] = {"shares": {"0.3": 0.1}, "factor": [1, 1]}
        rows, _ = self.result()
        self.near(rows, "flow_departures_30d", Charlie=10, Delta=None)


class Changes(Flow):
    def test_a_new_front(self):
        self.scenario["change"] = {"conflict": {"add": [{"lon": -3.85, "lat": 14.25, "count": 2}]}}
        rows, manifest = self.result()
        self.near(rows, "flow_departures_30d", Alpha=9, Delta=22.5)
        self.near(rows, "flow_arrivals_30d", Charlie=6 + 22.5, Bravo=3)
        label = next(i["label_en"] for i in manifest["indicators"] if i["name"] == "flow_arrivals_30d")
        self.assertEqual(label, "Newly displaced people here after 30 days (scenario)")

    def test_a_closed_road(self):
        self.scenario["change"] = {"flow": {"close": {"between": {"codes": ALPHA}, "and": {"names": "Charlie"}}}}
        rows, manifest = self.result()
        self.near(rows, "flow_arrivals_30d", Bravo=9, Charlie=0)
        self.assertEqual([(c["what"], c["number"]) for c in manifest["changes"]], [("links closed", 1)])

    def test_a_closed_border(self):
        self.scenario["change"] = {"flow": {"close": [{"between": {"codes": OUEST}, "and": {"codes": EST}}]}}
        rows, _ = self.result()
        self.near(rows, "flow_arrivals_30d", Bravo=9, Est=0)

    def test_who_is_shut_in_stays(self):
        self.scenario["change"] = {"flow": {"close": {"between": {"codes": ALPHA}}}}
        rows, manifest = self.result()
        self.near(rows, "flow_arrivals_30d", Alpha=9, Bravo=0, Charlie=0)
        alone = next(e for e in manifest["exclusions"] if "without a link" in e["reason"])
        self.assertEqual(alone["examples"], ["Alpha", "Bravo"])


class OnTheSurface(Access):
    """Ways over the cells of `layers.access` at 10 km/h."""

    def setUp(self):
        super().setUp()
        self.layers["flow"] = dict(CERTAIN)
        self.layers["conflict"][0]["count_people"] = False

    def links(self):
        with open(self.out / "flow_links.csv", encoding="utf-8-sig", newline="") as stream:
            return {(row["from_name"], row["to_name"]): row for row in csv.DictReader(stream)}

    def test_neighbours_are_linked_and_nobody_is_lost(self):
        rows, _ = self.result()
        links = self.links()
        self.assertTrue({("Alpha", "Bravo"), ("Alpha", "Charlie"), ("Bravo", "Delta"), ("Charlie", "Delta")} <= set(links))
        for row in links.values():
            self.assertAlmostEqual(known(row["minutes"]), 6 * known(row["km"]), delta=0.1)
        self.assertAlmostEqual(sum(known(rows[c]["flow_arrivals_30d"]) for c in (ALPHA, BRAVO, CHARLIE, DELTA)), 9, 4)

    def test_a_blocked_commune_has_no_way_out(self):
        self.scenario["change"] = {"access": {"block": {"where": {"codes": ALPHA}}}}
        rows, _ = self.result()
        self.assertFalse([pair for pair in self.links() if "Alpha" in pair])
        self.assertAlmostEqual(known(rows[ALPHA]["flow_arrivals_30d"]), 9, 4)

    def test_a_flooded_corridor(self):
        self.layers["flood"]["nodata"] = "none"
        before, _ = self.result(out=self.folder / "before")
        self.scenario["change"] = {"access": {"block": {"flood_depth_over_m": 1.5, "return_period": 100}}}
        rows, _ = self.result()  # the north of Charlie stands 2 m deep, where its centre is
        self.assertFalse([pair for pair in self.links() if "Charlie" in pair])
        self.assertEqual(known(rows[CHARLIE]["flow_arrivals_30d"]), 0)
        self.assertGreater(known(before[CHARLIE]["flow_arrivals_30d"]), 0)

    def test_slow_ways_are_long(self):
        self.layers["flow"].update(distance="time", km_per_hour=30)
        self.result()
        row = self.links()["Alpha", "Bravo"]
        self.assertAlmostEqual(known(row["km"]), known(row["minutes"]) / 60 * 30, 6)


class Unknown(Flow):
    def test_nobody_flees_from_where_residents_are_not_known(self):
        self.write("people.csv", f"code,name,people\n{ALPHA},Alpha,400\n{CHARLIE},Charlie,200\n{DELTA},Delta,1000\n")
        self.layers["population"].update(table={**PEOPLE_TABLE})
        self.layers["flow"]["flood"] = {"shares": {"0.3": 0.1}, "factor": [1, 1]}
        rows, _ = self.result()
        self.near(rows, "flow_departures_30d", Alpha=29, Bravo=None, Charlie=10, Delta=None)
        self.near(rows, "flow_host_pressure_30d", Bravo=None, Ouest=None)
        self.near(rows, "flow_arrivals_30d", Bravo=29 / 3)
        self.assertIn("flow_arrivals_30d", rows[CHARLIE]["lower_bounds"])


class Batches(Flow):
    def test_scores_of_a_batch_are_those_of_runs(self):
        self.scenario["index"]["tree"]["parts"][1]["parts"][0] = {"indicator": "flow_host_pressure_30d", "bounds": [0, 20],
                                                                  "name": "pressure"}
        self.scenario["insist"] = ["flood_people_share_0p3m_rp100", "flow_host_pressure_30d"]
        self.layers["flow"]["flood"] = {"shares": {"0.3": 0.1}}
        self.layers["conflict"][0]["count_people"] = True
        self.scenario["sweep"] = {"conflict.scale": [1, 3], "displaced.scale": [1, 2]}
        self.write_scenario()
        code, _, err = djoliba("batch", "tiny.yaml", "--out", "batch", cwd=self.folder)
        self.assertEqual(code, 0, err)
        with closing(sqlite3.connect(self.folder / "batch" / "batch.db")) as ledger:
            scores = {(name, unit): score for name, unit, score in ledger.execute("SELECT scenario, code, score FROM result")}
        del self.scenario["sweep"]
        self.assertEqual(len({name for name, _ in scores}), 4)
        for name in sorted({name for name, _ in scores}):
            conflict, displaced = (int(number) for number in re.findall(r"scale=(\d)", name))
            self.scenario["change"] = {"conflict": {"scale": conflict}, "displaced": {"scale": displaced}}
            rows, _ = self.result(out=self.folder / f"run{conflict}{displaced}")
            for unit, row in rows.items():
                if (name, unit) in scores:
                    self.assertEqual(scores[name, unit], known(row["score"]), (name, unit))


class Refused(Flow):
    def check(self, *words, **keys):
        self.layers["flow"].update(keys)
        self.refused("tiny.yaml:", *words, command="check")

    def test_keys_are_checked(self):
        self.check("layers.flow.conflict: `eb` is none of the sources; did you mean `ev`?", conflict="eb")
        self.check("layers.flow.rate: 0.01 to 0.001 is no range", conflict="ev", rate=[0.01, 0.001])
        self.check("layers.flow.rate: 0.1 a day would take 900 % of the exposed within 90 days", rate=[0.01, 0.1])
        self.check("layers.flow.horizons", rate=[0.001, 0.001], horizons=[90, 30])
        self.check("layers.flow.rules.km_per_dai: is no parameter", "did you mean `km_per_day`?", horizons=[30, 90],
                   rules={"km_per_dai": 3})
        self.check("layers.flow.rules.awareness: is no parameter", rules={"awareness": 2})
        self.check("layers.flow.rules.km_per_day: ", rules={"km_per_day": -3})

    def test_parameters_of_the_flow_are_taken(self):
        # Distance counts by its square: 1/20 and 1/40 become 1/400 and 1/1600.
        self.layers["flow"]["rules"] = {"distance_power": 2, "km_per_day": 200}
        rows, _ = self.result()
        self.near(rows, "flow_arrivals_30d", Charlie=9 * 0.8, Bravo=9 * 0.2)

    def test_depths_are_those_that_are_counted(self):
        self.check("layers.flow.flood.shares: people at 0.4 m are not counted", flood={"shares": {"0.4": 0.1}})
        self.check("layers.flow.flood.shares: a share of 0.6 times 2 is more than everybody", flood={"shares": {"0.3": 0.6}})

    def test_ways_are_needed(self):
        del self.layers["flow"]["links"]
        self.check("layers.flow: nothing tells the ways between localities")

    def test_changes_are_checked(self):
        self.scenario["change"] = {"flow": {"close": {"between": {"codes": "ML77"}}}}
        self.check("change.flow.close.between.codes")
        del self.layers["flow"]
        self.refused("there is no `layers.flow` to change", command="check")


if __name__ == "__main__":
    unittest.main()
