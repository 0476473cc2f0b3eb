# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""A batch over the workers of a Dask cluster.

The client keeps the ledger. Workers count the rasters by bands of rows, add the counts up, and score groups of
scenarios on the sums. Tasks are pure: bytes in, bytes out, the same wherever and however often they run.
"""
from __future__ import annotations

import asyncio
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from . import _core
from ._errors import Error

if TYPE_CHECKING:
    from distributed import Client, Future, Worker

_COUNTS_ADDED_AT_ONCE = 8
_TASKS_PER_THREAD = 4  # so that a slow worker does not keep the others waiting at the end
_MOST_BANDS = 512
_MOST_IN_A_GROUP = 256
_SITES_KEPT = 4  # where clients end without leaving

_lock = threading.Lock()
_sites: dict[tuple[bytes, str], _core.BatchSite] = {}  # of this process, the latest last


class _NotCounted:
    """In the place of counts that the files do not allow: whoever scores finds out why, scenario by scenario."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


Counts = bytes | _NotCounted


# On the workers


def _site(order: bytes, cache: str, worker: Worker) -> _core.BatchSite:
    """The site of this process, opened by its first task: files are read once."""
    with _lock:
        site = _sites.get((order, cache))
        if site is None:
            try:
                site = _core.BatchSite(order, cache, worker.state.nthreads)
            except Error as error:
                raise _of_worker(f"{worker.address} ({worker.name})", error) from None
            while len(_sites) >= _SITES_KEPT:
                del _sites[next(iter(_sites))]
            _sites[order, cache] = site
        return site


def _of_worker(name: str, error: Error) -> Error:
    def of(where: str) -> str:
        return f"worker {name}: {where}" if where else f"worker {name}"

    return Error([_core.Problem(of(p.where), p.key, p.problem, p.remedy) for p in error.problems])


async def _open(order: bytes, cache: str, dask_worker: Worker) -> None:
    """Beside the tasks of the worker, which goes on answering."""
    await asyncio.to_thread(_site, order, cache, dask_worker)


async def _close(order: bytes, cache: str) -> None:
    _sites.pop((order, cache), None)


def _count(order: bytes, cache: str, name: str, band: int, bands: int) -> Counts:
    site = _site(order, cache, _this_worker())
    try:
        return site.count(name, band, bands, 1)
    except Error as error:
        return _NotCounted(str(error))


def _add(parts: list[Counts]) -> Counts:
    for part in parts:
        if isinstance(part, _NotCounted):
            return part
    return _core.add_counts(parts)


def _score(order: bytes, cache: str, positions: list[int], counts: dict[str, Counts]) -> bytes:
    site = _site(order, cache, _this_worker())
    return site.score(positions, {name: sums for name, sums in counts.items() if isinstance(sums, bytes)})


def _this_worker() -> Worker:
    from distributed import get_worker

    return get_worker()


# On the client


class _Crew:
    """The workers of a client as far as one batch is concerned."""

    def __init__(self, client: Client, order: bytes, cache: str, retries: int) -> None:
        self.client, self.order, self.cache, self.retries = client, order, cache, retries
        self.futures: set[Future] = set()

    def check(self) -> None:
        """Let every worker that is there open its site.

        Raises
        ------
        Error
            Naming all workers and files with which it cannot be done.
        """
        said = self.client.run(_open, self.order, self.cache, on_error="return")
        problems = [p for address, error in said.items() for p in _problems(address, error)]
        if problems:
            raise Error(problems)

    def submit(self, task: Callable[..., Any], *arguments: Any) -> Future:
        future = self.client.submit(task, *arguments, retries=self.retries, pure=False)
        self.futures.add(future)
        return future

    def part(self, task: Callable[..., Any], *arguments: Any) -> Future:
        """A task on the site of its worker."""
        return self.submit(task, self.order, self.cache, *arguments)

    def threads(self) -> int:
        return max(1, sum(self.client.nthreads().values()))

    def leave(self) -> None:
        """Cancel what is not done, and let the workers forget what they have read."""
        self.client.cancel(list(self.futures), force=True)
        self.futures.clear()
        self.client.run(_close, self.order, self.cache, wait=False, on_error="ignore")


