#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Builds the documentation site: lays out the pages, runs Sphinx with warnings as errors, and checks what came out.

usage: build.py BUILD OUT        BUILD holds bin/djoliba and, in python/, an environment with the Python package
"""
import importlib
import os
import subprocess
import sys
from pathlib import Path

import api
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


def take_in_package(python):
    """Makes the package, and what it imports, importable here, behind the packages of this environment."""
    found = subprocess.run([python, "-c", "import sysconfig; print(sysconfig.get_path('platlib'))"], check=True,
                           stdout=subprocess.PIPE, text=True).stdout.strip()
    sys.path.append(found)
    os.environ["DJOLIBA_PACKAGES"] = found
    return importlib.import_module("djoliba")


def lay_out(build, pages):
    """Puts every source of the site into `pages`, and removes what is no longer one."""
    python = build / "python" / "bin" / "python"
    subprocess.run([python, SITE / "notebooks.py", build / "notebooks"], check=True)
    placed = [place(pages / f.relative_to(DOCS), f.read_bytes()) for f in [*DOCS.glob("*.md"), *DOCS.glob("images/*")]]
    placed.append(place(pages / "start.md", from_root("README.md", "Start")))
    placed.append(place(pages / "changelog.md", from_root("CHANGELOG.md", "Changelog")))
    placed.append(place(pages / "commands.md", commands.page(build / "bin" / "djoliba").encode()))
    placed.append(place(pages / "api.md", api.page(take_in_package(python)).encode()))
    names = sorted(n.name for n in (ROOT / "python" / "notebooks").glob("*.ipynb"))
    placed += [place(pages / "notebooks" / name, (build / "notebooks" / name).read_bytes()) for name in names]
    for stale in {f for f in pages.rglob("*") if f.is_file()} - set(placed):
        stale.unlink()


def sphinx(pages, out):
    return subprocess.run([sys.executable, "-m", "sphinx", "-b", "html", "--write-all", "-c", SITE, "-d", out.with_name(out.name + "-read"),
                           "--fail-on-warning", "--keep-going", "--quiet", pages, out]).returncode


def main(build, out):
    out = Path(out).resolve()
    pages = out.with_name(out.name + "-pages")
    lay_out(Path(build).resolve(), pages)
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
