# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Facilities by type and status on the country of four communes."""
import unittest

from test_run import ALPHA, BRAVO, CHARLIE, DELTA, Run

FACILITIES = ("name,type,state,lon,lat\n"
              "A1,CSCom,works,-3.975,14.375\nA2,CSCom,closed,-3.975,14.376\nA3,CSCom,,-3.975,14.377\n"
              "B1,CSCom,destroyed,-3.975,14.225\n"
              "C1,CSCom,in part,-3.825,14.375\nC2,Hospital,works,-3.825,14.376\n")


class Status(Run):
    def setUp(self):
        super().setUp()
        self.write("facilities.csv", FACILITIES)
        self.layers["facilities"].update(
            types={"cscom": ["CSCom"], "hospital": ["Hospital"]}, status="state",
            status_values={"functioning": ["works"], "partly_functioning": ["in part"],
                           "not_functioning": ["closed", "destroyed"]})

    def test_each_type_is_counted_by_status(self):
        rows, _ = self.result()
        self.expect(rows, "cscom_functioning", Alpha=1, Bravo=0, Charlie=0, Delta=None, Ouest=1, Est=0, Pays=1)
        self.expect(rows, "cscom_partly_functioning", Alpha=0, Bravo=0, Charlie=1, Delta=None, Pays=1)
        self.expect(rows, "cscom_not_functioning", Alpha=1, Bravo=1, Charlie=0, Delta=None, Ouest=2, Pays=2)
        self.expect(rows, "cscom_status_unknown", Alpha=1, Bravo=0, Charlie=0, Delta=None, Ouest=1, Pays=1)
        self.expect(rows, "hospital_functioning", Alpha=None, Charlie=1, Pays=1)
        for code in (ALPHA, BRAVO, CHARLIE):
            parts = [rows[code][f"cscom_{s}"] for s in ("functioning", "partly_functioning", "not_functioning",
                                                        "status_unknown")]
            self.assertEqual(sum(map(int, parts)), int(rows[code]["cscom_listed"]), code)

    def test_rates_are_per_10000_residents(self):
        rows, _ = self.result()  # residents: Alpha 400, Bravo 400, Charlie 200, Delta 1000
        self.expect(rows, "cscom_functioning_per_10000", Alpha=25, Bravo=0, Delta=None, Ouest=12.5, Pays=5)
        self.expect(rows, "cscom_partly_functioning_per_10000", Charlie=50, Est=1e4 / 1200)
        self.expect(rows, "cscom_not_functioning_per_10000", Alpha=25, Bravo=25, Ouest=25, Pays=10)
        self.expect(rows, "cscom_status_unknown_per_10000", Alpha=25, Bravo=0)
        self.expect(rows, "hospital_functioning_per_10000", Charlie=50, Pays=5)

    def test_beside_facilities_of_unknown_status_the_others_are_lower_bounds(self):
        rows, manifest = self.result()
        named = [f"cscom_{s}{r}" for s in ("functioning", "partly_functioning", "not_functioning") for r in ("", "_per_10000")]
        self.assertEqual(rows[ALPHA]["lower_bounds"].split(";"), named)
        self.assertEqual(rows[BRAVO]["lower_bounds"], "")
        reasons = next(i for i in manifest["indicators"] if i["name"] == "cscom_functioning")["missing_reasons"]
        self.assertEqual(reasons, {"none listed, which does not say that there is none": 1})
        self.assertEqual(rows[DELTA]["cscom_functioning"], "")

    def test_without_a_column_of_status_there_are_no_figures_by_status(self):
        for key in ("status", "status_values"):
            del self.layers["facilities"][key]
        rows, _ = self.result()
        self.assertFalse([c for c in rows[ALPHA] if "functioning" in c or "status_unknown" in c])


if __name__ == "__main__":
    unittest.main()
