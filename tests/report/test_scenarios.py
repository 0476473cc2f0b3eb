# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The scenarios of a batch on one page: each with the figures of the batch's own tables, and their differences with
those of `djoliba compare`."""
import csv
import json
import sqlite3
import unittest

from browser import AXE, Browser, check_access, djoliba, tiny_scenario
from tiny_country import write_country

NAMES = ["wet", "war", "both", "weights"]
CHANGES = {
    "wet": {"flood": {"depth_add_m": 0.3}},
    "war": {"conflict": {"scale": 3}, "displaced": {"scale": 1.5}},
    "both": {"flood": {"depth_add_m": 0.3}, "conflict": {"scale": 3},
             "population": {"to_year": 2030, "percent_a_year": 3}, "weights": {"conflict": 3}},
    "weights": {"weights": {"conflict": 0.2}},
}
HOSTILE = "<img src=x onerror=window.hacked=1>"
LEVELS = ["region", "cercle", "commune"]


def french(value, decimals):
    return f"{value:.{decimals}f}".replace(".", ",")


def signed(value, decimals):
    text = french(abs(value), decimals)
    return ("+" if value > 0 else "−" if value < 0 else "") + text


def table(file):
    with open(file, encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


class Scenarios(Browser):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        write_country(cls.folder)
        (cls.folder / "tiny.yaml").write_text(json.dumps(tiny_scenario(keep=["csv", "report"])), encoding="utf-8")
        for name in NAMES:
            (cls.folder / f"{name}.yaml").write_text(
                json.dumps({"base": "tiny.yaml", "title": f"Title of {name}", "change": CHANGES[name]}), encoding="utf-8")
        files = ["tiny.yaml", *(f"{name}.yaml" for name in NAMES)]
        code, _, err = djoliba("batch", *files, "--out", "batch", cwd=cls.folder)
        assert code == 0, err
        cls.batch = cls.folder / "batch"
        cls.report = cls.batch / "report.html"

    def scored(self, scenario, level):
        """Rows of the ledger by rank, as the list has them."""
        with sqlite3.connect(f"file:{self.batch}/batch.db?mode=ro", uri=True) as ledger:
            return ledger.execute("SELECT name, rank, score, class FROM result WHERE scenario = ? AND level = ? "
                                  "ORDER BY rank IS NULL, rank, code", (scenario, level)).fetchall()

    def choose(self, page, scenario, against=None, level="commune"):
        page.locator(".scenarios select").nth(0).select_option(label=scenario)
        page.locator(".scenarios select").nth(1).select_option(label=against or "aucun")
        page.locator(".choices select").nth(1).select_option(level)

    def cells(self, page, column):
        return [text.strip() for text in page.locator(f"tbody td.{column}").all_inner_texts()]

    def test_every_scenario_has_the_figures_of_the_tables(self):
        page = self.open(self.report)
        self.assertEqual(page.locator(".scenarios select").nth(0).locator("option").all_inner_texts(), ["tiny", *NAMES])
        seen = set()
        for name in ["both", "tiny", *NAMES]:
            for level in LEVELS:
                self.choose(page, name, level=level)
                rows = self.scored(name, level)
                self.assertEqual(self.names(page), [row[0] for row in rows], (name, level))
                self.assertEqual(self.cells(page, "rank"), [str(row[1] or "–") for row in rows])
                self.assertEqual(self.cells(page, "score"), ["–" if row[2] is None else french(row[2], 1) for row in rows])
                self.assertEqual(self.cells(page, "class"), [str(row[3] or "–") for row in rows])
            seen.add(tuple(self.cells(page, "score")))
        self.assertGreater(len(seen), 3)  # the changes did something

    def test_reasons_are_those_of_the_tables(self):
        page = self.open(self.report)
        for name in ["tiny", *NAMES]:
            for row in table(self.batch / "scenarios" / name / "ranking.csv"):
                if row["level"] in LEVELS and row["status"] == "assessed":
                    self.choose(page, name, level=row["level"])
                    page.locator("tbody th button").nth(self.names(page).index(row["name"])).click()
                    self.assertIn(row["drivers_fr"], page.locator("article").inner_text())
                    page.get_by_role("button", name="Retour à la liste").click()

    def test_the_difference_is_the_subtraction_and_its_parts_those_of_compare(self):
        page = self.open(self.report)
        self.parts_seen = 0
        for before, after in (("tiny", "wet"), ("war", "both"), ("both", "tiny"), ("wet", "weights")):
            code, _, err = djoliba("compare", f"batch/scenarios/{before}", f"batch/scenarios/{after}", "--out", f"{before}-{after}",
                                   cwd=self.folder)
            self.assertEqual(code, 0, err)
            rows = {(row["level"], row["name"]): row for row in table(self.folder / f"{before}-{after}" / "comparison.csv")}
            for level in LEVELS:
                self.choose(page, after, before, level)
                for name, change, rank in zip(self.names(page), self.cells(page, "change"), self.cells(page, "rank"), strict=True):
                    row = rows[level, name]
                    self.assertEqual(rank, f"{row['rank_a'] or '–'} → {row['rank_b'] or '–'}")
                    self.assertEqual(change, signed(float(row["score_b"]) - float(row["score_a"]), 2) if row["score_change"] else "–")
                    self.check_parts(page, row)
        self.assertGreater(self.parts_seen, 30)

    def check_parts(self, page, row):
        page.locator("tbody th button").nth(self.names(page).index(row["name"])).click()
        shown = page.locator("article .parts tbody tr").evaluate_all("rows => rows.map(r => [...r.cells].map(c => c.innerText))")
        parts = {key: float(value) for key, value in row.items() if key.startswith("score_part_") and value}
        ranks = [float(row[key.replace("score", "rank", 1)]) for key in parts]
        expected = sorted((signed(score, 2), signed(rank, 1)) for score, rank in zip(parts.values(), ranks, strict=True)
                          if abs(score) >= 0.005 or abs(rank) >= 0.005)
        self.assertEqual(sorted((score, rank) for _, score, rank in shown), expected, row["name"])
        self.parts_seen += len(shown)
        page.get_by_role("button", name="Retour à la liste").click()

    def test_the_list_is_sorted_by_change_of_score_or_rank(self):
        page = self.open(self.report)
        self.choose(page, "both", "tiny")
        changes = [float(text.replace("−", "-").replace(",", ".")) for text in self.cells(page, "change") if text != "–"]
        self.assertEqual(changes, sorted(changes, reverse=True))
        self.assertGreater(len(set(changes)), 1)
        page.locator("thead th.rank button").click()
        moves = [int(new) - int(old) for old, new in (text.split(" → ") for text in self.cells(page, "rank") if "–" not in text)]
        self.assertEqual(moves, sorted(moves))
        page.get_by_role("button", name="Inverser").click()
        self.assertEqual(page.locator(".scenarios select").nth(0).locator("option:checked").inner_text(), "tiny")

    def test_the_legend_of_a_difference_has_both_directions_and_its_values(self):
        page = self.open(self.report)
        self.choose(page, "both", "tiny")
        measures = page.locator(".choices select").nth(0)
        for measure in measures.locator("option").evaluate_all("all => all.map(o => o.value)"):
            measures.select_option(measure)
            self.assertEqual(page.locator(".legend .swatch").all_inner_texts()[:7], ["+++", "++", "+", "=", "−", "−−", "−−−"])
            self.assertIn("Écart", page.locator(".legend h2").inner_text())
        colours = page.locator(".legend .swatch").evaluate_all("all => all.map(s => s.style.background)")
        self.assertEqual(len(set(colours[:7])), 7)

    def test_weights_act_on_the_scenario_that_is_shown_and_are_saved_with_it(self):
        page = self.open(self.report)
        page.get_by_role("button", name="Pondérations").click()
        page.locator("input[type=range]:not([disabled])").nth(0).focus()
        page.keyboard.press("End")
        self.choose(page, "war")
        with page.expect_download() as saved:
            page.get_by_role("button", name="Enregistrer ces poids").click()
        saved.value.save_as(self.folder / "moved.yaml")
        self.assertIn("scale: 3", (self.folder / "moved.yaml").read_text(encoding="utf-8"))
        code, _, err = djoliba("run", "moved.yaml", "--out", "moved", cwd=self.folder)
        self.assertEqual(code, 0, err)
        page.get_by_role("button", name="Classement").click()
        rows = [row for row in table(self.folder / "moved" / "ranking.csv") if row["level"] == "commune"]
        self.assertEqual(self.names(page), [row["name"] for row in rows])
        scores = [french(float(row["score"]), 1) if row["score"] else "–" for row in rows]
        self.assertEqual(self.cells(page, "score"), scores)
        self.assertNotEqual(scores, [french(r[2], 1) if r[2] is not None else "–" for r in self.scored("war", "commune")])

    def test_both_languages_and_the_keyboard(self):
        page = self.open(self.report)
        page.get_by_role("button", name="English").click()
        page.locator(".scenarios select").nth(0).focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
        self.assertEqual(page.locator(".scenarios select").nth(0).locator("option:checked").inner_text(), "wet")
        self.assertEqual(page.locator(".scenarios select").nth(1).locator("option:checked").inner_text(), "tiny")
        self.assertIn("Change", page.locator("thead").inner_text())
        page.locator("tbody th button").first.focus()
        page.keyboard.press("Enter")
        self.assertIn("What changes", page.locator("article").inner_text())

    def test_paper_names_the_scenario(self):
        page = self.open(self.report)
        self.choose(page, "both", "war")
        page.evaluate("window.print = () => {}")
        page.locator("header select").select_option("summary")
        page.wait_for_selector(".sheet")
        text = page.locator(".sheet").first.inner_text()
        self.assertIn("scénario : both · comparé à : war", text)
        self.assertIn("Plus fortes hausses", text)

    def test_the_address_names_scenarios(self):
        page = self.open(self.report)
        page.goto(f"{self.report.as_uri()}#scenario=both&against=war")
        page.reload()
        self.assertEqual([page.locator(".scenarios select").nth(k).locator("option:checked").inner_text() for k in (0, 1)],
                         ["both", "war"])
        self.assertIn("Écart", page.locator("thead").inner_text())
        page.goto(f"{self.report.as_uri()}#print=summary&scenario=war")
        page.reload()
        self.assertIn("scénario : war", page.locator(".sheet").first.inner_text())

    def test_a_telephone_shows_the_difference_without_scrolling_sideways(self):
        page = self.open(self.report, width=360, height=740, has_touch=True, is_mobile=True)
        self.choose(page, "both", "tiny")
        self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), 360)
        self.assertEqual(len(self.cells(page, "change")), 4)

    @unittest.skipUnless(AXE.exists(), "axe-core is not installed")
    def test_everybody_can_use_the_difference(self):
        page = self.open(self.report)
        self.choose(page, "both", "tiny")
        check_access(self, page)
        page.locator("tbody th button").first.click()
        check_access(self, page)


class LeftOut(Browser):
    def test_the_page_says_how_many_scenarios_it_does_not_hold(self):
        write_country(self.folder)
        (self.folder / f"{HOSTILE}.yaml").write_text(json.dumps(
            tiny_scenario(keep=["report"], sweep={"conflict.scale": list(range(1, 24))})), encoding="utf-8")
        code, _, err = djoliba("batch", f"{HOSTILE}.yaml", "--out", "many", cwd=self.folder)
        self.assertEqual(code, 0, err)
        page = self.open(self.folder / "many" / "report.html")
        self.assertEqual(page.locator(".scenarios select").nth(0).locator("option").count(), 21)
        self.assertIn(f"{HOSTILE}[conflict.scale=1]", page.locator(".scenarios option").all_inner_texts())
        self.assertIsNone(page.evaluate("window.hacked ?? null"))
        self.assertIn("3 autres scénarios", page.locator(".scenarios").inner_text())
        page.locator(".scenarios select").nth(0).select_option("2")
        self.assertIn("conflict.scale = 2", page.locator(".scenarios").inner_text())


if __name__ == "__main__":
    unittest.main()
