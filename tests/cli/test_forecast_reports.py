# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""`djoliba forecast displacement` from files of reports: DTM rounds, UNHCR tables, series of a place."""
import csv
import datetime
import json
import tempfile
import unittest
from pathlib import Path

from program import DATA, djoliba

METHODS = ["flat", "trend", "share", "increment_share", "damped_trend", "blend"]
HERE = DATA / "displacement"
BASELINE = ("Snapshot Date,Admin 0,Admin 0 pcode,Admin 1,Admin 1 pcode,Admin 2,Admin 2 pcode,Admin 3,Admin 3 pcode,"
            "Total No# of IDPs HH,Total No# of IDPs Ind#\n")
ROUNDS = ("id,operation,admin0Name,admin0Pcode,admin1Name,admin1Pcode,admin2Name,admin2Pcode,adminLevel,"
          "numPresentIdpInd,reportingDate,roundNumber,assessmentType\n")


def day(days):
    return (datetime.date(2020, 1, 1) + datetime.timedelta(days)).isoformat()


class ForecastReports(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="djoliba-test-")
        self.addCleanup(temporary.cleanup)
        self.top = Path(temporary.name)
        self.out = self.top / "out"

    def write(self, name, text):
        file = self.top / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def forecast(self, *arguments, out=None):
        return djoliba("forecast", "displacement", *arguments, "--out", out or self.out)

    def rows(self, *arguments, name="forecasts.csv", out=None):
        code, printed, self.err = self.forecast(*arguments, out=out)
        self.assertEqual((code, printed), (0, ""), self.err)
        with ((out or self.out) / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def manifest(self):
        return json.loads((self.out / "run.json").read_text(encoding="utf-8"))

    def refuses(self, *words, arguments, exit_code=1):
        nothing = self.top / "refused"
        code, out, err = self.forecast(*arguments, out=nothing)
        self.assertEqual((code, out), (exit_code, ""), err)
        for word in words:
            self.assertIn(word, err)
        self.assertFalse(nothing.exists())

    def series(self, name, reports):
        return self.write(name, "#DateTime,People\n" + "".join(f"{day(d)},{n}\n" for d, n in reports))

    def rounds(self, name="rounds.csv", count=4, more=""):
        """Koro grows by 90 every 90 days from 1,000; Bankass stays at 500."""
        lines = [f"{2 * i + k},Mali Conflict,Mali,MLI,Mopti,ML05,{place},{code},2,{people},{day(90 * i)}T00:00:00,{70 + i},BA\n"
                 for i in range(count)
                 for k, (place, code, people) in enumerate([("Koro", "ML0505", 1000 + 90 * i), ("Bankass", "ML0502", 500)])]
        return self.write(name, ROUNDS + "".join(lines) + more)

    def flee_folder(self):
        folder = self.top / "case" / "input"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "sim_period.csv").write_text("StartDate,2020-01-01\nLength,10\n", encoding="utf-8")
        (folder / "locations.csv").write_text(
            "#name,region,country,latitude,longitude,location_type,conflict_date,population\n"
            "Town,R,X,10,0,conflict_zone,0,9000\n", encoding="utf-8")
        (folder / "routes.csv").write_text("#name1,name2,distance,forced_redirection\n", encoding="utf-8")
        return folder.parent

    def test_sums_of_more_communes_are_counted_anew(self):
        files = []
        for i in range(6):
            rows = [f"{day(90 * i)},Mali,MLI,Kayes,MLI01,Kita,MLI0105,C,MLI0105{c},9,100\n" for c in ("01", "02", "03")[:2 + (i > 2)]]
            files.append(self.write(f"round{i}.csv", BASELINE + "".join(rows)))
        scored = self.rows(*files, "--horizons", "90,180", "--backtest", "--settings-from", day(180), name="backtest.csv")
        self.assertEqual(self.manifest()["reports"]["places"][0]["counted_anew"], 1)
        self.assertTrue(scored)
        for r in scored:  # 200 people become 300 by counting a third commune, on day 270
            self.assertFalse(r["origin"] < day(270) <= r["report_date"], r)
        self.assertEqual({r["forecast"] for r in scored if r["origin"] >= day(270)}, {"300"})

    def test_short_rounds_have_forecasts_and_no_interval(self):
        rows = self.rows(self.rounds(), "--horizons", "90")
        self.assertEqual([r["method"] for r in rows], METHODS * 2)
        row = {(r["camp"], r["method"]): r for r in rows}
        self.assertEqual(row["Koro", "flat"]["central"], "1270")
        self.assertEqual(row["Koro", "trend"]["central"], "1360")
        # 1,770 people grow by 30 in 30 days; Koro has 1270 / 1770 of them.
        self.assertEqual(row["Koro", "share"]["central"], str(round((1770 + 90) * 1270 / 1770)))
        self.assertEqual(row["Bankass", "flat"]["date"], day(360))
        for r in rows:
            self.assertEqual([r[k] for k in ("low90", "low50", "high50", "high90")], [""] * 4)
            self.assertEqual(r["band_basis"], "too_few_reports")
        self.assertIn("`flow` is left out", self.err)
        self.assertIn("2 of 2 places have fewer than 10 reports, and no interval is given", self.err)
        reports = self.manifest()["reports"]
        self.assertEqual(reports["methods_left_out"][0]["method"], "flow")
        self.assertEqual([(p["place"], p["code"], p["reports"]) for p in reports["places"]],
                         [("Bankass", "ML0502", 4), ("Koro", "ML0505", 4)])
        self.assertNotIn(str(self.top), (self.out / "run.json").read_text(encoding="utf-8"))

    def test_long_series_have_an_interval(self):
        file = self.series("camp.csv", [(30 * i, 1000 + 10 * i) for i in range(40)])
        rows = self.rows(file, "--horizons", "30")
        for r in rows:
            self.assertEqual(r["camp"], "camp")
            low90, low50, high50, high90 = (float(r[k]) for k in ("low90", "low50", "high50", "high90"))
            self.assertTrue(low90 <= low50 <= high50 <= high90, r)
            self.assertEqual(r["band_basis"], "horizon")

    def test_places_of_other_sizes_are_told(self):
        small = [self.series(f"small{i}.csv", [(30 * d, 10 + i) for d in range(12)]) for i in range(3)]
        self.rows(*small, self.series("large.csv", [(30 * d, 9000) for d in range(12)]))
        self.assertIn("half of which have at most 12 people: those of large (9000 people) are likely too narrow", self.err)
        self.rows(*small, out=self.top / "alike")
        self.assertNotIn("too narrow", self.err)

    def test_origins_are_days_of_publication(self):
        file = self.series("camp.csv", [(90 * i, 1000 + 90 * i) for i in range(12)])
        scored = self.rows(file, "--horizons", "90", "--backtest", name="backtest.csv")
        # Not weekly ones, which would count each report a dozen times.
        self.assertEqual({r["lead_days"] for r in scored}, {"90"})
        self.assertEqual({r["last_report_age_days"] for r in scored}, {"0"})
        self.assertEqual(sorted({r["origin"] for r in scored}), [day(90 * i) for i in range(6, 11)])
        self.assertEqual({float(r["observed"]) - float(r["forecast"]) for r in scored if r["method"] == "trend"}, {0})

    def test_corrections_are_known_from_their_publication_on(self):
        first = self.series("a/camp.csv", [(0, 100), (30, 110)])
        again = self.series("b/camp.csv", [(0, 100), (30, 80), (60, 85)])
        published = f"{day(31)},{day(61)}"
        before = self.rows(first, again, "--published", published, "--origin", day(60), "--horizons", "30")
        self.assertEqual({r["last_people"] for r in before}, {"110"})
        after = self.rows(first, again, "--published", published, "--horizons", "30", out=self.top / "after")
        trend = next(r for r in after if r["method"] == "trend")
        self.assertEqual((trend["origin"], trend["last_people"]), (day(61), "85"))
        self.assertEqual(trend["central"], str(round(85 + 5 / 30 * 31)))  # on from 80, not from 110
        self.refuses("camp.csv:3", "nothing tells which came later", "--published", arguments=[first, again])

    def test_delay_and_publication_the_later_counts(self):
        file = self.rounds()
        rows = self.rows(file, "--horizons", "90", "--delay", "40", "--origin", day(290))
        self.assertEqual({r["last_report"] for r in rows}, {day(180)})
        self.assertNotIn("published on its own day", self.err)
        rows = self.rows(file, "--horizons", "90", "--published", day(300), "--history", "0", out=self.top / "late")
        self.assertEqual({r["origin"] for r in rows}, {day(300)})

    def test_places_that_stopped_reporting_are_given_up(self):
        rows = self.rows(self.series("old.csv", [(0, 100), (30, 110)]),
                         self.series("new.csv", [(30 * i, 50) for i in range(12)]))
        self.assertEqual({r["camp"] for r in rows}, {"new"})
        left = next(e for e in self.manifest()["exclusions"] if "too old to forecast from" in e["reason"])
        self.assertEqual(left["examples"], [f"old, 110 people on {day(30)}"])
        self.refuses("every place has its last report so long ago",
                     arguments=[self.series("old.csv", [(0, 100), (30, 110)]), "--origin", day(900)])

    def test_untested_horizons_are_told(self):
        self.rows(self.rounds(), "--horizons", "30,90")
        self.assertIn("no earlier forecast of 30 days met a report at most 15 days off", self.err)
        self.refuses("no forecast has a report near its horizon", "as long as the time between reports",
                     arguments=[self.rounds(), "--backtest", "--horizons", "30"])

    def test_one_day_is_no_series(self):
        row = "2021-09-30,Mali,MLI,Kayes,MLI01,Kita,MLI0105,Kita,MLI010501,9,{}\n"
        self.refuses("round: all 1 reports are of one day, 2021-09-30, and one day is no series",
                     arguments=[self.write("round.csv", BASELINE + row.format(100))])

    def test_runs_repeat_to_the_byte(self):
        file = self.rounds(count=8)
        arguments = [file, "--horizons", "90", "--backtest", "--draws", "20"]
        self.rows(*arguments)
        self.rows(*arguments, "--threads", "1", out=self.top / "again")
        for name in ("forecasts.csv", "backtest.csv", "summary.json", "run.json"):
            self.assertEqual((self.out / name).read_bytes(), (self.top / "again" / name).read_bytes(), name)

    def test_what_cannot_be_is_refused(self):
        rounds, series = self.rounds(), self.series("camp.csv", [(0, 1), (30, 2)])
        self.refuses("camp.csv", "they count people in different ways", arguments=[rounds, series])
        self.refuses("a case of its own", arguments=[self.top, series])
        self.refuses("--published", "1 days for 2 files", arguments=[series, rounds, "--published", "2020-03-01"])
        self.refuses("is no day such as", arguments=[series, "--published", "soon"], exit_code=2)
        self.refuses("--level", "there is no level `village`", arguments=[rounds, "--level", "village"])
        self.refuses("--operation", "no row has the operation `X`", arguments=[rounds, "--operation", "X"])
        self.refuses("--assessment", "no row has the kind of assessment `SA`", arguments=[rounds, "--assessment", "SA"])
        self.refuses("no row has the country `TCD`", arguments=[rounds, "--in", "TCD"])
        self.refuses("--from: says nothing of a table of DTM rounds", arguments=[rounds, "--from", "MLI"])
        self.refuses("--level: says nothing of a series of one place", arguments=[series, "--level", "region"])
        self.refuses("--in: says nothing of a folder or displacement file", arguments=[self.flee_folder(), "--in", "MLI"])
        self.refuses("--published", "the reports of a case", arguments=[self.flee_folder(), "--published", "2020-01-01"])
        self.refuses("nowhere.csv", arguments=[self.top / "nowhere.csv"])

    def test_broken_files_are_named_with_the_row(self):
        row = "9,Mali Conflict,Mali,MLI,Mopti,ML05,Koro,ML0505,2,{},{},77,BA\n"
        self.refuses("r.csv:10", "numPresentIdpInd", "-5 is below 0",
                     arguments=[self.rounds("r.csv", more=row.format(-5, "2022-01-01"))])
        self.refuses("r.csv:10", "reportingDate", "'2022-13-01' is no date",
                     arguments=[self.rounds("r.csv", more=row.format(5, "2022-13-01"))])
        self.refuses("r.csv:10", "the file ends in the middle of a row",
                     arguments=[self.rounds("r.csv", more="9,Mali Conflict,Mali")])
        self.refuses("failed.json", "no such country", arguments=[self.write(
            "failed.json", '{"result":[],"isSuccess":false,"errorMessages":["no such country"]}')])
        self.refuses("other.csv", "are those of no format", arguments=[self.write("other.csv", "a,b,c\n1,2,3\n")])

    @unittest.skipUnless(HERE.is_dir(), "the data on displacement are not there")
    def test_real_files(self):
        round72 = HERE / "dtm_mali_baseline_assessment_round72_2021-09.xlsx"
        self.refuses("46 reports are of one day, 2021-09-30", arguments=[round72])
        self.refuses("yearly flows", arguments=[HERE / "unhcr_flows_mali_coo_or_coa.csv"])
        self.refuses("are those of no format", arguments=[HERE / "idmc_displacement_data_mali_2008_2021.csv"])
        population = HERE / "unhcr_population_mali_coo_or_coa.csv"
        self.refuses("people of 35 countries in 89 countries", arguments=[population])
        rows = self.rows(population, "--people", "idps", "--horizons", "195", "--delay", "170")
        self.assertEqual({(r["camp"], r["last_report"], r["last_people"]) for r in rows}, {("Mali", "2025-12-31", "414524")})


if __name__ == "__main__":
    unittest.main()
