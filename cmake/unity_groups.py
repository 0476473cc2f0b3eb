#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Says which sources may be compiled as one: none in a group uses a name that is private to another, so that each means
what it means alone. Relies on the layout of .clang-format, by which declarations in a namespace begin a line.

usage: unity_groups.py MOST INCLUDE_FOLDERS SOURCE ...      folders are joined by ":"; prints a group number a source
"""
import functools
import re
import sys
from pathlib import Path

PRIVATE = re.compile(r"^namespace \{\n(.*?)^\}  // namespace$", re.M | re.S)
TYPE = r"(?:struct|class|union|enum(?: class)?) "
BEFORE = r"(?:template <.*>\s)?(?:\[\[.*\]\] )?"
DECLARED = re.compile(rf"^{BEFORE}(?:{TYPE}(\w+)|(?:using|namespace) (\w+) =|[A-Za-z].*?(\w+)(?:\(| = |\{{|;|\[))", re.M)
ANYWHERE = re.compile(r"^(?:(?:using|namespace) (\w+) =|#define (\w+)|static .*?(\w+)\()", re.M)
USED = re.compile(r"(?<![\w.:])(?<!->)[A-Za-z_]\w*")  # no members and nothing qualified


def names(pattern, text):
    return {name for found in pattern.finditer(text) for name in found.groups() if name}


def plain(path):
    """The text without comments, strings and included names."""
    text = re.sub(r'R"(\w*)\(.*?\)\1"', '""', path.read_text("utf-8"), flags=re.S)
    kept = re.sub(r'"(?:\\.|[^"\\\n])*"|^ *#include.*$', '""', text, flags=re.M)
    return re.sub(r"(?<!^\}  )//.*$", "", kept, flags=re.M)


@functools.cache
def headers_of(path, folders):
    """The headers of ours that a file includes, directly or not."""
    found = set()
    for name in re.findall(r'^#include [<"]([^>"]+)[>"]', path.read_text("utf-8"), re.M):
        header = next((p for p in (folder / name for folder in (path.parent, *folders)) if p.is_file()), None)
        if header is not None:
            found |= {header} | headers_of(header, folders)
    return frozenset(found)


@functools.cache
def declared_in(header):
    return frozenset(names(DECLARED, plain(header)))


class Source:
    def __init__(self, path, folders):
        text = plain(path)
        self.own = names(DECLARED, "".join(PRIVATE.findall(text))) | names(ANYWHERE, text)
        self.known = set(USED.findall(text)).union(*map(declared_in, headers_of(path, folders)))

    def goes_with(self, other):
        return not (self.own & other.known or other.own & self.known)


def grouped(sources, most):
    """The number of the first group with room where nothing is in the way, for each source."""
    groups, numbers = [], []
    for source in sources:
        at = next((i for i, group in enumerate(groups) if len(group) < most and all(map(source.goes_with, group))), len(groups))
        if at == len(groups):
            groups.append([])
        groups[at].append(source)
        numbers.append(at)
    return numbers


def main(most, folders, *sources):
    folders = tuple(Path(folder) for folder in folders.split(":"))
    print(*grouped([Source(Path(source), folders) for source in sources], int(most)), sep=";")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
