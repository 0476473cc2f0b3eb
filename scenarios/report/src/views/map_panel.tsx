// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from "preact/hooks";
import { openMap, type MapView } from "../map";
import { shownMeasure, textOn, type Shown } from "../measures";
import { level, measure, report, scenario, select, selected, shown } from "../state";
import { label, language, levelName, t } from "../texts";

function MeasureChoice() {
  const { nodes } = report.index;
  const dimensions = nodes.flatMap((node, n) => (n > 0 && node.parts ? [n] : []));
  return (
    <select aria-label={t("map")} value={measure.value} onChange={(e) => (measure.value = e.currentTarget.value)}>
      <option value="class">{t("view_index")}</option>
      <optgroup label={t("view_dimensions")}>
        {dimensions.map((n) => <option value={`node:${n}`}>{label(nodes[n])}</option>)}
      </optgroup>
      <optgroup label={t("indicators")}>
        {report.indicators.map((indicator, k) => <option value={`indicator:${k}`}>{label(indicator)}</option>)}
      </optgroup>
    </select>
  );
}

function LevelChoice() {
  return (
    <select aria-label={t("level")} value={level.value} onChange={(e) => (level.value = e.currentTarget.value)}>
      {report.stamp.hierarchy.map((name) => <option value={name}>{levelName(name)}</option>)}
    </select>
  );
}

export function Legend({ of }: { of: Shown }) {
  return (
    <div class="legend">
      <h2>{of.title}</h2>
      <ul>
        {[...of.bands].reverse().map((band) => (
          <li>
            <span class="swatch" style={{ background: band.colour, color: textOn(band.colour) }}>{band.mark ?? band.number}</span> {band.label}
          </li>
        ))}
        <li>
          <span class="swatch hatched" /> {of.missing ?? t(report.stamp.publication ? "legend_masked" : "legend_missing")}
        </li>
      </ul>
      <p>{of.note}</p>
      <MarksLegend />
    </div>
  );
}

const on = (k: number): boolean => shown.value.has(String(k));
const shownPoints = () => report.points.filter((_, k) => on(report.pictures.length + k));

function Sign({ kind, children }: { kind: string; children: string }) {
  return (
    <li>
      <span class={`sign ${kind}`} aria-hidden="true" /> {children}
    </li>
  );
}

/** Signs of what lies over the areas. */
function MarksLegend() {
  const points = shownPoints();
  const water = report.pictures.filter((_, k) => on(k));
  const letters = points.map((p) => (p.kind === "event" ? p.precision : "")).join("");
  if (points.length + water.length === 0) return null;
  return (
    <ul class="signs">
      {water.length > 0 && <Sign kind="water">{t("sign_water")}</Sign>}
      {points.filter((p) => p.kind !== "event").map((p) => <Sign kind={p.kind}>{label(p)}</Sign>)}
      {/[pc]/.test(letters) && <Sign kind="event">{t("sign_event")}</Sign>}
      {letters.includes("k") && <Sign kind="near">{t("sign_near")}</Sign>}
      {/[er]/.test(letters) && <Sign kind="coarse">{t("sign_coarse")}</Sign>}
    </ul>
  );
}

function toggle(name: string): void {
  const next = new Set(shown.value);
  if (!next.delete(name)) next.add(name);
  shown.value = next;
}

function Overlays() {
  const choices = [...report.pictures, ...report.points];
  if (choices.length === 0) return null;
  return (
    <details class="overlays" open={matchMedia("(min-width: 60rem)").matches}>
      <summary>{t("overlays")}</summary>
      {choices.map((choice, k) => (
        <label>
          <input type="checkbox" checked={shown.value.has(String(k))} onChange={() => toggle(String(k))} /> {label(choice)}
          {"sensitivity" in choice && choice.sensitivity === "restricted" && <small> {t("restricted")}</small>}
        </label>
      ))}
    </details>
  );
}

function showOverlays(map: MapView): void {
  map.showPictures(report.pictures.filter((_, k) => on(k)).map((p) => ({ url: `data:image/png;base64,${p.png}`, bounds: p.bounds })));
  map.showPoints(shownPoints());
}

export function MapPanel() {
  const element = useRef<HTMLDivElement>(null);
  const map = useRef<MapView | null>(null);
  const now = shownMeasure(measure.value, level.value);
  useEffect(() => {
    map.current = openMap(element.current!, (unit) => select(unit));
    const watch = new ResizeObserver(() => map.current!.resize());
    watch.observe(element.current!);
  }, []);
  useEffect(() => map.current!.draw(now, level.value, selected.value));
  useEffect(() => map.current!.translate(), [language.value, now.title]);
  useEffect(() => showOverlays(map.current!), [shown.value, scenario.value]);
  useEffect(() => {
    if (selected.value !== null) map.current!.goTo(selected.value);
  }, [selected.value]);
  return (
    <section class="map" aria-label={t("map")}>
      <div class="choices">
        <MeasureChoice />
        <LevelChoice />
      </div>
      <div class="canvas" ref={element} role="application" aria-label={t("map_of", { measure: now.title })} />
      <Legend of={now} />
      <Overlays />
    </section>
  );
}
