# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Travel times to facilities."""
from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from . import _areas, _arrays, _core, _tables
from ._arguments import Cache, cache_of
from ._progress import Progress, shown

_LON, _LAT = "longitude of the point", "latitude of the point"
_COLUMNS = ("lon", "lat", "id", "name", "type", "status")


@dataclass(frozen=True)
class Access:
    """What `access` found.

    Attributes
    ----------
    minutes : DataArray or array
        Least time from each cell to a facility: infinite where none can be reached, NaN where the friction is not known.
    nearest : DataArray or array
        Which facility that is: `number` of `facilities`; NaN where there is none.
    facilities : DataFrame or dict of arrays
        One row for each facility, as facilities.csv.
    localities : DataFrame, dict of arrays or None
        People of each locality by time, as access.csv; None without people.
    totals : dict or None
        People in the localities: "people", "within" (by minutes), "unreachable", "unknown".
    placement : DataFrame, dict of arrays or None
        Places chosen for more facilities, the best first, as placement.csv; None without `add`.
    placement_at_most : float or None
        What no choice of as many candidates gains more than.
    affine, crs
        Where the cells of plain arrays lie: rasterio's six numbers, and the id of the CRS.
    notes : list of str
        What was read, left out, moved or assumed.
    """

    minutes: Any
    nearest: Any
    facilities: Any
    localities: Any
    totals: dict[str, Any] | None
    placement: Any
    placement_at_most: float | None
    affine: tuple[float, ...]
    crs: str
    notes: list[str] = field(repr=False)


def _points(frame: Any) -> dict[str, list[Any]]:
    """Columns of a GeoDataFrame of points, with longitudes and latitudes."""
    x, y = _core.lonlat(_areas.areas(frame, "facilities", None))
    columns = _tables.columns_of(frame, "facilities") if len(frame.columns) > 1 else {}
    return {**columns, _LON: x, _LAT: y}


def _facilities(value: Any, columns: dict[str, Any]) -> _core.Facilities:
    if _arrays.is_path(value):
        file, layer = _areas.file_and_layer(os.fspath(value))
        return _core.Facilities(file, layer, None, columns)
    if _arrays.is_from("geopandas", value, "GeoSeries"):
        value = value.to_frame("geometry")
    if _arrays.is_from("geopandas", value, "GeoDataFrame"):
        value, columns = _points(value), {**columns, "lon": _LON, "lat": _LAT}
    return _core.Facilities("facilities", "", _tables.table(value, "facilities"), columns)


def _columns(lon: str = "", lat: str = "", id: str = "", name: str = "", type: str = "", status: str = "",
             types: str | Sequence[str] = (), open_words: Sequence[str] = (), closed_words: Sequence[str] = ()) -> dict[str, Any]:
    columns: dict[str, Any] = dict(zip(_COLUMNS, (lon, lat, id, name, type, status)))
    return columns | {"types": _texts(types), "open_words": _texts(open_words), "closed_words": _texts(closed_words)}


def _frame_or_none(columns: dict[str, Any] | None) -> Any:
    return None if columns is None else _tables.frame(columns)


def _texts(words: str | Sequence[str]) -> list[str]:
    return [words] if isinstance(words, str) else [str(word) for word in words]


def _numbers(values: float | Sequence[float]) -> list[float]:
    return [float(v) for v in np.atleast_1d(np.asarray(values, dtype=float))]


def _maps(found: dict[str, Any], like: Any) -> tuple[Any, Any]:
    """Minutes and nearest facilities: DataArrays where xarray is there, unless plain arrays came in."""
    minutes = found["minutes"]
    minutes[minutes >= _core.UNREACHABLE_MINUTES] = np.inf
    if isinstance(like, (np.ndarray, list, tuple)) or not _tables.has("xarray"):
        return minutes, found["nearest"]
    from ._xarrays import data_array

    place = found["affine"], found["crs"]
    return (data_array(minutes, *place, "minutes", {"units": "minutes", "long_name": "Minutes to the nearest facility"}),
            data_array(found["nearest"], *place, "nearest", {"long_name": "Number of the nearest facility"}))


