# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""`djoliba compare` on runs over a country of four communes (tiny_country.py), against shares computed by hand."""
import csv
import json
import math
import re
import shutil
import tempfile
import unittest
from pathlib import Path

from program import DATA, djoliba
from rfc7946 import faults
from test_documentation import names_in, pattern, rows_of, section
from tiny_country import (CERCLES, DEPTH_100, PEOPLE, TEXTS, TinyCountry, box, commune_rows, files_of, known,
                          write_features, write_raster)

try:
    from osgeo import gdal
    gdal.UseExceptions()
except ImportError:
    gdal = None

ALPHA, BRAVO, CHARLIE, DELTA, OUEST, EST = "ML010101", "ML010102", "ML010201", "ML010202", "ML0101", "ML0102"
PARTS = ["hazard_exposure", "vulnerability", "lack_of_coping_capacity", "weights", "coverage"]
MORE_DISPLACED = TEXTS["displaced.csv"].replace("Ouest,80", "Ouest,160")
MORE_EVENTS = TEXTS["events.csv"] + "8,2024-05-01,-3.95,14.35,0\n9,2024-05-02,-3.95,14.35,0\n"


def score(hazard, vulnerability, coping):
    """The index of the tiny country."""
    return (hazard * vulnerability * coping) ** (1 / 3)


class Compare(TinyCountry):
    """Runs A as it stands, lets a test change the country, runs B, and compares."""

    def setUp(self):
        super().setUp()
        self.scenario["outputs"] = ["csv", "geojson"]
        self.result(out=self.folder / "a")

    def compare(self, *options, a="a", b="b", out="compared"):
        code, text, err = djoliba("compare", a, b, "--out", out, *options, cwd=self.folder)
        self.assertEqual(code, 0, err)
        with open(self.folder / out / "comparison.csv", encoding="utf-8", newline="") as stream:
            self.rows = {row["code"]: row for row in csv.DictReader(stream)}
        self.manifest = json.loads((self.folder / out / "compare.json").read_text(encoding="utf-8"))
        self.text = text
        self.adds_up()
        return self.rows

    def adds_up(self):
        names = [part["name"] for part in self.manifest["parts"]]
        for row in self.rows.values():
            for what in ("score", "rank"):
                parts = [known(row[f"{what}_part_{name}"]) for name in names]
                change = known(row[f"{what}_change"])
                if change is None:
                    self.assertEqual(set(parts), {None}, row)
                else:
                    self.assertAlmostEqual(math.fsum(parts), change, 9, row)
                    self.assertAlmostEqual(change, known(row[what + "_b"]) - known(row[what + "_a"]), 9, row)

    def compared_with(self, *options):
        """A against the scenario as it stands now."""
        self.result(out=self.folder / "b")
        return self.compare(*options)

    def parts(self, code, what="score"):
        return {k.removeprefix(f"{what}_part_"): float(v) for k, v in self.rows[code].items()
                if k.startswith(f"{what}_part_")}

    def expect(self, code, what="score", **parts):
        for name, value in self.parts(code, what).items():
            self.assertAlmostEqual(value, parts.get(name, 0), 9, f"{code} {name}")

    def refuse(self, *words, a="a", b="b", options=()):
        before = files_of(self.folder)
        code, out, err = djoliba("compare", a, b, "--out", "compared", *options, cwd=self.folder)
        self.assertEqual((code, out), (1, ""), err)
        for word in words:
            self.assertIn(word, err)
        self.assertEqual(files_of(self.folder), before)


