# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The accessor `da.djoliba` of xarray DataArrays. Importing this module imports xarray."""
from __future__ import annotations

from typing import Any

import xarray as xr


@xr.register_dataarray_accessor("djoliba")
class DataArrayAccessor:
    """Functions of djoliba on a DataArray: ``da.djoliba.zonal(communes)``."""

    def __init__(self, da: xr.DataArray) -> None:
        self._da = da

    def zonal(self, localities: Any, stats: Any = None, **options: Any) -> Any:
        """Summarise the raster within areas: `djoliba.zonal` with the array as its raster."""
        from ._zonal import zonal

        return zonal(self._da, localities, **options, **({} if stats is None else {"stats": stats}))

    def expose(self, hazards: Any, edges: Any, localities: Any, **options: Any) -> Any:
        """Count people by intensity of hazards: `djoliba.expose` with the array as the people per cell."""
        from ._expose import expose

        return expose(self._da, hazards, edges, localities, **options)

    def spi(self, window: int = 3, **options: Any) -> Any:
        """Standardised precipitation index: `djoliba.spi` with the array as monthly rainfall."""
        from ._spi import spi

        return spi(self._da, window, **options)

    def access(self, facilities: Any, **options: Any) -> Any:
        """Travel times: `djoliba.access` with the array as the friction."""
        from ._access import access

        return access(self._da, facilities, **options)
