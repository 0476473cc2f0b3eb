# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""djoliba.access: the maze that can be computed by hand, as arrays and tables in place of files."""
import unittest

import numpy as np

import djoliba
from arrays import Arrays, needs  # first: it finds the modules of tests/cli
from access_maze import A, B, CELL, D, EAST, END, FRICTION, NAN, NORTH, PEOPLE, WEST, Maze, rows_of

AFFINE = (CELL, 0, WEST, 0, -CELL, NORTH)
TABLE = {"Facility name": ["A", "B"], "Facility type": ["CSCom", "CSRef"], "Lat": [A[1], B[1]], "Long": [A[0], B[0]]}
LIMITS = {"within": [16, 40], "beyond": 40, "within_km": [2.5, 5]}
inf = np.inf


class Access(Maze, Arrays):
    def setUp(self):
        super().setUp()
        self.friction, self.people = np.array(FRICTION), np.array(PEOPLE, dtype="f4")
        self.given = {"transform": AFFINE, "crs": "EPSG:32630", "cache": "none"}

    def find(self, friction=None, facilities=None, **given):
        return djoliba.access(self.friction if friction is None else friction, TABLE if facilities is None else facilities,
                              **{**self.given, **given})

    def check_tables(self, found):
        self.assert_same(found.facilities, list(rows_of(self.folder / "out" / "facilities.csv", "number").values()))
        self.assert_same(found.localities, list(rows_of(self.folder / "out" / "access.csv", "code").values()))

    def test_minutes_by_hand(self):
        found = self.find(types="cscom")
        wanted = [[0, 8, 16, 24, 32], [NAN] * 4 + [24 + D], [END + 24, END + 16, END + 8, END, 32 + D]]
        np.testing.assert_allclose(found.minutes[:2], wanted[:2], rtol=1e-6)
        np.testing.assert_allclose(found.minutes[2, :4], wanted[2][:4], rtol=1e-6)
        self.assertEqual(found.nearest[0, 0], 1)
        self.assertTrue(np.isnan(found.nearest[1, 0]))
        self.assertIsNone(found.localities)
        self.assertEqual(found.affine, tuple(map(float, AFFINE)))
        self.assertEqual(found.crs, "EPSG:32630")
        self.assertEqual(found.minutes.dtype, np.float32)

    def test_files_and_arrays_give_the_tables_of_the_command(self):
        self.access()
        of_files = djoliba.access(self.folder / "friction.tif", self.folder / "list.csv", people=self.folder / "people.tif",
                                  localities=self.folder / "thirds.geojson", code="CODE", cache=False, **LIMITS)
        self.check_tables(of_files)
        of_arrays = self.find(people=self.people, localities=self.folder / "thirds.geojson", code="CODE", id="Facility name",
                              **LIMITS)
        self.assertEqual(list(of_arrays.localities["code"]), ["NORTH", "MID", "SOUTH"])
        self.assert_same(of_arrays.localities, list(rows_of(self.folder / "out" / "access.csv", "code").values()))
        np.testing.assert_array_equal(np.asarray(of_arrays.minutes), np.asarray(of_files.minutes))
        self.assertEqual(of_arrays.totals, of_files.totals)
        self.assertTrue(any("2 of 2 rows used" in note for note in of_files.notes))

    def test_the_raster_of_the_command_holds_the_same_minutes(self):
        import access_maze
        self.access("--type", "cscom")
        wanted = access_maze.raster_rows(self.folder / "out" / "travel_time.tif")
        found = self.find(types=["CSCom"]).minutes
        self.assertEqual([[float(v) if v is not None else None for v in row] for row in wanted],
                         [[None if np.isnan(v) else 1e10 if np.isinf(v) else float(v) for v in row] for row in found])

    def test_what_is_blocked_cuts_off(self):
        flood = np.zeros((3, 5))
        flood[1, 4] = 2
        found = self.find(types="cscom", blocked=[(flood, 1)])
        self.assertTrue(np.isinf(found.minutes[2]).all())
        self.assertTrue(np.isinf(found.minutes[1, 4]))
        self.assertEqual(found.minutes[0, 4], 32)

    def test_places_are_chosen_where_most_people_gain(self):
        """As in tests/cli/test_access.py: of the end of the way, B and a place off the grid B gains all that there is."""
        people = {"people": self.people, "localities": self.folder / "thirds.geojson", "code": "CODE"}
        candidates = {"name": ["end", "B", "far"], "lat": [A[1], B[1], 0], "lon": [A[0] + 4 * EAST, B[0], 0.1]}
        found = self.find(types="cscom", add=2, candidates=candidates, **people, **LIMITS)
        self.assertEqual([list(found.placement[c]) for c in ("name", "gain", "total")], [["B"], [100], [100]])
        self.assertEqual(found.placement_at_most, 100)
        self.assertIsNone(self.find(types="cscom", **people).placement)
        for words, given in ((("give `add`, `candidates` and `people`",), {"add": 1}),
                             (("give `add`, `candidates` and `people`",), {"add": 1, "candidates": candidates}),
                             (("neither people nor hours",), {"add": 1, "candidates": candidates, "goal": "money", **people})):
            with self.subTest(words), self.refused(*words):
                self.find(**given)

    def test_units_elevation_and_moves(self):
        np.testing.assert_allclose(self.find(60 / 1000 / self.friction, unit="km_per_hour").minutes, self.find().minutes,
                                   rtol=1e-6)
        hill = np.tile(np.array([0.0, 100, 200, 300, 400]), (3, 1))
        self.assertGreater(self.find(elevation=hill[:, ::-1]).minutes[0, 4], 32)  # up to A
        self.assertLess(self.find(elevation=hill).minutes[0, 4], 32)
        self.assertLessEqual(self.find(neighbours=16).minutes[0, 4], 32)

    def test_south_up_arrays_are_turned(self):
        found = self.find(self.friction[::-1], transform=(CELL, 0, WEST, 0, CELL, NORTH - 3 * CELL))
        np.testing.assert_array_equal(found.minutes, self.find().minutes)
        self.assertEqual(found.affine[4], -CELL)

    @needs("geopandas", "xarray")
    def test_points_of_any_crs_and_data_arrays(self):
        import geopandas as gpd
        import xarray as xr

        import djoliba.xarray  # noqa: F401
        points = gpd.GeoDataFrame({"name": ["A", "B"]}, geometry=gpd.points_from_xy(*zip(A, B)), crs=4326)
        wanted = self.find().minutes
        np.testing.assert_array_equal(self.find(facilities=points).minutes, wanted)
        np.testing.assert_array_equal(self.find(facilities=points.geometry).minutes, wanted)
        np.testing.assert_allclose(self.find(facilities=points.to_crs(32630)).minutes, wanted)
        x, y = WEST + CELL * (np.arange(5) + 0.5), NORTH - CELL * (np.arange(3) + 0.5)
        da = xr.DataArray(self.friction, dims=("y", "x"), coords={"y": y, "x": x}, attrs={"crs": "EPSG:32630"})
        found = da.djoliba.access(points, cache=False)
        np.testing.assert_allclose(found.minutes.values, wanted)
        np.testing.assert_allclose(found.minutes.x, x)
        np.testing.assert_allclose(found.minutes.y, y)
        self.assertEqual(found.minutes.attrs["units"], "minutes")
        again = found.minutes.djoliba.zonal(self.folder / "thirds.geojson", "max", code="CODE")
        self.assertEqual(list(again["CODE"]), ["NORTH", "MID", "SOUTH"])
        with self.refused("facilities", "CRS"):
            self.find(facilities=points.set_crs(None, allow_override=True))

    def test_what_is_refused(self):
        for words, given in (
                (("is no unit of friction",), {"unit": "hours"}),
                (("neither 8 nor 16",), {"neighbours": 4}),
                (("neither open nor closed",), {"unknown_status": "maybe"}),
                (("give both, or neither", "localities"), {"people": self.people}),
                (("give both, or neither", "people"), {"localities": self.folder / "thirds.geojson"}),
                (("above 0",), {"blocked": [(self.people, 0)]}),
                (("is not 0 to 1",), {"blocked_share": 2}),
                (("--within", "ascend"), {"within": [60, 30]}),
                (("lon",), {"facilities": {"name": ["A"]}}),
                (("there is no column `Longitude`",), {
                    "facilities": {"lon": [1.0], "lat": [1.0]}, "lon": "Longitude", "lat": "lat"}),
                (("no row has the type",), {"types": "hospital"}),
                (("is no table",), {"facilities": 3}),
                (("facilities: no row has a usable position",), {"facilities": {"lon": [NAN], "lat": [NAN]}})):
            with self.subTest(words), self.refused(*words):
                self.find(**given)


class Lists(Arrays):
    def test_texts_read_back_as_what_they_were(self):
        import datetime

        from djoliba._tables import text_of
        for value, text in ((None, ""), (NAN, ""), (np.nan, ""), (True, "true"), (np.bool_(False), "false"), (3, "3"),
                            (1.0, "1"), (1e-7, "1e-07"), (np.int16(-4), "-4"), (0.1, "0.1"), (np.float64(1e22), "1e+22"), ("é", "é"),
                            (np.datetime64("NaT"), ""), (datetime.datetime(2012, 2, 29, 5), "2012-02-29")):
            self.assertEqual(text_of(value), text)
        self.assertEqual(float(text_of(np.float32(0.1))), float(np.float32(0.1)))


if __name__ == "__main__":
    unittest.main()