class Shares(Compare):
    def test_a_run_does_not_differ_from_itself(self):
        rows = self.compare(b="a")
        for row in rows.values():
            self.assertEqual({v for k, v in row.items() if "_part_" in k} - {""},
                             {"0"} if row["status_a"] == "assessed" else set())
        self.assertEqual([p["name"] for p in self.manifest["parts"]], PARTS)
        self.assertFalse([p for p in self.manifest["parts"] if p["differs"]])
        self.assertIn("The same in both runs, as far as both know it: hazard and exposure, vulnerability", self.text)

    def test_one_table_that_changes_is_all_there_is(self):
        self.write("displaced.csv", MORE_DISPLACED)
        self.compared_with()
        self.assertAlmostEqual(known(self.rows[ALPHA]["score_a"]), 5, 9)
        self.expect(ALPHA, vulnerability=score(5, 10, 5) - 5)
        self.expect(CHARLIE)
        self.assertEqual(self.rows[ALPHA]["main_part"], "vulnerability")
        self.assertIn("vulnerability (+1.3)", self.text)

    def test_two_tables_share_what_they_do_together(self):
        self.write("displaced.csv", MORE_DISPLACED)
        self.write("events.csv", MORE_EVENTS)
        self.compared_with()
        hazard = (score(7.5, 5, 5) - score(5, 5, 5) + score(7.5, 10, 5) - score(5, 10, 5)) / 2
        displaced = (score(5, 10, 5) - score(5, 5, 5) + score(7.5, 10, 5) - score(7.5, 5, 5)) / 2
        self.expect(ALPHA, hazard_exposure=hazard, vulnerability=displaced)
        # Alpha has 5, with the new events or the new people 5.7 or 6.3, with both 7.2. Bravo has 6.3, with the new
        # people 7.9: it stays first.
        self.expect(ALPHA, "rank")

    def test_weights_bounds_and_means_are_one_part(self):
        tree = self.scenario["index"]["tree"]
        tree["parts"][0]["weight"] = 2
        tree["parts"][1]["parts"][0].update(bounds=[0, 10], transform="log10_plus_1", label_fr='"é"')
        tree["parts"][2].update(mean="inverted_geometric", minimum_share=0.5)
        tree["parts"][2]["parts"].append({"name": "out", "indicator": "population", "bounds": [0, 1e4], "weight": 0,
                                          "higher_is": "better", "words_en": "{} people: \\ \"so\""})
        self.compared_with()
        for code in (ALPHA, BRAVO, CHARLIE, OUEST):
            self.assertNotEqual(self.rows[code]["score_change"], "0")
            self.assertEqual(self.rows[code]["score_part_weights"], self.rows[code]["score_change"])
        self.assertEqual([p["name"] for p in self.manifest["parts"] if p["differs"]], ["weights"])

    def test_what_is_known_in_one_run_only_is_listed_apart(self):
        write_raster(self.folder / "depth100.tif", [[1 if math.isnan(v) else v for v in row] for row in DEPTH_100])
        self.compared_with()
        delta = self.rows[DELTA]
        self.assertEqual((delta["status_a"], delta["status_b"]), ("not_assessed", "assessed"))
        self.assertEqual((delta["score_a"], delta["score_change"], delta["score_part_coverage"]), ("", "", ""))
        self.assertEqual(delta["rank_b"], "2")  # below Bravo, with the score of Alpha and more people
        for code, places in ((ALPHA, 1), (BRAVO, 0), (CHARLIE, 1)):
            self.expect(code)
            self.expect(code, "rank", coverage=places)
        self.assertIn(f"Assessed in B only: 1 commune, {DELTA} Delta\n", self.text)
        commune = next(x for x in self.manifest["levels"] if x["level"] == "commune")
        self.assertEqual((commune["compared"], commune["assessed_in_b_only"], commune["unchanged"]), (3, 1, 3))
        self.assertEqual(list(self.rows)[3], DELTA)  # after those that can be compared

    def test_residents_count_with_the_hazard(self):
        write_raster(self.folder / "people.tif", [[300, 300, *PEOPLE[0][2:]], [300, 300, *PEOPLE[1][2:]], *PEOPLE[2:]])
        self.compared_with()  # 1200 in Alpha, 400 in Bravo: 5 displaced per 100 instead of 10
        self.expect(ALPHA, vulnerability=score(5, 2.5, 5) - 5)
        self.assertNotAlmostEqual(self.parts(OUEST)["hazard_exposure"], 0, 3)  # weights of the mean

    def test_other_partitions_are_compared(self):
        self.scenario["localities"]["also"] = [{"level": "basin", "source": "basins.geojson", "code": "B", "name": "B"}]
        write_features(self.folder / "basins.geojson", [({"B": "west"}, box(-4.0, 14.2, 0.1, 0.2))])
        self.result(out=self.folder / "a")
        self.write("displaced.csv", MORE_DISPLACED)
        self.compared_with()
        self.expect("west", vulnerability=(score(5, 10, 5) - 5 + score(5, 10, 10) - score(5, 5, 10)) / 2)


