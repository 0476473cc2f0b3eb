// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// The main drivers of a score in words, as engine/src/explain.cpp has them, for the weights of the moment.
import { computed } from "@preact/signals";
import { contributions } from "./contributions";
import type { Language } from "./report";
import { report, weights } from "./state";
import { label, language, t } from "./texts";

const leastPoints = 0.05 - 1e-9;
const mostNamed = 3;

const saved = report.index.nodes.map((node) => node.weight);

export const explained = computed(() => contributions(report, weights.value ?? saved));

/** As C++ prints it: what lies exactly half way goes to the even digit. */
function fixed(value: number, digits: number): string {
  const scaled = Math.abs(value) * 10 ** digits;
  const halfWay = (Math.abs(value) * 2 ** (digits + 1)) % 2 === 1;
  if (!halfWay || Math.floor(scaled) % 2 === 1) return value.toFixed(digits);
  return (Math.sign(value) * (Math.floor(scaled) / 10 ** digits)).toFixed(digits);
}

const withMark = (text: string, of: Language): string => (of === "fr" ? text.replace(".", ",") : text);

function number(value: number, of: Language): string {
  const size = Math.abs(value);
  const [whole, decimals] = fixed(value, size >= 99.95 ? 0 : size >= 0.995 ? 1 : 2).split(".");
  const rest = (decimals ?? "").replace(/0+$/, "");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, of === "fr" ? " " : ",");
  return withMark(rest === "" ? grouped.replace(/^-0$/, "0") : `${grouped}.${rest}`, of);
}

function points(value: number, of: Language): string {
  const text = fixed(value, 1);
  return withMark(text.startsWith("-") ? text : `+${text}`, of);
}

function originWords(leaf: number, unit: number, of: Language): string {
  const node = report.index.nodes[leaf];
  const origin = report.indicators[node.indicator!].origin[unit];
  if (origin === "i") return `, ${node.inherited![of]}`;
  return origin === "s" ? `, ${t("shared_by_units")}` : "";
}

/** "12 % de la population en phases 3 à 5 (+0,8, hérité du cercle) ; ..."; empty where the unit is not assessed. */
export function reasons(unit: number): string {
  const of = language.value;
  const contribution = explained.value.of(unit);
  if (contribution === null) return "";
  const named = report.index.nodes
    .flatMap((node, n) => (node.indicator !== undefined && node.score[unit] !== null && contribution[n] >= leastPoints ? [n] : []))
    .sort((a, b) => Math.round(contribution[b] * 1e9) - Math.round(contribution[a] * 1e9))
    .slice(0, mostNamed)
    .map((n) => {
      const value = report.indicators[report.index.nodes[n].indicator!].value[unit];
      const { words, ...node } = report.index.nodes[n];
      const said = value === null ? label(node) : words![of].replace("{}", () => number(value, of));
      return `${said} (${points(contribution[n], of)}${originWords(n, unit, of)})`;
    });
  return named.length > 0 ? named.join(of === "fr" ? " ; " : "; ") : t("nothing_stands_out");
}
