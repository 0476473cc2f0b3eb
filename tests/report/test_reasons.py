# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Reasons and contributions that the page works out are those of the engine, for its weights and for a reader's."""
import csv
import unittest

from browser import Browser, djoliba, run_tiny, tiny_scenario

LEAVES = ("ev_events", "flood_people_share_0p3m_rp100", "displaced_per_100", "villages_beyond_5km_share")


def rows_of(folder, name="ranking.csv"):
    with open(folder / name, encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def points(row):
    """What the waterfall shows of a row of contributions.csv: two decimals, nothing below 0.005."""
    values = [float(row[f"{leaf}_points"]) for leaf in LEAVES]
    shown = sorted((v for v in values if abs(v) >= 0.005), key=abs, reverse=True)
    return [f"{v:+.2f}".replace("-", "−").replace(".", ",") for v in shown]


class Reasons(Browser):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        scenario = tiny_scenario(insist=["flood_people_share_0p3m_rp100"])
        cls.out = run_tiny(cls.folder, scenario)

    def check(self, page, out):
        ranking, contributions = rows_of(out), rows_of(out, "contributions.csv")
        for level in ("commune", "cercle", "region"):
            page.locator(".choices select").nth(1).select_option(level)
            for code, row in ranking.items():
                if row["level"] != level or row["status"] != "assessed":
                    continue
                page.locator("tbody th button", has_text=row["name"]).click()
                self.assertIn(row["drivers_fr"], page.locator("article p").all_inner_texts(), code)
                self.assertEqual(page.locator(".waterfall .number").all_inner_texts(), points(contributions[code]), code)
                page.get_by_role("button", name="English").click()
                self.assertIn(row["drivers_en"], page.locator("article p").all_inner_texts(), code)
                page.get_by_role("button", name="Français").click()
                page.locator(".card .back").click()

    def test_of_the_saved_run(self):
        self.check(self.open(self.out / "report.html"), self.out)

    def test_with_weights_of_the_reader(self):
        page = self.open(self.out / "report.html")
        page.get_by_role("button", name="Pondérations").click()
        sliders = page.locator("input[type=range]:not([disabled])")
        for at, key in ((0, "End"), (1, "Home"), (2, "PageDown")):
            sliders.nth(at).focus()
            page.keyboard.press(key)
        with page.expect_download() as saved:
            page.get_by_role("button", name="Enregistrer ces poids").click()
        saved.value.save_as(self.folder / "weights.yaml")
        code, _, err = djoliba("run", "weights.yaml", "--out", self.folder / "weighted", cwd=self.folder)
        self.assertEqual(code, 0, err)
        before, after = rows_of(self.out), rows_of(self.folder / "weighted")
        self.assertNotEqual([row["drivers_fr"] for row in before.values()], [row["drivers_fr"] for row in after.values()])
        page.get_by_role("button", name="Classement").click()
        self.check(page, self.folder / "weighted")


class AllReasons(Browser):
    """Of every commune of the synthetic country, as the sheets of its regions list them."""

    def test_sheets_give_the_reasons_of_the_engine(self):
        for words in (("demo", "--out", self.folder / "in"), ("run", self.folder / "in" / "scenario.yaml", "--out", self.folder / "out")):
            code, _, err = djoliba(*words, "--quiet")
            self.assertEqual(code, 0, err)
        page = self.browser.new_context(locale="fr-FR").new_page()
        self.addCleanup(page.context.close)
        page.goto(f"{(self.folder / 'out' / 'report.html').as_uri()}#print=region")
        page.wait_for_selector("article.sheet")
        listed = page.locator("article.sheet tbody tr").filter(has=page.locator("td.words .badge, td .badge")).evaluate_all(
            "rows => rows.map(row => [row.querySelector('th').textContent, row.querySelector('td.words').textContent])")
        expected = [[row["name"], row["drivers_fr"] or row["reason_not_assessed_fr"]]
                    for row in rows_of(self.folder / "out").values() if row["level"] == "commune"]
        self.assertGreater(len(expected), 500)
        self.assertEqual(sorted(listed), sorted(expected))


if __name__ == "__main__":
    unittest.main()
