# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The array functions on open data of Mali: arrays and frames give the bits of the files that they were read from."""
import unittest
import warnings

import numpy as np

import djoliba
from arrays import Arrays, needs  # first: it finds the modules of tests/cli
from program import DATA

COMMUNES, CODE = DATA / "admin" / "mli_cod_ab_2015.gpkg", "admin3Pcod"
PEOPLE = DATA / "population" / "worldpop_2020_mean1km_10min.tif"
RAIN = DATA / "drought" / "persiann_cdr_monthly_precip_1983_2021_0p25.tif"
STATS = ["count", "sum", "mean", "unknown_share", "median"]


@unittest.skipUnless(COMMUNES.exists() and PEOPLE.exists() and RAIN.exists(), f"no data of Mali in {DATA}")
@needs("geopandas", "rioxarray")
class Mali(Arrays):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        import geopandas as gpd
        import rioxarray
        cls.frame = gpd.read_file(COMMUNES, layer="adm3")
        cls.file = f"{COMMUNES}:adm3"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of affine, about rioxarray
            cls.people = rioxarray.open_rasterio(PEOPLE)
            cls.known = rioxarray.open_rasterio(PEOPLE, masked=True)
            cls.rain = rioxarray.open_rasterio(RAIN, masked=True)

    def quiet(self, function, *args, **given):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of communes that were repaired
            return function(*args, cache=False, **given)

    def test_zonal(self):
        wanted = self.quiet(djoliba.zonal, PEOPLE, self.file, STATS, code=CODE)
        self.assertEqual(len(wanted), len(self.frame))
        for raster in (PEOPLE, self.people, self.known, self.known.isel(y=slice(None, None, -1)), self.people.isel(band=0)):
            found = self.quiet(djoliba.zonal, raster, self.frame, STATS, code=CODE)
            for column in STATS:
                np.testing.assert_array_equal(found[column], wanted[column])

    def test_expose(self):
        given = {"edges": [20, 60], "code": CODE, "people_nodata": "none"}
        wanted = self.quiet(djoliba.expose, PEOPLE, {"rain": RAIN}, localities=self.file, **given)
        found = self.quiet(djoliba.expose, self.known, {"rain": self.rain.isel(band=0)}, localities=self.frame, **given)
        self.assertEqual(len(wanted), 2 * len(self.frame))
        for column in wanted:
            self.assertTrue(wanted[column].equals(found[column]), column)
        self.assertTrue((wanted["people_total"] > 0).any())

    def test_spi_of_every_cell(self):
        months = self.rain.rename(band="time").drop_vars("time")
        found = djoliba.spi(months, 3, start="1983-01", month=9)
        self.assertEqual(found.shape, months.shape)
        known = np.isfinite(found.isel(time=slice(8, None, 12)).values)
        self.assertGreater(known.mean(), 0.4)  # the Sahara is too dry for a fit
        self.assertFalse(np.isfinite(found.isel(time=7).values).any())
        row, col = np.argwhere(known[20])[0]
        alone = djoliba.spi(months.values[:, row, col].astype(float), 3, start="1983-01", month=9)
        np.testing.assert_array_equal(found.values[:, row, col], alone)


if __name__ == "__main__":
    unittest.main()
