// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// Leaflet's canvas renderer, which also hatches, writes into shapes and beside them, and draws squares.
import * as L from "leaflet";
import { textOn } from "./measures";
import { report } from "./state";

export interface Style extends L.CircleMarkerOptions {
  hatched?: boolean;
  /** Written in the middle of an area that has room for it, or of a mark. */
  text?: string;
  /** Written to the right of a mark. */
  name?: string;
  square?: boolean;
}

const { colours } = report;

function hatchPattern(context: CanvasRenderingContext2D): CanvasPattern {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 8;
  const pen = tile.getContext("2d")!;
  pen.fillStyle = colours.classes[0].colour;
  pen.fillRect(0, 0, 8, 8);
  pen.strokeStyle = colours.hatch;
  pen.lineWidth = 1.2;
  pen.beginPath();
  for (const start of [-8, 0, 8]) {
    pen.moveTo(start, 8);
    pen.lineTo(start + 8, 0);
  }
  pen.stroke();
  return context.createPattern(tile, "repeat")!;
}

/** The middle of an area with room for a number, or of a mark; null where there is no room. */
function middleOf(layer: any): L.Point | null {
  if (layer instanceof L.CircleMarker) return (layer as any)._point;
  const size = layer._pxBounds?.getSize();
  return !size || Math.min(size.x, size.y) < 26 ? null : layer._map.latLngToLayerPoint(layer.getCenter());
}

function write(context: CanvasRenderingContext2D, layer: any): void {
  const { text, name, fillColor, radius } = layer.options as Style;
  const at = text || name ? middleOf(layer) : null;
  if (at === null) return;
  context.font = "11px system-ui, sans-serif";
  context.textBaseline = "middle";
  if (text) {
    context.globalAlpha = 0.8;
    context.fillStyle = textOn(String(fillColor));
    context.textAlign = "center";
    context.fillText(text, at.x, at.y);
  }
  if (!name) return;
  context.globalAlpha = 1;
  context.textAlign = "left";
  context.lineWidth = 3;
  context.strokeStyle = "#ffffff";
  context.fillStyle = "#1d2733";
  context.strokeText(name, at.x + radius! + 2, at.y);
  context.fillText(name, at.x + radius! + 2, at.y);
}

export const WritingCanvas = L.Canvas.extend({
  _fillStroke(this: any, context: CanvasRenderingContext2D, layer: any) {
    const options = layer.options as Style;
    (L.Canvas.prototype as any)._fillStroke.call(this, context, layer);
    if (options.hatched) {
      this._hatch ??= hatchPattern(context);
      context.globalAlpha = options.fillOpacity ?? 1;
      context.fillStyle = this._hatch;
      context.fill("evenodd");
    }
    write(context, layer);
  },
  _updateCircle(this: any, layer: any) {
    if (!(layer.options as Style).square) return (L.Canvas.prototype as any)._updateCircle.call(this, layer);
    if (!this._drawing || layer._empty()) return;
    const { x, y } = layer._point;
    const radius = layer._radius;
    this._ctx.beginPath();
    this._ctx.rect(x - radius, y - radius, 2 * radius, 2 * radius);
    this._fillStroke(this._ctx, layer);
  },
}) as unknown as new (options: L.RendererOptions) => L.Canvas;
