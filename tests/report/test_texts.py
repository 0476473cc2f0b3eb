# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The two message files of the report hold the same keys, all of which the page uses, and no others."""
import json
import re
import unittest
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "scenarios" / "report" / "src"
COMPOSED = {"class_": range(6)}  # keys that the page puts together


def messages(language):
    text = (SOURCE / "messages" / f"{language}.json").read_text(encoding="utf-8")
    pairs = json.loads(text, object_pairs_hook=list)
    keys = [key for key, _ in pairs]
    assert len(keys) == len(set(keys)), f"{language}: a key stands twice"
    return dict(pairs)


def used_keys():
    code = "\n".join(p.read_text(encoding="utf-8") for p in [*SOURCE.rglob("*.ts"), *SOURCE.rglob("*.tsx")])
    strings = set(re.findall(r'"([a-z][a-z0-9_]*)"', code))
    return strings | {f"{start}{number}" for start, numbers in COMPOSED.items() for number in numbers}


class Texts(unittest.TestCase):
    def test_both_languages_have_the_same_keys_in_order(self):
        french, english = messages("fr"), messages("en")
        self.assertEqual(list(french), list(english))
        self.assertEqual(list(french), sorted(french))

    def test_every_key_is_used(self):
        self.assertEqual(sorted(set(messages("fr")) - used_keys()), [])

    def test_every_key_that_is_used_is_there(self):
        code = "\n".join(p.read_text(encoding="utf-8") for p in [*SOURCE.rglob("*.ts"), *SOURCE.rglob("*.tsx")])
        asked = set(re.findall(r'\bt\("([a-z0-9_]+)"', code))
        self.assertEqual(sorted(asked - set(messages("fr"))), [])

    def test_what_varies_is_the_same_in_both(self):
        french, english = messages("fr"), messages("en")
        for key, text in french.items():
            self.assertEqual(set(re.findall(r"\{\w+\}", text)), set(re.findall(r"\{\w+\}", english[key])), key)


if __name__ == "__main__":
    unittest.main()
