// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// Which scenario of a batch the page shows, and with which it is compared.
import { amount, day } from "../numbers";
import { against, leftOut, report, scenario, scenarios, show } from "../state";
import { t } from "../texts";

const scenarioName = (position: number): string => scenarios[position].name || t("baseline");

const all = () => scenarios.map((_, position) => position);

function choose(position: number): void {
  if (against.value === position) against.value = null;
  show(position);
}

function swap(): void {
  const other = against.value!;
  against.value = scenario.value;
  show(other);
}

function Parameters() {
  const { parameters } = scenarios[scenario.value];
  if (parameters.length === 0) return null;
  return <p class="small">{parameters.map(([path, value]) => `${path} = ${value.trim().replace(/\n\s*/g, ", ") || "–"}`).join(" · ")}</p>;
}

export function ScenarioBar() {
  if (scenarios.length === 0) return null;
  const other = against.value;
  return (
    <section class="scenarios" aria-label={t("scenarios")}>
      <label>
        <span>{t("scenario")}</span>
        <select value={String(scenario.value)} onChange={(e) => choose(Number(e.currentTarget.value))}>
          {all().map((position) => <option value={String(position)}>{scenarioName(position)}</option>)}
        </select>
      </label>
      <label>
        <span>{t("compared_with")}</span>
        <select value={String(other ?? -1)} onChange={(e) => (against.value = Number(e.currentTarget.value) < 0 ? null : Number(e.currentTarget.value))}>
          <option value="-1">{t("compared_with_none")}</option>
          {all().map((position) => position !== scenario.value && <option value={String(position)}>{scenarioName(position)}</option>)}
        </select>
      </label>
      {other !== null && <button type="button" onClick={swap}>⇄ {t("swap")}</button>}
      <Parameters />
      {leftOut > 0 && <p class="small">{t("left_out", { count: amount(leftOut) })}</p>}
    </section>
  );
}

/** The title of the scenario; the baseline of a batch has none of its own. */
export const title = (): string => (scenarios[scenario.value]?.name === "" ? t("baseline") : report.stamp.title);

/** For paper: the title, the name of the scenario and of the one that it is compared with, and the day. */
export function scenarioLine(): string {
  const words = [title()];
  if (scenarios.length > 0) words.push(t("scenario_is", { name: scenarioName(scenario.value) }));
  if (against.value !== null) words.push(t("compared_with_is", { name: scenarioName(against.value) }));
  return [...words, t("as_of", { date: day(report.stamp.as_of) })].join(" · ");
}
