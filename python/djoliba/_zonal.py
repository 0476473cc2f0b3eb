# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Statistics of rasters within areas."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import _areas, _arrays, _core, _tables
from ._arguments import Cache, cache_of
from ._progress import Progress, shown

_USUAL = ("count", "mean", "min", "max", "unknown_share")


def zonal(raster: Any, localities: Any, stats: str | Sequence[str] = _USUAL, *, weights: Any = None,
          code: str | None = None, transform: Any = None, crs: Any = None, nodata: Any = None, band: int | None = None,
          cache: Cache = None, threads: int = 0, progress: Progress = None) -> Any:
    """Summarise a raster within areas; cells on a border count by the share of them that an area covers.

    Parameters
    ----------
    raster : path, DataArray or array
        A file that GDAL reads; an xarray DataArray with dimensions y and x, or lat and lon, evenly spaced in either
        direction; or a NumPy array of rows and columns with `transform` and `crs`. Arrays of 1 to 8 bytes a cell are
        read where they are, without a copy.
    localities : path or GeoDataFrame
        Areas in any CRS that says what it is; they are brought to that of the raster. ``FILE:LAYER`` names a layer.
    stats : str or list of str
        "count" (covered cells, fractions summed), "sum", "mean", "min", "max", "variance" and "stdev" (of the whole, not
        of a sample), "median", "q10" (any quantile from q0 to q100), "weighted_sum", "weighted_mean", "unknown_share"
        (share of the area without value, 0 to 1), "weight_unknown_share" (share of `count`), "majority", "minority",
        "variety"; in the unit of the raster where nothing else is said.
    weights : path, DataArray or array, optional
        Counts, for example people per cell, in any CRS and at any resolution. A plain array lies where `raster` does, and
        has its shape.
    code : str, optional
        Field of a file, or column of a GeoDataFrame, that names an area. Default: the number of the feature in the file,
        the index of the GeoDataFrame.
    transform : Affine or six numbers, optional
        Of plain arrays: x = a col + b row + c, y = d col + e row + f, as in rasterio.
    crs : str, int or CRS object, optional
        Of plain arrays, or of a file or DataArray that does not say it.
    nodata : number or list of numbers, optional
        Values without meaning in the raster, in place of those that it declares. NaN and infinite values never count.
    band : int, optional
        Of a file or of an array with bands first, from 1.
    cache : path or bool, optional
        Folder that keeps covered fractions from call to call; False to do without. Default: the user's cache folder.
    threads : int
        0: as many as there are cores. Figures are the same for any number.
    progress : bool or callable, optional
        True or False; or what is called with the share done, 0 to 1. Default: a bar where somebody looks.

    Returns
    -------
    GeoDataFrame, DataFrame or dict of arrays
        A row for each area in their order, a column for each statistic; a GeoDataFrame where `localities` is one (its
        index and geometry), a dictionary of NumPy arrays without pandas. NaN where no cell has a value, never 0.

    Raises
    ------
    djoliba.Error
        No CRS, cells that are no numbers, uneven coordinates, areas that do not meet the raster, unknown statistics.

    Warns
    -----
    UserWarning
        Areas that were repaired, or have no area.

    Examples
    --------
    >>> import numpy as np, djoliba
    >>> from pathlib import Path; from tempfile import mkdtemp
    >>> file = Path(mkdtemp()) / "areas.geojson"
    >>> _ = file.write_text('{"type": "Polygon", "coordinates": [[[0,0],[1.5,0],[1.5,2],[0,2],[0,0]]]}')
    >>> rain = np.array([[1.0, 2.0], [3.0, np.nan]])
    >>> table = djoliba.zonal(rain, file, ["count", "mean", "unknown_share"], transform=(1, 0, 0, 0, -1, 2),
    ...                       crs="EPSG:4326", cache=False)
    >>> float(table["count"][0]), float(table["mean"][0])
    (2.5, 2.0)
    >>> round(float(table["unknown_share"][0]), 4)
    0.1667
    """
    together = _arrays.Together(transform, crs)
    own = {"transform": transform, "crs": crs} if _arrays.says_its_place(raster) else {}
    read = together.raster(raster, "raster", nodata=nodata, band=band, **own)
    beside = None if weights is None else together.raster(weights, "weights")
    where = _areas.areas(localities, "localities", code)
    with shown(progress, "reading") as show:
        columns, notes = _core.zonal(read, where, [stats] if isinstance(stats, str) else list(stats), beside,
                                     cache_of(cache), threads, show)
    _tables.tell(notes)
    return _areas.with_geometry(columns, localities, code)
