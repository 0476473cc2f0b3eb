// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// What the program writes into the page. Lists by unit have one entry for each of `units.code`.

export type Language = "fr" | "en";
export type Words = Record<Language, string>;
export type Known = number | null;

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
  not_assessed: string[];
  doubt: string[];
}

export interface Units {
  code: string[];
  name: string[];
  level: string[];
  parent: number[];
  /** Of units of other partitions: the finest units that they hold. */
  members: Record<string, number[]>;
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
  score: Known[];
  indicator?: number;
  /** Of a leaf: its value in words, `{}` standing for the number; where an inherited one comes from. */
  words?: Words;
  inherited?: Words;
  mean?: Mean;
  minimum_share?: number;
  required?: number[];
  parts?: number[];
}

export interface Index {
  name: string;
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
  reconciliation: {
    figure: string;
    figure_fr: string;
    unit: string;
    source: string;
    published: number;
    ours: Known;
    reason: string;
    reason_fr: string;
  }[];
}

interface Layer {
  layer: string;
  label_fr: string;
  label_en: string;
  sensitivity: string;
  type: string[];
}

/** Health facilities and towns. */
export interface Places extends Layer {
  kind: "facility" | "town";
  x: number[];
  y: number[];
  name: string[];
  /** Unit of the finest level in which it lies, -1 where in none. */
  unit: number[];
}

/** Events of the window of the run, the latest first. */
export interface Events extends Layer {
  kind: "event";
  days: number;
  complete: boolean;
  /** null where the place is known for a cercle or a region only. */
  x: Known[];
  y: Known[];
  /** The finest unit that it counts for. */
  unit: number[];
  /** A day, or a year. */
  date: string[];
  deaths: Known[];
  /** So many alike. */
  times: number[];
  /** A letter each: known to a point, a commune, 25 km (k), a cercle (e), a region. */
  precision: string;
}

export type Points = Places | Events;

export interface Hazards {
  flood: { years: number; depth_m: number; indicator: string }[];
  /** By unit, bit 0 is January; 0 where the months are not known. */
  months: { hazard: string; note: Words; of_unit: number[] }[];
}

export interface Colours {
  classes: { colour: string; from: Known; to: Known }[];
  hatch: string;
  outline: string;
  ramps: Record<string, string[]>;
  /** By source of an indicator. */
  themes: Record<string, string>;
}

export interface Picture {
  label_fr: string;
  label_en: string;
  png: string;
  bounds: [number, number, number, number];
}

export interface Report {
  stamp: Stamp;
  /** The scenario as YAML, without weights that it changes: the index has them. */
  scenario: string;
  units: Units;
  geometry: Geometry;
  index: Index;
  indicators: Indicator[];
  caseloads: Caseload[];
  points: Points[];
  pictures: Picture[];
  hazards: Hazards;
  colours: Colours;
  account: Account;
}

export function readReport(): Report {
  return JSON.parse(document.getElementById("data")!.textContent!) as Report;
}
