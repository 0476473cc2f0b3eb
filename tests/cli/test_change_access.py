# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""`layers.access` and what changes it on the country of four communes, against numbers computed by hand.

Cells of 0.01 degrees (1.1 km) on which everybody makes 10 km/h: 6.6 minutes for a cell north or south, 9.3 on the
diagonal. Facilities stand at a (Alpha) and e (Charlie). To the nearest one: b and f 46 minutes (7.7 km), c 100
(16.6 km), g 111 (18.6 km), d 113 (18.8 km).
"""
import csv
import math
import sqlite3
import unittest

from test_run import ALPHA, DELTA, Run, gdal
from tiny_country import NAN, known, read_result, write_features, write_raster

PACE = 0.006  # minutes per metre
WITHIN = {"minutes": [30, 60, 120]}


class Access(Run):
    def setUp(self):
        super().setUp()
        self.friction("friction.tif")
        self.layers["access"] = {"friction": {"raster": "friction.tif", "unit": "minutes_per_metre"}, "snap_km": 2,
                                 "date": "2019"}
        self.scenario["outputs"] = ["csv"]

    def friction(self, name, barrier=(), pace=PACE):
        """24 x 24 cells, two beyond the country on each side; `barrier`: rows of cells that nobody passes."""
        write_raster(self.folder / name, [[NAN if row in barrier else pace] * 24 for row in range(24)], west=-4.02,
                     north=14.42, cell=0.01)

    def facilities(self):
        with open(self.out / "facilities.csv", encoding="utf-8-sig", newline="") as stream:
            return {row["name"]: row for row in csv.DictReader(stream)}

    def indicator(self, name):
        _, manifest = read_result(self.out)
        return next(i for i in manifest["indicators"] if i["name"] == name)


class Figures(Access):
    def test_shares_of_villages_beyond_a_time(self):
        rows, _ = self.result()
        self.expect(rows, "villages_beyond_30min_share", Alpha=50, Bravo=100, Charlie=50, Delta=100, Ouest=75, Pays=500 / 7)
        self.expect(rows, "villages_beyond_60min_share", Alpha=0, Bravo=100, Charlie=0, Delta=100, Ouest=50, Est=100 / 3)
        self.expect(rows, "villages_beyond_120min_share", Alpha=0, Bravo=0, Charlie=0, Delta=0, Pays=0)
        self.expect(rows, "villages_unreachable_share", Alpha=0, Bravo=0, Pays=0)
        self.expect(rows, "villages_beyond_5km_by_way_share", Alpha=50, Bravo=100, Charlie=50, Delta=100)
        self.expect(rows, "villages_beyond_15km_by_way_share", Alpha=0, Bravo=100, Charlie=0, Delta=100)

    def test_each_level_has_figures_of_its_own(self):
        rows, _ = self.result()
        self.assertEqual([row["villages_beyond_60min_share_level"] for row in rows.values()],
                         [row["level"] for row in rows.values()])

    def test_minutes_are_those_of_the_way(self):
        rows, _ = self.result()
        step = (1106.4 ** 2 + 1079.0 ** 2) ** 0.5  # of a diagonal at 14.35 N, metres
        self.assertAlmostEqual(known(rows[ALPHA]["villages_mean_minutes"]), 5 * step * PACE / 2, delta=0.1)

    def test_a_time_shorter_than_a_cell_of_people_is_not_told(self):
        rows, _ = self.result()  # cells of 0.05 degrees take 33 minutes
        self.expect(rows, "people_beyond_30min_share", Alpha=None, Pays=None)
        # Of the 100 cells of Alpha only the far corner (7 diagonals, 65 minutes) and the two beside it (62) are beyond.
        self.expect(rows, "people_beyond_60min_share", Alpha=3, Charlie=3)
        self.expect(rows, "people_beyond_5km_by_way_share", Alpha=None)
        self.assertGreater(known(rows[DELTA]["people_beyond_60min_share"]), 50)

    def test_loads_add_up_to_the_residents(self):
        self.result()
        people = [known(row["people"]) for row in self.facilities().values() if row["people"]]
        self.assertAlmostEqual(sum(people), 2000, 6)

    def test_people_beyond_the_surface_are_counted_and_take_the_figure_with_them(self):
        # 24 columns from 4.02 W on end in the east of Charlie and Delta; with 13 they end at 3.89 W, west of both but for
        # one column of the ten.
        write_raster(self.folder / "friction.tif", [[PACE] * 13 for _ in range(24)], west=-4.02, north=14.42, cell=0.01)
        self.layers["access"]["snap_km"] = 0
        rows, manifest = self.result()
        self.expect(rows, "people_beyond_60min_share", Charlie=None, Delta=None)
        self.assertNotEqual(rows[ALPHA]["people_beyond_60min_share"], "")
        beyond = next(e for e in manifest["exclusions"] if "beyond the surface" in e["reason"])
        self.assertEqual(beyond["rows"], 2)
        self.assertGreater(beyond["people"], 0)

    @unittest.skipIf(gdal is None, "skipped: osgeo is not installed for this Python")
    def test_the_map_of_times_ends_at_the_border(self):
        self.scenario["outputs"] = ["csv", "geotiff"]
        self.result()
        minutes = gdal.Open(str(self.out / "travel_time.tif")).ReadAsArray()
        known_cells = {(r, c) for r, row in enumerate(minutes) for c, v in enumerate(row) if not math.isnan(v)}
        self.assertEqual(known_cells, {(r, c) for r in range(2, 22) for c in range(2, 22)})

    def test_one_of_two_facilities_in_a_cell_has_it_all(self):
        self.result()
        self.assertEqual(self.facilities()["A2"]["people"], "0")

    def test_a_country_cut_in_two_has_people_without_a_way(self):
        self.friction("friction.tif", barrier=[11, 12])  # the last two rows of Alpha and Charlie but one
        self.layers["access"]["snap_km"] = 0
        rows, _ = self.result()
        self.expect(rows, "villages_unreachable_share", Alpha=0, Bravo=100, Delta=100)
        self.expect(rows, "villages_beyond_120min_share", Alpha=0, Bravo=100)
        self.expect(rows, "villages_mean_minutes", Bravo=None, Delta=None)
        # The mean of the cercle leaves Bravo out, and is a lower bound.
        self.assertEqual([code for code in (ALPHA, "ML0101") if "villages_mean_minutes" in rows[code]["lower_bounds"].split(";")],
                         ["ML0101"])

    def test_who_stands_where_nothing_is_known_is_left_out(self):
        self.friction("friction.tif", barrier=range(17, 24))  # c, d and g
        self.layers["access"]["snap_km"] = 0
        rows, manifest = self.result()
        self.expect(rows, "villages_beyond_60min_share", Alpha=0, Bravo=None, Delta=None, Ouest=0)
        excluded = {e["reason"]: e["rows"] for e in manifest["exclusions"] if e["source"] == "access"}
        self.assertEqual(excluded["villages without a passable cell within 0 km: nothing is known of their ways"], 3)

    def test_what_the_raster_of_people_hardly_knows_is_not_told(self):
        # Cells of 0.05 degrees; of the four of Alpha one is known, of those of Charlie three.
        self.layers["access"]["minutes"] = [120, 180]
        write_raster(self.folder / "people.tif", [[100, NAN, 50, 50], [NAN, NAN, 50, NAN], [300, 100, 250, 250], [0, 0, 250, 250]])
        rows, _ = self.result()
        self.expect(rows, "people_unreachable_share", Alpha=None, Bravo=0, Charlie=0)
        self.expect(rows, "villages_unreachable_share", Alpha=0)

    def test_no_open_facility_is_no_distance(self):
        self.scenario["change"] = {"facilities": {"close": {"types": ["cscom"]}}}
        rows, _ = self.result()
        self.expect(rows, "villages_beyond_60min_share", Alpha=None, Pays=None)

    def test_unknown_status_has_two_bounds(self):
        self.write("facilities.csv", "name,type,state,lon,lat\nA1,CSCom,?,-3.975,14.375\nC1,CSCom,works,-3.825,14.375\n")
        self.layers["facilities"].update(status="state", status_values={"functioning": ["works"]})
        rows, _ = self.result()
        self.expect(rows, "villages_beyond_60min_share", Alpha=0)
        self.expect(rows, "villages_beyond_60min_share_other_bound", Alpha=100, Charlie=0)

    def test_criticality_tells_who_depends_on_a_facility(self):
        self.write("facilities.csv", "name,type,lon,lat\nA1,CSCom,-3.975,14.375\nC1,CSCom,-3.825,14.375\n")
        self.layers["access"]["criticality"] = True
        self.result()
        a1 = self.facilities()["A1"]
        self.assertGreater(known(a1["newly_beyond"]), 0)
        self.assertEqual(a1["newly_unreachable"], "0")
        self.assertLessEqual(known(a1["newly_beyond"]), known(a1["people"]))


class Floods(Access):
    """The 10-year flood stands 0.5 m deep over the north-western quarter of Alpha, where A1 and A2 are; nothing is known
    of Delta."""

    def test_a_flood_takes_people_beyond_a_time(self):
        self.layers["flood"]["nodata"] = "none"
        rows, _ = self.result()
        self.expect(rows, "villages_beyond_60min_added_rp10", Alpha=2, Bravo=0, Charlie=0)
        facilities = self.facilities()
        self.assertEqual([facilities[f]["drowned_rp10"] for f in ("A1", "A2", "C1")], ["yes", "yes", "no"])

    def table(self, name):
        with open(self.out / name, encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream))

    def test_a_flood_cuts_ways_and_sends_people_elsewhere(self):
        self.layers["flood"]["nodata"] = "none"
        self.result()
        ten, hundred = self.table("access_cuts.csv")
        # a quarter of Alpha: 25 cells of 1.1064 by 1.079 km, and 100 of its 400 people; A1 and A2 stand in it
        self.assertAlmostEqual(known(ten["land_blocked_km2"]), 25 * 1.1064 * 1.079, delta=0.02)
        self.assertEqual((ten["roads_blocked_km"], ten["facilities_drowned"], ten["facilities_cut_off"]), ("0", "2", "0"))
        for column, people in {"newly_unreachable": 100, "on_blocked": 100, "slower": 700, "people_moved": 700}.items():
            self.assertAlmostEqual(known(ten[column]), people, delta=1e-6, msg=column)
        # the 100-year flood drowns all three: nobody of the 2,000 reaches any
        self.assertEqual(hundred["facilities_drowned"], "3")
        self.assertAlmostEqual(known(hundred["newly_unreachable"]), 2000, delta=1e-6)
        self.assertEqual(known(hundred["person_hours_added"]), 0)
        moves = {(m["return_period"], m["from_name"], m["to_name"]): known(m["people"]) for m in self.table("access_moves.csv")}
        self.assertEqual(sorted(moves), [("10", "A1", ""), ("10", "A1", "C1"), ("100", "A1", ""), ("100", "C1", "")])
        self.assertAlmostEqual(moves["10", "A1", "C1"], 700, delta=1e-6)
        self.assertAlmostEqual(moves["100", "A1", ""] + moves["100", "C1", ""], 2000, delta=1e-6)

    def test_the_water_of_every_year_drowns_no_facility_and_closes_no_cell(self):
        self.layers["flood"].update(nodata="none", seasonal_water="depth10.tif")
        rows, manifest = self.result()
        self.assertEqual([self.facilities()[f]["drowned_rp100"] for f in ("A1", "A2", "C1")], ["no", "no", "yes"])
        self.expect(rows, "facilities_flooded_0p3m_rp100", Alpha=0, Charlie=1)
        self.expect(rows, "facilities_flooded_0p3m_rp10", Alpha=0)
        left = next(e for e in manifest["exclusions"] if "in the water of every year" in e["reason"])
        self.assertEqual((left["rows"], left["examples"]), (2, ["A1", "A2"]))
        hundred = self.table("access_cuts.csv")[-1]
        self.assertEqual(hundred["facilities_drowned"], "1")

    def test_unknown_depth_is_not_dry(self):
        rows, _ = self.result()
        self.expect(rows, "villages_beyond_60min_added_rp10", Delta=None)

    def test_facilities_on_an_island_are_cut_off(self):
        self.layers["flood"]["nodata"] = "none"
        wet = [[0, 0, 0, 0]] * 4
        ring = [[0.5 if 2 <= r <= 7 and 2 <= c <= 7 and not (r in (4, 5) and c in (4, 5)) else 0.0 for c in range(40)]
                for r in range(40)]  # cells of 0.005 around A1
        write_raster(self.folder / "depth10.tif", ring, cell=0.005)
        write_raster(self.folder / "depth100.tif", wet)
        rows, _ = self.result()
        self.assertEqual(self.facilities()["A1"]["drowned_rp10"], "no")
        self.expect(rows, "facilities_cut_off_rp10", Alpha=1, Charlie=0, Delta=None)  # nobody goes to A2, in the same cell
        self.assertEqual(self.facilities()["A1"]["cut_off_rp10"], "yes")
        self.expect(rows, "facilities_cut_off_rp100", Alpha=0)


class Changes(Access):
    def test_a_facility_that_opens_brings_people_within_reach(self):
        self.scenario["change"] = {"facilities": {"open": [{"name": "New", "type": "cscom", "lon": -3.95, "lat": 14.22}]}}
        rows, manifest = self.result()
        self.expect(rows, "villages_beyond_30min_share", Bravo=0, Alpha=50)
        self.expect(rows, "cscom_listed", Bravo=1)
        self.expect(rows, "villages_beyond_5km_share", Bravo=0)
        made = {c["what"]: (c["number"], c["examples"]) for c in manifest["changes"]}
        self.assertEqual(made["facilities open"], (1, ["New"]))
        self.assertTrue(self.indicator("villages_beyond_30min_share")["label_en"].endswith(" (scenario)"))

    def test_a_facility_that_closes_takes_them_out_of_it(self):
        self.scenario["change"] = {"facilities": {"close": {"names": ["A1", "A2"]}}}
        rows, _ = self.result()
        self.expect(rows, "villages_beyond_60min_share", Alpha=100, Charlie=0)
        self.assertEqual(self.facilities()["A1"]["open"], "false")

    def test_the_season_takes_the_other_raster(self):
        self.friction("wet.tif", pace=2 * PACE)
        self.layers["access"]["friction"]["raster"] = {"dry": "friction.tif", "wet": "wet.tif"}
        self.scenario["change"] = {"access": {"season": "wet"}}
        rows, _ = self.result()
        self.expect(rows, "villages_beyond_60min_share", Alpha=50, Charlie=50)
        self.expect(rows, "villages_beyond_120min_share", Bravo=100, Delta=100)

    def test_blocked_places_are_cut_off(self):
        self.scenario["change"] = {"access": {"block": {"where": {"codes": ALPHA}}}}
        rows, manifest = self.result()
        self.expect(rows, "villages_unreachable_share", Alpha=100, Bravo=0)
        made = {c["what"]: c["number"] for c in manifest["changes"]}
        self.assertEqual(made["cells that nobody passes, where the change acts"], 100)
        self.assertEqual(made["facilities on cells that nobody passes: they serve nobody"], 2)
        self.assertEqual([self.facilities()[f]["open"] for f in ("A1", "A2", "C1")], ["false", "false", "true"])

    def test_deep_water_blocks_ways(self):
        self.layers["flood"]["nodata"] = "none"
        self.scenario["change"] = {"access": {"block": {"flood_depth_over_m": 0.4, "return_period": 10}}}
        rows, manifest = self.result()
        self.expect(rows, "villages_unreachable_share", Alpha=50, Bravo=0)  # a stands in it; facilities there are cut off
        self.expect(rows, "villages_beyond_60min_share", Alpha=100)
        self.assertIn(25, [c["number"] for c in manifest["changes"] if c["source"] == "access"])

    def test_a_deeper_flood_blocks_more(self):
        self.layers["flood"]["nodata"] = "none"
        self.scenario["change"] = {"access": {"block": {"flood_depth_over_m": 0.4}},
                                   "flood": {"return_period": 10, "depth_add_m": 0.2, "where": {"names": ["Charlie"]}}}
        _, manifest = self.result()
        self.assertIn(25 + 100, [c["number"] for c in manifest["changes"] if c["source"] == "access"])


class Refused(Access):
    def check(self, change, *words):
        self.scenario["change"] = change
        self.refused("tiny.yaml:", *words, command="check")

    def test_keys_are_checked(self):
        self.layers["access"]["types"] = ["cscon"]
        self.refused("layers.access.types[0]: `cscon` is none of the types; did you mean `cscom`?", command="check")
        self.layers["access"].update(types=["cscom"], minuts=[30])
        self.refused("layers.access.minuts: unknown key; did you mean `minutes`?", command="check")
        del self.layers["access"]["minuts"]
        self.layers["access"]["minutes"] = [60, 30]
        self.refused("layers.access.minutes[1]: 30 does not follow 60 in ascending order", command="check")

    def test_a_season_needs_two_of_them(self):
        self.layers["access"]["season"] = "wet"
        self.refused("layers.access.season: the friction is the same in both seasons", command="check")

    def test_changes_are_checked(self):
        self.check({"access": {"season": "wet"}}, "change.access.season: the friction is the same in both seasons")
        self.check({"access": {"season": "humid"}}, "change.access.season", "`humid`")
        self.check({"access": {"block": {"flood_depth_over_m": 0.3, "return_period": 50}}},
                   "change.access.block.return_period: there is no flood raster of a return period of 50 years")
        self.check({"facilities": {"open": {"name": "New", "type": "csref", "lon": -3.9, "lat": 14.3}}},
                   "change.facilities.open.type: `csref` is none of the types")
        self.check({"facilities": {"open": {"name": "New", "type": "cscom", "lon": 14.3, "lat": -3.9}}},
                   "change.facilities.open: 14.3 E, -3.9 N lies far from all localities")

    def test_a_layer_to_change_must_be_there(self):
        del self.layers["access"]
        self.check({"access": {"block": {"where": {"codes": ALPHA}}}}, "change.access: there is no `layers.access` to change")

    def test_access_needs_facilities(self):
        del self.layers["facilities"]
        self.refused("layers.access: there is no `layers.facilities` to go to", command="check")

    def test_files_of_a_surface_are_opened(self):
        write_raster(self.folder / "cover.tif", [[1] * 24] * 24, west=-4.02, north=14.42, cell=0.01)
        write_features(self.folder / "roads.geojson", [({"kind": "track"}, {"type": "LineString",
                                                                            "coordinates": [[-4, 14.3], [-3.9, 14.3]]})])
        self.layers["access"] = {"surface": {"cell": 0.01, "land_cover": {"raster": "cover.tif", "speeds": {"1": 10}},
                                             "roads": {"lines": "roads.geojson", "class": "kin", "speeds": {"track": 30}}}}
        self.refused("layers.access.surface.roads: roads.geojson", "`kin`", "did you mean `kind`?", command="check")
        self.layers["access"]["surface"]["roads"]["class"] = "kind"
        rows, manifest = self.result()
        self.expect(rows, "villages_beyond_60min_share", Alpha=0, Bravo=100, Charlie=0)
        self.assertLessEqual({"cover.tif", "roads.geojson"}, {i["file"] for i in manifest["inputs"]})

    def test_a_wrong_unit_is_seen(self):
        self.layers["access"]["friction"]["unit"] = "km_per_hour"
        self.refused("friction.tif")

    def test_a_raster_of_elsewhere_is_refused(self):
        write_raster(self.folder / "friction.tif", [[PACE] * 4] * 4, west=20)
        self.refused("friction.tif")


SWEEP = {"facilities.close": [None, {"names": ["C1"]}, {"names": ["A1", "A2"]}],
         "access": [None, {"season": "wet"}, {"block": {"flood_depth_over_m": 0.4, "return_period": 10}}],
         "displaced.scale": [1, 2]}


class Batch(Access):
    def setUp(self):
        super().setUp()
        self.friction("wet.tif", pace=2 * PACE)
        self.layers["access"]["friction"]["raster"] = {"dry": "friction.tif", "wet": "wet.tif"}
        tree = self.scenario["index"]["tree"]
        tree["parts"][2]["parts"] = [{"indicator": "villages_beyond_30min_share", "bounds": [0, 100]},
                                     {"indicator": "villages_mean_minutes", "bounds": [0, 200]},
                                     {"indicator": "facility_load_with_displaced", "bounds": [0, 3000]}]

    def batch(self, sweep, **more):
        self.scenario.update(sweep=sweep, **more)
        code, out, err = self.run_it("--out", self.folder / "batch", command="batch")
        self.assertEqual(code, 0, err)
        for key in ("sweep", *more):
            del self.scenario[key]
        return out + err

    def test_scores_are_those_of_single_runs(self):
        self.batch(SWEEP)
        with sqlite3.connect(self.folder / "batch" / "batch.db") as ledger:
            found = {}
            for name, unit, score in ledger.execute("SELECT scenario, code, score FROM result"):
                found.setdefault(name, {})[unit] = score
        self.assertEqual(len(found), 18)
        for close in SWEEP["facilities.close"]:
            for k, access in enumerate(SWEEP["access"]):
                change = {**({"facilities": {"close": close}} if close else {}), **({"access": access} if access else {})}
                self.scenario["change"] = {**change, "displaced": {"scale": 2}}
                rows, _ = self.result(out=self.folder / "one")
                position = SWEEP["facilities.close"].index(close)
                name = next(n for n in found if f"access={'unchanged' if access is None else f'#{k + 1}'}" in n and
                            f"facilities.close={'unchanged' if close is None else f'#{position + 1}'}" in n and "scale=2" in n)
                for unit, row in rows.items():
                    with self.subTest(name=name, unit=unit):
                        self.assertEqual(found[name].get(unit), known(row["score"]))

    def test_kept_outputs_are_those_of_single_runs_to_the_byte(self):
        self.scenario["uncertainty"] = {"draws": 20, "in_batch": True}
        self.batch({"facilities.close": [{"names": ["C1"]}, {"names": ["A1", "A2"]}]}, keep=["csv"])
        self.scenario["change"] = {"facilities": {"close": {"names": ["A1", "A2"]}}}
        self.result(out=self.folder / "one")
        kept = next(p for p in (self.folder / "batch" / "scenarios").iterdir() if "#2" in p.name)
        for name in ("ranking.csv", "facilities.csv"):
            self.assertEqual((kept / name).read_bytes(), (self.folder / "one" / name).read_bytes())

    def test_a_season_that_no_index_looks_at_is_warned_of(self):
        self.scenario["index"]["tree"]["parts"][2]["parts"] = [{"indicator": "villages_beyond_5km_share", "bounds": [0, 100]}]
        self.assertIn("access.season", self.batch({"access.season": ["dry", "wet"]}))


if __name__ == "__main__":
    unittest.main()
