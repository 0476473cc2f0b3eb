# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Words and numbers for people, in French and English."""
from __future__ import annotations

import math

from ._errors import Error, Problem

LANGUAGES = ("fr", "en")
_LEVELS = {
    "fr": {"region": ("région", "régions"), "cercle": ("cercle", "cercles"), "commune": ("commune", "communes")},
    "en": {"region": ("region", "regions"), "cercle": ("cercle", "cercles"), "commune": ("commune", "communes")},
}
_UNITS_FR = {"people": "personnes", "per 100": "pour 100", "per 10000": "pour 10 000", "events": "événements",
             "deaths": "décès", "facilities": "formations sanitaires", "households": "ménages", "class": "classe",
             "share": "part", "days": "jours", "years": "ans"}
_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}


def checked(lang: str) -> str:
    """The language, where it is one that Djoliba speaks."""
    if lang not in LANGUAGES:
        raise Error([Problem(key="lang", problem=f"{lang!r} is no language of Djoliba", remedy="use 'fr' or 'en'")])
    return lang


def pick(lang: str, en: str, fr: str) -> str:
    """One of two wordings."""
    return fr if lang == "fr" else en


def level_words(level: str, lang: str) -> str:
    """Name of a level, "région"; other partitions by their own name."""
    return _LEVELS[lang].get(level, (level.replace("_", " "),) * 2)[0]


def levels_words(level: str, lang: str) -> str:
    """Plural of the name of a level, "communes"."""
    return _LEVELS[lang].get(level, (level.replace("_", " "),) * 2)[1]


def day(date: str, lang: str) -> str:
    """A day as people write it: "as of 30 June 2024", "au 30 juin 2024"."""
    year, month, of_month = date.split("-")
    first = "1er" if lang == "fr" and int(of_month) == 1 else str(int(of_month))
    return f"{pick(lang, 'as of', 'au')} {first} {_MONTHS[lang][int(month) - 1]} {year}"


def number(value: float, lang: str, digits: int = 0) -> str:
    """A number as people write it: 12,995.5 or 12 995,5 with narrow no-break spaces."""
    text = f"{value:,.{digits}f}"
    return text.replace(",", "\u202f").replace(".", ",") if lang == "fr" else text


def short_number(value: float, lang: str) -> str:
    """With as many digits as help to compare: whole from 100 up, one decimal from 10 up, else two digits."""
    size = abs(value)
    digits = 0 if size >= 100 or value == round(value) else 1 if size >= 10 else 2
    text = number(value, lang, digits)
    comma = pick(lang, ".", ",")
    return text.rstrip("0").rstrip(comma) if comma in text else text


def score(value: float, lang: str) -> str:
    """A score with the one decimal by which its class is found: halves up."""
    return number(math.floor(value * 10 + 0.5 + 1e-8) / 10, lang, 1)


def points(value: float, lang: str) -> str:
    """Signed points of a score, "+1.3"; a true minus sign."""
    text = number(abs(value), lang, 1)
    return text if text in ("0.0", "0,0") else ("+" if value > 0 else "\u2212") + text


def unit_words(unit: str, lang: str) -> str:
    """A unit in the language; units without a French form stay."""
    return _UNITS_FR.get(unit, unit) if lang == "fr" else unit


def percent(share: float, lang: str) -> str:
    """A share of 0 to 1: "37%" or "37 %"."""
    return f"{100 * share:.0f}" + pick(lang, "%", "\u202f%")
