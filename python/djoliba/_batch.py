# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Many scenarios over one baseline."""
from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from . import _core
from ._arguments import Cache, PathLike, Paths, Scenarios, cache_of, paths_of, scenarios_of
from ._optional import need
from ._progress import Progress, shown

if TYPE_CHECKING:
    import distributed
    import pandas


@dataclass(frozen=True)
class Batch:
    """A batch when it has ended.

    Attributes
    ----------
    folder : pathlib.Path
        Holds the ledger `batch.db`, `scenarios.csv`, `localities.csv` and the outputs that scenarios keep.
    done, computed, failed, missing : int
        Scenarios finished by this call or before, by this call, that cannot run, and that another call has changed
        meanwhile.
    failures : dict
        Reason by name of scenario.
    warnings : list of str
        Swept keys that change no score.
    outputs : list of str
        Files in the folder beside the ledger.
    """

    folder: Path
    done: int
    computed: int
    failed: int
    missing: int
    failures: dict[str, str] = field(repr=False)
    warnings: list[str] = field(repr=False)
    outputs: list[str] = field(repr=False)

    def scenarios(self) -> pandas.DataFrame:
        """One row a scenario: state, parameters, units assessed, codes of the first twenty of each level."""
        return self._table("scenarios.csv")

    def localities(self) -> pandas.DataFrame:
        """One row a unit: lowest, median and highest score, best, median and worst rank over all scenarios."""
        return self._table("localities.csv")

    def _table(self, name: str) -> pandas.DataFrame:
        texts = dict.fromkeys(("code", "name", "parent_code", "scenario", "frame", "level", "state"), str)
        return need("pandas", "a DataFrame").read_csv(self.folder / name, dtype=texts, keep_default_na=False, na_values=[""])


def batch(
    scenarios: Scenarios,
    out: PathLike,
    *,
    data: Paths = (),
    threads: int = 0,
    cache: Cache = None,
    progress: Progress = None,
    client: distributed.Client | None = None,
    retries: int = 2,
) -> Batch:
    """Score scenarios, each with its sweep and sample, as `djoliba batch` does.

    What is finished is kept and not computed again: after a stop the same call goes on where it was. Over the workers
    of a Dask cluster the rows and files are the same bytes as here.

    Parameters
    ----------
    scenarios
        As `run` takes one, or several. A file gives its name, a dictionary its title to the scenarios that come of it;
        those of dictionaries come after those of files.
    out
        Folder of the batch; made where it does not exist.
    data, threads, cache, progress
        As those of `run`. With a client, `threads` is not used: every task takes one of the threads that the workers
        were started with.
    client
        Of a Dask cluster (`distributed.Client`) whose workers have this package and see all files that are read under
        the same names; relative ones are looked up from the working directory of each worker. `out` is written here.
    retries
        With a client: how often a task that raised is tried again, perhaps by another worker. The tasks of workers that
        died are given to others anyway.

    Returns
    -------
    Batch
        A scenario that cannot run is in `failures`; the others go on.

    Raises
    ------
    Error
        Where the ledger or the outputs cannot be written; with a client also where a worker lacks a file, has another
        content of one or another build: named with the file.
    KeyboardInterrupt
        Within a second of Ctrl-C; what was finished is kept.
    """
    files, texts = scenarios_of(scenarios)
    with shown(progress, "scenarios") as share:
        if client is not None:
            from . import _dask

            ended = _dask.compute(client, files, out, texts=texts, data=paths_of(data), cache=cache_of(cache), retries=retries,
                                  progress=share)
        else:
            ended = _core.batch(files, out, paths_of(data), cache_of(cache), threads, share, texts)
    failures = {task.name: task.reason for task in ended.failures}
    return Batch(Path(out), ended.done, ended.computed, ended.failed, ended.missing, failures, ended.warnings, ended.outputs)