def _problems(address: str, error: object) -> list[_core.Problem]:
    if isinstance(error, Error):
        return error.problems
    if error is None or isinstance(error, OSError):  # fine; or gone since, and others do its tasks
        return []
    return [_core.Problem(f"worker {address}", "", f"it cannot take part: {error!r}",
                          "install the same package on every worker")]


def _counted(crew: _Crew, name: str, bands: int) -> Future:
    """The sums of all bands, added up in a tree so that no process holds them all."""
    level = [crew.part(_count, name, band, bands) for band in range(bands)]
    while len(level) > 1:
        step = _COUNTS_ADDED_AT_ONCE
        level = [crew.submit(_add, level[i:i + step]) for i in range(0, len(level), step)]
    return level[0]


class _Share:
    """Tells how much of all parts is done."""

    def __init__(self, all_parts: int, tell: Callable[[float], object] | None) -> None:
        self.all, self.done, self.tell = max(1, all_parts), 0, tell

    def add(self, parts: int) -> None:
        self.done += parts
        if self.tell is not None:
            self.tell(min(1.0, self.done / self.all))


def _count_all(crew: _Crew, names: list[str], bands: int, share: _Share) -> dict[str, Future]:
    from distributed import as_completed

    counts = {name: _counted(crew, name, bands) for name in names}
    for future in as_completed(counts.values()):
        sums = future.result()
        share.add(bands)
        if isinstance(sums, _NotCounted):
            warnings.warn(f"the rasters could not be counted: {sums.reason}", stacklevel=5)
        del sums
    return counts


def _score_all(crew: _Crew, desk: _core.BatchDesk, counts: dict[str, Future], size: int, share: _Share) -> None:
    """Give out scenarios while there are any; write down what comes back."""
    from distributed import as_completed

    scored = as_completed()

    def give_out() -> None:
        while scored.count() < 2 * _TASKS_PER_THREAD * crew.threads():
            positions = desk.claim(size)
            if not positions:
                return
            scored.add(crew.part(_score, positions, counts))

    give_out()
    for future in scored:
        share.add(desk.write(future.result()))
        crew.futures.discard(future)
        future.release()
        give_out()


def _work_through(crew: _Crew, desk: _core.BatchDesk, tell: Callable[[float], object] | None) -> None:
    threads, to_do, names = crew.threads(), desk.to_do(), desk.counts()
    bands = min(_MOST_BANDS, _TASKS_PER_THREAD * threads)
    size = max(1, min(_MOST_IN_A_GROUP, to_do // (_TASKS_PER_THREAD * threads)))
    share = _Share(bands * len(names) + to_do, tell)
    counts = _count_all(crew, names, bands, share)
    _score_all(crew, desk, counts, size, share)
    while desk.others_at_work():  # another process on this ledger: where it ends, its scenarios are ours
        time.sleep(0.2)
        _score_all(crew, desk, counts, size, share)


@contextmanager
def _crew(client: Client, order: bytes, cache: str, retries: int) -> Iterator[_Crew]:
    crew = _Crew(client, order, cache, retries)
    try:
        yield crew
    finally:
        crew.leave()


def compute(client: Client, files: list[str], out: str, *, texts: list[str], data: list[str], cache: str = "", retries: int = 2,
            progress: Callable[[float], object] | None = None) -> _core.BatchSummary:
    """Score every scenario of some files on the workers of a client.

    Parameters
    ----------
    client
        Of a cluster whose workers see the files under the same names, relative ones from their working directory.
    files, out, texts, data, cache
        As the extension takes them. The folder is the client's, all others are looked up on the workers as well.
    retries
        How often a task that raised is tried again. Tasks of a worker that died are done by others anyway.
    progress
        Called with the share done, 0 to 1.

    Raises
    ------
    Error
        Naming workers and files, where some worker lacks a file, has another content or another build.
    KeyboardInterrupt
        After Ctrl-C: what is not done is cancelled, what is written is kept.
    """
    with _core.BatchDesk(files, out, data, texts) as desk:
        if desk.to_do() > 0:
            with _crew(client, desk.order(), cache, retries) as crew:
                crew.check()
                _work_through(crew, desk, progress)
        return desk.finish()
