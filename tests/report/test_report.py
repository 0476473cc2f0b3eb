# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""What a reader sees and does on the page, on a country of four communes and on the synthetic country."""
import csv
import re
import unittest

from browser import Browser, djoliba, run_tiny, tiny_scenario

HOSTILE = "<img src=x onerror=window.hacked=1></script><script>window.hacked=1</script>"


def rows_of(folder, level):
    with open(folder / "ranking.csv", encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["level"] == level]


class TinyReport(Browser):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.out = run_tiny(cls.folder, tiny_scenario(), rename={"Alpha": "Ségou", "Charlie": HOSTILE})
        cls.report = cls.out / "report.html"

    def communes(self):
        page = self.open(self.report)
        page.locator(".choices select").nth(1).select_option("commune")
        return page

    def test_list_is_the_ranking(self):
        page = self.communes()
        expected = rows_of(self.out, "commune")
        self.assertEqual(self.names(page), [row["name"] for row in expected])
        scores = page.locator("td.score").all_inner_texts()
        self.assertEqual(scores, [f"{float(row['score']):.1f}".replace(".", ",") if row["score"] else "–" for row in expected])
        self.assertIn("not_assessed", [row["status"] for row in expected])  # the case is in it

    def test_text_of_the_data_never_runs(self):
        page = self.communes()
        self.assertIn(HOSTILE, self.names(page))
        page.locator("tbody th button").nth(self.names(page).index(HOSTILE)).click()
        self.assertEqual(page.locator("article h2").inner_text(), HOSTILE)
        self.assertIsNone(page.evaluate("window.hacked ?? null"))

    def test_policy_forbids_network_and_foreign_scripts(self):
        page = self.communes()
        policy = page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content")
        self.assertIn("default-src 'none'", policy)
        self.assertRegex(policy, r"script-src 'sha256-[A-Za-z0-9+/=]+';")

    def test_search_needs_no_accents(self):
        page = self.communes()
        page.locator("input[type=search]").fill("segou")
        self.assertEqual(self.names(page), ["Ségou"])
        page.locator("input[type=search]").fill("ml010102")
        self.assertEqual(self.names(page), ["Bravo"])
        page.locator("input[type=search]").fill("nowhere")
        self.assertEqual(self.names(page), [])

    def test_map_and_card_are_linked(self):
        page = self.communes()
        box = page.locator(".canvas").bounding_box()
        # The country is a square: its north-western quarter lies a little left of and above the middle.
        page.mouse.click(box["x"] + box["width"] / 2 - 60, box["y"] + box["height"] / 2 - 60)
        page.wait_for_selector("article")
        self.assertEqual(page.locator("article h2").inner_text(), "Ségou")
        row = next(row for row in rows_of(self.out, "commune") if row["name"] == "Ségou")
        text = page.locator("article").inner_text()
        self.assertIn(row["code"], text)
        self.assertIn(row["drivers_fr"], text)

    def test_what_is_not_assessed_says_why(self):
        page = self.communes()
        row = next(row for row in rows_of(self.out, "commune") if row["status"] == "not_assessed")
        page.locator("tbody th button", has_text=row["name"]).click()
        self.assertIn(row["reason_not_assessed_fr"], page.locator("article").inner_text())
        self.assertIn("non évalué", page.locator("article").inner_text())

    def test_language_is_switched(self):
        page = self.communes()
        self.assertIn("Classement", page.locator("nav.tabs").inner_text())
        page.get_by_role("button", name="English").click()
        self.assertIn("Ranking", page.locator("nav.tabs").inner_text())
        self.assertIn("June 30, 2024", page.locator("header").inner_text())
        self.assertEqual(page.locator("html").get_attribute("lang"), "en")

    def test_weights_give_the_ranking_of_the_engine(self):
        page = self.communes()
        page.get_by_role("button", name="Pondérations").click()
        sliders = page.locator("input[type=range]:not([disabled])")
        before = sliders.count()
        self.assertGreater(before, 2)
        sliders.nth(0).focus()
        page.keyboard.press("End")
        sliders.nth(before - 1).focus()
        page.keyboard.press("Home")
        self.assertIn("n'est plus celui du calcul enregistré", page.locator(".notice.changed").inner_text())
        with page.expect_download() as saved:
            page.get_by_role("button", name="Enregistrer ces poids").click()
        saved.value.save_as(self.folder / "weights.yaml")
        code, _, err = djoliba("run", "weights.yaml", "--out", self.folder / "weighted", cwd=self.folder)
        self.assertEqual(code, 0, err)
        page.get_by_role("button", name="Classement").click()
        expected = rows_of(self.folder / "weighted", "commune")
        self.assertEqual(self.names(page), [row["name"] for row in expected])
        scores = page.locator("td.score").all_inner_texts()
        self.assertEqual(scores, [f"{float(row['score']):.1f}".replace(".", ",") if row["score"] else "–" for row in expected])
        self.assertNotEqual([row["score"] for row in expected], [row["score"] for row in rows_of(self.out, "commune")])
        page.get_by_role("button", name="Revenir au calcul enregistré").click()
        self.assertEqual(self.names(page), [row["name"] for row in rows_of(self.out, "commune")])

    def test_a_telephone_shows_all_without_scrolling_sideways(self):
        page = self.open(self.report, width=360, height=740, has_touch=True, is_mobile=True)
        self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), 360)
        self.assertGreater(page.locator(".canvas").bounding_box()["height"], 250)

    def test_it_prints(self):
        page = self.communes()
        self.assertEqual(page.pdf()[:5], b"%PDF-")

    def test_everybody_can_use_it(self):
        page = self.communes()
        self.check_access(page)
        for tab in ("Pondérations", "Données"):
            page.get_by_role("button", name=tab).click()
            self.check_access(page)
        page.get_by_role("button", name="Classement").click()
        page.locator("tbody th button").first.click()
        self.check_access(page)


