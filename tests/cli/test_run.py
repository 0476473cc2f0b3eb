# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""`djoliba run` on a country of four communes (tiny_country.py), against numbers computed by hand."""
import csv
import hashlib
import math
import unittest

from rfc7946 import faults
from tiny_country import DEPTH_100, NAN, PEOPLE, PEOPLE_TABLE, TinyCountry, files_of, known, read_result, write_raster

try:
    from osgeo import gdal
    from osgeo_utils.samples.validate_cloud_optimized_geotiff import validate
    gdal.UseExceptions()
except ImportError:
    gdal = None

FIRST_COLUMNS = ("rank,code,name,level,parent_code,region,cercle,status,population,score,class,reliability,rank_low,"
                 "rank_high,p_top20,hazard_exposure,vulnerability,lack_of_coping_capacity,rank_in_cercle,own_share,"
                 "reason_not_assessed,drivers_fr,drivers_en,oldest_input,rank_median,score_low,score_high,doubt_fr,doubt_en").split(",")
ALPHA, BRAVO, CHARLIE, DELTA, OUEST, EST, PAYS = ("ML010101", "ML010102", "ML010201", "ML010202", "ML0101", "ML0102",
                                                  "ML01")


class Run(TinyCountry):
    def expect(self, rows, column, within=1e-9, **by_name):
        """Compares one column with values by name of the unit, to a share of them; None is an empty cell."""
        cells = {row["name"]: row[column] for row in rows.values()}
        for name, value in by_name.items():
            with self.subTest(column=column, unit=name):
                found = known(cells[name])
                if value is None or found is None:
                    self.assertEqual(found, value)
                else:
                    self.assertAlmostEqual(found, value, delta=within * max(1, abs(value)))


