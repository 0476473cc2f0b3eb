// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
import { decimals } from "../numbers";
import { explained } from "../reasons";
import { report, standing } from "../state";
import { label, t } from "../texts";

const most = 10;

interface Step {
  name: string;
  value: number;
}

function stepsOf(contribution: number[]): Step[] {
  const steps = report.index.nodes
    .flatMap((node, n) => (node.parts ? [] : [{ name: label(node), value: contribution[n] }]))
    .filter((step) => Math.abs(step.value) >= 0.005)
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const rest = steps.slice(most);
  const sum = rest.reduce((total, step) => total + step.value, 0);
  return rest.length === 0 ? steps : [...steps.slice(0, most), { name: t("more", { count: rest.length }), value: sum }];
}

const signed = (value: number) => `${value > 0 ? "+" : "−"}${decimals(Math.abs(value), 2)}`;

/** From the score of the median locality to that of the unit, indicator by indicator. */
export function Waterfall({ unit }: { unit: number }) {
  const { baseline, of } = explained.value;
  const score = standing.value.score[unit];
  const contribution = of(unit);
  if (contribution === null || Number.isNaN(score)) return null;
  let at = baseline;
  const bars = stepsOf(contribution).map((step) => ({ ...step, from: at, to: (at += step.value) }));
  const ends = [baseline, score, ...bars.map((bar) => bar.to)];
  const low = Math.max(0, Math.min(...ends) - 0.3);
  const high = Math.min(10, Math.max(...ends) + 0.3);
  const place = (value: number) => `${((value - low) / (high - low)) * 100}%`;
  return (
    <section class="waterfall">
      <h3>{t("contributions")}</h3>
      <p class="small">{t("contributions_note", { baseline: decimals(baseline, 1) })}</p>
      <ol>
        {bars.map((bar) => (
          <li>
            <span class="label">{bar.name}</span>
            <span class="track" aria-hidden="true">
              <span class="base" style={{ left: place(baseline) }} />
              <span
                class={bar.value > 0 ? "bar up" : "bar down"}
                style={{ left: place(Math.min(bar.from, bar.to)), width: `${(Math.abs(bar.value) / (high - low)) * 100}%` }}
              />
            </span>
            <span class="number">{signed(bar.value)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
