# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Rasters as Python has them: paths, NumPy arrays with a transform, xarray DataArrays."""
from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from . import _core
from ._errors import Error, Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Kinds of NumPy types whose cells are numbers: bool, signed, unsigned, floating.
_NUMBERS = "biuf"
# Of a step: coordinates written with few digits, or as single precision, are still even.
_EVEN = 1e-3


def refuse(where: str, problem: str, remedy: str = "", key: str = "") -> NoReturn:
    """Raise djoliba.Error."""
    raise Error([Problem(where, key, problem, remedy)])


def is_path(value: object) -> bool:
    """Whether a value is the path of a file."""
    return isinstance(value, (str, os.PathLike))


def is_from(package: str, value: object, *names: str) -> bool:
    """Whether a value is of a class of a package, without importing the package."""
    module = sys.modules.get(package)
    return module is not None and isinstance(value, tuple(getattr(module, name) for name in names))


@dataclass
class Array:
    """A two-dimensional array whose cells lie somewhere.

    `values` is never copied where NumPy can show the same memory in the order that is needed. `affine` is rasterio's:
    x = a col + b row + c, y = d col + e row + f.
    """

    values: NDArray[Any]
    affine: tuple[float, ...]
    crs: str
    nodata: list[float]


def crs_text(crs: object, where: str) -> str:
    """Text that PROJ understands of what users and packages call a CRS; an Error where there is none."""
    if crs is None or (isinstance(crs, str) and not crs.strip()):
        refuse(where, "nothing says its CRS", 'give crs="EPSG:4326" or another', "crs")
    if isinstance(crs, str):
        return crs
    if isinstance(crs, (int, np.integer)) and not isinstance(crs, bool):
        return f"EPSG:{crs}"
    for name in ("to_wkt", "wkt"):  # pyproj, rasterio and what is like them
        found = getattr(crs, name, None)
        text = found() if callable(found) else found
        if isinstance(text, str) and text:
            return text
    refuse(where, f"{crs!r} is not a coordinate reference system", 'write it like "EPSG:4326"', "crs")


def affine_of(transform: object, where: str) -> tuple[float, ...]:
    """Six numbers of a rasterio Affine or of a sequence of six."""
    if transform is None:
        refuse(where, "nothing says where its cells lie",
               "give transform=(width, 0, west, 0, -height, north), as rasterio has it", "transform")
    try:
        numbers = tuple(float(v) for v in transform)[:9]  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        numbers = ()
    if len(numbers) == 9 and numbers[6:] == (0, 0, 1):
        numbers = numbers[:6]
    if len(numbers) != 6 or not all(np.isfinite(numbers)):
        refuse(where, f"{transform!r} is not a transform",
               "give a rasterio Affine or its six numbers a, b, c, d, e, f", "transform")
    return numbers


def numbers_of(values: object, where: str) -> NDArray[Any]:
    """An array of numbers that C++ can read in place: the same memory where that is possible."""
    if isinstance(values, np.ma.MaskedArray) and np.ma.is_masked(values):
        values = np.ma.filled(values.astype(np.result_type(values.dtype, np.float32)), np.nan)
    try:
        array = np.asarray(values)
    except ValueError as error:  # rows of several lengths
        refuse(where, str(error), "give rows and columns")
    if array.dtype.kind not in _NUMBERS or array.dtype.itemsize > 8:
        refuse(where, f"cells of type {array.dtype} are no numbers that can be read", "convert them to float64 first")
    if array.dtype == np.float16:
        array = array.astype(np.float32)
    if not array.dtype.isnative or not array.flags.aligned:
        array = np.array(array, dtype=array.dtype.newbyteorder("="))
    if array.size == 0:
        refuse(where, f"the array has no cells (shape {array.shape})", "give rows and columns with values")
    return array


def one_band(array: NDArray[Any], band: int | None, where: str) -> NDArray[Any]:
    """Rows and columns of an array that may have bands before them."""
    if array.ndim == 3 and band is None and array.shape[0] > 1:
        refuse(where, f"the array has {array.shape[0]} bands (shape {array.shape})", "choose one: band=1", "band")
    if array.ndim == 3 and 1 <= (band or 1) <= array.shape[0]:
        return array[(band or 1) - 1]
    if array.ndim == 3:
        refuse(where, f"there is no band {band} among {array.shape[0]}", "bands count from 1", "band")
    if array.ndim != 2:
        refuse(where, f"the array has {array.ndim} dimensions (shape {array.shape})", "give rows and columns")
    if band not in (None, 1):
        refuse(where, f"there is no band {band}: the array has rows and columns only", "leave band out", "band")
    return array