def access(friction: Any, facilities: Any, *, unit: str = "minutes_per_metre", elevation: Any = None, neighbours: int = 8,
           snap_km: float = 2, lon: str = "", lat: str = "", id: str = "", name: str = "", type: str = "",
           status: str = "", types: str | Sequence[str] = (), open_words: Sequence[str] = (),
           closed_words: Sequence[str] = (), unknown_status: str = "open", blocked: Sequence[tuple[Any, float]] = (),
           blocked_nodata: str = "unknown", blocked_share: float = 0.5, drowned_open: bool = False, people: Any = None,
           localities: Any = None, code: str | None = None, people_nodata: str = "unknown", people_multiply: float = 1,
           within: Sequence[float] = (30, 60, 120), within_km: Sequence[float] = (5, 15), beyond: float = 60,
           add: int = 0, candidates: Any = None, goal: str = "people", transform: Any = None, crs: Any = None, cache: Cache = None,
           threads: int = 0,
           progress: Progress = None) -> Access:
    """Compute the least travel time from every cell to a facility, and the people by time.

    Parameters
    ----------
    friction : path, DataArray or array
        What a metre costs on each cell, in `unit`; its CRS, in degrees or metres, is that of the surface. What may be
        given is told under `zonal`. NaN, 0 and less: not known, nobody passes.
    facilities : path, GeoDataFrame of points, DataFrame or dict of columns
        A table has longitudes and latitudes on WGS84 in degrees; points may be in any CRS that says what it is.
    unit : {"minutes_per_metre", "km_per_hour", "hours_per_metre", "seconds_per_metre"}
        Of the friction.
    elevation : path, DataArray or array, optional
        Metres on the same cells: walkers go slower up and down.
    neighbours : {8, 16}
        Cells that one may go to from a cell.
    snap_km : float
        How far, in km, a facility may be moved to a cell that can be passed; others are left out.
    lon, lat, id, name, type, status : str
        Columns; those that are not named are looked for under their usual names.
    types, open_words, closed_words : list of str
        Types that count; values of `status` of open and of closed facilities.
    unknown_status : {"open", "closed"}
        How facilities of other statuses are taken.
    blocked : list of (raster, value)
        Cells where a hazard reaches a value above 0 are closed.
    blocked_nodata, blocked_share, drowned_open
        What hazards without value mean; share of a cell's area that must be reached; whether facilities on closed cells
        serve from the nearest open one.
    people, localities, code : optional
        People per cell, areas and what names them: all three, or none. People of arrays and areas as under `expose`.
    people_nodata, people_multiply
        As under `expose`.
    within, within_km : list of float
        Minutes, and km along the quickest way, within which people are counted.
    beyond : float
        Minutes beyond which people count as newly far.
    add, candidates : int and what `facilities` may be, optional
        Choose places for so many more facilities among these, one after the other. Needs people.
    goal : {"people", "hours"}
        What they are to gain most of: people within `beyond` minutes, or hours of travel, one way.
    transform, crs, cache, threads, progress
        As in `zonal`; `transform` and `crs` go for all plain arrays.

    Returns
    -------
    Access
        `minutes`, `nearest`, `facilities`, `localities`, `totals`, `placement`, `notes`. The figures are those of the command, but for
        places from which no facility can be reached: infinite here, 1e10 there.

    Raises
    ------
    djoliba.Error
        A wrong unit of friction, a CRS that stretches metres by more than 5 %, no facility that people could reach, and
        what `zonal` refuses.

    Examples
    --------
    >>> import djoliba
    >>> friction = [[1 / 128] * 3]  # 8 minutes for a kilometre of 1024 m
    >>> found = djoliba.access(friction, {"lon": [-3.0], "lat": [14.4]}, crs="EPSG:32630",
    ...                        transform=(1024, 0, 499488, 0, -1024, 1592475))
    >>> [float(v) for v in found.minutes[0]]
    [0.0, 8.0, 16.0]
    """
    columns = _columns(lon, lat, id, name, type, status, types, open_words, closed_words)
    raster = _arrays.Together(transform, crs).raster
    request = _core.AccessRequest(raster(friction, "friction"), unit, _facilities(facilities, columns))
    if elevation is not None:
        request.set_elevation(raster(elevation, "elevation"))
    request.set_moves(neighbours, float(snap_km))
    request.set_unknown_status(unknown_status)
    request.set_limits(_numbers(within), _numbers(within_km), float(beyond))
    for i, (hazard, value) in enumerate(blocked):
        request.block(raster(hazard, f"blocked[{i}]"), float(value), blocked_nodata)
    request.set_blocking(float(blocked_share), drowned_open)
    if (people is None) != (localities is None):
        _arrays.refuse("", "people are counted in localities", "give both, or neither",
                       "localities" if localities is None else "people")
    if people is not None:
        request.set_people(raster(people, "people"), _areas.areas(localities, "localities", code, needs_code=True),
                           people_nodata, float(people_multiply))
    if (add > 0) != (candidates is not None) or (add and people is None):
        _arrays.refuse("", "places are chosen among candidates, by what people gain", "give `add`, `candidates` and `people`",
                       "add")
    if add:
        request.add_facilities(_facilities(candidates, _columns()), add, goal)
    request.set_cache(cache_of(cache))
    with shown(progress, "travelling") as show:
        found = _core.access(request, threads, show)
    minutes, nearest = _maps(found, friction)
    return Access(minutes, nearest, _tables.frame(found["facilities"]),
                  _frame_or_none(found["localities"]), found["totals"], _frame_or_none(found["placement"]),
                  found["placement_at_most"], found["affine"], found["crs"], found["notes"])
