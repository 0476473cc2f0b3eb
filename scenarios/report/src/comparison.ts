// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// What moved scores and ranks between two scenarios over the same localities: Shapley values over the parts that
// differ, as engine/comparison.hpp describes them.
import { evaluateFrom, finestBelow, ofParent, ranksOf } from "./formulas";
import type { IndexNode, Known, Report } from "./report";
import { shapleyValues } from "./shapley";

/** One of the two, with the weights that count in it: of the index as given, before any is taken out for coverage. */
export interface Side {
  report: Report;
  given: number[];
  locked: ReadonlySet<number>;
  score: number[];
}

export interface Part {
  /** Node of a dimension; of the others there is none. */
  node?: number;
  kind: "dimension" | "population" | "weights" | "coverage";
}

export interface Comparison {
  parts: Part[];
  /** [part][unit], NaN unless assessed in both. */
  ofScore: number[][];
  ofRank: number[][];
}

type Bits = number;

const sameDefinition = (a: IndexNode, b: IndexNode): boolean =>
  a.name === b.name && a.parent === b.parent && a.mean === b.mean && a.minimum_share === b.minimum_share &&
  a.scale === b.scale && String(a.required) === String(b.required) && String(a.parts) === String(b.parts);

/** Whether two indices differ in nothing but weights. Others cannot be told apart here. */
export function comparable(a: Report, b: Report): boolean {
  const [x, y] = [a.index.nodes, b.index.nodes];
  return x.length === y.length && x.every((node, n) => sameDefinition(node, y[n]));
}

const hazardAndExposure = "hazard_exposure";

class Game {
  private below: number[][];
  private finest: boolean[];
  private partOf: number[]; // by leaf: position of its part
  private peoplePart: number;
  private weightsPart: number;
  private coveragePart: number;
  readonly parts: Part[];

  constructor(private sides: [Side, Side]) {
    const { index, units, stamp } = sides[0].report;
    const finest = stamp.hierarchy[stamp.hierarchy.length - 1];
    this.finest = units.level.map((level) => level === finest);
    this.below = finestBelow(units, finest);
    const dimensions = index.nodes[0].parts!;
    this.parts = dimensions.map((node) => ({ node, kind: "dimension" }));
    this.partOf = index.nodes.map((_, n) => dimensions.indexOf(this.dimensionOf(n)));
    const hazard = dimensions.findIndex((node) => index.nodes[node].name === hazardAndExposure);
    this.peoplePart = hazard >= 0 ? hazard : this.parts.push({ kind: "population" }) - 1;
    this.weightsPart = this.parts.push({ kind: "weights" }) - 1;
    this.coveragePart = this.parts.push({ kind: "coverage" }) - 1;
  }

  private dimensionOf(node: number): number {
    const { nodes } = this.sides[0].report.index;
    let at = node;
    while (nodes[at].parent > 0) at = nodes[at].parent;
    return at;
  }

  private leafScores(leaf: number): [Known[], Known[]] {
    return [this.sides[0].report.index.nodes[leaf].score, this.sides[1].report.index.nodes[leaf].score];
  }

  /** Positions of the parts that differ. */
  players(): number[] {
    const { nodes } = this.sides[0].report.index;
    const differs = this.parts.map(() => false);
    nodes.forEach((node, leaf) => {
      if (node.parts) return;
      const [a, b] = this.leafScores(leaf);
      a.forEach((score, i) => {
        if (score === b[i]) return;
        differs[score === null || b[i] === null ? this.coveragePart : this.partOf[leaf]] = true;
      });
    });
    const [people, others] = this.sides.map((side) => side.report.units.people);
    if (people.some((v, i) => v !== others[i])) differs[this.peoplePart] = true;
    if (this.sides[0].given.some((w, n) => w !== this.sides[1].given[n])) differs[this.weightsPart] = true;
    return differs.flatMap((yes, p) => (yes ? [p] : []));
  }

  private run = (bits: Bits, part: number): 0 | 1 => ((bits >> part) & 1) as 0 | 1;

  private weights(definition: 0 | 1, coverage: 0 | 1): number[] {
    return this.sides[definition].given.map((w, n) => (this.sides[coverage].locked.has(n) ? 0 : w));
  }

  /** Known where it is known on the side of the coverage; then of the side of its part. */
  private leaves(bits: Bits, coverage: 0 | 1, unit: number): number[] {
    return this.sides[0].report.index.nodes.map((node, leaf) => {
      if (node.parts) return NaN;
      const scores = this.leafScores(leaf);
      const known = scores[coverage][unit];
      return known === null ? NaN : scores[this.run(bits, this.partOf[leaf])][unit] ?? known;
    });
  }

  scores(bits: Bits): number[] {
    const [a, b] = this.sides;
    const definition = this.run(bits, this.weightsPart);
    const coverage = this.run(bits, this.coveragePart);
    const { index, units } = a.report;
    const [weight, own] = [this.weights(definition, coverage), this.weights(definition, definition)];
    const inBoth = (unit: number) => !Number.isNaN(a.score[unit]) && !Number.isNaN(b.score[unit]);
    const score = units.code.map((_, unit) => {
      if (!this.finest[unit]) return NaN;
      const found = evaluateFrom(index, weight, this.leaves(bits, coverage, unit))[0];
      if (!Number.isNaN(found) || !inBoth(unit)) return found;
      const withItsCoverage = evaluateFrom(index, own, this.leaves(bits, definition, unit))[0];
      return Number.isNaN(withItsCoverage) ? this.sides[definition].score[unit] : withItsCoverage;
    });
    const { people } = this.sides[this.run(bits, this.peoplePart)].report.units;
    units.level.forEach((level, unit) => {
      if (this.finest[unit] || !a.report.stamp.hierarchy.includes(level)) return;
      const found = ofParent(score, people, this.below[unit]);
      score[unit] = Number.isNaN(found) && inBoth(unit) ? this.sides[definition].score[unit] : found;
    });
    return score;
  }

  ranks(bits: Bits, score: number[]): Known[] {
    const side = this.sides[this.run(bits, this.peoplePart)];
    return ranksOf(side.report.units, score);
  }
}

export function compare(before: Side, after: Side): Comparison {
  const game = new Game([before, after]);
  const players = game.players();
  const worth = Array.from({ length: 1 << players.length }, (_, subset) => {
    const bits = players.reduce((all, part, k) => all | (((subset >> k) & 1) << part), 0);
    const score = game.scores(bits);
    return { score, rank: game.ranks(bits, score) };
  });
  const none = () => before.score.map(() => NaN);
  const found: Comparison = { parts: game.parts, ofScore: game.parts.map(none), ofRank: game.parts.map(none) };
  before.score.forEach((score, unit) => {
    if (Number.isNaN(score) || Number.isNaN(after.score[unit])) return;
    game.parts.forEach((_, p) => (found.ofScore[p][unit] = found.ofRank[p][unit] = 0));
    shapleyValues(players.length, worth.map((w) => w.score[unit])).forEach((v, k) => (found.ofScore[players[k]][unit] = v));
    shapleyValues(players.length, worth.map((w) => w.rank[unit] ?? 0)).forEach((v, k) => (found.ofRank[players[k]][unit] = v));
  });
  return found;
}
