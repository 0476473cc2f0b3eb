# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Results in the forms of pandas, geopandas and xarray."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ._optional import need

if TYPE_CHECKING:
    import geopandas
    import pandas
    import xarray

    from ._result import Result


def frame(columns: list[dict], table: dict[str, Any]) -> pandas.DataFrame:
    """A table for pandas, each column in the type that its description names."""
    pandas = need("pandas", "a DataFrame")
    text = pandas.Series(["text"]).dtype  # object, or str where pandas has it
    types = {"string": text, "integer": "Int64", "boolean": "boolean", "number": "float64"}
    return pandas.DataFrame({c["name"]: pandas.Series(table[c["name"]], dtype=types[c["type"]]) for c in columns})


def to_dataframe(result: Result, level: str | None, table: str) -> pandas.DataFrame:
    """See Result.to_dataframe."""
    return frame(result.columns(table), result.table(table, level))


def to_geodataframe(result: Result, level: str) -> geopandas.GeoDataFrame:
    """See Result.to_geodataframe."""
    geopandas = need("geopandas", "a GeoDataFrame")
    ranking = to_dataframe(result, level, "ranking")
    shapes = result.geometry(level)
    geometry = geopandas.GeoSeries.from_wkb([shapes.get(code) for code in ranking["code"]], crs="EPSG:4326")
    return geopandas.GeoDataFrame(ranking, geometry=geometry)


def to_dataarray(result: Result, name: str, values: np.ndarray, transform: tuple[float, ...], crs: str,
                 about: dict[str, Any]) -> xarray.DataArray | tuple:
    """See Result.map; what a source gives of a map, where xarray is not installed."""
    try:
        import xarray
    except ImportError:
        return values, transform, crs, about
    dx, _, west, _, dy, north = transform
    rows, cols = values.shape
    coords = {
        "y": ("y", north + dy * (np.arange(rows) + 0.5), _axis(crs, "latitude", "projection_y_coordinate")),
        "x": ("x", west + dx * (np.arange(cols) + 0.5), _axis(crs, "longitude", "projection_x_coordinate")),
        "spatial_ref": ((), 0, _spatial_ref(crs, transform)),
    }
    attrs = {"long_name": about["label_en"], "long_name_fr": about["label_fr"], "units": about["unit"],
             "as_of": result.as_of, "synthetic": int(result.synthetic), "note": result.manifest["note"]}
    if about["nodata"] is not None:
        attrs["_FillValue"] = values.dtype.type(about["nodata"])
    array = xarray.DataArray(values, coords, ("y", "x"), name, attrs)
    array.encoding["grid_mapping"] = "spatial_ref"
    return array


def _axis(crs: str, degrees: str, metres: str) -> dict[str, str]:
    geographic = crs == "EPSG:4326"
    return {"standard_name": degrees if geographic else metres,
            "units": f"degrees_{'north' if degrees == 'latitude' else 'east'}" if geographic else "m"}


def _spatial_ref(crs: str, transform: tuple[float, ...]) -> dict[str, str]:
    a, b, c, d, e, f = transform
    text = crs
    try:
        from pyproj import CRS

        text = CRS.from_user_input(crs).to_wkt()
    except ImportError:
        pass  # readers take "EPSG:4326" as well
    return {"crs_wkt": text, "spatial_ref": text, "GeoTransform": " ".join(repr(float(x)) for x in (c, a, b, f, d, e))}
