// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// People by hazard and month, as far as the months are known.
import { amount, day } from "../numbers";
import { byName, finest, report, unitsOf } from "../state";
import { lies } from "../places";
import type { Indicator } from "../report";
import { label, language, oneOf, t } from "../texts";
import { inherited, people } from "./hazards";

const months = Array.from({ length: 12 }, (_, month) => month);

function monthName(month: number): string {
  return new Date(Date.UTC(2001, month, 1)).toLocaleDateString(language.value, { month: "short", timeZone: "UTC" });
}

interface ByMonth {
  /** null in months without the hazard. */
  people: (number | null)[];
  /** People whose months are not known. */
  without: number;
  /** Localities without a figure. */
  lacking: number;
}

/** Of a unit with months of its own, its people in each; of others, those of the finest units inside. null: not known. */
function byMonth(indicator: Indicator, mask: number[], unit: number): ByMonth | null {
  const units = mask[unit] > 0 ? [unit] : unitsOf(finest).filter((i) => i !== unit && lies(i, unit));
  const value = (i: number): number | null => (inherited(indicator, i) ? null : indicator.value[i]);
  const known = units.filter((i) => value(i) !== null);
  const sum = (of: number[]) => of.reduce((total, i) => total + value(i)!, 0);
  const dated = known.filter((i) => mask[i] > 0);
  if (dated.length === 0) return null;
  return {
    people: months.map((month) => {
      const now = dated.filter((i) => (mask[i] >> month) & 1);
      return now.length === 0 ? null : sum(now);
    }),
    without: sum(known.filter((i) => mask[i] === 0)),
    lacking: units.length - known.length,
  };
}

function unknownWords(indicator: Indicator, unit: number): string {
  if (inherited(indicator, unit)) return t("months_of_whole", { value: people(indicator, unit), level: oneOf(indicator.level) });
  if (indicator.value[unit] === null) return t("no_figure");
  return indicator.date ? t("months_unknown_since", { date: day(indicator.date) }) : t("months_unknown");
}

function Row({ indicator, hazard, unit }: { indicator: Indicator; hazard: string; unit: number }) {
  const known = report.hazards.months.find((m) => m.hazard === hazard);
  const found = known ? byMonth(indicator, known.of_unit, unit) : null;
  const notes = found === null ? [] : [
    known!.note[language.value],
    found.without > 0 ? t("months_without", { count: amount(found.without) }) : "",
    found.lacking > 0 ? t("months_lacking", { count: found.lacking }) : "",
  ];
  return (
    <tr>
      <th scope="row">
        {label(indicator)} <small>{notes.filter(Boolean).join(" ; ")}</small>
      </th>
      <td>{indicator.value[unit] === null || inherited(indicator, unit) ? "–" : people(indicator, unit)}</td>
      {found === null ? (
        <td colSpan={12} class="words">{unknownWords(indicator, unit)}</td>
      ) : (
        found.people.map((n) => <td class={n === null ? "" : "on"}>{n === null ? "" : amount(n)}</td>)
      )}
    </tr>
  );
}

export function Months({ unit }: { unit: number }) {
  const rows = report.caseloads.map((c) => ({ ...c, position: byName(c.indicator) })).filter((c) => c.position >= 0);
  if (rows.length === 0) return null;
  return (
    <table class="plain months">
      <caption>{t("caseload_by_month")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("figure")}</th>
          <th scope="col">{t("persons")}</th>
          {months.map((month) => <th scope="col">{monthName(month)}</th>)}
        </tr>
      </thead>
      <tbody>
        {rows.map((c) => <Row indicator={report.indicators[c.position]} hazard={c.hazard} unit={unit} />)}
      </tbody>
    </table>
  );
}
