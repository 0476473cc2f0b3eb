# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""`djoliba displace`: folders of Flee's layout and displacement files, what is written, and what is refused."""
import csv
import json
import tempfile
import unittest
from pathlib import Path

from program import DATA, djoliba

MALI = DATA / "displacement" / "flee-mali2012"

# Kidal and Gao in conflict, a town between, a camp abroad; 30 people in the camp on day 0, 90 on day 6.
FOLDER = {
    "input/locations.csv": """#name,region,country,lat,lon,location_type,conflict_date,population
Kidal,Kidal,Mali,18.4,1.4,conflict_zone,0,1000
Gao,Gao,Mali,16.3,-0.04,conflict_zone,2,3000
Tin-Essako,Kidal,Mali,18.45,2.49,town,,500
"Camp é",Tahoua,Niger,14.95,5.08,camp,,5000
""",
    "input/routes.csv": """#name1,name2,distance,forced_redirection
Kidal, Tin-Essako, 120, 0
Tin-Essako,Camp é,200,0
Gao,Camp é,380,0
""",
    "input/closures.csv": "#closure_type,name1,name2,closure_start,closure_end\ncountry,Mali,Niger,0,2\n",
    "input/conflicts.csv": "#Day, Kidal, Gao, Tin-Essako, Camp é\n" + "".join(f"{d}, 1, {int(d >= 2)}, 0, 0\n" for d in range(8)),
    "input/sim_period.csv": "StartDate,2012-02-29\nLength,8\n",
    "validation/data_layout.csv": "total,refugees.csv\nCamp é,camp.csv\n\n",
    "validation/refugees.csv": "Date,People\n2012-02-29,30\n",
    "validation/camp.csv": "#Date,réfugiés\n2012-02-29,30\n2012-03-06,90\n\n",
}

SCENARIO = {
    "case.yaml": """title: Two towns
displacement:
  period: {start: 2012-02-29, days: 8}
  places: places.csv
  routes: routes.csv
  conflicts: conflicts.csv
  closures: closures.csv
  observed: observed.csv
  rules: {km_per_day: 360}
""",
    "places.csv": """name,country,kind,latitude,longitude,population,capacity
Kidal,Mali,town,18.4,1.4,1000,
Gao,Mali,town,16.3,-0.04,3000,
Tin-Essako,Mali,town,18.45,2.49,500,
Camp é,Niger,camp,14.95,5.08,,5000
""",
    "routes.csv": "from,to,km\nKidal,Tin-Essako,120\nTin-Essako,Camp é,200\nGao,Camp é,380\n",
    "conflicts.csv": "place,from,to\nKidal,0,\nGao,2012-03-02,\n",
    "closures.csv": "kind,name1,name2,from,until\nborder,Mali,Niger,0,2\n",
    "observed.csv": "place,date,people\nCamp é,2012-02-29,30\nCamp é,2012-03-06,90\n",
}


