# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The choropleth map of a result, with matplotlib."""
from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import numpy as np

from ._classes import Classed, classed, scored
from ._colours import HATCH, NOT_ASSESSED, OUTLINE, text_on
from ._optional import need
from ._scale import add_scale_bar, aspect
from ._words import day, level_words, levels_words, percent, pick

if TYPE_CHECKING:

    from matplotlib.axes import Axes
    from matplotlib.path import Path
    from shapely import Geometry

    from ._result import Result

_HATCH_PATTERN = "/////"
_MARK_SIZE = 5.5  # points
_WIDTH = 8.3  # inches: A4 upright, or half of A3
_NOTE_WIDTH = 150  # letters
_FREE = (0.32, 0.4)  # of width and height of the map, for a legend inside it


def choropleth(result: Result, column: str, level: str, lang: str, ax: Axes | None) -> Axes:
    """See Result.plot."""
    pyplot = need("matplotlib.pyplot", "a picture")
    shapely = need("shapely", "a map")
    data = classed(result, column, level, lang)
    shapes = {code: shapely.from_wkb(wkb) for code, wkb in result.geometry(level).items()}
    below = "\n".join(textwrap.fill(note, _NOTE_WIDTH) for note in notes(result, column, data, level, lang))
    if ax is None:
        ax = pyplot.subplots(figsize=(_WIDTH, _height(list(shapes.values()), below)), layout="constrained")[1]
    units = [(shapes.get(code), number) for code, number in zip(result.table("ranking", level)["code"], data.numbers)]
    _frame(ax, list(shapes.values()))
    _draw_classes(ax, data, [(s, n) for s, n in units if s is not None and not s.is_empty], lang)
    _draw_outlines(ax, result, level)
    _draw_marks(ax, data, units)
    _add_legend(ax, data, list(shapes.values()))
    add_scale_bar(ax, lang)
    _add_title(ax, result, data, level, lang)
    ax.annotate(below, (0, 0), (0, -6), xycoords="axes fraction", textcoords="offset points", size=6.5, va="top",
                color="#333333", gid="notes", annotation_clip=False)
    return ax


def _path(shape: Geometry) -> Path:
    """Rings of a polygon or of several; holes wind the other way."""
    from matplotlib.path import Path

    shapely = need("shapely", "a map")
    rings = [np.asarray(ring.coords)[:, :2] for polygon in shapely.get_parts(shape) if polygon.geom_type == "Polygon"
             for ring in (polygon.exterior, *polygon.interiors)]
    codes = [[Path.MOVETO, *[Path.LINETO] * (len(ring) - 2), Path.CLOSEPOLY] for ring in rings]
    return Path(np.concatenate(rings), np.concatenate(codes))


def _bounds(shapes: list[Geometry]) -> tuple[float, float, float, float]:
    """West, south, east and north, with a margin."""
    bounds = np.array([shape.bounds for shape in shapes if not shape.is_empty])
    (west, south), (east, north) = bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)
    margin = 0.02 * max(east - west, north - south)
    return west - margin, south - margin, east + margin, north + margin


def _height(shapes: list[Geometry], below: str) -> float:
    """Of a figure that the map fills from side to side, in inches."""
    west, south, east, north = _bounds(shapes)
    return _WIDTH * (north - south) * aspect((south + north) / 2) / (east - west) + 0.7 + 0.11 * (below.count("\n") + 2)


def _frame(ax: Axes, shapes: list[Geometry]) -> None:
    west, south, east, north = _bounds(shapes)
    ax.set_xlim(west, east)
    ax.set_ylim(south, north)
    ax.set_aspect(aspect((south + north) / 2))
    ax.set_axis_off()


def _draw_classes(ax: Axes, data: Classed, units: list[tuple[Geometry, int]], lang: str) -> None:
    """One collection a class; units without a class are hatched."""
    from matplotlib.collections import PathCollection

    for entry in (*data.entries, data.missing):
        paths = [_path(shape) for shape, number in units if number == entry.number]
        missing = entry.number == 0
        collection = PathCollection(paths, facecolor=NOT_ASSESSED if missing else entry.colour, linewidth=0.25,
                                    edgecolor=HATCH if missing else OUTLINE, hatch=_HATCH_PATTERN if missing else None,
                                    label=entry.label)
        collection.set_gid(f"class-{entry.number}")
        ax.add_collection(collection, autolim=False)


def _draw_outlines(ax: Axes, result: Result, level: str) -> None:
    """Borders of the levels above: the coarser, the thicker."""
    from matplotlib.collections import PathCollection

    shapely = need("shapely", "a map")
    hierarchy = result.manifest["hierarchy"]
    above = hierarchy[:hierarchy.index(level)] if level in hierarchy else []
    for depth, name in enumerate(reversed(above)):
        paths = [_path(shapely.from_wkb(wkb)) for wkb in result.geometry(name).values()]
        ax.add_collection(PathCollection(paths, facecolor="none", edgecolor="#333333", linewidth=0.5 + 0.5 * depth), autolim=False)


def _draw_marks(ax: Axes, data: Classed, units: list[tuple[Geometry | None, int]]) -> None:
    """The mark of the class on every unit that is large enough for it."""
    ax.get_figure().canvas.draw()  # so that the scale of the map is known
    box = ax.get_window_extent()
    points_a_degree = box.width / np.ptp(ax.get_xlim()) * 72 / ax.get_figure().dpi
    marks = {entry.number: (entry.mark, text_on(entry.colour)) for entry in data.entries}
    for shape, number in units:
        if shape is None or number == 0:
            continue
        mark, colour = marks[number]
        centre, radius = widest_place(shape)
        if radius * points_a_degree > (0.5 + 0.3 * len(mark)) * _MARK_SIZE:
            ax.text(centre.x, centre.y, mark, size=_MARK_SIZE, ha="center", va="center_baseline", color=colour, gid="mark")


