# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Who moves where when people flee."""
from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from . import _arrays, _core, _tables
from ._progress import Progress, shown

_KEYS = ("places", "routes", "conflicts", "closures", "observed", "corrections", "new_people")


@dataclass(frozen=True)
class Displacement:
    """What `displace` found. People are expected numbers, or means over runs; not whole.

    Attributes
    ----------
    stocks : DataFrame or dict of arrays
        A row for each day and place: day (from 0), date, place, kind, country, conflict (intensity), stock (people at the
        end of the day), arrivals, departures, new_people, observed (NaN where nobody observes).
    flows : DataFrame or dict of arrays
        A row for each link and direction: people over all days, and the day with most.
    flows_by_day : DataFrame or dict of arrays
        People who set out, by day, link and direction; days on which nobody sets out have no row.
    under_way : float
        People on links at the end of the last day.
    summary : dict or None
        How the run compares with what was observed; None without observed stocks.
    notes : list of str
        What was left out or assumed.
    """

    stocks: Any
    flows: Any
    flows_by_day: Any
    under_way: float
    summary: dict[str, Any] | None
    notes: list[str] = field(repr=False)


def _text_of_rule(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(_tables.text_of(v) for v in value)
    return _tables.text_of(value)


def _day(start: Any) -> str:
    if start is None:
        _arrays.refuse("tables", "nothing says which day is day 0", 'give start="2012-02-29"', "start")
    return start if isinstance(start, str) else _tables.text_of(start)


def _inputs(case: Any, start: Any, days: int | None, rules: list[tuple[str, str]],
            new_people: str) -> _core.Displacement:
    if _arrays.is_path(case):
        if start is not None or days is not None:
            _arrays.refuse(os.fspath(case), "the file says itself which days are computed", "leave start and days out",
                           "days")
        return _core.Displacement.from_file(os.fspath(case), rules, new_people)
    if not isinstance(case, Mapping):
        _arrays.refuse("", f"{type(case).__name__} is no case", "give a path, or a dictionary of tables", "case")
    for key in case:
        if key not in _KEYS:
            _arrays.refuse("tables", f"there is no table `{key}`", f"the tables are {', '.join(_KEYS)}", str(key))
    if days is None:
        _arrays.refuse("tables", "nothing says how many days to compute", "give days=", "days")
    tables = {key: _tables.table(value, key) for key, value in case.items()}
    return _core.Displacement.from_tables(tables, _day(start), int(days), rules, new_people)


def displace(case: Any, *, start: Any = None, days: int | None = None, rules: Mapping[str, Any] | None = None,
             new_people: str | None = None, agents: int = 0, seed: int = 1, threads: int = 0,
             progress: Progress = None) -> Displacement:
    """Compute who moves where over a graph of places, day by day.

    Parameters
    ----------
    case : path or dict of tables
        A displacement file, a folder of Flee's layout; or DataFrames (or dictionaries of columns, or paths of CSV files)
        by name, with the columns of a displacement file:

        - places: name, country, kind (town, camp, idpcamp, forwarding_hub, marker), population, capacity (people; missing:
          no limit), latitude, longitude. People flee from the country of the first place.
        - routes: from, to, km, walk_probability (0 to 1).
        - conflicts: place, from, to (days or dates; missing: until the end), intensity (default 1).
        - optionally closures, observed, corrections and new_people.
    start : str or date
        Day 0 of tables; a path says it itself.
    days : int
        Days to compute, day 0 included; a path says it itself.
    rules : dict, optional
        Parameters by name, such as {"km_per_day": 200}; those of `--set` (docs/displacement.md has them with units).
    new_people : {"observed", "constant", "population_ratio"}, optional
        Who begins to flee. Default: what the case says, else what was observed.
    agents : int
        Draw every person, so many times, in place of the expected flow.
    seed : int
        Of the draws.
    threads, progress
        As in `zonal`.

    Returns
    -------
    Displacement
        `stocks` of places by day, `flows`, `summary`, `notes`. The figures are those of the command.

    Raises
    ------
    djoliba.Error
        Everything that is wrong with the tables in one go: names, kinds, days, contradictions; and rules out of range.

    Warns
    -----
    UserWarning
        Rows that were left out, camps without a capacity.

    Examples
    --------
    >>> import djoliba
    >>> found = djoliba.displace({
    ...     "places": {"name": ["Gao", "Niamey"], "country": ["Mali", "Niger"], "kind": ["town", "camp"],
    ...                "population": [90000, None], "capacity": [None, 50000]},
    ...     "routes": {"from": ["Gao"], "to": ["Niamey"], "km": [440]},
    ...     "conflicts": {"place": ["Gao"], "from": [0], "to": [None]}}, start="2012-02-29", days=5,
    ...     new_people="constant", rules={"km_per_day": 440})
    >>> round(float(sum(found.stocks["stock"][-2:])) + found.under_way)
    2500
    """
    settings = [(str(key), _text_of_rule(value)) for key, value in (rules or {}).items()]
    inputs = _inputs(case, start, days, settings, new_people or "")
    with shown(progress, "moving people") as show:
        stocks, by_day, flows, summary, under_way, notes = _core.displace(inputs, agents, seed, threads, show)
    _tables.tell(notes)
    return Displacement(_tables.frame(stocks), _tables.frame(flows), _tables.frame(by_day), under_way,
                        None if summary is None else json.loads(summary), notes)
