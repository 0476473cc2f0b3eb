# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The standardised precipitation index."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from . import _arrays, _core
from ._months import first_month, months_of
from ._progress import Progress, shown

if TYPE_CHECKING:
    from numpy.typing import NDArray


def _rain(values: Any) -> NDArray[np.float64]:
    """Months first, contiguous doubles: the same memory where it is so already."""
    array = _arrays.numbers_of(values, "series")
    if array.ndim == 0:
        _arrays.refuse("series", "a single number is no series", "give a value for each month")
    return np.ascontiguousarray(array, dtype=np.float64)


def _of_array(rain: NDArray[np.float64], settings: dict[str, Any], progress: Progress) -> tuple[Any, Any]:
    with shown(progress, "fitting") as show:
        value, reason = _core.spi(rain.reshape(rain.shape[0], -1), **settings, progress=show)
    return value.reshape(rain.shape), reason.reshape(rain.shape)


def _of_data_array(da: Any, dim: str, start: Any, settings: dict[str, Any], progress: Progress) -> tuple[Any, Any]:
    if dim not in da.dims:
        _arrays.refuse("series", f"there is no dimension `{dim}` among {tuple(map(str, da.dims))}",
                       "name it with dim=", "dim")
    if start is None:
        if dim not in da.coords:
            _arrays.refuse("series", f"nothing says when it starts: no coordinates of {dim}",
                           'give start="1983-01"', "start")
        start = months_of(da[dim].values)
    first = da.transpose(dim, ...)
    rain = first.to_numpy()
    for key in ("_FillValue", "missing_value", "nodata"):
        if da.attrs.get(key) is not None and np.isfinite(da.attrs[key]):
            rain = np.where(rain == da.attrs[key], np.nan, rain)
    settings["first_year"], settings["first_month"] = first_month(start)
    value, reason = _of_array(_rain(rain), settings, progress)
    window = settings["window"]
    values = first.copy(data=value).transpose(*da.dims).rename(f"spi_{window}")
    values.attrs = {"long_name": f"Standardised precipitation index of {window} months", "units": "1"}
    reasons = first.copy(data=reason).transpose(*da.dims).rename("reason")
    reasons.attrs = {"flag_values": list(range(len(_core.spi_gaps()))), "flag_meanings": "; ".join(_core.spi_gaps())}
    return values, reasons


def _of_series(series: Any, start: Any, settings: dict[str, Any], progress: Progress) -> tuple[Any, Any]:
    import pandas as pd

    if start is None:
        start = months_of(np.asarray(series.index))
    settings["first_year"], settings["first_month"] = first_month(start)
    value, reason = _of_array(_rain(series.to_numpy(dtype=float, na_value=np.nan)), settings, progress)
    name = f"spi_{settings['window']}"
    return pd.Series(value, index=series.index, name=name), pd.Series(reason, index=series.index, name="reason")


def spi(series: Any, window: int = 3, *, reference: tuple[int, int] = (1991, 2020), start: Any = None,
        month: int | None = None, zeros: str = "share", dim: str = "time", reasons: bool = False, threads: int = 0,
        progress: Progress = None) -> Any:
    """Standardised precipitation index of monthly rainfall, of one place or of every cell.

    Sums of `window` months that end in one calendar month are fitted by a gamma distribution over the reference years
    (Thom's estimator, zeros set apart) and turned into normal quantiles, clipped to +-3.09 (McKee et al. 1993; WMO-No.
    1090).

    Parameters
    ----------
    series : DataArray, Series or array
        Rainfall of consecutive months in mm, 0 or more; NaN where it is not known. An array has months first: (time,),
        (time, y, x) or any cells behind. Contiguous doubles with months first are read where they are.
    window : int
        Months of the sums, 1 to 72.
    reference : (int, int)
        First and last year of the fit; a sum belongs to the year in which it ends.
    start : str, (year, month) or date
        The first month, such as "1983-01". Needed for arrays; DataArrays and Series have it in their times.
    month : int, optional
        Only sums that end in this month, 1 to 12.
    zeros : {"share", "centre_of_mass"}
        A sum of 0 stands at the top of the zeros' share of the years, or in its middle.
    dim : str
        Dimension of the months of a DataArray.
    reasons : bool
        Return as well why there is no value.
    threads, progress
        As in `zonal`.

    Returns
    -------
    values, or (values, reasons)
        Of the type and shape of `series`, without unit. NaN where there is none: the first months, a month without rain
        figure, half of the reference years dry or more, fewer than 10 reference years with rain, all years alike.
        `reasons` are whole numbers: 0 there is a value, 1 the first months, 2 a month without figure, 3 another month than
        `month`, 4 mostly dry, 5 too few wet years, 6 no variance.

    Raises
    ------
    djoliba.Error
        Negative or infinite rainfall, months left out or out of order, settings that make no sense.

    Examples
    --------
    >>> import numpy as np, djoliba
    >>> years = np.arange(30)[:, None]
    >>> rain = (100 + 10 * np.sin(years * 2.4) + np.zeros((30, 12))).ravel()
    >>> index = djoliba.spi(rain, 1, start="1991-01")
    >>> index.shape, bool(index[:12].std() < 1e-12), bool(abs(index.mean()) < 0.05)
    ((360,), True, True)
    """
    settings: dict[str, Any] = {"window": int(window), "reference_from": int(reference[0]),
                                "reference_to": int(reference[1]), "only_month": 0 if month is None else int(month),
                                "zeros": zeros, "threads": threads}
    if month is not None and not 1 <= month <= 12:
        _arrays.refuse("", f"{month} is no month", "give 1 to 12", "month")
    if _arrays.is_from("xarray", series, "DataArray"):
        found = _of_data_array(series, dim, start, settings, progress)
    elif _arrays.is_from("pandas", series, "Series"):
        found = _of_series(series, start, settings, progress)
    else:
        if start is None:
            _arrays.refuse("series", "nothing says when it starts", 'give start="1983-01"', "start")
        settings["first_year"], settings["first_month"] = first_month(start)
        found = _of_array(_rain(series), settings, progress)
    return found if reasons else found[0]
