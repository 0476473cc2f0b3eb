# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""A synthetic country to try everything on."""
from __future__ import annotations

from pathlib import Path

from . import _core
from ._arguments import PathLike
from ._progress import Progress, shown


def demo(
    out: PathLike,
    *,
    resolution: float | str = "0.025",
    seed: int = 1,
    threads: int = 0,
    progress: Progress = None,
) -> Path:
    """Write a synthetic country with the outline of Mali and invented values.

    Parameters
    ----------
    out
        Folder for the files; made where it does not exist.
    resolution
        Side of a cell of the rasters in degrees, 1/3600 to 0.25, or in arc seconds as "30s".
    seed
        Another number gives another country.
    threads, progress
        As those of `run`.

    Returns
    -------
    pathlib.Path
        Its `scenario.yaml`, to give to `run`. `README.txt` beside it tells what each file holds.

    Raises
    ------
    Error
        For a resolution out of range and where files cannot be written.
    """
    with shown(progress, "inventing") as share:
        _core.demo(out, str(resolution), seed, threads, share)
    return Path(out) / "scenario.yaml"
