# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Scale of a map in degrees."""
from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ._words import number, pick

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_EQUATOR_KM = 6378.137  # WGS 84
_SQUARED_ECCENTRICITY = 0.00669437999014


def km_a_degree_east(latitude: float) -> float:
    """Length of a degree of longitude on the ellipsoid WGS 84, in km."""
    phi = math.radians(latitude)
    return math.radians(1) * _EQUATOR_KM * math.cos(phi) / math.sqrt(1 - _SQUARED_ECCENTRICITY * math.sin(phi) ** 2)


def km_a_degree_north(latitude: float) -> float:
    """Length of a degree of latitude at this latitude on the ellipsoid WGS 84, in km."""
    sine = math.sin(math.radians(latitude))
    return math.radians(1) * _EQUATOR_KM * (1 - _SQUARED_ECCENTRICITY) / (1 - _SQUARED_ECCENTRICITY * sine * sine) ** 1.5


def aspect(latitude: float) -> float:
    """Height of a degree over its width on a map, such that shapes are true at this latitude."""
    return km_a_degree_north(latitude) / km_a_degree_east(latitude)


def round_length(most: float) -> float:
    """The largest of 1, 2 and 5 times a power of ten that is not above `most`."""
    power = 10.0 ** math.floor(math.log10(most))
    return next(f * power for f in (5, 2, 1) if f * power <= most * (1 + 1e-12))


def add_scale_bar(ax: Axes, lang: str) -> None:
    """A bar of a round length below the map, true at the middle latitude, which it names."""
    from matplotlib.patches import Rectangle

    (west, east), (south, north) = ax.get_xlim(), ax.get_ylim()
    latitude = (south + north) / 2
    km = round_length(0.25 * (east - west) * km_a_degree_east(latitude))
    length = km / km_a_degree_east(latitude) / (east - west)  # share of the width
    for half, colour in enumerate(("#333333", "white")):
        ax.add_patch(Rectangle((1 - length + half * length / 2, 0), length / 2, 0.007, transform=ax.transAxes, facecolor=colour,
                               edgecolor="#333333", linewidth=0.6, clip_on=False, gid=f"scale-{half}"))
    digits = 0 if km >= 1 else 2
    words = pick(lang, "{} km (at {}° {})", "{} km (à {}° {})").format(
        number(km, lang, digits), number(abs(latitude), lang, 1), pick(lang, "N" if latitude >= 0 else "S", "N" if latitude >= 0 else "S"))
    ax.text(1, 0.014, words, transform=ax.transAxes, ha="right", va="bottom", size=7, color="#333333", gid="scale-text")
