# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Events, towns, floods by return period and months, with numbers that one can count on the country of four communes."""
import json
import re
import unittest

from browser import Browser, djoliba, run_tiny, tiny_scenario

EVENTS = """id,date,lon,lat,best,kind,prec
1,2024-06-30,-3.95,14.35,2,clash,point
2,2024-06-01,-3.96,14.36,0,attack,point
2,2024-06-01,-3.96,14.36,0,attack,point
3,2023-07-15,-3.9777,14.2333,1,clash,near
4,2023-12-01,-3.9888,14.2444,5,attack,cercle
5,2022-01-01,-3.85,14.35,9,clash,point
6,2024-07-02,-3.85,14.35,9,clash,point
7,2024-05-01,-3.50,14.35,9,clash,point
"""
TOWNS = "name,lon,lat,rank\nChef,-3.95,14.35,1\nHameau,-3.85,14.25,2\n"
MONTHS = "code,first,last\nML010101,7,9\nML010102,8,11\n"


def scenario():
    changed = tiny_scenario()
    layers = changed["layers"]
    layers["conflict"][0] |= {"type": "kind", "precision": "prec", "precision_km": {"point": 1, "near": 25, "cercle": 60},
                              "at_level": "cercle", "sensitivity": "restricted", "label_fr": "Violences", "label_en": "Violence"}
    layers["flood"]["months"] = {"table": "months.csv", "code": "code", "level": "commune", "vintage": "2016-frame",
                                 "first": "first", "last": "last"}
    layers["towns"] = {"sensitivity": "published", "points": "towns.csv", "where": {"rank": 1}, "lon": "lon", "lat": "lat", "name": "name"}
    return changed


def table(locator):
    """Rows of a table as texts."""
    return [re.split(r"\t", row) for row in locator.locator("tr").all_inner_texts()]


