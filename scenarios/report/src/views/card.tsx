// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
import { amount, decimals, figure, percent } from "../numbers";
import { reasons } from "../reasons";
import { finest, report, select, selected, standing, unitsOf, weights } from "../state";
import { label, language, levelName, t } from "../texts";
import { Badge } from "./badge";
import { Decided } from "./decided";
import { Events, Towns } from "./events";
import { Hazards } from "./hazards";
import { Waterfall } from "./waterfall";

function Where({ unit }: { unit: number }) {
  const chain: number[] = [];
  for (let up = report.units.parent[unit]; up >= 0; up = report.units.parent[up]) chain.push(up);
  return (
    <p class="where">
      {report.units.code[unit]}
      {chain.map((up) => (
        <>
          {" · "}
          <button type="button" class="link" onClick={() => select(up)}>{report.units.name[up]}</button>
        </>
      ))}
    </p>
  );
}

function Standing({ unit }: { unit: number }) {
  const { ranking, level, people } = report.units;
  const { rank, score, class: classes } = standing.value;
  const saved = weights.value === null;
  const count = unitsOf(level[unit]).filter((i) => rank[i] !== null).length;
  const low = ranking.rank_low[unit];
  const order = level[unit] === finest && report.stamp.own_share !== null && report.stamp.own_share < 0.5;
  return (
    <dl class="standing">
      <dt>{t("class")}</dt>
      <dd><Badge of={classes[unit]} named /></dd>
      <dt>{t("score")}</dt>
      <dd>
        {decimals(score[unit], 1)}
        {saved && ranking.score_low[unit] !== null && (
          <small> {t("score_between", { low: decimals(ranking.score_low[unit], 1), high: decimals(ranking.score_high[unit], 1) })}</small>
        )}
      </dd>
      {rank[unit] !== null && (
        <>
          <dt>{order ? t("order_in_cercle") : t("rank")}</dt>
          <dd>
            {order && saved ? ranking.rank_in_parent[unit] : t("rank_of", { rank: rank[unit]!, count })}
            {saved && low !== null && <small> {t("rank_between", { low, high: ranking.rank_high[unit]! })}</small>}
          </dd>
        </>
      )}
      {saved && ranking.in_top[unit] !== null && (
        <>
          <dt>{t("in_top", { top: report.stamp.top })}</dt>
          <dd>{percent(ranking.in_top[unit])}</dd>
        </>
      )}
      <dt>{t("population")}</dt>
      <dd>{amount(people[unit])}</dd>
      <dt>{t("reliability")}</dt>
      <dd>{percent(ranking.reliability[unit])}</dd>
      <dt>{t("own_share")}</dt>
      <dd>{percent(ranking.own_share[unit])}</dd>
      {ranking.oldest[unit] && (
        <>
          <dt>{t("age")}</dt>
          <dd>{ranking.oldest[unit]}</dd>
        </>
      )}
    </dl>
  );
}

function InWords({ unit }: { unit: number }) {
  const said = report.units[language.value];
  const assessed = !Number.isNaN(standing.value.score[unit]);
  const drivers = assessed ? reasons(unit) : "";
  const savedReason = weights.value === null ? said.not_assessed[unit] : "";
  return (
    <>
      {!assessed && <p class="notice">{savedReason || t("not_assessed_with_weights")}</p>}
      {drivers && (
        <section>
          <h3>{t("drivers")}</h3>
          <p>{drivers}</p>
        </section>
      )}
      {weights.value === null && said.doubt[unit] && (
        <section>
          <h3>{t("doubt")}</h3>
          <p>{said.doubt[unit]}</p>
        </section>
      )}
    </>
  );
}

function note(position: number, unit: number): string {
  const indicator = report.indicators[position];
  const { missing, origin } = indicator;
  if (missing && missing.of_unit[unit] >= 0) return missing[language.value][missing.of_unit[unit]];
  return origin[unit] === "i" || origin[unit] === "s" ? t("inherited", { level: levelName(indicator.level) }) : "";
}

function Figures({ unit }: { unit: number }) {
  return (
    <details>
      <summary>{t("figures")}</summary>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">{t("figure")}</th>
            <th scope="col">{t("value")}</th>
            <th scope="col">{t("date")}</th>
          </tr>
        </thead>
        <tbody>
          {report.indicators.map((indicator, k) => (
            <tr>
              <th scope="row">
                {label(indicator)} {note(k, unit) && <small>{note(k, unit)}</small>}
              </th>
              <td>{figure(indicator, unit)}</td>
              <td>{indicator.date}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** What the index lacks here, leaf by leaf. */
function Unknowns({ unit }: { unit: number }) {
  const lacking = report.index.nodes.filter((node) => node.indicator !== undefined && node.weight > 0 && node.score[unit] === null);
  if (lacking.length === 0) return null;
  return (
    <section>
      <h3>{t("unknowns")}</h3>
      <ul>
        {lacking.map((node) => (
          <li>
            {label(node)} <small>{note(node.indicator!, unit)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Card({ unit }: { unit: number }) {
  return (
    <article class="card">
      <button type="button" class="back" onClick={() => (selected.value = null)}>← {t("back")}</button>
      <h2>{report.units.name[unit]}</h2>
      <Where unit={unit} />
      <Standing unit={unit} />
      <Decided unit={unit} />
      <InWords unit={unit} />
      <Waterfall unit={unit} />
      <Hazards unit={unit} />
      <Events unit={unit} />
      <Towns unit={unit} />
      <Unknowns unit={unit} />
      <Figures unit={unit} />
    </article>
  );
}
