# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""`djoliba zonal`: statistics of a raster within areas."""
import unittest

from program import djoliba
from tiny_country import NAN, TinyCountry, write_raster


class Zonal(TinyCountry):
    def zonal(self, *options, raster="people.tif", out="stats.csv"):
        return djoliba("zonal", "--localities", "communes.geojson", "--code", "CODE", "--raster", raster, *options,
                       "--out", out, cwd=self.folder)

    def stats(self, *options, **inputs):
        code, _, err = self.zonal(*options, **inputs)
        self.assertEqual(code, 0, err)
        return (self.folder / "stats.csv").read_text(encoding="utf-8")

    def test_the_country_that_fits_on_paper(self):
        # Bravo has 300, 100, 0, 0: three values with weights 2, 1, 1; s = 0, 1 * 1 + 2 * 2, 2 * 1 + 2 * 3; the median
        # stands at 0.5 * 2 * 4 = 4 of 5 between 0 and 100, the first decile at 0.8 of 5.
        self.assertEqual(self.stats("--stats", "sum,mean,min,max,count,stdev,median,q10,majority"),
                         "CODE,sum,mean,min,max,count,stdev,median,q10,majority\n"
                         "ML010101,400,100,100,100,4,0,100,100,100\n"
                         "ML010102,400,100,0,300,4,122.47448713915891,80,16,0\n"
                         "ML010201,200,50,50,50,4,0,50,50,50\n"
                         "ML010202,1000,250,250,250,4,0,250,250,250\n")

    def test_threads_change_no_byte(self):
        options = ["--stats", "sum,variance,median,q1,q99.5,variety"]
        one = self.stats(*options, "--threads", "1")
        for threads in ("2", "7"):
            self.assertEqual(self.stats(*options, "--threads", threads), one)

    def test_weights_may_be_finer_or_in_another_crs(self):
        write_raster(self.folder / "depth.tif", [[1, 1, 2, 2], [1, 1, 2, 2], [3, 5, NAN, NAN], [3, 5, NAN, NAN]])
        text = self.stats("--weights", "people.tif", "--stats", "weighted_mean,weighted_sum", raster="depth.tif")
        self.assertEqual(text.splitlines()[1:4], ["ML010101,1,400", "ML010102,3.5,1400", "ML010201,2,400"])
        self.assertEqual(text.splitlines()[4], "ML010202,,")
        # 80 x 80 km of 7 people a square kilometre, in UTM; a commune of 0.1 degrees has 119 km2 here.
        write_raster(self.folder / "utm.tif", [[7] * 80 for _ in range(80)], west=360_000, north=1_620_000, cell=1000,
                     epsg=32630)
        text = self.stats("--weights", "utm.tif", "--stats", "weighted_mean,weighted_sum", raster="depth.tif")
        mean, people = map(float, text.splitlines()[1].split(",")[1:])
        self.assertEqual(mean, 1)
        self.assertAlmostEqual(people / (7 * 119.4), 1, delta=0.02)

    def test_what_is_refused(self):
        for exit_code, options, words in ((1, ["--stats", "mean,middle"], ("no such statistic: middle",)),
                                          (1, ["--stats", "weighted_mean"], ("no weights",)),
                                          (1, ["--stats", "q101"], ("q101",)),
                                          (2, ["--stts", "mean"], ("--stats",))):
            code, _, err = self.zonal(*options)
            self.assertEqual(code, exit_code, err)
            for word in words:
                self.assertIn(word, err)
            self.assertFalse((self.folder / "stats.csv").exists())


if __name__ == "__main__":
    unittest.main()
