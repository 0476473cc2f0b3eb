# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The top of a ranking as a piece of HTML."""
from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np

from ._colours import CLASSES, HATCH, NOT_ASSESSED, text_on
from ._plot import own_share_warning
from ._words import day, level_words, levels_words, number, percent, pick, score

if TYPE_CHECKING:
    from ._result import Result

# As specific as this since notebooks have rules of their own for tables.
_STYLE = """<style>
div.djoliba {font-family: sans-serif; max-width: 75em; color: #1b1b1b; background: #fff; padding: 0.5em}
div.djoliba table.djoliba-ranking {border-collapse: collapse; width: 100%; font-size: 90%; table-layout: auto; margin: 0}
div.djoliba table.djoliba-ranking tr {background: #fff}
div.djoliba table.djoliba-ranking tr > * {text-align: left; vertical-align: top; padding: 0.3em 0.6em; border-bottom: 1px solid #ddd;
  color: #1b1b1b; white-space: normal}
div.djoliba table.djoliba-ranking tr > .n {text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums}
div.djoliba .warn {border-left: 0.4em solid #F03B20; background: #fff4ee; padding: 0.4em 0.8em; margin: 0.4em 0}
div.djoliba .small {color: #444; font-size: 85%; margin: 0.4em 0}
div.djoliba h4 {margin: 0 0 0.2em 0; font-size: 110%}
</style>"""


def ranking_html(result: Result, lang: str, level: str, top: int) -> str:
    """See Result.to_html."""
    parts = [_STYLE, f'<div class="djoliba" lang="{lang}">', f"<h4>{escape(result.title)}</h4>", _facts(result, lang)]
    if result.synthetic:
        parts.append(_warning(result.manifest["warning"]))
    if result.headline_level != result.manifest["hierarchy"][-1]:
        parts.append(_warning(own_share_warning(result, lang)))
    parts.append(_table(result, lang, level, top))
    parts += [_small(line) for line in _not_assessed(result, lang)]
    parts.append(_small(result.manifest[pick(lang, "note", "note_fr")]))
    return "\n".join([*parts, "</div>"])


def chip(risk_class: int | None, lang: str) -> str:
    """A class with its colour, number and name; hatched where not assessed."""
    if risk_class is None:
        ground, text = f"repeating-linear-gradient(45deg, {NOT_ASSESSED} 0 5px, {HATCH} 5px 6px)", "#000000"
        words = pick(lang, "not assessed", "non évalué")
    else:
        shown = CLASSES[risk_class - 1]
        ground, text, words = shown.colour, text_on(shown.colour), f"{shown.number} {shown.name(lang)}"
    shape = "padding: 0.1em 0.5em; border-radius: 0.3em; border: 1px solid #5F5F5F; white-space: nowrap"
    return f'<span class="chip" style="background: {ground}; color: {text}; {shape}">{words}</span>'


def _warning(text: str) -> str:
    return f'<div class="warn">{escape(text)}</div>'


def _small(text: str) -> str:
    return f'<div class="small">{escape(text)}</div>'


def _facts(result: Result, lang: str) -> str:
    facts = [day(result.as_of, lang), f"{pick(lang, 'levels', 'niveaux')} "
             + ", ".join(levels_words(level, lang) for level in result.levels)]
    if not np.isnan(result.own_share) and result.headline_level == result.manifest["hierarchy"][-1]:
        finest = levels_words(result.manifest["hierarchy"][-1], lang)
        facts.append(pick(lang, "{} of the weight behind the scores of {} is their own", "{} du poids des scores des {} leur est propre")
                     .format(percent(result.own_share, lang), finest))
    return _small(" · ".join(facts))


def _not_assessed(result: Result, lang: str) -> list[str]:
    lines = []
    for x in result.manifest["levels"]:
        if x["assessed"] == x["units"]:
            continue
        lines.append(pick(lang, "Not assessed: {} of {} {} with {} people. They have no rank; that is not safety.",
                          "Non évalués : {} sur {} {}, avec {} personnes. Sans rang ne veut pas dire sans risque.")
                     .format(x["units"] - x["assessed"], x["units"], levels_words(x["level"], lang),
                             number(round(x["people_in_units_not_assessed"]), lang)))
    return lines


def _table(result: Result, lang: str, level: str, top: int) -> str:
    table = result.table("ranking", level)
    finest = result.manifest["hierarchy"][-1]
    within = level == finest != result.headline_level
    above = result.headline_level
    heads = [("n", pick(lang, "Rank", "Rang")), ("", level_words(level, lang).capitalize()), ("", pick(lang, "In", "Dans")),
             ("n", "Score"), ("", pick(lang, "Class", "Classe")), ("n", pick(lang, "People", "Population")),
             ("", pick(lang, "Main reasons (points)", "Principales raisons (points)"))]
    if within:
        heads[0] = ("n", pick(lang, "Rank in its {}", "Rang dans son {}").format(level_words(above, lang)))
    rows = [_row(table, k, lang, within) for k in range(len(table["code"])) if table["rank"][k] is not None][:top]
    head = "".join(f'<th class="{kind}">{escape(text)}</th>' for kind, text in heads)
    return f'<table class="djoliba-ranking"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _row(table: dict[str, Any], k: int, lang: str, within: bool) -> str:
    rank = str(table["rank_in_cercle" if within else "rank"][k])
    if not within and table["rank_low"][k] is not None:
        rank += f" ({table['rank_low'][k]}–{table['rank_high'][k]})"
    people = table["population"][k]
    place = escape(table["name"][k] or "") + f' <span class="small">{escape(table["code"][k])}</span>'
    holder = next((table[above][k] for above in ("cercle", "region") if table[above][k] and above != table["level"][k]), "")
    cells = [("n", escape(rank)), ("", place), ("", escape(holder)), ("n", score(table["score"][k], lang)),
             ("", chip(table["class"][k], lang)),
             ("n", pick(lang, "unknown", "inconnue") if np.isnan(people) else number(round(people), lang)),
             ("", escape(table[pick(lang, "drivers_en", "drivers_fr")][k] or ""))]
    return "<tr>" + "".join(f'<td class="{kind}">{text}</td>' for kind, text in cells) + "</tr>"
