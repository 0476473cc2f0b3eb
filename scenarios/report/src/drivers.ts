// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// Why a unit scores more than the median locality, in the words of the tables (engine/explain.cpp).
import type { Contributions } from "./contributions";
import type { Indicator, IndexNode, Language, Report } from "./report";

const leastContribution = 0.05;
const mostNamed = 3;

const nothing = {
  fr: "aucun facteur nettement au-dessus de la médiane",
  en: "nothing clearly above the median",
};
const shared = { fr: "commun à plusieurs unités", en: "shared by several units" };

/** To a number of decimals; a tie goes to the even digit, as in the tables. */
function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  const tie = Math.abs(value * 2 ** (decimals + 1)) % 2 === 1;
  const last = Number(text[text.length - 1]);
  return tie && last % 2 === 1 ? text.slice(0, -1) + (last - 1) : text;
}

function numberInWords(value: number, language: Language): string {
  const size = Math.abs(value);
  let text = fixed(value, size >= 99.95 ? 0 : size >= 0.995 ? 1 : 2);
  if (text.includes(".")) text = text.replace(/\.?0+$/, "");
  if (text === "-0") text = "0";
  const [whole, fraction] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === "fr" ? " " : ",");
  return fraction === undefined ? grouped : grouped + (language === "fr" ? "," : ".") + fraction;
}

function valueInWords(node: IndexNode, indicator: Indicator, unit: number, language: Language): string {
  const label = language === "fr" ? node.label_fr : node.label_en;
  const value = indicator.value[unit];
  if (value === null) return label;
  const number = numberInWords(value, language);
  const phrase = language === "fr" ? node.words_fr : node.words_en;
  if (phrase) return phrase.replace("{}", () => number);
  const figure = language === "fr" ? indicator.figure_fr : indicator.figure_en;
  return `${label}${language === "fr" ? " : " : ": "}${figure.replace("{}", () => number)}`;
}

function originInWords(indicator: Indicator, unit: number, language: Language): string {
  const origin = indicator.origin[unit];
  if (origin === "i") return `, ${language === "fr" ? indicator.inherited_fr : indicator.inherited_en}`;
  return origin === "s" ? `, ${shared[language]}` : "";
}

function points(value: number, language: Language): string {
  const text = (value < 0 ? "-" : "+") + fixed(Math.abs(value), 1);
  return language === "fr" ? text.replace(".", ",") : text;
}

/** Empty where the unit is not assessed. */
export function driversInWords(report: Report, contributions: Contributions, score: number, unit: number, language: Language): string {
  if (Number.isNaN(score)) return "";
  const contribution = contributions.of(unit);
  const size = (n: number) => Math.round(contribution[n] * 1e9);
  const found = report.index.nodes
    .flatMap((node, n) => (node.parts || node.score[unit] === null || !(contribution[n] >= leastContribution - 1e-9) ? [] : [n]))
    .sort((a, b) => size(b) - size(a))
    .slice(0, mostNamed)
    .map((n) => {
      const node = report.index.nodes[n];
      const indicator = report.indicators[node.indicator!];
      return `${valueInWords(node, indicator, unit, language)} (${points(contribution[n], language)}${originInWords(indicator, unit, language)})`;
    });
  return found.length === 0 ? nothing[language] : found.join(language === "fr" ? " ; " : "; ");
}
