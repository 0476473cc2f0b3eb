# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""A run in memory, as a source of Result."""
from __future__ import annotations

import json
from functools import cached_property

import numpy as np

from . import _core
from ._arguments import PathLike
from ._progress import Progress, shown


class MemorySource:
    """What `djoliba.run` has computed.

    Parameters
    ----------
    run
        As the extension returns it.
    progress
        How far reading a map and writing files have come; see `djoliba.run`.
    """

    def __init__(self, run: _core.RunResult, progress: Progress = None) -> None:
        self.run = run
        self._progress = progress

    def manifest(self) -> dict:
        return self._manifest

    def tables(self) -> list[str]:
        return self.run.tables()

    def columns(self, table: str) -> list[dict]:
        """Name, type, title, title_fr and unit of each column."""
        return self.run.columns(table)

    def table(self, name: str) -> dict[str, list | np.ndarray]:
        return self.run.table(name)

    def geometry(self, level: str) -> dict[str, bytes]:
        """Shapes of a level by code: WKB, degrees of WGS 84. Units without a shape are left out."""
        return self.run.geometry(level)

    def maps(self) -> list[str]:
        return self.run.maps()

    def map(self, name: str) -> tuple[np.ndarray, tuple[float, ...], str, dict]:
        """Values, affine transform, coordinate system and attributes of a map."""
        with shown(self._progress, f"map {name}") as progress:
            return self.run.map(name, progress=progress)

    def decisions(self) -> list[dict]:
        return []  # they are about a saved run

    def save(self, folder: PathLike) -> None:
        """Write the outputs that the scenario asks for, whole or not at all."""
        with shown(self._progress, "writing") as progress:
            self.run.save(folder, progress=progress)

    @cached_property
    def _manifest(self) -> dict:
        return json.loads(self.run.manifest_text())
