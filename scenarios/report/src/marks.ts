// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// Marks over the map: facilities, towns, events. Events near each other on the screen share a mark; those known for a
// cercle or a region only are told by a square in its middle, never by a point.
import * as L from "leaflet";
import { WritingCanvas, type Style } from "./canvas";
import { eventWords, eventsWords } from "./event_words";
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

/** Events that share a mark: those of one unit, or those in one cell of the screen that are known as finely. */
function groups(layer: Events, map: L.Map): number[][] {
  const found = new Map<string, number[]>();
  layer.unit.forEach((unit, i) => {
    const x = layer.x[i];
    const near = layer.precision[i] === "k";
    let key = `unit ${unit}`;
    if (x !== null) {
      const at = map.project([layer.y[i]!, x]).divideBy(cell).floor();
      key = `${near} ${at.x} ${at.y}`;
    }
    const group = found.get(key);
    if (group) group.push(i);
    else found.set(key, [i]);
  });
  return [...found.values()];
}

function eventMarks(layer: Events, map: L.Map): Mark[] {
  return groups(layer, map).flatMap((group) => {
    const count = group.reduce((sum, i) => sum + layer.times[i], 0);
    const placed = layer.x[group[0]] !== null;
    const mean = (of: (number | null)[]) => group.reduce((sum, i) => sum + of[i]!, 0) / group.length;
    const at = placed ? ([mean(layer.y), mean(layer.x)] as [number, number]) : middleOf(layer.unit[group[0]]);
    if (at === null) return [];
    const near = layer.precision[group[0]] === "k";
    const style: Style = {
      radius: placed ? radiusOf(count) : Math.max(8, radiusOf(count)),
      square: !placed,
      weight: near ? 2 : 1,
      color: near ? markColours.event : "#ffffff",
      fillColor: near ? "#ffffff" : markColours.event,
      text: count > 1 || !placed ? String(count) : undefined,
    };
    const words = () => (group.length === 1 && count === 1 ? eventWords(layer, group[0]) : eventsWords(layer, group));
    return [{ at, style, words }];
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
    const order = ["facility", "event", "town"];
    const sorted = [...shown].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
    marks = dropOverlapping(sorted.flatMap((layer) => (layer.kind === "event" ? eventMarks(layer, map) : placeMarks(layer))), map);
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