class DemoReport(Browser):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for words in (("demo", "--out", cls.folder / "in"), ("run", cls.folder / "in" / "scenario.yaml", "--out", cls.folder / "out")):
            code, _, err = djoliba(*words, "--quiet")
            assert code == 0, err
        cls.report = cls.folder / "out" / "report.html"

    def test_it_is_small_and_whole(self):
        self.assertLess(self.report.stat().st_size, 3_000_000)
        text = self.report.read_text(encoding="utf-8")
        self.assertEqual(re.findall(r"(?:src|href)=[\"']?(?!#|data:)[a-z./]", text.split('<script type="application/json"')[0]), [])

    def test_it_says_that_all_is_invented(self):
        self.assertIn("SYNTHÉTIQUES", self.open(self.report).locator(".notice.synthetic").inner_text())

    def test_every_level_and_measure_can_be_shown(self):
        page = self.open(self.report)
        measures, levels = page.locator(".choices select").nth(0), page.locator(".choices select").nth(1)
        for level in levels.locator("option").evaluate_all("all => all.map(o => o.value)"):
            levels.select_option(level)
            expected = rows_of(self.folder / "out", level)
            self.assertEqual(self.names(page), [row["name"] for row in expected])
        levels.select_option("cercle")
        for measure in measures.locator("option").evaluate_all("all => all.map(o => o.value)"):
            measures.select_option(measure)
            self.assertGreater(page.locator(".legend li").count(), 0, measure)

    def test_floods_and_facilities_lie_over_the_map(self):
        page = self.open(self.report)
        boxes = page.locator(".overlays input")
        for k in range(boxes.count()):
            boxes.nth(k).check()
        page.wait_for_timeout(300)
        floods = page.locator(".overlays label").filter(has_text="période de retour").count()
        self.assertGreater(floods, 2)
        self.assertEqual(page.locator(".canvas img.leaflet-image-layer").count(), floods)


if __name__ == "__main__":
    unittest.main()
