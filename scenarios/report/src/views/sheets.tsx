// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// Pages of A4: a summary of both lists, and a sheet for a unit.
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { inOrder } from "../formulas";
import { amount, day, decimals, figure, percent } from "../numbers";
import { paper } from "../paper";
import { reasons } from "../reasons";
import { ancestor, byName, finest, report, standing, unitsOf, weights } from "../state";
import { label, language, levelName, t } from "../texts";
import { Badge } from "./badge";
import { Decided, DecidedMark } from "./decided";
import { Floods, NotKnown } from "./hazards";
import { Months } from "./months";
import { Waterfall } from "./waterfall";
import { SmallMap } from "./small_map";

const { units, stamp } = report;

const inMillimetres = 25.4 / 96; // a pixel, on paper as on the screen
const paperWidth = 190; // of A4, without margins
const paperHeight = 277;

/** Makes a sheet smaller until it fits on one page: nothing of it is cut off. */
function fitOnPage(sheet: HTMLElement): void {
  for (let scale = 1; scale > 0.4; scale *= 0.96) {
    sheet.style.setProperty("zoom", String(scale));
    sheet.style.width = `${paperWidth / scale}mm`;
    sheet.style.maxWidth = "none";
    if (sheet.offsetHeight * scale * inMillimetres < paperHeight - 1) return;
  }
}

function Sheet({ title, onePage = false, children }: { title: string; onePage?: boolean; children: ComponentChildren }) {
  const sheet = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (onePage) fitOnPage(sheet.current!);
  });
  return (
    <article class="sheet" ref={sheet}>
      <h1>{title}</h1>
      <p class="small">
        {stamp.title} · {t("as_of", { date: day(stamp.as_of) })}
      </p>
      {stamp.synthetic && <p class="notice synthetic">{t("synthetic")}</p>}
      {weights.value !== null && <p class="notice changed">{t("hypothesis")}</p>}
      {children}
      <p class="small foot">
        {t("boundaries", { vintage: stamp.vintage || t("unknown") })} djoliba {stamp.version}
      </p>
    </article>
  );
}

function interval(unit: number): string {
  const { rank_low, rank_high } = units.ranking;
  return weights.value !== null || rank_low[unit] === null ? "" : `${rank_low[unit]}–${rank_high[unit]}`;
}

/** The reasons for the score, or for its lack. */
function inWords(unit: number): string {
  if (!Number.isNaN(standing.value.score[unit])) return reasons(unit);
  return (weights.value === null && units[language.value].not_assessed[unit]) || t("not_assessed_with_weights");
}

