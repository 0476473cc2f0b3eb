// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// What the program writes into the page. Lists by unit have one entry for each of `units.code`.

export type Language = "fr" | "en";
export type Words = Record<Language, string>;
export type Known = number | null;

/** What a public variant leaves out. */
export interface Publication {
  layers: number;
  indicators: number;
  index_weight: number;
  /** Counts under 10, and figures from which such could be worked out. */
  small: number;
  masked: number;
}

export interface Stamp {
  title: string;
  as_of: string;
  synthetic: boolean;
  note: string;
  version: string;
  vintage: string;
  index: string;
  hierarchy: string[];
  headline_level: string;
  own_share: Known;
  draws: number;
  top: number;
  publication: Publication | null;
}

export interface Ranking {
  score: Known[];
  class: number[];
  rank: Known[];
  rank_in_parent: Known[];
  reliability: Known[];
  own_share: Known[];
  rank_low: Known[];
  rank_high: Known[];
  score_low: Known[];
  score_high: Known[];
  in_top: Known[];
  oldest: string[];
}

export interface Said {
  drivers: string[];
  not_assessed: string[];
  doubt: string[];
}

export interface Units {
  code: string[];
  name: string[];
  level: string[];
  parent: number[];
  people: Known[];
  ranking: Ranking;
  texts: { name: string; label_fr: string; label_en: string; value: string[] }[];
  fr: Said;
  en: Said;
}

export interface Geometry {
  corner: [number, number];
  step: number;
  units: number[];
  borders: number[][];
  shapes: number[][][][];
}

export type Mean = "arithmetic" | "geometric" | "inverted_geometric" | "maximum";

export interface IndexNode {
  name: string;
  label_fr: string;
  label_en: string;
  parent: number;
  weight: number;
  given_weight: number;
  contribution: Known[];
  score: Known[];
  indicator?: number;
  mean?: Mean;
  minimum_share?: number;
  required?: number[];
  parts?: number[];
}

export interface Index {
  name: string;
  baseline: Known;
  nodes: IndexNode[];
  not_ranked_with: { node: number; coverage: number }[];
}

export interface Indicator {
  name: string;
  label_fr: string;
  label_en: string;
  unit: string;
  unit_fr: string;
  base: string;
  level: string;
  date: string;
  source: string;
  sensitivity: string;
  worse: "" | "higher" | "lower";
  value: Known[];
  origin: string;
  at_least: number[];
  missing?: { en: string[]; fr: string[]; of_unit: number[] };
  /** In a public variant, by unit: "s" a small count, "m" masked for the sake of another, "." neither. */
  masked?: string;
}

export interface Caseload {
  hazard: string;
  hazard_fr: string;
  indicator: string;
}

export interface Account {
  inputs: {
    layer: string;
    file: string;
    licence: string;
    sensitivity: string;
    provider: string;
    date: string;
    vintage: string;
    note: string;
  }[];
  warnings: Words[];
  changes: { key: string; what: Words; number: number }[];
  exclusions: { source: string; reason: Words; rows: number; people: Known; events: Known }[];
  reconciliation: { figure: Words; unit: string; source: string; published: number; ours: Known; reason: Words }[];
}

export interface Points {
  layer: string;
  kind: "facility" | "event" | "place";
  label_fr: string;
  label_en: string;
  x: number[];
  y: number[];
  name: string[];
  type: string[];
  /** Unit of the finest level in which it lies, -1 where in none. */
  unit: number[];
}

export interface Picture {
  label_fr: string;
  label_en: string;
  png: string;
  bounds: [number, number, number, number];
}

export interface Report {
  stamp: Stamp;
  /** The scenario as YAML, without weights that it changes: the index has them. Empty in a public variant. */
  scenario: string;
  units: Units;
  geometry: Geometry;
  index: Index;
  indicators: Indicator[];
  caseloads: Caseload[];
  points: Points[];
  pictures: Picture[];
  account: Account;
}

export function readReport(): Report {
  return JSON.parse(document.getElementById("data")!.textContent!) as Report;
}
