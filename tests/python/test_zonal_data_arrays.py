# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""djoliba.zonal of DataArrays: both orientations, written transforms, attributes, the accessor."""
import unittest
import warnings

import numpy as np

import djoliba
from arrays import PEOPLE, Arrays, needs


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
                (("a Dataset holds several", "people"), self.da.to_dataset(name="people")),
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
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # of affine, about rioxarray
                    da = rioxarray.open_rasterio(self.folder / name, masked=masked)
                found = djoliba.zonal(da, self.communes, stats, code="CODE")
                for column in stats:
                    np.testing.assert_array_equal(found[column], wanted[column])

    @needs("dask")
    def test_lazy_arrays_are_computed(self):
        self.check(self.da.chunk({"y": 2}))


if __name__ == "__main__":
    unittest.main()
