# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Arguments that several functions take, in the form of the extension."""
from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from . import _core

PathLike = str | os.PathLike[str]
Paths = PathLike | Iterable[PathLike]
Scenario = PathLike | Mapping[str, Any]
Scenarios = Scenario | Iterable[Scenario]
Cache = PathLike | bool | None


def scenario_of(scenario: Scenario) -> str | Mapping[str, Any]:
    """A scenario file, the name of a shipped scenario, or a dictionary with the keys of the file."""
    return scenario if isinstance(scenario, Mapping) else os.fspath(scenario)


def paths_of(paths: Paths) -> list[str]:
    """One path or several."""
    if isinstance(paths, (str, os.PathLike)):
        return [os.fspath(paths)]
    return [os.fspath(path) for path in paths]


def scenarios_of(scenarios: Scenarios) -> tuple[list[str], list[str]]:
    """One scenario or several: files and names of shipped ones, and the texts of dictionaries."""
    one = isinstance(scenarios, (str, os.PathLike, Mapping))
    given = [scenario_of(scenario) for scenario in ([scenarios] if one else scenarios)]
    return ([scenario for scenario in given if isinstance(scenario, str)],
            [_core.yaml_of(dict(scenario)) for scenario in given if not isinstance(scenario, str)])


def cache_of(cache: Cache) -> str:
    """A folder; None or True for the usual one, False for none."""
    if cache is None or cache is True:
        return ""
    return "none" if cache is False else os.fspath(cache)
