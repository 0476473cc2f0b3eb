// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// What the map shows of two scenarios: how much more, or less, is there in the one that is shown.
import type { Band, Shown } from "./measures";
import { amount, decimals, signed } from "./numbers";
import { against, before, byName, report, reportOf, scenario, scoresOf, standing, unitsOf } from "./state";
import { label, t } from "./texts";

/** From better to worse; ColorBrewer PuOr, which colour-blind readers can tell apart. */
const colours = ["#542788", "#998EC3", "#D8DAEB", "#F7F7F7", "#FEE0B6", "#F1A340", "#B35806"];
const marks = ["−−−", "−−", "−", "=", "+", "++", "+++"];

/** Up to where a change of a score is none, small and middling. */
const scoreBounds: Bounds = [0.05, 0.3, 1];
type Bounds = [number, number, number];

/** Number of the band of a change, 1 to 7; 0 where nothing is known. */
function bandOf(change: number, [none, small, middling]: Bounds): number {
  const size = Math.abs(change);
  if (Number.isNaN(size)) return 0;
  const steps = size < none ? 0 : size < small ? 1 : size < middling ? 2 : 3;
  return 4 + Math.sign(change) * steps;
}

function bandsOf([none, small, middling]: Bounds, words: (size: number) => string, moreIsBetter: boolean): Band[] {
  const range = (sign: string, from: number, to: number) => t("from_to", { from: sign + words(from), to: sign + words(to) });
  const beyond = (sign: string) => t("beyond", { value: sign + words(middling) });
  const labels = [
    beyond("−"), range("−", middling, small), range("−", small, none), t("no_change", { value: words(none) }),
    range("+", none, small), range("+", small, middling), beyond("+"),
  ];
  return labels.map((text, k) => ({ number: k + 1, label: text, mark: marks[k], colour: colours[moreIsBetter ? 6 - k : k] }));
}

function shownChange(title: string, note: string, change: number[], bounds: Bounds, words: (v: number) => string, moreIsBetter = false): Shown {
  return {
    title: t("change_of", { measure: title }),
    note,
    bands: bandsOf(bounds, words, moreIsBetter),
    value: (unit) => change[unit],
    band: (unit) => bandOf(change[unit], bounds),
    text: (unit) => (Number.isNaN(change[unit]) ? t("not_comparable") : signed(change[unit], words)),
    printed: (unit) => signed(change[unit], words),
    missing: t("not_comparable"),
  };
}

const minus = (after: number[], earlier: number[]): number[] => after.map((v, i) => v - earlier[i]);

function ofIndicator(position: number, level: string): Shown {
  const indicator = report.indicators[position];
  const other = reportOf(against.value!).indicators.find((i) => i.name === indicator.name);
  const change = indicator.value.map((v, i) => (v ?? NaN) - (other?.value[i] ?? NaN));
  const sizes = unitsOf(level).map((unit) => Math.abs(change[unit])).filter((v) => v > 0).sort((a, b) => a - b);
  const third = (k: number) => sizes[Math.floor((k * (sizes.length - 1)) / 3)] ?? k;
  const bounds: Bounds = [sizes[0] ?? Number.MIN_VALUE, third(1), third(2)];
  return shownChange(label(indicator), t("legend_thirds"), change, bounds, amount, indicator.worse === "lower");
}

/** As shownMeasure(), of the change. */
export function shownDifference(id: string, level: string): Shown {
  const [kind, position] = id.split(":");
  if (kind === "indicator") return ofIndicator(Number(position), level);
  const tenths = (v: number) => decimals(v, v < 0.1 && v > 0 ? 2 : 1);
  const note = t("legend_change");
  if (kind !== "node") {
    const change = minus(standing.value.score, before.value!.score);
    return shownChange(label(report.index.nodes[0]), note, change, scoreBounds, tenths);
  }
  const node = report.index.nodes[Number(position)];
  const there = reportOf(against.value!).index.nodes.findIndex((n) => n.name === node.name);
  const earlier = there < 0 ? node.score.map(() => NaN) : scoresOf(against.value!, there);
  return shownChange(label(node), note, minus(scoresOf(scenario.value, Number(position)), earlier), scoreBounds, tenths);
}

export interface FigureChange {
  position: number;
  from: number | null;
  to: number | null;
}

/** Figures of a unit that are not the same in the other scenario. */
export function changedFigures(unit: number): FigureChange[] {
  const other = reportOf(against.value!);
  return report.indicators.flatMap((indicator, position) => {
    const to = indicator.value[unit];
    const from = other.indicators.find((i) => i.name === indicator.name)?.value[unit] ?? null;
    return from === to || byName(indicator.name) !== position ? [] : [{ position, from, to }];
  });
}
