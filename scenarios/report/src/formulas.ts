// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// The formulas of the index as the engine has them, for weights that the reader changes. Missing is NaN here.
import type { Index, IndexNode, Known, Mean, Report, Units } from "./report";

const number = (known: Known): number => (known === null ? NaN : known);
const counts = (score: number, weight: number): boolean => weight > 0 && !Number.isNaN(score);

export function weightedMean(mean: Mean, scores: number[], weights: number[]): number {
  let sum = 0;
  let total = 0;
  let low = 10;
  let high = 0;
  for (let i = 0; i < scores.length; ++i) {
    const x = scores[i];
    if (!counts(x, weights[i])) continue;
    total += weights[i];
    sum += weights[i] * term(mean, x);
    low = Math.min(low, x);
    high = Math.max(high, x);
  }
  if (total <= 0) return NaN;
  return Math.min(Math.max(ofTerms(mean, sum / total, low, high), low), high);
}

function term(mean: Mean, score: number): number {
  if (mean === "geometric") return Math.log(score);
  if (mean === "inverted_geometric") return Math.log(((10 - score) / 10) * 9 + 1);
  return score;
}

function ofTerms(mean: Mean, value: number, low: number, high: number): number {
  if (mean === "maximum") return high;
  if (mean === "geometric") return low === 0 ? 0 : Math.exp(value);
  if (mean === "inverted_geometric") return ((10 - Math.exp(value)) / 9) * 10;
  return value;
}

export function nodeScore(node: IndexNode, scores: number[], weights: number[]): number {
  if (node.required!.some((part) => !counts(scores[part], weights[part]))) return NaN;
  let present = 0;
  let all = 0;
  scores.forEach((score, part) => {
    all += weights[part];
    if (counts(score, weights[part])) present += weights[part];
  });
  if (!(all > 0 && present / all >= node.minimum_share! - 1e-9)) return NaN;
  return weightedMean(node.mean!, scores, weights);
}

/** Scores of all nodes for one unit of the finest level; `weight` is by node. */
export function evaluate(index: Index, weight: number[], unit: number): number[] {
  return evaluateFrom(index, weight, index.nodes.map((node) => (node.parts ? NaN : number(node.score[unit]))));
}

/** The same from scores of leaves, which stand at their nodes. */
export function evaluateFrom(index: Index, weight: number[], leaves: number[]): number[] {
  const score = [...leaves];
  for (let n = index.nodes.length - 1; n >= 0; --n) {
    const { parts } = index.nodes[n];
    if (parts)
      score[n] = nodeScore(
        index.nodes[n],
        parts.map((part) => score[part]),
        parts.map((part) => weight[part]),
      );
  }
  return score;
}

/** The finest units below a unit, itself where it is one. */
export function finestBelow(units: Units, finest: string): number[][] {
  const below: number[][] = units.code.map(() => []);
  units.level.forEach((level, i) => {
    if (level !== finest) return;
    for (let up = i; up >= 0; up = units.parent[up]) below[up].push(i);
  });
  return below;
}

/** Mean by people over the finest units that have a score; missing where most people live in others. */
function ofParent(score: number[], people: Known[], below: number[]): number {
  let all = 0;
  let present = 0;
  let sum = 0;
  let low = 10;
  let high = 0;
  for (const i of below) {
    const weight = people[i] ?? 0;
    all += weight;
    if (Number.isNaN(score[i])) continue;
    present += weight;
    sum += weight * score[i];
    low = Math.min(low, score[i]);
    high = Math.max(high, score[i]);
  }
  if (!((all - present) / all <= 0.5)) return NaN;
  return Math.min(Math.max(sum / present, low), high);
}

/** Scores of a node for all units with other weights. Units of other partitions have none. */
export function scoresWith(report: Report, weight: number[], node = 0): number[] {
  const { units, index, stamp } = report;
  const finest = stamp.hierarchy[stamp.hierarchy.length - 1];
  const score = units.level.map((level, i) => (level === finest ? evaluate(index, weight, i)[node] : NaN));
  const below = finestBelow(units, finest);
  units.level.forEach((level, i) => {
    if (level !== finest && stamp.hierarchy.includes(level)) score[i] = ofParent(score, units.people, below[i]);
  });
  return score;
}

export function riskClass(score: number): number {
  if (Number.isNaN(score)) return 0;
  const tenths = Math.floor(score * 10 + 0.5 + 1e-8);
  return tenths < 20 ? 1 : tenths < 35 ? 2 : tenths < 50 ? 3 : tenths < 65 ? 4 : 5;
}

const byteOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Units with an amount, the largest first; ties by people, then code. */
export function inOrder(units: Units, amount: number[], among: number[]): number[] {
  const key = (i: number) => Math.round(amount[i] * 1e9);
  const people = (i: number) => units.people[i] ?? -1;
  return among
    .filter((i) => !Number.isNaN(amount[i]))
    .sort((a, b) => key(b) - key(a) || people(b) - people(a) || byteOrder(units.code[a], units.code[b]));
}

/** Rank by unit within its level, null where it has no score. */
export function ranksOf(units: Units, score: number[]): Known[] {
  const rank: Known[] = units.code.map(() => null);
  for (const level of new Set(units.level)) {
    const among = units.level.flatMap((l, i) => (l === level ? [i] : []));
    inOrder(units, score, among).forEach((i, at) => (rank[i] = at + 1));
  }
  return rank;
}
