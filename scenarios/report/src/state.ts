// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
import { computed, signal } from "@preact/signals";
import { askedFor } from "./address";
import { comparable, compare, type Comparison, type Side } from "./comparison";
import { ranksOf, riskClass, scoresWith } from "./formulas";
import { patched } from "./patch";
import { readReport, type Known, type Report, type Scenario } from "./report";

const whole = readReport();

/** Of the page of a batch, the baseline first; none on that of a run. */
export const scenarios: Scenario[] = whole.batch?.scenarios ?? [];
/** How many scenarios of the batch are scored but not on the page. */
export const leftOut = whole.batch ? whole.batch.scored - scenarios.filter((s) => s.name !== "").length : 0;

export const allIndicators = whole.batch?.all_indicators ?? true;

const positionOf = (name: string | null) => scenarios.findIndex((s) => s.name === name);

const reports = new Map<number, Report>([[0, whole]]);

export function reportOf(position: number): Report {
  if (!reports.has(position)) {
    const { from, patch } = scenarios[position];
    reports.set(position, patched(reportOf(from), patch));
  }
  return reports.get(position)!;
}

/** Position of the scenario that the page shows, and of one that it is compared with. */
export const scenario = signal(Math.max(0, positionOf(askedFor("scenario"))));
const asked = positionOf(askedFor("against"));
export const against = signal<number | null>(asked < 0 || asked === scenario.value ? null : asked);

/** The report of the scenario that is shown. All have the same places. */
export const report = {} as Report;
for (const key of Object.keys(whole) as (keyof Report)[])
  Object.defineProperty(report, key, { get: () => reportOf(scenario.value)[key] });

export const finest = whole.stamp.hierarchy[whole.stamp.hierarchy.length - 1];

export const level = signal(whole.stamp.headline_level);
export const selected = signal<number | null>(null);
/** "class", "node:<number>" or "indicator:<number>". */
export const measure = signal("class");
export const shown = signal<ReadonlySet<string>>(new Set());
export const query = signal("");
/** Weights that the reader has set, by name of the node: they act on whichever scenario is shown. */
export const moved = signal<Readonly<Record<string, number>>>({});

/** Nodes that cover too little to be ranked with: their weight stays 0. */
const lockedIn = (of: Report): ReadonlySet<number> => new Set(of.index.not_ranked_with.map((n) => n.node));

function weightsIn(of: Report): number[] {
  const locked = lockedIn(of);
  return of.index.nodes.map((node, n) => (locked.has(n) ? node.weight : moved.value[node.name] ?? node.weight));
}

const anyMoved = (of: Report) => weightsIn(of).some((weight, n) => weight !== of.index.nodes[n].weight);

/** Weights by node where the reader has set any; null: those of the run. */
export const weights = computed<number[] | null>(() => {
  const now = reportOf(scenario.value);
  return anyMoved(now) ? weightsIn(now) : null;
});

export interface Standing {
  score: number[];
  rank: Known[];
  class: number[];
}

function standingIn(of: Report): Standing {
  if (anyMoved(of)) {
    const score = scoresWith(of, weightsIn(of));
    return { score, rank: ranksOf(of.units, score), class: score.map(riskClass) };
  }
  const { score, rank, class: classes } = of.units.ranking;
  return { score: score.map((known) => known ?? NaN), rank, class: classes };
}

/** Score, rank and class of each unit: as they are saved, or with the weights of the reader. */
export const standing = computed<Standing>(() => standingIn(reportOf(scenario.value)));

/** The same of the scenario that the one shown is compared with. */
export const before = computed<Standing | null>(() => (against.value === null ? null : standingIn(reportOf(against.value))));

/** Scores of a node in a scenario. */
export function scoresOf(position: number, node: number): number[] {
  const of = reportOf(position);
  return anyMoved(of) ? scoresWith(of, weightsIn(of), node) : of.index.nodes[node].score.map((known) => known ?? NaN);
}

function sideOf(position: number, score: number[]): Side {
  const of = reportOf(position);
  const locked = lockedIn(of);
  const given = of.index.nodes.map((node, n) => moved.value[node.name] ?? (locked.has(n) ? node.given_weight : node.weight));
  return { report: of, given, locked, score };
}

/** What moved scores and ranks; null where the indices are not the same but for weights, or nothing is compared. */
export const comparison = computed<Comparison | null>(() => {
  if (against.value === null || !comparable(reportOf(against.value), reportOf(scenario.value))) return null;
  return compare(sideOf(against.value, before.value!.score), sideOf(scenario.value, standing.value.score));
});

export function unitsOf(wanted: string): number[] {
  return report.units.level.flatMap((l, i) => (l === wanted ? [i] : []));
}

/** The unit of a level that contains another, -1 where none does. */
export function ancestor(unit: number, wanted: string): number {
  let up = unit;
  while (up >= 0 && whole.units.level[up] !== wanted) up = whole.units.parent[up];
  return up;
}

export const byName = (name: string) => report.indicators.findIndex((i) => i.name === name);

export function select(unit: number | null): void {
  selected.value = unit;
  if (unit !== null && whole.stamp.hierarchy.includes(whole.units.level[unit]))
    level.value = whole.units.level[unit];
}

/** What is chosen stays as it is, but for a measure that the other scenario does not have. */
export function show(position: number): void {
  const [kind, number] = measure.value.split(":");
  const among = (of: Report) => (kind === "node" ? of.index.nodes : of.indicators);
  const next = kind === "class" ? -1 : among(reportOf(position)).findIndex((one) => one.name === among(report)[Number(number)].name);
  measure.value = next < 0 ? "class" : `${kind}:${next}`;
  scenario.value = position;
}
