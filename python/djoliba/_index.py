# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Composite indices of tables, and ranks by scores."""
from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _areas, _arrays, _core, _tables
from ._progress import Progress, shown

if TYPE_CHECKING:
    from numpy.typing import NDArray


def _tree(tree: Any) -> _core.IndexFile:
    if isinstance(tree, Mapping):
        try:
            return _core.IndexFile.parsed(json.dumps(tree, indent=1, ensure_ascii=False), "tree")
        except TypeError as error:
            _arrays.refuse("tree", str(error), "give texts, numbers, lists and dictionaries")
    if _arrays.is_path(tree):
        return _core.IndexFile.named(os.fspath(tree))
    _arrays.refuse("tree", f"{type(tree).__name__} is no index", "give a dictionary, a YAML file or a shipped name")


def index(table: Any, tree: Any) -> Any:
    """Compute a composite index for every row of a table.

    Parameters
    ----------
    table : path, DataFrame or dict of columns
        A column for each indicator that the index uses, in its unit. Missing: NaN, None, an empty cell; never 0.
    tree : dict, path or str
        The keys of an index file as a dictionary, such a file (YAML), or the name of a shipped index.

    Returns
    -------
    DataFrame, GeoDataFrame or dict of arrays
        In the order of the rows: what names a row (the columns before the first with numbers), a score 0 to 10 for the
        index and each of its parts (unrounded, NaN where not assessed), `class` 1 (very low) to 5 (very high), `status`
        ("assessed" or "not_assessed") and `reason_not_assessed`. A DataFrame keeps its index, a GeoDataFrame its
        geometry. The figures are those of the command.

    Raises
    ------
    djoliba.Error
        Everything that is wrong with the tree or the table in one go: keys, weights, bounds, missing columns, texts
        that are no numbers.

    Warns
    -----
    UserWarning
        Rows of a file that were left out.

    Examples
    --------
    >>> import djoliba
    >>> tree = {"name": "risk", "mean": "arithmetic", "parts": [
    ...     {"indicator": "flood", "bounds": [0, 100]}, {"indicator": "drought", "bounds": [0, 10]}]}
    >>> scores = djoliba.index({"code": ["A", "B"], "flood": [50, 20], "drought": [3, None]}, tree)
    >>> [float(v) for v in scores["risk"]]
    [4.0, 2.0]
    """
    columns, notes = _core.index(_tables.table(table, "table"), _tree(tree))
    _tables.tell(notes)
    own = _arrays.is_from("pandas", table, "DataFrame")
    if own:  # naming columns as they are, not as texts
        columns = {name: table[name].to_numpy() if name in table.columns and isinstance(cells, list)
                   and name not in ("status", "reason_not_assessed") else cells for name, cells in columns.items()}
    scored = _tables.frame(columns, table.index if own else None)
    if not _areas.is_frame(table):
        return scored
    import geopandas as gpd

    return gpd.GeoDataFrame(scored, geometry=table.geometry.array, index=table.index, crs=table.crs)


def _codes(scores: Any, codes: Any, count: int) -> list[str]:
    if codes is not None:
        found = [_tables.text_of(code) for code in codes]
        if len(found) != count:
            _arrays.refuse("", f"{len(found)} codes for {count} scores", "give one for each", "codes")
        return found
    if _arrays.is_from("pandas", scores, "Series"):
        return [_tables.text_of(code) for code in scores.index]
    return [f"{i:012}" for i in range(count)]  # in the order given


