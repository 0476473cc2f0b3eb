// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// A map on paper: the units of a level in the bands of a measure, in true proportions.
import { bordersBetween, outlines, type Outline } from "../geometry";
import { shownMeasure, textOn, type Shown } from "../measures";
import { ancestor, report } from "../state";
import { t } from "../texts";

const shapes = outlines(report.geometry);
const { units } = report.geometry;

interface Frame {
  west: number;
  north: number;
  width: number;
  height: number;
  stretch: number;
}

function frameOf(drawn: Outline[]): Frame {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lat, lon] of drawn.flat(3) as [number, number][]) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  const stretch = Math.cos((((south + north) / 2) * Math.PI) / 180);
  return { west, north, width: (east - west) * stretch, height: north - south, stretch };
}

const size = 1000;
const smallestDigit = 11;

function place(frame: Frame, [lat, lon]: [number, number]): string {
  const scale = size / Math.max(frame.width, frame.height);
  return `${(((lon - frame.west) * frame.stretch) * scale).toFixed(1)} ${((frame.north - lat) * scale).toFixed(1)}`;
}

function pathOf(frame: Frame, shape: Outline): string {
  return shape.map((polygon) => polygon.map((ring) => `M${ring.map((p) => place(frame, p as [number, number])).join("L")}Z`).join("")).join("");
}

interface Spot {
  lat: number;
  lon: number;
}

/** The middle of the box around the largest ring. */
function middle(shape: Outline): Spot {
  const ring = shape.map((polygon) => polygon[0]).reduce((a, b) => (b.length > a.length ? b : a));
  const lats = ring.map((p) => p[0]);
  const lons = ring.map((p) => p[1]);
  const [south, north, west, east] = [Math.min(...lats), Math.max(...lats), Math.min(...lons), Math.max(...lons)];
  return { lat: (south + north) / 2, lon: (west + east) / 2 };
}

/** The smaller of height and width of the box around all of them, in degrees. */
function roomOf(parts: number[]): number {
  const points = parts.flatMap((at) => shapes[at].flatMap((polygon) => polygon[0]));
  const extent = (k: 0 | 1) => points.reduce(([a, b], p) => [Math.min(a, p[k]), Math.max(b, p[k])], [Infinity, -Infinity]);
  return Math.min(...([0, 1] as const).map((k) => extent(k)[1] - extent(k)[0]));
}

/** Where the number of a unit stands: in that of its parts which lies nearest to the middle of all. */
function spotOf(parts: number[]): Spot {
  const spots = parts.map((at) => middle(shapes[at]));
  const mean = (of: (spot: Spot) => number) => spots.reduce((sum, spot) => sum + of(spot), 0) / spots.length;
  const [lat, lon] = [mean((s) => s.lat), mean((s) => s.lon)];
  const far = (s: Spot) => (s.lat - lat) ** 2 + (s.lon - lon) ** 2;
  return spots.reduce((a, b) => (far(b) < far(a) ? b : a));
}

function Numbers({ level, drawn, frame, shown }: { level: string; drawn: number[]; frame: Frame; shown: Shown }) {
  const parts = new Map<number, number[]>();
  for (const at of drawn) {
    const unit = ancestor(units[at], level);
    parts.set(unit, [...(parts.get(unit) ?? []), at]);
  }
  const scale = size / Math.max(frame.width, frame.height);
  return (
    <>
      {[...parts].map(([unit, inside]) => {
        const band = shown.bands.find((b) => b.number === (unit < 0 ? 0 : shown.band(unit)));
        const spot = spotOf(inside);
        const font = Math.min(26, roomOf(inside) * scale * 0.7);
        if (band === undefined || font < smallestDigit) return null;
        const [x, y] = place(frame, [spot.lat, spot.lon]).split(" ");
        return (
          <text x={x} y={y} font-size={font.toFixed(0)} text-anchor="middle" dominant-baseline="central" fill={textOn(band.colour)}>
            {band.number}
          </text>
        );
      })}
    </>
  );
}

function Lines({ of, frame, width }: { of: [number, number][][]; frame: Frame; width: number }) {
  return (
    <>
      {of.map((line) => (
        <path d={`M${line.map((p) => place(frame, p)).join("L")}`} fill="none" stroke="#444444" stroke-width={width} />
      ))}
    </>
  );
}

interface Wanted {
  level: string;
  /** A unit, or -1 for the country. */
  within: number;
  /** Whether the numbers of bands stand on the map. */
  digits: boolean;
  shown?: Shown;
  /** A unit of the finest level that is to stand out. */
  marked?: number;
}

/** Units of a level inside a unit, or of the country. */
export function SmallMap({ level, within, digits, shown = shownMeasure("class", level), marked = -1 }: Wanted) {
  const inside = (unit: number) => within < 0 || ancestor(unit, report.units.level[within]) === within;
  const drawn = units.flatMap((unit, at) => (inside(unit) && shapes[at].length > 0 ? [at] : []));
  if (drawn.length === 0) return null;
  const frame = frameOf(drawn.map((at) => shapes[at]));
  const scale = size / Math.max(frame.width, frame.height);
  const part = { ...report.geometry, shapes: report.geometry.shapes.map((shape, at) => (inside(units[at]) ? shape : [])) };
  const borders = (of: string) => bordersBetween(part, (unit) => ancestor(unit, of)) as [number, number][][];
  const top = report.stamp.hierarchy[0];
  const colourOf = (unit: number) =>
    (unit < 0 ? undefined : shown.bands.find((b) => b.number === shown.band(unit))?.colour) ?? "url(#hatch)";
  const box = `-4 -4 ${frame.width * scale + 8} ${frame.height * scale + 8}`;
  return (
    <svg class="small-map" viewBox={box} role="img" aria-label={t("map_of", { measure: shown.title })}>
      <defs>
        <pattern id="hatch" width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="10" height="10" fill={report.colours.classes[0].colour} />
          <rect width="2.5" height="10" fill={report.colours.hatch} />
        </pattern>
      </defs>
      {drawn.map((at) => {
        const fill = colourOf(ancestor(units[at], level));
        return <path d={pathOf(frame, shapes[at])} fill={fill} stroke={fill} stroke-width="0.6" fill-rule="evenodd" />;
      })}
      <Lines of={borders(level)} frame={frame} width={level === report.stamp.hierarchy.slice(-1)[0] && within < 0 ? 0.7 : 1.6} />
      {level !== top && within < 0 && <Lines of={borders(top)} frame={frame} width={2.6} />}
      {drawn.map((at) =>
        units[at] === marked ? <path class="marked" d={pathOf(frame, shapes[at])} fill="none" stroke="#0b3d91" stroke-width="9" /> : null,
      )}
      {digits && <Numbers level={level} drawn={drawn} frame={frame} shown={shown} />}
    </svg>
  );
}
