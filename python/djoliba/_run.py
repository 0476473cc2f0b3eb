# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Scenarios: compute, check, open what was saved."""
from __future__ import annotations

from . import _core
from ._arguments import Cache, PathLike, Paths, Scenario, cache_of, paths_of, scenario_of
from ._folder import FolderSource
from ._memory import MemorySource
from ._progress import Progress, shown
from ._result import Result


def run(
    scenario: Scenario,
    *,
    out: PathLike | None = None,
    data: Paths = (),
    threads: int = 0,
    cache: Cache = None,
    progress: Progress = None,
    public: bool = False,
) -> Result:
    """Compute a scenario: read what it names, count, score and rank.

    Parameters
    ----------
    scenario
        Path of a scenario file, name of a shipped one ("mali"), or a dictionary with the keys of the file. Files that
        a dictionary names are searched in `data`, then in the current folder.
    out
        Folder to save the result in, as `djoliba run` does, whole or not at all. None: nothing is written.
    data
        Folder with the files that the scenario names, or several; searched in their order, the scenario's own folder
        last.
    threads
        0 for as many as the machine has cores. The result is the same for any number.
    cache
        Folder that keeps covered fractions from run to run; None for the usual one, False to do without.
    progress
        A function that is called with the share done, 0 to 1; True or False for a bar or none; None for a bar on a
        terminal or in a notebook where tqdm is installed.
    public
        Compute what may be told to everybody instead: without layers that are restricted, with counts under 10 masked.

    Returns
    -------
    Result
        The same figures as those of the command.

    Raises
    ------
    Error
        Where the scenario or its data cannot be used, with every problem found.
    KeyboardInterrupt
        Within a second of Ctrl-C; nothing is written then.
    """
    if out is not None:
        _core.check_output_directory(out)
    with shown(progress, "computing") as share:
        computed = _core.run(scenario_of(scenario), paths_of(data), cache_of(cache), threads, share, public)
    result = Result(MemorySource(computed, progress))
    if out is not None:
        result.save(out)
    return result


def open(folder: PathLike) -> Result:
    """Open a run that `djoliba run`, `djoliba.run` or `Result.save` has saved.

    Parameters
    ----------
    folder
        Holds `run.json` and the files that it lists.

    Raises
    ------
    Error
        Where it is no such folder.
    """
    return Result(FolderSource(folder))


def check(scenario: Scenario, *, data: Paths = ()) -> list[_core.Problem]:
    """Find what is wrong with a scenario and its files without computing it, as `djoliba check` does.

    Parameters
    ----------
    scenario, data
        As those of `run`. A scenario with a sweep is checked with all that it stands for.

    Returns
    -------
    list of Problem
        Empty where nothing is wrong.
    """
    return _core.check(scenario_of(scenario), paths_of(data))