def widest_place(shape: Geometry) -> tuple[Geometry, float]:
    """A place well inside, and how far it is from the edge, in degrees."""
    shapely = need("shapely", "a map")
    edge = shapely.boundary(shape)
    inside = [p for p in (shapely.centroid(shape), shapely.point_on_surface(shape)) if shapely.contains(shape, p)]
    return max(((p, shapely.distance(p, edge)) for p in inside), key=lambda found: found[1])


def _add_legend(ax: Axes, data: Classed, shapes: list[Geometry]) -> None:
    from matplotlib.patches import Patch

    handles = [Patch(facecolor=e.colour, edgecolor=OUTLINE, linewidth=0.5, label=f"{e.label}  [{e.units}]") for e in reversed(data.entries)]
    if data.missing.units:
        handles.append(Patch(facecolor=NOT_ASSESSED, edgecolor=HATCH, hatch=_HATCH_PATTERN, linewidth=0.5,
                             label=f"{data.missing.label}  [{data.missing.units}]"))
    corner = _free_corner(ax, shapes)
    place = {"loc": corner} if corner else {"loc": "upper left", "bbox_to_anchor": (1.0, 1.0)}
    lines = [*textwrap.wrap(data.title_and_unit, 36, max_lines=3, placeholder=" …"), *textwrap.wrap(data.method, 40)]
    legend = ax.legend(handles=handles, title="\n".join(lines), fontsize=8, title_fontsize=8, handlelength=1.8, handleheight=1.2,
                       alignment="left", frameon=False, **place)
    legend.set_gid("legend")


def _free_corner(ax: Axes, shapes: list[Geometry]) -> str:
    """An upper or lower corner of the map in which a legend covers no unit; empty where there is none."""
    shapely = need("shapely", "a map")
    (west, east), (south, north) = ax.get_xlim(), ax.get_ylim()
    width, height = _FREE[0] * (east - west), _FREE[1] * (north - south)
    corners = {"upper left": (west, north - height), "upper right": (east - width, north - height), "lower left": (west, south)}
    for corner, (x, y) in corners.items():
        if not shapely.intersects(shapely.box(x, y, x + width, y + height), shapes).any():
            return corner
    return ""


def _add_title(ax: Axes, result: Result, data: Classed, level: str, lang: str) -> None:
    ax.set_title(textwrap.fill(heading(data, level, lang), 75) + "\n", loc="left", size=12, weight="bold")
    ax.annotate(f"{result.title} · {day(result.as_of, lang)}", (0, 1), (0, 7), xycoords="axes fraction",
                textcoords="offset points", size=8.5, color="#333333", gid="subtitle")
    if result.synthetic:
        ax.annotate(pick(lang, "SYNTHETIC DATA", "DONNÉES SYNTHÉTIQUES"), (0.5, 0.5), xycoords="axes fraction", size=34, alpha=0.14,
                    rotation=30, ha="center", va="center", weight="bold", gid="synthetic")


def heading(data: Classed, level: str, lang: str) -> str:
    """What a map shows: "Risk class by commune"."""
    return f"{data.title} {pick(lang, 'by', 'par')} {level_words(level, lang)}"


def notes(result: Result, column: str, data: Classed, level: str, lang: str) -> list[str]:
    """What stands below a map: warning, reservations, boundary vintage and disclaimer, sources."""
    manifest = result.manifest
    lines = [warning(result, lang)] if result.synthetic else []
    if data.missing.units:
        lines.append(pick(lang, "Hatched: {}. That is not a low risk.",
                          "Hachuré : {}. Ce n'est pas un risque faible.").format(data.missing.label))
    if scored(column) and level == manifest["hierarchy"][-1] != result.headline_level:
        lines.append(own_share_warning(result, lang))
    lines += data.notes
    lines.append(manifest[pick(lang, "note", "note_fr")])
    providers = _providers(manifest, column)
    if providers:
        lines.append(pick(lang, "Sources: ", "Sources : ") + " · ".join(providers) + ".")
    return lines


def _providers(manifest: dict, column: str) -> list[str]:
    """Who made what the map shows: of an indicator those of its layer, else all; each once."""
    layers = {i["source"] for i in manifest["indicators"] if i["name"] == column}
    inputs = [i for i in manifest["inputs"] if not layers or i["layer"] in layers] or manifest["inputs"]
    return list(dict.fromkeys(i["provider"] for i in inputs if i["provider"]))


def warning(result: Result, lang: str) -> str:
    """The warning of synthetic data in one language; empty where there is none."""
    french, _, english = result.manifest["warning"].partition(" / ")
    return pick(lang, english, french)


def own_share_warning(result: Result, lang: str) -> str:
    """That ranks of the finest level are an order within the units above only."""
    above, finest = levels_words(result.headline_level, lang), levels_words(result.manifest["hierarchy"][-1], lang)
    return pick(lang, "Only {0} of the weight behind the scores of {1} is their own; the rest is inherited. Use the ranking of {2}: "
                "that of {1} is an order within them.",
                "Seuls {0} du poids des scores des {1} leur sont propres ; le reste est hérité. Utiliser le classement des {2} : "
                "celui des {1} n'est qu'un ordre à l'intérieur de ceux-ci.").format(percent(result.own_share, lang), finest, above)
