# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Tables that are wrong, and tables that only look wrong."""
import csv
import unittest

from program import DATA, djoliba
from tiny_country import PEOPLE_TABLE, TinyCountry, known

OLD_CODES = DATA / "admin/DERIVED_crosswalk_adm3_pcodes_2015_to_20211220.csv"
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

    def test_a_row_cut_off(self):
        self.write("displaced.csv", HEADER + "ML0101,Ouest,80\nML01")
        rows, manifest = self.result()
        self.assertEqual(rows["ML0101"]["displaced_people"], "80")
        self.assertEqual(rows["ML0102"]["displaced_people"], "")
        self.assertEqual([e["rows"] for e in manifest["exclusions"] if e["source"] == "displaced"], [1])

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

    def test_a_latin_1_table_is_read_and_noted(self):
        self.displaced("ML0101,Ouest,80", "ML0102,Est,60", "ML01XX,Ségou déplacé,7", encoding="latin-1")
        _, manifest = self.result()
        notes = next(x for x in manifest["layers"] if x["source"] == "displaced")["notes"]
        self.assertTrue(any("1252" in n or "8859-1" in n or "Latin" in n for n in notes), notes)
        self.assertIn("Ségou déplacé", str(manifest["exclusions"]))

    def test_semicolons_and_byte_order_marks_are_read(self):
        self.write("displaced.csv", "\ufeffcode;name;people\nML0101;Ouest;80\nML0102;Est;60\n")
        rows, _ = self.result()
        self.assertEqual(rows["ML0101"]["displaced_people"], "80")

    def test_positions_out_of_range(self):
        self.write("villages.csv", "name,lon,lat\na,-3.975,14.375\nb,14.3,-394\n")
        code, _, err = self.run_it()
        if code == 0:
            _, manifest = self.result()
            self.assertIn("villages.csv", [e["file"] for e in manifest["exclusions"]])
        else:
            self.assertIn("villages.csv:3", err)

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

    @unittest.skipUnless(OLD_CODES.exists() and FRAME.exists(), "skipped: the real data are not here")
    def test_codes_and_names_of_2015_against_the_boundaries_of_2016(self):
        with open(OLD_CODES, encoding="utf-8-sig", newline="") as stream:
            rows = [f'{r["pcode_2015"]},"{r["adm3_2015"]}",1000' for r in csv.DictReader(stream) if r["pcode_2015"]]
        self.assertGreater(len(rows), 600)
        self.write("people.csv", HEADER + "\n".join(rows) + "\n")
        for vintage in ({}, {"vintage": "2016-frame"}):
            self.scenario = {"title": "Old codes", "as_of": "2024-06-30", "index": "mali-open-data", "localities": {
                "source": str(FRAME), "layer": "adm3", "level": "commune", "code": "ADM3_PCODE", "name": "ADM3_FR",
                "vintage": "2016-frame"}, "layers": {"population": {"table": {
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