function Ranked({ of }: { of: number[] }) {
  const { score, rank, class: classes } = standing.value;
  return (
    <table class="plain">
      <thead>
        <tr>
          <th scope="col">{t("rank")}</th>
          <th scope="col">{t("name")}</th>
          <th scope="col">{t("class")}</th>
          <th scope="col">{t("score")}</th>
          <th scope="col">{t("people")}</th>
          <th scope="col">{t("drivers")}</th>
        </tr>
      </thead>
      <tbody>
        {of.map((unit) => (
          <tr>
            <td>
              {rank[unit] ?? "–"} <small>{interval(unit)}</small>
            </td>
            <th scope="row">
              {units.name[unit]}
              <DecidedMark unit={unit} />
            </th>
            <td><Badge of={classes[unit]} /></td>
            <td>{Number.isNaN(score[unit]) ? "–" : decimals(score[unit], 1)}</td>
            <td>{amount(units.people[unit])}</td>
            <td class="words">{inWords(unit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const lastRank = Number.MAX_SAFE_INTEGER;

function byRank(among: number[]): number[] {
  const { rank } = standing.value;
  return [...among].sort((a, b) => (rank[a] ?? lastRank) - (rank[b] ?? lastRank));
}

/** The largest numbers of people of each hazard at the headline level. Inherited figures are no caseload. */
function Largest({ most }: { most: number }) {
  const level = stamp.headline_level;
  return (
    <div class="columns">
      {report.caseloads.map((caseload) => {
        const position = byName(caseload.indicator);
        if (position < 0) return null;
        const indicator = report.indicators[position];
        const value = indicator.value.map((v, i) => (v === null || indicator.origin[i] === "i" ? NaN : v));
        const top = inOrder(units, value, unitsOf(level)).filter((unit) => value[unit] > 0).slice(0, most);
        return (
          <section>
            <h3>{label(indicator)}</h3>
            {top.length === 0 ? <p>{t("no_figure")}</p> : (
              <table class="plain">
                <tbody>
                  {top.map((unit) => (
                    <tr>
                      <th scope="row">{units.name[unit]}</th>
                      <td><Badge of={standing.value.class[unit]} /></td>
                      <td>{figure(indicator, unit)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </section>
        );
      })}
    </div>
  );
}

function Summary() {
  const level = stamp.headline_level;
  const known = unitsOf(level);
  const missing = known.filter((unit) => standing.value.rank[unit] === null);
  return (
    <>
      <Sheet onePage title={t("summary_by_score", { level: levelName(level) })}>
        <SmallMap level={level} within={-1} digits={false} />
        <Ranked of={byRank(known).filter((unit) => standing.value.rank[unit] !== null).slice(0, 15)} />
        {missing.length > 0 && (
          <p>
            {t("not_assessed_list")} {missing.map((unit) => units.name[unit]).join(", ")}
          </p>
        )}
      </Sheet>
      <Sheet onePage title={t("summary_by_people", { level: levelName(level) })}>
        <Largest most={14} />
      </Sheet>
    </>
  );
}

function Facts({ unit }: { unit: number }) {
  const { ranking } = units;
  const { score, class: classes } = standing.value;
  const months = units.texts.filter((text) => text.value[unit] && (language.value === "fr") === text.name.endsWith("_fr") && text.name.includes("months"));
  return (
    <dl class="standing">
      <dt>{t("class")}</dt>
      <dd><Badge of={classes[unit]} named /></dd>
      <dt>{t("score")}</dt>
      <dd>{decimals(score[unit], 1)}</dd>
      {interval(unit) && (
        <>
          <dt>{t("rank")}</dt>
          <dd>
            {standing.value.rank[unit]} <small>({interval(unit)})</small>
          </dd>
        </>
      )}
      <dt>{t("population")}</dt>
      <dd>{amount(units.people[unit])}</dd>
      <dt>{t("reliability")}</dt>
      <dd>{percent(ranking.reliability[unit])}</dd>
      {months.map((text) => (
        <>
          <dt>{label(text)}</dt>
          <dd>{text.value[unit]}</dd>
        </>
      ))}
    </dl>
  );
}

/** How many facilities of each type lie in a unit. */
function Facilities({ unit }: { unit: number }) {
  const count = new Map<string, number>();
  for (const layer of report.points.filter((p) => p.kind === "facility"))
    layer.unit.forEach((of, i) => {
      if (of >= 0 && ancestor(of, units.level[unit]) === unit) count.set(layer.type[i], (count.get(layer.type[i]) ?? 0) + 1);
    });
  if (count.size === 0) return null;
  return (
    <p>
      <strong>{t("facilities")}</strong> {[...count].map(([type, n]) => `${type} ${n}`).join(" · ")}
    </p>
  );
}

function UnitSheet({ unit }: { unit: number }) {
  const level = units.level[unit];
  const below = unitsOf(finest).filter((i) => i !== unit && ancestor(i, level) === unit);
  const lacking = report.index.nodes.filter((node) => node.indicator !== undefined && node.weight > 0 && node.score[unit] === null);
  return (
    <Sheet title={`${units.name[unit]} (${units.code[unit]})`}>
      <div class="columns">
        <div>
          <Facts unit={unit} />
          <Decided unit={unit} />
          <p>{inWords(unit)}</p>
        </div>
        <SmallMap level={finest} within={below.length > 0 ? unit : units.parent[unit]} digits marked={unit} />
      </div>
      <Months unit={unit} />
      <Floods unit={unit} wide />
      <NotKnown />
      <Facilities unit={unit} />
      {below.length > 0 ? (
        <>
          <h2>{levelName(finest)}</h2>
          <Ranked of={byRank(below)} />
        </>
      ) : (
        <Waterfall unit={unit} />
      )}
      {lacking.length > 0 && (
        <p>
          <strong>{t("unknowns")}</strong> {lacking.map(label).join(" · ")}
        </p>
      )}
    </Sheet>
  );
}

export function Sheets() {
  const wanted = paper.value;
  if (wanted === null) return null;
  if (wanted.kind === "summary") return <Summary />;
  return <>{wanted.units.map((unit) => <UnitSheet unit={unit} />)}</>;
}
