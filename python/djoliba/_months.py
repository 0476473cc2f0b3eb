# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Months of a series: where it starts, and that none is left out."""
from __future__ import annotations

from typing import Any

import numpy as np

from ._arrays import refuse


def first_month(start: Any) -> tuple[int, int]:
    """Year and month of "1983-01", of (1983, 1) and of a date."""
    if isinstance(start, (tuple, list)) and len(start) == 2:
        year, month = start
    elif hasattr(start, "year") and hasattr(start, "month"):
        year, month = start.year, start.month
    else:
        try:
            text = str(np.datetime64(start, "M"))
            year, month = text.split("-")
        except (TypeError, ValueError):
            refuse("series", f"{start!r} is no month", 'write the first month like "1983-01"', "start")
    try:
        year, month = int(year), int(month)
    except (TypeError, ValueError):
        month = 0
    if not 1 <= month <= 12:
        refuse("series", f"{start!r} is no month", 'write the first month like "1983-01"', "start")
    return year, month


def _number(time: Any) -> int:
    """Months since year 0 of anything with a year and a month."""
    return 12 * int(time.year) + int(time.month) - 1


def months_of(times: Any) -> tuple[int, int]:
    """Year and month of the first of consecutive months; an Error where one is missing, twice or out of order."""
    values = np.asarray(times)
    if values.dtype.kind == "M":
        if np.isnat(values).any():
            refuse("series", "a time is missing", "give each month its time", "time")
        numbers = values.astype("datetime64[M]").astype(int) + 12 * 1970
    elif all(hasattr(t, "year") and hasattr(t, "month") for t in values.ravel()):  # cftime, pandas' periods
        numbers = np.array([_number(t) for t in values.ravel()])
    else:
        refuse("series", f"times of type {values.dtype} are no months", "give start=\"1983-01\"", "time")
    breaks = np.flatnonzero(np.diff(numbers) != 1)
    if breaks.size:
        a, b = numbers[breaks[0]], numbers[breaks[0] + 1]
        refuse("series", f"month {a % 12 + 1} of {a // 12} is followed by month {b % 12 + 1} of {b // 12}",
               "give every month once, in order, with NaN where the rain is not known", "time")
    return int(numbers[0] // 12), int(numbers[0] % 12 + 1)
