// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// Why a unit scores more or less than the median locality: Shapley values node by node, as engine/src/contribution.cpp
// has them. Missing is NaN.
import { evaluate, evaluateFrom, finestBelow, nodeScore } from "./formulas";
import type { Index, Report } from "./report";
import { shapleyValues } from "./shapley";

const closeToBaseline = 1e-6;
const smallChange = 1e-3;
const mostPassedOn = 20;

const same = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));

/** Shapley value of each part of a node, in points of the node. */
function partValues(index: Index, weight: number[], node: number, here: number[], base: number[]): number[] {
  const parts = index.nodes[node].parts!;
  const weights = parts.map((part) => weight[part]);
  const players = parts.flatMap((_, p) => (weights[p] > 0 && !same(here[p], base[p]) ? [p] : []));
  const worth = Array.from({ length: 1 << players.length }, (_, subset) => {
    const scores = [...base];
    players.forEach((p, k) => ((subset >> k) & 1) === 1 && (scores[p] = here[p]));
    return nodeScore(index.nodes[node], scores, weights);
  });
  const value = parts.map(() => 0);
  shapleyValues(players.length, worth).forEach((v, k) => (value[players[k]] = v));
  return value;
}

/** Passes the contribution of each node on to its parts, for one locality. */
class Descent {
  readonly contribution: number[];

  constructor(
    private readonly index: Index,
    private readonly weight: number[],
    private readonly scores: number[],
    private readonly baseline: number[],
  ) {
    this.contribution = index.nodes.map(() => 0);
    this.contribution[0] = scores[0] - baseline[0];
    this.passOn(0, 1);
  }

  private passOn(node: number, rateGiven: number): void {
    const parts = this.index.nodes[node].parts!;
    const value = this.values(node, parts.map((part) => this.scores[part]));
    const size = value.reduce((sum, v) => sum + Math.abs(v), 0);
    const capped = node !== 0 && Math.abs(rateGiven) * size > mostPassedOn;
    const rate = capped ? Math.sign(rateGiven) * (mostPassedOn / size) : rateGiven;
    const withWeight = parts.filter((part) => this.weight[part] > 0).length;
    const remainder = (this.contribution[node] - rate * value.reduce((sum, v) => sum + v, 0)) / withWeight;
    parts.forEach((part, p) => {
      if (!(this.weight[part] > 0)) return;
      this.contribution[part] = rate * value[p] + remainder;
      if (!this.index.nodes[part].parts) return;
      if (Number.isNaN(this.scores[part]) || Number.isNaN(this.baseline[part])) this.splitEvenly(part);
      else this.passOn(part, this.rateOf(part, node, p, rate));
    });
  }

  private values(node: number, here: number[]): number[] {
    const base = this.index.nodes[node].parts!.map((part) => this.baseline[part]);
    return partValues(this.index, this.weight, node, here, base);
  }

  /** Points of the final score for a point of this part. */
  private rateOf(part: number, node: number, position: number, rateAbove: number): number {
    const change = this.scores[part] - this.baseline[part];
    if (Math.abs(change) >= closeToBaseline) return this.contribution[part] / change;
    const step = this.baseline[part] < 5 ? smallChange : -smallChange;
    const here = this.index.nodes[node].parts!.map((p) => this.scores[p]);
    here[position] = this.baseline[part] + step;
    return (rateAbove * this.values(node, here)[position]) / step;
  }

  private leavesWithWeight(node: number): number[] {
    const { parts } = this.index.nodes[node];
    if (!parts) return [node];
    return parts.filter((part) => this.weight[part] > 0).flatMap((part) => this.leavesWithWeight(part));
  }

  private splitEvenly(node: number): void {
    const leaves = this.leavesWithWeight(node);
    for (const leaf of leaves)
      for (let n = leaf; n !== node; n = this.index.nodes[n].parent) this.contribution[n] += this.contribution[node] / leaves.length;
  }
}

function median(values: number[]): number {
  if (values.length === 0) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

export interface Contributions {
  /** Score of the median locality. */
  baseline: number;
  /** By node, in points of the final score; null where the unit is not assessed. */
  of(unit: number): number[] | null;
}

export function contributions(report: Report, weight: number[]): Contributions {
  const { index, units, stamp } = report;
  const below = finestBelow(units, stamp.hierarchy[stamp.hierarchy.length - 1]);
  for (const [unit, members] of Object.entries(units.members)) below[Number(unit)] = members;
  const scores = units.code.map((_, unit) => (below[unit].length === 1 && below[unit][0] === unit ? evaluate(index, weight, unit) : null));
  const assessed = scores.filter((score): score is number[] => score !== null && !Number.isNaN(score[0]));
  const leaves = index.nodes.map((node, n) => (node.parts ? NaN : median(assessed.map((s) => s[n]).filter((s) => !Number.isNaN(s)))));
  const baseline = evaluateFrom(index, weight, leaves);
  const known = new Map<number, number[] | null>();
  const ofFinest = (unit: number): number[] | null => {
    const score = scores[unit]!;
    return Number.isNaN(score[0]) ? null : new Descent(index, weight, score, baseline).contribution;
  };
  const ofParent = (unit: number): number[] | null => {
    const parts = below[unit].flatMap((i) => (of(i) !== null && (units.people[i] ?? 0) > 0 ? [i] : []));
    const people = parts.reduce((sum, i) => sum + units.people[i]!, 0);
    if (parts.length === 0) return null;
    return index.nodes.map((_, n) => parts.reduce((sum, i) => sum + units.people[i]! * of(i)![n], 0) / people);
  };
  const of = (unit: number): number[] | null => {
    if (!known.has(unit)) known.set(unit, scores[unit] !== null ? ofFinest(unit) : ofParent(unit));
    return known.get(unit)!;
  };
  return { baseline: baseline[0], of };
}