class HazardAndExposure(Compare):
    def change_both(self):
        write_raster(self.folder / "people2.tif", [*PEOPLE[:2], [200, 200, *PEOPLE[2][2:]], PEOPLE[3]])
        write_raster(self.folder / "depth2.tif", [*DEPTH_100[:2], [0.3, 0.3, *DEPTH_100[2][2:]], DEPTH_100[3]])
        self.layers["population"]["raster"] = "people2.tif"
        self.layers["flood"]["raster"]["100"] = "depth2.tif"

    def test_they_are_one_part_without_the_inputs_and_two_with_them(self):
        self.change_both()
        self.compared_with()
        at = {share: score((share / 10 + 2.5) / 2, 5, 10) for share in (50, 75, 100)}  # Bravo, by people in the flood
        self.expect(BRAVO, hazard_exposure=at[100] - at[75])
        self.compare("--data", self.folder)
        self.expect(BRAVO, hazard=(at[100] - at[75] + at[100] - at[50]) / 2, exposure=(at[50] - at[75]) / 2)
        self.assertEqual([p["name"] for p in self.manifest["parts"]], ["hazard", *PARTS[1:3], "exposure", *PARTS[3:]])

    def test_a_change_of_the_index_does_not_stand_in_the_way(self):
        self.change_both()
        self.scenario["change"] = {"weights": {"flood": 2}}
        self.compared_with("--data", self.folder)
        self.assertEqual({p["name"] for p in self.manifest["parts"] if p["differs"]}, {"hazard", "exposure", "weights"})
        without, weights = score(5, 5, 10), score((20 + 2.5) / 3, 5, 10)  # Bravo
        self.assertAlmostEqual(known(self.rows[BRAVO]["score_change"]), weights - without, 9)

    def test_inputs_that_are_other_files_now_are_refused(self):
        self.change_both()
        self.result(out=self.folder / "b")
        write_raster(self.folder / "depth2.tif", DEPTH_100)
        self.refuse("depth2.tif", "layers.flood", "its content is another", "leave --data out",
                    options=("--data", self.folder))
        (self.folder / "depth2.tif").unlink()
        self.refuse("there is no file depth2.tif", options=("--data", self.folder))


