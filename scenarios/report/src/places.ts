// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// Where units lie, and what lies in them.
import type { LatLngTuple } from "leaflet";
import { outlines } from "./geometry";
import type { Events, Places } from "./report";
import { ancestor, report } from "./state";

const earthRadius = 6371;
const shapes = outlines(report.geometry);

export const towns = report.points.filter((p): p is Places => p.kind === "town");
export const events = report.points.filter((p): p is Events => p.kind === "event");

/** Twice the area of a ring, and its centre times three times that; in degrees. */
function moments(ring: LatLngTuple[]): [number, number, number] {
  let [area, lat, lon] = [0, 0, 0];
  const [lat0, lon0] = ring[0];
  ring.forEach(([a, b], k) => {
    const [c, d] = ring[(k + 1) % ring.length];
    const cross = (b - lon0) * (c - lat0) - (d - lon0) * (a - lat0);
    area += cross;
    lat += cross * (a + c + lat0);
    lon += cross * (b + d + lon0);
  });
  return [area, lat, lon];
}

const middles = new Map<number, LatLngTuple | null>();

/** The centre of the area of a unit; null where it has no shape. */
export function middleOf(unit: number): LatLngTuple | null {
  if (!middles.has(unit)) middles.set(unit, findMiddle(unit));
  return middles.get(unit)!;
}

function findMiddle(unit: number): LatLngTuple | null {
  let [area, lat, lon] = [0, 0, 0];
  shapes.forEach((shape, at) => {
    if (ancestor(report.geometry.units[at], report.units.level[unit]) !== unit) return;
    for (const ring of shape.flat()) {
      const [a, y, x] = moments(ring as LatLngTuple[]);
      area += a;
      lat += y;
      lon += x;
    }
  });
  return area === 0 ? null : [lat / (3 * area), lon / (3 * area)];
}

/** km over a sphere. */
export function distance([lat, lon]: LatLngTuple, [lat2, lon2]: LatLngTuple): number {
  const radians = Math.PI / 180;
  const [dLat, dLon] = [(lat2 - lat) * radians, (lon2 - lon) * radians];
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(lat * radians) * Math.cos(lat2 * radians) * Math.sin(dLon / 2) ** 2;
  return 2 * earthRadius * Math.asin(Math.sqrt(h));
}

export const lies = (inner: number, unit: number): boolean => inner >= 0 && ancestor(inner, report.units.level[unit]) === unit;

export function townsIn(unit: number): string[] {
  return towns.flatMap((layer) => layer.name.filter((_, i) => lies(layer.unit[i], unit)));
}

/** From the middle of a unit in a straight line. */
export function nearestTown(unit: number): { name: string; km: number } | null {
  const middle = middleOf(unit);
  if (middle === null) return null;
  const all = towns.flatMap((layer) => layer.name.map((name, i) => ({ name, km: distance(middle, [layer.y[i], layer.x[i]]) })));
  return all.reduce<{ name: string; km: number } | null>((best, town) => (best === null || town.km < best.km ? town : best), null);
}