def rows(path):
    with open(path, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


class Displace(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="djoliba-test-")
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def write(self, files, **changes):
        for name, text in {**files, **changes.get("changes", {})}.items():
            path = self.folder / "case" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return self.folder / "case"

    def run_case(self, *words):
        code, _, err = djoliba("displace", *words, "--out", self.folder / "out")
        self.assertEqual(code, 0, err)
        return self.folder / "out"

    def refusal(self, files, name, text, entry=None):
        """Standard error of a run with one file replaced; nothing may be written."""
        case = self.write(files, changes={name: text})
        code, _, err = djoliba("displace", case / entry if entry else case, "--out", self.folder / "out")
        self.assertEqual(code, 1, err)
        self.assertFalse((self.folder / "out").exists())
        return err


class Folder(Displace):
    def test_books_balance_in_what_is_written(self):
        out = self.run_case(self.write(FOLDER))
        places = rows(out / "places_by_day.csv")
        self.assertEqual(len(places), 4 * 8)
        stock = {"Kidal": 0, "Gao": 0, "Tin-Essako": 0, "Camp é": 30}
        for row in places:
            change = float(row["new_people"]) + float(row["arrivals"]) - float(row["departures"])
            self.assertAlmostEqual(float(row["stock"]), stock[row["place"]] + change, places=9)
            stock[row["place"]] = float(row["stock"])
        people = json.loads((out / "run.json").read_text(encoding="utf-8"))["people"]
        self.assertAlmostEqual(people["present_before_day_0"] + people["began_to_flee"],
                               people["at_places_on_last_day"] + people["under_way_on_last_day"], places=9)
        self.assertEqual((people["present_before_day_0"], people["began_to_flee"]), (30, 60))
        self.assertEqual([r["observed"] for r in places if r["place"] == "Camp é"],
                         ["30", "40", "50", "60", "70", "80", "90", "90"])
        self.assertEqual({r["observed"] for r in places if r["place"] != "Camp é"}, {""})

    def test_flows_are_those_of_the_places(self):
        out = self.run_case(self.write(FOLDER))
        total = sum(float(r["departures"]) for r in rows(out / "places_by_day.csv"))
        self.assertAlmostEqual(sum(float(r["people"]) for r in rows(out / "flows_by_day.csv")), total, places=9)
        flows = rows(out / "flows.csv")
        self.assertEqual(len(flows), 6)
        self.assertAlmostEqual(sum(float(r["people"]) for r in flows), total, places=9)
        features = json.loads((out / "flows.geojson").read_text(encoding="utf-8"))["features"]
        self.assertEqual(features[0]["id"], "Kidal>Tin-Essako")
        self.assertEqual(features[0]["geometry"], {"type": "LineString", "coordinates": [[1.4, 18.4], [2.49, 18.45]]})
        closed = {r["date"] for r in rows(out / "flows_by_day.csv") if "Camp é" in (r["from"], r["to"])}
        self.assertTrue(closed.isdisjoint({"2012-02-29", "2012-03-01"}))

    def test_the_summary_has_errors_and_the_last_day(self):
        summary = json.loads((self.run_case(self.write(FOLDER)) / "summary.json").read_text(encoding="utf-8"))
        self.assertEqual(summary["last_day"], "2012-03-07")
        self.assertEqual(summary["days_with_people_observed"], 8)
        camp = summary["camps_on_last_day"][0]
        self.assertEqual((camp["place"], camp["observed"]), ("Camp é", 90))
        self.assertGreater(summary["mean_relative_difference"], 0)
        self.assertEqual(summary["mean_relative_difference_rescaled"], 0)  # one camp alone is right when rescaled

    def test_the_same_input_gives_the_same_bytes(self):
        case = self.write(FOLDER)
        for out in ("a", "b"):
            self.assertEqual(djoliba("displace", case, "--out", self.folder / out)[0], 0)
        for file in (self.folder / "a").iterdir():
            self.assertEqual(file.read_bytes(), (self.folder / "b" / file.name).read_bytes())
            self.assertNotIn(str(self.folder).encode(), file.read_bytes())

    def test_parameters_and_who_flees_are_options(self):
        out = self.run_case(self.write(FOLDER), "--speed", "200", "--set", "camp_weight=2", "--new-people", "constant")
        run = json.loads((out / "run.json").read_text(encoding="utf-8"))
        self.assertEqual((run["rules"]["km_per_day"], run["rules"]["camp_weight"]), ("200", "2"))
        self.assertEqual(run["people"]["began_to_flee"], 500 * (8 + 6))

    def test_agents_are_drawn_by_seed(self):
        case = self.write(FOLDER)
        stocks = []
        for seed in (1, 1, 2):
            out = self.run_case(case, "--agents", 2, "--seed", seed)
            stocks.append((out / "places_by_day.csv").read_text(encoding="utf-8"))
        self.assertEqual(stocks[0], stocks[1])
        self.assertNotEqual(stocks[0], stocks[2])

    def test_what_is_left_out_is_counted_and_shown(self):
        closures = FOLDER["input/closures.csv"] + "country,Mali,Chad,0,5\nflood,Gao,,0,5\n"
        routes = FOLDER["input/routes.csv"] + "Camp é,Gao,380,0\n"
        case = self.write(FOLDER, changes={"input/closures.csv": closures, "input/routes.csv": routes})
        code, _, err = djoliba("displace", case, "--out", self.folder / "out")
        self.assertEqual(code, 0, err)
        left_out = json.loads((self.folder / "out" / "run.json").read_text(encoding="utf-8"))["exclusions"]
        self.assertEqual(sorted((e["source"], e["rows"]) for e in left_out), [("closures", 1), ("closures", 1), ("routes", 1)])
        self.assertIn("there is no country 'Chad'", err)

    def test_a_folder_without_headings_validation_or_conflicts_runs(self):
        files = {name: text for name, text in FOLDER.items() if name.startswith("input/")}
        del files["input/conflicts.csv"], files["input/closures.csv"]
        files["input/routes.csv"] = files["input/routes.csv"].split("\n", 1)[1]
        files["input/locations.csv"] = files["input/locations.csv"].split("\n", 1)[1]
        out = self.run_case(self.write(files), "--new-people", "population_ratio")
        self.assertFalse((out / "summary.json").exists())
        gao = [r for r in rows(out / "places_by_day.csv") if r["place"] == "Gao"]
        self.assertEqual([r["new_people"] for r in gao], ["0", "0"] + ["30"] * 6)


class Refused(Displace):
    CASES = [
        ("input/routes.csv", "#a,b,km\nKidal,Kidall,5\n", ["routes.csv:2: name2: there is no place 'Kidall'", "did you mean"]),
        ("input/routes.csv", "#a,b,km\nKidal,Gao,0\n", ["routes.csv:2: distance: is 0 km"]),
        ("input/routes.csv", "#a,b,km\nKidal,Gao,-4\n", ["routes.csv:2: distance: -4 is below 0"]),
        ("input/routes.csv", "#a,b,km\nKidal,Gao,\n", ["routes.csv:2: distance: is missing"]),
        ("input/routes.csv", "#a,b,km\nGao,Gao,4\n", ["leads from 'Gao' to itself"]),
        ("input/routes.csv", "#a,b,km\nKidal,Gao,4\nGao,Kidal,5\n", ["is 5 km here and 4 km in line 2"]),
        ("input/locations.csv", FOLDER["input/locations.csv"] + "Gao,Gao,Mali,16,0,town,,5\n",
         ["locations.csv:6: name: 'Gao' is also in line 3"]),
        ("input/locations.csv", FOLDER["input/locations.csv"].replace(",3000", ",-1"), ["locations.csv:3: population: -1 is below 0"]),
        ("input/locations.csv", FOLDER["input/locations.csv"].replace(",3000", ",many"), ["locations.csv:3: population: 'many'"]),
        ("input/locations.csv", FOLDER["input/locations.csv"].replace("camp,", "castle,"),
         ["locations.csv:5: location_type: 'castle' is no kind"]),
        ("input/conflicts.csv", "#Day,Kidal\n0,1\n2,1\n", ["conflicts.csv:3: day: day 2 stands where day 1 is due"]),
        ("input/conflicts.csv", "#Day,Kidal\n0,1\n1,1\n", ["conflicts.csv: day: there are 2 days of 8"]),
        ("input/sim_period.csv", "StartDate,29/02/2012\nLength,8\n", ["'29/02/2012' is no date"]),
        ("validation/camp.csv", "#Date,n\n2012-03-06,90\n2012-02-29,30\n", ["camp.csv:3: date: 2012-02-29 is not after"]),
        ("validation/camp.csv", "#Date,n\n2012-02-29,30\n2012-02-29,31\n", ["camp.csv:3: date: 2012-02-29 is not after"]),
        ("validation/camp.csv", "#Date,n\n2012-02-29,-30\n", ["camp.csv:2: people: -30 is below 0"]),
        ("validation/camp.csv", "#Date,n\n2012-02-29,\n", ["camp.csv:2: people: is missing"]),
        ("validation/data_layout.csv", "Camp é,other.csv\n", ["data_layout.csv:1: Camp é: there is no file 'other.csv'"]),
    ]

    def test_bad_rows_are_named_with_their_remedy(self):
        for name, text, parts in self.CASES:
            with self.subTest(parts[0]):
                err = self.refusal(FOLDER, name, text)
                for part in parts:
                    self.assertIn(part, err)
                self.assertIn(";", err)

    def test_people_who_flee_from_nowhere_are_refused(self):
        text = "#Day,Kidal\n" + "".join(f"{d},0\n" for d in range(8))
        self.assertIn("day 1: 10 people flee, and no place", self.refusal(FOLDER, "input/conflicts.csv", text))

    def test_a_folder_of_something_else_is_refused(self):
        (self.folder / "empty").mkdir()
        code, _, err = djoliba("displace", self.folder / "empty", "--out", self.folder / "out")
        self.assertEqual(code, 1)
        self.assertIn("the file is not there", err)

    def test_wrong_options_are_refused(self):
        case = self.write(FOLDER)
        for words, part in ((["--set", "speed=3"], "there is no such parameter"), (["--set", "camp_weight"], "has no `=`"),
                            (["--set", "awareness=9"], "out of range"), (["--set", "avoid_short_stints=true"], "run agents")):
            code, _, err = djoliba("displace", case, "--out", self.folder / "out", *words)
            self.assertEqual(code, 1)
            self.assertIn(part, err)
        self.assertEqual(djoliba("displace", case, "--out", self.folder / "out", "--awareness", "4")[0], 2)
        self.assertEqual(djoliba("displace", case)[0], 2)


class File(Displace):
    def test_a_file_gives_what_the_folder_gives(self):
        case = self.write(SCENARIO)
        self.run_case(case / "case.yaml")
        mine = rows(self.folder / "out" / "places_by_day.csv")
        djoliba("displace", self.write(FOLDER), "--out", self.folder / "other")
        self.assertEqual(mine, rows(self.folder / "other" / "places_by_day.csv"))

    def test_new_people_may_come_from_a_table(self):
        yaml = SCENARIO["case.yaml"] + "  new_people: people.csv\n"
        case = self.write(SCENARIO, changes={"case.yaml": yaml, "people.csv": "place,date,people\nGao,2012-03-01,12.5\nGao,1,2\n"})
        out = self.run_case(case / "case.yaml")
        gao = [r["new_people"] for r in rows(out / "places_by_day.csv") if r["place"] == "Gao"]
        self.assertEqual(gao, ["0", "14.5"] + ["0"] * 6)

    def test_keys_and_values_are_checked(self):
        for old, new, part in (("km_per_day: 360", "speed: 360", "displacement.rules.speed: unknown key"),
                               ("km_per_day: 360", "km_per_day: fast", "displacement.rules.km_per_day"),
                               ("days: 8", "days: 0", "displacement.period.days"),
                               ("  routes: routes.csv\n", "", "displacement.routes: is missing")):
            with self.subTest(part):
                err = self.refusal(SCENARIO, "case.yaml", SCENARIO["case.yaml"].replace(old, new), "case.yaml")
                self.assertIn(part, err)
                self.assertIn("case.yaml:", err)

    def test_rows_are_checked(self):
        for name, text, part in (("conflicts.csv", "place,from,to\nKidal,5,2\n", "conflicts.csv:2: to: 2 is before 5"),
                                 ("observed.csv", "place,date,people\nNowhere,2012-02-29,5\n",
                                  "observed.csv:2: place: there is no place 'Nowhere'")):
            with self.subTest(part):
                self.assertIn(part, self.refusal(SCENARIO, name, text, "case.yaml"))


@unittest.skipUnless(MALI.is_dir(), "skipped: the real data are not here")
class Mali(Displace):
    def test_mali_2012_comes_out_as_in_flee(self):
        out = self.run_case(MALI)
        summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
        self.assertAlmostEqual(summary["mean_relative_difference"], 0.380, delta=0.005)
        self.assertAlmostEqual(summary["mean_relative_difference_rescaled"], 0.315, delta=0.005)
        flee = {"Fassala-Mbera": 50005, "Mentao": 6647, "Bobo-Dioulasso": 2013, "Abala": 10159, "Mangaize": 2436,
                "Niamey": 1743, "Tabareybarey": 5898}
        for camp in summary["camps_on_last_day"]:
            self.assertAlmostEqual(camp["simulated"], flee.pop(camp["place"]), delta=789)
        self.assertEqual(flee, {})

    def test_agents_and_flow_are_within_one_percent_of_all_people(self):
        for awareness in (1, 2, 3):
            stocks = []
            for agents in ((), ("--agents", 4, "--seed", 1)):
                table = rows(self.run_case(MALI, "--awareness", awareness, *agents) / "places_by_day.csv")
                stocks.append({(row["day"], row["place"]): float(row["stock"]) for row in table})
            flow, drawn = stocks
            self.assertEqual(flow.keys(), drawn.keys())
            gap = max(abs(flow[key] - drawn[key]) for key in flow)
            self.assertLess(gap, 0.01 * 78_906, f"awareness {awareness}")


if __name__ == "__main__":
    unittest.main()