class Outputs(Compare):
    def setUp(self):
        super().setUp()
        self.write("displaced.csv", MORE_DISPLACED)
        self.result(out=self.folder / "b")

    def test_the_same_bytes_for_any_number_of_threads_and_no_path(self):
        self.compare("--threads", 1)
        self.compare("--threads", 2, a=self.folder / "a", out="again")
        one, two = files_of(self.folder / "compared"), files_of(self.folder / "again")
        self.assertEqual(one, two)
        self.assertEqual(sorted(one), ["change.tif", "compare.json", "comparison.csv", "comparison.geojson"])
        self.assertFalse([name for name, data in one.items() if str(self.folder).encode() in data])

    def test_the_map_is_geojson(self):
        self.compare()
        text = (self.folder / "compared" / "comparison.geojson").read_text(encoding="utf-8")
        self.assertEqual(faults(text), [])
        features = {f["id"]: f["properties"] for f in json.loads(text)["features"]}
        self.assertEqual(sorted(features), [ALPHA, BRAVO, CHARLIE, DELTA])
        self.assertIsNone(features[DELTA]["score_change"])
        self.assertAlmostEqual(features[ALPHA]["score_change"], score(5, 10, 5) - 5, 9)

    @unittest.skipUnless(gdal, "skipped: python3-gdal is not there")
    def test_the_map_is_a_raster(self):
        self.compare()
        raster = gdal.Open(str(self.folder / "compared" / "change.tif"))
        values = memoryview(raster.GetRasterBand(1).ReadRaster()).cast("f")
        corner = {"Alpha": 0, "Charlie": raster.RasterXSize - 1, "Delta": len(values) - 1}
        self.assertAlmostEqual(values[corner["Alpha"]], score(5, 10, 5) - 5, 6)
        self.assertEqual(values[corner["Charlie"]], 0)
        self.assertTrue(math.isnan(values[corner["Delta"]]))

    def test_without_shapes_there_is_no_map_and_that_is_said(self):
        self.scenario["outputs"] = ["csv"]
        for run in "ab":
            shutil.rmtree(self.folder / run)
            self.result(out=self.folder / run)
        self.compare()
        self.assertEqual(self.manifest["outputs"], ["comparison.csv"])
        self.assertIn("there is no map", self.text)
        self.assertIn("there is no map", self.manifest["notes"][0])

    def test_shapes_come_from_a_geopackage_as_well(self):
        self.compare()
        self.scenario["outputs"] = ["csv", "gpkg"]
        for run in "ab":
            shutil.rmtree(self.folder / run)
            self.result(out=self.folder / run)
        self.compare(out="again")
        first, second = (files_of(self.folder / out)["comparison.geojson"] for out in ("compared", "again"))
        first, second = ({f["id"]: f["geometry"] for f in json.loads(x)["features"]} for x in (first, second))
        self.assertEqual(first, second)
        self.assertEqual(first[ALPHA]["type"], "MultiPolygon")

    def test_without_out_nothing_is_written(self):
        before = files_of(self.folder)
        code, text, _ = djoliba("compare", "a", "b", "--lang", "fr", "--top", 1, cwd=self.folder)
        self.assertEqual(code, 0)
        self.assertIn("vulnérabilité (+1.6)", text)
        self.assertIn("1 cercle compared", text)
        self.assertNotIn("Alpha  ", text)
        self.assertEqual(files_of(self.folder), before)

    def test_synthetic_runs_say_so(self):
        self.scenario["synthetic"] = True
        self.result(out=self.folder / "b")
        rows = self.compare()
        self.assertEqual({row["synthetic"] for row in rows.values()}, {"true"})
        self.assertIn("SYNTHETIC", self.manifest["warning"])
        self.assertIn("SYNTHETIC", self.text)

    def test_the_page_names_everything(self):
        self.compare()
        text = section("## Comparison")
        documented = [n for cells in rows_of(text) for n in names_in(cells[0])]
        words = {"part": PARTS}
        for name in (*self.rows[ALPHA], *self.manifest, *files_of(self.folder / "compared")):
            self.assertTrue([d for d in documented if pattern(d, words).fullmatch(name)], name)
        for member in (*self.manifest["parts"][0], *self.manifest["levels"][0], *self.manifest["runs"][0]):
            self.assertIn(f"`{member}`", text)


