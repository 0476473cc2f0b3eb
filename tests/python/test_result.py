# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Result: tables, frames and maps, from a folder and from memory."""
import contextlib
import json
import math
import shutil
import sqlite3
import sys
import unittest
from unittest import mock

import numpy as np

import djoliba
from djoliba._colours import CLASSES, NOT_ASSESSED
from results import FromFolder, on_both_sources


@on_both_sources
class Tables:
    def test_it_knows_what_it_is(self):
        r = self.result
        self.assertEqual((r.title, r.as_of, r.synthetic), ("Four communes", "2024-06-30", False))
        self.assertEqual(r.levels, ["region", "cercle", "commune"])
        self.assertEqual(r.headline_level, r.manifest["index"]["headline_level"])
        self.assertEqual(r.tables[:3], ["ranking", "caseload", "contributions"])
        self.assertIn("communes: 3 of 4 assessed", repr(r))

    def test_missing_values_are_none_or_nan_and_codes_are_text(self):
        table = self.result.table("ranking", "commune")
        delta = table["name"].index("Delta")
        self.assertEqual(sorted(table["code"]), ["ML010101", "ML010102", "ML010201", "ML010202"])
        self.assertEqual((table["rank"][delta], table["class"][delta], table["status"][delta]), (None, None, "not_assessed"))
        self.assertTrue(math.isnan(table["score"][delta]))
        self.assertEqual(table["population"][delta], 1000)
        self.assertIsNone(table["reason_not_assessed"][table["name"].index("Alpha")])

    def test_a_frame_has_the_types_of_its_columns(self):
        frame = self.result.to_dataframe("commune").set_index("name")
        self.assertEqual([str(frame[c].dtype) for c in ("rank", "class", "score", "population")], ["Int64", "Int64", "float64", "float64"])
        self.assertEqual(frame.loc["Alpha", "code"], "ML010101")
        self.assertTrue(frame["rank"].isna()["Delta"])
        self.assertTrue(np.isnan(frame.loc["Delta", "score"]))
        self.assertEqual(sorted(frame["rank"].dropna()), [1, 2, 3])
        self.assertEqual(list(self.result.to_dataframe().columns), [c["name"] for c in self.result.columns()])
        self.assertEqual(len(self.result.to_dataframe()), 7)

    def test_other_tables_are_frames_too(self):
        frame = self.result.to_dataframe(table="caseload")
        self.assertIn("hazard", frame)
        points = self.result.to_dataframe("commune", "contributions").set_index("name")
        of_alpha = points.loc["Alpha", [c for c in points if c.endswith("_points")]].sum()
        self.assertAlmostEqual(of_alpha, points.loc["Alpha", "score"] - points.loc["Alpha", "median_score"])

    def test_shapes_are_in_degrees_and_belong_to_their_rows(self):
        frame = self.result.to_geodataframe("commune").set_index("name")
        self.assertEqual(frame.crs.to_epsg(), 4326)
        np.testing.assert_allclose(frame.geometry["Delta"].bounds, (-3.9, 14.2, -3.8, 14.3))
        self.assertEqual(list(self.result.to_geodataframe().level.unique()), [self.result.headline_level])

    def test_a_map_has_coordinates_and_a_reference_system(self):
        array = self.result.map("class")
        self.assertEqual(array.dims, ("y", "x"))
        self.assertAlmostEqual(float(array.x[1] - array.x[0]), 0.01)
        self.assertAlmostEqual(float(array.y[1] - array.y[0]), -0.01)
        self.assertEqual(int(array.sel(x=-3.85, y=14.25, method="nearest")), 0)  # Delta: not assessed
        self.assertEqual(array.attrs["_FillValue"], 255)
        self.assertIn("4326", array.spatial_ref.attrs["crs_wkt"])
        self.assertEqual(array.encoding["grid_mapping"], "spatial_ref")
        west, dx, _, north, _, dy = map(float, array.spatial_ref.attrs["GeoTransform"].split())
        self.assertAlmostEqual(float(array.x[0]), west + dx / 2)
        self.assertAlmostEqual(float(array.y[0]), north + dy / 2)

    def test_a_map_of_scores_is_missing_where_nothing_is_assessed(self):
        array = self.result.map("risk")
        self.assertTrue(np.isnan(array.sel(x=-3.85, y=14.25, method="nearest")))
        alpha = self.result.table()["score"][self.result.table()["name"].index("Alpha")]
        self.assertAlmostEqual(float(array.sel(x=-3.95, y=14.35, method="nearest")), alpha, places=5)

    def test_a_map_of_people_says_what_it_shows(self):
        array = self.result.map("population_density")
        self.assertEqual(array.attrs["units"], "people/km2")
        self.assertTrue(array.attrs["long_name"] and array.attrs["long_name_fr"])

    def test_what_is_not_there_is_refused_with_what_is(self):
        for call, word in ((lambda: self.result.map("magic"), "population_density"), (lambda: self.result.table("magic"), "caseload"),
                           (lambda: self.result.to_dataframe("canton"), "cercle"), (lambda: self.result.plot(lang="bm"), "'fr'"),
                           (lambda: self.result.plot("scoer"), "did you mean score")):
            with self.assertRaises(djoliba.Error) as caught:
                call()
            self.assertIn(word, str(caught.exception))

    def test_it_is_saved_and_opened_again(self):
        self.result.save(self.folder / "copy")
        again = djoliba.open(self.folder / "copy")
        self.assertEqual(again.manifest["title"], "Four communes")
        self.assertEqual(again.table("ranking")["code"], self.result.table("ranking")["code"])
        np.testing.assert_array_equal(again.table("ranking")["score"], self.result.table("ranking")["score"])


