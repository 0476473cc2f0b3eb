# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""`djoliba forecast displacement`: stocks of displaced people by camp, and how good earlier forecasts were."""
import csv
import datetime
import json
import tempfile
import unittest
from pathlib import Path

from program import DATA, djoliba

START = datetime.date(2020, 1, 1)
METHODS = ["flat", "trend", "share", "increment_share", "damped_trend", "flow", "blend"]
MALI = DATA / "displacement" / "flee-mali2012"


def day(days):
    return (START + datetime.timedelta(days)).isoformat()


class Forecast(unittest.TestCase):
    """A town in conflict and two camps: Near grows by 10 a day, Far by 5; Far is counted anew on day 140."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="djoliba-test-")
        self.addCleanup(temporary.cleanup)
        self.top = Path(temporary.name)
        self.folder = self.top / "case"
        self.out = self.top / "out"
        for name in ("input", "validation"):
            (self.folder / name).mkdir(parents=True)
        self.write("input/sim_period.csv", f"StartDate,{START}\nLength,200\n")
        self.write("input/locations.csv", "#name,region,country,latitude,longitude,location_type,conflict_date,population\n"
                   "Town,R,X,10,0,conflict_zone,0,9000\nNear,R,Y,11,0,camp,,5000\nFar,R,Y,12,0,camp,,5000\n")
        self.write("input/routes.csv", "#name1,name2,distance,forced_redirection\nTown,Near,100,0\nTown,Far,200,0\n")
        self.write("input/registration_corrections.csv", f"Far,{day(140)}\n")
        self.write("validation/data_layout.csv", "total,refugees.csv\nNear,near.csv\nFar,far.csv\n")
        self.near = [(d, 100 + 10 * d) for d in range(0, 210, 10)]
        self.far = [(d, 50 + 5 * d if d < 140 else 20 + 2 * d) for d in range(0, 210, 10)]
        self.reports("near", self.near)
        self.reports("far", self.far)

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def reports(self, name, rows):
        self.write(f"validation/{name}.csv", "#date,people\n" + "".join(f"{day(d)},{n}\n" for d, n in rows))

    def forecast(self, *more, out=None, folder=None):
        return djoliba("forecast", "displacement", folder or self.folder, "--out", out or self.out, *more)

    def rows(self, *more, name="forecasts.csv", **options):
        code, out, err = self.forecast(*more, **options)
        self.assertEqual((code, out), (0, ""), err)
        self.err = err
        with ((options.get("out") or self.out) / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def refuses(self, *words, more=(), exit_code=1, **options):
        code, out, err = self.forecast(*more, **options)
        self.assertEqual((code, out), (exit_code, ""), err)
        for word in words:
            self.assertIn(word, err)
        self.assertFalse(self.out.exists())

    def test_every_camp_horizon_and_method_has_a_row(self):
        rows = self.rows("--origin", day(100))
        self.assertEqual([r["method"] for r in rows[:7]], METHODS)
        self.assertEqual(len(rows), 2 * 3 * 7)
        row = {(r["camp"], r["horizon_days"], r["method"]): r for r in rows}
        self.assertEqual(row["Near", "30", "flat"]["central"], "1100")
        self.assertEqual(row["Near", "30", "trend"]["central"], "1400")
        self.assertEqual(row["Far", "90", "trend"]["central"], "1000")
        # 650 people grow by 450 in 30 days; Far has 550 of 1650.
        self.assertEqual(row["Far", "30", "share"]["central"], "700")
        self.assertEqual(row["Near", "60", "flat"]["date"], day(160))
        self.assertEqual(row["Near", "60", "flat"]["last_report"], day(100))
        for r in rows:
            self.assertEqual(r["origin"], day(100))
            low90, low50, high50, high90 = (float(r[k]) for k in ("low90", "low50", "high50", "high90"))
            self.assertTrue(0 <= low90 <= low50 <= high50 <= high90, r)

    def test_later_rows_change_nothing(self):
        before = self.rows("--origin", day(100))
        text = (self.out / "forecasts.csv").read_bytes()
        self.reports("near", [(d, n if d <= 100 else 7) for d, n in self.near])
        self.reports("far", [(d, n) for d, n in self.far if d <= 100])
        self.write("input/registration_corrections.csv", f"Near,{day(110)}\n")
        self.write("input/closures.csv", "#closure_type,name1,name2,closure_start,closure_end\nlink,Town,Near,101,150\n")
        self.write("input/locations.csv", (self.folder / "input/locations.csv").read_text().replace("5000", "77"))
        self.assertEqual(self.rows("--origin", day(100), out=self.top / "other"), before)
        self.assertEqual((self.top / "other" / "forecasts.csv").read_bytes(), text)

    def test_reports_count_from_the_day_they_are_published(self):
        rows = self.rows("--origin", day(100), "--delay", 15)
        self.assertEqual({r["last_report"] for r in rows}, {day(80)})
        self.assertNotIn("published on its own day", self.err)
        self.assertNotIn("days old", self.err)

    def test_old_reports_are_told(self):
        self.reports("near", self.near[:7])  # to day 60
        self.rows("--origin", day(100))
        self.assertIn("Near: the last report is 40 days old", self.err)
        self.assertNotIn("Far: the last report", self.err)

    def test_backtest_scores_report_days_and_counts_what_it_leaves_out(self):
        scored = self.rows("--backtest", name="backtest.csv")
        summary = json.loads((self.out / "summary.json").read_text(encoding="utf-8"))
        days = {day(d) for d, _ in self.near}
        for r in scored:
            self.assertIn(r["report_date"], days)
            self.assertLessEqual(abs(int(r["lead_days"]) - int(r["horizon_days"])), 15)
            if r["camp"] == "Far":  # nothing is scored across the day on which people were counted anew
                self.assertFalse(r["origin"] < day(140) <= r["report_date"], r)
        self.assertEqual(summary["split"]["early_origins"] + summary["split"]["tested_origins"], 24)  # days 30, 37, ... 184, 190
        flat = next(s for s in summary["scores"] if s["method"] == "flat" and s["horizon_days"] == 30)
        by_hand = {}
        for r in scored:
            if r["method"] == "flat" and r["horizon_days"] == "30":
                sums = by_hand.setdefault(r["origin"], [0, 0])
                sums[0] += abs(float(r["forecast"]) - float(r["observed"]))
                sums[1] += float(r["observed"])
        error = sum(a / b for a, b in by_hand.values()) / len(by_hand)
        self.assertAlmostEqual(flat["mean_relative_difference"]["value"], error, 12)
        self.assertEqual(flat["origins"], len(by_hand))
        for left in summary["not_scored"]:
            self.assertGreater(left["after_a_re_registration"] + left["no_report_near_the_horizon"], 0)
        # Both camps grow by the day: no rule beats the trend.
        self.assertEqual({b["method"] for b in summary["best_naive"]}, {"trend"})

    def test_runs_repeat_to_the_byte(self):
        self.rows("--backtest", "--draws", 50)
        self.rows("--backtest", "--draws", 50, "--threads", 1, out=self.top / "again")
        for name in ("forecasts.csv", "backtest.csv", "summary.json", "run.json"):
            self.assertEqual((self.out / name).read_bytes(), (self.top / "again" / name).read_bytes(), name)
        manifest = json.loads((self.out / "run.json").read_text(encoding="utf-8"))
        self.assertEqual(manifest["outputs"], ["forecasts.csv", "backtest.csv", "summary.json", "run.json"])
        self.assertEqual(len(manifest["inputs"][0]["sha256"]), 64)
        self.assertNotIn(str(self.top), (self.out / "run.json").read_text(encoding="utf-8"))

    def test_several_files_of_a_camp_add_up_as_they_were_known(self):
        self.write("validation/data_layout.csv", "Near,near.csv,more.csv\nFar,far.csv\n")
        self.reports("more", [(5, 1000), (105, 9000)])
        rows = self.rows("--origin", day(100))
        # 1,000 from the second file until day 105, not something on the way to 9,000.
        self.assertEqual({r["last_people"] for r in rows if r["camp"] == "Near"}, {"2100"})

    def test_nothing_is_scored_across_a_re_registration_without_a_report(self):
        self.write("input/registration_corrections.csv", f"Far,{day(143)}\n")
        scored = self.rows("--backtest", "--draws", 20, name="backtest.csv")
        self.assertIn("corrections without a report on their day", self.err)
        for r in scored:
            self.assertFalse(r["camp"] == "Far" and r["origin"] < day(143) <= r["report_date"], r)
        self.assertTrue(any(r["report_date"] >= day(143) for r in scored if r["camp"] == "Far"))
        self.write("input/registration_corrections.csv", f"Town,{day(143)}\n")
        self.rows("--origin", day(100), out=self.top / "town")
        self.assertIn("corrections of camps without reports", self.err)

    def test_what_cannot_be_is_refused(self):
        self.refuses("first report is 10 days old", more=["--origin", day(10)])
        self.refuses("nothing was published", more=["--origin", "2019-12-31"])
        self.refuses("horizons", "30,30", more=["--horizons", "30,30"])
        self.refuses("tolerance", more=["--tolerance", 30])
        self.refuses("spacing", more=["--spacing", 0])
        self.refuses("--delay", more=["--delay", -1])
        self.refuses("--settings-from", "leaves no origin", more=["--backtest", "--settings-from", "2020-01-02"])
        self.refuses("is no day such as", more=["--origin", "soon"], exit_code=2)
        self.refuses("near its horizon", more=["--backtest", "--horizons", "3000"])

    def test_broken_files_are_named_with_the_row(self):
        self.reports("near", [(0, 1), (10, 2), (5, 3)])
        self.refuses("near.csv:4", "is not after the date of the row before")
        self.reports("near", [(0, 1), (10, -2)])
        self.refuses("near.csv:3", "-2 is below 0")
        self.reports("near", [])
        self.refuses("data_layout.csv", "Near", "has no reports")
        (self.folder / "validation" / "near.csv").unlink()
        self.refuses("there is no file 'near.csv'")

    def test_a_folder_without_reports_is_refused(self):
        for file in (self.folder / "validation").iterdir():
            file.unlink()
        (self.folder / "validation").rmdir()
        self.refuses("there are no reports of people in camps", "data_layout.csv")

    @unittest.skipUnless(MALI.is_dir(), "the data of Mali 2012 are not there")
    def test_mali_2012(self):
        scored = self.rows("--backtest", "--draws", 100, folder=MALI, name="backtest.csv")
        summary = json.loads((self.out / "summary.json").read_text(encoding="utf-8"))
        self.assertEqual(summary["split"]["settings_from_origins_before"], summary["split"]["first_tested"])
        for r in scored:
            for camp, anew in (("Fassala-Mbera", "2012-12-31"), ("Mentao", "2012-10-03"), ("Abala", "2012-12-21"),
                               ("Mangaize", "2012-12-21"), ("Tabareybarey", "2012-12-21")):
                self.assertFalse(r["camp"] == camp and r["origin"] < anew <= r["report_date"], r)
        self.assertEqual({s["method"] for s in summary["scores"]}, set(METHODS))


if __name__ == "__main__":
    unittest.main()