class Frames(Compare):
    """B over the same communes under the codes of 2015."""
    OLD = {"ML0101": "ML0103", "ML0102": "ML0104"}
    PAIRS = (("ML010301", ALPHA), ("ML010302", BRAVO), ("ML010401", CHARLIE))

    def setUp(self):
        super().setUp()
        def old(text):
            return re.sub("ML010[12]", lambda m: self.OLD[m.group()], text)
        write_features(self.folder / "communes.geojson", [
            ({**p, "CODE": old(p["CODE"]), "CERCLE": old(p["CERCLE"])}, g) for p, g in commune_rows()])
        write_features(self.folder / "cercles.geojson", [
            ({"CERCLE": old(code), "NAME": name, "REGION": "ML01"}, box(x, 14.2, 0.1, 0.2))
            for code, (name, x) in CERCLES.items()])
        self.write("displaced.csv", old(TEXTS["displaced.csv"]))
        self.scenario["localities"]["vintage"] = self.layers["displaced"]["vintage"] = "2015-frame"
        self.result(out=self.folder / "b")
        lines = ["pcode_2015,pcode_20211220,iou"] + [f"{one},{other},1" for one, other in self.PAIRS]
        self.write("pairs.csv", "\n".join(lines) + "\n")

    def test_codes_of_another_frame_are_not_compared_by_accident(self):
        self.refuse("boundary_vintage", "a is of boundary frame `2016-frame`, b of `2015-frame`", "--crosswalk")

    def test_a_crosswalk_pairs_the_units(self):
        self.compare("--crosswalk", "pairs.csv")
        for code in (ALPHA, BRAVO, CHARLIE, OUEST):
            self.assertEqual(self.rows[code]["status_b"], "assessed")
            self.expect(code)
        self.assertEqual((self.rows[DELTA]["status_a"], self.rows[DELTA]["status_b"]), ("not_assessed", "not_there"))
        self.assertEqual(self.rows["ML010402 (2015-frame)"]["status_a"], "not_there")
        self.assertEqual(len(self.manifest["crosswalk_sha256"]), 64)
        self.assertIn("without a counterpart", self.text)

    def test_a_commune_that_was_cut_in_two_has_no_counterpart(self):
        self.write("pairs.csv", f"pcode_2015,pcode_20211220\nML010301,{ALPHA}\nML010301,{BRAVO}\nML010401,{CHARLIE}\n")
        self.compare("--crosswalk", "pairs.csv")
        self.assertEqual(self.rows[ALPHA]["status_b"], "not_there")
        self.assertEqual(self.rows["ML010301 (2015-frame)"]["status_b"], "assessed")
        self.assertIn("Assessed in A only: 2 communes", self.text)

    def test_a_crosswalk_between_runs_of_one_frame_is_refused(self):
        self.refuse("there is nothing to cross", b="a", options=("--crosswalk", "pairs.csv"))

    def test_a_crosswalk_of_other_frames_is_refused(self):
        self.write("pairs.csv", "pcode_2015,pcode_2024\nML010301,ML010101\n")
        self.refuse("pairs.csv", "its frames are `2015-frame` and `2023-frame`", "a is of frame `2016-frame`",
                    options=("--crosswalk", "pairs.csv"))


@unittest.skipUnless((DATA / "admin").is_dir(), "skipped: the real data are not here")
class RealFrames(unittest.TestCase):
    """Mali in the boundaries of 2015 and of 2021, with the same people and rivers."""

    def scenario(self, file, code, name, vintage):
        def level(layer, level):
            return {"level": level, "layer": f"adm{layer}", "code": code.format(layer), "name": name.format(layer)}
        return {"title": vintage, "as_of": "2024-06-30", "outputs": ["csv"],
                "localities": {"source": f"admin/{file}", "vintage": vintage, **level(3, "commune"),
                               "parents": [level(2, "cercle"), level(1, "region")]},
                "layers": {"population": {"raster": "population/worldpop_2020_mean1km_10min.tif", "quantity": "people",
                                          "multiply": 400}},
                "index": {"tree": {"name": "risk", "mean": "arithmetic", "parts": [
                    {"indicator": "population", "bounds": [1000, 100000], "transform": "log10"}]}}}

    def test_communes_are_compared_under_the_names_of_both_frames(self):
        with tempfile.TemporaryDirectory(prefix="djoliba-test-") as temporary:
            folder = Path(temporary)
            for run, words in (("old", ("mli_cod_ab_2015.gpkg", "admin{}Pcod", "admin{}Name", "2015-frame")),
                               ("new", ("mli_cod_ab_20211220.gpkg", "ADM{}_PCODE", "ADM{}_FR", "2016-frame"))):
                (folder / f"{run}.yaml").write_text(json.dumps(self.scenario(*words)), encoding="utf-8")
                code, _, err = djoliba("run", f"{run}.yaml", "--data", DATA, "--out", run, cwd=folder)
                self.assertEqual(code, 0, err)
            crosswalk = DATA / "admin" / "DERIVED_crosswalk_adm3_pcodes_2015_to_20211220.csv"
            code, text, err = djoliba("compare", "old", "new", "--crosswalk", crosswalk, "--out", "out", cwd=folder)
            self.assertEqual(code, 0, err)
            with open(folder / "out/comparison.csv", encoding="utf-8", newline="") as stream:
                rows = list(csv.DictReader(stream))
        # Menaka was one cercle in 2015; its four are those of no other frame.
        apart = {r["code"] for r in rows if r["level"] == "cercle" and r["status_a"] == "not_there"}
        self.assertLessEqual({f"ML100{k} (2016-frame)" for k in (1, 2, 3, 4)}, apart)
        rows = [r for r in rows if r["level"] == "commune"]
        self.assertEqual((len(rows), {r["status_a"] for r in rows}, {r["status_b"] for r in rows}),
                         (701, {"assessed"}, {"assessed"}))
        # Borders moved in a few of them; elsewhere nobody did.
        self.assertLess(len([r for r in rows if abs(known(r["score_change"])) > 0.05]), 20)
        self.assertIn("11 pairs share less than 95 % of their area", text)


