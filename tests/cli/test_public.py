# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The public variant holds nothing of what is restricted, no point, and no count under 10 or way to one."""
import csv
import tempfile
import unittest
from pathlib import Path

from program import DATA, djoliba
from public_attack import Cells, report_data, texts_of
from tiny_country import TinyCountry, files_of, known, read_result

# Values, names and positions that occur nowhere else.
SECRETS = ["48613", "71.625", "Zorglub", "Khandaq", "secret_", "Bureau noir", "ghostly", "ghosts.csv"]
POINTS = ["-3.98765", "14.37654", "Dispensaire Vermillon", "-3.97531", "14.37513", "-3.95", "14.35,"]


class TinyPublic(TinyCountry):
    def setUp(self):
        super().setUp()
        self.write("secret.csv", "code,name,who,rate\nML010101,Alpha,48613,71.625\nML010102,Bravo,20,1\n"
                                 "ML010201,Charlie,30,2\nML010202,Delta,40,3\n")
        self.write("ghosts.csv", "id,date,lon,lat,best\n1,2024-06-01,-3.98765,14.37654,2\n")
        self.write("facilities.csv", "name,type,lon,lat\nDispensaire Vermillon,CSCom,-3.97531,14.37513\n")
        self.write("guests.csv", "code,name,guests\nML010101,Alpha,4\nML010102,Bravo,60\nML010201,Charlie,300\n"
                                 "ML010202,Delta,500\n")
        column = {"unit": "people", "base": "displaced", "roll_up": "sum"}
        table = {"code": "code", "level": "commune", "vintage": "2016-frame"}
        self.layers["indicators"] = [
            {"key": "zorglub", "table": "secret.csv", **table, "provider": "Bureau noir", "sensitivity": "restricted",
             "note": "Khandaq", "columns": {
                 "secret_people": {**column, "column": "who", "label_en": "Zorglub people"},
                 "secret_rate": {"unit": "%", "column": "rate", "base": "resident", "label_en": "Zorglub rate"}}},
            {"key": "guests", "table": "guests.csv", **table, "columns": {
                "guests": {**column, "column": "guests", "label_en": "Guests"}}}]
        self.layers["conflict"].append(
            {**self.layers["conflict"][0], "name": "ghostly", "events": "ghosts.csv", "sensitivity": "restricted"})
        vulnerability = self.scenario["index"]["tree"]["parts"][1]
        vulnerability["parts"].append({"indicator": "secret_rate", "bounds": [0, 100], "words_en": "{}% Zorglub"})
        self.scenario["change"] = {"conflict": [{"sources": ["ghostly"], "scale": 2}]}
        self.scenario["reconcile"] = [
            {"figure": "Zorglub", "published": 5, "source": "Bureau noir", "ours": "secret_people"},
            {"figure": "Guests", "published": 900, "source": "Census", "ours": "guests"}]
        self.scenario["uncertainty"] = {"indicators": {"secret_rate": {"normal": 3}}}
        self.scenario["outputs"] = ["csv", "hxl", "xlsx", "geojson", "gpkg", "geotiff", "report"]

    def published(self):
        self.rows, self.manifest = self.result("--public")
        return read_result(self.out / "public")

    def test_nothing_restricted_and_no_point_is_in_any_byte(self):
        self.published()
        full = "\n".join(text for name, text in texts_of(self.out).items() if not name.startswith("public"))
        self.assertEqual([word for word in SECRETS if word not in full], [])  # what the test looks for is there
        for name, text in texts_of(self.out / "public").items():
            self.assertEqual([word for word in SECRETS + POINTS + [str(self.folder)] if word in text], [], name)
        self.assertFalse(list((self.out / "public").glob("*.tif")))

    def test_restricted_files_are_not_read(self):
        self.scenario["layers"]["conflict"].pop()
        self.scenario.pop("change")
        before = self.published()
        self.write("secret.csv", "code,name,who,rate\nML010101,Alpha,1,1\nML010102,Bravo,1,1\n")
        self.assertEqual(self.published(), before)

    def test_small_counts_and_what_tells_them_are_masked(self):
        rows, manifest = self.published()
        shown = {code: (row["guests"], row["guests_level"]) for code, row in rows.items()}
        self.assertEqual(shown, {
            "ML010101": ("", "under_10"), "ML010102": ("", "masked"), "ML010201": ("300", "commune"),
            "ML010202": ("500", "commune"), "ML0101": ("64", "cercle"), "ML0102": ("800", "cercle"), "ML01": ("864", "region")})
        self.assertEqual(known(self.rows["ML010101"]["guests"]), 4)
        self.assertEqual(manifest["publication"]["restricted_layers_left_out"], 2)
        self.assertGreaterEqual(manifest["publication"]["counts_under_10"], 1)
        self.assertEqual([x["ours"] for x in manifest["reconciliation"]], [864])

    def test_the_index_is_that_of_a_scenario_without_the_restricted_layers(self):
        self.scenario["layers"]["indicators"].pop()  # nothing to mask in the index but events
        self.scenario["layers"]["conflict"][0]["sensitivity"] = "published"
        self.scenario["reconcile"].pop()
        rows, _ = self.published()
        self.scenario["layers"].pop("indicators")
        self.scenario["layers"]["conflict"].pop()
        self.scenario["index"]["tree"]["parts"][1]["parts"].pop()
        for key in ("reconcile", "change", "uncertainty"):
            self.scenario.pop(key)
        plain, _ = self.result(out=self.folder / "plain")
        self.assertNotEqual(rows["ML0101"]["score"], "")
        for code, row in plain.items():
            for column in ("rank", "score", "class", "vulnerability", "reliability", "displaced_people"):
                self.assertEqual(rows[code][column], row[column], (code, column))
        self.assertNotEqual({c: r["vulnerability"] for c, r in rows.items()},
                            {c: r["vulnerability"] for c, r in self.rows.items()})

    def test_page_says_what_it_is(self):
        self.published()
        data = report_data((self.out / "public" / "report_public.html").read_text(encoding="utf-8"))
        stamp = data["stamp"]["publication"]
        self.assertEqual((stamp["layers"], data["points"], data["scenario"]), (2, [], {}))
        guests = next(i for i in data["indicators"] if i["name"] == "guests")
        alpha, bravo = (data["units"]["code"].index(code) for code in ("ML010101", "ML010102"))
        self.assertEqual((guests["masked"][alpha], guests["masked"][bravo]), ("s", "m"))
        self.assertEqual((guests["value"][alpha], guests["value"][bravo]), (None, None))
        full = report_data((self.out / "report.html").read_text(encoding="utf-8"))
        self.assertIsNone(full["stamp"]["publication"])

    def test_folder_goes_with_the_run_that_has_none(self):
        self.published()
        self.assertIn("public/report_public.html", self.manifest["outputs"])
        self.result()
        self.assertFalse((self.out / "public").exists() and files_of(self.out / "public"))

    def test_what_cannot_be_published_stops_before_anything_is_written(self):
        self.layers["population"]["sensitivity"] = "restricted"
        code, _, err = self.run_it("--public")
        self.assertEqual(code, 1)
        self.assertIn("layers.population.sensitivity: it is restricted, and nothing can be published without residents", err)
        self.assertFalse(self.out.exists())

    def test_a_dimension_that_falls_away_stops_and_is_named(self):
        self.layers["displaced"]["sensitivity"] = "restricted"
        code, _, err = self.run_it("--public")
        self.assertEqual(code, 1)
        self.assertIn("`vulnerability` has no part left; `risk` requires `vulnerability`", err)
        self.assertIn("public_index", err)
        self.assertFalse(self.out.exists())
        self.scenario["public_index"] = {"index": "told", "tree": {"name": "risk", "mean": "arithmetic", "parts": [
            {"indicator": "villages_beyond_5km_share", "bounds": [0, 100]}]}}
        rows, manifest = self.published()
        self.assertEqual(manifest["index"]["name"], "told")
        self.assertNotIn("displaced_people", rows["ML01"])

    def test_a_level_that_is_none_is_refused(self):
        self.layers["flood"]["sensitivity"] = "secret"
        self.refused("layers.flood.sensitivity", "open, published, restricted")