class Numbers(Run):
    @classmethod
    def setUpClass(cls):
        """One run for all tests of the class, none of which changes a file."""
        cls.once = Run("result")
        cls.once.setUp()
        cls.addClassCleanup(cls.once.doCleanups)
        cls.rows, cls.manifest = cls.once.result()

    def setUp(self):
        self.folder, self.out = self.once.folder, self.once.out

    def test_people_come_from_the_raster_and_add_up(self):
        self.expect(self.rows, "population", Alpha=400, Bravo=400, Charlie=200, Delta=1000, Ouest=800, Est=1200,
                    Pays=2000)
        self.assertEqual([level["people"] for level in self.manifest["levels"]], [2000, 2000, 2000])

    def test_indicators_of_layers_state_no_direction(self):
        self.assertEqual({i["direction"] for i in self.manifest["indicators"]}, {"not stated"})

    def test_people_are_exposed_from_the_stated_depth_on(self):
        self.expect(self.rows, "flood_people_0p3m_rp10", Alpha=100, Bravo=0, Charlie=0)
        self.expect(self.rows, "flood_people_0p3m_rp100", Alpha=200, Bravo=300, Charlie=100, Ouest=500)
        self.expect(self.rows, "flood_people_0p5m_rp10", Alpha=100, Bravo=0, Charlie=0)
        self.expect(self.rows, "flood_people_0p5m_rp100", Alpha=100, Bravo=0, Charlie=100)
        self.expect(self.rows, "flood_people_share_0p3m_rp100", Alpha=50, Bravo=75, Charlie=50, Ouest=62.5)

    def test_where_the_depth_is_unknown_nobody_is_said_to_be_dry(self):
        for name in ("flood_people_0p3m_rp100", "flood_people_share_0p3m_rp100", "people_at_risk_flood",
                     "flood_expected_annual_people_0p3m", "flood_expected_annual_people_0p3m_low"):
            self.expect(self.rows, name, Delta=None)
        for name in ("flood_people_0p3m_rp100", "people_at_risk_flood"):  # a sum with an unknown part is unknown
            self.expect(self.rows, name, Est=None, Pays=None)
        self.expect(self.rows, "flood_people_unknown", Alpha=0, Delta=1000, Est=1000, Pays=1000)
        excluded = [e for e in self.manifest["exclusions"] if e["source"] == "flood"]
        self.assertIn(1000, [e["people"] for e in excluded])

    def test_expected_annual_people_lie_between_their_bounds(self):
        # low = (1/10 - 1/100) I10 + I100/100, high = (1/10 - 1/100) I100 + I100/100, mean = half the sum
        self.expect(self.rows, "flood_expected_annual_people_0p3m_low", Alpha=11, Bravo=3, Charlie=1, Ouest=14)
        self.expect(self.rows, "flood_expected_annual_people_0p3m_high", Alpha=20, Bravo=30, Charlie=10, Ouest=50)
        self.expect(self.rows, "flood_expected_annual_people_0p3m", Alpha=15.5, Bravo=16.5, Charlie=5.5, Ouest=32)

    def test_events_count_once_inside_the_window_and_the_country(self):
        self.expect(self.rows, "ev_events", Alpha=2, Bravo=1, Charlie=0, Delta=0, Ouest=3, Est=0, Pays=3)
        self.expect(self.rows, "ev_deaths", Alpha=2, Bravo=1, Charlie=0, Delta=0, Pays=3)
        reasons = {e["reason"]: e["rows"] for e in self.manifest["exclusions"] if e["source"] == "ev"}
        self.assertEqual(reasons["events that were there already under the same id"], 1)
        self.assertEqual(reasons["events later than as_of"], 1)
        self.assertEqual(reasons["points outside every commune"], 1)

    def test_displaced_per_100_residents_is_inherited_by_communes(self):
        self.expect(self.rows, "displaced_people", Ouest=80, Est=60, Pays=140)
        self.expect(self.rows, "displaced_per_100", Ouest=10, Est=5, Pays=7, Alpha=10, Delta=5)
        self.assertEqual(self.rows[ALPHA]["displaced_per_100_level"], "cercle")
        self.assertEqual(self.rows[ALPHA]["people_at_risk_displacement"], "")
        self.expect(self.rows, "own_share", Alpha=2 / 3, Ouest=1)

    def test_facilities_and_villages(self):
        self.expect(self.rows, "cscom_listed", Alpha=2, Charlie=1, Ouest=2, Pays=3)
        self.expect(self.rows, "residents_per_cscom", Alpha=200, Bravo=None, Charlie=200, Delta=None, Ouest=400, Est=1200)
        self.expect(self.rows, "villages_beyond_5km_share", Alpha=50, Bravo=100, Charlie=50, Delta=100, Ouest=75,
                    Est=200 / 3)

    def test_scores_classes_and_ranks(self):
        self.expect(self.rows, "hazard_exposure", Alpha=5, Bravo=5, Charlie=2.5, Delta=None)
        self.expect(self.rows, "vulnerability", Alpha=5, Bravo=5, Charlie=2.5)
        self.expect(self.rows, "lack_of_coping_capacity", Alpha=5, Bravo=10, Charlie=5)
        self.expect(self.rows, "score", Alpha=5, Bravo=250 ** (1 / 3), Charlie=31.25 ** (1 / 3), Delta=None)
        self.expect(self.rows, "rank", Bravo=1, Alpha=2, Charlie=3, Delta=None)
        self.expect(self.rows, "rank_in_cercle", Bravo=1, Alpha=2, Charlie=1, Delta=None)

    def test_not_assessed_is_no_class_and_says_why(self):  # T1
        delta = self.rows[DELTA]
        self.assertEqual([delta[c] for c in ("status", "rank", "score", "class", "hazard_exposure")],
                         ["not_assessed", "", "", "", ""])
        self.assertIn("flood", delta["reason_not_assessed"])
        self.expect(self.rows, "not_assessed_share", Alpha=0, Delta=1, Est=1000 / 1200, Pays=0.5)
        commune = next(level for level in self.manifest["levels"] if level["level"] == "commune")
        self.assertEqual((commune["assessed"], commune["people_in_units_not_assessed"]), (3, 1000))

    def test_children_add_up_to_their_parents_in_every_count(self):  # T9
        counts = ["population", "ev_events", "ev_deaths", "ev_people", "cscom_listed", "flood_people_unknown"]
        for column in counts:
            for parent in (OUEST, EST, PAYS):
                parts = [known(r[column]) for r in self.rows.values() if r["parent_code"] == parent]
                self.assertAlmostEqual(math.fsum(parts), known(self.rows[parent][column]), 9, f"{column} of {parent}")

    def test_every_figure_names_its_base_and_unit(self):  # T9
        bases = {i["name"]: (i["base"], i["unit"]) for i in self.manifest["indicators"]}
        self.assertEqual(bases["population"], ("resident", "people"))
        self.assertEqual(bases["flood_people_0p3m_rp100"], ("exposed", "people"))
        self.assertEqual(bases["displaced_people"], ("displaced", "people"))
        self.assertTrue(all(base for base, _ in bases.values()))

    def test_a_caseload_is_the_figure_of_the_ranking(self):  # T9
        with open(self.out / "caseload.csv", encoding="utf-8-sig", newline="") as stream:
            lines = list(csv.DictReader(stream))
        self.assertTrue(lines)
        for line in lines:
            self.assertEqual(line["people"], self.rows[line["code"]]["people_at_risk_" + line["hazard"]])
        flood = [(x["rank"], x["name"]) for x in lines if x["hazard"] == "flood" and x["level"] == "commune"]
        self.assertEqual(flood, [("1", "Bravo"), ("2", "Alpha"), ("3", "Charlie"), ("", "Delta")])  # not known: listed last

    def test_placeholder_codes_are_counted_and_join_nothing(self):  # T15
        self.assertEqual([(e["rows"], e["people"]) for e in self.manifest["exclusions"] if e["source"] == "displaced"],
                         [(1, 7)])

    def test_columns_stand_in_the_documented_order(self):
        columns = list(self.rows[ALPHA])
        self.assertEqual(columns[:len(FIRST_COLUMNS)], FIRST_COLUMNS)
        rest = columns[len(FIRST_COLUMNS):]
        at_risk = [c for c in rest if c.startswith("people_at_risk_")]
        self.assertEqual(at_risk, [f"people_at_risk_{h}" for h in ("flood", "ev", "displacement")])
        names = [i["name"] for i in self.manifest["indicators"] if i["name"] != "population"]
        self.assertIn("flood_people_0p3m_rp10", names)
        of_indicators = [name + suffix for name in names for suffix in ("", "_level", "_date", "_score")]
        self.assertEqual(rest, [*at_risk, *of_indicators, "not_assessed_share", "lower_bounds",
                                "reason_not_assessed_fr"])

    def test_the_manifest_lists_inputs_with_their_hashes_and_all_outputs(self):
        inputs = {i["file"]: i for i in self.manifest["inputs"]}
        self.assertEqual(set(inputs), {"communes.geojson", "cercles.geojson", "regions.geojson", "people.tif",
                                       "depth10.tif", "depth100.tif", "events.csv", "displaced.csv", "facilities.csv",
                                       "villages.csv"})
        for name, entry in inputs.items():
            content = (self.folder / name).read_bytes()
            self.assertEqual((entry["sha256"], entry["bytes"]), (hashlib.sha256(content).hexdigest(), len(content)))
        self.assertEqual({*self.manifest["outputs"], "run.json"}, set(files_of(self.out)))

    def test_geojson_keeps_to_its_standard(self):
        for name in ("localities", "localities_cercle", "localities_region"):
            self.assertEqual(faults((self.out / f"{name}.geojson").read_text(encoding="utf-8")), [], name)

    @unittest.skipIf(gdal is None, "skipped: osgeo is not installed for this Python")
    def test_maps_show_what_is_not_assessed_as_such(self):  # T1
        def at(file, lon, lat):
            data = gdal.Open(str(self.out / file))
            west, dx, _, north, _, dy = data.GetGeoTransform()
            band = data.GetRasterBand(1)
            value = float(band.ReadAsArray(int((lon - west) / dx), int((lat - north) / dy), 1, 1)[0][0])
            nodata = band.GetNoDataValue()
            return None if value == nodata or (math.isnan(value) and math.isnan(nodata)) else value
        centres = {ALPHA: (-3.953, 14.353), BRAVO: (-3.953, 14.253), CHARLIE: (-3.853, 14.353)}
        for code, place in centres.items():
            self.assertAlmostEqual(at("risk.tif", *place), known(self.rows[code]["score"]), 5)
            self.assertEqual(at("class.tif", *place), known(self.rows[code]["class"]))
        self.assertIsNone(at("risk.tif", -3.853, 14.253))
        self.assertEqual(at("class.tif", -3.853, 14.253), 0)

    @unittest.skipIf(gdal is None, "skipped: osgeo is not installed for this Python")
    def test_maps_are_cloud_optimised(self):
        maps = sorted(self.out.glob("*.tif"))
        self.assertGreaterEqual(len(maps), 6)
        for file in maps:
            warnings, errors, _ = validate(str(file), full_check=True)
            self.assertEqual((warnings, errors), ([], []), file.name)


