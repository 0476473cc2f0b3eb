# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""docs/outputs.md names everything that runs write: files, columns, members, and indicators with their units."""
import csv
import json
import re
import tempfile
import unittest
from pathlib import Path

from program import DATA, djoliba

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "outputs.md").read_text(encoding="utf-8")
NUMBER = "[0-9]+(p[0-9]+)?"
PLACES = {"d": NUMBER, "T": NUMBER, "k": "[0-9]+", "km": NUMBER, "h": "[0-9]+", "m": NUMBER, "date": "[0-9]{4}(_[0-9]{2}){0,2}",
          "level": "[a-z_]+"}
SUFFIXES = ("_level", "_date", "_score")


def section(title):
    """The text below a heading, up to the next of its depth or above."""
    depth = len(title) - len(title.lstrip("#"))
    _, _, rest = PAGE.partition(f"\n{title}\n")
    assert rest, title
    return re.split(rf"\n#{{1,{depth}}} ", rest)[0]


def names_in(cell):
    """Names in backticks; `_high` beside `x_low` is `x_high`."""
    names = []
    for name in re.findall(r"`([^`]+)`", cell):
        names.append(names[-1].rsplit("_", 1)[0] + name if name.startswith("_") else name)
    return names


def rows_of(text):
    """Lines of its tables as lists of cells, headings left out."""
    lines = [[c.strip() for c in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    return [cells for cells in lines if not re.fullmatch("-+", cells[0] or "-")]


def pattern(name, words):
    """A documented name as an expression; `<hazard>` and the like stand for the words of the run."""
    def one(match):
        place = match.group(1)
        return f"(?:{PLACES[place]})" if place in PLACES else "(?:" + "|".join(words[place]) + ")"
    return re.compile(re.sub(r"<([a-zA-Z]+)>", one, name))


class Documentation(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="djoliba-test-")
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def known(self, name, documented, words):
        return any(pattern(d, words).fullmatch(name) for d in documented)

    def compare(self, found, documented, words):
        self.assertEqual([name for name in found if not self.known(name, documented, words)], [])

    def check(self, out, **words):
        manifest = json.loads((out / "run.json").read_text(encoding="utf-8"))
        heads = {}
        for file in ("ranking.csv", "caseload.csv"):
            with open(out / file, encoding="utf-8-sig", newline="") as stream:
                heads[file] = next(csv.reader(stream))
        with open(out / "caseload.csv", encoding="utf-8-sig", newline="") as stream:
            words["hazard"] = sorted({row["hazard"] for row in csv.DictReader(stream)})
        self.check_indicators(manifest["indicators"], words)
        names = [i["name"] for i in manifest["indicators"]]
        of_indicators = {name + suffix for name in names for suffix in ("", *SUFFIXES)}
        columns = [name for cells in rows_of(section("## ranking.csv")) for name in names_in(" ".join(cells[:1]))]
        columns += names_in(next(c[2] for c in rows_of(section("## ranking.csv")) if c[0] == "texts")) + ["synthetic"]
        self.compare([c for c in heads["ranking.csv"] if c not in of_indicators], columns, words)
        caseload = [n for cells in rows_of(section("## caseload.csv")) for n in names_in(cells[0])]
        self.compare([c for c in heads["caseload.csv"] if c != "synthetic"], caseload, words)
        self.compare(manifest, [n for c in rows_of(section("## run.json")) for n in names_in(c[0])], words)
        files = [n for c in rows_of(PAGE) for cell in c[:2] for n in names_in(cell) if "." in n]
        self.compare([p.name for p in out.iterdir()], files, {**words, "conflict": words["name"]})

    def check_indicators(self, indicators, words):
        rows = [(name, cells[1]) for cells in rows_of(section("## Indicators")) for name in names_in(cells[0])]
        for i in indicators:
            with self.subTest(i["name"]):
                units = [unit for name, unit in rows if pattern(name, words).fullmatch(i["name"])]
                self.assertTrue(units, "docs/outputs.md does not name it")
                self.assertTrue(any(u.split(" ")[0] == i["unit"].split(" ")[0] for u in units), (i["unit"], units))

    def test_all_that_the_demo_writes(self):
        self.assertEqual(djoliba("demo", "--out", self.folder / "country", "--resolution", "0.1")[0], 0)
        code, _, err = djoliba("run", "country/scenario.yaml", "--out", "out", cwd=self.folder)
        self.assertEqual(code, 0, err)
        self.check(self.folder / "out", name=["conflict", "aid"], type=["cscom", "csref", "hospital"],
                   group=["under_5", "women_15_59", "aged_60_plus"])

    @unittest.skipUnless((DATA / "admin").is_dir(), "skipped: the real data are not here")
    def test_all_that_mali_writes(self):
        code, _, err = djoliba("run", "mali", "--data", DATA, "--out", "out", cwd=self.folder)
        self.assertEqual(code, 0, err)
        self.check(self.folder / "out", name=["ucdp", "aid"], type=["cscom", "csref", "hospital"], group=["none"])


if __name__ == "__main__":
    unittest.main()
