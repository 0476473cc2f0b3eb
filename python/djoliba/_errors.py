# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The exception for input that cannot be used."""
from __future__ import annotations

from collections.abc import Iterable

from ._core import Problem

__all__ = ["Error", "Problem"]


class Error(ValueError):
    """Input that cannot be used, with every problem found.

    Parameters
    ----------
    problems
        At least one.

    Attributes
    ----------
    problems : list of Problem
        Each with `where`, `key`, `problem` and `remedy`. ``str()`` of the error is what the command prints.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems]
        if len(lines) > 1:
            lines.append(f"{len(lines)} problems")
        return "\n".join(lines)
