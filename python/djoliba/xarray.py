# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""``import djoliba.xarray`` gives every DataArray the accessor `djoliba`: ``da.djoliba.zonal(communes)``.

`import djoliba` does the same where xarray is imported already.
"""
from ._accessor import DataArrayAccessor

__all__ = ["DataArrayAccessor"]
