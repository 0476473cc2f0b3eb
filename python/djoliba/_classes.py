# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The classes in which a column is shown on a map."""
from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import numpy as np

from ._colours import CLASSES, ramp
from ._errors import Error, Problem
from ._words import levels_words, pick, short_number, unit_words

if TYPE_CHECKING:
    from ._result import Result

_THEMES = (("flood", "flood"), ("people_at_risk_flood", "flood"), ("drought", "drought"), ("people_at_risk_drought", "drought"),
           ("conflict", "conflict"), ("aid", "conflict"), ("ucdp", "conflict"), ("people_at_risk_conflict", "conflict"),
           ("displaced", "displacement"), ("returned", "displacement"), ("flow", "displacement"), ("hosts", "displacement"),
           ("people_at_risk_displacement", "displacement"), ("food", "food_security"),
           ("people_at_risk_food", "food_security"), ("population", "population"), ("people_beyond", "health"),
           ("villages_beyond", "health"), ("cscom", "health"), ("csref", "health"), ("hospital", "health"),
           ("residents_per", "health"))
_DIMENSIONS = ("score", "hazard_exposure", "vulnerability", "lack_of_coping_capacity")
_TITLES = {"class": {"en": "Risk class", "fr": "Classe de risque"}, "score": {"en": "Risk score", "fr": "Score de risque"}}
_SHARES = ("reliability", "own_share", "not_assessed_share")
_MOST = 5
# BrBG (ColorBrewer), from wet to dry
_SPI_COLOURS = ("#5AB4AC", "#F5F5F5", "#F6E8C3", "#D8B365", "#8C510A")
_SPI_ENDS = np.array([-2, -1.5, -1, np.nextafter(1, 0)])  # highest SPI of the classes from the driest up
_SPI_EN = ("wet (1 or more)", "near normal", "moderately dry (−1 or less)", "severely dry (−1.5 or less)", "extremely dry (−2 or less)")
_SPI_FR = ("humide (1 ou plus)", "proche de la normale", "sec modéré (−1 ou moins)",
           "sec sévère (−1,5 ou moins)", "sec extrême (−2 ou moins)")


@dataclass(frozen=True)
class Entry:
    """A class.

    Attributes
    ----------
    number : int
        From 1; 0 for units without a value.
    mark : str
        What stands on the units of a map.
    colour : str
        "#RRGGBB".
    label : str
        Mark and range, or name, in words.
    units : int
        How many are in the class.
    """

    number: int
    mark: str
    colour: str
    label: str
    units: int


@dataclass(frozen=True)
class Classed:
    """A column in classes.

    Attributes
    ----------
    title : str
        What is shown.
    unit : str
        Unit in words; empty where there is none.
    method : str
        How the classes were made, in words; empty where they are fixed.
    entries : list of Entry
        The classes, from little to much.
    missing : Entry
        Units without a class: number 0.
    numbers : list of int
        Class of each unit, in the order of the table; 0 where missing.
    notes : list of str
        Reservations about the values.
    """

    title: str
    unit: str
    method: str
    entries: list[Entry]
    missing: Entry
    numbers: list[int]
    notes: list[str]

    @property
    def title_and_unit(self) -> str:
        """"Displaced people (people)"."""
        return self.title + (f" ({self.unit})" if self.unit else "")


def classed(result: Result, column: str, level: str, lang: str) -> Classed:
    """Put a column of the ranking into classes.

    Raises
    ------
    Error
        Where the ranking has no such column, or it does not hold numbers.
    """
    about = _column(result, column)
    table = result.table("ranking", level)
    title = _TITLES.get(column, {}).get(lang) or about.get(pick(lang, "title", "title_fr"), column)
    unit = about.get("unit", "")
    if scored(column):
        numbers = [n or 0 for n in table["class"]] if column in ("class", "score") else _of_scores(table[column])
        classes, method = [(str(c.number), c.colour, c.label(lang)) for c in CLASSES], ""
    else:
        values = np.array([np.nan if v is None else v for v in table[column]], dtype=float)
        if unit == "SPI":
            numbers, classes, method = _of_spi(values, lang)
        elif column.startswith("p_top") or column in _SHARES:
            numbers, classes, method = _of_shares(values, _colours(result, column), lang)
        else:
            numbers, classes, method = _of_values(values, _colours(result, column), levels_words(level, lang), lang)
    entries = [Entry(k, *shown, numbers.count(k)) for k, shown in enumerate(classes, 1)]
    words = pick(lang, "not assessed", "non évalué") if scored(column) else pick(lang, "no value", "sans valeur")
    return Classed(title.removesuffix(" (0-10)").removesuffix(" (0-1)"),
                   "" if unit in ("class", "SPI") else unit_words(unit, lang), method, entries,
                   Entry(0, "", "", words, numbers.count(0)), numbers, _notes(table, column, level, lang))


def scored(column: str) -> bool:
    """Whether the column holds scores, or the classes made of them."""
    return column == "class" or column in _DIMENSIONS or column.endswith("_score")


def _column(result: Result, column: str) -> dict[str, Any]:
    columns = {c["name"]: c for c in result.columns("ranking")}
    if column not in columns:
        near = get_close_matches(column, columns, 3)
        raise Error([Problem(key="column", problem=f"the ranking has no column {column!r}",
                             remedy=f"did you mean {', '.join(near)}?" if near else "see result.columns()")])
    if columns[column]["type"] not in ("number", "integer"):
        raise Error([Problem(key="column", problem=f"the column {column!r} holds no numbers", remedy="name a column of numbers")])
    return columns[column]


