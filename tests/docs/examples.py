# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Examples of a Markdown page: its blocks of code, fenced or indented, and what a comment before one says of it.

    <!-- example: file demo/floods.yaml -->        the block is the content of this file
    <!-- example: not run, needs the data of Mali -->
"""
import re
from dataclasses import dataclass

MARK = re.compile(r"<!-- example: (?:file (?P<file>\S+)|not run, (?P<reason>[^>]+)) -->")
COMMAND = re.compile(r"(?:\S*/)?(djoliba|dev)(?= |$)")


@dataclass
class Example:
    line: int
    language: str
    text: str
    file: str = ""
    reason: str = ""  # why it is not run

    def commands(self):
        """The commands of ours in it, continued lines joined, comments and prompts left out."""
        joined = re.sub(r"\s*\\\n\s*", " ", self.text)
        lines = [re.sub(r"^\$ |\s+#.*$", "", line.strip()) for line in joined.splitlines()]
        return [line for line in lines if COMMAND.match(line)]

    def session(self):
        """Of a block with prompts: pairs of a command and the lines that follow it."""
        pairs = []
        for line in self.text.splitlines():
            if line.startswith("$ "):
                pairs.append((line[2:], []))
            elif pairs:
                pairs[-1][1].append(line)
        return pairs


def blocks_of(lines):
    """(first line counted from 1, language, lines) of each block; an indented one stands behind an empty line, outside lists."""
    at, listed = 0, False
    while at < len(lines):
        fence = re.match(r"(`{3,})\s*(.*)", lines[at])
        end = at + 1
        if fence:
            while end < len(lines) and lines[end].rstrip() != fence[1]:
                end += 1
            yield at + 1, fence[2].strip("{}"), lines[at + 1:end]
            end += 1
        elif lines[at].startswith("    ") and not listed and (at == 0 or not lines[at - 1].strip()):
            while end < len(lines) and (lines[end].startswith("    ") or not lines[end].strip()):
                end += 1
            yield at + 1, "", [line[4:] for line in lines[at:end]]
        elif lines[at].strip():
            listed = bool(re.match(r"\s*([-*]|\d+\.) ", lines[at])) or listed and lines[at].startswith(" ")
        at = end


def examples_of(text):
    lines = text.splitlines()
    for line, language, content in blocks_of(lines):
        before = line - 2
        while before >= 0 and not lines[before].strip():
            before -= 1
        mark = MARK.fullmatch(lines[before]) if before >= 0 else None
        yield Example(line, language, "\n".join(content).strip("\n") + "\n", mark["file"] or "" if mark else "",
                      mark["reason"] or "" if mark else "")


def inline_commands(text):
    """Commands in backticks within sentences and tables, such as `djoliba schema --markdown`."""
    return [c for c in re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text) if re.match(r"djoliba [a-z]", c)]
