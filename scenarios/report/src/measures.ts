// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// What the map can show, and the classes in which it shows it.
import { riskClass, scoresWith } from "./formulas";
import { amount, decimals } from "./numbers";
import { report, standing, unitsOf, weights } from "./state";
import { className, label, t } from "./texts";

const { colours } = report;
export const classColours = colours.classes.map((style) => style.colour);

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
  return [1, 2, 3, 4, 5].map((number) => {
    const { colour, from, to } = colours.classes[number];
    return { number, colour, label: `${className(number)} (${decimals(from, 1)}–${decimals(to, 1)})` };
  });
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
  const ramp = colours.ramps[colours.themes[indicator.source] ?? "risk"];
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
    text: (unit) => amount(value(unit)),
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
