// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0

/** |S|! (n - |S| - 1)! / n!, by |S|: in which share of all orders exactly the set S comes before one player. */
function weightsOf(n: number): number[] {
  const weights: number[] = [];
  let subsets = 1; // of this size among the n - 1 others
  for (let s = 0; s < n; ++s) {
    weights.push(1 / (n * subsets));
    subsets = (subsets * (n - 1 - s)) / (s + 1);
  }
  return weights;
}

function sizeOf(subset: number): number {
  let size = 0;
  for (let rest = subset; rest > 0; rest >>= 1) size += rest & 1;
  return size;
}

/** The Shapley value of each of n players; `worth` is by set of players, one bit each. */
export function shapleyValues(n: number, worth: number[]): number[] {
  const weights = weightsOf(n);
  return Array.from({ length: n }, (_, player) => {
    let value = 0;
    for (let subset = 0; subset < worth.length; ++subset)
      if (!((subset >> player) & 1)) value += weights[sizeOf(subset)] * (worth[subset | (1 << player)] - worth[subset]);
    return value;
  });
}
