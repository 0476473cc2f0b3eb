# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Result.validation: what committees decided, from the folder of a run."""
import json
import unittest

import djoliba
from results import FromFolder, FromMemory
from sources import command


class Decisions(FromFolder, unittest.TestCase):
    def test_they_are_those_that_validate_has_read_about_this_ranking(self):
        out = self.folder / "out"
        self.assertEqual(self.result.validation, [])
        code, _, err = command("validate", out)
        self.assertEqual(code, 0, err)
        self.assertEqual(self.result.validation, [])  # and the digest is that of the program
        file = out / "validation.json"
        content = json.loads(file.read_text(encoding="utf-8"))
        content["decisions"].append({"code": "ML010101", "decision": "accepted"})
        file.write_text(json.dumps(content), encoding="utf-8")
        self.assertEqual([d["code"] for d in self.result.validation], ["ML010101"])
        self.result.save(self.folder / "copy")
        self.assertEqual([d["code"] for d in djoliba.open(self.folder / "copy").validation], ["ML010101"])
        content["run"]["digest"] = "0" * 16
        file.write_text(json.dumps(content), encoding="utf-8")
        with self.assertRaisesRegex(djoliba.Error, "it holds decisions on another run"):
            _ = self.result.validation
        file.write_text("{", encoding="utf-8")
        with self.assertRaisesRegex(djoliba.Error, "it is damaged"):
            _ = self.result.validation


class NoDecisions(FromMemory, unittest.TestCase):
    def test_a_run_in_memory_has_none(self):
        self.assertEqual(self.result.validation, [])


if __name__ == "__main__":
    unittest.main()
