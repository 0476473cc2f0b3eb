# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""djoliba.index and djoliba.rank."""
import csv
import unittest

import numpy as np

import djoliba
from arrays import NAN, Arrays, command, needs
from program import DATA

TREE = {"name": "risk", "mean": "geometric", "minimum_share": 0.5, "parts": [
    {"name": "hazard", "mean": "arithmetic", "parts": [{"indicator": "flood", "bounds": [0, 100]},
                                                       {"indicator": "drought", "bounds": [0, 10]}]},
    {"indicator": "coping", "bounds": [0, 10], "higher_is": "better"}]}
YAML = """name: risk
mean: geometric
minimum_share: 0.5
parts:
  - name: hazard
    mean: arithmetic
    parts:
      - {indicator: flood, bounds: [0, 100]}
      - {indicator: drought, bounds: [0, 10]}
  - {indicator: coping, bounds: [0, 10], higher_is: better}
"""
COLUMNS = {"code": ["A", "B", "C", "D"], "name": ["é", "b, c", "", "d"], "flood": [50, 20.5, None, NAN],
           "drought": [3, None, 1e-7, None], "coping": [1, 2, 3, 4]}


class Index(Arrays):
    def of_command(self, tree="tree.yaml", table="table.csv"):
        code, _, err = command("index", tree, table, "-o", "scores.csv", cwd=self.folder)
        self.assertEqual(code, 0, err)
        return self.rows("scores.csv")

    def setUp(self):
        (self.folder / "tree.yaml").write_text(YAML, encoding="utf-8")
        with open(self.folder / "table.csv", "w", newline="", encoding="utf-8") as file:
            out = csv.writer(file)
            out.writerow(COLUMNS)
            out.writerows([["" if v is None or v != v else v for v in row] for row in zip(*COLUMNS.values())])

    def test_tables_and_trees_of_every_kind_give_what_the_command_writes(self):
        wanted = self.of_command()
        self.assertIn("assessed", [row["status"] for row in wanted])
        for table in (self.folder / "table.csv", COLUMNS, {k: np.array(v) for k, v in COLUMNS.items()}):
            for tree in (TREE, self.folder / "tree.yaml", {"tree": TREE}):
                self.assert_same(djoliba.index(table, tree), wanted)

    def test_a_shipped_index_by_its_name(self):
        file = DATA / "risk_reference" / "inform_sahel_2018_adm1_mali.csv"
        if not file.exists():
            self.skipTest(f"no {file}")
        code, _, err = command("index", "inform-sahel", file, "-o", "scores.csv", cwd=self.folder)
        self.assertEqual(code, 0, err)
        self.assert_same(djoliba.index(file, "inform-sahel"), self.rows("scores.csv"))

    @needs("pandas")
    def test_a_frame_keeps_its_index_and_its_naming_columns(self):
        import pandas as pd
        frame = pd.DataFrame(COLUMNS, index=[7, 5, 3, 1])
        found = djoliba.index(frame, TREE)
        self.assertEqual(list(found.index), [7, 5, 3, 1])
        self.assertEqual(list(found["name"]), COLUMNS["name"])
        wanted = self.of_command()
        self.assertEqual([None if v != v else v for v in found["risk"]],
                         [float(r["risk"]) if r["risk"] else None for r in wanted])
        nullable = frame.convert_dtypes()
        np.testing.assert_array_equal(djoliba.index(nullable, TREE)["risk"], found["risk"])

    @needs("geopandas")
    def test_a_geo_frame_keeps_its_geometry(self):
        import geopandas as gpd
        frame = gpd.read_file(self.communes).assign(flood=[1.0, 2, 3, 4], drought=1.0, coping=2.0)
        found = djoliba.index(frame, TREE)
        self.assertEqual(found.crs, frame.crs)
        self.assertEqual(list(found["CODE"]), list(frame["CODE"]))

    def test_what_is_refused(self):
        with self.refused("flood", "the table has no such column", "did you mean"):
            djoliba.index({"code": ["A"], "flod": [1], "drought": [1], "coping": [1]}, TREE)
        with self.refused("table:2", "many"):
            djoliba.index({**COLUMNS, "flood": [1, "many", 3, 4]}, TREE)
        with self.refused("tree", "men"):
            djoliba.index(COLUMNS, {**TREE, "men": 1})
        with self.refused("give texts, numbers"):
            djoliba.index(COLUMNS, {"name": object()})
        with self.refused("is no index"):
            djoliba.index(COLUMNS, 3)
        with self.refused("inform-sahel"):
            djoliba.index(COLUMNS, "inform-sahl")
        with self.refused("is no table"):
            djoliba.index([1, 2], TREE)
        with self.refused("no rows"):
            djoliba.index({"flood": []}, TREE)
        with self.refused("flood: the column is 3"):
            djoliba.index({"flood": 3}, TREE)
        with self.refused("several lengths"):
            djoliba.index({"flood": [1], "drought": [1, 2]}, TREE)