class DemoPublic(unittest.TestCase):
    """All counts of the synthetic country, by an attacker who solves their sums."""

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="djoliba-test-")
        cls.addClassCleanup(temporary.cleanup)
        folder = Path(temporary.name)
        for words in (("demo", "--out", "c", "--resolution", "0.1"),
                      ("run", "c/scenario.yaml", "--out", "out", "--public")):
            code, _, err = djoliba(*words, cwd=folder)
            if code != 0:
                raise AssertionError(err)
        cls.full, _ = read_result(folder / "out")
        cls.rows, cls.manifest = read_result(folder / "out" / "public")
        cls.counts = [i for i in cls.manifest["indicators"]
                      if i["unit"] in ("people", "households", "events", "deaths", "facilities") and
                      i["name"] != "population" and not i["name"].startswith("residents_per_")]

    def test_counts_under_10_are_gone(self):
        self.assertGreater(len(self.counts), 20)
        small = 0
        for indicator in self.counts:
            name = indicator["name"]
            for code, row in self.full.items():
                value = known(row[name])
                if value is None or row[name + "_level"] != row["level"] or not 0 < abs(value) < 10:
                    continue
                small += 1
                self.assertIn(self.rows[code][name + "_level"], ("under_10", "masked"), (code, name))
                self.assertEqual((self.rows[code][name], self.rows[code][name + "_score"]), ("", ""))
        self.assertGreater(small, 100)

    def test_sums_tell_no_more_than_that_a_count_is_small(self):
        hierarchy, seen = self.manifest["hierarchy"], 0
        for indicator in self.counts:
            name = indicator["name"]
            if not self.adds_up(name, hierarchy[0]):
                continue
            regions = [known(r[name]) for r in self.full.values() if r["level"] == hierarchy[0]]
            small = None in regions or sum(regions) < 30  # a total that may be withheld, and is told nowhere
            total = None if small else sum(regions)
            cells = Cells(self.rows, name, indicator["level"], hierarchy, total)
            for code in cells.small:
                seen += 1
                low, high = cells.range[code]
                self.assertLess(low, 1.01, (code, name))
                self.assertGreater(high, 8.99, (code, name))
        self.assertGreater(seen, 50)

    def adds_up(self, name, top):
        """Whether regions are the sums of their cercles, so that an attacker would take them as such."""
        for code, row in self.full.items():
            parts = [known(r[name]) for r in self.full.values() if r["parent_code"] == code]
            whole = known(row[name]) if row["level"] == top else None
            if whole is not None and None not in parts and abs(sum(parts) - whole) > 1e-6 * max(1, whole):
                return False
        return True

    def test_what_is_shown_is_what_the_run_found(self):
        shown = 0
        for indicator in self.counts:
            for code, row in self.rows.items():
                if row[indicator["name"]]:
                    shown += 1
                    self.assertEqual(row[indicator["name"]], self.full[code][indicator["name"]])
        self.assertGreater(shown, 5000)

    def test_localities_are_still_ranked(self):
        self.assertGreater(sum(row["status"] == "assessed" for row in self.rows.values()), 600)


