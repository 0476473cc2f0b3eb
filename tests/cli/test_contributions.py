# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""contributions.csv and datapackage.json of a run on a country of four communes (tiny_country.py)."""
import csv
import json

from tiny_country import TinyCountry, known

TYPES = {"string": str, "number": float, "integer": int, "boolean": {"true": True, "false": False}.__getitem__}


class Contributions(TinyCountry):
    def table(self, name):
        with open(self.out / name, encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream))

    def by_name(self):
        self.ranking, self.manifest = self.result()
        return {row["name"]: row for row in self.table("contributions.csv")}

    def test_points_add_up_to_the_distance_from_the_median_locality(self):
        rows = self.by_name()
        self.assertEqual([row["code"] for row in rows.values()], list(self.ranking))
        for name, row in rows.items():
            points = [known(cell) for key, cell in row.items() if key.endswith("_points")]
            self.assertEqual(len(points), 4)
            if name in ("Delta", "Est"):  # most people of Est live in Delta
                self.assertEqual((row["score"], points), ("", [None] * 4))
            else:
                self.assertAlmostEqual(sum(points), known(row["score"]) - known(row["median_score"]), delta=1e-9)
                self.assertEqual(row["score"], self.ranking[row["code"]]["score"])

    def test_points_of_a_sum_are_those_of_each_part(self):
        # Assessed: Alpha 50 %, Bravo 75 %, Charlie 50 % of people in the flood; scores 5, 7.5, 5, median 5.
        self.scenario["index"]["tree"] = {"name": "risk", "mean": "arithmetic", "required": ["flood_people_share_0p3m_rp100"], "parts": [
            {"indicator": "flood_people_share_0p3m_rp100", "bounds": [0, 100], "weight": 3},
            {"indicator": "displaced_per_100", "bounds": [0, 20], "weight": 1}]}
        rows = self.by_name()
        # Displaced per 100: Ouest 80 on 800, Est 60 on 1200; scores 5, 5, 2.5, median 5.
        self.assertEqual({row["median_score"] for row in rows.values()}, {"5"})
        self.assertAlmostEqual(known(rows["Bravo"]["flood_people_share_0p3m_rp100_points"]), 0.75 * 2.5)
        self.assertAlmostEqual(known(rows["Charlie"]["displaced_per_100_points"]), 0.25 * -2.5)
        self.assertAlmostEqual(known(rows["Ouest"]["flood_people_share_0p3m_rp100_points"]), 0.75 * 2.5 * 400 / 800)

    def test_sentences_say_rank_score_and_what_moves_it(self):
        self.scenario["uncertainty"] = {"draws": 0}
        self.scenario["index"]["tree"] = {"name": "risk", "mean": "arithmetic", "parts": [
            {"indicator": "flood_people_share_0p3m_rp100", "bounds": [0, 100], "label_fr": "Part inondée", "label_en": "Share flooded"},
            {"indicator": "villages_beyond_5km_share", "bounds": [0, 100], "words_en": "{}% of villages far",
             "words_fr": "{} % des villages loin"}]}
        # Scores of the share flooded: 5, 7.5, 5, none; of the villages: 5, 10, 5, 10. Median locality: (5 + 7.5) / 2.
        rows = self.by_name()
        self.assertEqual(rows["Bravo"]["explanation_en"],
                         "Bravo (cercle: Ouest): rank 2 among 4 communes with a score. Score 8.8 of 10 (class 5, very high), "
                         "2.5 above the median locality. Raised by: Share flooded: 75% (+1.2); 100% of villages far (+1.2).")
        self.assertEqual(rows["Bravo"]["explanation_fr"],
                         "Bravo (cercle : Ouest) : rang 2 parmi 4 communes avec un score. Score de 8,8 sur 10 (classe 5, très élevé), "
                         "2,5 au-dessus de la localité médiane. Ce qui l'élève : Part inondée : 75 % (+1,2) ; "
                         "100 % des villages loin (+1,2).")

    def test_a_commune_is_ranked_within_its_cercle_where_too_little_is_its_own(self):
        self.scenario["index"]["tree"] = {"name": "risk", "mean": "arithmetic", "parts": [
            {"indicator": "displaced_per_100", "bounds": [0, 20]}, {"indicator": "displaced_people", "bounds": [0, 100]}]}
        self.scenario["insist"] = []
        rows = self.by_name()
        self.assertEqual(self.manifest["index"]["headline_level"], "cercle")
        self.assertIn("rank 2 among 2 communes with a score in the cercle (no order beyond it: ", rows["Charlie"]["explanation_en"])
        self.assertIn("rang 2 parmi 2 communes avec un score dans le cercle (pas d'ordre au-delà : ", rows["Charlie"]["explanation_fr"])
        self.assertIn("Est (region: Pays): rank 2 among 2 cercles with a score", rows["Est"]["explanation_en"])
        self.assertIn("Est (région : Pays) : rang 2 parmi 2 cercles avec un score", rows["Est"]["explanation_fr"])

    def test_a_unit_that_is_not_assessed_says_what_is_missing(self):
        row = self.by_name()["Delta"]
        self.assertTrue(row["explanation_en"].startswith(
            "Delta (cercle: Est): not assessed, which does not mean safe. required and missing: "))
        self.assertTrue(row["explanation_fr"].startswith(
            "Delta (cercle : Est) : non évalué, ce qui ne veut pas dire sans risque. indispensable"))

    def test_the_package_describes_every_column_of_every_table(self):
        self.scenario["synthetic"] = True
        self.result()
        package = json.loads((self.out / "datapackage.json").read_text(encoding="utf-8"))
        self.assertIn("SYNTHETIC", package["description"])
        self.assertEqual({r["path"] for r in package["resources"]}, {p.name for p in self.out.glob("*.csv")} - {"ranking.hxl.csv"})
        for resource in package["resources"]:
            with open(self.out / resource["path"], encoding="utf-8", newline="") as stream:
                head, *rows = csv.reader(stream)
            fields = resource["schema"]["fields"]
            self.assertEqual(head, [field["name"] for field in fields])
            for row in rows:
                for field, cell in zip(fields, row):
                    if cell:
                        TYPES[field["type"]](cell)
            keys = [tuple(row[head.index(k)] for k in resource["schema"]["primaryKey"]) for row in rows]
            self.assertEqual(len(set(keys)), len(rows))
        types = {f["name"]: f["type"] for f in package["resources"][0]["schema"]["fields"]}
        self.assertEqual([types[k] for k in ("code", "rank", "score", "synthetic")], ["string", "integer", "number", "boolean"])
        score = next(f for f in package["resources"][0]["schema"]["fields"] if f["name"] == "population")
        self.assertEqual((score["title"], score["title_fr"], score["unit"]), ("Population", "Population", "people"))

    def test_the_manifest_lists_the_maps(self):
        _, manifest = self.result()
        self.assertEqual({m["name"] + ".tif" for m in manifest["maps"]}, {f for f in manifest["outputs"] if f.endswith(".tif")})
        self.assertEqual(manifest["maps"][0], {
            "name": "risk", "theme": "risk", "label_fr": "Score de risque", "label_en": "Risk score", "unit": "score 0-10"})
        self.assertIn("Découpage : 2016-frame.", manifest["note_fr"])

    def test_without_rasters_the_manifest_lists_no_maps(self):
        self.scenario["outputs"] = ["csv"]
        self.assertEqual(self.result()[1]["maps"], [])


if __name__ == "__main__":
    import unittest
    unittest.main()
