# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The page of the Python package: every public name, in groups, as its docstring tells it."""
GROUPS = (
    ("Scenarios", "From a scenario to its result, as the command line does.", ("run", "open", "check", "compare", "batch", "demo")),
    ("Results", "What these functions return.", ("Result", "Comparison", "Batch", "Explanation")),
    ("Arrays and tables", "Single steps on your own GeoDataFrames, DataArrays, arrays and tables.",
     ("expose", "zonal", "spi", "index", "rank", "access", "displace")),
    ("What they return", "", ("Access", "Displacement")),
    ("Errors", "", ("Error", "Problem")),
)
INTRODUCTION = """# Python API

Everything is in the package `djoliba`. [The guide](python.md) shows how it is used.
"""


def directive(package, name):
    value = getattr(package, name)
    if not isinstance(value, type):
        return f".. autofunction:: djoliba.{name}"
    return f".. autoclass:: djoliba.{name}\n   :members:\n   :member-order: bysource"


def page(package):
    """The page as Markdown. A public name without a group, or without a docstring, is an error."""
    public = {name for name in package.__all__ if not name.startswith("_")}
    grouped = [name for _, _, names in GROUPS for name in names]
    if public - set(grouped):
        raise SystemExit(f"docs/site/api.py puts these into no group: {', '.join(sorted(public - set(grouped)))}")
    parts = [INTRODUCTION]
    for title, words, names in GROUPS:
        there = [name for name in names if name in public]
        if any(not getattr(package, name).__doc__ for name in there):
            raise SystemExit(f"without a docstring: {', '.join(n for n in there if not getattr(package, n).__doc__)}")
        directives = "\n\n".join(directive(package, name) for name in there)
        parts += [f"## {title}", words, f"```{{eval-rst}}\n{directives}\n```"] if there else []
    return "\n\n".join(filter(None, parts)) + "\n"