class Places(Browser):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.out = run_tiny(cls.folder, scenario(), files={"events.csv": EVENTS, "towns.csv": TOWNS, "months.csv": MONTHS})
        cls.report = cls.out / "report.html"
        block = re.search(r'id="data">(.*?)</script>', cls.report.read_text(encoding="utf-8"), re.S)
        cls.data = json.loads(block[1])

    def card(self, code, level, language="fr"):
        page = self.open(self.report)
        if language == "en":
            page.get_by_role("button", name="English").click()
        page.locator(".choices select").nth(1).select_option(level)
        page.locator("input[type=search]").fill(code)
        page.locator("tbody th button").first.click()
        return page

    def sheet(self, code):
        page = self.browser.new_context(locale="fr-FR").new_page()
        self.addCleanup(page.context.close)
        page.goto(f"{self.report.resolve().as_uri()}#print={code}")
        page.wait_for_selector("article.sheet")
        return page

    def layer(self, kind):
        return next(p for p in self.data["points"] if p["kind"] == kind)

    def test_page_holds_the_events_of_the_window_and_no_place_that_is_not_known(self):
        events = self.layer("event")
        self.assertEqual(events["date"], ["2024-06-30", "2024-06-01", "2023-12-01", "2023-07-15"])
        self.assertEqual(events["precision"], "ppek")
        self.assertEqual(events["x"], [-3.95, -3.96, None, -3.9777])
        self.assertNotIn("3.9888", self.report.read_text(encoding="utf-8"))
        code = self.data["units"]["code"]
        self.assertEqual([code[u] for u in events["unit"]], ["ML010101", "ML010101", "ML0101", "ML0101"])
        self.assertEqual(events["sensitivity"], "restricted")

    def test_card_counts_events_by_year_and_type(self):
        page = self.card("ML010101", "commune")
        text = page.locator(".events").inner_text()
        self.assertIn("Violences, 365 derniers jours : 2", text)
        self.assertIn("décès : 2", text)
        self.assertIn("+2 connus seulement pour l'unité supérieure (cercle : Ouest)", text)
        self.assertEqual(table(page.locator(".events table")), [["Type", "2024"], ["attack", "1"], ["clash", "1"], ["Total", "2"]])
        page = self.card("ML0101", "cercle", "en")
        self.assertIn("Violence, last 365 days: 4 · deaths: 8", page.locator(".events").inner_text())
        self.assertEqual(table(page.locator(".events table")),
                         [["Type", "2023", "2024"], ["attack", "1", "1"], ["clash", "1", "1"], ["Total", "2", "2"]])

    def test_a_complete_source_knows_zero(self):
        self.assertIn("365 derniers jours : 0", self.card("ML010201", "commune").locator(".events").inner_text())

    def test_nearest_town(self):
        self.assertEqual(self.card("ML010101", "commune").locator(".towns").inner_text(), "Villes : Chef")
        # A tenth of a degree of longitude at 14.35 degrees north: 0.1 x 111.195 km x cos(14.35) = 10.8 km.
        self.assertEqual(self.card("ML010201", "commune").locator(".towns").inner_text(),
                         "Ville la plus proche : Chef, à 11 km du milieu de la localité à vol d'oiseau")

    def test_floods_by_return_period_and_depth(self):
        page = self.card("ML010101", "commune")
        self.assertEqual(table(page.locator("table.floods")),
                         [["Période de retour", "0,3 m ou plus", "0,5 m ou plus"], ["10 ans", "100", "100"], ["100 ans", "200", "100"]])
        delta = table(self.card("ML010202", "commune").locator("table.floods"))
        self.assertEqual(delta[1:], [["10 ans", "inconnu", "inconnu"], ["100 ans", "inconnu", "inconnu"]])
        self.assertIn("Personnes non comptées dans ce calcul : sécheresse, insécurité alimentaire", page.locator(".hazards").inner_text())

    def test_sheets_give_people_by_month(self):
        def flood(code):
            return next(row for row in table(self.sheet(code).locator("table.months")) if row[0].startswith("Personnes sous"))
        alpha = flood("ML010101")
        self.assertEqual(alpha[1:], ["200", "", "", "", "", "", "", "200", "200", "200", "", "", ""])
        # Alpha's 200 from July to September, Bravo's 300 from August to November.
        self.assertEqual(flood("ML0101")[1:], ["500", "", "", "", "", "", "", "200", "500", "500", "300", "300", ""])
        # Nobody knows the months of Charlie, where 100 are exposed.
        country = flood("ML01")
        self.assertEqual(country[1:], ["–", "", "", "", "", "", "", "200", "500", "500", "300", "300", ""])
        self.assertIn("et 100 personnes dont les mois ne sont pas connus ; localités sans chiffre : 1", country[0])
        self.assertEqual(flood("ML010201")[1:], ["100", "mois non connus ; chiffre du 2018"])

    def test_displaced_people_have_no_months(self):
        rows = table(self.sheet("ML0101").locator("table.months"))
        displaced = next(row for row in rows if "déplacé" in row[0])
        self.assertEqual(displaced[1:], ["80", "mois non connus ; chiffre du 31 mars 2024"])

    def test_a_commune_is_marked_on_the_map_of_its_sheet(self):
        marked = self.sheet("ML010101").locator("svg.small-map path.marked")
        self.assertEqual(marked.count(), 1)
        self.assertEqual(self.sheet("ML0101").locator("svg.small-map path.marked").count(), 0)

    def test_columns_that_are_not_there_are_refused(self):
        for change, words in ((("towns", "name"), ("layers.towns", "`nom`")), (("conflict", "type"), ("layers.conflict[0]", "`nom`"))):
            broken = scenario()
            layer = broken["layers"][change[0]]
            (layer[0] if isinstance(layer, list) else layer)[change[1]] = "nom"
            (self.folder / "broken.yaml").write_text(json.dumps(broken), encoding="utf-8")
            code, _, err = djoliba("check", "broken.yaml", cwd=self.folder)
            self.assertEqual(code, 1)
            for word in words:
                self.assertIn(word, err)

    def test_map_tells_events_and_towns_apart(self):
        page = self.open(self.report)
        boxes = page.locator(".overlays label")
        for words in ("Villes", "Violences"):
            boxes.filter(has_text=words).locator("input").check()
        self.assertIn("(accès restreint)", boxes.filter(has_text="Violences").inner_text())
        self.assertNotIn("(", boxes.filter(has_text="Villes").inner_text())  # published: for everybody
        legend = page.locator(".legend .signs").inner_text()
        for words in ("Villes", "événements de conflit", "environ 25 km", "au milieu de l'unité"):
            self.assertIn(words, legend)
        coarse = self.found(page, 14.3, -3.95)
        self.assertIn("lieu non connu dans l'unité (cercle : Ouest)", coarse)
        self.assertIn("décembre 2023", coarse)
        self.assertIn("lieu connu à environ 25 km", self.found(page, 14.2333, -3.9777))

    def test_everybody_can_use_it(self):
        page = self.card("ML0101", "cercle")
        for box in page.locator(".overlays input").all():
            box.check()
        self.check_access(page)
        self.check_access(self.sheet("ML0101"))

    def found(self, page, lat, lon):
        """What the map tells at a place: the country is a square around 14.3 degrees north and 3.9 west."""
        box = page.locator(".canvas").bounding_box()
        side = page.evaluate("document.querySelector('.canvas').clientHeight")
        words = page.locator(".mark-words")
        for step in range(100):  # what was told before fades out; the map looks at the mouse every 32 ms at most
            page.mouse.move(box["x"] + 2 + step % 3, box["y"] + box["height"] / 2)
            page.wait_for_timeout(50)
            if words.count() == 0:
                break
        for share in [k / 100 for k in range(105, 60, -1)]:  # of the height that the square fills
            x = box["x"] + box["width"] / 2 + (lon + 3.9) * 5 * side * share
            y = box["y"] + box["height"] / 2 - (lat - 14.3) * 5 * side * share
            page.mouse.move(x, y)
            page.wait_for_timeout(40)
            if words.count() and words.inner_text():
                return words.inner_text()
        return ""


if __name__ == "__main__":
    unittest.main()
