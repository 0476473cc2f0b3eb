# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""djoliba.zonal: every kind of input gives the figures of the command, and odd ones are refused."""
import unittest

import numpy as np

import djoliba
import djoliba._core
from arrays import AFFINE, DEPTH_100, NAN, PEOPLE, Arrays, command

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
        turned = self.zonal(self.people[::-1], transform=south_up)  # whose north is 14.4 but for rounding
        np.testing.assert_allclose(turned["sum"], [400, 400, 200, 1000], rtol=1e-12)
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
        self.assertEqual(self.zonal(np.array(PEOPLE, dtype="i2"), nodata=[250, 0])["unknown_share"][3], 1)

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
                (("weights", "shape (3, 3), another of this call (4, 4)"), self.people, {"weights": np.ones((3, 3))}),
                (("give rows and columns",), [[1, 2], [3]], {}),
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

    def test_progress_is_told_and_may_stop_the_call(self):
        told = []
        self.zonal(self.people, ["sum"], progress=told.append)
        self.assertEqual(told, sorted(told))
        self.assertEqual(told[-1], 1)

        def stop(share):
            raise KeyboardInterrupt

        with self.assertRaises(KeyboardInterrupt):
            self.zonal(self.people, ["sum"], progress=stop)
        self.assertEqual(self.zonal(self.people, ["sum"], progress=False)["sum"][0], 400)

    def test_errors_carry_problems(self):
        with self.assertRaises(djoliba.Error) as caught:
            self.zonal(self.people, ["middle", "end"])
        self.assertEqual([p.problem for p in caught.exception.problems],
                         ["no such statistic: middle", "no such statistic: end"])


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
