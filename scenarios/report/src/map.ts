// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// The map: Leaflet on a canvas. Every level is drawn from the shapes of the finest one, so that borders are the same
// lines at all levels.
import * as L from "leaflet";
import { WritingCanvas, type Style } from "./canvas";
import { bordersBetween, outlines } from "./geometry";
import { marksOn } from "./marks";
import type { Shown } from "./measures";
import type { Points } from "./report";
import { ancestor, report } from "./state";
import { levelName, t } from "./texts";

const missingColour = report.colours.classes[0].colour;
const outlineColour = report.colours.outline;

const shapes = outlines(report.geometry);
const lines = new Map<string, L.LatLngTuple[][]>();

/** Degrees as they are, with their true proportions in the middle of the country: pictures in degrees fit exactly. */
function plainMap(): L.CRS {
  const middle = report.geometry.corner[1] + middleHeight();
  const width = Math.cos((middle * Math.PI) / 180) / 180;
  return L.Util.extend({}, L.CRS.EPSG4326, { transformation: L.transformation(width, 1, -1 / 180, 0.5) }) as L.CRS;
}

function middleHeight(): number {
  let top = 0;
  for (const ring of shapes.flat(2)) for (const [lat] of ring) top = Math.max(top, lat - report.geometry.corner[1]);
  return top / 2;
}

export interface MapView {
  draw(shown: Shown, level: string, selected: number | null): void;
  showPoints(points: Points[]): void;
  showPictures(urls: { url: string; bounds: [number, number, number, number] }[]): void;
  goTo(unit: number): void;
  translate(): void;
  resize(): void;
}

function linesOf(level: string): L.LatLngTuple[][] {
  if (!lines.has(level)) lines.set(level, bordersBetween(report.geometry, (unit) => ancestor(unit, level)));
  return lines.get(level)!;
}

function tooltip(unit: number, shown: Shown): HTMLElement {
  const box = document.createElement("div");
  const name = document.createElement("strong");
  name.textContent = report.units.name[unit];
  box.append(name, document.createElement("br"), shown.text(unit));
  return box;
}

export function openMap(element: HTMLElement, onSelect: (unit: number) => void): MapView {
  const renderer = new WritingCanvas({ padding: 0.3 });
  const map = L.map(element, { renderer, crs: plainMap(), zoomSnap: 0.25, attributionControl: false, zoomControl: false, minZoom: 4, maxZoom: 12 });
  const zoom = L.control.zoom().addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  const pictures = L.layerGroup().addTo(map);
  const pane = map.createPane("pictures");
  pane.style.zIndex = "420";
  pane.style.pointerEvents = "none";
  const marks = marksOn(map);

  const units = report.geometry.units;
  let level = "";
  const unitAt = (at: number) => ancestor(units[at], level);
  let shownNow: Shown | null = null;
  const areas = shapes.map((shape, at) => {
    const area = L.polygon(shape, { weight: 0.6, color: outlineColour, fillOpacity: 1, smoothFactor: 0.8 });
    area.on("click", () => onSelect(unitAt(at)));
    area.bindTooltip(() => (shownNow ? tooltip(unitAt(at), shownNow) : ""), { sticky: true });
    return area;
  });
  const drawn = areas.filter((_, at) => shapes[at].length > 0);
  L.featureGroup(drawn).addTo(map);
  if (drawn.length > 0) map.fitBounds(L.featureGroup(drawn).getBounds(), { padding: [8, 8] });
  else map.setView([0, 0], 4);

  const borders = L.layerGroup().addTo(map);
  const outline = L.layerGroup().addTo(map);
  const line = (of: string, weight: number, color: string) =>
    L.polyline(linesOf(of), { weight, color, interactive: false, smoothFactor: 0.8 });

  function drawOutline(selected: number | null): void {
    outline.clearLayers();
    if (selected === null) return;
    const inside = (unit: number) => (ancestor(unit, report.units.level[selected]) === selected ? 1 : 0);
    const around = bordersBetween(
      { ...report.geometry, shapes: report.geometry.shapes.map((s, at) => (inside(units[at]) ? s : [])) },
      () => 0,
    );
    for (const [weight, color] of [[5, "#ffffff"], [2.5, "#0b3d91"]] as const)
      outline.addLayer(L.polyline(around, { weight, color, interactive: false }));
  }

  function drawBorders(): void {
    borders.clearLayers();
    report.stamp.hierarchy.slice(0, -1).forEach((above, depth) => {
      if (report.stamp.hierarchy.indexOf(level) >= depth) borders.addLayer(line(above, depth === 0 ? 1.6 : 1, "#333333"));
    });
  }

  return {
    draw(shown, wanted, selected) {
      shownNow = shown;
      const finest = wanted === report.stamp.hierarchy[report.stamp.hierarchy.length - 1];
      const newLevel = level !== wanted;
      level = wanted;
      areas.forEach((area, at) => {
        const unit = unitAt(at);
        const number = unit < 0 ? 0 : shown.band(unit);
        const colour = shown.bands.find((b) => b.number === number)?.colour ?? missingColour;
        const style: Style = {
          fillColor: colour,
          color: finest ? outlineColour : colour,
          weight: finest ? 0.5 : 0.8,
          hatched: number === 0,
          text: finest && number > 0 ? String(number) : "",
        };
        area.setStyle(style);
      });
      if (newLevel) drawBorders();
      drawOutline(selected);
    },
    showPoints(layers) {
      marks.show(layers);
    },
    showPictures(list) {
      pictures.clearLayers();
      for (const { url, bounds: [west, south, east, north] } of list)
        pictures.addLayer(L.imageOverlay(url, [[south, west], [north, east]], { pane: "pictures", opacity: 0.75 }));
    },
    goTo(unit) {
      const inside = areas.filter((area, at) => shapes[at].length > 0 && ancestor(units[at], report.units.level[unit]) === unit && area);
      if (inside.length > 0) map.fitBounds(L.featureGroup(inside).getBounds(), { maxZoom: 9, padding: [40, 40] });
    },
    translate() {
      element.setAttribute("aria-label", t("map_of", { measure: shownNow?.title ?? levelName(level) }));
      zoom.remove();
      zoom.addTo(map);
    },
    resize() {
      map.invalidateSize();
    },
  };
}