def nodata_list(nodata: object, where: str) -> list[float]:
    """The values without meaning that somebody named."""
    if nodata is None:
        return []
    try:
        return [float(v) for v in np.atleast_1d(np.asarray(nodata, dtype=float))]
    except (TypeError, ValueError):
        refuse(where, f"{nodata!r} is not a value or a list of values", "give numbers", "nodata")


def step_of(coordinates: NDArray[Any], where: str, dimension: str, of_one: float | None = None) -> tuple[float, float]:
    """First coordinate of the centres of evenly spaced cells, and the step; an Error where they are uneven.

    `of_one`: the step where there is one cell only.
    """
    centres = np.asarray(coordinates)
    if centres.ndim != 1 or centres.dtype.kind not in "iuf":
        refuse(where, f"the coordinates of `{dimension}` are no list of numbers", "give one for each cell", dimension)
    centres = centres.astype(float)
    if len(centres) == 1 and of_one is not None:
        return float(centres[0]), of_one
    if len(centres) < 2:
        refuse(where, f"one coordinate of `{dimension}` does not tell the size of a cell",
               "give the raster a transform: da.rio.write_transform()", dimension)
    step = (centres[-1] - centres[0]) / (len(centres) - 1)
    off = np.max(np.abs(centres - (centres[0] + step * np.arange(len(centres)))))
    if not np.isfinite(step) or step == 0 or off > _EVEN * abs(step):
        refuse(where, f"the coordinates of `{dimension}` are not evenly spaced",
               "bring the raster to a grid of equal cells", dimension)
    return float(centres[0]), float(step)


def turned(array: NDArray[Any], x: tuple[float, float], y: tuple[float, float]) -> tuple[NDArray[Any], tuple[float, ...]]:
    """The array with columns from west to east, as a view, and its transform from the centres of its cells."""
    (x0, dx), (y0, dy) = x, y
    if dx < 0:
        array, x0, dx = array[:, ::-1], x0 + dx * (array.shape[1] - 1), -dx
    return array, (dx, 0.0, x0 - dx / 2, 0.0, dy, y0 - dy / 2)


def raster(value: object, where: str, *, transform: object = None, crs: object = None, nodata: object = None,
           band: int | None = None) -> _core.Raster:
    """What C++ reads of a path, an array or a DataArray."""
    if isinstance(value, _core.Raster):
        return value
    if is_path(value):
        if transform is not None:
            refuse(where, "a file says itself where its cells lie", "leave transform out", "transform")
        return _core.Raster.from_file(os.fspath(value), band or 1, nodata_list(nodata, where),  # type: ignore[arg-type]
                                      "" if crs is None else crs_text(crs, where))
    if is_from("xarray", value, "Dataset"):
        names = ", ".join(map(str, value.data_vars))  # type: ignore[attr-defined]
        refuse(where, "a Dataset holds several rasters", f"choose one of {names}: dataset[...]")
    if is_from("xarray", value, "DataArray"):
        from ._xarrays import array_of

        found = array_of(value, where, transform=transform, crs=crs, nodata=nodata, band=band)
    elif isinstance(value, (np.ndarray, np.generic, list, tuple)) or hasattr(value, "__array__"):
        values = one_band(numbers_of(value, where), band, where)
        found = Array(values, affine_of(transform, where), crs_text(crs, where), nodata_list(nodata, where))
    else:
        refuse(where, f"{type(value).__name__} is no raster",
               "give a path, a NumPy array with transform= and crs=, or a DataArray")
    return _core.Raster.from_array(found.values, found.affine, found.crs, found.nodata, where)


def says_its_place(value: object) -> bool:
    """Whether a raster says itself where its cells lie: files and DataArrays do, plain arrays do not."""
    return is_path(value) or is_from("xarray", value, "DataArray") or isinstance(value, _core.Raster)


@dataclass
class Together:
    """Rasters of one call: its plain arrays share a transform, a CRS and a shape."""

    transform: object
    crs: object
    shape: tuple[int, int] | None = None

    def raster(self, value: object, where: str, **given: Any) -> _core.Raster:
        """What C++ reads of one of them; files and DataArrays say themselves where their cells lie."""
        if says_its_place(value):
            return raster(value, where, **given)
        read = raster(value, where, transform=self.transform, crs=self.crs, **given)
        if self.shape not in (None, read.shape):
            refuse(where, f"the array has the shape {read.shape}, another of this call {self.shape}",
                   "give arrays of one shape, or DataArrays, which say where their cells lie", "shape")
        self.shape = read.shape
        return read