class Repeat(Run):
    def test_bytes_depend_neither_on_threads_nor_on_the_folder_nor_on_the_time(self):
        outs = [self.folder / name for name in ("one", "two", "again")]
        for out, threads in zip(outs, (1, 2, 2)):
            self.result("--threads", threads, out=out)
        first = files_of(outs[0])
        for out in outs[1:]:
            self.assertEqual([n for n, b in files_of(out).items() if first.get(n) != b], [])
            self.assertEqual(set(files_of(out)), set(first))
        self.assertEqual([n for n, b in first.items() if str(self.folder).encode() in b], [])

    def test_a_second_run_into_the_same_folder_replaces_the_first(self):
        self.result()
        before = files_of(self.out)
        self.result()
        self.assertEqual(files_of(self.out), before)

    def test_rows_in_another_order_give_the_same_ranking(self):
        rows, _ = self.result()
        lines = (self.folder / "events.csv").read_text().splitlines()
        self.write("events.csv", "\n".join([lines[0], *reversed(lines[1:])]) + "\n")
        self.assertEqual(self.result()[0], rows)

    def test_an_input_that_changes_changes_the_manifest(self):
        _, first = self.result()
        self.write("villages.csv", (self.folder / "villages.csv").read_text() + "h,-3.86,14.23\n")
        _, second = self.result()
        self.assertNotEqual(first["inputs"], second["inputs"])


