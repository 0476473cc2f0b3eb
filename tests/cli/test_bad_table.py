# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Tables that are wrong, and tables that only look wrong."""
import csv
import unittest

from program import DATA, djoliba
from tiny_country import PEOPLE_TABLE, TinyCountry, commune_rows, known, write_features

OLD_CODES = DATA / "admin/DERIVED_crosswalk_adm3_pcodes_2015_to_20211220.csv"
OLD_BOUNDARIES = DATA / "admin/mli_cod_ab_2015.gpkg"
FRAME = DATA / "admin/mli_cod_ab_20211220.gpkg"
HEADER = "code,name,people\n"


class Tables(TinyCountry):
    def setUp(self):
        super().setUp()
        self.layers["population"]["table"] = dict(PEOPLE_TABLE)

    def people(self, *rows, header=HEADER, encoding="utf-8"):
        self.write("people.csv", header + "".join(row + "\n" for row in rows), encoding)

    def displaced(self, *rows, encoding="utf-8"):
        self.write("displaced.csv", HEADER + "".join(row + "\n" for row in rows), encoding)

    def test_an_unknown_column_gets_the_nearest_name(self):
        self.layers["displaced"]["people"] = "peoples"
        self.refused("displaced.csv", "peoples", "did you mean", "people")

    def test_an_unknown_column_of_positions(self):
        self.layers["facilities"]["lon"] = "long"
        self.refused("facilities.csv", "long", "lon")

    def test_a_foreign_code_among_good_ones(self):
        for code, why in (("NE0101", "no P-code of Mali"), ("ML0199", "the 2016-frame has no such code")):
            with self.subTest(code):
                self.displaced("ML0101,Ouest,80", f"{code},Agadez,60")
                self.refused("displaced.csv:3", "code", f"{code} (Agadez)", why, "`foreign_codes`", "`where`")

    def test_foreign_codes_that_the_scenario_names_are_counted(self):
        self.displaced("ML0101,Ouest,80", "NE0101,Agadez,60")
        self.layers["displaced"]["foreign_codes"] = ["NE"]
        rows, manifest = self.result()
        self.assertEqual(rows["ML0101"]["displaced_people"], "80")
        (left,) = [e for e in manifest["exclusions"] if "do not have" in e["reason"]]
        self.assertEqual((left["rows"], left["people"], left["examples"]), (1, 60, ["NE0101 Agadez (line 3)"]))

    def test_codes_of_the_country_beside_the_localities_are_counted(self):
        self.displaced("ML0101,Ouest,80", "ML0201,Banamba,60")
        _, manifest = self.result()
        (left,) = [e for e in manifest["exclusions"] if e["reason"] == "codes that are not in the boundaries"]
        self.assertEqual((left["rows"], left["people"]), (1, 60))

    def test_foreign_codes_only(self):
        self.displaced("NE0101,Agadez,80", "NE0102,Arlit,60")
        self.refused("displaced.csv", "NE0101")

    def test_codes_of_another_level_only(self):
        self.displaced("ML010101,Alpha,80", "ML010102,Bravo,60")
        self.refused("displaced.csv", "cercle")

    def test_duplicate_codes(self):
        self.displaced("ML0101,Ouest,80", "ML0101,Ouest,20", "ML0102,Est,60")
        self.refused("displaced.csv:3", "ML0101", "2 rows", "lines 2, 3")

    def test_duplicate_codes_are_summed_where_the_scenario_says_so(self):
        self.displaced("ML0101,Ouest,80", "ML0101,Ouest,20", "ML0102,Est,60")
        self.layers["displaced"]["repeated_codes"] = "sum"
        rows, _ = self.result()
        self.assertEqual(rows["ML0101"]["displaced_people"], "100")

    def test_negative_people(self):
        self.people("ML010101,Alpha,-400", "ML010102,Bravo,400", "ML010201,Charlie,200", "ML010202,Delta,1000")
        self.refused("people.csv:2", "people", "-400", "negative")
        self.displaced("ML0101,Ouest,-80")
        self.people("ML010101,Alpha,400")
        self.refused("displaced.csv:2", "people", "-80")

    def test_nan_and_infinite_figures_are_not_numbers(self):
        for odd in ("nan", "NaN", "inf", "-inf", "Infinity", "1e999", "#DIV/0!"):
            with self.subTest(odd):
                self.displaced(f"ML0101,Ouest,{odd}", "ML0102,Est,60")
                self.refused("displaced.csv:2", "people", f'"{odd}" is not a number', "empty where unknown")

    def test_words_where_a_number_belongs(self):
        self.displaced("ML0101,Ouest,many", "ML0102,Est,60")
        self.refused("displaced.csv:2", "people", "many")

    def test_empty_and_placeholder_figures_are_unknown(self):
        self.displaced("ML0101,Ouest,", "ML0102,Est,60")
        rows, _ = self.result()
        self.assertEqual(rows["ML0101"]["displaced_people"], "")
        self.assertIsNone(known(rows["ML01"]["displaced_people"]))

    def test_a_quote_that_is_never_closed(self):
        self.displaced("ML0101,Ouest,80", 'ML0102,"Est,60')
        self.refused("displaced.csv", "quote")

    def test_a_file_cut_off_in_a_row(self):
        self.write("displaced.csv", HEADER + "ML0101,Ouest,80\nML01")
        for command in ("run", "check"):
            self.refused("displaced.csv:3", "in the middle of a row, after 1 of 3 fields", "download or export",
                         command=command)
        self.write("events.csv", (self.folder / "events.csv").read_text()[:-20])
        self.write("displaced.csv", HEADER + "ML0101,Ouest,80\n")
        self.refused("events.csv:8", "in the middle of a row, after 2 of 5 fields")

    def test_a_row_with_a_field_too_many_is_counted(self):
        self.write("displaced.csv", HEADER + "ML0101,Ouest,80\nML0102,Est, or so,60\n")
        rows, manifest = self.result()
        self.assertEqual(rows["ML0102"]["displaced_people"], "")
        (left,) = [e for e in manifest["exclusions"] if e["source"] == "displaced"]
        self.assertEqual((left["rows"], left["examples"]), (1, ["line 3: 4 fields"]))

    def test_an_empty_table(self):
        self.write("displaced.csv", "")
        self.refused("displaced.csv", "the file is empty")

    def test_a_table_with_a_header_only(self):
        self.write("displaced.csv", HEADER)
        self.refused("displaced.csv", "no rows")

    def test_a_selection_without_rows(self):
        self.layers["displaced"]["where"] = {"name": "Nord"}
        self.refused("displaced.csv", "where: no row has name = Nord", "Elsewhere, Est, Ouest")

    def test_a_table_of_zero_bytes_in_the_middle_of_text(self):
        self.write("displaced.csv", HEADER + "ML0101,Ou\0est,80\n")
        self.refused("displaced.csv", "no text")

    def test_accents_in_latin_1(self):
        self.displaced("ML0101,Ouest,80", "ML0102,Est,60", "ML01XXX,Ségou déplacé,7", encoding="latin-1")
        for command in ("run", "check"):
            self.refused("displaced.csv:4", "name", "not UTF-8", '"Ségou déplacé"', "iconv", command=command)
        self.displaced("ML0101,Ouest,80", "ML0102,Est,60", "ML01XXX,Ségou déplacé,7")
        _, manifest = self.result()
        self.assertIn("Ségou déplacé", str(manifest["exclusions"]))

    def test_nan_and_infinite_positions_and_deaths(self):
        for odd in ("nan", "inf", "1e999", "\"14,3\""):
            with self.subTest(odd):
                self.write("villages.csv", f"name,lon,lat\na,-3.975,14.375\nb,-3.9,{odd}\n")
                self.refused("villages.csv:3", "lat", "is not a number", "decimal point")
        self.write("villages.csv", "name,lon,lat\na,-3.975,14.375\n")
        self.write("events.csv", "id,date,lon,lat,best\n1,2024-06-30,-3.95,14.35,nan\n")
        self.refused("events.csv:2", "best", '"nan" is not a number')

    def test_a_year_that_is_none(self):
        for odd in ("nan", "1e300", "2019.5", "-3", "two"):
            with self.subTest(odd):
                self.write("events.csv", f"id,date,lon,lat,best\n1,2019,-3.95,14.35,1\n2,{odd},-3.95,14.35,1\n")
                event = self.layers["conflict"][0]
                event["year"] = event.pop("date", event.get("year"))
                self.refused("events.csv:3", "date", f'"{odd}" is no year', "four digits")

    def test_an_event_whose_date_cannot_be_read_is_counted(self):
        self.write("events.csv", "id,date,lon,lat,best\n1,2024-06-30,-3.95,14.35,1\n2,2024-02-30,-3.95,14.35,1\n"
                                 "3,30/06/2024,-3.95,14.35,1\n4,,-3.95,14.35,1\n")
        rows, manifest = self.result()
        self.assertEqual(rows["ML010101"]["ev_events"], "1")
        (left,) = [e for e in manifest["exclusions"] if "neither day nor year" in e["reason"]]
        self.assertEqual((left["rows"], left["events"]), (3, 3))

    def test_points_in_a_file_with_a_header_only(self):
        for name, key in (("events.csv", "layers.conflict[0]"), ("facilities.csv", "layers.facilities"),
                          ("villages.csv", "layers.settlements")):
            whole = (self.folder / name).read_text()
            self.write(name, whole.splitlines()[0] + "\n")
            for command in ("run", "check"):
                with self.subTest(name, command=command):
                    self.refused(name, key, "the table has no rows", "leave the layer out", command=command)
            self.write(name, whole)

    def test_semicolons_and_byte_order_marks_are_read(self):
        self.write("displaced.csv", "\ufeffcode;name;people\nML0101;Ouest;80\nML0102;Est;60\n")
        rows, _ = self.result()
        self.assertEqual(rows["ML0101"]["displaced_people"], "80")

    def test_positions_out_of_range_absent_or_outside_are_counted(self):
        self.write("villages.csv", "name,lon,lat\na,-3.975,14.375\nb,14.3,-394\nc,,\nd,0,0\ne,5,5\n")
        _, manifest = self.result()
        left = [e["reason"] for e in manifest["exclusions"] if e["file"] == "villages.csv"]
        self.assertEqual(left, ["rows without coordinates", "rows whose coordinates lie outside -180..180 and -90..90",
                                "rows at longitude 0 and latitude 0, which stands for unknown",
                                "points outside every commune"])

    def test_all_positions_with_lon_and_lat_swapped(self):
        self.layers["facilities"].update(lon="lat", lat="lon")
        self.refused("facilities.csv", "lon", "lat")

    def test_no_output_is_left_of_a_run_that_failed_over_an_earlier_one(self):
        self.result()
        before = {p.name: p.read_bytes() for p in self.out.iterdir()}
        self.displaced("ML0101,Ouest,-1")
        self.refused("displaced.csv:2")
        self.assertEqual({p.name: p.read_bytes() for p in self.out.iterdir()}, before)