def _of_scores(scores: np.ndarray) -> list[int]:
    rounded = np.floor(scores * 10 + 0.5 + 1e-8) / 10
    return [0 if np.isnan(s) else sum(s >= c.low - 1e-9 for c in CLASSES) for s in rounded]


def _of_spi(values: np.ndarray, lang: str) -> tuple[list[int], list[tuple[str, str, str]], str]:
    """The classes of McKee et al. (1993), from wet to extremely dry."""
    numbers = [0 if np.isnan(v) else 1 + int(np.sum(v <= _SPI_ENDS)) for v in values]
    names = _SPI_FR if lang == "fr" else _SPI_EN
    classes = [(str(k), colour, f"{k} - {name}") for k, (colour, name) in enumerate(zip(_SPI_COLOURS, names), 1)]
    return numbers, classes, pick(lang, "classes of McKee et al. (1993)", "classes de McKee et al. (1993)")


def _of_shares(values: np.ndarray, colours: tuple[str, ...], lang: str) -> tuple[list[int], list[tuple[str, str, str]], str]:
    starts = np.arange(_MOST) / _MOST
    labels = _ranges(starts, 1.0, lang)
    numbers = [0 if np.isnan(v) else int(np.searchsorted(starts, v, side="right")) for v in values]
    return numbers, [(str(k), colour, f"{k} - {label}") for k, (colour, label) in enumerate(zip(colours, labels), 1)], ""


def _of_values(values: np.ndarray, colours: tuple[str, ...], units: str, lang: str) -> tuple[list[int], list[tuple[str, str, str]], str]:
    known = np.unique(values[~np.isnan(values)])
    if len(known) == 0:
        return [0] * len(values), [], ""
    if len(known) <= _MOST:
        starts, marks = known, [short_number(v, lang) for v in known]
        labels = marks
        method = pick(lang, "one class for each value", "une classe par valeur")
    else:
        starts = _starts(values[~np.isnan(values)])
        marks = [str(k + 1) for k in range(len(starts))]
        labels = [f"{mark} - {words}" for mark, words in zip(marks, _ranges(starts, known[-1], lang))]
        method = pick(lang, "classes of about as many {} each", "classes d'environ autant de {}").format(units)
        if starts[0] == 0 and starts[1] < known[1]:
            method += pick(lang, ", zero apart", ", zéro à part")
    numbers = [0 if np.isnan(v) else int(np.searchsorted(starts, v, side="right")) for v in values]
    chosen = [colours[round(k * 4 / max(len(marks) - 1, 1))] for k in range(len(marks))]
    return numbers, list(zip(marks, chosen, labels)), method


def _starts(values: np.ndarray) -> np.ndarray:
    """Lower ends of classes with about as many values each, rounded; zero stands apart where it is frequent."""
    least = values.min()
    zero_apart = least == 0 and (values == 0).mean() > 1 / _MOST
    rest = values[values > 0] if zero_apart else values
    count = _MOST - 1 if zero_apart else _MOST
    breaks = {_rounded(q) for q in np.quantile(rest, np.arange(1, count) / count)}
    inner = [b for b in sorted(breaks) if rest.min() < b <= rest.max()]
    return np.array([0, np.nextafter(0, 1), *inner] if zero_apart else [least, *inner])


def _rounded(value: float) -> float:
    """Two significant digits."""
    return float(f"{value:.1e}")


def _ranges(starts: np.ndarray, most: float, lang: str) -> list[str]:
    labels = []
    for start, end in zip(starts, [*starts[1:], None]):
        if end is not None and end < 1e-300:
            labels.append("0")
            continue
        low = pick(lang, "over 0", "plus de 0") if 0 < start < 1e-300 else short_number(start, lang)
        high = short_number(most, lang) if end is None else pick(lang, "under ", "moins de ") + short_number(end, lang)
        labels.append(low if low == high else f"{low} {pick(lang, 'to', 'à')} {high}")
    return labels


def _colours(result: Result, column: str) -> tuple[str, ...]:
    """From little to much; the other way round where less is worse."""
    colours = ramp(next((theme for prefix, theme in _THEMES if column.startswith(prefix)), "risk"))
    lower_is_worse = column.startswith(("rank", "reliability", "own_share")) or any(
        i["name"] == column and i["direction"] == "lower_is_worse" for i in result.manifest["indicators"])
    return colours[::-1] if lower_is_worse or _better(result.manifest["index"]["definition"]["tree"], column) else colours


def _better(node: dict, indicator: str) -> bool:
    """Whether the index takes a high value of the indicator as good."""
    if node.get("indicator") == indicator:
        return node["higher_is"] == "better"
    return any(_better(part, indicator) for part in node.get("parts", ()))


def _notes(table: dict[str, Any], column: str, level: str, lang: str) -> list[str]:
    notes = []
    levels = [of for of in table.get(f"{column}_level", ()) if of is not None]
    shared = levels.count("shared")
    inherited = len(levels) - shared - levels.count(level)
    if inherited:
        notes.append(pick(lang, "{} of {} values are not of the unit itself but inherited from a larger one.",
                          "{} valeurs sur {} ne sont pas propres à l'unité mais héritées d'une plus grande.")
                     .format(inherited, len(levels)))
    if shared:
        notes.append(pick(lang, "{} of {} values are of several units together.",
                          "{} valeurs sur {} sont communes à plusieurs unités.").format(shared, len(levels)))
    bounds = sum(column in (names or "").split(";") for names in table["lower_bounds"])
    if bounds:
        notes.append(pick(lang, "{} values are lower bounds (\"at least\").",
                          "{} valeurs sont des minimums (« au moins »).").format(bounds))
    return notes
