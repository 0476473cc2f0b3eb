// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// What the map can show, and the classes in which it shows it.
import { riskClass, scoresWith } from "./formulas";
import { amount, decimals, masked } from "./numbers";
import { report, standing, unitsOf, weights } from "./state";
import { className, label, t } from "./texts";

export const classColours = ["#D3DAE0", "#FFFFB2", "#FECC5C", "#FD8D3C", "#F03B20", "#BD0026"];
const ramps: Record<string, string[]> = {
  flood: ["#EFF3FF", "#BDD7E7", "#6BAED6", "#3182BD", "#08519C"],
  drought: ["#FFFFD4", "#FED98E", "#FE9929", "#D95F0E", "#993404"],
  conflict: ["#FEE5D9", "#FCAE91", "#FB6A4A", "#DE2D26", "#A50F15"],
  displaced: ["#F2F0F7", "#CBC9E2", "#9E9AC8", "#756BB1", "#54278F"],
  facilities: ["#EDF8E9", "#BAE4B3", "#74C476", "#31A354", "#006D2C"],
  population: ["#F7F7F7", "#CCCCCC", "#969696", "#636363", "#252525"],
};

/** Black or white, whichever reads better on a colour (WCAG 2.1). */
export function textOn(colour: string): string {
  const linear = (at: number) => {
    const c = parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5);
  return (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) ? "#000000" : "#FFFFFF";
}

export interface Band {
  colour: string;
  label: string;
  number: number;
}

export interface Shown {
  title: string;
  note: string;
  bands: Band[];
  /** Number of the band of a unit, 0 where nothing is known. */
  band: (unit: number) => number;
  text: (unit: number) => string;
  value: (unit: number) => number;
}

function classBands(): Band[] {
  const bounds = ["", "0–1.9", "2.0–3.4", "3.5–4.9", "5.0–6.4", "6.5–10"];
  const local = (text: string) => text.replace(/\d+\.\d/g, (x) => decimals(Number(x), 1));
  return [1, 2, 3, 4, 5].map((number) => ({
    number,
    colour: classColours[number],
    label: `${className(number)} (${local(bounds[number])})`,
  }));
}

function ofScores(title: string, note: string, value: (unit: number) => number, band: (unit: number) => number): Shown {
  return { title, note, bands: classBands(), band, value, text: (unit) => decimals(value(unit), 1) };
}

/** Up to four bounds between five classes of equal number; fewer where many values are the same. */
function quantiles(values: number[]): number[] {
  const sorted = values.filter((v) => !Number.isNaN(v)).sort((a, b) => a - b);
  if (sorted.length === 0) return [];
  const bounds = [1, 2, 3, 4].map((k) => sorted[Math.min(sorted.length - 1, Math.floor((k * sorted.length) / 5))]);
  return [...new Set(bounds)].filter((b) => b > sorted[0]);
}

function ofIndicator(position: number, level: string): Shown {
  const indicator = report.indicators[position];
  const value = (unit: number) => indicator.value[unit] ?? NaN;
  const units = unitsOf(level);
  const bounds = quantiles(units.map(value));
  const ramp = ramps[indicator.source.split(/[._[]/)[0]] ?? classColours.slice(1);
  const colour = (k: number) => ramp[bounds.length === 0 ? 2 : Math.round((k * 4) / bounds.length)];
  const known = units.map(value).filter((v) => !Number.isNaN(v));
  const edges = [Math.min(...known), ...bounds, Math.max(...known)];
  const bands = known.length === 0 ? [] : Array.from({ length: bounds.length + 1 }, (_, k) => ({
    number: k + 1,
    colour: colour(k),
    label: t("from_to", { from: amount(edges[k]), to: amount(edges[k + 1]) }),
  }));
  return {
    title: label(indicator),
    note: `${t("legend_quantiles")}${indicator.date ? ` · ${indicator.date}` : ""}`,
    bands,
    value,
    band: (unit) => (Number.isNaN(value(unit)) ? 0 : 1 + bounds.filter((b) => value(unit) >= b).length),
    text: (unit) => masked(indicator, unit) ?? amount(value(unit)),
  };
}

/** Score of a node, with the weights of the reader where these are set. */
function nodeValue(node: number): (unit: number) => number {
  const saved = report.index.nodes[node].score;
  if (weights.value === null) return (unit) => saved[unit] ?? NaN;
  const score = scoresWith(report, weights.value, node);
  return (unit) => score[unit];
}

export function shownMeasure(id: string, level: string): Shown {
  const [kind, position] = id.split(":");
  if (kind === "indicator") return ofIndicator(Number(position), level);
  if (kind === "node") {
    const value = nodeValue(Number(position));
    return ofScores(label(report.index.nodes[Number(position)]), t("legend_scores"), value, (unit) =>
      riskClass(value(unit)),
    );
  }
  const { score, class: classes } = standing.value;
  return ofScores(label(report.index.nodes[0]), t("legend_scores"), (unit) => score[unit], (unit) => classes[unit]);
}
