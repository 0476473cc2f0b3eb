# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""djoliba.zonal: every kind of input gives the figures of the command, and odd ones are refused."""
import unittest
import warnings

import numpy as np

import djoliba
import djoliba._core
from arrays import AFFINE, DEPTH_100, NAN, PEOPLE, Arrays, command, needs, write_raster

STATS = ["count", "sum", "mean", "min", "max", "stdev", "median", "q10", "majority", "unknown_share"]
TYPES = ["f4", "f8", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8"]


class Zonal(Arrays):
    def setUp(self):
        self.people = np.array(PEOPLE, dtype="f4")
        self.given = {"transform": AFFINE, "crs": "EPSG:4326", "code": "CODE"}

    def of_command(self, *options, raster="people.tif", stats=STATS):
        code, _, err = command("zonal", "-l", "communes.geojson", "-c", "CODE", "-r", raster, "-s", ",".join(stats),
                               *options, "-o", "stats.csv", cwd=self.folder)
        self.assertEqual(code, 0, err)
        return self.rows("stats.csv")

    def zonal(self, raster, stats=STATS, **given):
        return djoliba.zonal(raster, self.communes, stats, **{**self.given, **given})

    def test_a_path_and_an_array_give_what_the_command_writes(self):
        wanted = self.of_command()
        self.assert_same(djoliba.zonal(self.folder / "people.tif", self.communes, STATS, code="CODE"), wanted)
        self.assert_same(self.zonal(self.people), wanted)

    def test_without_a_code_areas_have_their_numbers(self):
        table = djoliba.zonal(self.people, str(self.communes), "sum", transform=AFFINE, crs=4326)
        self.assertEqual(list(table["feature"]), [0, 1, 2, 3])
        self.assertEqual(list(table["sum"]), [400, 400, 200, 1000])

    def test_every_type_of_cell_gives_the_same_figures(self):
        small = np.array(PEOPLE) // 10
        wanted = self.zonal(small.astype("f8"))
        for name in TYPES:
            for order in "<>":
                with self.subTest(type=order + name):
                    table = self.zonal(small.astype(order + name))
                    for column in STATS:
                        np.testing.assert_array_equal(table[column], wanted[column])
        flags = self.zonal(self.people > 100)
        self.assertEqual(list(flags["sum"]), [0, 1, 0, 4])
        np.testing.assert_array_equal(self.zonal(small.astype("f2"))["sum"], wanted["sum"])

    def test_views_of_any_stride_are_read_in_place(self):
        wanted = self.zonal(self.people)
        wide = np.zeros((8, 12), dtype="f4")
        wide[::2, ::3] = self.people
        record = np.zeros(self.people.shape, dtype=[("flag", "u1"), ("people", "<f4")])  # unaligned
        record["people"] = self.people
        frozen = self.people.copy()
        frozen.flags.writeable = False
        views = {"strided": wide[::2, ::3], "column by column": np.asfortranarray(self.people),
                 "turned twice": np.ascontiguousarray(self.people[::-1, ::-1])[::-1, ::-1],
                 "transposed": np.ascontiguousarray(self.people.T).T, "unaligned": record["people"],
                 "read-only": frozen, "first of bands": self.people[np.newaxis],
                 "subclass": np.ma.masked_array(self.people, mask=False), "memory view": memoryview(self.people)}
        for name, view in views.items():
            with self.subTest(name):
                given = np.asarray(view) if isinstance(view, memoryview) else view
                np.testing.assert_array_equal(self.zonal(given)["sum"], wanted["sum"])
                np.testing.assert_array_equal(self.zonal(given)["median"], wanted["median"])

    def test_south_up_and_lists_of_bands(self):
        south_up = (0.05, 0, -4.0, 0, 0.05, 14.2)
        np.testing.assert_array_equal(self.zonal(self.people[::-1], transform=south_up)["sum"], [400, 400, 200, 1000])
        bands = np.stack([self.people * 0, self.people])
        np.testing.assert_array_equal(self.zonal(bands, band=2)["sum"], [400, 400, 200, 1000])
        with self.refused("no band 3 among 2"):
            self.zonal(bands, band=3)
        with self.refused("2 bands", "choose one"):
            self.zonal(bands)

    def test_nan_nodata_and_masks_are_missing_never_0(self):
        depth = np.array(DEPTH_100, dtype="f4")
        wanted = self.of_command(raster="depth.tif")
        self.assert_same(self.zonal(depth), wanted)
        filled = np.where(np.isnan(depth), np.float32(-3.4e38), depth)
        self.assert_same(self.zonal(filled, nodata=-3.4e38), wanted)
        self.assert_same(self.zonal(np.where(np.isnan(depth), np.float32(np.inf), depth)), wanted)
        self.assert_same(self.zonal(np.ma.masked_invalid(depth)), wanted)
        masked = np.ma.masked_equal(np.array(PEOPLE), 250)
        self.assertTrue(np.isnan(self.zonal(masked)["mean"][3]))
        self.assertEqual(self.zonal(np.array(PEOPLE, dtype="u1"), nodata=[250, 0])["unknown_share"][3], 1)

    def test_weights_may_be_arrays_or_files(self):
        stats = ["weighted_mean", "weighted_sum"]
        wanted = self.of_command("--weights", "people.tif", raster="depth.tif", stats=stats)
        depth = np.array(DEPTH_100, dtype="f4")
        self.assert_same(self.zonal(depth, stats, weights=self.people), wanted)
        self.assert_same(self.zonal(depth, stats, weights=self.folder / "people.tif"), wanted)

    def test_the_memory_of_an_array_is_read_and_not_copied(self):
        raster = djoliba._core.Raster.from_array(self.people, AFFINE, "EPSG:4326", [], "people")
        where = djoliba._core.Areas.from_file(str(self.communes), "", "CODE")
        columns, _ = djoliba._core.zonal(raster, where, ["sum"], cache="none")
        self.assertEqual(list(columns["sum"]), [400, 400, 200, 1000])
        self.people[:2, :2] = 1  # seen through the raster that was made before
        columns, _ = djoliba._core.zonal(raster, where, ["sum"], cache="none")
        self.assertEqual(list(columns["sum"]), [4, 400, 200, 1000])
        with self.assertRaises((ValueError, BufferError)):  # the memory cannot go while it is read
            self.people.resize((1, 1))
        del raster, columns

    def test_the_array_lives_as_long_as_the_raster(self):
        import gc
        import weakref

        class Watched(np.ndarray):
            pass

        array = self.people.copy().view(Watched)
        watch = weakref.ref(array)
        raster = djoliba._core.Raster.from_array(array, AFFINE, "EPSG:4326", [], "people")
        del array
        gc.collect()
        self.assertIsNotNone(watch())
        del raster
        gc.collect()
        self.assertIsNone(watch())

    def test_numpy_views_share_the_memory_of_what_was_given(self):
        from djoliba import _arrays
        for name in TYPES:
            array = np.zeros((4, 4), dtype=name)
            self.assertIs(_arrays.numbers_of(array, "raster"), array)
        self.assertTrue(np.shares_memory(_arrays.one_band(_arrays.numbers_of(self.people[None], ""), 1, ""), self.people))

    def test_the_whole_globe_from_0_to_360(self):
        globe = np.zeros((180, 360))
        globe[75:76, 356] = 8  # 4 degrees west, 14 to 15 north
        self.assertEqual(self.zonal(globe, ["max"], transform=(1, 0, 0, 0, -1, 90))["max"][0], 8)

    def test_what_is_refused(self):
        for words, raster, given in (
                (("no cells", "(0, 4)"), self.people[:0], {}),
                (("no cells",), np.zeros((4, 0)), {}),
                (("1 dimensions",), self.people[0], {}),
                (("4 dimensions",), self.people[None, None], {}),
                (("0 dimensions",), np.float64(3), {}),
                (("object",), self.people.astype(object), {}),
                (("complex64",), self.people.astype("c8"), {}),
                (("datetime64",), np.zeros((4, 4), dtype="M8[D]"), {}),
                (("<U3",), np.full((4, 4), "abc"), {}),
                (("float128",), self.people.astype(np.longdouble), {}),
                (("nothing says where its cells lie", "transform"), self.people, {"transform": None}),
                (("is not a transform",), self.people, {"transform": (1, 2, 3)}),
                (("is not a transform",), self.people, {"transform": (NAN, 0, 0, 0, -1, 0)}),
                (("rotated",), self.people, {"transform": (0.05, 0.01, -4, 0, -0.05, 14.4)}),
                (("cells of size 0",), self.people, {"transform": (0, 0, -4, 0, -0.05, 14.4)}),
                (("nothing says its CRS",), self.people, {"crs": None}),
                (("nothing says its CRS",), self.people, {"crs": " "}),
                (("EPSG:nonsense",), self.people, {"crs": "EPSG:nonsense"}),
                (("is not a coordinate reference system",), self.people, {"crs": object()}),
                (("nodata",), self.people, {"nodata": "none"}),
                (("no band 2",), self.people, {"band": 2}),
                (("no such statistic: middle",), self.people, {"stats": ["mean", "middle"]}),
                (("no weights",), self.people, {"stats": "weighted_mean"}),
                (("no area meets raster",), self.people, {"transform": (0.05, 0, 40, 0, -0.05, 14.4)}),
                (("there is no field `NUMBER`",), self.people, {"code": "NUMBER"}),
                (("does not exist",), "no/such.tif", {"transform": None, "crs": None}),
                (("leave transform out",), "people.tif", {}),
                (("is no raster",), {"a": 1}, {}),
                (("is no raster",), None, {})):
            with self.subTest(words), self.refused(*words):
                self.zonal(raster, **{"stats": ["sum"], **given})
        with self.refused("holds no areas"):
            djoliba.zonal(self.people, [1, 2], "sum", transform=AFFINE, crs=4326)

    def test_errors_carry_problems(self):
        with self.assertRaises(djoliba.Error) as caught:
            self.zonal(self.people, ["middle", "end"])
        self.assertEqual([p.problem for p in caught.exception.problems],
                         ["no such statistic: middle", "no such statistic: end"])


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
            djoliba.zonal(self.people, self.frame.centroid.to_frame("geometry"), "sum", **self.given)

    @needs("exactextract")
    def test_exactextract_agrees(self):
        from exactextract import exact_extract
        from exactextract.feature import GeoPandasFeatureSource
        from exactextract.raster import NumPyRasterSource
        stream = np.random.default_rng(7)
        values = stream.normal(size=(64, 80)).astype("f8")
        frame = self.frame.copy()
        frame.geometry = frame.geometry.buffer(0.013)
        raster = NumPyRasterSource(values, xmin=-4.1, ymin=14.1, xmax=-3.7, ymax=14.5)
        wanted = exact_extract(raster, GeoPandasFeatureSource(frame), ["mean", "count", "min", "max"], output="pandas")
        table = djoliba.zonal(values, frame, ["mean", "count", "min", "max"],
                              transform=(0.4 / 80, 0, -4.1, 0, -0.4 / 64, 14.5), crs="EPSG:4326")
        for column in ("mean", "count", "min", "max"):
            np.testing.assert_allclose(table[column], wanted[column], rtol=2e-6)


@needs("xarray")
class ZonalOfDataArrays(Arrays):
    def setUp(self):
        import xarray as xr
        x, y = -3.975 + 0.05 * np.arange(4), 14.375 - 0.05 * np.arange(4)
        self.da = xr.DataArray(np.array(PEOPLE, dtype="f4"), dims=("y", "x"), coords={"y": y, "x": x},
                               attrs={"crs": "EPSG:4326"})

    def sums(self, da, **given):
        return list(djoliba.zonal(da, self.communes, "sum", **given)["sum"])

    def check(self, da, **given):
        np.testing.assert_allclose(self.sums(da, **given), [400, 400, 200, 1000], rtol=1e-9)

    def test_every_order_of_rows_columns_and_dimensions(self):
        self.check(self.da)
        self.check(self.da.isel(y=slice(None, None, -1)))
        self.check(self.da.isel(x=slice(None, None, -1)))
        self.check(self.da.transpose("x", "y"))
        self.check(self.da.expand_dims("band"))
        self.check(self.da.expand_dims(time=[0]))
        self.check(self.da.rename(y="lat", x="lon").drop_attrs() if hasattr(self.da, "drop_attrs") else
                   self.da.rename(y="latitude", x="longitude"))
        self.check(self.da.astype("u2"))

    def test_a_turned_array_is_not_copied(self):
        from djoliba import _xarrays
        for da in (self.da, self.da.isel(y=slice(None, None, -1)), self.da.isel(x=slice(None, None, -1)),
                   self.da.transpose("x", "y"), self.da[::2, ::2]):
            found = _xarrays.array_of(da, "raster", transform=None, crs=None, nodata=None, band=1)
            self.assertTrue(np.shares_memory(found.values, self.da.values))

    def test_a_written_transform_gives_the_bits_of_the_file(self):
        x, y = -4 + 0.1 / 3 * (np.arange(6) + 0.5), 14.4 - 0.1 / 3 * (np.arange(6) + 0.5)
        import xarray as xr
        values = np.arange(36, dtype="f8").reshape(6, 6)
        reference = xr.DataArray(0, attrs={"crs_wkt": "EPSG:4326", "GeoTransform": f"-4.0 {0.1 / 3} 0 14.4 0 {-0.1 / 3}"})
        da = xr.DataArray(values, dims=("y", "x"), coords={"y": y, "x": x, "spatial_ref": reference})
        given = {"transform": (0.1 / 3, 0, -4.0, 0, -0.1 / 3, 14.4), "crs": "EPSG:4326"}
        stats = ["count", "mean", "stdev"]
        wanted = djoliba.zonal(values, self.communes, stats, **given)
        found = djoliba.zonal(da, self.communes, stats)
        for column in stats:
            np.testing.assert_array_equal(found[column], wanted[column])
        part = djoliba.zonal(da[2:], self.communes, stats)  # the written transform is that of the whole
        self.assertAlmostEqual(part["unknown_share"][0] if "unknown_share" in part else 2 / 3, 2 / 3)
        self.assertAlmostEqual(part["count"][0], 3, places=6)
        self.assertAlmostEqual(part["count"][1], 9, places=6)

    def test_attributes_of_nodata_and_scale(self):
        raw = self.da.astype("i2").assign_attrs(_FillValue=250)
        self.assertTrue(np.isnan(self.sums(raw)[3]))
        scaled = self.da.astype("i2").assign_attrs(_FillValue=250, scale_factor=0.5, add_offset=1.0)
        self.assertEqual(self.sums(scaled)[0], 204)
        self.assertTrue(np.isnan(self.sums(scaled)[3]))

    def test_what_is_refused(self):
        for words, da in (
                (("not evenly spaced", "`y`"), self.da.isel(y=[0, 1, 3])),
                (("more dimensions", "time (2)"), self.da.expand_dims(time=[0, 1])),
                (("no band 3",), None),
                (("do not tell rows and columns",), self.da.rename(x="column")),
                (("nothing says its CRS",), self.da.assign_attrs(crs=None)),
                (("one coordinate of `x`",), self.da[:, :1]),
                (("nothing says where its cells lie",), self.da.drop_vars("x")),
                (("object",), self.da.astype(object))):
            with self.subTest(words), self.refused(*words):
                if da is None:
                    djoliba.zonal(self.da.expand_dims("band"), self.communes, "sum", band=3)
                djoliba.zonal(da, self.communes, "sum")

    def test_the_accessor_calls_the_functions(self):
        import djoliba.xarray  # noqa: F401
        self.assertEqual(list(self.da.djoliba.zonal(self.communes, "sum", code="CODE")["CODE"]),
                         ["ML010101", "ML010102", "ML010201", "ML010202"])
        self.assertIn("mean", self.da.djoliba.zonal(self.communes))

    @needs("rioxarray")
    def test_rioxarray_gives_the_bits_of_the_file(self):
        import rioxarray
        stats = ["count", "mean", "stdev", "unknown_share"]
        for name in ("people.tif", "depth.tif"):
            wanted = djoliba.zonal(self.folder / name, self.communes, stats, code="CODE")
            for masked in (False, True):
                da = rioxarray.open_rasterio(self.folder / name, masked=masked)
                found = djoliba.zonal(da, self.communes, stats, code="CODE")
                for column in stats:
                    np.testing.assert_array_equal(found[column], wanted[column])

    @needs("dask")
    def test_lazy_arrays_are_computed(self):
        self.check(self.da.chunk({"y": 2}))


class Memory(Arrays):
    def test_a_large_array_is_not_copied(self):
        import resource
        array = np.ones((4000, 6000), dtype="f8")  # 192 MB
        djoliba.zonal(array[:40, :60], self.communes, "sum", transform=(0.01, 0, -4, 0, -0.01, 14.4), crs=4326, cache="none")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        table = djoliba.zonal(array, self.communes, ["sum", "count"], transform=(1e-4, 0, -4, 0, -1e-4, 14.4), crs=4326,
                              cache="none")
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        self.assertGreater(table["count"].sum(), 1e6)
        self.assertLess((after - before) / 1024, 100)


if __name__ == "__main__":
    unittest.main()
