// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// What is to be printed, and when.
import { signal } from "@preact/signals";
import { askedFor } from "./address";
import { report, unitsOf } from "./state";

export type Paper = { kind: "summary" } | { kind: "units"; units: number[] };

/** null: the page as it stands on the screen. */
export const paper = signal<Paper | null>(null);

export function print(wanted: Paper): void {
  paper.value = wanted;
  const back = () => (paper.value = null);
  window.addEventListener("afterprint", back, { once: true });
  requestAnimationFrame(() => requestAnimationFrame(() => window.print()));
}

/** `#print=summary`, `#print=cercle` (all units of a level) or `#print=<code>`, for programs that print. */
export function paperFromAddress(): Paper | null {
  const wanted = askedFor("print");
  if (wanted === null) return null;
  if (wanted === "summary") return { kind: "summary" };
  if (report.stamp.hierarchy.includes(wanted)) return { kind: "units", units: unitsOf(wanted) };
  const unit = report.units.code.indexOf(wanted);
  return unit < 0 ? null : { kind: "units", units: [unit] };
}
