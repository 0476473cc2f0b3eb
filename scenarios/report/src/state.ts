// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
import { computed, signal } from "@preact/signals";
import { ranksOf, riskClass, scoresWith } from "./formulas";
import { readReport, type Known } from "./report";

export const report = readReport();
export const finest = report.stamp.hierarchy[report.stamp.hierarchy.length - 1];

export const level = signal(report.stamp.headline_level);
export const selected = signal<number | null>(null);
/** "class", "node:<number>" or "indicator:<number>". */
export const measure = signal("class");
export const shown = signal<ReadonlySet<string>>(new Set());
export const query = signal("");
/** Weights by node that the reader has set; null: those of the run. */
export const weights = signal<number[] | null>(null);

export interface Standing {
  score: number[];
  rank: Known[];
  class: number[];
}

const saved: Standing = {
  score: report.units.ranking.score.map((score) => score ?? NaN),
  rank: report.units.ranking.rank,
  class: report.units.ranking.class,
};

/** Score, rank and class of each unit: as the run has saved them, or with the weights of the reader. */
export const standing = computed<Standing>(() => {
  if (weights.value === null) return saved;
  const score = scoresWith(report, weights.value);
  return { score, rank: ranksOf(report.units, score), class: score.map(riskClass) };
});

export function unitsOf(wanted: string): number[] {
  return report.units.level.flatMap((l, i) => (l === wanted ? [i] : []));
}

/** The unit of a level that contains another, -1 where none does. */
export function ancestor(unit: number, wanted: string): number {
  let up = unit;
  while (up >= 0 && report.units.level[up] !== wanted) up = report.units.parent[up];
  return up;
}

export const byName = (name: string) => report.indicators.findIndex((i) => i.name === name);

export function select(unit: number | null): void {
  selected.value = unit;
  if (unit !== null && report.stamp.hierarchy.includes(report.units.level[unit]))
    level.value = report.units.level[unit];
}
