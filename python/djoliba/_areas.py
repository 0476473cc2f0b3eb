# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Localities as Python has them: paths of vector files, GeoDataFrames, GeoSeries."""
from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from . import _core
from ._arrays import crs_text, is_from, is_path, refuse
from ._tables import frame, text_of

if TYPE_CHECKING:
    import geopandas as gpd


def file_and_layer(value: str) -> tuple[str, str]:
    """"FILE:LAYER" cut in two, as the command line does; without a layer where there is a file of the whole name."""
    file, colon, layer = value.rpartition(":")
    return (value, "") if not colon or os.path.exists(value) else (file, layer)


def is_frame(value: object) -> bool:
    """Whether a value is a GeoDataFrame or a GeoSeries."""
    return is_from("geopandas", value, "GeoDataFrame", "GeoSeries")


def codes_of(given: Any, code: str | None, where: str) -> list[str]:
    """What names each area: a column, or the index."""
    if code is None:
        return [text_of(v) for v in given.index]
    if code not in getattr(given, "columns", ()):
        columns = ", ".join(map(str, getattr(given, "columns", ())))
        refuse(where, f"there is no column `{code}`", f"the columns are {columns}" if columns else "leave code out", "code")
    return [text_of(v) for v in given[code]]


def areas(value: object, where: str, code: str | None, *, needs_code: bool = False) -> _core.Areas:
    """What C++ reads of a path or a GeoDataFrame. A file needs the name of the field that holds the codes."""
    if isinstance(value, _core.Areas):
        return value
    if is_path(value):
        file, layer = file_and_layer(os.fspath(value))  # type: ignore[arg-type]
        if needs_code and not code:
            refuse(file, "no field is named that holds the codes", 'give code="..."', "code")
        return _core.Areas.from_file(file, layer, code or "")
    if not is_frame(value):
        refuse(where, f"{type(value).__name__} holds no areas", "give a path of a vector file, or a GeoDataFrame")
    return _from_frame(value, where, code)


def _from_frame(given: gpd.GeoDataFrame, where: str, code: str | None) -> _core.Areas:
    if len(given) == 0:
        refuse(where, "there are no areas in it", "give at least one")
    crs = crs_text(given.crs, where)
    wkb = [b"" if shape is None else shape for shape in given.geometry.to_wkb()]
    return _core.Areas.from_wkb(wkb, codes_of(given, code, where), crs, str(code or "code"), where)


def with_geometry(columns: dict[str, Any], localities: Any, code: str | None) -> Any:
    """A row for each area: of a GeoDataFrame with its index and geometry, else a table."""
    if not is_frame(localities):
        return frame(columns)
    import geopandas as gpd

    named = next(iter(columns))
    figures = {name: values for name, values in columns.items() if name != named}
    kept = {code: localities[code].to_numpy()} if code else {}
    return gpd.GeoDataFrame({**kept, **figures}, geometry=localities.geometry.array, index=localities.index,
                            crs=localities.crs)
