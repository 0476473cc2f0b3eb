# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""What a run found, as tables, maps, pictures and words."""
from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

import numpy as np

from . import _words
from ._errors import Error, Problem

if TYPE_CHECKING:
    import geopandas
    import pandas
    import xarray
    from matplotlib.axes import Axes

    from ._explain import Explanation
    from ._explore import Explorer

Column = "list[Any] | np.ndarray"


class Source(Protocol):
    """Where the figures of a result come from: a folder, or a run in memory."""

    def manifest(self) -> dict: ...
    def tables(self) -> list[str]: ...
    def columns(self, table: str) -> list[dict]: ...
    def table(self, name: str) -> dict[str, Column]: ...
    def geometry(self, level: str) -> dict[str, bytes]: ...
    def maps(self) -> list[str]: ...
    def map(self, name: str) -> tuple[np.ndarray, tuple[float, ...], str, dict]: ...
    def decisions(self) -> list[dict]: ...
    def save(self, folder: str | os.PathLike[str]) -> None: ...


class Result:
    """What a run found.

    In a notebook it shows itself as the top of its ranking. Get one with `djoliba.run` or `djoliba.open`.

    Attributes
    ----------
    lang : str
        Language in which it shows itself, "en" or "fr"; methods take another with `lang=`.
    source : Source
        Where the figures come from.
    """

    lang = "en"

    def __init__(self, source: Source) -> None:
        self.source = source
        self._tables: dict[str, dict[str, Column]] = {}

    @property
    def manifest(self) -> dict:
        """Content of `run.json`: inputs with digests, parameters, everything counted."""
        return self.source.manifest()

    @property
    def title(self) -> str:
        """Title of the scenario."""
        return self.manifest["title"]

    @property
    def as_of(self) -> str:
        """Day from which ages and windows count back, as 2024-06-30."""
        return self.manifest["as_of"]

    @property
    def synthetic(self) -> bool:
        """Whether the data are invented."""
        return self.manifest["synthetic"]

    @property
    def levels(self) -> list[str]:
        """Names of all levels: those that hold each other, coarse to fine, then other partitions."""
        hierarchy = self.manifest["hierarchy"]
        return [*hierarchy, *(x["level"] for x in self.manifest["levels"] if x["level"] not in hierarchy)]

    @property
    def headline_level(self) -> str:
        """The level whose ranking may be shown first."""
        return self.manifest["index"]["headline_level"]

    @property
    def own_share(self) -> float:
        """Share of the weight behind the scores of the finest level that is data of that level, 0 to 1."""
        share = self.manifest["index"]["own_share"]
        return np.nan if share is None else share

    @property
    def validation(self) -> list[dict]:
        """Decisions of committees on units of a saved run, as `djoliba validate` has read them; scores stay as they are."""
        return self.source.decisions()

    @property
    def tables(self) -> list[str]:
        """Names of the tables, "ranking" first."""
        return self.source.tables()

    @property
    def maps(self) -> list[str]:
        """Names of the maps."""
        return self.source.maps()

    def columns(self, table: str = "ranking") -> list[dict]:
        """Name, type, titles in both languages and unit of each column of a table."""
        return self.source.columns(table)

    def table(self, name: str = "ranking", level: str | None = None) -> dict[str, Column]:
        """A table as lists and arrays by column, without any other package.

        Parameters
        ----------
        name
            One of `tables`.
        level
            Only rows of this level.

        Returns
        -------
        dict
            Real numbers are arrays with NaN where missing; texts and whole numbers are lists with None.
        """
        if name not in self._tables:
            self._tables[name] = self.source.table(name)
        table = self._tables[name]
        if level is None:
            return table
        if "level" not in table:
            raise Error([Problem(where=name, key="level", problem="the table has no levels", remedy="leave `level` out")])
        rows = [row for row, of in enumerate(table["level"]) if of == self.checked_level(level)]
        return {key: values[rows] if isinstance(values, np.ndarray) else [values[row] for row in rows]
                for key, values in table.items()}

    def checked_level(self, level: str | None) -> str:
        """The level, or the headline level for None."""
        if level is None:
            return self.headline_level
        if level not in self.levels:
            raise Error([Problem(key="level", problem=f"there is no level {level!r}", remedy="levels: " + ", ".join(self.levels))])
        return level

    def to_dataframe(self, level: str | None = None, table: str = "ranking") -> pandas.DataFrame:
        """A table for pandas.

        Parameters
        ----------
        level
            Only rows of this level; None for all.
        table
            One of `tables`.

        Returns
        -------
        pandas.DataFrame
            Codes and names are text; ranks, classes and counts of rows `Int64` with `<NA>`, other numbers float
            with NaN where missing. Columns as in the documentation of the outputs.
        """
        from ._frames import to_dataframe

        return to_dataframe(self, level, table)

    def to_geodataframe(self, level: str | None = None) -> geopandas.GeoDataFrame:
        """The ranking of one level with shapes.

        Parameters
        ----------
        level
            None for the headline level.

        Returns
        -------
        geopandas.GeoDataFrame
            In degrees of WGS 84 (EPSG:4326); the geometry of units without a shape is None.
        """
        from ._frames import to_geodataframe

        return to_geodataframe(self, self.checked_level(level))

    def geometry(self, level: str | None = None) -> dict[str, bytes]:
        """Shapes of a level by code, as WKB in degrees of WGS 84."""
        return self.source.geometry(self.checked_level(level))

    def map(self, name: str) -> xarray.DataArray | tuple[np.ndarray, tuple[float, ...], str, dict]:
        """A map with coordinates.

        Parameters
        ----------
        name
            One of `maps`.

        Returns
        -------
        xarray.DataArray
            With the dimensions y and x, centres of cells, and `spatial_ref` as rioxarray has it. Without xarray: the
            array, its affine transform (a, b, c, d, e, f), the coordinate system and the attributes.
        """
        from ._frames import to_dataarray

        return to_dataarray(self, name, *self.source.map(name))

    def save(self, folder: str | os.PathLike[str]) -> None:
        """Write the files of the run into a folder."""
        self.source.save(folder)

    def to_html(self, lang: str | None = None, level: str | None = None, top: int = 10) -> str:
        """The top of the ranking as a piece of HTML; texts from data are escaped.

        Parameters
        ----------
        lang
            "en" or "fr".
        level
            None for the headline level.
        top
            Number of rows.
        """
        from ._table_html import ranking_html

        return ranking_html(self, self._language(lang), self.checked_level(level), top)

    def plot(self, column: str = "class", level: str | None = None, lang: str | None = None, ax: Axes | None = None) -> Axes:
        """Map of a column, ready to print.

        Parameters
        ----------
        column
            "class", "score", a dimension, an indicator, or any other column of numbers in the ranking.
        level
            None for the headline level.
        lang
            "en" or "fr".
        ax
            Axes to draw into; None for a new figure.

        Returns
        -------
        matplotlib.axes.Axes
            With a legend of classes (units that are not assessed are hatched), a scale bar that is true at the middle
            latitude, boundary vintage, disclaimer and sources.
        """
        from ._plot import choropleth

        return choropleth(self, column, self.checked_level(level), self._language(lang), ax)

    def explore(self, column: str = "class", level: str | None = None, lang: str | None = None) -> Explorer:
        """Map to move about in, which needs neither a network nor another package than shapely.

        Parameters
        ----------
        column, level, lang
            As those of `plot`.

        Returns
        -------
        Explorer
            Shows itself in a notebook; `save(path)` writes a page of its own.
        """
        from ._explore import explorer

        return explorer(self, column, self.checked_level(level), self._language(lang))

    def explain(self, code: str, lang: str | None = None, level: str | None = None) -> Explanation:
        """Why a unit ranks where it does, as a picture and in words.

        Parameters
        ----------
        code
            Code of a unit, "ML050501".
        lang
            "en" or "fr".
        level
            Needed where units of several levels have this code.

        Returns
        -------
        Explanation
            Shows itself in a notebook; `print` gives text, `plot()` the waterfall picture.
        """
        from ._explain import explanation

        return explanation(self, code, self._language(lang), level)

    def _language(self, lang: str | None) -> str:
        return _words.checked(self.lang if lang is None else lang)

    def _repr_html_(self) -> str:
        return self.to_html()

    def __repr__(self) -> str:
        lang = self._language(None)
        lines = [f"{self.title} ({_words.day(self.as_of, lang)})"]
        if self.synthetic:
            lines.append(self.manifest["warning"])
        for x in self.manifest["levels"]:
            lines.append(_words.pick(lang, "{}: {} of {} assessed", "{} : {} sur {} avec un score").format(
                _words.levels_words(x["level"], lang), x["assessed"], x["units"]))
        return "\n".join(lines)
