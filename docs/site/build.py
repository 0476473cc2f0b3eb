#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Builds the documentation site: lays out the pages, runs Sphinx with warnings as errors, and checks what came out.

usage: build.py PROGRAM OUT
"""
import shutil
import subprocess
import sys
from pathlib import Path

import commands
import links

SITE = Path(__file__).resolve().parent
DOCS = SITE.parent
ROOT = DOCS.parent


def place(path, data):
    """Writes a page if it is not there with these bytes, so that Sphinx reads again only what has changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != data:
        path.write_bytes(data)
    return path


def from_root(name, title):
    """A page of the root of the repository as one of docs/: its links lead to pages beside it."""
    _, _, text = (ROOT / name).read_text("utf-8").partition("\n")
    return f"# {title}\n{text.replace('](docs/', '](')}".encode()


def lay_out(program, pages):
    """Puts every source of the site into `pages`, and removes what is no longer one."""
    placed = [place(pages / f.relative_to(DOCS), f.read_bytes()) for f in [*DOCS.glob("*.md"), *DOCS.glob("images/*")]]
    placed.append(place(pages / "start.md", from_root("README.md", "Start")))
    placed.append(place(pages / "changelog.md", from_root("CHANGELOG.md", "Changelog")))
    placed.append(place(pages / "commands.md", commands.page(program).encode()))
    for stale in {f for f in pages.rglob("*") if f.is_file()} - set(placed):
        stale.unlink()


def sphinx(pages, out):
    return subprocess.run([sys.executable, "-m", "sphinx", "-b", "html", "--write-all", "-c", SITE, "-d", out.with_name(out.name + "-read"),
                           "--fail-on-warning", "--keep-going", "--quiet", pages, out]).returncode


def main(program, out):
    out = Path(out).resolve()
    pages = out.with_name(out.name + "-pages")
    lay_out(Path(program).resolve(), pages)
    if sphinx(pages, out):
        return 1
    for name in (".buildinfo", "objects.inv"):
        (out / name).unlink(missing_ok=True)
    problems, count = links.problems_of(out)
    for problem in problems:
        print(problem)
    print(f"docs: {count} links, {len(problems)} problems; open {out / 'index.html'}")
    return 1 if problems else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
