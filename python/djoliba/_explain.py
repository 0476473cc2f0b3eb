# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Why a unit ranks where it does."""
from __future__ import annotations

import base64
import io
import textwrap
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from html import escape
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ._errors import Error, Problem
from ._optional import need
from ._plot import warning
from ._table_html import chip
from ._words import level_words, pick, points, score

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ._result import Result

_RAISES, _LOWERS, _NEUTRAL = "#BD0026", "#3182BD", "#636363"
_LEAST = 0.05  # points that one decimal can show
_MOST_BARS = 10
_SUFFIX = "_points"


class Part(NamedTuple):
    """What an indicator does to a score."""

    indicator: str
    label: str
    points: float


@dataclass(frozen=True)
class Explanation:
    """Why a unit ranks where it does.

    Attributes
    ----------
    code, name, level : str
        Of the unit.
    score : float
        0 to 10; NaN where not assessed.
    median_score : float
        Score of the median locality.
    risk_class : int or None
        1 to 5; None where not assessed.
    parts : list of Part
        Indicators with points that they add to the score of the median locality, largest first; they add up to score
        minus median_score. Empty where not assessed.
    sentence : str
        The explanation in words; where not assessed, what is missing.
    lang : str
        "en" or "fr".
    note : str
        Warning of synthetic data, else empty.
    """

    code: str
    name: str
    level: str
    score: float
    median_score: float
    risk_class: int | None
    parts: list[Part]
    sentence: str
    lang: str
    note: str

    @property
    def assessed(self) -> bool:
        """Whether the unit has a score."""
        return self.risk_class is not None

    def bars(self) -> list[Part]:
        """The parts to show: those of at least 0.05 points, the rest together."""
        shown = [p for p in self.parts if abs(p.points) >= _LEAST - 1e-9][:_MOST_BARS]
        rest = sum(p.points for p in self.parts[len(shown):])
        if abs(rest) < _LEAST:
            return shown
        words = pick(self.lang, "{} other indicators", "{} autres indicateurs").format(len(self.parts) - len(shown))
        return [*shown, Part("", words, rest)]

    def plot(self, ax: Axes | None = None) -> Axes:
        """Waterfall picture: from the score of the median locality to that of the unit.

        Parameters
        ----------
        ax
            Axes to draw into; None for a new figure.

        Raises
        ------
        Error
            Where the unit is not assessed, with what is missing.
        """
        if not self.assessed:
            raise Error([Problem(key=self.code, problem=self.sentence, remedy="")])
        pyplot = need("matplotlib.pyplot", "a picture")
        bars = self.bars()
        if ax is None:
            ax = pyplot.subplots(figsize=(8.3, 1.6 + 0.36 * (len(bars) + 2)), layout="constrained")[1]
        _draw(ax, self, bars)
        return ax

    def __str__(self) -> str:
        if not self.assessed:
            return textwrap.fill(self.sentence, 100)
        bars = [(textwrap.shorten(p.label, 60, placeholder=" …"), p.points) for p in self.bars()]
        width = max((len(label) for label, _ in bars), default=0)
        most = max((abs(size) for _, size in bars), default=0) or 1
        lines = [f"  {label:<{width}}  {points(size, self.lang):>5}  {'█' * round(20 * abs(size) / most)}" for label, size in bars]
        head = pick(self.lang, "Points against the median locality ({}):", "Points par rapport à la localité médiane ({}) :")
        return "\n".join([textwrap.fill(self.sentence, 100), "", head.format(score(self.median_score, self.lang)), *lines,
                          *([self.note] if self.note else [])])

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        note = f"<p><b>{escape(self.note)}</b></p>" if self.note else ""
        text = f"<p>{chip(self.risk_class, self.lang)} {escape(self.sentence)}</p>{note}"
        return f'<div lang="{self.lang}">{text}{self._picture() if self.assessed else ""}</div>'

    def _picture(self) -> str:
        try:
            figure = self.plot().get_figure()
        except ImportError:
            return f"<pre>{escape(str(self))}</pre>"
        file = io.BytesIO()
        figure.savefig(file, format="png", dpi=110)
        need("matplotlib.pyplot", "a picture").close(figure)  # the notebook would show it again
        return f'<img alt="{escape(self.sentence)}" src="data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}">'


