# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""What committees decided stands on the page beside what was computed."""
import datetime
import unittest

from browser import Browser, djoliba, run_tiny, tiny_scenario

try:
    import openpyxl
except ImportError:
    openpyxl = None

HOSTILE = "</script><img src=x onerror=window.hacked=1> pont coupé"


def fill(source, target, sheet, row, *entries):
    """Fills decision, class, rank, reason, committee and day of a row."""
    book = openpyxl.load_workbook(source)
    for column, value in enumerate(entries):
        book[sheet].cell(row, 12 + column).value = value
    book.save(target)
    return target


@unittest.skipUnless(openpyxl, "openpyxl is not in this Python")
class Decisions(Browser):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.out = run_tiny(cls.folder, tiny_scenario(outputs=["csv", "report", "validation"]))
        cls.before = (cls.out / "report.html").read_text(encoding="utf-8")
        form = cls.out / "validation.xlsx"
        sheets = [fill(form, cls.folder / "juin.xlsx", "Communes", 3, "acceptée", None, None, None, "Comité A", datetime.date(2024, 6, 1)),
                  fill(form, cls.folder / "juillet.xlsx", "Communes", 3, "abaissée", None, 3, HOSTILE, "Comité <b>B</b>",
                       datetime.date(2024, 7, 12))]
        code, _, err = djoliba("validate", cls.out, *(word for sheet in sheets for word in ("--from", sheet)))
        assert code == 0, err

    def communes(self, *options):
        page = self.open(self.out / "report.html", *options)
        page.locator(".choices select").nth(1).select_option("commune")
        return page

    def test_only_the_block_of_decisions_was_changed(self):
        after = (self.out / "report.html").read_text(encoding="utf-8")
        begin = '<script type="application/json" id="validation">'
        first, second = self.before.split(begin), after.split(begin)
        self.assertEqual(first[0], second[0])
        self.assertEqual(first[1].split("</script>", 1)[1], second[1].split("</script>", 1)[1])
        self.assertEqual(first[1].split("</script>", 1)[0], "null")

    def test_list_and_card_show_the_decision_in_force_and_the_earlier_one(self):
        page = self.communes()
        marks = page.locator("tbody .decided")
        self.assertEqual(marks.count(), 1)
        row = page.locator("tbody tr", has=page.locator(".decided"))
        self.assertEqual(marks.inner_text().strip(), "▼ abaissée, rang 3 proposé")
        self.assertEqual(row.locator("td.rank").inner_text().strip()[0], "1")  # the rank stays
        row.locator("th button").click()
        text = page.locator("article .decisions").inner_text()
        self.assertIn("Comité <b>B</b>, 12 juillet 2024", text)
        self.assertIn(HOSTILE, text)
        page.locator("article .decisions summary").click()
        self.assertIn("✓ acceptée Comité A, 1er juin 2024", page.locator("article .decisions li").inner_text())
        self.assertIsNone(page.evaluate("window.hacked ?? null"))

    def test_in_english(self):
        page = self.communes()
        page.get_by_role("button", name="English").click()
        self.assertEqual(page.locator("tbody .decided").inner_text().strip(), "▼ moved down, rank 3 proposed")

    def test_printed_sheets_show_it(self):
        page = self.browser.new_page()
        self.addCleanup(page.close)
        page.goto((self.out / "report.html").as_uri() + "#print=commune")
        self.assertEqual(page.locator(".sheet .decisions").count(), 1)


if __name__ == "__main__":
    unittest.main()
