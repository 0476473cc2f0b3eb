// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// Who is exposed to what: people by hazard, floods by return period and depth, and what is not known.
import { amount, figure } from "../numbers";
import { byName, report } from "../state";
import type { Indicator } from "../report";
import { label, oneOf, t, type Key } from "../texts";

const sorted = (values: number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

const hazards: [string, Key][] = [
  ["flood", "hazard_flood"],
  ["drought", "hazard_drought"],
  ["conflict", "hazard_conflict"],
  ["food_insecurity", "hazard_food_insecurity"],
  ["displacement", "hazard_displacement"],
];

/** Lists by people of a conflict layer have its name. */
export const hazardOf = (caseload: string): string => (report.colours.themes[caseload] === "conflict" ? "conflict" : caseload);

/** A number of people without its unit. */
export function people(of: Indicator, unit: number): string {
  const value = amount(of.value[unit]);
  return of.at_least.includes(unit) ? t("at_least", { value }) : value;
}

function exposed(years: number, depth: number, unit: number): string {
  const position = byName(report.hazards.flood.find((f) => f.years === years && f.depth_m === depth)?.indicator ?? "");
  return position < 0 ? "–" : people(report.indicators[position], unit);
}

/** A row for each period, or on the width of a sheet for each depth. */
export function Floods({ unit, wide = false }: { unit: number; wide?: boolean }) {
  const { flood } = report.hazards;
  if (flood.length === 0) return null;
  const depths = sorted(flood.map((f) => f.depth_m)), periods = sorted(flood.map((f) => f.years));
  const ofDepths = depths.map((depth) => t("depth_from", { depth: amount(depth) }));
  const ofPeriods = periods.map((years) => t("years", { years: amount(years) }));
  const cells = periods.map((years) => depths.map((depth) => exposed(years, depth, unit)));
  const [rows, columns] = wide ? [ofDepths, ofPeriods] : [ofPeriods, ofDepths];
  return (
    <table class="plain floods">
      <caption>{t("floods_by_period")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("return_period")}</th>
          {columns.map((column) => <th scope="col">{column}</th>)}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, r) => (
          <tr>
            <th scope="row">{row}</th>
            {columns.map((_, c) => <td>{wide ? cells[c][r] : cells[r][c]}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A number of people of the unit above says nothing of those here. */
export const inherited = (of: Indicator, unit: number): boolean => of.origin[unit] === "i" || of.origin[unit] === "s";

function caseload(of: Indicator, unit: number): string {
  const text = figure(of, unit);
  return inherited(of, unit) ? t("figure_of_whole", { value: text, level: oneOf(of.level) }) : text;
}

function Caseloads({ unit }: { unit: number }) {
  const known = report.caseloads.map((c) => byName(c.indicator)).filter((position) => position >= 0);
  return (
    <table class="plain">
      <tbody>
        {known.map((position) => (
          <tr>
            <th scope="row">{label(report.indicators[position])}</th>
            <td class="words">{caseload(report.indicators[position], unit)}</td>
            <td>{report.indicators[position].date}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Hazards that the run knows no people of. */
export function NotKnown() {
  const known = new Set(report.caseloads.map((c) => hazardOf(c.hazard)));
  const lacking = hazards.filter(([hazard]) => !known.has(hazard)).map(([, key]) => t(key));
  return lacking.length === 0 ? null : <p class="small">{t("not_counted", { what: lacking.join(", ") })}</p>;
}

export function Hazards({ unit }: { unit: number }) {
  return (
    <section class="hazards">
      <h3>{t("caseload")}</h3>
      <Caseloads unit={unit} />
      <Floods unit={unit} />
      <NotKnown />
    </section>
  );
}
