# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""A batch over changes gives every scenario the scores of a run of its own."""
import itertools
import sqlite3
import unittest

from test_run import Run
from tiny_country import known

SWEEP = {"conflict.scale": [0, 2.5], "conflict.move": [{"east_km": 0}, {"east_km": 10.8}], "displaced.scale": [1, 2],
         "facilities.close": [[{"names": ["C1"]}], [{"conflict_within_km": 5}]],
         "population": [{"to_year": 2022, "percent_a_year": 10}]}


class Batch(Run):
    def test_scores_are_those_of_single_runs(self):
        tree = self.scenario["index"]["tree"]
        tree["parts"][0]["parts"][1]["parts"].append({"indicator": "ev_people_share", "bounds": [0, 100]})
        tree["parts"][2]["parts"] += [{"indicator": "residents_per_cscom_with_displaced", "bounds": [0, 2000]},
                                      {"indicator": "cscom_per_10000", "bounds": [0, 100], "higher_is": "better"}]
        self.scenario["outputs"] = ["csv"]
        self.scenario["sweep"] = SWEEP
        code, _, err = self.run_it("--out", self.folder / "batch", command="batch")
        self.assertEqual(code, 0, err)
        with sqlite3.connect(self.folder / "batch" / "batch.db") as ledger:
            found = {}
            for name, unit, score in ledger.execute("SELECT scenario, code, score FROM result"):
                found.setdefault(name, {})[unit] = score
        del self.scenario["sweep"]
        compared = 0
        for name, values in zip(sorted(found), itertools.product(*SWEEP.values())):
            change = self.scenario["change"] = {}
            for key, value in zip(SWEEP, values):
                section, _, inner = key.partition(".")
                change.setdefault(section, {})[inner] = value
                if not inner:
                    change[section] = value
            rows, _ = self.result(out=self.folder / "one")
            for unit, row in rows.items():
                with self.subTest(scenario=name, unit=unit):
                    score = known(row["score"])
                    if score is None:
                        self.assertIsNone(found[name].get(unit))
                    else:
                        self.assertAlmostEqual(found[name][unit], score, 9)
                        compared += 1
        self.assertEqual(len(found), 16)
        self.assertGreaterEqual(compared, 16 * 3)


if __name__ == "__main__":
    unittest.main()
