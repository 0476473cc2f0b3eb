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


class Capacities(Flow):
    """60 displaced people of Est by residents: 10 in Charlie, 50 in Delta; 80 of Ouest: 40 in Alpha and in Bravo."""

    def setUp(self):
        super().setUp()
        self.hosts({ALPHA: 1000, BRAVO: 1000, CHARLIE: 1000, DELTA: 1000})

    def hosts(self, people):
        self.write("hosts.csv", "code,places\n" + "".join(f"{code},{n}\n" for code, n in people.items()))
        table = {"table": "hosts.csv", "code": "code", "people": "places", "level": "commune", "vintage": "2016-frame"}
        self.layers["flow"]["capacity"] = {"table": table}

    def excluded(self, manifest, words):
        return [(e["rows"], e["examples"]) for e in manifest["exclusions"] if e["source"] == "flow" and words in e["reason"]]

    def test_hosts_with_room_for_all_change_nothing(self):
        rows, manifest = self.result()
        self.near(rows, "flow_arrivals_30d", Alpha=0, Bravo=3, Charlie=6, Delta=0, Pays=9)
        self.near(rows, "flow_arrivals_90d", Bravo=9, Charlie=18, Pays=27)
        self.assertNotIn("are full after", str(manifest["warnings"]))
        self.assertEqual(self.excluded(manifest, "capacity"), [])

    def test_nobody_goes_where_nobody_can_be_hosted(self):
        self.hosts({CHARLIE: 0})
        rows, manifest = self.result()
        self.near(rows, "flow_arrivals_30d", Alpha=0, Bravo=9, Charlie=0, Delta=0, Pays=9)
        self.assertEqual(self.excluded(manifest, "without a capacity"), [(3, ["Alpha", "Bravo", "Delta"])])
        self.assertIn("of 1 localities with a capacity to host displaced people 1 are full after 90 days, 1 of them before",
                      str(manifest["warnings"]))

    def test_displaced_people_take_places(self):
        self.hosts({ALPHA: 1000, BRAVO: 1000, CHARLIE: 10, DELTA: 50})
        rows, _ = self.result()
        self.near(rows, "flow_arrivals_30d", Bravo=9, Charlie=0)
        self.near(rows, "flow_capacity_used", Ouest=4, Est=100, Pays=100 * 140 / 2060, Charlie=None)
        self.near(rows, "flow_capacity_used_30d", Ouest=4.45, Est=100, Pays=100 * 149 / 2060)
        table = {row["code"]: row for row in self.table("arrivals.csv")}
        self.assertEqual([table[code]["capacity"] for code in (ALPHA, CHARLIE, EST, OUEST)], ["1000", "10", "60", "2000"])
        places = {code: known(table[code]["places_left_30d"]) for code in (ALPHA, BRAVO, CHARLIE, DELTA, OUEST)}
        self.assertEqual([round(n, 3) for n in places.values()], [960, 951, 0, 0, 1911])
        self.assertEqual(table[OUEST]["capacity_used_30d"], rows[OUEST]["flow_capacity_used_30d"])

    def test_a_host_fills_up(self):
        # Room for 3 in Charlie: from 2.7 on fewer choose it, and with less than half of the last tenth left nobody gets in.
        self.hosts({CHARLIE: 13})
        rows, _ = self.result()
        charlie = bravo = waiting = 0
        for _ in range(30):
            free = min(1, (3 - charlie) / 0.3)
            choose = free / 20 / (free / 20 + 1 / 40)
            there, waiting = waiting + 0.3, 0
            bravo += there * (1 - choose)
            if free < 0.5:
                waiting = there * choose
            else:
                charlie += there * choose
        self.expect(rows, "flow_arrivals_30d", within=1e-6, Charlie=charlie, Bravo=bravo, Alpha=waiting, Pays=9)
        self.assertTrue(2.7 < charlie < 3, charlie)

    def test_where_all_are_full_people_stay(self):
        self.hosts({ALPHA: 0, BRAVO: 0, CHARLIE: 0, DELTA: 0})
        rows, _ = self.result()
        self.near(rows, "flow_arrivals_30d", Alpha=9, Bravo=0, Charlie=0, Delta=0)
        self.near(rows, "flow_arrivals_30d_high", Alpha=9, Pays=9)
        self.near(rows, "flow_capacity_used_30d", Ouest=None, Est=None)  # of nothing

    def test_nobody_is_lost_whatever_the_room(self):
        self.layers["flow"].update(rate=[0.0003, 0.003], kinship=[1, 4], move_chance=[0.01, 0.1])
        for room in (0, 1, 5, 20):
            self.hosts({ALPHA: 41, BRAVO: 40 + room, CHARLIE: 10 + room, DELTA: 50 + room})
            rows, _ = self.result(out=self.folder / f"room{room}")
            for days in (30, 90):
                there = [known(rows[c][f"flow_arrivals_{days}d"]) for c in (ALPHA, BRAVO, CHARLIE, DELTA)]
                self.assertAlmostEqual(sum(there), 400 * 0.75 * days * (0.0003 * 0.003) ** 0.5, 6)
                self.assertGreaterEqual(min(there), 0)

    def test_ratios_give_what_the_table_does_not(self):
        self.hosts({CHARLIE: "", DELTA: 7})
        self.layers["flow"]["capacity"].update(per_1000_residents=500, per_facility=120)
        rows, _ = self.result()  # two facilities in Alpha, one in Charlie, none listed in Bravo
        table = {row["code"]: row["capacity"] for row in self.table("arrivals.csv")}
        self.assertEqual([table[c] for c in (ALPHA, BRAVO, CHARLIE, DELTA, EST)], ["200", "200", "100", "7", "107"])
        self.near(rows, "flow_capacity_used", Est=100 * 60 / 107)

    def test_sites_of_a_commune_add_up_where_the_scenario_says_so(self):
        self.hosts({ALPHA: 1, f"{CHARLIE},4\n{CHARLIE}": 5})
        self.refused("hosts.csv", CHARLIE)
        self.layers["flow"]["capacity"]["table"]["repeated_codes"] = "sum"
        self.result()
        self.assertEqual({row["code"]: row["capacity"] for row in self.table("arrivals.csv")}[CHARLIE], "9")

    def test_unknown_codes_are_counted_and_impossible_numbers_refused(self):
        self.hosts({CHARLIE: 1000, "ML010109": 70})
        _, manifest = self.result()
        left_out = [(e["rows"], e["people"]) for e in manifest["exclusions"] if e["file"] == "hosts.csv"]
        self.assertEqual(left_out, [(1, 70)])
        for wrong in ("-5", "many"):
            self.hosts({CHARLIE: wrong})
            self.refused("hosts.csv", wrong)

    def test_displaced_people_that_are_not_known_leave_the_whole_capacity(self):
        del self.layers["displaced"]
        self.scenario["index"]["tree"]["parts"][1]["parts"][0]["indicator"] = "flow_arrivals_per_100_30d"
        self.hosts({CHARLIE: 10, BRAVO: 1000})
        rows, manifest = self.result()
        self.near(rows, "flow_arrivals_30d", Charlie=6)
        self.near(rows, "flow_capacity_used_30d", Charlie=None, Pays=None)
        self.assertEqual(self.excluded(manifest, "counts as free"), [(2, ["Bravo", "Charlie"])])

    def test_without_capacities_no_column_tells_of_them(self):
        del self.layers["flow"]["capacity"]
        rows, _ = self.result()
        self.assertFalse([name for name in rows[ALPHA] if "capacity_used" in name])
        self.assertFalse([name for name in self.table("arrivals.csv")[0] if "capacity" in name or "places" in name])

    def test_a_scenario_changes_capacities(self):
        self.scenario["change"] = {"flow": {"capacity": [{"scale": 0.5}, {"people": 10, "where": {"names": "Charlie"}},
                                                         {"people": 5000, "where": {"codes": BRAVO}}]}}
        rows, manifest = self.result()
        self.near(rows, "flow_arrivals_30d", Bravo=9, Charlie=0)
        table = {row["code"]: row["capacity"] for row in self.table("arrivals.csv")}
        self.assertEqual([table[c] for c in (ALPHA, BRAVO, CHARLIE, DELTA)], ["500", "5000", "10", "500"])
        self.assertEqual([(c["what"], c["number"]) for c in manifest["changes"]],
                         [("localities that can host 0.5 times as many displaced people", 4),
                          ("localities that can host 10 displaced people each", 1),
                          ("localities that can host 5000 displaced people each", 1)])
        label = next(i["label_en"] for i in manifest["indicators"] if i["name"] == "flow_capacity_used")
        self.assertTrue(label.endswith("(scenario)"), label)


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
    def same_as_runs(self, *keys):
        """Scores of a batch that sweeps over keys of two names are those of runs with each of their values."""
        self.write_scenario()
        code, _, err = djoliba("batch", "tiny.yaml", "--out", "batch", cwd=self.folder)
        self.assertEqual(code, 0, err)
        with closing(sqlite3.connect(self.folder / "batch" / "batch.db")) as ledger:
            scores = {(name, unit): score for name, unit, score in ledger.execute("SELECT scenario, code, score FROM result")}
        names = sorted({name for name, _ in scores})
        self.assertEqual(len(names), 2 ** len(keys))
        del self.scenario["sweep"]
        for number, name in enumerate(names):
            self.scenario["change"] = {}
            for path, value in zip(keys, re.findall(r"scale=(\d)", name)):
                *sections, last = path.split(".")
                at = self.scenario["change"]
                for section in sections:
                    at = at.setdefault(section, {})
                at[last] = int(value)
            rows, _ = self.result(out=self.folder / f"run{number}")
            for unit, row in rows.items():
                if (name, unit) in scores:
                    self.assertEqual(scores[name, unit], known(row["score"]), (name, unit))
        return scores, names

    def test_scores_of_a_batch_are_those_of_runs(self):
        self.scenario["index"]["tree"]["parts"][1]["parts"][0] = {"indicator": "flow_host_pressure_30d", "bounds": [0, 20],
                                                                  "name": "pressure"}
        self.scenario["insist"] = ["flood_people_share_0p3m_rp100", "flow_host_pressure_30d"]
        self.layers["flow"]["flood"] = {"shares": {"0.3": 0.1}}
        self.layers["conflict"][0]["count_people"] = True
        self.scenario["sweep"] = {"conflict.scale": [1, 3], "displaced.scale": [1, 2]}
        self.same_as_runs("conflict.scale", "displaced.scale")

    def test_a_batch_sweeps_over_capacities(self):
        self.scenario["index"]["tree"]["parts"][1]["parts"][0] = {"indicator": "flow_arrivals_per_100_30d", "bounds": [0, 5],
                                                                  "name": "arrivals"}
        self.layers["flow"]["capacity"] = {"per_1000_residents": 500}
        self.scenario["sweep"] = {"flow.capacity.scale": [0, 1]}
        scores, (none, all_of_it) = self.same_as_runs("flow.capacity.scale")
        self.assertNotEqual(scores[none, CHARLIE], scores[all_of_it, CHARLIE])


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

    def test_capacities_are_checked(self):
        self.check("layers.flow.capacity: needs at least one of: table, per_1000_residents, per_facility", capacity={})
        for wrong in (0, -1):
            self.check("layers.flow.capacity.per_1000_residents", capacity={"per_1000_residents": wrong})
        self.write("hosts.csv", f"code,places\n{EST},5\n")
        table = {"table": "hosts.csv", "code": "code", "people": "places", "level": "cercle"}
        self.check("layers.flow.capacity.table.level: hosts are localities of the level commune", capacity={"table": table})
        table.update(level="commune", people="place")
        self.check("layers.flow.capacity.table", "did you mean `places`?", capacity={"table": table})
        table.update(people="places", table="host.csv")
        self.check("there is no file host.csv", capacity={"table": table})

    def test_changes_of_capacities_are_checked(self):
        self.scenario["change"] = {"flow": {"capacity": {"scale": 2}}}
        self.check("change.flow.capacity: there is no `layers.flow.capacity` to change")
        self.scenario["change"] = {"flow": {"capacity": {"scale": 2, "people": 3}}}
        self.check("change.flow.capacity: says both `scale` and `people`", capacity={"per_1000_residents": 9})
        self.scenario["change"] = {"flow": {"capacity": {"scale": -1}}}
        self.check("change.flow.capacity.scale")
        self.scenario["change"] = {"flow": {"capacity": {"people": 1, "where": {"codes": "ML77"}}}}
        self.check("change.flow.capacity.where.codes")
        self.scenario["change"] = {"flow": {"capacity": {"people": 1, "where": {"polygon": [[-4, 14], [-3, 14], [-3, 15]]}}}}
        self.check("change.flow.capacity.where.polygon: capacities are those of localities as a whole")

    def test_changes_are_checked(self):
        self.scenario["change"] = {"flow": {"close": {"between": {"codes": "ML77"}}}}
        self.check("change.flow.close.between.codes")
        del self.layers["flow"]
        self.refused("there is no `layers.flow` to change", command="check")


if __name__ == "__main__":
    unittest.main()
