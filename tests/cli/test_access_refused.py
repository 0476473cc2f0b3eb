# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""`djoliba access`: what is refused, with what words, and that nothing is left behind."""
import unittest

from access_maze import A, CELL, EAST, FRICTION, NORTH, PEOPLE, SOUTH, WEST, Maze, write_utm
from tiny_country import NAN, box


class AccessRefused(Maze):
    def test_called_wrongly(self):
        for options, word in ((["--blocked", "flood.tif"], "RASTER:VALUE"), (["--blocked", "flood.tif:0"], "above 0"),
                              (["--neighbours", "4"], "--neighbours"), (["--friction-unit", "mph"], "--friction-unit"),
                              (["--unknown-status", "perhaps"], "--unknown-status"), (["--snap-km", "-1"], "--snap-km"),
                              (["--blocked-share", "2"], "--blocked-share"), (["--add", "2"], "--candidates"),
                              (["--candidates", "list.csv"], "--add"), (["--add", "0"], "--add"),
                              (["--within", "soon"], "--within")):
            self.fails(2, word, options=options)
        for options, word in ((["--people-multiply", "0"], "--people-multiply"), (["--friction-band", "0"], "--friction-band")):
            self.fails(2, word + ": Value 0 not in range", options=options)
        for options, word in ((["--people", "people.tif"], "--localities"),
                              (["--people", "people.tif", "--localities", "thirds.geojson"], "--code"),
                              (["--localities", "thirds.geojson", "--code", "CODE"], "--people"),
                              (["--add", "1", "--candidates", "list.csv"], "--people")):
            self.fails(2, word, options=options, people=False)

    def test_rasters_that_cannot_be_used(self):
        self.raster("nocrs.tif", FRICTION, epsg=None)
        self.write("feet.vrt", f'''<VRTDataset rasterXSize="5" rasterYSize="3"><SRS>EPSG:2263</SRS>
<GeoTransform>{WEST}, {CELL}, 0, {NORTH}, 0, -{CELL}</GeoTransform><VRTRasterBand dataType="Float32" band="1">
<SimpleSource><SourceFilename relativeToVRT="1">friction.tif</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>''')
        self.raster("mercator.tif", FRICTION, north=8_000_000, epsg=3857)
        self.raster("speed.tif", [[60.0] * 5] * 3)
        self.raster("none.tif", [[NAN] * 5] * 3)
        self.raster("zero.tif", [[0] * 5] * 3)
        (self.folder / "cut.tif").write_bytes((self.folder / "friction.tif").read_bytes()[:60])
        for name, words in {"nowhere.tif": ["does not exist"], "nocrs.tif": ["CRS"], "feet.vrt": ["neither", "gdalwarp"],
                            "mercator.tif": ["differs from one on the ground"], "speed.tif": ["km/h"],
                            "none.tif": [], "zero.tif": [], "cut.tif": []}.items():
            with self.subTest(friction=name):
                self.fails(1, name, *words, friction=name)
        self.fails(1, "nowhere.tif", options=["--blocked", "nowhere.tif:1"])
        self.raster("small.tif", [[100] * 2] * 2)
        self.fails(1, "small.tif", options=["--elevation", "small.tif"])

    def test_what_cannot_be_true_is_refused_before_it_is_used(self):
        self.raster("height.tif", [[300] * 4 + [-32768]] * 3)
        self.fails(1, "height.tif: elevation: -32768 at row 0, column 4", "gdal_edit.py -a_nodata",
                   options=["--elevation", "height.tif"])
        self.raster("far.tif", [[1] * 5] * 3, west=WEST + 50 * CELL)
        self.fails(1, "far.tif: --blocked: it does not meet the grid of the friction", options=["--blocked", "far.tif:1"])
        self.write("vast.vrt", f'''<VRTDataset rasterXSize="400000" rasterYSize="400000"><SRS>EPSG:32630</SRS>
<GeoTransform>{WEST}, 1, 0, {NORTH}, 0, -1</GeoTransform><VRTRasterBand dataType="Float32" band="1">
<SimpleSource><SourceFilename relativeToVRT="1">friction.tif</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>''')
        self.fails(1, "vast.vrt", "400000 x 400000 cells is too large", friction="vast.vrt")
        self.raster("density.tif", [[v / 2 ** 20 for v in row] for row in PEOPLE])  # people per square metre
        self.fails(1, "density.tif: 0.00025 people live on the grid", "density",
                   options=["--people", "density.tif", "--localities", "thirds.geojson", "--code", "CODE"], people=False)

    def test_lists_that_cannot_be_used(self):
        cases = {
            "empty": ("", []), "no rows": ("lon,lat\n", ["no rows"]),
            "no columns": ("a,b\n1,2\n", ["no column has a usual name", "--lon"]),
            "swapped": (f"lat,lon\n{A[0]},{A[1]}\n", ["none of its 1 facilities", "swapped"]),
            "closed": (f"lon,lat,status\n{A[0]},{A[1]},closed\n", ["none of its 1 facilities", "1 closed"]),
            "words": ("lon,lat\nhere,there\n", ["is not a number"])}
        for name, (text, words) in cases.items():
            with self.subTest(name):
                self.write("bad.csv", text)
                self.fails(1, "bad.csv", *words, facilities="bad.csv")
        self.fails(1, "nowhere.csv", facilities="nowhere.csv")
        self.fails(1, "no row has the type `CSCo`", "CSCom", options=["--type", "CSCo"])
        self.fails(1, "no column `Longitud`", options=["--lon", "Longitud", "--lat", "Lat"])
        self.fails(1, "only one of lon and lat", options=["--lon", "Long"])
        self.fails(1, "`Long` is named for longitudes and for latitudes", options=["--lon", "Long", "--lat", "Long"])
        self.write("deep.csv", f"lon,lat\n{A[0] + 1.5 * EAST},{A[1] + SOUTH}\n")
        self.fails(1, "deep.csv", "raise --snap-km", options=["--snap-km", "0.5"], facilities="deep.csv")

    def test_people_and_localities_that_cannot_be_used(self):
        self.raster("people.tif", [[-1] * 5] * 3)
        self.fails(1, "people.tif", "not a number of people")
        self.raster("people.tif", PEOPLE, west=WEST + 100_000)
        self.fails(1, "people.tif", "nobody lives")
        self.raster("people.tif", PEOPLE)
        self.fails(1, "--within", "ascend", options=["--within", "60,30"])
        write_utm(self.folder / "thirds.geojson", [({"CODE": "x"}, box(0, 0, 1, 1))])
        self.fails(1, "thirds.geojson", "no locality meets")
        write_utm(self.folder / "thirds.geojson", [({"CODE": "x"}, {"type": "Point", "coordinates": [WEST, NORTH]})])
        self.fails(1, "thirds.geojson", "no feature has an area", "polygons")
        write_utm(self.folder / "thirds.geojson", [({"CODE": "x"}, box(WEST, NORTH - CELL, CELL, CELL))] * 2)
        self.fails(1, "features 0 and 1 have the code x")

    def test_a_folder_that_cannot_hold_results(self):
        self.write("taken", "a file")
        self.fails(1, "taken", out="taken")


if __name__ == "__main__":
    unittest.main()
