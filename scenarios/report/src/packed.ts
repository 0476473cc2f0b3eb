// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0

/** Lists in full where the program wrote them shorter (scenarios/src/report_packed.hpp). */
export function unpacked(value: any): any {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(unpacked);
  if ("~" in value) {
    const [values, runs] = value["~"] as [unknown[], number[]];
    const list: unknown[] = [];
    for (let i = 0; i < runs.length; i += 2) for (let n = runs[i + 1]; n > 0; --n) list.push(values[runs[i]]);
    return list;
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, unpacked(member)]));
}
