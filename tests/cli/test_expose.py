# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""`djoliba expose`: people by intensity, straight from files."""
import csv
import signal
import subprocess
import time
import unittest

from program import ENVIRONMENT, PROGRAM, djoliba
from tiny_country import COMMUNES, NAN, TinyCountry, box, commune_rows, write_features, write_raster

try:
    from osgeo import gdal
except ImportError:
    gdal = None

FLOODS = ["--hazard", "rp10=depth10.tif", "--hazard", "rp100=depth100.tif", "--edges", "rp10=0.3,0.5",
          "--edges", "rp100=0.3,0.5"]
CURVES = """code,hazard,edge,people_at_or_above,people_unknown,people_total
ML010101,rp10,0.3,100,0,400
ML010101,rp10,0.5,100,0,400
ML010101,rp100,0.3,200,0,400
ML010101,rp100,0.5,100,0,400
ML010102,rp10,0.3,0,0,400
ML010102,rp10,0.5,0,0,400
ML010102,rp100,0.3,300,0,400
ML010102,rp100,0.5,0,0,400
ML010201,rp10,0.3,0,0,200
ML010201,rp10,0.5,0,0,200
ML010201,rp100,0.3,100,0,200
ML010201,rp100,0.5,100,0,200
ML010202,rp10,0.3,,1000,1000
ML010202,rp10,0.5,,1000,1000
ML010202,rp100,0.3,,1000,1000
ML010202,rp100,0.5,,1000,1000
"""


