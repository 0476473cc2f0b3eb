# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Risk overlay and ranking of localities for preparedness planning in Mali.

Every name is imported when it is first used, so that importing the package costs nothing.
"""
from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._access import Access, access
    from ._batch import Batch, batch
    from ._compare import Comparison, compare
    from ._core import Problem, __version__
    from ._demo import demo
    from ._displace import Displacement, displace
    from ._errors import Error
    from ._expose import expose
    from ._index import index, rank
    from ._result import Result
    from ._run import check, open, run
    from ._spi import spi
    from ._zonal import zonal

# name: the module that has it
_HOMES = {
    "Access": "_access",
    "Batch": "_batch",
    "Comparison": "_compare",
    "Displacement": "_displace",
    "Error": "_errors",
    "Problem": "_core",
    "Result": "_result",
    "__version__": "_core",
    "access": "_access",
    "batch": "_batch",
    "check": "_run",
    "compare": "_compare",
    "demo": "_demo",
    "displace": "_displace",
    "expose": "_expose",
    "index": "_index",
    "open": "_run",
    "rank": "_index",
    "run": "_run",
    "spi": "_spi",
    "zonal": "_zonal",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{home}", __name__), name)
    globals()[name] = value
    return value


if sys.modules.get("xarray") is not None:  # whoever has it gets da.djoliba; nobody else waits for it
    from . import _accessor  # noqa: F401


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
