// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { folded } from "../numbers";
import { against, ancestor, finest, level, measure, query, report, select, unitsOf } from "../state";
import { shownMeasure } from "../measures";
import { t, type Key } from "../texts";
import { columns, type Column } from "./columns";

interface Order {
  by: Column["id"];
  down: boolean;
}
const ofOne = signal<Order>({ by: "rank", down: false });
const ofTwo = signal<Order>({ by: "change", down: true });
const order = () => (against.value === null ? ofOne : ofTwo);

/** What is not known stands last in both directions. */
function inOrder(units: number[], all: Column[]): number[] {
  const { by, down } = order().value;
  const key = (all.find(({ id }) => id === by) ?? all[0]).key!;
  const keyed = units.map((unit) => ({ unit, key: key(unit) }));
  const known = keyed.filter((one) => typeof one.key === "string" || !Number.isNaN(one.key));
  const unknown = keyed.filter((one) => typeof one.key === "number" && Number.isNaN(one.key));
  known.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) * (down ? -1 : 1));
  return [...known, ...unknown].map(({ unit }) => unit);
}

function matches(unit: number, wanted: string): boolean {
  const { name, code, parent } = report.units;
  const up = parent[unit];
  return folded(`${name[unit]} ${code[unit]} ${up < 0 ? "" : name[up]}`).includes(wanted);
}

function Heading({ of: { id, words, key, down: first = false } }: { of: Column }) {
  if (!key) return <th scope="col" class={id}>{words}</th>;
  const { by, down } = order().value;
  const state = by !== id ? "none" : down ? "descending" : "ascending";
  return (
    <th scope="col" aria-sort={state} class={id}>
      <button type="button" onClick={() => (order().value = { by: id, down: by === id ? !down : first })}>
        {words}
        <span aria-hidden="true">{state === "none" ? "" : down ? " ▾" : " ▴"}</span>
      </button>
    </th>
  );
}

function Row({ unit, all }: { unit: number; all: Column[] }) {
  return (
    <tr onClick={() => select(unit)}>
      {all.map(({ id, cell }) => (id === "name" ? <th scope="row" class={id}>{cell(unit)}</th> : <td class={id}>{cell(unit)}</td>))}
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
  useEffect(() => body.current?.scrollTo({ top: 0 }), [level.value, query.value, against.value]);
  const all = columns(measure.value === "class" ? null : shownMeasure(measure.value, level.value));
  const units = unitsOf(level.value);
  const top = report.stamp.hierarchy[0];
  const wanted = folded(query.value);
  const found = units.filter((unit) => (within.value < 0 || level.value === top || ancestor(unit, top) === within.value) && matches(unit, wanted));
  const rows = inOrder(found, all);
  return (
    <div class={against.value === null ? "list" : "list two"}>
      <OrderNote />
      <div class="filters">
        <input type="search" placeholder={t("search")} aria-label={t("search")} value={query.value} onInput={(e) => (query.value = e.currentTarget.value)} />
        <Region value={within.value} onChange={(unit) => (within.value = unit)} />
        <span role="status">{t("unit_count", { shown: rows.length, count: units.length })}</span>
      </div>
      <div class="rows" ref={body} tabIndex={0}>
        <table>
          <thead>
            <tr>{all.map((column) => <Heading key={column.id} of={column} />)}</tr>
          </thead>
          <tbody>
            {rows.map((unit) => <Row key={unit} unit={unit} all={all} />)}
          </tbody>
        </table>
        {rows.length === 0 && <p>{t("no_match")}</p>}
      </div>
    </div>
  );
}
