# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The page of a public variant says so, and tells masked figures from missing ones."""
import unittest

from browser import Browser, djoliba, run_tiny, tiny_scenario

GUESTS = ("code,name,guests\nML010101,Alpha,4\nML010102,Bravo,60\nML010201,Charlie,300\nML010202,Delta,500\n")


class PublicReport(Browser):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        scenario = tiny_scenario()
        scenario["layers"] = {**scenario["layers"], "indicators": [
            {"key": "guests", "table": "guests.csv", "code": "code", "level": "commune", "vintage": "2016-frame",
             "columns": {"guests": {"column": "guests", "unit": "people", "base": "displaced", "roll_up": "sum",
                                    "label_en": "Guests", "label_fr": "Invités"}}}]}
        (cls.folder / "guests.csv").write_text(GUESTS, encoding="utf-8")
        run_tiny(cls.folder, scenario)
        code, _, err = djoliba("run", "out.yaml", "--out", "out", "--public", cwd=cls.folder)
        assert code == 0, err
        cls.page_file = cls.folder / "out" / "public" / "report_public.html"

    def card(self, page, name):
        page.locator(".choices select").nth(1).select_option("commune")
        page.locator("tbody th button", has_text=name).click()
        page.locator("article details", has_text="Invités").locator("summary").click()
        return page.locator("details tr", has_text="Invités").inner_text()

    def test_it_says_at_the_top_what_is_left_out(self):
        page = self.open(self.page_file)
        notice = page.locator(".notice.public").inner_text()
        self.assertIn("Omis : sources à diffusion restreinte (0)", notice)
        page.get_by_role("button", name="English").click()
        self.assertIn("Public variant", page.locator(".notice.public").inner_text())
        self.assertEqual(self.open(self.folder / "out" / "report.html").locator(".notice.public").count(), 0)

    def test_masked_figures_are_not_missing_ones(self):
        self.assertIn("< 10", self.card(self.open(self.page_file), "Alpha"))
        bravo = self.card(self.open(self.page_file), "Bravo")
        self.assertIn("masqué", bravo)
        self.assertIn("permettrait de calculer", bravo)
        self.assertIn("300", self.card(self.open(self.page_file), "Charlie"))

    def test_weights_move_and_no_scenario_is_saved(self):
        page = self.open(self.page_file)
        page.get_by_role("button", name="Pondérations").click()
        self.assertGreater(page.locator("input[type=range]").count(), 2)
        self.assertEqual(page.get_by_role("button", name="Enregistrer ces poids").count(), 0)


if __name__ == "__main__":
    unittest.main()