class PopulationTable(Run):
    def test_a_raster_spreads_the_people_of_the_table_within_each_commune(self):
        self.write("people.csv", "code,name,people\nML010101,Alpha,800\nML010102,Bravo,400\nML010201,Charlie,200\n"
                                 "ML010202,Delta,1000\n")
        self.layers["population"]["table"] = PEOPLE_TABLE
        rows, manifest = self.result()
        self.expect(rows, "population", Alpha=800, Ouest=1200, Pays=2400)
        self.expect(rows, "flood_people_0p3m_rp100", Alpha=400, Bravo=300)
        self.expect(rows, "flood_people_share_0p3m_rp100", Alpha=50)
        raster = next(x for x in manifest["reconciliation"] if x["figure"] == "People in the population raster")
        self.assertEqual((raster["published"], raster["ours"], raster["ratio"]), (2000, 2400, 1.2))

    def test_a_gap_between_the_levels_of_a_source_is_printed_and_raked_away(self):  # T4, T12
        self.write("cercles.csv", "code,people\nML0101,400\nML0102,1200\n")
        self.layers["population"].update(table=PEOPLE_TABLE, rake_to={
            "table": "cercles.csv", "code": "code", "people": "people", "level": "cercle", "vintage": "2016-frame"})
        self.scenario["reconcile"] = [{"figure": "Census", "published": 3200, "source": "a plan", "ours": "population"}]
        rows, manifest = self.result()
        self.expect(rows, "population", Alpha=200, Bravo=200, Charlie=200, Delta=1000, Ouest=400, Est=1200, Pays=1600)
        self.expect(rows, "population_source", Alpha=400, Ouest=800)
        self.expect(rows, "population_rake_factor", Alpha=0.5, Delta=1)
        by_figure = {x["figure"]: x for x in manifest["reconciliation"]}
        self.assertEqual((by_figure["Census"]["ours"], by_figure["Census"]["ratio"]), (1600, 0.5))
        gap = by_figure["Sum of communes before raking to the cercle"]
        self.assertEqual((gap["published"], gap["ours"], gap["ratio"]), (1600, 2000, 1.25))
        self.assertTrue(any("1.250" in w for w in manifest["warnings"]), manifest["warnings"])

    def test_groups_are_raked_with_the_residents_of_their_commune(self):
        self.write("people.csv", "code,name,people,girls,women\nML010101,Alpha,400,60,40\nML010102,Bravo,400,100,100\n"
                                 "ML010201,Charlie,200,0,100\nML010202,Delta,1000,200,400\n")
        self.write("cercles.csv", "code,people\nML0101,400\nML0102,1500\n")
        self.layers["population"].update(table=PEOPLE_TABLE, groups={"female": ["girls", "women"]}, rake_to={
            "table": "cercles.csv", "code": "code", "people": "people", "level": "cercle", "vintage": "2016-frame"})
        rows, _ = self.result()  # factors 400 / 800 and 1500 / 1200
        self.expect(rows, "population", Alpha=200, Bravo=200, Charlie=250, Delta=1250)
        self.expect(rows, "people_female", Alpha=50, Bravo=100, Charlie=125, Delta=750, Ouest=150, Est=875, Pays=1025)
        self.write("cercles.csv", "code,people\nML0101,400\nML0102,0\n")  # nobody where the parts have people
        rows, manifest = self.result()
        self.expect(rows, "people_female", Alpha=50, Ouest=150, Charlie=None, Delta=None, Est=None, Pays=None)
        reasons = next(i["missing_reasons"] for i in manifest["indicators"] if i["name"] == "people_female")
        self.assertEqual(reasons, {"neither its figure nor the total can be believed": 2})

    def test_groups_of_a_cercle_that_cannot_be_raked_stay_as_they_are(self):
        self.write("people.csv", "code,name,people,women\nML010101,Alpha,400,100\nML010102,Bravo,,30\n"
                                 "ML010201,Charlie,200,100\nML010202,Delta,1000,400\n")
        self.write("cercles.csv", "code,people\nML0101,400\nML0102,600\n")
        self.layers["population"].update(table=PEOPLE_TABLE, groups={"women": ["women"]}, rake_to={
            "table": "cercles.csv", "code": "code", "people": "people", "level": "cercle", "vintage": "2016-frame"})
        rows, manifest = self.result()
        self.expect(rows, "people_women", Alpha=100, Bravo=30, Charlie=50, Delta=200, Ouest=130, Est=250)
        self.expect(rows, "population", Alpha=400, Bravo=None, Ouest=400)
        reasons = next(i["missing_reasons"] for i in manifest["indicators"] if i["name"] == "population")
        self.assertEqual(reasons, {"no value in column people": 1})

    def test_a_commune_without_a_row_has_no_people_rather_than_zero(self):
        self.write("people.csv", "code,name,people\nML010101,Alpha,400\nML010102,Bravo,400\nML010201,Charlie,200\n")
        self.layers["population"]["table"] = PEOPLE_TABLE
        rows, manifest = self.result()
        self.expect(rows, "population", Delta=None, Est=None, Charlie=200, Ouest=800)
        commune = next(level for level in manifest["levels"] if level["level"] == "commune")
        self.assertEqual(commune["units_without_population_figure"], 1)