def explanation(result: Result, code: str, lang: str, level: str | None) -> Explanation:
    """See Result.explain."""
    table = result.table("contributions")
    row = _row_of(table, code, level and result.checked_level(level), lang)
    ranking = result.table("ranking")
    risk_class = next(c for c, of, at in zip(ranking["class"], ranking["code"], ranking["level"])
                      if (of, at) == (code, table["level"][row]))
    label = pick(lang, "title", "title_fr")
    parts = [Part(c["name"][:-len(_SUFFIX)], c[label], float(table[c["name"]][row]))
             for c in result.columns("contributions") if c["name"].endswith(_SUFFIX)]
    known = sorted((p for p in parts if not np.isnan(p.points) and p.points != 0), key=lambda p: (-abs(p.points), p.indicator))
    return Explanation(code, table["name"][row], table["level"][row], float(table["score"][row]), float(table["median_score"][row]),
                       risk_class, known, table[f"explanation_{lang}"][row], lang, warning(result, lang))


def _row_of(table: dict, code: str, level: str | None, lang: str) -> int:
    rows = [k for k, of in enumerate(table["code"]) if of == code and level in (None, table["level"][k])]
    if len(rows) == 1:
        return rows[0]
    if rows:
        levels = ", ".join(f"level={table['level'][k]!r}" for k in rows)
        raise Error([Problem(key=str(code), problem="units of several levels have this code", remedy=f"add one of {levels}")])
    near = _nearest(table, str(code), lang)
    remedy = "did you mean " + ", ".join(near) + "?" if near else "give a code as in the ranking"
    raise Error([Problem(key=str(code), problem="no unit has this code", remedy=remedy)])


def _nearest(table: dict, wanted: str, lang: str) -> list[str]:
    """Units whose name or code is like what was asked for."""
    names = [_folded(name or "") for name in table["name"]]
    by_name = get_close_matches(_folded(wanted), set(names), 3, 0.8)
    by_code = get_close_matches(wanted.upper(), set(table["code"]), 3, 0.6)
    rows = [k for name in by_name for k, of in enumerate(names) if of == name]
    rows += [k for code in by_code for k, of in enumerate(table["code"]) if of == code and k not in rows]
    return [f"{table['code'][k]} ({level_words(table['level'][k], lang)} {table['name'][k]})" for k in rows[:4]]


def _folded(name: str) -> str:
    """Without accents, hyphens and capitals."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(plain.casefold().replace("-", " ").split())


def _draw(ax: Axes, told: Explanation, bars: list[Part]) -> None:
    lang = told.lang
    at = told.median_score
    labels = [pick(lang, "Median locality", "Localité médiane")]
    ax.barh(0, at, color=_NEUTRAL, height=0.6, gid="median")
    for row, part in enumerate(bars, 1):
        ax.barh(row, part.points, left=at, color=_RAISES if part.points > 0 else _LOWERS, height=0.6, gid=f"part-{part.indicator}")
        ax.plot((at, at), (row - 1.3, row + 0.3), color="#333333", linewidth=0.6)
        at += part.points
        _write(ax, max(at, at - part.points), row, points(part.points, lang))
        labels.append(textwrap.fill(part.label, 52, max_lines=2, placeholder=" …"))
    last = len(bars) + 1
    ax.plot((at, at), (last - 1.3, last + 0.3), color="#333333", linewidth=0.6)
    ax.barh(last, told.score, color=_NEUTRAL, height=0.6, gid="score")
    labels.append(told.name)
    _write(ax, told.median_score, 0, score(told.median_score, lang))
    _write(ax, told.score, last, score(told.score, lang))
    ax.set_yticks(range(last + 1), labels, size=8)
    ax.set_ylim(last + 0.6, -0.6)
    ax.set_xlim(0, 10)
    words = pick(lang, "Score (0 to 10)", "Score (0 à 10)")
    ax.set_xlabel("\n".join([words, *textwrap.wrap(told.note, 110)]), size=8, gid="axis")
    ax.tick_params(labelsize=8)
    ax.spines[["top", "right"]].set_visible(False)
    ax.set_title(f"{told.name} · {told.code}", loc="left", size=11, weight="bold")


def _write(ax: Axes, x: float, row: float, text: str) -> None:
    ax.annotate(text, (x, row), (4, 0), textcoords="offset points", va="center", size=8)
