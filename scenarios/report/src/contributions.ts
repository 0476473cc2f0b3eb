// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// What each node adds to the score of the median locality, as engine/contribution.cpp has it.
import { evaluate, finestBelow, nodeScore } from "./formulas";
import type { Index, Report } from "./report";
import { shapleyValues } from "./shapley";

const closeToBaseline = 1e-6;
const smallChange = 1e-3;
const mostPassedOn = 20; // twice the scale

const same = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));

interface Tree {
  index: Index;
  weight: number[];
}

/** Shapley value of every part of a node, in points of the node. */
function valuesOfParts({ index, weight }: Tree, node: number, here: number[], baseline: number[]): number[] {
  const parts = index.nodes[node].parts!;
  const weights = parts.map((part) => weight[part]);
  const players = parts.flatMap((_, p) => (weights[p] > 0 && !same(here[p], baseline[p]) ? [p] : []));
  const worth = Array.from({ length: 1 << players.length }, (_, subset) => {
    const scores = [...baseline];
    players.forEach((p, k) => {
      if ((subset >> k) & 1) scores[p] = here[p];
    });
    return nodeScore(index.nodes[node], scores, weights);
  });
  const value = parts.map(() => 0);
  shapleyValues(players.length, worth).forEach((v, k) => (value[players[k]] = v));
  return value;
}

function leavesWithWeight({ index, weight }: Tree, node: number): number[] {
  const { parts } = index.nodes[node];
  return parts ? parts.filter((part) => weight[part] > 0).flatMap((part) => leavesWithWeight({ index, weight }, part)) : [node];
}

/** Passes the contribution of each node on to its parts, for one locality. */
class Descent {
  constructor(private tree: Tree, private score: number[], private baseline: number[], private contribution: number[]) {}

  passOn(node: number, rateOfNode: number): void {
    const { index, weight } = this.tree;
    const parts = index.nodes[node].parts!;
    const here = parts.map((part) => this.score[part]);
    const baseline = parts.map((part) => this.baseline[part]);
    const value = valuesOfParts(this.tree, node, here, baseline);
    const sum = value.reduce((a, b) => a + b, 0);
    const size = value.reduce((a, b) => a + Math.abs(b), 0);
    const rate = node !== 0 && Math.abs(rateOfNode) * size > mostPassedOn ? (Math.sign(rateOfNode) * mostPassedOn) / size : rateOfNode;
    const weighted = parts.flatMap((part, p) => (weight[part] > 0 ? [p] : []));
    const remainder = (this.contribution[node] - rate * sum) / weighted.length;
    for (const p of weighted) {
      const part = parts[p];
      this.contribution[part] = rate * value[p] + remainder;
      if (!index.nodes[part].parts) continue;
      if (Number.isNaN(this.score[part]) || Number.isNaN(this.baseline[part])) this.splitEvenly(part);
      else this.passOn(part, this.rateOf(node, p, here, baseline, rate));
    }
  }

  /** Points of the final score for a point of a part. */
  private rateOf(node: number, p: number, here: number[], baseline: number[], rateAbove: number): number {
    const change = here[p] - baseline[p];
    if (Math.abs(change) >= closeToBaseline) return this.contribution[this.tree.index.nodes[node].parts![p]] / change;
    const step = baseline[p] < 5 ? smallChange : -smallChange;
    const moved = [...here];
    moved[p] = baseline[p] + step;
    return (rateAbove * valuesOfParts(this.tree, node, moved, baseline)[p]) / step;
  }

  private splitEvenly(node: number): void {
    const leaves = leavesWithWeight(this.tree, node);
    for (const leaf of leaves)
      for (let n = leaf; n !== node; n = this.tree.index.nodes[n].parent)
        this.contribution[n] += this.contribution[node] / leaves.length;
  }
}

function median(values: number[]): number {
  if (values.length === 0) return NaN;
  values.sort((a, b) => a - b);
  const half = values.length >> 1;
  return values.length % 2 === 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

export interface Contributions {
  /** Score of the median locality. */
  baseline: number;
  /** By node, in points of the final score; NaN where the unit is not assessed. */
  of(unit: number): number[];
}

/** Worked out for a unit when it is first asked for. */
export function contributionsWith({ index, units, stamp }: Report, weight: number[]): Contributions {
  const finest = stamp.hierarchy[stamp.hierarchy.length - 1];
  const scores = units.level.map((level, i) => (level === finest ? evaluate(index, weight, i) : []));
  const assessed = scores.flatMap((score, i) => (score.length > 0 && !Number.isNaN(score[0]) ? [i] : []));
  const leaves = index.nodes.map((node, n) => (node.parts ? NaN : median(assessed.map((i) => scores[i][n]).filter((v) => !Number.isNaN(v)))));
  const baseline = evaluate(index, weight, (leaf) => leaves[leaf]);
  const below = finestBelow(units, finest);
  const known = new Map<number, number[]>();
  const none = index.nodes.map(() => NaN);

  function ofFinest(unit: number): number[] {
    const contribution = index.nodes.map(() => 0);
    contribution[0] = scores[unit][0] - baseline[0];
    if (Number.isNaN(contribution[0])) return none;
    new Descent({ index, weight }, scores[unit], baseline, contribution).passOn(0, 1);
    return contribution;
  }

  /** Mean by people over the assessed localities below. */
  function ofParent(unit: number): number[] {
    const among = below[unit].filter((i) => !Number.isNaN(scores[i][0]) && (units.people[i] ?? 0) > 0);
    const all = among.reduce((sum, i) => sum + units.people[i]!, 0);
    return index.nodes.map((_, n) => among.reduce((sum, i) => sum + units.people[i]! * of(i)[n], 0) / all);
  }

  function of(unit: number): number[] {
    if (!known.has(unit)) known.set(unit, scores[unit].length > 0 ? ofFinest(unit) : ofParent(unit));
    return known.get(unit)!;
  }
  return { baseline: baseline[0], of };
}