def _floats(values: Any, where: str) -> NDArray[np.float64]:
    try:
        array = np.asarray(values.to_numpy(dtype=float, na_value=np.nan) if _arrays.is_from("pandas", values, "Series")
                           else values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        _arrays.refuse(where, str(error), "give numbers")
    if array.ndim != 1 or array.size == 0:
        _arrays.refuse(where, f"the numbers have the shape {array.shape}", "give one for each locality")
    return array


def _aligned(values: Any, scores: Any, where: str) -> Any:
    """A Series beside a Series is matched by its index; what it lacks is an Error, not a shift of rows."""
    pair = _arrays.is_from("pandas", values, "Series", "DataFrame") and _arrays.is_from("pandas", scores, "Series")
    if not pair:
        return values
    labels = values.columns if values.ndim == 2 else values.index
    if labels.has_duplicates or scores.index.has_duplicates:
        _arrays.refuse(where, "an index has a label twice", "give each locality one label")
    lacking = scores.index.difference(labels)
    if len(lacking):
        _arrays.refuse(where, f"{len(lacking)} localities are missing, such as {lacking[0]}", "give all, NaN where not known")
    return values[scores.index] if values.ndim == 2 else values.reindex(scores.index)


def _draws(draws: Any, scores: Any, count: int) -> NDArray[np.float64] | None:
    if draws is None:
        return None
    draws = _aligned(draws, scores, "draws")
    array = np.ascontiguousarray(_arrays.numbers_of(draws, "draws"), dtype=np.float64)
    if array.ndim != 2 or array.shape[1] != count:
        _arrays.refuse("draws", f"an array of shape {array.shape} for {count} localities",
                       "give a row for each draw and a column for each locality")
    return array


def rank(scores: Any, population: Any = None, *, draws: Any = None, top: int = 20, codes: Any = None, levels: Any = None,
         threads: int = 0, progress: Progress = None) -> Any:
    """Rank localities by score, highest first, and say how sure the ranks are.

    Parameters
    ----------
    scores : Series or array
        A score 0 to 10 for each locality; NaN where it is not assessed, which has no rank.
    population : Series or array, optional
        Residents. Of equal scores (less than 1e-9 apart) the larger population ranks first, then the smaller code. A
        Series is matched by its index.
    draws : DataFrame or array, optional
        Scores of the same localities in many draws of what is in doubt: a row for each draw. Each draw is ranked.
    top : int
        The rank for whose share of draws the column `p_top<top>` stands.
    codes : list, optional
        Codes of the localities; default: the index of `scores`, else their order.
    levels : list, optional
        Level of each locality: ranks count within a level.
    threads, progress
        As in `zonal`.

    Returns
    -------
    DataFrame or dict of arrays
        `score`, `class` (1 very low to 5 very high) and `rank` (from 1), both missing where not assessed; with draws
        `rank_low`, `rank_median`, `rank_high` (5th, 50th, 95th percentile), `p_top<top>` (share of all draws with this
        rank or a better one), the same of the score, and `assessed_share`. In the order given.

    Raises
    ------
    djoliba.Error
        Infinite scores or people, lists of several lengths, labels that do not match.

    Examples
    --------
    >>> import djoliba
    >>> ranks = djoliba.rank([4.0, 7.5, float("nan"), 4.0], [100, 50, 900, 200])
    >>> [None if r != r else int(r) for r in ranks["rank"].astype(float)]
    [3, 1, None, 2]
    """
    score = _floats(scores, "scores")
    people = [] if population is None else _floats(_aligned(population, scores, "population"), "population")
    level = ["locality"] * len(score) if levels is None else [_tables.text_of(v) for v in levels]
    for name, values in (("population", people), ("levels", level)):
        if len(values) not in (0, len(score)):
            _arrays.refuse("", f"{len(values)} for {len(score)} scores", "give one for each", name)
    with shown(progress, "ranking") as show:
        columns = _core.rank(score, _codes(scores, codes, len(score)), level, people,
                             _draws(draws, scores, len(score)), top, threads, show)
    classes = np.array([_core.risk_class(v) for v in score])
    found = {"score": score, "class": _whole(classes), **columns, "rank": _whole(columns["rank"])}
    return _tables.frame(found, scores.index if _arrays.is_from("pandas", scores, "Series") else None)


def _whole(numbers: NDArray[Any]) -> Any:
    """Whole numbers, missing where they are 0: nullable where pandas is there, else with NaN."""
    if not _tables.has("pandas"):
        return np.where(numbers == 0, np.nan, numbers)
    import pandas as pd

    return pd.array(numbers, dtype="Int64").copy() if (numbers != 0).all() else pd.array(
        [None if n == 0 else int(n) for n in numbers], dtype="Int64")
