// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { decimals, amount, folded } from "../numbers";
import { ancestor, finest, level, measure, query, report, select, standing, unitsOf, weights } from "../state";
import { shownMeasure } from "../measures";
import { t, type Key } from "../texts";
import { Badge } from "./badge";
import { DecidedMark } from "./decided";

type Column = "rank" | "name" | "score" | "people" | "value";
const sorted = signal<{ by: Column; down: boolean }>({ by: "rank", down: false });

function valueOf(column: Column, unit: number, value: (unit: number) => number): number | string {
  const { score, rank } = standing.value;
  if (column === "rank") return rank[unit] ?? NaN;
  if (column === "name") return folded(report.units.name[unit]);
  if (column === "score") return score[unit];
  if (column === "people") return report.units.people[unit] ?? NaN;
  return value(unit);
}

/** What is not known stands last in both directions. */
function inOrder(units: number[], value: (unit: number) => number): number[] {
  const { by, down } = sorted.value;
  const keyed = units.map((unit) => ({ unit, key: valueOf(by, unit, value) }));
  const known = keyed.filter(({ key }) => !Number.isNaN(key as number) || typeof key === "string");
  const unknown = keyed.filter(({ key }) => typeof key === "number" && Number.isNaN(key));
  known.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) * (down ? -1 : 1));
  return [...known, ...unknown].map(({ unit }) => unit);
}

function matches(unit: number, wanted: string): boolean {
  const { name, code, parent } = report.units;
  const up = parent[unit];
  return folded(`${name[unit]} ${code[unit]} ${up < 0 ? "" : name[up]}`).includes(wanted);
}

function Heading({ column, words }: { column: Column; words: string }) {
  const { by, down } = sorted.value;
  const state = by !== column ? "none" : down ? "descending" : "ascending";
  const first = column === "score" || column === "people" || column === "value";
  return (
    <th scope="col" aria-sort={state} class={column}>
      <button type="button" onClick={() => (sorted.value = { by: column, down: by === column ? !down : first })}>
        {words}
        <span aria-hidden="true">{state === "none" ? "" : down ? " ▾" : " ▴"}</span>
      </button>
    </th>
  );
}

/** Of the saved run alone: nobody has drawn with other weights. */
function interval(unit: number): string {
  if (weights.value !== null) return "";
  const { rank_low, rank_high } = report.units.ranking;
  const low = rank_low[unit];
  const high = rank_high[unit];
  return low === null || high === null ? "" : `${low}–${high}`;
}

function Row({ unit, text }: { unit: number; text: string | null }) {
  const { units } = report;
  const { score, rank, class: classes } = standing.value;
  const up = units.parent[unit];
  return (
    <tr onClick={() => select(unit)}>
      <td class="rank">
        {rank[unit] ?? "–"} <small>{interval(unit)}</small>
      </td>
      <th scope="row" class="name">
        <button type="button" onClick={() => select(unit)}>{units.name[unit]}</button>
        {up >= 0 && <small> {units.name[up]}</small>}
        <DecidedMark unit={unit} />
      </th>
      <td class="class"><Badge of={classes[unit]} /></td>
      <td class="score">{Number.isNaN(score[unit]) ? "–" : decimals(score[unit], 1)}</td>
      <td class="people">{amount(units.people[unit])}</td>
      {text !== null && <td class="value">{text}</td>}
    </tr>
  );
}

function OrderNote() {
  const share = report.stamp.own_share;
  if (level.value !== finest || share === null || share >= 0.5 || report.stamp.hierarchy.length < 2) return null;
  return <p class="notice" role="note">{t("order_note")}</p>;
}

function Region({ value, onChange }: { value: number; onChange: (unit: number) => void }) {
  const top = report.stamp.hierarchy[0];
  if (level.value === top) return null;
  return (
    <select aria-label={t("level_region" as Key)} value={String(value)} onChange={(e) => onChange(Number(e.currentTarget.value))}>
      <option value="-1">{t("all_units")}</option>
      {unitsOf(top).map((unit) => <option value={String(unit)}>{report.units.name[unit]}</option>)}
    </select>
  );
}

const within = signal(-1);

export function List() {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => body.current?.scrollTo({ top: 0 }), [level.value, query.value]);
  const extra = measure.value === "class" ? null : shownMeasure(measure.value, level.value);
  const all = unitsOf(level.value);
  const top = report.stamp.hierarchy[0];
  const wanted = folded(query.value);
  const found = all.filter((unit) => (within.value < 0 || level.value === top || ancestor(unit, top) === within.value) && matches(unit, wanted));
  const rows = inOrder(found, extra?.value ?? (() => NaN));
  return (
    <div class="list">
      <OrderNote />
      <div class="filters">
        <input type="search" placeholder={t("search")} aria-label={t("search")} value={query.value} onInput={(e) => (query.value = e.currentTarget.value)} />
        <Region value={within.value} onChange={(unit) => (within.value = unit)} />
        <span role="status">{t("unit_count", { shown: rows.length, count: all.length })}</span>
      </div>
      <div class="rows" ref={body} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <Heading column="rank" words={t("rank")} />
              <Heading column="name" words={t("name")} />
              <th scope="col" class="class">{t("class")}</th>
              <Heading column="score" words={t("score")} />
              <Heading column="people" words={t("people")} />
              {extra && <Heading column="value" words={extra.title} />}
            </tr>
          </thead>
          <tbody>
            {rows.map((unit) => <Row key={unit} unit={unit} text={extra ? extra.text(unit) : null} />)}
          </tbody>
        </table>
        {rows.length === 0 && <p>{t("no_match")}</p>}
      </div>
    </div>
  );
}
