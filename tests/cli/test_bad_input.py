# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Input that is wrong stops with a message that names file, field, problem and remedy, and leaves no folder behind."""
import shutil
import unittest

from program import DATA, djoliba
from tiny_country import PEOPLE, TinyCountry, commune_rows, write_features, write_raster

NO_CRS = DATA / "drought/format_samples/negative_no_crs_persiann_cdr_202108.tif"
ELSEWHERE = DATA / "flood/format_samples_not_mali/inunriver_rcp4p5_MIROC-ESM-CHEM_2030_rp01000_horn_of_africa.tif"
MALFORMED = DATA / "admin/negative_ibf_MLI_adm2_malformed.geojson"


class Scenarios(TinyCountry):
    def test_the_country_itself_is_good(self):
        code, _, err = self.run_it(command="check")
        self.assertEqual((code, err), (0, ""))

    def test_a_missing_file(self):
        self.layers["displaced"]["table"] = "displacd.csv"
        for command in ("run", "check"):
            self.refused("tiny.yaml:", "layers.displaced", "there is no file displacd.csv", "--data", command=command)

    def test_unknown_keys_and_several_problems_are_told_at_once(self):
        self.layers["flood"]["depth_m"] = [0.3]
        self.layers["conflict"][0]["windowdays"] = 365
        self.layers["population"]["quantity"] = "persons"
        self.scenario["as_of"] = "30/06/2024"
        for command in ("run", "check"):
            err = self.refused("depths_m", "window_days", "people_per_km2", "as_of", "YYYY-MM-DD", command=command)
            self.assertEqual(len([x for x in err.splitlines() if x.startswith("tiny.yaml:")]), 4, err)

    def test_repeated_keys(self):
        for command in ("run", "check"):
            text = 'title: A\ntitle: B\nas_of: 2024-06-30\n'
            self.write("twice.yaml", text)
            code, _, err = djoliba(command, "twice.yaml", *(["--out", "out"] if command == "run" else []),
                                   cwd=self.folder)
            self.assertEqual(code, 1)
            self.assertIn("twice.yaml:2:1: title", err)
            self.assertFalse(self.out.exists())

    def test_weights_that_sum_to_zero(self):
        for part in self.scenario["index"]["tree"]["parts"]:
            part["weight"] = 0
        for command in ("run", "check"):
            self.refused("tiny.yaml:", "index.tree.parts: the weights", "`risk`", "sum to zero", "above 0",
                         command=command)

    def test_an_output_path_below_a_regular_file(self):
        self.write("occupied", "text")
        code, _, err = self.run_it(out=self.folder / "occupied" / "out")
        self.assertEqual(code, 1)
        self.assertIn("occupied", err)
        self.assertEqual((self.folder / "occupied").read_text(), "text")

    def test_an_output_path_that_is_a_file(self):
        self.write("occupied", "text")
        self.assertEqual(self.run_it(out=self.folder / "occupied")[0], 1)
        self.assertEqual((self.folder / "occupied").read_text(), "text")


