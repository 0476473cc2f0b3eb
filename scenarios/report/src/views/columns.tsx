// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// The columns of the list: of one scenario, or of the difference of two.
import type { ComponentChildren } from "preact";
import type { Shown } from "../measures";
import { amount, decimals, folded, signed } from "../numbers";
import { before, report, select, standing, weights } from "../state";
import { t } from "../texts";
import { Badge } from "./badge";
import { DecidedMark } from "./decided";

export interface Column {
  id: "rank" | "name" | "class" | "score" | "people" | "value" | "change";
  words: string;
  /** What it is sorted by, where it can be; NaN is not known. */
  key?: (unit: number) => number | string;
  /** The largest first. */
  down?: boolean;
  cell: (unit: number) => ComponentChildren;
}

/** Of the saved run alone: nobody has drawn with other weights. */
function interval(unit: number): string {
  if (weights.value !== null) return "";
  const { rank_low, rank_high } = report.units.ranking;
  const low = rank_low[unit];
  const high = rank_high[unit];
  return low === null || high === null ? "" : `${low}–${high}`;
}

const tenths = (score: number) => (Number.isNaN(score) ? "–" : decimals(score, 1));

const name = (): Column => ({
  id: "name",
  words: t("name"),
  key: (unit) => folded(report.units.name[unit]),
  cell: (unit) => {
    const up = report.units.parent[unit];
    return (
      <>
        <button type="button" onClick={() => select(unit)}>{report.units.name[unit]}</button>
        {up >= 0 && <small> {report.units.name[up]}</small>}
        <DecidedMark unit={unit} />
      </>
    );
  },
});

function measured(extra: Shown | null): Column[] {
  return extra ? [{ id: "value", words: extra.title, key: extra.value, down: true, cell: extra.text }] : [];
}

function ofOne(): Column[] {
  const { score, rank, class: classes } = standing.value;
  return [
    { id: "rank", words: t("rank"), key: (unit) => rank[unit] ?? NaN, cell: (unit) => <>{rank[unit] ?? "–"} <small>{interval(unit)}</small></> },
    name(),
    { id: "class", words: t("class"), cell: (unit) => <Badge of={classes[unit]} /> },
    { id: "score", words: t("score"), key: (unit) => score[unit], down: true, cell: (unit) => tenths(score[unit]) },
    { id: "people", words: t("people"), key: (unit) => report.units.people[unit] ?? NaN, down: true, cell: (unit) => amount(report.units.people[unit]) },
  ];
}

function ofTwo(): Column[] {
  const now = standing.value;
  const old = before.value!;
  const change = (unit: number) => now.score[unit] - old.score[unit];
  const places = (unit: number) => (now.rank[unit] ?? NaN) - (old.rank[unit] ?? NaN);
  return [
    { id: "change", words: t("change"), key: change, down: true, cell: (unit) => (Number.isNaN(change(unit)) ? "–" : signed(change(unit))) },
    name(),
    {
      id: "class",
      words: t("class"),
      cell: (unit) => (now.class[unit] === old.class[unit] ? <Badge of={now.class[unit]} /> : <><Badge of={old.class[unit]} /> → <Badge of={now.class[unit]} /></>),
    },
    { id: "score", words: t("score"), key: (unit) => now.score[unit], down: true, cell: (unit) => `${tenths(old.score[unit])} → ${tenths(now.score[unit])}` },
    { id: "rank", words: t("rank"), key: places, cell: (unit) => `${old.rank[unit] ?? "–"} → ${now.rank[unit] ?? "–"}` },
  ];
}

export function columns(extra: Shown | null): Column[] {
  return [...(before.value === null ? ofOne() : ofTwo()), ...measured(extra)];
}
