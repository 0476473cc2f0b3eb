// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// How one value becomes another, as the program writes it (scenarios/src/report_patch.hpp).

export type Patch =
  | null // nothing is there any more
  | { "=": unknown } // another value
  | { "@": [number[], unknown[]] } // a list of which some items are others: how many are skipped before each, and the items
  | { ".": Record<string, Patch> }; // a map or list of which some members are others

/** Shares with `base` all that is the same. */
export function patched(base: any, patch: Patch | undefined): any {
  if (patch === undefined) return base;
  if (patch === null) return undefined;
  if ("=" in patch) return patch["="];
  const next = Array.isArray(base) ? [...base] : { ...base };
  if ("@" in patch) {
    let at = -1;
    patch["@"][0].forEach((skipped, k) => (next[(at += skipped + 1)] = patch["@"][1][k]));
  } else {
    for (const [key, member] of Object.entries(patch["."])) next[key] = patched(next[key], member);
  }
  return next;
}
