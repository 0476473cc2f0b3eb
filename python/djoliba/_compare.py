# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""What changed between two runs, and why."""
from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from . import _core
from ._arguments import Cache, PathLike, Paths, cache_of, paths_of
from ._folder import FolderSource
from ._memory import MemorySource
from ._progress import Progress, shown
from ._result import Result

if TYPE_CHECKING:
    import pandas

# What a comparison reads of a run.
_READ = ["csv", "gpkg"]


class Comparison:
    """Two runs side by side; every change is the second minus the first.

    Attributes
    ----------
    notes : list of str
        What a reader must know.
    """

    def __init__(self, compared: _core.RunComparison) -> None:
        self._compared = compared
        self.notes: list[str] = compared.notes

    def columns(self) -> list[dict]:
        """Name, type, titles in both languages and unit of each column of the table."""
        return self._compared.columns()

    def table(self) -> dict[str, list | np.ndarray]:
        """One row a unit, by column: arrays with NaN, or lists with None, where missing."""
        return self._compared.table()

    def to_dataframe(self) -> pandas.DataFrame:
        """The same for pandas."""
        from ._frames import frame

        return frame(self.columns(), self.table())

    def summary(self, lang: str = "en", top: int = 10) -> str:
        """What `djoliba compare` prints: the largest movers of each level and what moved them.

        Parameters
        ----------
        lang
            "en" or "fr".
        top
            Movers of each level.
        """
        return self._compared.summary(top, lang)

    def save(self, folder: PathLike) -> None:
        """Write comparison.csv, compare.json, comparison.geojson and change.tif, whole or not at all."""
        self._compared.save(folder)

    def __repr__(self) -> str:
        return self.summary()


def compare(
    before: Result | PathLike,
    after: Result | PathLike,
    out: PathLike | None = None,
    *,
    crosswalk: PathLike | None = None,
    data: Paths = (),
    threads: int = 0,
    cache: Cache = None,
    progress: Progress = None,
) -> Comparison:
    """Compare two runs: what changed in score and rank, and how much of it is due to what.

    Parameters
    ----------
    before, after
        Results, or folders of saved runs.
    out
        Folder for tables and maps. None: nothing is written.
    crosswalk
        Table of pairs of codes, for runs of different boundary frames.
    data
        Folders with the inputs of both runs. Then hazard and exposure are told apart, by computing each run with the
        population of the other.
    threads, cache, progress
        As those of `run`.

    Returns
    -------
    Comparison

    Raises
    ------
    Error
        Where the runs cannot be compared.
    """
    if out is not None:
        _core.check_output_directory(out)
    with ExitStack() as stack:
        folders = [stack.enter_context(_saved(run)) for run in (before, after)]
        share = stack.enter_context(shown(progress, "comparing"))
        compared = Comparison(_core.compare(*folders, crosswalk or "", paths_of(data), cache_of(cache), threads, share))
    if out is not None:
        compared.save(out)
    return compared


@contextmanager
def _saved(run: Result | PathLike) -> Iterator[str]:
    """The folder of a run; one that is in memory is saved for as long as it is needed."""
    if not isinstance(run, Result):
        yield os.fspath(run)
    elif isinstance(run.source, FolderSource):
        yield os.fspath(run.source.folder)
    else:
        assert isinstance(run.source, MemorySource)
        with tempfile.TemporaryDirectory(prefix="djoliba-") as folder:
            run.source.run.save(Path(folder) / "run", _READ)
            yield os.path.join(folder, "run")
