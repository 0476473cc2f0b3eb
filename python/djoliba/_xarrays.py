# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""xarray DataArrays in and out. Imported only where xarray is there."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from . import _accessor  # noqa: F401  whoever passes a DataArray has da.djoliba too
from ._arrays import Array, affine_of, crs_text, nodata_list, numbers_of, refuse, step_of, turned

if TYPE_CHECKING:
    import xarray as xr
    from numpy.typing import NDArray

_X = ("x", "lon", "longitude", "easting", "rlon")
_Y = ("y", "lat", "latitude", "northing", "rlat")
_DEGREES = ("lon", "longitude", "lat", "latitude")
_SAME = 1e-6  # of a cell, between a transform that is written down and the coordinates


def dimensions(da: xr.DataArray, where: str) -> tuple[str, str]:
    """Names of the dimensions of rows and columns."""
    found = []
    for names in (_Y, _X):
        here = [str(d) for d in da.dims if str(d).lower() in names]
        if len(here) != 1:
            refuse(where, f"the dimensions {tuple(map(str, da.dims))} do not tell rows and columns",
                   "name them y and x, or lat and lon: da.rename(...)")
        found.append(here[0])
    return found[0], found[1]


def plane(da: xr.DataArray, where: str, band: int | None) -> xr.DataArray:
    """Rows and columns of an array: a band, and dimensions of one entry taken away."""
    y, x = dimensions(da, where)
    others = [d for d in da.dims if d not in (y, x)]
    if band is not None:
        if not 1 <= band <= da.sizes.get("band", 1):
            refuse(where, f"there is no band {band}", "bands count from 1", "band")
        da = da.isel(band=band - 1) if "band" in others else da
    long = [f"{d} ({da.sizes[d]})" for d in da.dims if d not in (y, x) and da.sizes[d] != 1]
    if long:
        refuse(where, f"there are more dimensions than {y} and {x}: {', '.join(long)}",
               "choose one entry of each: da.isel(time=0), or band=1")
    return da.squeeze([d for d in da.dims if d not in (y, x)]).transpose(y, x)


def grid_mapping(da: xr.DataArray) -> dict[str, Any]:
    """The attributes of the variable that says the CRS, as rioxarray and CF write it; empty where there is none."""
    named = da.encoding.get("grid_mapping", da.attrs.get("grid_mapping"))
    for name in (named, "spatial_ref", "crs"):
        if name is not None and name in da.coords:
            return dict(da.coords[name].attrs)
    return {}


def crs_of(da: xr.DataArray, given: object, where: str) -> str:
    """What the call says, else what the array says, else degrees where the dimensions are called so."""
    if given is not None:
        return crs_text(given, where)
    mapping = grid_mapping(da)
    for found in (mapping.get("crs_wkt"), mapping.get("spatial_ref"), da.attrs.get("crs")):
        if found is not None and found != "":
            return crs_text(found, where)
    if all(name.lower() in _DEGREES for name in dimensions(da, where)):
        return "EPSG:4326"
    refuse(where, "nothing says its CRS", 'da.rio.write_crs("EPSG:4326"), or crs=', "crs")


def _written(da: xr.DataArray) -> tuple[float, ...] | None:
    """The transform that is written down as text, in rasterio's order."""
    words = str(grid_mapping(da).get("GeoTransform", "")).split()
    try:
        c, a, b, f, d, e = (float(word) for word in words)
    except ValueError:
        return None
    return a, b, c, d, e, f


def _agree(a: tuple[float, ...], b: tuple[float, ...], shape: tuple[int, ...]) -> bool:
    """Whether two transforms place no corner apart."""
    ends = np.array([[0, 0, 1], [shape[1], shape[0], 1]]).T
    off = (np.reshape(a, (2, 3)) - np.reshape(b, (2, 3))) @ ends
    return bool(np.all(np.abs(off) <= _SAME * min(abs(a[0]), abs(a[4]))))


def _placed(da: xr.DataArray, values: NDArray[Any], where: str) -> tuple[NDArray[Any], tuple[float, ...]]:
    y, x = da.dims
    written = _written(da)
    if x not in da.coords or y not in da.coords:
        if written is None:
            refuse(where, f"nothing says where its cells lie: no coordinates of {y} and {x}",
                   "give transform=, or assign coordinates of the centres of the cells", "transform")
        return values, written
    steps = (written[0], written[4]) if written is not None else (None, None)
    view, affine = turned(values, step_of(da[x].values, where, str(x), steps[0]),
                          step_of(da[y].values, where, str(y), steps[1]))
    same = written is not None and written[0] > 0 and _agree(written, affine, values.shape)
    return view, written if same else affine  # type: ignore[return-value]


def _unscaled(da: xr.DataArray, values: NDArray[Any], nodata: list[float]) -> tuple[NDArray[Any], list[float]]:
    """Values as the attributes mean them, where nobody has applied scale and offset yet."""
    scale, offset = float(da.attrs.get("scale_factor", 1)), float(da.attrs.get("add_offset", 0))
    if scale == 1 and offset == 0:
        return values, nodata
    meant = values.astype(float)
    meant[np.isin(meant, nodata)] = np.nan
    return meant * scale + offset, []


def array_of(da: xr.DataArray, where: str, *, transform: object, crs: object, nodata: object,
             band: int | None) -> Array:
    """Cells of a DataArray in place. Attributes `_FillValue`, `missing_value` and `nodata` count as nodata."""
    da = plane(da, where, band)
    values = numbers_of(da.to_numpy() if not np.ma.isMaskedArray(da.data) else da.data, where)
    if nodata is None:
        nodata = [da.attrs[key] for key in ("_FillValue", "missing_value", "nodata") if da.attrs.get(key) is not None]
    values, missing = _unscaled(da, values, nodata_list(nodata, where))
    if transform is not None:
        affine = affine_of(transform, where)
    else:
        values, affine = _placed(da, values, where)
    return Array(values, affine, crs_of(da, crs, where), missing)


def data_array(values: NDArray[Any], affine: tuple[float, ...], crs: str, name: str,
               attrs: dict[str, Any]) -> xr.DataArray:
    """A DataArray as rioxarray writes it: coordinates of the centres, the CRS in `spatial_ref`."""
    import xarray as xr

    a, _, c, _, e, f = affine
    rows, cols = values.shape
    transform = " ".join(repr(float(v)) for v in (c, a, 0, f, 0, e))
    text = crs_wkt(crs)
    reference = xr.DataArray(0, attrs={"crs_wkt": text, "spatial_ref": text, "GeoTransform": transform})
    return xr.DataArray(values, dims=("y", "x"), name=name, attrs=attrs,
                        coords={"y": f + e * (np.arange(rows) + 0.5), "x": c + a * (np.arange(cols) + 0.5),
                                "spatial_ref": reference})


def crs_wkt(crs: str) -> str:
    """The WKT of an id where pyproj is there, else the id."""
    try:
        from pyproj import CRS
    except ImportError:
        return crs
    return str(CRS.from_user_input(crs).to_wkt())
