// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// Marks over the map: facilities, towns, events. Events near each other on the screen share a mark; those known for a
// cercle or a region only are told by a square in its middle, never by a point.
import * as L from "leaflet";
import { WritingCanvas, type Style } from "./canvas";
import { eventsWords } from "./event_words";
import { middleOf } from "./places";
import type { Events, Places, Points } from "./report";

export const markColours = { facility: "#0b6e4f", town: "#1d2733", event: "#5b1a8b" };

interface Mark {
  at: L.LatLngExpression;
  style: Style;
  words: () => string[];
}

const cell = 44; // pixels within which events share a mark
const radiusOf = (count: number): number => (count === 1 ? 4.5 : Math.min(22, 7 + 2.2 * Math.sqrt(count)));

function placeMarks(layer: Places): Mark[] {
  const town = layer.kind === "town";
  return layer.x.map((x, i) => ({
    at: [layer.y[i], x],
    style: {
      radius: 3.5,
      weight: 1,
      color: "#ffffff",
      fillColor: markColours[layer.kind],
      name: town ? layer.name[i] : undefined,
    },
    words: () => [`${layer.name[i]}${layer.type[i] ? ` (${layer.type[i]})` : ""}`],
  }));
}

/** Events that share a mark, by their layers. */
type Group = Map<Events, number[]>;

/** Those of one unit, or those in one cell of the screen that are known as finely. */
function groups(layers: Events[], map: L.Map): Group[] {
  const found = new Map<string, Group>();
  for (const layer of layers)
    layer.unit.forEach((unit, i) => {
      const x = layer.x[i];
      const at = x === null ? null : map.project([layer.y[i]!, x]).divideBy(cell).floor();
      const key = at === null ? `unit ${unit}` : `${layer.precision[i] === "k"} ${at.x} ${at.y}`;
      const group: Group = found.get(key) ?? new Map();
      const events = group.get(layer) ?? [];
      events.push(i);
      found.set(key, group.set(layer, events));
    });
  return [...found.values()];
}

/** The mean of the places of a group, or the middle of its unit. */
function whereIs(group: Group): L.LatLngTuple | null {
  const [[first, events]] = group;
  if (first.x[events[0]] === null) return middleOf(first.unit[events[0]]);
  const all = [...group].flatMap(([layer, of]) => of.map((i) => [layer.y[i]!, layer.x[i]!]));
  const mean = (k: number) => all.reduce((sum, place) => sum + place[k], 0) / all.length;
  return [mean(0), mean(1)];
}

function styleOf(group: Group, count: number): Style {
  const [[first, events]] = group;
  const placed = first.x[events[0]] !== null;
  const near = first.precision[events[0]] === "k";
  return {
    radius: placed ? radiusOf(count) : Math.max(8, radiusOf(count)),
    square: !placed,
    weight: near ? 2 : 1,
    color: near ? markColours.event : "#ffffff",
    fillColor: near ? "#ffffff" : markColours.event,
    text: count > 1 || !placed ? String(count) : undefined,
  };
}

function eventMarks(layers: Events[], map: L.Map): Mark[] {
  return groups(layers, map).flatMap((group) => {
    const at = whereIs(group);
    if (at === null) return [];
    const count = [...group].reduce((sum, [layer, of]) => sum + of.reduce((n, i) => n + layer.times[i], 0), 0);
    return [{ at, style: styleOf(group, count), words: () => [...group].flatMap(([layer, of]) => eventsWords(layer, of)) }];
  });
}

/** Names that would lie over one already written are left out; they stand in the tooltip. */
function dropOverlapping(marks: Mark[], map: L.Map): Mark[] {
  const written: L.Bounds[] = [];
  return marks.map((mark) => {
    if (!mark.style.name) return mark;
    const at = map.latLngToLayerPoint(mark.at);
    const box = L.bounds(at.subtract([5, 7]), at.add([12 + 6.2 * mark.style.name.length, 7]));
    if (written.some((other) => other.overlaps(box))) return { ...mark, style: { ...mark.style, name: undefined } };
    written.push(box);
    return mark;
  });
}

function lines(words: string[]): HTMLElement {
  const box = document.createElement("div");
  words.forEach((text, k) => box.append(...(k === 0 ? [text] : [document.createElement("br"), text])));
  return box;
}

export interface Marks {
  show(layers: Points[]): void;
}

export function marksOn(map: L.Map): Marks {
  const pane = map.createPane("marks");
  pane.style.zIndex = "450";
  pane.style.pointerEvents = "none"; // areas below stay within reach: marks are found here
  const renderer = new WritingCanvas({ pane: "marks", padding: 0.3 });
  const drawn = L.layerGroup().addTo(map);
  const tooltip = L.tooltip({ direction: "top", offset: [0, -8], className: "mark-words" });
  let shown: Points[] = [];
  let marks: Mark[] = [];

  function draw(): void {
    drawn.clearLayers();
    tooltip.remove();
    const places = (kind: Places["kind"]) => shown.flatMap((layer) => (layer.kind === kind ? placeMarks(layer) : []));
    const events = shown.filter((layer): layer is Events => layer.kind === "event");
    marks = dropOverlapping([...places("facility"), ...eventMarks(events, map), ...places("town")], map);
    for (const { at, style } of marks)
      drawn.addLayer(L.circleMarker(at, { renderer, pane: "marks", interactive: false, fillOpacity: 1, ...style } as L.CircleMarkerOptions));
  }

  function tell(event: L.LeafletMouseEvent): void {
    const reach = (mark: Mark) => mark.style.radius! + 3 - map.latLngToContainerPoint(mark.at).distanceTo(event.containerPoint);
    const mark = [...marks].reverse().find((m) => reach(m) >= 0);
    if (mark) tooltip.setLatLng(mark.at).setContent(lines(mark.words())).addTo(map);
    else tooltip.remove();
  }

  map.on("zoomend", draw);
  map.on("mousemove click", tell as L.LeafletEventHandlerFn);
  return {
    show(layers) {
      shown = layers;
      draw();
    },
  };
}
