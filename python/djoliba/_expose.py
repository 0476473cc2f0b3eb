# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""People of localities by intensity of hazards."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from . import _areas, _arrays, _core, _tables
from ._arguments import Cache, cache_of
from ._progress import Progress, shown


def _edges(name: str, edges: Any) -> list[float]:
    """Edges of one hazard, ascending, each once."""
    try:
        numbers = np.unique(np.atleast_1d(np.asarray(edges, dtype=float)))
    except (TypeError, ValueError):
        numbers = np.array([np.nan])
    if numbers.ndim != 1 or numbers.size == 0 or not np.all(np.isfinite(numbers)):
        _arrays.refuse("", f"{edges!r} are no intensities", "give one number or a list of them", f"edges[{name}]")
    return [float(v) for v in numbers]


def _each(value: Any, name: str, default: Any) -> Any:
    """The entry for one hazard of a mapping, or the one value for all."""
    return value.get(name, default) if isinstance(value, Mapping) else default if value is None else value


def _named(hazards: Any) -> dict[str, Any]:
    named = dict(hazards) if isinstance(hazards, Mapping) else {"hazard": hazards}
    if not named:
        _arrays.refuse("", "no hazard is given", "give a raster, or a dictionary of them by name", "hazards")
    if "people" in named:
        _arrays.refuse("", "'people' is the name of the people", "give the hazard another name", "hazards")
    return {str(name): raster for name, raster in named.items()}


def expose(people: Any, hazards: Any, edges: Any, localities: Any, *, code: str | None = None,
           below: str | Iterable[str] = (), joints: Sequence[Sequence[str]] = (), people_nodata: str = "unknown",
           hazard_nodata: str | Mapping[str, str] = "unknown", people_multiply: float = 1,
           hazard_multiply: float | Mapping[str, float] = 1, transform: Any = None, crs: Any = None,
           cache: Cache = None, threads: int = 0, progress: Progress = None) -> Any:
    """Count people of localities by the intensity of hazards.

    Parameters
    ----------
    people : path, DataArray or array
        People per cell; its CRS is that of the count. What may be given is told under `zonal`.
    hazards : path, DataArray or array, or a dictionary of them by name
        Intensities, in any CRS and at any resolution. A plain array takes `transform` and `crs`.
    edges : number, list of numbers, or a dictionary of them by name of the hazard
        Intensities at which people are counted, in the unit of the hazard after `hazard_multiply`.
    localities : path or GeoDataFrame
        Areas in any CRS that says what it is.
    code : str
        Field or column that names a locality, each name once. A GeoDataFrame can do without: its index.
    below : name or list of names
        Hazards counted at or below their edges, since low values are the bad ones.
    joints : list of lists of names
        Count people who reach an edge of each of these hazards, too.
    people_nodata, hazard_nodata : {"unknown", "none"}, or for hazards a dictionary by name
        What cells without value mean: not known (people over them are counted apart), or nobody and no hazard.
    people_multiply, hazard_multiply : number, or for hazards a dictionary by name
        Factors to people, and to the unit of the edges, such as 0.01 from cm to m.
    transform, crs, cache, threads, progress
        As in `zonal`.

    Returns
    -------
    DataFrame or dict of arrays; with `joints` a list of them, the curves first
        A row for each locality, hazard and edge: code, hazard, edge, people_at_or_above, people_unknown (those for whom
        the hazard is not known), people_total; and `direction` where a hazard is counted below. People are unrounded.
        NaN where people are not known, or the hazard is known for none of them. The figures are those of the command.

    Raises
    ------
    djoliba.Error
        As `zonal`; negative people, or more than 1e10 in a cell; codes that are missing or repeated.

    Warns
    -----
    UserWarning
        Areas that were repaired, or have no area.

    Examples
    --------
    >>> import numpy as np, djoliba
    >>> from pathlib import Path; from tempfile import mkdtemp
    >>> file = Path(mkdtemp()) / "areas.geojson"
    >>> _ = file.write_text('{"type": "Feature", "properties": {"code": "A"}, "geometry": {"type": "Polygon",'
    ...                     ' "coordinates": [[[0,0],[2,0],[2,2],[0,2],[0,0]]]}}')
    >>> people, depth = np.array([[10.0, 20.0], [30.0, 40.0]]), np.array([[0.0, 0.5], [1.0, np.nan]])
    >>> table = djoliba.expose(people, depth, [0.5, 1], file, code="code", transform=(1, 0, 0, 0, -1, 2),
    ...                        crs="EPSG:4326", cache=False)
    >>> [float(v) for v in table["people_at_or_above"]], float(table["people_unknown"][0])
    ([50.0, 30.0], 40.0)
    """
    counted = _named(hazards)
    low = {below} if isinstance(below, str) else set(below)
    for name in low - set(counted):
        _arrays.refuse("", f"there is no hazard '{name}'", f"the hazards are {', '.join(counted)}", "below")
    together = _arrays.Together(transform, crs)
    residents = together.raster(people, "people")
    layers = [
        _core.Hazard(name, together.raster(raster, name),
                     _edges(name, _each(edges, name, [])), name in low, _each(hazard_nodata, name, "unknown"),
                     float(_each(hazard_multiply, name, 1)))
        for name, raster in counted.items()]
    where = _areas.areas(localities, "localities", code, needs_code=True)
    with shown(progress, "counting") as show:
        curves, together, notes = _core.expose(residents, people_nodata, float(people_multiply), layers, where,
                                               [list(names) for names in joints], cache_of(cache), threads, show)
    _tables.tell(notes)
    tables = [_tables.frame(columns) for columns in (curves, *together)]
    return tables if joints else tables[0]
