# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Result in HTML, as a page to explore, and explained; nothing that data say becomes markup."""
import json
import re
import unittest

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

import djoliba  # noqa: E402
from results import HOSTILE, HOSTILE_TITLE, Page, on_both_sources  # noqa: E402


@on_both_sources
class Escaped:
    changes = {"title": HOSTILE_TITLE}
    name = HOSTILE

    def check(self, html, times=1, scripts=0):
        page = Page(html)
        self.assertNotIn("img", page.tags)
        self.assertNotIn("onerror", page.attributes)
        self.assertEqual(page.tags.count("script"), scripts)
        self.assertNotIn("alert(2)</script>", html)
        return page

    def test_the_table_shows_names_as_text(self):
        page = self.check(self.result.to_html(level="commune"))
        self.assertIn(HOSTILE, page.text)
        self.assertIn(HOSTILE_TITLE, page.text)

    def test_the_page_to_explore_shows_names_as_text(self):
        explorer = self.result.explore(level="commune")
        self.check(explorer.html, scripts=2)
        facts = json.loads(re.search(r'<script id="facts" type="application/json">(.*?)</script>', explorer.html, re.S)[1])
        self.assertEqual([unit["name"] for unit in facts if unit["code"] == "ML010101"], [HOSTILE])
        frame = self.check(explorer._repr_html_())
        self.assertEqual(frame.tags, ["iframe"])

    def test_the_explanation_shows_names_as_text(self):
        told = self.result.explain("ML010101")
        page = Page(told._repr_html_())
        self.assertEqual(page.tags.count("img"), 1)  # the picture
        self.assertNotIn("onerror", page.attributes)
        self.assertIn(HOSTILE, page.text)
        plt.close("all")

    def test_nothing_comes_from_a_network(self):
        html = self.result.explore().html
        self.assertEqual(re.findall(r"(?:https?:)?//[a-z]", html), [])
        self.assertIn("default-src 'none'", html)


@on_both_sources
class Shown:
    changes = {"synthetic": True}

    def test_the_table_has_ranks_classes_and_reasons(self):
        html = self.result.to_html("fr", "commune")
        text = Page(html).text
        table = self.result.table("ranking", "commune")
        for k, name in enumerate(table["name"]):
            if table["rank"][k] is not None:
                self.assertIn(f"{name} {table['code'][k]}", text)
                self.assertIn(table["drivers_fr"][k], text)
        self.assertNotIn("Delta", text)
        self.assertIn("Non évalués : 1 sur 4 communes, avec 1 000 personnes. Sans rang ne veut pas dire sans risque.", text)
        self.assertIn("DONNÉES SYNTHÉTIQUES", text)
        self.assertIn("Découpage : 2016-frame.", text)
        self.assertIn("au 30 juin 2024", text)

    def test_no_more_rows_than_asked_for(self):
        self.assertEqual(self.result.to_html(level="commune", top=2).count("<tr>"), 3)

    def test_it_shows_itself_in_its_language(self):
        self.result.lang = "fr"
        self.addCleanup(setattr, self.result, "lang", "en")
        self.assertIn("Principales raisons", self.result._repr_html_())
        self.assertIn("communes : 3 sur 4", repr(self.result))

    def test_the_page_tells_of_every_unit(self):
        html = self.result.explore(level="commune", lang="fr").html
        facts = json.loads(re.search(r'type="application/json">(.*?)</script>', html, re.S)[1])
        self.assertEqual(len(re.findall(r'class="unit"', html)), 4)
        self.assertEqual([unit["code"] for unit in facts], self.result.table("ranking", "commune")["code"])
        delta = dict(next(unit["rows"] for unit in facts if unit["name"] == "Delta"))
        self.assertEqual(delta["Classe de risque"], "non évalué")
        self.assertTrue(delta["Raison de la non-évaluation"].startswith("indispensable et manquant"))
        self.assertEqual(html.count('fill="url(#hatch)"'), 1)

    def test_a_page_is_written_into_a_file(self):
        self.result.explore().save(self.folder / "page.html")
        self.assertIn("<svg", (self.folder / "page.html").read_text(encoding="utf-8"))


@on_both_sources
class Explained:
    changes = {"uncertainty": {"draws": 0}}

    def test_parts_lead_from_the_median_to_the_score(self):
        told = self.result.explain("ML010102", "fr")
        self.assertEqual((told.name, told.level, told.assessed), ("Bravo", "commune", True))
        self.assertAlmostEqual(told.median_score + sum(p.points for p in told.parts), told.score)
        sizes = [abs(p.points) for p in told.parts]
        self.assertEqual(sizes, sorted(sizes, reverse=True))
        self.assertTrue(told.sentence.startswith("Bravo (cercle : Ouest) : rang "))
        self.assertIn("Points par rapport à la localité médiane", str(told))

    def test_the_picture_is_a_waterfall(self):
        told = self.result.explain("ML010102")
        ax = told.plot()
        self.addCleanup(plt.close, ax.get_figure())
        bars = {bar.get_gid(): bar for bar in ax.patches}
        at = told.median_score
        self.assertAlmostEqual(bars["median"].get_width(), at)
        for part in told.bars():
            bar = bars[f"part-{part.indicator}"]
            self.assertAlmostEqual(bar.get_x(), at)
            self.assertAlmostEqual(bar.get_width(), part.points)
            at += part.points
        self.assertAlmostEqual(bars["score"].get_width(), told.score)
        self.assertEqual(ax.get_yticklabels()[0].get_text(), "Median locality")
        self.assertEqual(ax.get_yticklabels()[-1].get_text(), "Bravo")

    def test_what_is_not_assessed_says_why_and_has_no_picture(self):
        told = self.result.explain("ML010202", "fr")
        self.assertFalse(told.assessed)
        self.assertEqual(told.parts, [])
        self.assertIn("non évalué, ce qui ne veut pas dire sans risque. indispensable et manquant", told.sentence)
        self.assertNotIn("<img", told._repr_html_())
        with self.assertRaises(djoliba.Error) as caught:
            told.plot()
        self.assertIn("non évalué", str(caught.exception))

    def test_an_unknown_code_names_those_like_it(self):
        for wanted, found in (("ML010109", "ML010101"), ("bravo", "ML010102 (commune Bravo)"), ("Brávo", "ML010102 (commune Bravo)")):
            with self.assertRaises(djoliba.Error) as caught:
                self.result.explain(wanted)
            self.assertIn("no unit has this code", str(caught.exception))
            self.assertIn(found, str(caught.exception))
        with self.assertRaises(djoliba.Error) as caught:
            self.result.explain("ZZZ")
        self.assertIn("give a code as in the ranking", str(caught.exception))


if __name__ == "__main__":
    unittest.main()
