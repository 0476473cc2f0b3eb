# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""What the README and the pages of docs/ tell a reader to type works: commands and Python run in the order of the page, in a
folder that holds the synthetic country (demo/) and its results (results/). What is marked as not to be run has at least
commands and options that exist."""
import concurrent.futures
import os
import re
import shlex
import shutil
import subprocess
import tempfile
import unittest
from functools import cache
from pathlib import Path

from examples import COMMAND, examples_of, inline_commands

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("DJOLIBA_BUILD", ROOT / "build"))
PAGES = {page.relative_to(ROOT).as_posix(): page.read_text("utf-8") for page in [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))]}
WORK = Path(tempfile.mkdtemp(prefix="djoliba-test-docs-"))
ENVIRONMENT = {**os.environ, "PATH": f"{BUILD / 'bin'}{os.pathsep}{os.environ['PATH']}", "XDG_CACHE_HOME": str(WORK / "cache")}
START = ("djoliba demo --out demo", "djoliba run demo/scenario.yaml --out results")  # what pages begin with, run once for all
PYTHON = BUILD / "python" / "bin" / "python"  # has the package, where that could be built


def shell(text, folder):
    return subprocess.run(["bash", "-euo", "pipefail", "-c", text], cwd=folder, env=ENVIRONMENT, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600)


def setUpModule():
    (WORK / "start").mkdir()
    done = shell("\n".join(START), WORK / "start")
    assert done.returncode == 0, done.stdout


def tearDownModule():
    shutil.rmtree(WORK)


@cache
def help_of(command):
    return shell(shlex.join(["djoliba", *command, "--help"]), WORK).stdout


def commands_below(command):
    listed = help_of(command).partition("\nSubcommands:\n")[2].partition("\n\n")[0]
    return re.findall(r"^  (\w+)", listed, re.M)


def wrong_words(line):
    """Words of a command line that the program does not know: commands, and options of the one that is called."""
    words = [w.strip("[]") for w in line.split()][1:]
    command, wrong = (), []
    while words and commands_below(command) and not words[0].startswith("-"):
        if words[0] not in commands_below(command):
            return [words[0]]
        command += (words.pop(0),)
    known = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", help_of(command) + help_of(())))
    for word in words:
        option = re.match(r"--?[a-z][a-z-]*", word)
        if option and option[0] not in known:
            wrong.append(option[0])
    return wrong


def differences(expected, written):
    """Lines of an example that the command did not write in this order; one that ends in … stands for all that begin so."""
    lines, missing = iter(written.splitlines()), []
    for line in filter(str.strip, expected):
        start = line.removesuffix("…")
        if not any(there.startswith(start) if start != line else there.rstrip() == line.rstrip() for there in lines):
            missing.append(line)
            break
    return missing


class Page:
    """Runs the examples of one page and keeps what went wrong."""

    def __init__(self, name):
        self.name, self.problems, self.ran, self.skipped = name, [], 0, 0
        self.folder = WORK / name.replace("/", "-")
        self.script = []  # its Python, each line where it stands on the page
        shutil.copytree(WORK / "start", self.folder)
        (self.folder / "build").symlink_to(BUILD)

    def report(self, example, text):
        self.problems.append(f"{self.name}:{example.line}: {text}")

    def take(self, example):
        if example.file:
            (self.folder / example.file).write_text(example.text, "utf-8")
        elif example.reason:
            for line in example.commands():
                for word in self.wrong(line):
                    self.report(example, f"there is no {word} in: {line}")
        elif example.language == "python":
            self.script += [""] * (example.line - len(self.script)) + example.text.splitlines()
        elif example.text.startswith("$ "):
            for command, expected in example.session():
                done = self.run(example, command)
                for line in differences(expected, done.stdout):
                    self.report(example, f"the command does not write\n{line}\nbut\n{done.stdout}")
        elif example.commands() and example.commands()[0].startswith("./dev"):
            for line in example.commands():
                for word in self.wrong(line):
                    self.report(example, f"there is no ./dev {word}")
        elif set(example.commands()) - set(START):
            self.run(example, example.text)

    def wrong(self, line):
        if COMMAND.match(line)[1] == "djoliba":
            return wrong_words(line)
        return [w for w in line.split()[1:2] if not re.search(rf"^  {w}\)$", (ROOT / "dev").read_text("utf-8"), re.M)]

    def run(self, example, text):
        done = shell(text, self.folder)
        self.ran += 1
        if done.returncode:
            self.report(example, f"ended with {done.returncode}:\n{text}\n{done.stdout}")
        return done

    def run_python(self):
        """All blocks of Python in one interpreter, so that those below know what those above have made."""
        if not PYTHON.exists():
            self.skipped += 1
            return
        file = self.folder / "examples.py"
        file.write_text("\n".join(self.script) + "\n", "utf-8")
        done = subprocess.run([PYTHON, file], cwd=self.folder, env={**ENVIRONMENT, "MPLBACKEND": "Agg"}, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=600)
        self.ran += 1
        if done.returncode:
            self.problems.append(f"{self.name}: its Python fails; lines are those of the page\n{done.stdout}")


def follow(name):
    page = Page(name)
    for example in examples_of(PAGES[name]):
        page.take(example)
    if page.script:
        page.run_python()
    return page


class Examples(unittest.TestCase):
    def test_commands_and_python_run(self):
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            pages = list(pool.map(follow, PAGES))
        for page in pages:
            with self.subTest(page.name):
                self.assertEqual(page.problems, [], "\n".join(page.problems))
        self.assertGreater(sum(page.ran for page in pages), 5)
        if skipped := sum(page.skipped for page in pages):
            print(f"examples: the Python of {skipped} pages skipped: the package is not installed")

    def test_commands_in_sentences_exist(self):
        for name, text in PAGES.items():
            for command in inline_commands(text):
                with self.subTest(name, command=command):
                    self.assertEqual(wrong_words(command), [])


class TheReaderOfExamples(unittest.TestCase):
    TEXT = """# A page

    djoliba demo --out demo   # with a comment
    djoliba run demo/scenario.yaml \\
        --out out

- a list

    with a paragraph, which is no block

Words.

<!-- example: file a.yaml -->
```yaml
title: A
```

<!-- example: not run, needs DATA -->

    djoliba run mali --frobnicate
"""

    def test_blocks_and_marks(self):
        found = list(examples_of(self.TEXT))
        self.assertEqual([(e.line, e.language, e.file, e.reason) for e in found],
                         [(3, "", "", ""), (14, "yaml", "a.yaml", ""), (20, "", "", "needs DATA")])
        self.assertEqual(found[0].commands(), ["djoliba demo --out demo", "djoliba run demo/scenario.yaml --out out"])
        self.assertEqual(found[1].text, "title: A\n")

    def test_unknown_words(self):
        self.assertEqual(wrong_words("djoliba run mali --frobnicate --out=x"), ["--frobnicate"])
        self.assertEqual(wrong_words("djoliba ruin mali"), ["ruin"])
        self.assertEqual(wrong_words("djoliba forecast displacement X --origin D"), [])

    def test_differences(self):
        self.assertEqual(differences(["one", "", "tw…"], "one\nx\ntwo\n"), [])
        self.assertEqual(differences(["two", "one"], "one\ntwo\n"), ["one"])


if __name__ == "__main__":
    unittest.main()
