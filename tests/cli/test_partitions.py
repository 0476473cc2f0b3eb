# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The real communes of Mali in river basins (HydroBASINS, level 4), against a computation of its own."""
import collections
import csv
import json
import math
import tempfile
import unittest
from pathlib import Path

from gpkg import holds, inner_point, read_areas
from program import DATA, djoliba
from tiny_country import known, read_result, write_features

BASINS = DATA / "drought" / "wa_hype_hydrobasins_lev4_mli.gpkg"
LEFT_OUT = "1040040380"  # a basin of the desert that the second run does not know


def people_of_communes():
    """Residents by code: the table's communes moved to the totals of its cercles."""
    with open(DATA / "population" / "ibf_population_MLI.csv", encoding="utf-8-sig", newline="") as stream:
        rows = [r for r in csv.DictReader(stream) if r["indicator"] == "populationTotal"]
    communes, cercles = ({r["placeCode"]: float(r["value"]) for r in rows if r["adminLevel"] == level}
                         for level in ("3", "2"))
    sums = collections.defaultdict(list)
    for code, people in communes.items():
        sums[code[:6]].append(people)
    return {code: people * cercles[code[:6]] / math.fsum(sums[code[:6]]) for code, people in communes.items()}


@unittest.skipUnless(BASINS.is_file(), "skipped: the real data are not here")
class Basins(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="djoliba-test-")
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = Path(temporary.name)
        cls.people = people_of_communes()
        communes = read_areas(DATA / "admin" / "mli_cod_ab_20211220.gpkg", "adm3", "ADM3_PCODE")
        cls.basins = {str(code): area for (code,), area in read_areas(BASINS, "subbasins", "HYBAS_ID")}
        cls.basin_of = {}
        for (code,), commune in communes:
            point = inner_point(commune)
            cls.basin_of[code] = [b for b, area in cls.basins.items() if holds(area, point)]
        cls.rows, cls.manifest = cls.rank("whole", "drought/" + BASINS.name)
        write_features(cls.folder / "some.geojson", [
            ({"HYBAS_ID": int(code)}, {"type": "MultiPolygon", "coordinates": area})
            for code, area in cls.basins.items() if code != LEFT_OUT])
        cls.some, cls.some_manifest = cls.rank("some", "some.geojson")

    @classmethod
    def rank(cls, name, source):
        scenario = {"base": "mali", "outputs": ["csv"], "localities": {"also": [
            {"level": "basin", "source": source, "code": "HYBAS_ID", "name": "HYBAS_ID"}]}}
        (cls.folder / f"{name}.yaml").write_text(json.dumps(scenario), encoding="utf-8")
        code, _, err = djoliba("run", f"{name}.yaml", "--data", DATA, "--out", name, cwd=cls.folder)
        if code != 0:
            raise AssertionError(err)
        return read_result(cls.folder / name)

    def communes_of(self, basin):
        return [code for code, basins in self.basin_of.items() if basins == [basin]]

    def test_every_commune_lies_in_one_basin_at_most(self):
        self.assertEqual(len(self.basin_of), 701)
        self.assertLessEqual(max(map(len, self.basin_of.values())), 1)

    def test_people_of_a_basin_are_those_of_the_communes_whose_inner_point_it_holds(self):
        self.assertEqual(sum(r["level"] == "basin" for r in self.rows.values()), len(self.basins))
        for basin in self.basins:
            people = [self.people[c] for c in self.communes_of(basin)]
            found = known(self.rows[basin]["population"])
            if people:
                self.assertAlmostEqual(found, math.fsum(people), delta=1e-9 * math.fsum(people), msg=basin)
            else:
                self.assertIsNone(found, basin)

    def test_nobody_is_counted_twice_and_who_is_in_no_basin_is_reported(self):
        for rows, manifest, left_out in ((self.rows, self.manifest, None), (self.some, self.some_manifest, LEFT_OUT)):
            outside = [c for c, basins in self.basin_of.items() if not basins or basins == [left_out]]
            in_basins = math.fsum(known(r["population"]) or 0 for r in rows.values() if r["level"] == "basin")
            said = [(e["rows"], e["people"]) for e in manifest["exclusions"] if "in no unit of the level basin" in e["reason"]]
            self.assertEqual([rows for rows, _ in said], [len(outside)] if outside else [])
            people_outside = math.fsum(people for _, people in said)
            self.assertAlmostEqual(people_outside, math.fsum(self.people[c] for c in outside), 3)
            self.assertAlmostEqual(in_basins + people_outside, 22593582, 3)
        self.assertTrue(outside)

    def test_its_score_is_the_mean_of_its_communes_by_people(self):
        for basin in self.basins:
            scored = [(self.people[c], known(self.rows[c]["score"])) for c in self.communes_of(basin)]
            weight = math.fsum(p for p, _ in scored)
            present = [(p, s) for p, s in scored if s is not None]
            row = self.rows[basin]
            if not scored or math.fsum(p for p, _ in present) < weight / 2:
                self.assertEqual((row["status"], row["score"], row["rank"]), ("not_assessed", "", ""), basin)
                self.assertTrue(row["reason_not_assessed"], basin)
                continue
            mean = math.fsum(p * s for p, s in present) / math.fsum(p for p, _ in present)
            self.assertAlmostEqual(known(row["score"]), mean, 9, basin)

    def test_a_basin_without_a_commune_says_so(self):
        empty = [b for b in self.basins if not self.communes_of(b)]
        self.assertEqual(len(empty), 4)
        for basin in empty:
            self.assertEqual(self.rows[basin]["reason_not_assessed"], "no locality of the finest level lies in it", basin)

    def test_other_levels_do_not_notice(self):
        for code, row in self.rows.items():
            if row["level"] != "basin":
                self.assertEqual(row, self.some[code], code)


if __name__ == "__main__":
    unittest.main()