class Declared(Run):
    def test_nodata_declared_as_dry_is_dry(self):
        self.layers["flood"]["nodata"] = "none"
        rows, _ = self.result()
        self.expect(rows, "flood_people_0p3m_rp100", Delta=0, Est=100, Pays=600)
        self.assertEqual(rows[DELTA]["status"], "assessed")

    def test_a_sample_of_events_never_gives_a_zero(self):
        self.layers["conflict"][0].update(completeness="sample")
        rows, _ = self.result()
        self.expect(rows, "ev_events", Alpha=2, Bravo=1, Charlie=None, Delta=None, Est=None)

    def test_events_that_are_left_out_are_booked_on_their_own_file(self):
        head = "id,date,lon,lat,best\n"
        self.write("more.csv", head + "7,2024-06-30,-3.95,14.35,2\n1,2024-06-30,-3.95,14.35,2\n8,,-3.95,14.35,1\n"
                                      "9,2024-07-09,-3.95,14.35,1\n10,2024-05-02,-3.50,14.35,1\n")
        self.layers["conflict"][0]["events"] = ["events.csv", "more.csv"]
        _, manifest = self.result(out=self.folder / "two")
        rows = {}
        for e in manifest["exclusions"]:
            if e["source"] == "ev" and e["events"] is not None:
                rows.setdefault(e["file"], {})[e["reason"]] = e["rows"]
        self.assertEqual(rows, {
            "events.csv": {"events that were there already under the same id": 1, "events later than as_of": 1,
                           "events in no locality": 1},
            "more.csv": {"events that were there already under the same id": 1, "events with neither day nor year": 1,
                         "events later than as_of": 1, "events in no locality": 1}})

    def test_counts_of_a_sample_are_named_as_lower_bounds(self):
        rows, manifest = self.result()
        self.assertEqual({r["lower_bounds"] for r in rows.values()}, {""})
        self.layers["conflict"][0].update(completeness="sample")
        rows, manifest = self.result()
        events = ["ev_events", "ev_deaths", "ev_recurrence", "ev_people", "ev_people_share"]
        self.assertEqual(rows[BRAVO]["lower_bounds"].split(";"), events)
        self.assertEqual(rows[PAYS]["lower_bounds"].split(";"), [e for e in events if rows[PAYS][e]])
        self.assertEqual(rows[DELTA]["lower_bounds"], ";".join(e for e in events if rows[DELTA][e]))
        counted = {i["name"]: i["at_least"] for i in manifest["indicators"] if i["at_least"]}
        self.assertEqual(counted["ev_events"], 2)

    def test_people_counted_where_only_part_of_the_depth_is_known_are_lower_bounds(self):
        depth = [row[:] for row in DEPTH_100]
        depth[2][1] = NAN  # 100 of the 400 people of Bravo
        write_raster(self.folder / "depth100.tif", depth)
        rows, _ = self.result()
        self.expect(rows, "flood_people_0p3m_rp100", Bravo=300)
        self.expect(rows, "flood_people_share_0p3m_rp100", Bravo=100)  # of 300 people: no lower bound
        named = [f"flood_people_{d}m{rp}" for rp in ("", "_rp100") for d in ("0p3", "0p5")] + [
            f"flood_expected_annual_people_{d}m{s}" for d in ("0p3", "0p5") for s in ("", "_low", "_high")]
        for code in (BRAVO, OUEST):
            self.assertEqual(rows[code]["lower_bounds"].split(";"), named, code)
        self.assertEqual(rows[ALPHA]["lower_bounds"], "")
        with open(self.out / "caseload.csv", encoding="utf-8-sig", newline="") as stream:
            flood = {x["name"]: x["at_least"] for x in csv.DictReader(stream) if x["hazard"] == "flood"}
        self.assertEqual((flood["Alpha"], flood["Bravo"], flood["Ouest"], flood["Delta"]), ("", "yes", "yes", ""))

    def test_water_of_every_year_exposes_nobody(self):
        write_raster(self.folder / "yearly.tif", [[1, 0, 0, 0]] + [[0] * 4] * 3)
        self.layers["flood"]["seasonal_water"] = "yearly.tif"
        rows, _ = self.result()
        self.expect(rows, "flood_people_0p3m_rp100", Alpha=100, Bravo=300)
        self.expect(rows, "people_in_yearly_water", Alpha=100, Bravo=0)

    def test_depth_in_centimetres_is_converted(self):
        rows, _ = self.result()
        for name in ("depth10", "depth100"):
            depth = {"depth10": [[50, 0, 29, 29], [0, 0, 29, 29]], "depth100": [[100, 40, 200, 200], [0, 0, 29, 29]]}
            write_raster(self.folder / f"{name}.tif", depth[name] +
                         [[30 if name == "depth100" else 0, 0, NAN, NAN], [0, 0, NAN, NAN]])
        self.layers["flood"]["quantity"] = "depth_cm"
        again, _ = read_result(self.out) if self.run_it()[0] == 0 else ({}, {})
        for column in ("flood_people_0p3m_rp100", "flood_expected_annual_people_0p3m", "score"):
            self.assertEqual({c: r[column] for c, r in rows.items()}, {c: r[column] for c, r in again.items()})


