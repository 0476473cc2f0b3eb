// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
import type { LatLngTuple } from "leaflet";
import type { Geometry } from "./report";

export type Outline = LatLngTuple[][][];

function decodeBorders(geometry: Geometry): LatLngTuple[][] {
  const [x0, y0] = geometry.corner;
  return geometry.borders.map((steps) => {
    const line: LatLngTuple[] = [];
    let x = 0;
    let y = 0;
    for (let i = 0; i < steps.length; i += 2) {
      x += steps[i];
      y += steps[i + 1];
      line.push([y0 + y * geometry.step, x0 + x * geometry.step]);
    }
    return line;
  });
}

/** By position in `geometry.units`: polygons of rings of points. */
export function outlines(geometry: Geometry): Outline[] {
  const borders = decodeBorders(geometry);
  const directed = (b: number) => (b < 0 ? [...borders[-1 - b]].reverse() : borders[b]);
  return geometry.shapes.map((shape) =>
    shape.map((polygon) => polygon.map((ring) => ring.flatMap((b, at) => directed(b).slice(at === 0 ? 0 : 1)))),
  );
}

/** The borders that have another group on their other side, or nothing. */
export function bordersBetween(geometry: Geometry, groupOf: (unit: number) => number): LatLngTuple[][] {
  const sides = new Map<number, Set<number>>();
  const ends = new Map<number, number>();
  geometry.shapes.forEach((shape, at) =>
    shape.flat(2).forEach((b) => {
      const border = b < 0 ? -1 - b : b;
      sides.set(border, (sides.get(border) ?? new Set()).add(groupOf(geometry.units[at])));
      ends.set(border, (ends.get(border) ?? 0) + 1);
    }),
  );
  return decodeBorders(geometry).filter((_, b) => ends.get(b) === 1 || (sides.get(b)?.size ?? 0) > 1);
}