class Localities(TinyCountry):
    def test_an_unknown_layer(self):
        self.scenario["localities"]["layer"] = "comunes"
        self.refused("communes.geojson", "comunes", "communes")

    def test_an_unknown_field_gets_the_nearest_name(self):
        self.scenario["localities"]["code"] = "CODES"
        self.refused("communes.geojson", "CODES", "did you mean", "CODE")

    def test_duplicate_codes(self):
        rows = commune_rows()
        rows[3][0]["CODE"] = "ML010201"
        write_features(self.folder / "communes.geojson", rows)
        self.refused("communes.geojson", "two units have the code ML010201", "recode")

    def test_a_layer_without_features(self):
        write_features(self.folder / "communes.geojson", [])
        self.refused("communes.geojson", "layer `communes` has no features")

    def test_a_geopackage_without_features(self):
        try:
            from osgeo import gdal
        except ImportError:
            self.skipTest("osgeo is not installed for this Python")
        gdal.UseExceptions()
        write_features(self.folder / "communes.geojson", commune_rows())
        gdal.VectorTranslate(str(self.folder / "communes.gpkg"), str(self.folder / "communes.geojson"), where="1=0")
        self.scenario["localities"]["source"] = "communes.gpkg"
        self.refused("communes.gpkg", "layer `communes` has no features")

    def test_a_commune_without_its_cercle(self):
        rows = commune_rows()
        rows[3][0]["CERCLE"] = "ML0109"
        write_features(self.folder / "communes.geojson", rows)
        self.refused("communes.geojson", "ML010202", "`ML0109`", "correct the code")

    @unittest.skipUnless(MALFORMED.exists(), "skipped: the real data are not here")
    def test_malformed_geojson(self):
        shutil.copy(MALFORMED, self.folder / "communes.geojson")
        self.refused("communes.geojson", "49 of 53 features", "repair the file")

    def test_geojson_cut_off(self):
        text = (self.folder / "communes.geojson").read_text()
        self.write("communes.geojson", text[:len(text) // 2])
        self.refused("communes.geojson", "localities", "check that it is a whole")


class Rasters(TinyCountry):
    @unittest.skipUnless(NO_CRS.exists(), "skipped: the real data are not here")
    def test_a_real_raster_without_a_coordinate_system(self):
        shutil.copy(NO_CRS, self.folder / "people.tif")
        self.refused("people.tif", "layers.population", "CRS", "EPSG:4326")

    def test_a_raster_without_a_coordinate_system(self):
        write_raster(self.folder / "depth10.tif", PEOPLE, epsg=None)
        self.refused("depth10.tif", "layers.flood", "CRS", "EPSG:4326")

    @unittest.skipUnless(ELSEWHERE.exists(), "skipped: the real data are not here")
    def test_a_real_raster_of_another_country(self):
        shutil.copy(ELSEWHERE, self.folder / "depth100.tif")
        self.refused("depth100.tif", "layers.flood", "41.00 to 45.00 E", "where there is no locality")

    def test_a_raster_of_another_place(self):
        for name, key in (("people.tif", "layers.population"), ("depth100.tif", "layers.flood")):
            with self.subTest(name):
                kept = (self.folder / name).read_bytes()
                write_raster(self.folder / name, PEOPLE, west=40.0)
                self.refused(name, key, "40.00 to 40.20 E")
                (self.folder / name).write_bytes(kept)

    def test_a_raster_cut_off(self):
        for name in ("people.tif", "depth100.tif"):
            whole = (self.folder / name).read_bytes()
            for length in (0, 6, 30, len(whole) - 200):
                with self.subTest(name, length=length):
                    (self.folder / name).write_bytes(whole[:length])
                    self.refused(name, "check that it is a whole GeoTIFF")
            (self.folder / name).write_bytes(whole)

    def rain(self, *names, start="1991-01"):
        """A series of single months, dry everywhere, whose bands have these names."""
        files = [f"rain{k}.tif" for k in range(len(names))]
        for file, name in zip(files, names):
            write_raster(self.folder / file, PEOPLE, name=name)
        self.layers["drought"] = {"raster_series": files, "quantity": "rainfall_mm_per_month", "start": start,
                                  "index": [{"spi": 1, "month": 9, "reference": "1991-2020"}]}

    def test_bands_that_name_another_month_than_start(self):
        self.rain("rain 1991-02", "rain 1991-03", start="1991-01")
        for command in ("run", "check"):
            err = self.refused("tiny.yaml:", "layers.drought.start", "rain0.tif: band 1 is called `rain 1991-02`",
                               "counted from 1991-01 it is 1991-01", "write `start: 1991-02`", command=command)
            self.assertIn("rain1.tif: band 1 is called `rain 1991-03`", err)

    def test_a_month_left_out_of_a_series(self):
        self.rain("199112", "1992_02", start="1991-12")
        err = self.refused("rain1.tif: band 1 is called `1992_02`, but counted from 1991-12 it is 1992-01",
                           command="check")
        self.assertNotIn("rain0.tif", err)

    def test_bands_that_name_their_month_or_none_are_taken_as_told(self):
        for names in (("1991-01-31", "1991.02", "CHIRPS 199103 v2"), (None, "", "precipitation"), ("band 1", None, "v1.2024")):
            with self.subTest(names):
                self.rain(*names)
                code, _, err = self.run_it(command="check")
                self.assertEqual((code, err), (0, ""))

    def test_a_compressed_raster_with_a_block_cut_off(self):
        try:
            from osgeo import gdal
            import numpy
        except ImportError:
            self.skipTest("osgeo is not installed for this Python")
        gdal.UseExceptions()
        file = self.folder / "people.tif"
        data = gdal.GetDriverByName("GTiff").Create(str(file), 256, 256, 1, gdal.GDT_Float32,
                                                    ["COMPRESS=DEFLATE", "BLOCKYSIZE=16"])
        data.SetGeoTransform([-4.0, 0.2 / 256, 0, 14.4, 0, -0.2 / 256])
        data.SetProjection(gdal.Open(str(self.folder / "depth10.tif")).GetProjection())
        data.GetRasterBand(1).WriteArray(numpy.random.default_rng(1).random((256, 256), dtype=numpy.float32))
        data = None
        whole = file.read_bytes()
        file.write_bytes(whole[:len(whole) // 2])
        self.refused("people.tif", "layers.population", "truncated", f"{len(whole) // 2} bytes")

    def test_negative_people(self):
        write_raster(self.folder / "people.tif", [[100, -5, 50, 50]] + PEOPLE[1:])
        self.refused("people.tif", "-5", "not a number of people")

    def test_negative_people_that_are_declared_as_nodata_are_unknown(self):
        write_raster(self.folder / "people.tif", [[100, -5, 50, 50]] + PEOPLE[1:], nodata=-5)
        rows, manifest = self.result()
        self.assertEqual(rows["ML010101"]["population"], "300")
        self.assert_counted(manifest, "people.tif", 1)

    def assert_counted(self, manifest, file, rows):
        found = {e["reason"]: e["rows"] for e in manifest["exclusions"] if e["file"] == file}
        self.assertEqual(found.get("cells of localities without a population value"), rows, found)

    def test_nan_cells_are_unknown_and_counted(self):
        write_raster(self.folder / "people.tif", [[100, float("nan"), 50, 50]] + PEOPLE[1:])
        rows, manifest = self.result()
        self.assertEqual(rows["ML010101"]["population"], "300")
        self.assert_counted(manifest, "people.tif", 1)

    def test_infinite_cells(self):
        for name in ("people.tif", "depth100.tif"):
            kept = (self.folder / name).read_bytes()
            for odd in (float("inf"), float("-inf")):
                with self.subTest(name, odd=odd):
                    write_raster(self.folder / name, [[100, 0, 50, 50], [0, 0, odd, 0], [0] * 4, [0] * 4])
                    self.refused(name, "band 1", "infinite value", "-a_nodata inf")
            (self.folder / name).write_bytes(kept)

    def test_infinite_cells_that_are_declared_as_nodata_are_unknown(self):
        write_raster(self.folder / "depth100.tif",
                     [[1.0, 0.4, 2, 2], [0, 0, float("inf"), 0], [0] * 4, [0] * 4], nodata="inf")
        rows, _ = self.result()
        self.assertEqual(rows["ML010201"]["flood_people_unknown"], "50")
        self.assertEqual(rows["ML010201"]["flood_people_0p3m_rp100"], "100")

    def test_depth_in_centimetres_declared_as_metres_is_warned_of(self):
        write_raster(self.folder / "depth100.tif", [[100, 40, 200, 200]] + [[0] * 4] * 3)  # 40 to 200 metres of water
        _, manifest = self.result()
        (warning,) = [w for w in manifest["warnings"] if "depth100.tif" in w]
        for words in ("4 above 30", "200", "`quantity`"):
            self.assertIn(words, warning)

    def test_a_raster_in_metres_is_not_taken_for_degrees(self):
        write_raster(self.folder / "depth100.tif", PEOPLE, west=600000, north=1600000, cell=5000, epsg=32630)
        self.refused("depth100.tif", "EPSG:32630", "EPSG:4326", "gdal_edit.py -a_srs")


if __name__ == "__main__":
    unittest.main()
