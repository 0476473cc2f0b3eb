# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Tables as Python has them: paths, DataFrames, dictionaries of columns; and tables as functions give them back."""
from __future__ import annotations

import datetime
import importlib.util
import os
import warnings
from collections.abc import Mapping
from typing import Any

import numpy as np

from . import _core
from ._arrays import is_from, is_path, refuse


def has(package: str) -> bool:
    """Whether a package is installed, without importing it."""
    return importlib.util.find_spec(package) is not None


def is_missing(value: object) -> bool:
    """None, NaN, NaT and pandas' NA."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, (float, np.floating, np.datetime64)) and value != value


def text_of(value: object) -> str:
    """A cell as the text that a CSV file would hold; empty where it is missing. Numbers read back as the same numbers."""
    if is_missing(value):
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, (int, np.integer)):
        return str(int(value))
    if isinstance(value, (float, np.floating)):
        return repr(float(value)).removesuffix(".0")
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()[:10]
    return str(value)


def columns_of(value: object, where: str) -> dict[str, list[Any]]:
    """Columns of a DataFrame, or of a dictionary of lists or arrays."""
    if is_from("pandas", value, "DataFrame"):
        frame: Any = value
        columns = {str(name): list(frame[name]) for name in frame.columns if frame[name].dtype.name != "geometry"}
        if len(columns) < sum(d.name != "geometry" for d in frame.dtypes):
            refuse(where, "two columns have the same name", "rename one")
    elif isinstance(value, Mapping):
        columns = {}
        for name, cells in value.items():
            if isinstance(cells, str) or not hasattr(cells, "__iter__"):
                refuse(where, f"the column is {cells!r}", "give a list with a cell for each row", str(name))
            columns[str(name)] = list(cells)
    else:
        refuse(where, f"{type(value).__name__} is no table", "give a path, a DataFrame or a dictionary of columns")
    if len({len(cells) for cells in columns.values()}) > 1:
        refuse(where, "the columns are of several lengths", "give each as many cells")
    if not columns or not next(iter(columns.values())):
        refuse(where, "the table has no rows", "give at least one")
    return columns


def table(value: object, where: str) -> _core.Table:
    """What C++ reads of a path or of a table in memory."""
    if isinstance(value, _core.Table):
        return value
    if is_path(value):
        return _core.Table.from_file(os.fspath(value))  # type: ignore[arg-type]
    columns = columns_of(value, where)
    return _core.Table(where, list(columns), [[text_of(cell) for cell in cells] for cells in columns.values()])


def array_of(cells: Any) -> np.ndarray:
    """A column as an array: numbers with NaN where missing, else objects with None."""
    if isinstance(cells, list) and not all(c is None or isinstance(c, (int, float)) for c in cells):
        return np.array(cells, dtype=object)
    whole = not isinstance(cells, list) or None not in cells
    return np.asarray(cells) if whole else np.array([np.nan if c is None else c for c in cells])


def frame(columns: dict[str, Any], index: Any = None) -> Any:
    """A DataFrame where pandas is installed, else the dictionary of arrays that it would be made of."""
    if not has("pandas"):
        return {name: array_of(cells) for name, cells in columns.items()}
    import pandas as pd

    return pd.DataFrame(columns, index=index)


def tell(notes: list[str], stacklevel: int = 3) -> None:
    """Says what was left out or repaired, as warnings."""
    for note in notes:
        warnings.warn(note, UserWarning, stacklevel=stacklevel)