class Direction(TinyCountry):
    def setUp(self):
        super().setUp()
        self.write("classes.csv", "code,hotspot,season,other\nML0101,1,3,1\nML0102,5,0,1\n")
        self.layers["indicators"] = [{"table": "classes.csv", "code": "code", "level": "cercle", "vintage": "2016-frame", "columns": {
            "hotspot": {"column": "hotspot", "unit": "class", "worse": "lower"},
            "poor_season": {"column": "season", "unit": "class", "worse": "higher"},
            "other": {"column": "other", "unit": "class"}}}]
        self.leaf = {"indicator": "hotspot", "bounds": [1, 5], "higher_is": "better"}
        self.scenario["index"]["tree"] = {"name": "risk", "parts": [self.leaf]}
        self.scenario["insist"] = []

    def test_the_declared_direction_stands_in_the_manifest_and_scores(self):
        rows, manifest = self.result()
        self.assertEqual({i["name"]: i["direction"] for i in manifest["indicators"] if i["source"] == "classes"},
                         {"hotspot": "lower_is_worse", "poor_season": "higher_is_worse", "other": "not stated"})
        self.assertEqual([rows[code]["score"] for code in (ALPHA, CHARLIE)], ["10", "0"])

    def test_an_index_that_scores_against_it_is_refused(self):
        del self.leaf["higher_is"]
        for command in ("run", "check"):
            self.refused("index.tree.parts[0].higher_is", "`hotspot`", "says `lower`", "write `higher_is: better`",
                         command=command)


