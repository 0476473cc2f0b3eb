# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Travel times of the shipped scenario of Mali: plausible where one knows the place, and reconciled with the residents."""
import csv
import json
import math
import tempfile
import unittest
from pathlib import Path

from program import DATA, djoliba
from tiny_country import known, read_result

BANDS = [30, 60, 120]


@unittest.skipUnless((DATA / "admin").is_dir(), "skipped: the real data are not here")
class MaliAccess(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="djoliba-test-")
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = Path(temporary.name)
        cls.rows, cls.manifest = cls.run_scenario("dry")
        cls.wet, _ = cls.run_scenario("wet", access={"season": "wet"})
        cls.fewer, _ = cls.run_scenario("fewer", facilities={"close": {"types": ["csref", "hospital"]}})
        with open(cls.folder / "dry" / "facilities.csv", encoding="utf-8-sig", newline="") as stream:
            cls.facilities = list(csv.DictReader(stream))

    @classmethod
    def run_scenario(cls, name, **change):
        scenario = {"base": "mali", "outputs": ["csv"], **({"change": change} if change else {})}
        (cls.folder / f"{name}.yaml").write_text(json.dumps(scenario), encoding="utf-8")
        code, _, err = djoliba("run", f"{name}.yaml", "--data", DATA, "--out", name, cwd=cls.folder)
        if code != 0:
            raise AssertionError(err)
        return read_result(cls.folder / name)

    def unit(self, level, name):
        return next(r for r in self.rows.values() if r["level"] == level and r["name"] == name)

    def test_bamako_takes_minutes_and_the_desert_hours(self):
        self.assertLess(known(self.unit("region", "Bamako")["villages_mean_minutes"]), 30)
        self.assertLess(known(self.unit("commune", "Mopti")["villages_mean_minutes"]), 30)
        for cercle, hours in {"Kidal": 3, "Tessalit": 4, "Tombouctou": 6}.items():
            self.assertGreater(known(self.unit("cercle", cercle)["villages_mean_minutes"]), 60 * hours)

    def test_no_village_is_days_from_the_next_facility(self):
        minutes = [known(r["villages_mean_minutes"]) for r in self.rows.values() if r["villages_mean_minutes"]]
        self.assertLess(max(minutes), 2 * 24 * 60)

    def test_longer_times_leave_fewer_beyond(self):
        for row in self.rows.values():
            shares = [known(row[f"villages_beyond_{m}min_share"]) for m in BANDS]
            if None not in shares:
                self.assertEqual(shares, sorted(shares, reverse=True), row["name"])

    def test_every_resident_is_in_a_catchment_or_told_of(self):
        served = math.fsum(known(f["people"]) or 0 for f in self.facilities)
        told = sum(e["people"] for e in self.manifest["exclusions"]
                   if e["source"] == "access" and any(words in e["reason"] for words in
                                                      ("in no catchment", "for whom one of them is the nearest")))
        residents = math.fsum(known(r["population"]) for r in self.rows.values() if r["level"] == "region")
        self.assertAlmostEqual(served + told, residents, delta=1e-3)

    def test_a_town_at_one_point_is_in_no_catchment(self):
        adasco = next(f for f in self.facilities if f["name"].startswith("Adasco"))  # in Commune VI: few points, many people
        self.assertEqual((adasco["people"], adasco["newly_beyond"], adasco["person_hours_added"]), ("", "", ""))

    def test_lines_stand_for_the_ids_that_the_list_lacks(self):
        ids = [f["id"] for f in self.facilities]
        self.assertEqual(len(set(ids)), len(ids))
        self.assertNotIn("", ids)

    def test_cells_of_18_km_do_not_say_who_is_within_two_hours(self):
        for row in self.rows.values():
            for column in ("people_beyond_60min_share", "people_beyond_120min_share", "people_mean_minutes"):
                self.assertEqual(row.get(column, ""), "")

    def test_communes_without_a_village_have_no_figure(self):
        missing = [r for r in self.rows.values() if r["level"] == "commune" and not r["villages_beyond_60min_share"]]
        self.assertEqual(len(missing), 3)
        self.assertEqual({r["villages_beyond_5km_share"] for r in missing}, {""})

    def worse(self, rows):
        """How much more of the villages of each unit is beyond 60 minutes in another run."""
        name = "villages_beyond_60min_share"
        return [known(rows[code][name]) - known(row[name]) for code, row in self.rows.items() if row[name]]

    def test_nobody_is_nearer_in_the_rains(self):
        self.assertGreaterEqual(min(self.worse(self.wet)), 0)
        self.assertGreater(max(self.worse(self.wet)), 5)

    def test_nobody_is_nearer_to_fewer_facilities(self):
        self.assertGreaterEqual(min(self.worse(self.fewer)), 0)
        self.assertGreater(max(self.worse(self.fewer)), 1)


if __name__ == "__main__":
    unittest.main()
