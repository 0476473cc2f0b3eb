# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Risk overlay and ranking of localities for preparedness planning in Mali.

Every name is imported when it is first used, so that importing the package costs nothing.
"""
from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._batch import Batch, batch
    from ._compare import Comparison, compare
    from ._core import Problem, __version__
    from ._demo import demo
    from ._errors import Error
    from ._result import Result
    from ._run import check, open, run

# name: the module that has it
_HOMES = {
    "Batch": "_batch",
    "Comparison": "_compare",
    "Error": "_errors",
    "Problem": "_core",
    "Result": "_result",
    "__version__": "_core",
    "batch": "_batch",
    "check": "_run",
    "compare": "_compare",
    "demo": "_demo",
    "open": "_run",
    "run": "_run",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{home}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
