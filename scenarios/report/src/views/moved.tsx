// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// What became of a unit between two scenarios, and why.
import type { Part } from "../comparison";
import { changedFigures } from "../differences";
import { amount, decimals, signed, withUnit } from "../numbers";
import { against, before, comparison, report, reportOf, standing } from "../state";
import { label, t } from "../texts";
import { Badge } from "./badge";

const leastShown = 0.005;

function partName(part: Part): string {
  if (part.node !== undefined) return label(report.index.nodes[part.node]);
  return part.kind === "population" ? t("population") : part.kind === "weights" ? t("part_weights") : t("part_coverage");
}

/** "Aléa et exposition +0,42, ..." of the parts that moved a unit, the largest first. */
export function whyMoved(unit: number): string {
  return partsOf(unit)
    .filter(({ score }) => Math.abs(score) >= leastShown)
    .map(({ name, score }) => `${name} ${signed(score)}`)
    .join(" ; ");
}

function partsOf(unit: number): { name: string; score: number; rank: number }[] {
  const found = comparison.value;
  if (found === null) return [];
  return found.parts
    .map((part, p) => ({ name: partName(part), score: found.ofScore[p][unit], rank: found.ofRank[p][unit] }))
    .filter(({ score, rank }) => Math.abs(score) >= leastShown || Math.abs(rank) >= leastShown)
    .sort((a, b) => Math.abs(b.score) - Math.abs(a.score));
}

function Both({ unit }: { unit: number }) {
  const now = standing.value;
  const old = before.value!;
  const score = now.score[unit] - old.score[unit];
  const rank = (now.rank[unit] ?? NaN) - (old.rank[unit] ?? NaN);
  const people = (report.units.people[unit] ?? NaN) - (reportOf(against.value!).units.people[unit] ?? NaN);
  const known = (change: number, words: (size: number) => string) => (Number.isNaN(change) ? "–" : signed(change, words));
  return (
    <table class="plain">
      <thead>
        <tr>
          <td />
          <th scope="col">{t("compared_with")}</th>
          <th scope="col">{t("scenario")}</th>
          <th scope="col">{t("change")}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t("class")}</th>
          <td><Badge of={old.class[unit]} named /></td>
          <td><Badge of={now.class[unit]} named /></td>
          <td />
        </tr>
        <tr>
          <th scope="row">{t("score")}</th>
          <td>{decimals(old.score[unit], 2)}</td>
          <td>{decimals(now.score[unit], 2)}</td>
          <td>{known(score, (v) => decimals(v, 2))}</td>
        </tr>
        <tr>
          <th scope="row">{t("rank")}</th>
          <td>{old.rank[unit] ?? "–"}</td>
          <td>{now.rank[unit] ?? "–"}</td>
          <td>{known(rank, (v) => decimals(v, 0))}</td>
        </tr>
        <tr>
          <th scope="row">{t("population")}</th>
          <td>{amount(reportOf(against.value!).units.people[unit])}</td>
          <td>{amount(report.units.people[unit])}</td>
          <td>{known(people, amount)}</td>
        </tr>
      </tbody>
    </table>
  );
}

function Parts({ unit }: { unit: number }) {
  const score = standing.value.score[unit] - before.value!.score[unit];
  if (Number.isNaN(score)) return <p class="notice">{t("moved_unknown")}</p>;
  if (comparison.value === null) return <p class="notice">{t("moved_other_index")}</p>;
  const parts = partsOf(unit);
  if (parts.length === 0) return <p>{t("moved_nothing")}</p>;
  return (
    <table class="plain parts">
      <thead>
        <tr>
          <th scope="col">{t("moved_by")}</th>
          <th scope="col">{t("score")}</th>
          <th scope="col">{t("rank")}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr>
            <th scope="row">{part.name}</th>
            <td>{signed(part.score)}</td>
            <td>{signed(part.rank, (v) => decimals(v, 1))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Figures({ unit }: { unit: number }) {
  const changes = changedFigures(unit);
  if (changes.length === 0) return null;
  const words = (value: number | null, position: number) => (value === null ? t("no_figure") : withUnit(value, report.indicators[position]));
  return (
    <section>
      <h3>{t("moved_figures")}</h3>
      <table class="plain">
        <tbody>
          {changes.map(({ position, from, to }) => (
            <tr>
              <th scope="row">{label(report.indicators[position])}</th>
              <td>{words(from, position)} → {words(to, position)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function Moved({ unit }: { unit: number }) {
  if (against.value === null) return null;
  return (
    <section class="moved">
      <h3>{t("moved")}</h3>
      <Both unit={unit} />
      <Parts unit={unit} />
      <Figures unit={unit} />
    </section>
  );
}
