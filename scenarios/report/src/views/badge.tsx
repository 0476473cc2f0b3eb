// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
import { classColours, textOn } from "../measures";
import { className } from "../texts";

/** The class of a unit: its number, colour and name. */
export function Badge({ of, named = false }: { of: number; named?: boolean }) {
  const style = of === 0 ? {} : { background: classColours[of], color: textOn(classColours[of]) };
  return (
    <>
      <span class={of === 0 ? "badge hatched" : "badge"} style={style} title={className(of)}>{of === 0 ? "–" : of}</span>
      {named && <span class="badge-name"> {className(of)}</span>}
    </>
  );
}
