# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""djoliba.expose: the curves of the command, from files and from arrays."""
import unittest

import numpy as np

import djoliba
from arrays import AFFINE, DEPTH_100, NAN, PEOPLE, Arrays, command, needs, write_raster

EDGES = [0.3, 0.7, 1]


class Expose(Arrays):
    def setUp(self):
        self.people, self.depth = np.array(PEOPLE, dtype="f4"), np.array(DEPTH_100, dtype="f4")
        self.given = {"transform": AFFINE, "crs": "EPSG:4326", "code": "CODE"}

    def of_command(self, *options):
        code, _, err = command("expose", "-l", "communes.geojson", "-c", "CODE", "-p", "people.tif", "--hazard",
                               "flood=depth.tif", "--edges", "flood=0.3,0.7,1", *options, "-o", "curves.csv", cwd=self.folder)
        self.assertEqual(code, 0, err)
        return self.rows("curves.csv")

    def expose(self, hazards, edges=EDGES, people=None, **given):
        return djoliba.expose(self.people if people is None else people, hazards, edges, self.communes,
                              **{**self.given, **given})

    def test_files_and_arrays_give_what_the_command_writes(self):
        wanted = self.of_command()
        self.assert_same(djoliba.expose(self.folder / "people.tif", {"flood": self.folder / "depth.tif"}, EDGES,
                                        self.communes, code="CODE"), wanted)
        self.assert_same(self.expose({"flood": self.depth}), wanted)
        self.assert_same(self.expose({"flood": self.depth}, {"flood": [1, 0.3, 0.7, 0.3]}), wanted)
        self.assert_same(self.expose({"flood": self.folder / "depth.tif"}), wanted)

    def test_a_depth_in_single_precision_meets_its_edge(self):
        table = self.expose(np.full((4, 4), 0.7, dtype="f4"), 0.7)
        self.assertEqual(list(table["people_at_or_above"]), [400, 400, 200, 1000])
        self.assertEqual(list(table["hazard"])[0], "hazard")

    def test_options_are_those_of_the_command(self):
        wanted = self.of_command("--nodata", "flood=none", "--below", "flood", "--multiply", "people=2")
        self.assert_same(self.expose({"flood": self.depth}, hazard_nodata="none", below="flood", people_multiply=2), wanted)
        wanted = self.of_command("--multiply", "flood=0.5", "--nodata", "people=none")
        self.assert_same(self.expose({"flood": self.depth}, hazard_multiply={"flood": 0.5}, people_nodata="none"), wanted)

    def test_joints_come_behind_the_curves(self):
        write_raster(self.folder / "dry.tif", [[5] * 4, [1] * 4, [5] * 4, [NAN] * 4])
        self.of_command("--hazard", "dry=dry.tif", "--edges", "dry=3", "--joint", "flood,dry")
        curves, joint = self.expose({"flood": self.depth, "dry": self.folder / "dry.tif"}, {"flood": EDGES, "dry": 3},
                                    joints=[["flood", "dry"]])
        self.assert_same(curves, self.rows("curves.csv"))
        self.assert_same(joint, self.rows("curves_flood_dry.csv"))

    def test_unknown_is_not_0(self):
        table = self.expose(np.full((4, 4), np.nan), [0.3])
        self.assertTrue(np.isnan(table["people_at_or_above"]).all())
        self.assertEqual(list(table["people_unknown"]), [400, 400, 200, 1000])
        table = self.expose(self.depth, [0.3], people=np.full((4, 4), np.nan))
        self.assertTrue(np.isnan(table["people_total"]).all())

    def test_what_is_refused(self):
        negative = self.people.copy()
        negative[0, 0] = -1
        for words, hazards, given in (
                (("no hazard is given",), {}, {}),
                (("'people' is the name",), {"people": self.depth}, {}),
                (("edges[flood]",), {"flood": self.depth}, {"edges": {"rain": 1}}),
                (("edges[flood]", "deep"), {"flood": self.depth}, {"edges": {"flood": "deep"}}),
                (("edges[flood]",), {"flood": self.depth}, {"edges": [NAN]}),
                (("there is no hazard 'rain'",), {"flood": self.depth}, {"below": "rain"}),
                (("'some' is neither none nor unknown", "hazards[flood].nodata"), {"flood": self.depth},
                 {"hazard_nodata": "some"}),
                (("people_nodata",), {"flood": self.depth}, {"people_nodata": "0"}),
                (("-1, not a number of people",), {"flood": self.depth}, {"people": negative}),
                (("there is no hazard rain",), {"flood": self.depth}, {"joints": [["flood", "rain"]]}),
                (("'flood' are not two or more",), {"flood": self.depth}, {"joints": [["flood"]]}),
                (("'flood, flood' are not two",), {"flood": self.depth}, {"joints": [["flood", "flood"]]}),
                (("flood", "shape (3, 4), another of this call (4, 4)"), {"flood": self.depth[1:]}, {}),
                (("flood", "no cells"), {"flood": self.depth[:0]}, {}),
                (('code="..."',), {"flood": self.depth}, {"code": None}),
                (("have the code ML01",), {"flood": self.depth}, {"code": "REGION"})):
            with self.subTest(words), self.refused(*words):
                self.expose(hazards, **given)

    @needs("geopandas", "xarray")
    def test_frames_and_data_arrays(self):
        import geopandas as gpd
        import xarray as xr

        import djoliba.xarray  # noqa: F401
        wanted = self.of_command()
        frame = gpd.read_file(self.communes)
        x, y = -3.975 + 0.05 * np.arange(4), 14.375 - 0.05 * np.arange(4)
        people, depth = (xr.DataArray(v, dims=("lat", "lon"), coords={"lat": y, "lon": x}) for v in (self.people, self.depth))
        found = people.djoliba.expose({"flood": depth[::-1]}, EDGES, frame, code="CODE")
        for row, (_, figures) in zip(wanted, found.iterrows()):
            self.assertEqual(row["code"], figures["code"])
            if row["people_at_or_above"]:
                self.assertAlmostEqual(float(row["people_at_or_above"]), figures["people_at_or_above"], places=6)
        self.assertEqual(list(people.djoliba.expose(depth, 1, frame.set_index("CODE"))["code"]), list(frame["CODE"]))


if __name__ == "__main__":
    unittest.main()