@unittest.skipUnless((DATA / "admin").is_dir(), "skipped: the real data are not here")
class MaliPublic(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="djoliba-test-")
        cls.addClassCleanup(temporary.cleanup)
        cls.out = Path(temporary.name) / "out"
        code, _, err = djoliba("run", "mali", "--data", DATA, "--out", cls.out, "--public")
        if code != 0:
            raise AssertionError(err)
        cls.rows, cls.manifest = read_result(cls.out / "public")
        cls.full, _ = read_result(cls.out)
        cls.told = {name: text for name, text in texts_of(cls.out / "public").items() if not name.endswith(".gpkg")}

    def test_restricted_sources_are_in_no_file(self):
        for name, text in self.told.items():
            for word in ("dtm_mali_baseline", "yeleman", "Yɛlɛman", "round 72", "displaced_people", "displaced_per_100",
                         "villages_beyond", "villages_near", "12,055"):
                self.assertNotIn(word, text, name)
        for row in self.full.values():
            value = known(row["displaced_people"])
            if value and value > 5000:
                for name, text in self.told.items():
                    if name.endswith(".csv"):  # shapes and archives hold many numbers
                        self.assertNotRegex(text, rf"(?<![\d.]){value:.0f}(?![\d.])", (name, row["code"]))

    def test_names_of_facilities_are_in_no_file(self):
        with open(DATA / "health" / "who_ssa_public_health_facilities_2019_mali.csv", encoding="utf-8-sig", newline="") as file:
            names = [row["Facility name"] for row in csv.DictReader(file) if len(row["Facility name"]) > 24]
        self.assertGreater(len(names), 100)
        for name, text in self.told.items():
            self.assertEqual([n for n in names if n in text], [], name)

    def test_cercles_are_ranked_by_an_index_of_their_own(self):
        self.assertEqual(self.manifest["index"]["name"], "mali-public")
        ranked = [r for r in self.rows.values() if r["level"] == "cercle" and r["rank"]]
        self.assertGreater(len(ranked), 45)


if __name__ == "__main__":
    unittest.main()