class Expose(TinyCountry):
    def expose(self, *options, out="curves.csv", people="people.tif", localities="communes.geojson"):
        return djoliba("expose", "--localities", localities, "--code", "CODE", "--people", people, *options,
                       "--out", out, cwd=self.folder)

    def curves(self, *options, out="curves.csv", **inputs):
        code, _, err = self.expose(*options, out=out, **inputs)
        self.assertEqual(code, 0, err)
        return (self.folder / out).read_text(encoding="utf-8")

    def fails(self, exit_code, *words, options=FLOODS, **inputs):
        before = sorted(p.name for p in self.folder.iterdir())
        code, out, err = self.expose(*options, **inputs)
        self.assertEqual((code, out), (exit_code, ""), err)
        for word in words:
            self.assertIn(word, err)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), before)

    def test_the_country_that_fits_on_paper(self):
        self.assertEqual(self.curves(*FLOODS), CURVES)

    def test_any_number_of_threads_and_a_cache_give_the_same_bytes(self):
        for threads in (1, 2, 7):
            self.assertEqual(self.curves(*FLOODS, "--threads", str(threads), "--cache", "kept"), CURVES)
        self.assertEqual(self.curves(*FLOODS, "--cache", "none"), CURVES)
        self.assertTrue(list((self.folder / "kept").rglob("*.cover")))

    def test_bands_add_up_to_the_bytes_of_the_whole(self):
        for name, rows in (("a.csv", "0:1"), ("b.csv", "1:3"), ("c.csv", "3:4")):
            part = self.curves(*FLOODS, "--rows", rows, out=name)
            self.assertIn(f"{rows}/4", part)
        def merge(*parts, out="sum.csv"):
            return djoliba("expose", "--merge", *parts, "--out", out, cwd=self.folder)
        self.assertEqual(merge("c.csv", "a.csv", "b.csv")[0], 0)
        self.assertEqual((self.folder / "sum.csv").read_text(), CURVES)
        self.assertEqual(merge("a.csv", "b.csv", out="ab.csv")[0], 0)  # a band of neighbours is a band again
        self.assertEqual(merge("ab.csv", "c.csv", out="again.csv")[0], 0)
        self.assertEqual((self.folder / "again.csv").read_text(), CURVES)
        self.assertEqual(self.curves(*FLOODS, "--rows", "0:4", out="all.csv"), CURVES)

        before = sorted(p.name for p in self.folder.iterdir())
        self.curves("--hazard", "rp10=depth10.tif", "--edges", "rp10=0.3,0.6", "--rows", "3:4", out="other.csv")
        (self.folder / "cut.csv").write_bytes((self.folder / "c.csv").read_bytes()[:-10])
        for parts, words in ((("a.csv", "c.csv"), ("c.csv", "begins at row 3", "the missing band")),
                             (("a.csv", "ab.csv", "c.csv"), ("already reach beyond", "each row once")),
                             (("a.csv", "b.csv", "other.csv"), ("other.csv", "does not belong")),
                             (("a.csv", "b.csv", "cut.csv"), ("cut.csv", "middle of a line")),
                             (("a.csv", "sum.csv"), ("sum.csv", "no band")),
                             (("a.csv", "nowhere.csv"), ("nowhere.csv", "cannot be opened"))):
            code, _, err = merge(*parts, out="wrong.csv")
            self.assertEqual(code, 1, parts)
            for word in words:
                self.assertIn(word, err)
        self.assertEqual(sorted({p.name for p in self.folder.iterdir()} - {"other.csv", "cut.csv"}), before)

    def test_a_band_is_of_rows_of_the_people_whatever_else_is_finer_or_reaches_beyond(self):
        write_raster(self.folder / "fine.tif", [[(i * j) % 7 * 0.2 for i in range(30)] for j in range(30)],
                     west=-4.02, north=14.43, cell=0.0085)
        options = ["--hazard", "fine=fine.tif", "--edges", "fine=0.2,0.6", *FLOODS]
        whole = self.curves(*options)
        names = []
        for i in range(4):
            names.append(f"{i}.csv")
            self.curves(*options, "--rows", f"{i}:{i + 1}", out=names[-1])
        self.assertEqual(djoliba("expose", "--merge", *names, "--out", "sum.csv", cwd=self.folder)[0], 0)
        self.assertEqual((self.folder / "sum.csv").read_text(), whole)

    def test_a_joint_counts_people_who_reach_an_edge_of_each(self):
        write_raster(self.folder / "spi.tif", [[-2, -2, -1, 0], [-2, -2, NAN, 0], [-2, 0, -2, -2], [0, 0, 0, 0]])
        options = ["--hazard", "flood=depth100.tif", "--hazard", "spi=spi.tif", "--edges", "flood=0.3,1",
                   "--edges", "spi=-1.5", "--below", "spi", "--joint", "flood,spi"]
        text = self.curves(*options)
        self.assertEqual(text.splitlines()[0],
                         "code,hazard,edge,people_at_or_above,people_unknown,people_total,direction")
        self.assertIn("ML010101,spi,-1.5,400,0,400,at_or_below\n", text)
        self.assertIn("ML010201,spi,-1.5,0,50,200,at_or_below\n", text)
        joint = (self.folder / "curves_flood_spi.csv").read_text()
        self.assertEqual(joint, """code,flood,spi,people_at_or_above,people_unknown,people_total
ML010101,0.3,-1.5,200,0,400
ML010101,1,-1.5,100,0,400
ML010102,0.3,-1.5,300,0,400
ML010102,1,-1.5,0,0,400
ML010201,0.3,-1.5,0,0,200
ML010201,1,-1.5,0,0,200
ML010202,0.3,-1.5,0,500,1000
ML010202,1,-1.5,0,500,1000
""")
        for i in range(2):
            self.curves(*options, "--rows", f"{2 * i}:{2 * i + 2}", out=f"{i}.csv")
        self.assertEqual(djoliba("expose", "--merge", "0_flood_spi.csv", "1_flood_spi.csv", "--out", "sum.csv",
                                 cwd=self.folder)[0], 0)
        self.assertEqual((self.folder / "sum.csv").read_bytes(), (self.folder / "curves_flood_spi.csv").read_bytes())

    def test_units_and_the_meaning_of_cells_without_value(self):
        write_raster(self.folder / "cm.tif", [[30, 29, NAN, NAN], [0] * 4, [0] * 4, [0] * 4])
        text = self.curves("--hazard", "f=cm.tif", "--multiply", "f=0.01", "--edges", "f=0.3", "--nodata", "f=none")
        self.assertIn("ML010101,f,0.3,100,0,400\n", text)
        self.assertIn("ML010201,f,0.3,0,0,200\n", text)

    def test_localities_that_reach_nothing_have_empty_figures(self):
        write_features(self.folder / "more.geojson", commune_rows() + [
            ({"CODE": "far away, \"here\""}, box(20, 20, 1, 1)), ({"CODE": "nothing"}, None)])
        code, _, err = self.expose(*FLOODS, localities="more.geojson")
        self.assertEqual(code, 0)
        self.assertIn("1 features without an area", err)
        text = (self.folder / "curves.csv").read_text()
        self.assertIn('"far away, ""here""",rp10,0.3,,,\n', text)
        self.assertIn("nothing,rp10,0.3,,,\n", text)
        with open(self.folder / "curves.csv", newline="", encoding="utf-8") as stream:
            self.assertEqual(len(list(csv.reader(stream))), 1 + 6 * 4)

    def test_a_hazard_in_another_crs_is_seen_on_the_cells_of_the_people(self):
        # A raster of 0.5 m everywhere, in UTM: every known person is exposed.
        write_raster(self.folder / "utm.tif", [[0.5] * 80 for _ in range(80)], west=380_000, north=1_600_000,
                     cell=1000, epsg=32630)
        text = self.curves("--hazard", "u=utm.tif", "--edges", "u=0.5")
        for commune, people in zip(COMMUNES, (400, 400, 200, 1000)):
            self.assertIn(f"{commune},u,0.5,{people},0,{people}\n", text)

    def test_called_wrongly(self):
        for options, word in ((["--hazard", "rp10=depth10.tif"], "rp10=..."), ([], "--hazard"),
                              ([*FLOODS, "--edges", "rp11=1"], "there is no hazard 'rp11'"),
                              ([*FLOODS, "--joint", "rp10"], "fewer than two"),
                              ([*FLOODS, "--joint", "rp10,rp10"], "named twice"),
                              ([*FLOODS, "--rows", "3"], "FROM:TO"), ([*FLOODS, "--rows", "3:3"], "no band"),
                              ([*FLOODS, "--nodata", "rp10=dry"], "neither none nor unknown"),
                              ([*FLOODS, "--edges", "rp10=deep"], "no number"),
                              ([*FLOODS, "--hazard", "rp10=depth100.tif"], "given twice"),
                              ([*FLOODS, "--merge", "a.csv"], "no other option")):
            self.fails(2, word, options=options)

    def test_bad_input_is_named_and_leaves_nothing(self):
        write_raster(self.folder / "negative.tif", [[100, -1, 1, 1]] + [[1] * 4] * 3)
        write_raster(self.folder / "nocrs.tif", [[1] * 4] * 4, epsg=None)
        write_raster(self.folder / "far.tif", [[1] * 4] * 4, west=40)
        (self.folder / "cut.tif").write_bytes((self.folder / "depth10.tif").read_bytes()[:100])
        write_features(self.folder / "twice.geojson", commune_rows() + commune_rows()[:1])
        write_features(self.folder / "none.geojson", [])
        self.fails(1, "negative.tif", "-1", "not a number of people", people="negative.tif")
        self.fails(1, "nocrs.tif", "CRS", people="nocrs.tif")
        self.fails(1, "communes.geojson", "no locality meets far.tif", people="far.tif")
        self.fails(1, "nowhere.tif", "does not exist", people="nowhere.tif")
        self.fails(1, "cut.tif", options=["--hazard", "f=cut.tif", "--edges", "f=1"])
        self.fails(1, "twice.geojson", "ML010101", "features 0 and 4", localities="twice.geojson")
        self.fails(1, "none.geojson", localities="none.geojson")
        self.fails(1, "people.tif", "rows 2 to 9", "0:4", options=[*FLOODS, "--rows", "2:9"])
        self.fails(1, "nowhere", "does not exist", out="nowhere/curves.csv")

    @unittest.skipUnless(gdal, "osgeo is not importable")
    def test_a_corrupt_tile_stops_with_file_and_block_and_overviews_are_never_read(self):
        gdal.UseExceptions()
        small = gdal.Open(str(self.folder / "people.tif"))
        values = small.ReadAsArray()
        big = gdal.GetDriverByName("GTiff").Create(str(self.folder / "big.tif"), 512, 512, 1, gdal.GDT_Float32,
                                                   ["TILED=YES", "BLOCKXSIZE=128", "BLOCKYSIZE=128", "COMPRESS=DEFLATE"])
        big.SetGeoTransform((-4.0, 0.2 / 512, 0, 14.4, 0, -0.2 / 512))
        big.SetProjection(small.GetProjection())
        big.GetRasterBand(1).WriteArray(values.repeat(128, 0).repeat(128, 1) / 128 ** 2)
        big = None
        good = self.curves(*FLOODS, people="big.tif")
        overviews = gdal.Open(str(self.folder / "big.tif"), gdal.GA_Update)
        overviews.BuildOverviews("NEAREST", [2, 4])
        levels = [overviews.GetRasterBand(1).GetOverview(i) for i in range(2)]
        for level in levels:
            level.Fill(12345)
        del level, levels
        overviews = None
        self.assertEqual(self.curves(*FLOODS, people="big.tif"), good)
        written = gdal.Open(str(self.folder / "big.tif"))
        band = written.GetRasterBand(1)
        offset, size = (int(band.GetMetadataItem(f"BLOCK_{what}_2_1", "TIFF")) for what in ("OFFSET", "SIZE"))
        with open(self.folder / "big.tif", "r+b") as file:
            file.seek(offset)
            file.write(b"\xff" * size)
        (self.folder / "curves.csv").unlink()
        self.fails(1, "big.tif", "block 2, 1", "cells 256 to 383 of rows 128 to 255", people="big.tif")

    def test_a_signal_stops_it_and_leaves_nothing(self):
        # 3.6 thousand million cells, without a file of that size.
        (self.folder / "huge.vrt").write_text("""<VRTDataset rasterXSize="60000" rasterYSize="60000">
<SRS>EPSG:4326</SRS><GeoTransform>-4.0, 3.333333333e-6, 0, 14.4, 0, -3.333333333e-6</GeoTransform>
<VRTRasterBand dataType="Float32" band="1"><SimpleSource><SourceFilename relativeToVRT="1">people.tif</SourceFilename>
<SourceBand>1</SourceBand><SrcRect xOff="0" yOff="0" xSize="4" ySize="4"/>
<DstRect xOff="0" yOff="0" xSize="60000" ySize="60000"/></SimpleSource></VRTRasterBand></VRTDataset>""")
        before = sorted(p.name for p in self.folder.iterdir())
        for number in (signal.SIGINT, signal.SIGTERM):
            running = subprocess.Popen([str(PROGRAM), "expose", "--localities", "communes.geojson", "--code", "CODE",
                                        "--people", "huge.vrt", *FLOODS, "--out", "curves.csv"], cwd=self.folder,
                                       env=ENVIRONMENT, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
            time.sleep(1)
            self.assertIsNone(running.poll(), "it ended before the signal came")
            running.send_signal(number)
            started = time.monotonic()
            _, err = running.communicate(timeout=60)
            self.assertEqual(running.returncode, 1, err)
            self.assertIn(b"cancelled", err)
            self.assertLess(time.monotonic() - started, 20)
            self.assertEqual(sorted(p.name for p in self.folder.iterdir()), before)


if __name__ == "__main__":
    unittest.main()