@on_both_sources
class WithoutPackages:
    """What is left where a package is not installed, and how the message says so."""

    def without(self, *packages):
        """Imports of these packages fail until the test ends."""
        for name in packages:
            patch = mock.patch.dict(sys.modules, {name: None})
            patch.start()
            self.addCleanup(patch.stop)

    def test_the_message_says_what_to_install(self):
        for package, call in (("pandas", lambda: self.result.to_dataframe()), ("geopandas", lambda: self.result.to_geodataframe()),
                              ("matplotlib.pyplot", lambda: self.result.plot()), ("shapely", lambda: self.result.explore())):
            with self.subTest(package):
                self.without(package)
                with self.assertRaises(ImportError) as caught:
                    call()
                self.assertIn(f"pip install {package.partition('.')[0]}", str(caught.exception))

    def test_tables_need_no_package(self):
        self.without("pandas", "geopandas", "shapely", "xarray", "matplotlib")
        self.assertEqual(len(self.result.table("ranking", "commune")["code"]), 4)
        self.assertIn("Bravo", self.result.to_html(level="commune"))

    def test_a_map_without_xarray_is_an_array_with_its_place(self):
        self.without("xarray")
        values, transform, crs, about = self.result.map("class")
        self.assertEqual((values.dtype, crs, about["nodata"]), (np.uint8, "EPSG:4326", 255))
        np.testing.assert_allclose(transform, (0.01, 0, -4, 0, -0.01, 14.4))

    def test_an_explanation_without_matplotlib_is_text(self):
        self.without("matplotlib.pyplot")
        self.assertIn("<pre>Bravo (cercle: Ouest): rank ", self.result.explain("ML010102")._repr_html_())


@on_both_sources
class Colours:
    def test_colours_and_classes_are_those_of_the_files(self):
        import rasterio

        self.result.save(self.folder / "colours")
        with rasterio.open(self.folder / "colours" / "class.tif") as file:
            colours = {k: "#{:02X}{:02X}{:02X}".format(*v[:3]) for k, v in file.colormap(1).items() if k <= 5}
        self.assertEqual(colours, {0: NOT_ASSESSED, **{c.number: c.colour for c in CLASSES}})
        with contextlib.closing(sqlite3.connect(self.folder / "colours" / "localities.gpkg")) as package:
            style = package.execute("SELECT styleQML FROM layer_styles").fetchone()[0]
        for shown in CLASSES:
            self.assertTrue(f'label="{shown.label("fr")}"' in style, shown)


class Folders(FromFolder, unittest.TestCase):
    def copy(self, name):
        return shutil.copytree(self.folder / "out", self.folder / name)

    def refuse(self, folder, *words, call=djoliba.open):
        with self.assertRaises(djoliba.Error) as caught:
            call(folder)
        for word in words:
            self.assertIn(word, str(caught.exception))

    def test_a_folder_that_no_run_wrote(self):
        self.refuse(self.folder, "there is no run.json")
        other = self.folder / "other"
        other.mkdir()
        (other / "run.json").write_text("[1, 2]")
        self.refuse(other, "not the manifest of a run")
        (other / "run.json").write_text("{")
        self.refuse(other, "it is damaged")
        (other / "run.json").write_text('{"outputs": [], "program": {"version": "0.0.9"}}')
        self.refuse(other, "version 0.0.9", "run the scenario again")

    def test_files_that_are_gone_or_changed(self):
        folder = self.copy("gone")
        (folder / "ranking.csv").unlink()
        self.refuse(folder, "ranking.csv", "it is not there", call=lambda f: djoliba.open(f).table())
        folder = self.copy("changed")
        text = (folder / "ranking.csv").read_text(encoding="utf-8")
        (folder / "ranking.csv").write_text(text.replace("rank,code", "rank,kode", 1), encoding="utf-8")
        self.refuse(folder, "its columns are not those", call=lambda f: djoliba.open(f).table())
        (folder / "ranking.csv").write_text(text.replace("\n1,", "\nfirst,", 1), encoding="utf-8")
        self.refuse(folder, "the file was changed", call=lambda f: djoliba.open(f).table())

    def without(self, name, *files):
        folder = self.copy(name)
        manifest = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        manifest["outputs"] = [f for f in manifest["outputs"] if f not in files]
        (folder / "run.json").write_text(json.dumps(manifest), encoding="utf-8")
        return djoliba.open(folder)

    def test_outputs_that_were_not_asked_for(self):
        self.refuse(self.without("no-tables", "datapackage.json"), "`csv` among the `outputs`", call=lambda r: r.table())
        self.refuse(self.without("no-shapes", "localities.gpkg", "localities.geojson"), "without shapes of the level `commune`",
                    call=lambda r: r.geometry("commune"))

    def test_shapes_from_geojson_are_those_of_the_geopackage(self):
        import shapely

        from_json, from_package = self.without("json", "localities.gpkg"), self.result
        for level in ("commune", "cercle", "region"):
            one, other = from_json.geometry(level), from_package.geometry(level)
            self.assertEqual(set(one), set(other))
            for code in one:
                self.assertTrue(shapely.equals(shapely.from_wkb(one[code]), shapely.from_wkb(other[code])), code)

    def test_nothing_is_written_over(self):
        target = self.folder / "full"
        target.mkdir()
        (target / "mine.txt").write_text("mine")
        self.refuse(target, "no empty folder", call=self.result.save)
        self.assertEqual([p.name for p in target.iterdir()], ["mine.txt"])


if __name__ == "__main__":
    unittest.main()
