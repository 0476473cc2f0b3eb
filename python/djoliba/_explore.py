# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""A map to move about in, as one page without anything from a network."""
from __future__ import annotations

import json
import math
import os
import re
from dataclasses import dataclass
from html import escape
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ._classes import Classed, Entry, classed
from ._colours import HATCH, NOT_ASSESSED, OUTLINE, text_on
from ._optional import need
from ._plot import heading, notes, warning, widest_place
from ._scale import aspect
from ._words import day, number, percent, pick, score, short_number

if TYPE_CHECKING:
    from shapely import Geometry

    from ._result import Result

_WIDTH = 1000  # units of the drawing
_TOLERANCE = 0.5  # units by which an outline may be off
_MARK_SIZE = 8  # units
_HEIGHT = 620  # pixels in a notebook


@dataclass(frozen=True)
class Explorer:
    """A page with a map to move about in.

    Attributes
    ----------
    html : str
        The whole page; it asks nothing of a network.
    title : str
        Title of the page.
    """

    html: str
    title: str

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the page into a file that any browser opens."""
        Path(path).write_text(self.html, encoding="utf-8")

    def _repr_html_(self) -> str:
        return (f'<iframe title="{escape(self.title)}" sandbox="allow-scripts" srcdoc="{escape(self.html)}" '
                f'style="width: 100%; height: {_HEIGHT}px; border: 1px solid #ccc"></iframe>')


def explorer(result: Result, column: str, level: str, lang: str) -> Explorer:
    """See Result.explore."""
    shapely = need("shapely", "a map")
    data = classed(result, column, level, lang)
    shapes = {code: shapely.from_wkb(wkb) for code, wkb in result.geometry(level).items()}
    frame = _Frame.around([s for s in shapes.values() if not s.is_empty])
    table = result.table("ranking", level)
    drawn = _simplified(shapes, frame)
    units = [_unit(table, k, data, drawn.get(code), frame, lang) for k, code in enumerate(table["code"])]
    marks = [_mark(_entry(data, data.numbers[k]), drawn.get(code), frame) for k, code in enumerate(table["code"])]
    hierarchy = result.manifest["hierarchy"]
    above = hierarchy[:hierarchy.index(level)] if level in hierarchy else []
    borders = [_borders(result, name, frame, 0.8 + 0.8 * depth) for depth, name in enumerate(reversed(above))]
    title = heading(data, level, lang)
    page = resources.files("djoliba").joinpath("explore.html").read_text(encoding="utf-8")
    values = {
        "lang": lang, "title": escape(title), "subtitle": escape(f"{result.title} · {day(result.as_of, lang)}"),
        "view": f"0 0 {_WIDTH} {frame.height:.0f}", "units": "\n".join(units), "borders": "\n".join(borders),
        "marks": "".join(marks), "mark_size": str(_MARK_SIZE),
        "legend": _legend(data), "hatch": HATCH, "not_assessed": NOT_ASSESSED, "outline": OUTLINE,
        "notes": "".join(f"<p>{escape(note)}</p>" for note in notes(result, column, data, level, lang)[int(result.synthetic):]),
        "warning": f'<p class="warn">{escape(warning(result, lang))}</p>' if result.synthetic else "",
        "facts": _script_json(_facts(result, table, column, data, lang)),
        "search": pick(lang, "Name or code", "Nom ou code"), "reset": pick(lang, "Whole map", "Carte entière"),
        "hint": pick(lang, "Choose a unit: click, or type its name.", "Choisir une unité : cliquer, ou écrire son nom."),
    }
    return Explorer(re.sub("@@([a-z_]+)@@", lambda gap: values[gap[1]], page), title)


@dataclass(frozen=True)
class _Frame:
    """From degrees to the units of the drawing."""

    west: float
    north: float
    x_scale: float
    y_scale: float
    height: float

    @staticmethod
    def around(shapes: list[Geometry]) -> _Frame:
        bounds = np.array([shape.bounds for shape in shapes])
        west, south = bounds[:, :2].min(axis=0)
        east, north = bounds[:, 2:].max(axis=0)
        margin = 0.02 * (east - west)
        x_scale = _WIDTH / (east - west + 2 * margin)
        y_scale = x_scale * aspect((south + north) / 2)
        return _Frame(west - margin, north + margin, x_scale, y_scale, (north - south + 2 * margin) * y_scale)

    def path(self, shape: Geometry) -> str:
        """The shape as the path of an SVG."""
        shapely = need("shapely", "a map")
        rings = [ring for polygon in shapely.get_parts(shape) if polygon.geom_type == "Polygon"
                 for ring in (polygon.exterior, *polygon.interiors)]
        return "".join(self._ring(np.asarray(ring.coords)) for ring in rings)

    def _ring(self, coords: np.ndarray) -> str:
        x, y = (coords[:-1, 0] - self.west) * self.x_scale, (self.north - coords[:-1, 1]) * self.y_scale
        return "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in zip(x, y)) + "Z"


def _simplified(shapes: dict[str, Geometry], frame: _Frame) -> dict[str, Geometry]:
    """Fewer points than a screen can show; neighbours keep common borders where shapely can do that."""
    shapely = need("shapely", "a map")
    tolerance = _TOLERANCE / frame.x_scale
    if hasattr(shapely, "coverage_simplify"):
        try:
            return dict(zip(shapes, shapely.coverage_simplify(list(shapes.values()), tolerance)))
        except shapely.errors.GEOSException:
            pass  # shapes that overlap are no coverage
    return {code: shapely.simplify(shape, tolerance / 2) for code, shape in shapes.items()}


def _unit(table: dict[str, Any], k: int, data: Classed, shape: Geometry | None, frame: _Frame, lang: str) -> str:
    if shape is None or shape.is_empty:
        return ""
    shown = _entry(data, data.numbers[k])
    fill = "url(#hatch)" if shown.number == 0 else shown.colour
    return (f'<path data-k="{k}" class="unit" fill="{fill}" d="{frame.path(shape)}">'
            f'<title>{escape(table["name"][k] or "")} ({escape(table["code"][k])}) · {escape(shown.label)}</title></path>')


def _mark(entry: Entry, shape: Geometry | None, frame: _Frame) -> str:
    """The mark of the class, where the unit is large enough for it."""
    if shape is None or shape.is_empty or entry.number == 0:
        return ""
    centre, radius = widest_place(shape)
    if radius * frame.x_scale < (0.5 + 0.3 * len(entry.mark)) * _MARK_SIZE:
        return ""
    x, y = (centre.x - frame.west) * frame.x_scale, (frame.north - centre.y) * frame.y_scale
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{text_on(entry.colour)}">{escape(entry.mark)}</text>'


def _borders(result: Result, level: str, frame: _Frame, width: float) -> str:
    shapely = need("shapely", "a map")
    shapes = {code: shapely.from_wkb(wkb) for code, wkb in result.geometry(level).items()}
    path = "".join(frame.path(shape) for shape in _simplified(shapes, frame).values())
    return f'<path class="border" stroke-width="{width}" d="{path}"/>'


def _entry(data: Classed, of: int) -> Entry:
    return data.missing if of == 0 else data.entries[of - 1]


def _legend(data: Classed) -> str:
    entries = [*reversed(data.entries), *([data.missing] if data.missing.units else [])]
    rows = [f'<li><span class="swatch{"" if e.number else " missing"}" style="background-color: {e.colour or NOT_ASSESSED}"></span>'
            f'{escape(e.label)} <span class="count">[{e.units}]</span></li>' for e in entries]
    method = f"<p>{escape(data.method)}</p>" if data.method else ""
    return f"<h2>{escape(data.title_and_unit)}</h2>{method}<ul>{''.join(rows)}</ul>"


def _facts(result: Result, table: dict[str, Any], column: str, data: Classed, lang: str) -> list[dict[str, Any]]:
    """For each unit what is told of it: name, code and pairs of words."""
    titles = {c["name"]: c.get(pick(lang, "title", "title_fr"), c["name"]) for c in result.columns("ranking")}
    told = _told(result, table["level"][0], column, lang)
    facts = []
    for k, code in enumerate(table["code"]):
        rows = [(titles[name], _text(name, table[name][k], lang)) for name in told]
        rows.insert(0, (data.title, _entry(data, data.numbers[k]).label))
        facts.append({"name": table["name"][k] or "", "code": code, "rows": [row for row in rows if row[1]]})
    return facts


def _told(result: Result, level: str, column: str, lang: str) -> list[str]:
    """Columns; of a level below the headline only the rank within the unit above."""
    ranks = ["rank_in_cercle"] if level == result.manifest["hierarchy"][-1] != result.headline_level else ["rank", "rank_low", "rank_high"]
    words = ["drivers_fr", "reason_not_assessed_fr"] if lang == "fr" else ["drivers_en", "reason_not_assessed"]
    names = ["region", "cercle", "population", "score", "class", *ranks, "own_share", "reliability", *words, "oldest_input"]
    if column == "class":
        names.remove(column)  # told first, in words
        return names
    return names if column in names else [column, *names]


def _text(name: str, value: Any, lang: str) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if name == "population":
        return number(round(value), lang)
    if name == "own_share":
        return percent(value, lang)
    if name == "score":
        return score(value, lang)
    return value if isinstance(value, str) else short_number(value, lang)


def _script_json(value: Any) -> str:
    """JSON that cannot end the element that holds it."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