class EveryIndicator(TinyCountry):
    def test_the_check_of_an_index_knows_all_that_a_run_gives(self):
        self.write("displaced.csv", "code,name,people,hh,back,home,hosts,origin\n"
                                    "ML0101,Ouest,80,16,5,6,90,ML0102\nML0102,Est,60,12,7,8,70,ML0101\n")
        self.write("facilities.csv", "name,type,status,lon,lat\nA1,CSCom,open,-3.975,14.375\nA2,CSCom,,-3.825,14.375\n")
        self.layers["population"]["table"] = PEOPLE_TABLE
        self.layers["population"]["rake_to"] = {
            "table": "totals.csv", "code": "code", "people": "people", "level": "cercle", "vintage": "2016-frame"}
        self.layers["population"]["groups"] = {"all": "people"}
        self.write("totals.csv", "code,people\nML0101,880\nML0102,1200\n")
        self.layers["conflict"][0]["half_life_days"] = 90
        self.layers["displaced"].update({
            "households": "hh", "returned_displaced": "back", "returned_refugees": "home", "hosts": "hosts",
            "displaced_from": "origin", "displaced_from_level": "cercle",
            "earlier_rounds": [{"table": "displaced.csv", "date": "2023-03-31"}]})
        self.layers["facilities"].update({"status": "status", "status_values": {"functioning": ["open"]}})
        self.layers["branches"] = {"points": [{"name": "Chef-lieu", "lon": -3.9, "lat": 14.3}]}
        _, manifest = self.result()
        names = [i["name"] for i in manifest["indicators"]]
        for name in ("population_rake_factor", "people_all", "flood_expected_annual_people_0p3m_low", "ev_deaths",
                     "ev_events_decayed_per_100k", "ev_people_share", "displaced_from_people", "returned_refugees",
                     "displaced_change_since_2023_03_31", "residents_per_cscom_with_displaced",
                     "villages_beyond_5km_share_other_bound", "facilities_flooded_0p3m_rp100", "branch_distance_km"):
            self.assertIn(name, names)
        self.scenario["index"]["tree"] = {"name": "all", "mean": "arithmetic", "parts": [
            {"name": f"group_{at}", "mean": "arithmetic",
             "parts": [{"indicator": name, "bounds": [0, 1]} for name in names[at:at + 12]]}
            for at in range(0, len(names), 12)]}
        code, _, err = self.run_it(command="check")
        self.assertEqual((code, err), (0, ""))


