# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""djoliba.spi against SciPy's gamma and normal distributions, for every kind of input."""
import datetime
import unittest

import numpy as np

import djoliba
import djoliba._core
from arrays import Arrays, needs

YEARS = 40


def rainfall(*shape, seed=3):
    stream = np.random.default_rng(seed)
    return stream.gamma(2.0, 30.0, size=(12 * YEARS, *shape))


class Spi(Arrays):
    @needs("scipy")
    def test_scipy_agrees(self):
        from scipy import stats
        rain = rainfall()
        rain[::7] = 0
        found = djoliba.spi(rain, 3, start="1985-01", reference=(1991, 2020))
        sums = np.convolve(rain, np.ones(3), "valid")
        for month in range(12):
            at = np.arange(month, len(rain), 12)
            at = at[at >= 2]
            x = sums[at - 2]
            years = 1985 + at // 12
            fit = x[(years >= 1991) & (years <= 2020)]
            wet, q = fit[fit > 0], np.mean(fit == 0)
            a = np.log(wet.mean()) - np.log(wet).mean()
            alpha = (1 + np.sqrt(1 + 4 * a / 3)) / (4 * a)
            h = q + (1 - q) * stats.gamma.cdf(x, alpha, scale=wet.mean() / alpha)
            np.testing.assert_allclose(found[at], np.clip(stats.norm.ppf(h), -3.09, 3.09), atol=1e-9)
        self.assertTrue(np.isnan(found[:2]).all())

    def test_cells_give_what_each_gives_alone(self):
        rain = rainfall(3, 2)
        rain[5, 0, 0] = np.nan
        found, reasons = djoliba.spi(rain, 2, start=(1985, 1), reasons=True)
        self.assertEqual(found.shape, rain.shape)
        for y in range(3):
            for x in range(2):
                alone = djoliba.spi(rain[:, y, x].copy(), 2, start=datetime.date(1985, 1, 1))
                np.testing.assert_array_equal(found[:, y, x], alone)
        words = djoliba._core.spi_gaps()
        self.assertEqual(words[0], "")
        self.assertTrue((np.isnan(found) == (reasons > 0)).all())
        self.assertIn("rain", words[reasons[5, 0, 0]])

    def test_contiguous_doubles_are_read_in_place(self):
        from djoliba import _spi
        rain = rainfall(4, 4)
        self.assertIs(_spi._rain(rain), rain)
        self.assertTrue(np.shares_memory(rain, rain.reshape(len(rain), -1)))
        for other in (rain.astype("f4"), rain[:, ::-1], rain.astype(">f8"), np.ma.masked_greater(rain, 1e9)):
            np.testing.assert_allclose(djoliba.spi(other, 1, start="1985-01")[:, 1, 1],
                                       djoliba.spi(np.ascontiguousarray(other, dtype="f8")[:, 1, 1], 1, start="1985-01"))

    def test_masked_months_are_missing(self):
        rain = rainfall()
        masked = np.ma.masked_array(rain, mask=np.arange(len(rain)) == 50)
        found = djoliba.spi(masked, 1, start="1985-01")
        self.assertTrue(np.isnan(found[50]))
        self.assertEqual(np.isnan(found).sum(), 1)

    def test_threads_change_no_bit(self):
        rain = rainfall(5)
        np.testing.assert_array_equal(djoliba.spi(rain, 3, start="1985-01", threads=1),
                                      djoliba.spi(rain, 3, start="1985-01", threads=4))

    def test_what_is_refused(self):
        rain = rainfall()
        for words, series, given in (
                (("nothing says when it starts",), rain, {"start": None}),
                (("is no month",), rain, {"start": "spring"}),
                (("is no month",), rain, {"start": (1985, 13)}),
                (("is no month",), rain, {"month": 13}),
                (("no cells",), rain[:0], {}),
                (("a single number",), np.float64(1), {}),
                (("object",), rain.astype(object), {}),
                (("neither share nor centre_of_mass",), rain, {"zeros": "drop"}),
                (("rainfall of -",), -rain, {}),
                (("rainfall of inf",), rain * np.inf, {}),
                (("73",), rain, {"window": 73}),
                (("0",), rain, {"window": 0}),
                (("2020",), rain, {"reference": (2020, 1991)})):
            with self.subTest(words), self.refused(*words):
                djoliba.spi(series, **{"start": "1985-01", **given})

    @needs("pandas")
    def test_a_series_has_its_months_in_its_index(self):
        import pandas as pd
        rain = rainfall()
        wanted = djoliba.spi(rain, 3, start="1985-04")
        for index in (pd.date_range("1985-04", periods=len(rain), freq="MS"),
                      pd.date_range("1985-04", periods=len(rain), freq="MS") + pd.Timedelta(days=27),
                      pd.period_range("1985-04", periods=len(rain), freq="M")):
            found = djoliba.spi(pd.Series(rain, index=index), 3)
            np.testing.assert_array_equal(found.to_numpy(), wanted)
            self.assertTrue(found.index.equals(index))
        series = pd.Series(rain, index=pd.date_range("1985-04", periods=len(rain), freq="MS"))
        with self.refused("month 6 of 1985 is followed by month 8 of 1985"):
            djoliba.spi(series.drop(series.index[3]))
        with self.refused("month 5 of 1985 is followed by month 5 of 1985"):
            djoliba.spi(pd.concat([series[:2], series[1:]]))
        with self.refused("are no months"):
            djoliba.spi(pd.Series(rain))

    @needs("xarray")
    def test_a_data_array_keeps_dimensions_and_coordinates(self):
        import pandas as pd
        import xarray as xr

        import djoliba.xarray  # noqa: F401
        rain = rainfall(3, 2)
        da = xr.DataArray(rain, dims=("time", "y", "x"), coords={
            "time": pd.date_range("1985-01", periods=len(rain), freq="MS"), "y": [3, 2, 1], "x": [0, 1]},
            attrs={"units": "mm"})
        wanted = djoliba.spi(rain, 3, start="1985-01", month=9)
        found = da.djoliba.spi(3, month=9)
        np.testing.assert_array_equal(found.values, wanted)
        self.assertEqual(found.dims, da.dims)
        self.assertEqual(found.attrs["units"], "1")
        self.assertEqual(found.name, "spi_3")
        self.assertTrue(found.time.equals(da.time))
        turned = djoliba.spi(da.transpose("y", "x", "time"), 3, month=9)
        self.assertEqual(turned.dims, ("y", "x", "time"))
        np.testing.assert_array_equal(turned.transpose("time", "y", "x").values, wanted)
        filled = da.where(da.time != da.time[7], -99.0).assign_attrs(_FillValue=-99.0)
        self.assertTrue(np.isnan(djoliba.spi(filled, 1)[7]).all())
        values, reasons = djoliba.spi(da, 3, reasons=True)
        self.assertEqual(reasons.dims, da.dims)
        self.assertIn("flag_meanings", reasons.attrs)
        with self.refused("there is no dimension `time`"):
            djoliba.spi(da.rename(time="month"))
        with self.refused("no coordinates of time"):
            djoliba.spi(da.drop_vars("time"))
        with self.refused("is followed by"):
            djoliba.spi(da.isel(time=[0, 1, 3]))


if __name__ == "__main__":
    unittest.main()
