# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Classes and colours of maps and tables; the same as those of the files that a run writes.

Colour is never the only channel: the number of a class goes with it.
"""
from __future__ import annotations

from typing import NamedTuple

from ._words import pick, score

HATCH = "#8A949E"
OUTLINE = "#5F5F5F"
NOT_ASSESSED = "#D3DAE0"
# ColorBrewer (Cynthia Brewer), five classes
_RAMPS = {
    "risk": ("#FFFFB2", "#FECC5C", "#FD8D3C", "#F03B20", "#BD0026"),
    "flood": ("#EFF3FF", "#BDD7E7", "#6BAED6", "#3182BD", "#08519C"),
    "drought": ("#FFFFD4", "#FED98E", "#FE9929", "#D95F0E", "#993404"),
    "conflict": ("#FEE5D9", "#FCAE91", "#FB6A4A", "#DE2D26", "#A50F15"),
    "displacement": ("#F2F0F7", "#CBC9E2", "#9E9AC8", "#756BB1", "#54278F"),
    "food_security": ("#EDF8E9", "#BAE4B3", "#74C476", "#31A354", "#006D2C"),
    "health": ("#F1EEF6", "#D7B5D8", "#DF65B0", "#DD1C77", "#980043"),
    "population": ("#F7F7F7", "#CCCCCC", "#969696", "#636363", "#252525"),
}


class RiskClass(NamedTuple):
    """A class of risk: scores rounded half up to one decimal from `low` to `high`."""

    number: int
    low: float
    high: float
    colour: str
    name_en: str
    name_fr: str

    def name(self, lang: str) -> str:
        """"very high"."""
        return pick(lang, self.name_en, self.name_fr)

    def label(self, lang: str) -> str:
        """"5 - very high (6.5 to 10.0)"."""
        return f"{self.number} - {self.name(lang)} ({score(self.low, lang)} {pick(lang, 'to', 'à')} {score(self.high, lang)})"


CLASSES = tuple(
    RiskClass(k + 1, low, high, _RAMPS["risk"][k], en, fr)
    for k, (low, high, en, fr) in enumerate((
        (0.0, 1.9, "very low", "très faible"), (2.0, 3.4, "low", "faible"), (3.5, 4.9, "medium", "moyen"),
        (5.0, 6.4, "high", "élevé"), (6.5, 10.0, "very high", "très élevé"))))


def ramp(theme: str) -> tuple[str, ...]:
    """Five colours from little to much; the ramp of risk for themes without their own."""
    return _RAMPS.get(theme, _RAMPS["risk"])


def text_on(colour: str) -> str:
    """Black or white, whichever reads better on the colour (contrast of WCAG 2.1)."""
    channels = [int(colour[k:k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#000000" if (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) else "#FFFFFF"