class Footprints(TinyCountry):
    def test_a_circle_smaller_than_a_cell_of_the_people_counts_nobody(self):
        self.layers["conflict"][0]["radius_km"] = 5  # cells of 0.05 degrees are 5.5 km wide
        self.scenario["index"]["tree"] = {"name": "risk", "mean": "arithmetic", "parts": [
            {"indicator": "flood_people_share_0p3m_rp100", "bounds": [0, 100]}]}
        rows, manifest = self.result()
        self.assertNotIn("ev_people", rows[ALPHA])
        self.assertIn("cells of the population raster are 5.", " ".join(manifest["warnings"]))


class PartOfThePeople(TinyCountry):
    """Bravo has people in one cell of four, Charlie in three; nothing is known of the others."""

    def setUp(self):
        super().setUp()
        rows = [list(row) for row in PEOPLE]
        rows[2][1] = rows[3][0] = rows[3][1] = NAN
        rows[0][3] = NAN
        write_raster(self.folder / "people.tif", rows)

    def check(self, charlie):
        rows, manifest = self.result()
        for name in ("flood_people_0p3m_rp100", "flood_people_0p3m_rp10", "ev_people", "flood_people_unknown"):
            self.assertEqual(rows[BRAVO][name], "", name)
        self.assertAlmostEqual(float(rows[CHARLIE]["flood_people_0p3m_rp100"]), charlie, places=9)
        self.assertIn("flood_people_0p3m_rp100", rows[CHARLIE]["lower_bounds"].split(";"))
        self.assertNotIn("flood_people_0p3m_rp100", rows[ALPHA]["lower_bounds"].split(";"))
        reasons = [i["missing_reasons"] for i in manifest["indicators"] if i["name"] == "flood_people_0p3m_rp100"]
        self.assertIn("the population raster has values for 25 % of its area", str(reasons))
        return rows

    def test_half_of_the_area_is_needed_for_a_population_and_what_is_counted_on_it(self):
        rows = self.check(50)  # one of two wet cells is known
        self.assertEqual(rows[BRAVO]["population"], "")
        self.assertEqual(rows[CHARLIE]["population"], "150")

    def test_a_table_of_people_does_not_hide_what_the_raster_does_not_know(self):
        self.layers["population"]["table"] = PEOPLE_TABLE
        rows = self.check(200 / 3)
        self.assertEqual(rows[BRAVO]["population"], "400")


if __name__ == "__main__":
    unittest.main()
