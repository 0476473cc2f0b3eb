# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Scenarios: run, check, compare."""
from __future__ import annotations

import os
from collections.abc import Sequence

from . import _core


def run(scenario: str | os.PathLike[str], *, data: Sequence[str | os.PathLike[str]] = (), threads: int = 0) -> _core.RunResult:
    """Compute a scenario."""
    return _core.run(os.fspath(scenario), [os.fspath(d) for d in data], threads)
