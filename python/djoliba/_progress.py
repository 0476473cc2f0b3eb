# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""How far a long call has come."""
from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Progress = bool | Callable[[float], object] | None


@contextmanager
def shown(progress: Progress, what: str) -> Iterator[Callable[[float], object] | None]:
    """What a long call is to call with the share done, 0 to 1.

    Parameters
    ----------
    progress
        A function of the share; False for none; True for a bar, which needs tqdm; None for a bar where somebody
        sees it, on a terminal or in a notebook, and tqdm is installed.
    what
        Heading of the bar.
    """
    if callable(progress) or progress is False or (progress is None and not _somebody_looks()):
        yield progress if callable(progress) else None
        return
    tqdm = _tqdm(wanted=progress is True)
    if tqdm is None:
        yield None
        return
    with tqdm(total=1.0, desc=what, leave=False, bar_format="{desc} {percentage:3.0f}%|{bar}| {elapsed}<{remaining}") as bar:
        yield lambda share: bar.update(share - bar.n)


def _somebody_looks() -> bool:
    return sys.stderr is not None and (sys.stderr.isatty() or _in_notebook())


def _in_notebook() -> bool:
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return shell is not None and "IPKernelApp" in shell.config


def _tqdm(*, wanted: bool) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that a notebook has no widgets: the bar is text there
            from tqdm.auto import tqdm
    except ImportError:
        if wanted:
            raise
        return None
    return tqdm