class BadRuns(Compare):
    def setUp(self):
        super().setUp()
        shutil.copytree(self.folder / "a", self.folder / "b")

    def edit_manifest(self, edit):
        manifest = json.loads((self.folder / "b/run.json").read_text(encoding="utf-8"))
        edit(manifest)
        self.write("b/run.json", json.dumps(manifest))

    def edit_ranking(self, edit):
        self.write("b/ranking.csv", edit((self.folder / "b/ranking.csv").read_text(encoding="utf-8")))

    def test_what_is_no_run_is_refused(self):
        self.refuse("nowhere", "there is no such folder", "`djoliba run`", b="nowhere")
        self.refuse("people.csv", "it is a file", b="people.csv")
        self.refuse("it holds no run.json", b=".")

    def test_a_cut_manifest_is_refused(self):
        text = (self.folder / "b/run.json").read_text(encoding="utf-8")
        self.write("b/run.json", text[:len(text) // 2])
        self.refuse("b/run.json", "no whole JSON object")

    def test_runs_of_a_version_that_saved_less_are_refused(self):
        def older(manifest):
            manifest["program"]["version"] = "0.0.9"
            del manifest["index"]["definition"]
        self.edit_manifest(older)
        self.refuse("b/run.json: index.definition", "there is no such member", "written by djoliba 0.0.9",
                    "run the scenario again")

    def test_members_of_another_kind_are_refused(self):
        self.edit_manifest(lambda m: m.update(hierarchy="commune"))
        self.refuse("b/run.json: hierarchy", "not what a run writes there")

    def test_another_version_is_noted(self):
        self.edit_manifest(lambda m: m["program"].update(version="0.0.9"))
        self.compare()
        self.assertIn("the new one by 0.0.9", self.manifest["notes"][0])

    def test_a_run_without_a_table_is_refused(self):
        (self.folder / "b/ranking.csv").unlink()
        self.refuse("b/ranking.csv", "run.json lists it, and it is not there")
        self.edit_manifest(lambda m: m["outputs"].remove("ranking.csv"))
        self.refuse("the run did not write ranking.csv", "`csv` among the `outputs`")

    def test_a_cut_table_is_refused(self):
        self.edit_ranking(lambda text: "\n".join(text.splitlines()[:-2]) + "\n")
        self.refuse("b/ranking.csv", "it has 5 whole rows where run.json counts 7 units")

    def test_a_changed_table_is_refused(self):
        self.edit_ranking(lambda text: text.replace(",50,", ",51,"))
        self.refuse("b/ranking.csv: score", "where its indicators and the index of run.json give")

    def test_a_column_that_is_gone_is_refused(self):
        self.edit_ranking(lambda text: text.replace(",ev_events,", ",ev_event,", 1))
        self.refuse("b/ranking.csv: ev_events", "no such column")

    def test_runs_over_other_levels_are_refused(self):
        self.scenario["localities"] = {**self.scenario["localities"], "source": "cercles.geojson", "level": "cercle",
                                       "code": "CERCLE", "parents": []}
        self.result(out=self.folder / "b")
        self.refuse("localities", "level `commune`", "level `cercle`")

    def test_a_file_in_the_place_of_the_results_is_refused(self):
        self.write("compared", "")
        self.refuse("compared")


if __name__ == "__main__":
    unittest.main()
