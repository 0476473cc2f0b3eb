// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// Events of conflict of a unit, by year and type, and its towns.
import { amount } from "../numbers";
import { events, lies, nearestTown, towns, townsIn } from "../places";
import type { Events as Layer } from "../report";
import { finest, report } from "../state";
import { label, oneOf, t } from "../texts";

const sum = (layer: Layer, of: number[]): number => of.reduce((total, i) => total + layer.times[i], 0);

function Counts({ layer, of }: { layer: Layer; of: number[] }) {
  const years = [...new Set(of.map((i) => layer.date[i].slice(0, 4)))].sort();
  const types = [...new Set(of.map((i) => layer.type[i]))].sort();
  const count = (year: string, type: string | null) =>
    sum(layer, of.filter((i) => layer.date[i].startsWith(year) && (type === null || layer.type[i] === type)));
  const rows: [string, string | null][] = [
    ...(types.length > 1 || types[0] ? types.map((type): [string, string | null] => [type || t("type_unknown"), type]) : []),
    [t("total"), null],
  ];
  return (
    <table class="plain">
      <thead>
        <tr>
          <th scope="col">{t("event_type")}</th>
          {years.map((year) => <th scope="col">{year}</th>)}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, type]) => (
          <tr>
            <th scope="row">{name}</th>
            {years.map((year) => <td>{amount(count(year, type))}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Events that are known for a unit above only, and may have happened here. */
function Coarser({ layer, unit }: { layer: Layer; unit: number }) {
  const lines: string[] = [];
  for (let up = report.units.parent[unit]; up >= 0; up = report.units.parent[up]) {
    const count = sum(layer, layer.unit.flatMap((of, i) => (of === up ? [i] : [])));
    if (count > 0) lines.push(t("events_coarser", { count: amount(count), level: oneOf(report.units.level[up]), name: report.units.name[up] }));
  }
  return <>{lines.map((line) => <p class="small">{line}</p>)}</>;
}

function EventsOf({ layer, unit }: { layer: Layer; unit: number }) {
  const inside = layer.unit.flatMap((of, i) => (lies(of, unit) ? [i] : []));
  const deaths = inside.filter((i) => layer.deaths[i] !== null);
  const count = amount(sum(layer, inside));
  const none = layer.complete ? count : t("no_record");
  const found = layer.complete ? count : t("at_least", { value: count });
  return (
    <div class="events">
      <p>
        {t("events_in_window", { label: label(layer), days: layer.days, count: inside.length > 0 ? found : none })}
        {deaths.length > 0 && <> · {t("deaths", { count: amount(deaths.reduce((total, i) => total + layer.deaths[i]! * layer.times[i], 0)) })}</>}
      </p>
      {inside.length > 0 && <Counts layer={layer} of={inside} />}
      <Coarser layer={layer} unit={unit} />
    </div>
  );
}

/** Units of other partitions hold no events of their own here. */
export function Events({ unit }: { unit: number }) {
  if (events.length === 0 || !report.stamp.hierarchy.includes(report.units.level[unit])) return null;
  return (
    <section>
      <h3>{t("events")}</h3>
      {events.map((layer) => <EventsOf layer={layer} unit={unit} />)}
    </section>
  );
}

export function Towns({ unit }: { unit: number }) {
  if (towns.length === 0 || !report.stamp.hierarchy.includes(report.units.level[unit])) return null;
  const inside = townsIn(unit);
  const nearest = inside.length === 0 && report.units.level[unit] === finest ? nearestTown(unit) : null;
  if (inside.length === 0 && nearest === null) return null;
  return (
    <p class="towns">
      <strong>{inside.length > 0 ? t("towns") : t("nearest_town")}</strong>{" "}
      {nearest === null ? inside.join(", ") : t("town_distance", { name: nearest.name, km: amount(Math.round(nearest.km)) })}
    </p>
  );
}
