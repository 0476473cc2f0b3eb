// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// Events in words.
import { amount, day } from "./numbers";
import type { Events } from "./report";
import { report } from "./state";
import { label, oneOf, t } from "./texts";

/** How finely the place is known. */
function placeWords(layer: Events, event: number): string {
  const letter = layer.precision[event];
  if (letter === "p") return t("place_point");
  if (letter === "c") return t("place_commune");
  if (letter === "k") return t("place_25km");
  const unit = layer.unit[event];
  return t("place_unit", { level: oneOf(report.units.level[unit]), name: report.units.name[unit] });
}

/** Deaths where any event tells of them. */
function deathWords(layer: Events, of: number[]): string[] {
  const known = of.flatMap((i) => (layer.deaths[i] === null ? [] : [layer.deaths[i]! * layer.times[i]]));
  return known.length === 0 ? [] : [t("deaths", { count: amount(known.reduce((sum, n) => sum + n, 0)) })];
}

function eventWords(layer: Events, event: number): string[] {
  const what = [layer.type[event], ...deathWords(layer, [event])].filter(Boolean).join(" · ");
  return [`${label(layer)} · ${day(layer.date[event])}`, ...(what ? [what] : []), placeWords(layer, event)];
}

export function eventsWords(layer: Events, of: number[]): string[] {
  const count = of.reduce((sum, i) => sum + layer.times[i], 0);
  if (count === 1) return eventWords(layer, of[0]);
  const dates = of.map((i) => layer.date[i]).sort();
  const [first, last] = [day(dates[0]), day(dates[dates.length - 1])];
  const kinds = new Set(of.map((i) => placeWords(layer, i)));
  return [
    `${label(layer)} · ${t("event_count", { count: amount(count) })}`,
    [first === last ? first : t("from_to", { from: first, to: last }), ...deathWords(layer, of)].join(" · "),
    ...(kinds.size === 1 ? kinds : []),
  ];
}