class Rank(Arrays):
    def ranks(self, *args, **given):
        return [None if r != r else int(r) for r in np.asarray(
            [np.nan if v is None or str(v) == "<NA>" else v for v in djoliba.rank(*args, **given)["rank"]], dtype=float)]

    def test_highest_first_people_then_code_settle_ties_and_nan_has_no_rank(self):
        self.assertEqual(self.ranks([1, 3, NAN, 2]), [3, 1, None, 2])
        self.assertEqual(self.ranks([5, 5, 5 + 1e-12], [1, NAN, 2]), [2, 3, 1])
        self.assertEqual(self.ranks([5, 5, 5], codes=["c", "a", "b"]), [3, 1, 2])
        self.assertEqual(self.ranks([5] * 12), list(range(1, 13)))
        self.assertEqual(self.ranks([1, 2, 3, 4], levels=["a", "b", "a", "b"]), [2, 2, 1, 1])
        self.assertEqual(self.ranks([NAN]), [None])

    def test_classes_are_those_of_the_index(self):
        found = djoliba.rank([1.94, 1.95, 3.5, 5, 6.5, NAN])["class"]
        self.assertEqual([None if str(v) in ("<NA>", "nan") else int(v) for v in found], [1, 2, 3, 4, 5, None])

    def test_intervals_are_quantiles_of_ranked_draws(self):
        stream = np.random.default_rng(5)
        draws = stream.normal([5, 5.5, 1, 9], 1, size=(400, 4)).clip(0, 10)
        draws[:40, 2] = np.nan
        found = djoliba.rank([5, 5.5, 1, 9], draws=draws, top=2)
        ranks = (draws[:, None, :] > draws[:, :, None]).sum(axis=2) + 1  # of each draw and locality
        for i in range(4):
            own = np.sort(ranks[~np.isnan(draws[:, i]), i])
            at = [own[int(np.ceil(q * len(own) - 1e-9)) - 1] for q in (0.05, 0.5, 0.95)]
            self.assertEqual([found[f"rank_{w}"][i] for w in ("low", "median", "high")], at)
            self.assertEqual(found["p_top2"][i], np.sum(own <= 2) / 400)
        self.assertEqual(found["assessed_share"][2], 0.9)

    @needs("pandas")
    def test_series_are_matched_by_their_index(self):
        import pandas as pd
        scores = pd.Series({"a": 5.0, "b": 5.0, "c": NAN})
        people = pd.Series({"c": 1, "b": 9, "a": 3, "d": 7})
        found = djoliba.rank(scores, people)
        self.assertEqual(list(found.index), ["a", "b", "c"])
        self.assertEqual(list(found["rank"].fillna(0)), [2, 1, 0])
        draws = pd.DataFrame({"b": [1.0, 1], "c": [NAN, NAN], "a": [2.0, 2]})
        self.assertEqual(list(djoliba.rank(scores, draws=draws)["rank_low"][:2]), [1, 2])
        with self.refused("1 localities are missing, such as a"):
            djoliba.rank(scores, people.drop("a"))
        with self.refused("twice"):
            djoliba.rank(scores, pd.concat([people, people]))

    def test_what_is_refused(self):
        for words, args, given in ((("infinite",), ([1, np.inf],), {}),
                                   (("population", "2 for 1"), ([1], [1, 2]), {}),
                                   (("levels", "2 for 1"), ([1],), {"levels": ["a", "b"]}),
                                   (("2 codes for 1",), ([1],), {"codes": ["a", "b"]}),
                                   (("shape (3, 2)",), ([1],), {"draws": np.ones((3, 2))}),
                                   (("shape (3,)",), ([1],), {"draws": np.ones(3)}),
                                   (("no cells",), ([1],), {"draws": np.ones((0, 1))}),
                                   (("ranks up to 0",), ([1],), {"draws": np.ones((3, 1)), "top": 0}),
                                   (("scores",), (["high"],), {}),
                                   (("shape (0,)",), ([],), {}),
                                   (("shape (1, 1)",), ([[1]],), {})):
            with self.subTest(words), self.refused(*words):
                djoliba.rank(*args, **given)


if __name__ == "__main__":
    unittest.main()
