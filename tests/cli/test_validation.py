# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Validation sheets: written by a run, filled as a committee would, read back by `djoliba validate`."""
import csv
import datetime
import hashlib
import json
import shutil
import unittest

from program import djoliba
from tiny_country import TinyCountry
from workbook import read_sheets

try:
    import openpyxl
except ImportError:
    openpyxl = None
try:
    from osgeo import gdal, ogr
    ogr.UseExceptions()
except ImportError:
    gdal = ogr = None

FRENCH = {"decision": "Décision", "class": "Classe proposée (1-5)", "rank": "Rang proposé", "reason": "Raison", "by": "Décidé par",
          "date": "Date", "code": "Code", "name": "Nom"}
DAY = datetime.date(2024, 7, 12)


def moved_up(**other):
    return {"decision": "relevée", "class": 5, "reason": "pont coupé", "by": "Comité", "date": DAY, **other}


class Filled:
    """A validation sheet that is opened, filled and saved under another name."""

    def __init__(self, file):
        self.book = openpyxl.load_workbook(file)

    def header(self, sheet):
        rows = self.book[sheet].iter_rows(min_row=1, max_row=4)
        return next(row for row in rows if "Code" in [cell.value for cell in row])

    def cell(self, sheet, code, heading):
        header = self.header(sheet)
        columns = {cell.value: cell.column for cell in header}
        for row in range(header[0].row + 1, self.book[sheet].max_row + 1):
            if self.book[sheet].cell(row, columns["Code"]).value == code:
                return self.book[sheet].cell(row, columns[heading])
        raise KeyError(code)

    def fill(self, sheet, unit, /, **entries):
        cells = {key: self.cell(sheet, unit, FRENCH[key]) for key in entries}
        for key, value in entries.items():
            cells[key].value = value
        return self

    def save(self, file):
        self.book.save(file)
        return file


class ValidationSheet(TinyCountry):
    """What the run writes."""

    def setUp(self):
        super().setUp()
        self.scenario["outputs"] = ["csv", "validation"]

    def test_every_unit_has_a_row_with_what_the_run_says(self):
        rows, manifest = self.result()
        self.assertIn("validation.xlsx", manifest["outputs"])
        sheets = read_sheets(self.out / "validation.xlsx")
        self.assertEqual(list(sheets), ["Mode_d_emploi", "Communes", "Cercles", "Régions"])
        lines = sheets["Communes"]
        self.assertEqual(lines[0][:2], ["djoliba-validation", "commune"])
        self.assertRegex(lines[0][2], "^[0-9a-f]{16}$")
        self.assertIn(lines[0][2], sheets["Mode_d_emploi"][0 + 1][0])
        cells = {line[0]: dict(zip(lines[1], line)) for line in lines[2:]}
        self.assertEqual(set(cells), {"ML010101", "ML010102", "ML010201", "ML010202"})
        for code, cell in cells.items():
            row = rows[code]
            self.assertEqual(cell["Nom"], row["name"])
            self.assertEqual((cell["Cercle"], cell["Région"]), (row["cercle"], row["region"]))
            self.assertEqual(cell.get("Rang"), float(row["rank"]) if row["rank"] else None)
            self.assertEqual(cell["Classe"], float(row["class"]) if row["class"] else "non évalué")
            self.assertEqual(cell["Pourquoi"], row["drivers_fr"] or row["reason_not_assessed_fr"])
            self.assertIsNone(cell.get("Décision"))

    def test_the_same_run_gives_the_same_bytes(self):
        self.result()
        first = (self.out / "validation.xlsx").read_bytes()
        shutil.rmtree(self.out)
        self.result()
        self.assertEqual(first, (self.out / "validation.xlsx").read_bytes())

    def test_it_is_in_the_language_of_the_run(self):
        self.result("--lang", "en")
        sheets = read_sheets(self.out / "validation.xlsx")
        self.assertEqual(list(sheets), ["How_to_use", "commune", "cercle", "region"])
        self.assertIn("Decision", sheets["commune"][1])

    def test_it_needs_the_ranking(self):
        self.scenario["outputs"] = ["validation"]
        self.assertRegex(self.refused("outputs: `validation` needs `csv`"), "tiny.yaml:[0-9]+.*; add `csv`")

    @unittest.skipUnless(openpyxl, "skipped: openpyxl is not in this Python")
    def test_only_entries_can_be_written_to_and_they_take_what_they_ask_for(self):
        self.result()
        sheet = Filled(self.out / "validation.xlsx")
        communes = sheet.book["Communes"]
        self.assertTrue(communes.protection.sheet)
        self.assertTrue(sheet.cell("Communes", "ML010101", "Nom").protection.locked)
        for heading in ("Décision", "Classe proposée (1-5)", "Rang proposé", "Raison", "Décidé par", "Date"):
            self.assertFalse(sheet.cell("Communes", "ML010101", heading).protection.locked)
        rules = {str(rule.sqref)[0]: rule for rule in communes.data_validations.dataValidation}
        self.assertEqual(rules["L"].formula1, '"acceptée,relevée,abaissée,à vérifier"')
        self.assertEqual((rules["M"].type, rules["M"].formula1, rules["M"].formula2), ("whole", "1", "5"))
        self.assertEqual([rules[c].type for c in "NOPQ"], ["whole", "textLength", "textLength", "date"])


