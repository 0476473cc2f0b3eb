# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Results to look at: the country of four communes (tests/cli/tiny_country.py) as a saved folder and as a run in memory."""
import copy
import json
import sys
import tempfile
import unittest
from html.parser import HTMLParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))

from program import djoliba  # noqa: E402
from tiny_country import SCENARIO, write_country  # noqa: E402

HOSTILE = '<img src=x onerror=alert(1)>"&@@facts@@'
HOSTILE_TITLE = "</script><script>alert(2)</script>"


def scenario_of(folder, **changes):
    """Writes the files of the country and a scenario; returns its path."""
    write_country(folder)
    scenario = {**copy.deepcopy(SCENARIO), **changes}
    path = folder / "tiny.yaml"
    path.write_text(json.dumps(scenario), encoding="utf-8")
    return path


def rename(folder, name):
    """Gives the commune Alpha another name."""
    path = folder / "communes.geojson"
    boundaries = json.loads(path.read_text(encoding="utf-8"))
    boundaries["features"][0]["properties"]["NAME"] = name
    path.write_text(json.dumps(boundaries), encoding="utf-8")


class Results:
    """Tests to run on a source; classes below give it as `open_result`."""

    changes = {}
    name = None

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="djoliba-test-")
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = Path(temporary.name)
        cls.scenario = scenario_of(cls.folder, **cls.changes)
        if cls.name is not None:
            rename(cls.folder, cls.name)
        cls.result = cls.open_result()


class FromFolder(Results):
    @classmethod
    def open_result(cls):
        import djoliba as package

        code, _, err = djoliba("run", cls.scenario, "--out", cls.folder / "out")
        assert code == 0, err
        return package.open(cls.folder / "out")


class FromMemory(Results):
    @classmethod
    def open_result(cls):
        import djoliba as package

        return package.run(cls.scenario, progress=False)


def on_both_sources(case):
    """Makes of one class of tests two: for a saved folder and for a run in memory."""
    module = sys.modules[case.__module__]
    for source in (FromFolder, FromMemory):
        name = case.__name__ + source.__name__
        setattr(module, name, type(name, (case, source, unittest.TestCase), {"__module__": case.__module__}))
    return case


class Page(HTMLParser):
    """Elements and text of a piece of HTML."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.texts = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data):
        if self.tags[-1:] != ["style"]:
            self.texts.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.texts).split())
