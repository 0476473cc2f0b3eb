# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Packages that are used where they are installed."""
from __future__ import annotations

from importlib import import_module
from types import ModuleType


def need(package: str, purpose: str) -> ModuleType:
    """Import a package that Djoliba does not require.

    Raises
    ------
    ImportError
        Where it is not installed, with what it was wanted for and how to get it.
    """
    try:
        return import_module(package)
    except ImportError as error:
        name = package.partition(".")[0]
        raise ImportError(f"{purpose} needs the package {name}: pip install {name}") from error
