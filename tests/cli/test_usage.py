# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""How the program is called: exit codes, help, hints for common mistakes."""
import json
import tempfile
import unittest
from pathlib import Path

from program import HERE, djoliba


class Usage(unittest.TestCase):
    def test_without_a_command_it_shows_the_help_and_ends_with_2(self):
        code, out, err = djoliba()
        self.assertEqual((code, out), (2, ""))
        self.assertIn("Usage: djoliba", err)

    def test_help_and_version_end_with_0(self):
        code, out, _ = djoliba("--help")
        self.assertEqual(code, 0)
        for word in ("check", "schema", "--version", "Exit codes"):
            self.assertIn(word, out)
        code, out, _ = djoliba("--version")
        self.assertEqual(code, 0)
        self.assertRegex(out, r"^djoliba \d+\.\d+\.\d+\n$")
        self.assertEqual(djoliba("check", "--help")[0], 0)

    def test_a_folder_called_like_a_shipped_index_is_not_in_its_way(self):
        with tempfile.TemporaryDirectory(prefix="djoliba-test-") as folder:
            (Path(folder) / "inform-sahel").mkdir()
            (Path(folder) / "t.csv").write_text("name,x\nA,1\n", encoding="utf-8")
            code, _, err = djoliba("index", "inform-sahel", "t.csv", "--out", "o.csv", cwd=folder)
            self.assertEqual(code, 1)
            self.assertIn("t.csv: Natural: the table has no such column", err)

    def test_a_mistyped_command_gets_a_hint(self):
        code, _, err = djoliba("chek", "a.yaml")
        self.assertEqual(code, 2)
        self.assertIn("no such command: chek\nDid you mean: djoliba check\n", err)

    def test_a_scenario_without_a_command_gets_a_hint(self):
        code, _, err = djoliba("mali.yaml")
        self.assertEqual(code, 2)
        self.assertIn("djoliba check mali.yaml", err)

    def test_an_input_in_the_place_of_a_scenario_gets_a_hint(self):
        self.assertIn("names its inputs", djoliba("depth.tif")[2])

    def test_a_mistyped_option_gets_a_hint(self):
        code, _, err = djoliba("check", "a.yaml", "--dta", "x")
        self.assertEqual(code, 2)
        self.assertIn("Did you mean: --data\n", err)

    def test_a_command_without_its_file_touches_nothing(self):
        code, _, err = djoliba("check")
        self.assertEqual(code, 2)
        self.assertIn("file is required", err)

    def test_threads_must_be_a_number_in_range(self):
        self.assertEqual(djoliba("schema", "--threads", "-1")[0], 2)
        self.assertEqual(djoliba("schema", "--threads", "many")[0], 2)

    def test_options_of_all_commands_stand_before_or_after_the_command(self):
        self.assertEqual(djoliba("--quiet", "schema"), djoliba("schema", "--quiet"))


class Schema(unittest.TestCase):
    def test_the_schema_is_json_and_the_file_in_the_source_tree(self):
        code, out, _ = djoliba("schema")
        self.assertEqual(code, 0)
        source = HERE.parent.parent / "scenarios" / "schema" / "scenario.schema.json"
        self.assertEqual(out, source.read_text(encoding="utf-8"))
        self.assertIn("layers", json.loads(out)["properties"])

    def test_the_reference_page_is_the_one_in_docs(self):
        code, out, _ = djoliba("schema", "--markdown")
        self.assertEqual(code, 0)
        self.assertEqual(out, (HERE.parent.parent / "docs" / "scenario.md").read_text(encoding="utf-8"))

    def test_the_displacement_file_has_a_schema_and_a_page_of_its_own(self):
        source = HERE.parent.parent / "scenarios" / "schema" / "displacement.schema.json"
        self.assertEqual(djoliba("schema", "displacement")[1], source.read_text(encoding="utf-8"))
        page = (HERE.parent.parent / "docs" / "displacement-file.md").read_text(encoding="utf-8")
        self.assertEqual(djoliba("schema", "displacement", "--markdown")[1], page)

    def test_every_key_of_the_schema_is_described_and_in_the_reference(self):
        schema = json.loads(djoliba("schema")[1])
        page = djoliba("schema", "--markdown")[1]
        described = 0
        for where in [schema, *schema["$defs"].values()]:
            for key, part in where.get("properties", {}).items():
                named = schema["$defs"][part["$ref"].split("/")[-1]] if "$ref" in part else {}
                self.assertTrue(part.get("description") or named.get("description"), key)
                self.assertIn(f"| `{key}` |", page)
                described += 1
        self.assertGreater(described, 150)


if __name__ == "__main__":
    unittest.main()