class Vintage(TinyCountry):
    def test_a_table_that_states_another_frame(self):
        self.layers["displaced"]["vintage"] = "2015-frame"
        for command in ("run", "check"):
            self.refused("vintage", "2015-frame", "2016-frame", command=command)

    def test_a_table_without_vintage_and_names(self):
        del self.layers["displaced"]["vintage"], self.layers["displaced"]["name"]
        self.refused("displaced.csv: vintage", "2 of 2 codes, such as ML0101 in line 2", "2016-frame",
                     "state the `vintage`", "`name`")
        self.layers["displaced"]["name"] = "name"
        self.result()

    def test_boundaries_of_ones_own_are_warned_of(self):
        rows = commune_rows()
        for properties, _ in rows:
            for key in ("CODE", "CERCLE", "REGION"):
                properties[key] = "X" + properties[key][2:]
        write_features(self.folder / "communes.geojson", rows)
        for parent in self.scenario["localities"]["parents"]:
            file = self.folder / parent["source"]
            file.write_text(file.read_text().replace('"ML', '"X'))
        self.write("displaced.csv", "code,name,people\nX0101,Ouest,80\nX0102,Est,60\n")
        del self.layers["displaced"]["vintage"], self.layers["displaced"]["name"]
        self.scenario["localities"]["vintage"] = "own-2020"
        _, manifest = self.result()
        (warning,) = [w for w in manifest["warnings"] if "displaced.csv" in w]
        self.assertIn("the boundary frame of the table is not stated", warning)
        self.layers["displaced"]["vintage"] = "own-2020"
        _, manifest = self.result()
        self.assertNotIn("displaced.csv", str(manifest["warnings"]))

    @unittest.skipUnless(OLD_BOUNDARIES.exists(), "skipped: the real data are not here")
    def test_bare_codes_of_2016_against_the_boundaries_of_2015(self):
        """ML09 is Bamako in 2015; codes that both frames have tell nothing."""
        self.scenario = {"title": "Bare codes", "as_of": "2024-06-30", "index": {
            "index": "one", "title": "One", "tree": {"name": "risk", "mean": "arithmetic", "parts": [
                {"indicator": "population", "bounds": [0, 10]}]}}, "outputs": ["csv"], "localities": {
            "source": str(OLD_BOUNDARIES), "layer": "adm1", "level": "region", "code": "admin1Pcod",
            "name": "admin1Name", "vintage": "2015-frame"}, "layers": {"population": {"table": {
                "table": "people.csv", "code": "code", "people": "people", "level": "region"}}}}
        for rows in (["ML09,Bamako,5"], ["ML09,Bamako,5", "ML01,Kayes,7"]):
            self.write("people.csv", HEADER + "\n".join(rows) + "\n")
            self.refused("people.csv: vintage", "2015-frame", "such as ML09 in line 2")
        self.scenario["layers"]["population"]["table"]["name"] = "name"
        rows, manifest = self.result()
        self.assertEqual((rows["ML09"]["population"], manifest["warnings"]), ("5", []))
        self.write("people.csv", HEADER + "ML09,Taoudenni,5\nML01,Kayes,7\n")
        self.refused("people.csv: vintage", "the table is of the 2023-frame")

    @unittest.skipUnless(OLD_CODES.exists() and FRAME.exists(), "skipped: the real data are not here")
    def test_codes_and_names_of_2015_against_the_boundaries_of_2016(self):
        with open(OLD_CODES, encoding="utf-8-sig", newline="") as stream:
            rows = [f'{r["pcode_2015"]},"{r["adm3_2015"]}",1000' for r in csv.DictReader(stream) if r["pcode_2015"]]
        self.assertGreater(len(rows), 600)
        self.write("people.csv", HEADER + "\n".join(rows) + "\n")
        for vintage in ({}, {"vintage": "2016-frame"}):
            self.scenario = {"title": "Old codes", "as_of": "2024-06-30", "localities": {
                "source": str(FRAME), "layer": "adm3", "level": "commune", "code": "ADM3_PCODE", "name": "ADM3_FR",
                "vintage": "2016-frame"},
                "index": {"name": "risk", "parts": [{"indicator": "population", "bounds": [0, 1e6]}]},
                "layers": {"population": {"table": {
                    "table": "people.csv", "code": "code", "name": "name", "people": "people", "level": "commune",
                    **vintage}}}}
            self.write_scenario()
            status, _, err = djoliba("run", "tiny.yaml", "--out", "out", cwd=self.folder)
            self.assertEqual(status, 1, vintage)
            self.assertIn("people.csv", err)
            self.assertRegex(err, "2015|frame|vintage")
            self.assertFalse(self.out.exists())


if __name__ == "__main__":
    unittest.main()
