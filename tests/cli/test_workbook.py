# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""classement.xlsx and validation.xlsx are for readers of French: no text of the program itself is English there."""
import unittest
from pathlib import Path

from program import DATA, djoliba
from tiny_country import TinyCountry, read_result
from workbook import read_sheets

ENGLISH = {"assessed", "not_assessed", "shared", "region", "yes", "exposed", "displaced", "analysed", "resident", "flood",
           "drought", "displacement", "food_insecurity", "people", "events", "urban"}
# Sheets that give the English headings on purpose.
IN_TWO_LANGUAGES = {"Colonnes", "Légende"}


def english_of(rows, manifest):
    """All sentences of the run that have a French form."""
    found = set(ENGLISH)
    for row in rows.values():
        found |= {row["reason_not_assessed"], row["drivers_en"]} - {row["drivers_fr"], ""}
    found |= {e["reason"] for e in manifest["exclusions"]}
    found |= {reason for i in manifest["indicators"] for reason in i["missing_reasons"]}
    found |= {i["label_en"] for i in manifest["indicators"]} - {i["label_fr"] for i in manifest["indicators"]}
    found.add(manifest["note"])
    return found - {""}


class Workbook(TinyCountry):
    def check(self, out):
        rows, manifest = read_result(out)
        english = english_of(rows, manifest)
        sheets = read_sheets(out / "classement.xlsx")
        for name, lines in sheets.items():
            if name not in IN_TWO_LANGUAGES:
                self.assertEqual({cell for line in lines for cell in line if cell in english}, set(), name)
        if (out / "validation.xlsx").exists():
            for name, lines in read_sheets(out / "validation.xlsx").items():
                cells = {cell for line in lines if line[:1] != ["djoliba-validation"] for cell in line}
                self.assertEqual({cell for cell in cells if cell in english}, set(), name)
        return sheets

    def test_a_flow_has_no_english_cell(self):
        self.write("links.csv", "a,b,km\nML010101,ML010201,10\nML010101,ML77,5\nML010101,ML010201,20\nML010101,ML010102,0\n")
        self.layers["flow"] = {"links": {"table": "links.csv", "from": "a", "to": "b", "km": "km"}}
        self.layers["conflict"][0]["completeness"] = "sample"
        del self.layers["displaced"], self.layers["facilities"], self.layers["settlements"]
        self.scenario["index"]["tree"]["parts"][1]["parts"][0] = {"indicator": "flow_arrivals_per_100_30d", "bounds": [0, 20]}
        self.scenario["index"]["tree"]["parts"][2]["parts"][0] = {"indicator": "flow_displaced_per_facility", "bounds": [0, 9]}
        self.result()
        self.check(self.out)

    def test_the_tiny_country_has_no_english_cell(self):
        self.layers["conflict"][0].update(completeness="sample", label_fr="Événements", label_en="Events of note")
        self.scenario["reconcile"] = [
            {"figure": "Homes", "figure_fr": "Foyers", "published": 5, "source": "a plan", "reason": "Not counted.",
             "reason_fr": "Non comptés."},
            {"figure": "Displaced", "figure_fr": "Déplacés", "published": 200, "source": "a plan",
             "ours": "displaced_people"}]
        self.result()
        sheets = self.check(self.out)
        self.assertEqual(list(sheets)[:3], ["Communes", "Cercles", "Régions"])
        heading, *lines = sheets["Communes"]
        first = next(k for k, text in enumerate(heading) if text.endswith(" : niveau"))
        self.assertLess(heading.index("Chiffres minimaux (« au moins »)"), first - 1)
        delta = next(line for line in lines if "Delta" in line)
        cell = dict(zip(heading, delta))
        self.assertEqual(cell["Statut"], "non évalué")
        self.assertIn("indispensable et manquant", cell["Raison de la non-évaluation"])
        self.assertIn("profondeur d'eau inconnue", cell["Raison de la non-évaluation"])
        alpha = dict(zip(heading, next(line for line in lines if "Alpha" in line)))
        self.assertIn("Événements : décès en 365 jours (au moins)", alpha["Chiffres minimaux (« au moins »)"])
        self.assertIn(["Foyers", 5, None, None, None, "personnes", "a plan", "Non comptés."], sheets["Chiffres publiés"])
        self.assertIn(["Déplacés", 200, 147, 0.735, "2024-03-31", "personnes", "a plan"],
                      [line[:7] for line in sheets["Chiffres publiés"]])
        reasons = {line[2] for line in sheets["Lignes écartées"]}
        self.assertIn("événements postérieurs à la date de situation", reasons)

    @unittest.skipUnless((DATA / "admin").is_dir(), "skipped: the real data are not here")
    def test_mali_has_no_english_cell(self):
        code, _, err = djoliba("run", "mali", "--data", DATA, "--out", self.out, cwd=self.folder)
        self.assertEqual(code, 0, err)
        self.check(self.out)

    def test_the_demo_has_no_english_cell(self):
        country = Path(self.folder) / "country"
        self.assertEqual(djoliba("demo", "--out", country, "--resolution", "0.1")[0], 0)
        code, _, err = djoliba("run", country / "scenario.yaml", "--out", self.out, cwd=self.folder)
        self.assertEqual(code, 0, err)
        self.check(self.out)


if __name__ == "__main__":
    unittest.main()
