# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""djoliba.zonal within areas of GeoDataFrames, and exactextract beside it."""
import unittest
import warnings

import numpy as np

import djoliba
from arrays import AFFINE, PEOPLE, Arrays, needs


@needs("geopandas")
class ZonalOfFrames(Arrays):
    def setUp(self):
        import geopandas as gpd
        self.frame = gpd.read_file(self.communes)
        self.people = np.array(PEOPLE, dtype="f4")
        self.given = {"transform": AFFINE, "crs": "EPSG:4326"}

    def test_a_frame_keeps_index_geometry_and_crs(self):
        frame = self.frame.set_index("CODE").iloc[[3, 0]]
        table = djoliba.zonal(self.people, frame, ["sum"], **self.given)
        self.assertEqual(list(table.index), ["ML010202", "ML010101"])
        self.assertEqual(list(table["sum"]), [1000, 400])
        self.assertEqual(table.crs, frame.crs)
        self.assertTrue(table.geometry.geom_equals(frame.geometry).all())
        named = djoliba.zonal(self.people, self.frame, ["sum"], code="CODE", **self.given)
        self.assertEqual(list(named.columns), ["CODE", "sum", "geometry"])
        self.assertEqual(list(djoliba.zonal(self.people, self.frame.geometry, "sum", **self.given)["sum"]),
                         [400, 400, 200, 1000])

    def test_a_frame_gives_the_figures_of_its_file(self):
        of_file = djoliba.zonal(self.people, self.communes, ["count", "mean", "q10"], code="CODE", **self.given)
        of_frame = djoliba.zonal(self.people, self.frame, ["count", "mean", "q10"], code="CODE", **self.given)
        for column in ("count", "mean", "q10"):
            np.testing.assert_array_equal(of_file[column], of_frame[column])

    def test_another_crs_is_brought_to_that_of_the_raster(self):
        table = djoliba.zonal(self.people, self.frame.to_crs(32630), ["sum"], **self.given)
        np.testing.assert_allclose(table["sum"], [400, 400, 200, 1000], rtol=2e-3)
        self.assertEqual(table.crs.to_epsg(), 32630)

    def test_missing_and_broken_shapes_are_said(self):
        from shapely import Polygon
        frame = self.frame.copy()
        frame.loc[0, "geometry"] = None
        frame.loc[1, "geometry"] = Polygon([(-4, 14.2), (-3.9, 14.3), (-3.9, 14.2), (-4, 14.3)])
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            table = djoliba.zonal(self.people, frame, ["sum", "count"], **self.given)
        texts = " ".join(str(w.message) for w in said)
        self.assertIn("1 features without an area", texts)
        self.assertIn("1 invalid areas were repaired", texts)
        self.assertTrue(np.isnan(table["sum"][0]))
        self.assertEqual(table["sum"][3], 1000)

    def test_what_is_refused(self):
        with self.refused("localities", "nothing says its CRS"):
            djoliba.zonal(self.people, self.frame.set_crs(None, allow_override=True), "sum", **self.given)
        with self.refused("no areas in it"):
            djoliba.zonal(self.people, self.frame.iloc[:0], "sum", **self.given)
        with self.refused("no column `code`", "CODE"):
            djoliba.zonal(self.people, self.frame, "sum", code="code", **self.given)
        with self.refused("no area meets"):
            djoliba.zonal(self.people, self.frame.assign(geometry=self.frame.representative_point()), "sum", **self.given)

    @needs("exactextract")
    def test_exactextract_agrees(self):
        import shapely
        from exactextract import exact_extract
        from exactextract.feature import GeoPandasFeatureSource
        from exactextract.raster import NumPyRasterSource
        stream = np.random.default_rng(7)
        values = stream.normal(size=(64, 80)).astype("f8")
        frame = self.frame.copy()
        frame.geometry = shapely.buffer(frame.geometry.array, 0.013)
        raster = NumPyRasterSource(values, xmin=-4.1, ymin=14.1, xmax=-3.7, ymax=14.5)
        wanted = exact_extract(raster, GeoPandasFeatureSource(frame), ["mean", "count", "min", "max"], output="pandas")
        table = djoliba.zonal(values, frame, ["mean", "count", "min", "max"],
                              transform=(0.4 / 80, 0, -4.1, 0, -0.4 / 64, 14.5), crs="EPSG:4326")
        for column in ("mean", "count", "min", "max"):
            np.testing.assert_allclose(table[column], wanted[column], rtol=2e-6)


if __name__ == "__main__":
    unittest.main()
