// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// A map on paper: classes of the units of a level, in true proportions.
import { bordersBetween, outlines, type Outline } from "../geometry";
import { classColours, textOn } from "../measures";
import { ancestor, report, standing } from "../state";
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

function place(frame: Frame, [lat, lon]: [number, number]): string {
  const scale = size / Math.max(frame.width, frame.height);
  return `${(((lon - frame.west) * frame.stretch) * scale).toFixed(1)} ${((frame.north - lat) * scale).toFixed(1)}`;
}

function pathOf(frame: Frame, shape: Outline): string {
  return shape.map((polygon) => polygon.map((ring) => `M${ring.map((p) => place(frame, p as [number, number])).join("L")}Z`).join("")).join("");
}

/** The middle of the box around the largest ring. */
function middle(shape: Outline): [number, number] {
  const ring = shape.map((polygon) => polygon[0]).reduce((a, b) => (b.length > a.length ? b : a));
  const lats = ring.map((p) => p[0]);
  const lons = ring.map((p) => p[1]);
  return [(Math.min(...lats) + Math.max(...lats)) / 2, (Math.min(...lons) + Math.max(...lons)) / 2];
}

/** Units of a level inside a unit, or of the country (-1); one of them may be marked. */
export function SmallMap({ level, within, digits, marked = -1 }: { level: string; within: number; digits: boolean; marked?: number }) {
  const inside = (unit: number) => within < 0 || ancestor(unit, report.units.level[within]) === within;
  const drawn = units.flatMap((unit, at) => (inside(unit) && shapes[at].length > 0 ? [at] : []));
  if (drawn.length === 0) return null;
  const frame = frameOf(drawn.map((at) => shapes[at]));
  const scale = size / Math.max(frame.width, frame.height);
  const { class: classes } = standing.value;
  const borders = bordersBetween(
    { ...report.geometry, shapes: report.geometry.shapes.map((shape, at) => (inside(units[at]) ? shape : [])) },
    (unit) => ancestor(unit, level),
  );
  const colourOf = (unit: number) => (unit < 0 || classes[unit] === 0 ? "url(#hatch)" : classColours[classes[unit]]);
  return (
    <svg class="small-map" viewBox={`-4 -4 ${frame.width * scale + 8} ${frame.height * scale + 8}`} role="img" aria-label={t("map")}>
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
      {borders.map((line) => (
        <path d={`M${line.map((p) => place(frame, p as [number, number])).join("L")}`} fill="none" stroke="#444444" stroke-width="1.6" />
      ))}
      {drawn.map((at) =>
        units[at] === marked ? <path class="marked" d={pathOf(frame, shapes[at])} fill="none" stroke="#0b3d91" stroke-width="9" /> : null,
      )}
      {digits &&
        drawn.map((at) => {
          const unit = units[at];
          const [x, y] = place(frame, middle(shapes[at])).split(" ");
          const number = classes[unit];
          return number === 0 ? null : (
            <text x={x} y={y} font-size="26" text-anchor="middle" dominant-baseline="central" fill={textOn(classColours[number])}>
              {number}
            </text>
          );
        })}
    </svg>
  );
}