@unittest.skipUnless(openpyxl, "skipped: openpyxl is not in this Python")
class Validate(TinyCountry):
    """What is read back."""

    def setUp(self):
        super().setUp()
        self.scenario["outputs"] = ["csv", "validation"]
        self.rows, _ = self.result()
        self.sheet = Filled(self.out / "validation.xlsx")

    def validate(self, *sheets):
        words = [word for sheet in sheets for word in ("--from", sheet)]
        return djoliba("validate", self.out, *words, cwd=self.folder)

    def saved(self):
        with open(self.out / "validation.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def is_refused(self, *expected, sheet=None):
        before = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in self.out.iterdir()}
        code, _, err = self.validate((sheet or self.sheet).save(self.folder / "rempli.xlsx"))
        self.assertEqual(code, 1, err)
        for text in expected:
            self.assertIn(text, err)
        after = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in self.out.iterdir()}
        self.assertEqual(before, after)
        return err

    def test_decisions_stand_beside_scores_that_stay(self):
        ranking = (self.out / "ranking.csv").read_bytes()
        self.sheet.fill("Communes", "ML010101", decision="acceptée", by="Comité de Ségou", date=DAY)
        self.sheet.fill("Communes", "ML010202", **moved_up(by="Comité de Ségou"))
        self.sheet.fill("Cercles", "ML0102", decision="À VERIFIER", reason="  chiffre\ndouteux ", by="Comité", date="2024-07-13")
        code, out, err = self.validate(self.sheet.save(self.folder / "Ségou.xlsx"))
        self.assertEqual(code, 0, err)
        self.assertIn("Ségou.xlsx: 3 decisions", out)
        self.assertIn("In force: 1 accepted, 1 moved up, 0 moved down, 1 to be checked; 0 earlier", out)
        alpha, delta, east = self.saved()
        self.assertEqual((alpha["level"], alpha["code"], alpha["name"], alpha["decision"]), ("commune", "ML010101", "Alpha", "accepted"))
        self.assertEqual((alpha["reason"], alpha["decided_by"], alpha["date"], alpha["in_force"]),
                         ("", "Comité de Ségou", "2024-07-12", "true"))
        self.assertEqual(alpha["score"], self.rows["ML010101"]["score"])
        self.assertEqual(alpha["rank"], self.rows["ML010101"]["rank"])
        self.assertEqual((delta["decision"], delta["proposed_class"], delta["score"], delta["class"]), ("moved_up", "5", "", ""))
        self.assertEqual((east["decision"], east["reason"], east["date"]), ("to_check", "chiffre douteux", "2024-07-13"))
        self.assertEqual(east["sheet"], "Ségou.xlsx")
        data = json.loads((self.out / "validation.json").read_text(encoding="utf-8"))
        self.assertEqual(data["run"]["as_of"], "2024-06-30")
        self.assertEqual([d["code"] for d in data["decisions"]], ["ML010101", "ML010202", "ML0102"])
        self.assertEqual((self.out / "ranking.csv").read_bytes(), ranking)

    @unittest.skipUnless(ogr, "skipped: GDAL is not in this Python")
    def test_a_sheet_saved_by_another_program_in_another_format(self):
        self.sheet.fill("Communes", "ML010202", **moved_up()).fill("Cercles", "ML0101", decision="acceptée", by="C", date=DAY)
        filled = self.sheet.save(self.folder / "filled.xlsx")
        gdal.SetConfigOption("OGR_XLSX_HEADERS", "DISABLE")
        source = ogr.Open(str(filled))
        ogr.GetDriverByName("ODS").CopyDataSource(source, str(self.folder / "filled.ods"))
        code, _, err = self.validate(self.folder / "filled.ods")
        self.assertEqual(code, 0, err)
        self.assertEqual([(r["code"], r["decision"], r["proposed_class"], r["date"]) for r in self.saved()],
                         [("ML010202", "moved_up", "5", "2024-07-12"), ("ML0101", "accepted", "", "2024-07-12")])

    def test_sheets_of_several_committees_are_all_kept_and_the_latest_day_is_in_force(self):
        july = self.sheet.fill("Communes", "ML010101", decision="acceptée", by="A", date=DAY).save(self.folder / "july.xlsx")
        other = Filled(self.out / "validation.xlsx")
        june = other.fill("Communes", "ML010101", decision="à vérifier", reason="r", by="B",
                          date=datetime.date(2024, 6, 1)).save(self.folder / "june.xlsx")
        self.assertEqual(self.validate(july)[0], 0)
        self.assertEqual(self.validate(june)[0], 0)
        self.assertEqual([(r["decided_by"], r["in_force"]) for r in self.saved()], [("A", "true"), ("B", "false")])
        code, out, _ = self.validate(july, june)  # nothing new
        self.assertEqual(code, 0)
        self.assertIn("july.xlsx: 0 decisions, and 1 that were known", out)
        self.assertEqual(len(self.saved()), 2)

    def test_of_one_day_the_last_that_was_read_is_in_force_and_it_says_so(self):
        first = self.sheet.fill("Communes", "ML010101", decision="acceptée", by="A", date=DAY).save(self.folder / "1.xlsx")
        other = Filled(self.out / "validation.xlsx")
        second = other.fill("Communes", "ML010101", decision="à vérifier", reason="r", by="B", date=DAY).save(self.folder / "2.xlsx")
        code, _, err = self.validate(first, second)
        self.assertEqual(code, 0)
        self.assertIn("ML010101 Alpha: A said something else on 2024-07-12", err)
        self.assertEqual([(r["decided_by"], r["in_force"]) for r in self.saved()], [("A", "false"), ("B", "true")])

    def test_an_english_name_and_a_file_without_decisions(self):
        code, out, err = self.validate(self.out / "validation.xlsx")
        self.assertEqual(code, 0, err)
        self.assertIn("validation.xlsx: 0 decisions", out)
        self.sheet.fill("Communes", "ML010102", decision="moved down", rank=3, reason="r", by="A", date=DAY)
        self.assertEqual(self.rows["ML010102"]["rank"], "1")
        self.assertEqual(self.validate(self.sheet.save(self.folder / "en.xlsx"))[0], 0)
        self.assertEqual(self.saved()[0]["decision"], "moved_down")

    def test_every_problem_is_told_with_its_row_and_column(self):
        self.sheet.fill("Communes", "ML010101", decision="oui", date=DAY)
        self.sheet.fill("Communes", "ML010102", decision="relevée", by="A", date="31/12/2024")
        self.sheet.fill("Communes", "ML010201", decision="acceptée", **{"class": 4}, by="A", date=DAY)
        self.sheet.fill("Communes", "ML010202", decision="à vérifier", by="A", date=45473)
        self.sheet.cell("Communes", "ML010202", "Date").number_format = "General"
        err = self.is_refused("rempli.xlsx, sheet Communes, row 4: Décision: `oui` is no decision; choose one of: acceptée (accepted)",
                           "Décidé par: nobody is named who decided", "row 3: Date: `31/12/2024` is no day; write it as 2024-06-30",
                           "Raison: there is no reason", "neither a class nor a rank is proposed",
                           "a class or rank is proposed for a locality that is not moved", "`45473` is no day")
        self.assertIn("problems", err)

    def test_moves_must_go_where_the_decision_says(self):
        row = self.rows["ML010101"]
        self.sheet.fill("Communes", "ML010101", **moved_up(**{"class": int(row["class"])}))
        self.is_refused(f"class {row['class']} is no such move from class {row['class']}")
        sheet = Filled(self.out / "validation.xlsx").fill("Communes", "ML010101", **moved_up(**{"class": None}, rank=2))
        self.is_refused("rank 2 is no such move from rank 2", sheet=sheet)
        for wrong, problem in ((6, "`6` is no whole number from 1 to 5"), (2.5, "`2.5` is no whole"), ("haut", "`haut` is no whole")):
            sheet = Filled(self.out / "validation.xlsx").fill("Communes", "ML010202", **moved_up(**{"class": wrong}))
            self.is_refused(problem, sheet=sheet)
        sheet = Filled(self.out / "validation.xlsx").fill("Communes", "ML010202", **moved_up(rank=5))
        self.is_refused("`5` is no whole number from 1 to 4", sheet=sheet)

    def test_codes_and_names_must_be_those_of_the_run(self):
        self.sheet.fill("Communes", "ML010101", code="ML010109", **moved_up())
        self.is_refused("Code: the run has no commune `ML010109`; did you mean `ML01010")
        sheet = Filled(self.out / "validation.xlsx").fill("Communes", "ML010202", name="Bravo", **moved_up())
        self.is_refused("Nom: the row says Bravo, but ML010202 is Delta", sheet=sheet)
        sheet = Filled(self.out / "validation.xlsx")
        sheet.fill("Communes", "ML010202", **moved_up()).fill("Communes", "ML010102", code="ML010202", name="Delta", **moved_up())
        self.is_refused("ML010202 is decided on twice in this file", sheet=sheet)

    def test_what_looks_like_a_formula_is_refused(self):
        for text in ("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)"):
            sheet = Filled(self.out / "validation.xlsx").fill("Communes", "ML010202", **moved_up())
            cell = sheet.cell("Communes", "ML010202", "Raison")
            cell.value, cell.data_type = text, "s"
            self.is_refused(f"Raison: the text begins with `{text[0]}`", sheet=sheet)
        sheet = Filled(self.out / "validation.xlsx").fill("Communes", "ML010202", **moved_up(reason='=HYPERLINK("x")'))
        self.is_refused("Raison: there is no reason", sheet=sheet)  # a formula that nobody has computed has no value

    def test_hostile_text_stays_text(self):
        text = "</script><img src=x onerror=alert(1)> \"'; DROP"
        self.sheet.fill("Communes", "ML010202", **moved_up(reason=text))
        code, _, err = self.validate(self.sheet.save(self.folder / "h.xlsx"))
        self.assertEqual(code, 0, err)
        self.assertEqual(self.saved()[0]["reason"], text)
        sheet = Filled(self.out / "validation.xlsx").fill("Communes", "ML010202", **moved_up(reason="é" * 1001))
        self.is_refused("the text has 1001 characters; shorten it to 1000", sheet=sheet)

    def test_merged_cells_hold_one_decision(self):
        self.sheet.fill("Communes", "ML010201", **moved_up()).fill("Communes", "ML010202", **moved_up())
        first = self.sheet.cell("Communes", "ML010201", "Décision")
        second = self.sheet.cell("Communes", "ML010202", "Décision")
        low, high = sorted((first.row, second.row))
        self.sheet.book["Communes"].merge_cells(start_row=low, end_row=high, start_column=first.column, end_column=first.column)
        if high == low + 1:
            self.is_refused("the row is filled, but has no decision", "Of merged cells only the first is read")

    def test_a_sheet_of_another_run_is_refused(self):
        self.scenario["as_of"] = "2024-06-29"
        shutil.move(self.out, self.folder / "first")
        self.result()
        self.sheet.fill("Communes", "ML010202", **moved_up())
        self.is_refused("the sheet belongs to another run: its digest is", "name the folder of the run whose validation.xlsx was filled")

    def test_other_files_are_refused(self):
        book = openpyxl.Workbook()
        book.active.append(["Code", "Décision"])
        book.save(self.folder / "other.xlsx")
        (self.folder / "no.xlsx").write_text("Code;Décision\n", encoding="utf-8")
        for name, problem in (("other.xlsx", "no sheet of it has a row that begins with `djoliba-validation`"),
                              ("no.xlsx", "the file cannot be read"), ("absent.xlsx", "the file does not exist")):
            code, _, err = self.validate(self.folder / name)
            self.assertEqual(code, 1)
            self.assertIn(problem, err)
        column = self.sheet.cell("Communes", "ML010101", "Raison").column
        self.sheet.book["Communes"].delete_cols(column)
        self.is_refused("Raison: there is no column of this name (in English: Reason)")

    def test_decisions_on_a_former_run_are_not_taken_over(self):
        self.sheet.fill("Communes", "ML010202", **moved_up())
        self.assertEqual(self.validate(self.sheet.save(self.folder / "f.xlsx"))[0], 0)
        code, _, err = self.run_it()  # the same once more: its decisions still hold
        self.assertEqual(code, 0)
        self.assertIn("Decisions of committees were read there: `djoliba validate", err)
        self.assertEqual(self.validate()[0], 0)
        self.assertEqual(len(self.saved()), 1)
        self.scenario["as_of"] = "2024-06-29"
        self.result()
        code, _, err = self.validate()
        self.assertEqual(code, 1)
        self.assertIn("validation.json: run.digest: it holds decisions on another run", err)
        (self.out / "validation.json").write_text("{", encoding="utf-8")
        self.assertIn("it is not what `djoliba validate` writes; move it away", self.validate()[2])


if __name__ == "__main__":
    unittest.main()
