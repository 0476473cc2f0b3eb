# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""`djoliba access`: travel times straight from files, over the maze of access_maze.py."""
import json
import math
import unittest

from access_maze import (A, B, CELL, D, EAST, END, F, FRICTION, LIST, NORTH, ONLY_A, PEOPLE, SOUTH, WEST, Maze, raster_rows,
                         rows_of, write_utm)
from tiny_country import NAN, box, files_of


class Access(Maze):
    def test_the_maze_by_hand(self):
        localities, facilities, run = self.access(*ONLY_A)
        self.expect(localities["NORTH"], people=140, people_unknown=0, people_within_16_min=120,
                    people_within_40_min=140, people_beyond_40_min=0, people_unreachable=0, mean_minutes=800 / 140,
                    median_minutes=0.7, people_within_2p5_km=120, people_within_5_km=140, people_beyond_5_km=0)
        self.expect(localities["MID"], people=25, people_unknown=5, people_within_16_min=0, people_within_40_min=20,
                    people_beyond_40_min=0, people_unreachable=0, mean_minutes=24 + D, median_minutes=35.5,
                    people_within_2p5_km=0, people_within_5_km=20, people_beyond_5_km=0)
        self.expect(localities["SOUTH"], people=100, people_unknown=0, people_within_40_min=0, people_beyond_40_min=100,
                    people_unreachable=0, mean_minutes=END + 16, median_minutes=62 + 20 / 30, people_within_5_km=0,
                    people_beyond_5_km=100)
        self.assertEqual(len(facilities), 1)
        hours = (800 + 20 * (24 + D) + 100 * (END + 16)) / 60
        self.expect(facilities["1"], moved_km=0, cell_row=0, cell_col=0, people=260, people_within_16_min=120,
                    people_within_40_min=160, people_beyond_40_min=100, person_hours=hours,
                    closing_people_newly_beyond_40_min=160, closing_people_newly_unreachable=260,
                    closing_person_hours_added=0)
        self.assertEqual([facilities["1"][k] for k in ("id", "name", "type", "status", "service")],
                         ["2", "A", "CSCom", "unknown", "open"])
        total = {"people": 265, "within": [120, 160], "unreachable": 0, "unknown": 5}
        self.assertEqual((run["people_on_the_grid"], run["people_in_localities"]), (total, total))
        self.assertIn("within 40 min: 160 (60.4 %)", self.said)
        self.assertEqual(run["outputs"], ["travel_time.tif", "nearest.tif", "facilities.csv", "access.csv", "run.json"])
        self.assertIn("lon: `Long`", self.said)
        self.assertIn("no status is listed", self.said)
        minutes = raster_rows(self.folder / "out" / "travel_time.tif")
        by_hand = [[0, 8, 16, 24, 32], [None] * 4 + [24 + D], [END + 24, END + 16, END + 8, END, 32 + D]]
        for found, expected in zip(minutes, by_hand):
            for f, e in zip(found, expected):
                self.assertTrue(f == e or abs(f - e) < 1e-5, (minutes, by_hand))

    def test_two_facilities_share_the_people(self):
        localities, facilities, _ = self.access()
        self.expect(localities["SOUTH"], people_within_16_min=90, people_within_40_min=100, mean_minutes=8)
        self.expect(facilities["1"], people=160, people_of_type=260, people_within_16_min=120, people_beyond_40_min=0,
                    closing_people_newly_beyond_40_min=140, closing_people_newly_unreachable=0,
                    closing_person_hours_added=(100 * (END + 24) + 10 * (END + 8 + END - 8 + END - 24 + D)) / 60)
        self.expect(facilities["2"], people=100, people_of_type=260, people_within_16_min=90, person_hours=800 / 60,
                    closing_people_newly_beyond_40_min=100,
                    closing_person_hours_added=(40 * (END + 24) + 30 * (END + 8) + 20 * (END - 8) + 10 * (END - 24)) / 60)
        nearest = raster_rows(self.folder / "out" / "nearest.tif")
        self.assertEqual(nearest, [[1] * 5, [None] * 4 + [1], [2] * 5])

    def test_a_blocked_cell_cuts_the_south_off_and_figures_before_stand_beside(self):
        plain, _, _ = self.access(*ONLY_A, out="plain")
        flood = [[0] * 10 for _ in range(6)]
        flood[3][9] = 0.5  # a quarter of the cell in the middle
        self.raster("flood.tif", flood, cell=CELL / 2)
        rows, facilities, run = self.access(*ONLY_A, "--blocked", "flood.tif:0.5", "--blocked-share", "0")
        self.expect(rows["SOUTH"], people_unreachable=100, people_beyond_40_min=0, mean_minutes=None, median_minutes=None,
                    people_newly_beyond_40_min=0, people_newly_unreachable=100)
        self.expect(rows["MID"], people_unreachable=20, people_unknown=5, people_within_40_min=0,
                    people_newly_beyond_40_min=20, people_newly_unreachable=20)
        self.expect(rows["NORTH"], people_within_40_min=140, people_newly_beyond_40_min=0, people_newly_unreachable=0)
        for code, row in rows.items():
            for name, value in plain[code].items():
                if name.startswith("people_") and not name.startswith("people_unknown") or "minutes" in name:
                    self.assertEqual(row[name + "_before"], value, name)
        self.assertNotIn("people_unreachable_unknown_blocked", rows["SOUTH"])
        self.assertEqual([c["number"] for c in run["changes"]], [1, 0])
        self.assertEqual(raster_rows(self.folder / "out" / "travel_time.tif")[1][4], 1e10)
        for options in (["--blocked", "flood.tif:0.5", "--blocked-share", "0.26"], ["--blocked", "flood.tif:0.5"],
                        ["--blocked", "flood.tif:0.51", "--blocked-share", "0"]):
            rows, _, _ = self.access(*ONLY_A, *options)
            self.expect(rows["SOUTH"], people_unreachable=0, people_beyond_40_min=100)

    def test_what_may_be_blocked_stands_beside(self):
        flood = [[0] * 5 for _ in range(3)]
        flood[1][4] = NAN
        self.raster("flood.tif", flood)
        rows, _, run = self.access(*ONLY_A, "--blocked", "flood.tif:0.5")
        self.expect(rows["SOUTH"], people_unreachable=0, people_beyond_40_min=100, people_newly_unreachable=0,
                    people_unreachable_unknown_blocked=100, people_beyond_40_min_unknown_blocked=0)
        self.assertIn("not known whether they are blocked", json.dumps(run["exclusions"]))
        rows, _, _ = self.access(*ONLY_A, "--blocked", "flood.tif:0.5", "--blocked-nodata", "none")
        self.assertNotIn("people_unreachable_unknown_blocked", rows["SOUTH"])

    def test_a_drowned_facility_closes_or_moves(self):
        self.raster("flood.tif", [[1, 0, 0, 0, 0], [0] * 5, [0] * 5])
        rows, facilities, _ = self.access(*ONLY_A, "--blocked", "flood.tif:0.5")
        self.assertEqual(facilities["1"]["service"], "drowned")
        self.assertEqual(facilities["1"]["people"], "")
        self.expect(facilities["1"], people_before=260)
        self.expect(rows["NORTH"], people_unreachable=140, people_within_40_min=0, people_newly_beyond_40_min=140)
        rows, facilities, _ = self.access(*ONLY_A, "--blocked", "flood.tif:0.5", "--drowned-open")
        self.assertEqual(facilities["1"]["service"], "open")
        self.assertEqual((facilities["1"]["cell_row"], facilities["1"]["cell_col"]), ("0", "1"))
        self.assertAlmostEqual(float(facilities["1"]["moved_km"]), 1.024, delta=0.001)
        # Nearer to the others: all of them now start from the second cell. Whoever stands in the water is cut off.
        self.expect(rows["NORTH"], people_unreachable=100, people_within_16_min=30, people_within_40_min=40,
                    mean_minutes=12)
        self.expect(rows["SOUTH"], mean_minutes=END + 8)

    def test_facilities_of_unknown_status_give_both_readings(self):
        self.write("list.csv", LIST.replace("Long\n", "Long,Status\n").replace(f"{A[0]}\n", f"{A[0]},Fonctionnel\n", 1)
                   .replace(f"{B[0]}\n", f"{B[0]},?\n").replace(",Fonctionnel\nB,CSRef", ",Fonctionnel\nB,CSRef"))
        rows, facilities, _ = self.access("--status", "Status")
        self.assertEqual([f["status"] for f in facilities.values()], ["functioning", "unknown"])
        self.assertIn("1 of 2 (50 %)", self.said)
        self.expect(rows["SOUTH"], people_within_40_min=100, people_within_40_min_other_status=0,
                    people_beyond_40_min_other_status=100)
        rows, facilities, _ = self.access("--status", "Status", "--unknown-status", "closed")
        self.assertEqual([f["service"] for f in facilities.values()], ["open", "closed"])
        self.expect(rows["SOUTH"], people_within_40_min=0, people_within_40_min_other_status=100)
        rows, facilities, _ = self.access("--status", "Status", "--closed-word", "?", "--open-word", "fonctionnel")
        self.assertEqual([f["service"] for f in facilities.values()], ["open", "closed"])
        self.assertNotIn("people_unreachable_other_status", rows["SOUTH"])

    def test_places_are_chosen_where_most_people_gain(self):
        self.write("candidates.csv", f"name,lat,lon\nend,{A[1]},{A[0] + 4 * EAST}\nB,{B[1]},{B[0]}\nfar,0,0.1\n")
        _, _, run = self.access(*ONLY_A, "--add", "2", "--candidates", "candidates.csv")
        picks = rows_of(self.folder / "out" / "placement.csv", "place")
        self.assertEqual([p["name"] for p in picks.values()], ["B"])  # then nobody is left to gain
        self.expect(picks["1"], gain=100, total=100, gain_alone=100)
        self.assertEqual(run["placement_at_most"], 100)
        self.assertIn("1 of 2 places chosen", self.said)
        self.assertIn("off the grid", self.said)

    def test_without_people_there_are_times_only(self):
        rows, facilities, run = self.access(people=False)
        self.assertIsNone(rows)
        self.assertNotIn("people", facilities["1"])
        self.assertNotIn("people_on_the_grid", run)

    def test_rows_that_cannot_serve_are_listed_and_counted(self):
        self.write("list.csv", LIST + f"C,CSCom,,\nD,CSCom,20,-3\nE,CSCom,{A[1] + SOUTH},{A[0]}\n"
                   f"F,CSCom,{A[1] + SOUTH},{A[0] + 1.5 * EAST}\n")
        _, facilities, run = self.access("--snap-km", "1.1")
        found = {f["name"]: (f["service"], f["cell_row"]) for f in facilities.values()}
        self.assertEqual(found, {"A": ("open", "0"), "B": ("open", "2"), "D": ("outside", ""), "E": ("open", "0"),
                                 "F": ("too_far", "")})
        self.assertAlmostEqual(float(facilities["4"]["moved_km"]), 1.024, delta=0.005)
        reasons = {e["reason"]: e["rows"] for e in run["exclusions"] if e["source"] == "facilities"}
        self.assertEqual(reasons, {"rows without coordinates": 1, "moved to the nearest cell that can be passed": 1,
                                   "off the grid of the friction: left out": 1,
                                   "no cell that can be passed within 1.1 km: left out": 1})

    def test_other_units_and_layers_of_points_give_the_same(self):
        plain, _, _ = self.access(*ONLY_A)
        self.raster("kmh.tif", [[f if math.isnan(f) else 0.06 / f for f in row] for row in FRICTION])
        write_points = [({"nom": "A", "type": "CSCom", "code": "x1"}, {"type": "Point", "coordinates": A})]
        (self.folder / "list.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": p, "geometry": g} for p, g in write_points]}))
        rows, facilities, _ = self.access("--friction-unit", "km_per_hour", friction="kmh.tif",
                                          facilities="list.geojson")
        self.assertEqual((facilities["1"]["id"], facilities["1"]["name"]), ("x1", "A"))
        for code, row in rows.items():
            words = {"code", "lower_bounds", "reason_missing"}
            self.expect(row, **{k: float(v) if v else None for k, v in plain[code].items() if k not in words})
            self.assertEqual([row[k] for k in words], [plain[code][k] for k in words])

    def test_degrees_are_measured_on_the_ellipsoid(self):
        # Two cells of 0.01 degrees at the equator, from west to east: 1.11319 km.
        self.raster("degrees.tif", [[0.01, 0.01]], west=0, north=0.005, cell=0.01, epsg=4326)
        self.write("list.csv", "lon,lat\n0.005,0\n")
        self.raster("people.tif", [[0, 1]], west=0, north=0.005, cell=0.01, epsg=4326)
        (self.folder / "thirds.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"CODE": "all"}, "geometry": box(0, -0.005, 0.02, 0.01)}]}))
        rows, _, _ = self.access(friction="degrees.tif")
        self.assertAlmostEqual(float(rows["all"]["mean_minutes"]), 6378137 * math.radians(0.01) * 0.01, places=4)

    def test_uphill_takes_longer_than_downhill(self):
        # 102.4 m over 1024 m: a walker goes down as fast as on the level, and e^0.35 times slower up.
        self.raster("friction.tif", [[F, F]])
        self.raster("people.tif", [[1, 1, 0, 0, 0]])
        for heights, minutes in ((0, 102.4), 8), ((102.4, 0), 8 * math.exp(0.35)):
            self.raster("height.tif", [heights])
            rows, _, _ = self.access(*ONLY_A, "--elevation", "height.tif")
            self.assertAlmostEqual(float(rows["NORTH"]["mean_minutes"]), minutes / 2, places=5)

    def test_the_move_of_a_knight_is_straighter(self):
        self.raster("friction.tif", [[F] * 3] * 2)
        self.raster("people.tif", [[0] * 3, [0, 0, 1]])
        for neighbours, minutes in ("8", 8 + D), ("16", 8 * math.sqrt(5)):
            rows, _, _ = self.access(*ONLY_A, "--neighbours", neighbours)
            self.assertAlmostEqual(float(rows["MID"]["mean_minutes"]), minutes, places=5)

    def test_people_off_the_friction_are_not_known_and_not_near(self):
        self.raster("people.tif", [row + [7] for row in PEOPLE])
        write_utm(self.folder / "thirds.geojson", [
            ({"CODE": "on"}, box(WEST, NORTH - 3 * CELL, 5 * CELL, 3 * CELL)),
            ({"CODE": "off"}, box(WEST + 5 * CELL, NORTH - 3 * CELL, CELL, 3 * CELL)),
            ({"CODE": "nobody"}, box(WEST + CELL, NORTH - 2 * CELL, 3 * CELL, CELL))])
        rows, _, run = self.access(*ONLY_A)
        self.expect(rows["off"], people=21, people_unknown=21, people_within_40_min=None, people_beyond_40_min=None,
                    people_unreachable=None, mean_minutes=None, people_within_5_km=None, facilities_per_10000=None)
        self.expect(rows["nobody"], people=0, people_unknown=0, people_within_40_min=0, mean_minutes=None,
                    median_minutes=None)
        self.assertEqual(rows["off"]["reason_missing"], "friction is known for 0 % of its people")
        self.assertEqual(rows["nobody"]["reason_missing"], "nobody lives here")
        self.assertIn(21, [e["people"] for e in run["exclusions"]])

    def test_people_whose_friction_is_not_known_are_in_no_mean(self):
        # Of 25 people 5 live where nothing is known of ways: the others have the one facility of 10,000 / 100 alone.
        self.raster("people.tif", [[0] * 5, [5, 0, 0, 0, 20], [0] * 5])
        rows, _, _ = self.access(*ONLY_A)
        self.expect(rows["MID"], people=25, people_unknown=5, facilities_per_10000=10000 / 20)
        self.assertEqual(rows["MID"]["lower_bounds"].split(";")[:2], ["people_within_16_min", "people_within_40_min"])
        self.raster("people.tif", [[0] * 5, [21, 0, 0, 0, 20], [0] * 5])
        rows, _, _ = self.access(*ONLY_A)
        self.expect(rows["MID"], people_unknown=21, people_within_40_min=20, mean_minutes=None, median_minutes=None,
                    facilities_per_10000=None)
        self.assertEqual(rows["MID"]["reason_missing"], "friction is known for 49 % of its people")

    def test_a_raster_of_people_with_gaps(self):
        whole, _, _ = self.access(*ONLY_A)
        self.assertEqual(whole["NORTH"]["lower_bounds"], "")
        self.raster("people.tif", [[100, NAN, NAN, 10, 10], [5, NAN, NAN, NAN, 20], [40, 30, 20, 10, 0]])
        rows, _, run = self.access(*ONLY_A)
        self.expect(rows["NORTH"], people=120, people_within_16_min=100, people_within_40_min=120)
        bounds = rows["NORTH"]["lower_bounds"].split(";")
        self.assertEqual(bounds, [c for c in rows["NORTH"] if c.startswith("people")])
        self.assertEqual({v for k, v in rows["MID"].items() if k not in ("code", "reason_missing")}, {""})
        self.assertEqual(rows["MID"]["reason_missing"], "the population raster has values for 40 % of its area")
        self.assertEqual(rows["SOUTH"]["lower_bounds"] + rows["SOUTH"]["reason_missing"], "")
        self.assertEqual(run["people_in_localities"]["people"], 220)  # as the rows
        told = {e["reason"][:41]: (e["rows"], e["people"], e["examples"]) for e in run["exclusions"]}
        self.assertEqual(told["localities of which the raster knows the "][0], 1)
        self.assertIn((0, 25, []), told.values())
        rows, _, _ = self.access(*ONLY_A, "--people-nodata", "none")
        self.expect(rows["MID"], people=25, people_within_40_min=20)

    def test_minutes_of_those_who_are_left_are_lower_bounds(self):
        # The water takes the last cell of the north, where people walk longest: the mean falls from 24 + D to 16.
        self.write("list.csv", f"lat,lon\n{A[1]},{A[0]}\n")
        self.raster("people.tif", [[0, 0, 20, 0, 20], [0, 0, 0, 0, 20], [0] * 5])
        self.raster("flood.tif", [[0, 0, 0, 0, 1], [0] * 5, [0] * 5])
        rows, _, _ = self.access("--blocked", "flood.tif:0.5")
        self.expect(rows["NORTH"], mean_minutes=16, mean_minutes_before=24, people_unreachable=20)
        self.assertEqual(rows["NORTH"]["lower_bounds"], "mean_minutes;median_minutes")
        self.expect(rows["MID"], mean_minutes=None, mean_minutes_before=24 + D, people_unreachable=20)
        self.assertEqual(rows["MID"]["reason_missing"], "nobody reaches a facility")
        self.raster("flood.tif", [[0, 0, 0, 0, NAN], [0] * 5, [0] * 5])
        rows, _, _ = self.access("--blocked", "flood.tif:0.5")
        self.expect(rows["NORTH"], people_newly_unreachable=0, people_newly_unreachable_unknown_blocked=20,
                    people_newly_beyond_40_min=0, people_newly_beyond_40_min_unknown_blocked=20)
        self.assertEqual(rows["NORTH"]["lower_bounds"], "people_newly_beyond_40_min;people_newly_unreachable")

    def test_several_hazards_block_together(self):
        self.raster("east.tif", [[0] * 5, [0, 0, 0, 0, 1], [0] * 5])
        self.raster("south.tif", [[0] * 5, [0] * 5, [0, 0, 2, 0, 0]])
        rows, _, run = self.access("--blocked", "east.tif:1", "--blocked", "south.tif:1.5")
        self.expect(rows["MID"], people_unreachable=20)  # stand in the water
        self.expect(rows["SOUTH"], people_unreachable=30, people_within_16_min=70, people_newly_unreachable=30)
        self.assertEqual([c["number"] for c in run["changes"]], [1, 1, 0])

    def test_ids_that_repeat_are_counted_and_told_apart(self):
        self.write("list.csv", f"id,lon,lat\nx,{A[0]},{A[1]}\nx,{B[0]},{B[1]}\n")
        _, facilities, run = self.access()
        self.assertEqual([(n, f["id"]) for n, f in facilities.items()], [("1", "x"), ("2", "x")])
        self.assertIn(2, [e["rows"] for e in run["exclusions"] if "id" in e["reason"]])

    def test_people_on_other_cells_keep_their_number(self):
        self.raster("people.tif", [[v / 4 for v in row for _ in (0, 1)] for row in PEOPLE for _ in (0, 1)], cell=CELL / 2)
        finer, _, _ = self.access(*ONLY_A, out="finer")
        self.raster("people.tif", PEOPLE)
        plain, _, _ = self.access(*ONLY_A)
        self.assertEqual(finer, plain)

    def test_any_number_of_threads_gives_the_same_bytes(self):
        for threads in (1, 3):
            self.access("--threads", str(threads), out=f"out{threads}")
        self.assertEqual(files_of(self.folder / "out1"), files_of(self.folder / "out3"))


if __name__ == "__main__":
    unittest.main()
