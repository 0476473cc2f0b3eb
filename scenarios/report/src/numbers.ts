// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
import type { Indicator, Known } from "./report";
import { language, t } from "./texts";

export function decimals(value: Known, digits: number): string {
  if (value === null || Number.isNaN(value)) return t("unknown");
  return value.toLocaleString(language.value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Whole from 100 up, one decimal from 1 up, two below. */
export function amount(value: Known): string {
  if (value === null || Number.isNaN(value)) return t("unknown");
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 1 : 2;
  return value.toLocaleString(language.value, { maximumFractionDigits: digits });
}

export function percent(share: Known): string {
  if (share === null || Number.isNaN(share)) return t("unknown");
  return share.toLocaleString(language.value, { style: "percent", maximumFractionDigits: 0 });
}

export function day(iso: string): string {
  const full = /^\d{4}-\d{2}-\d{2}$/.test(iso);
  if (!full) return iso;
  const words = new Date(`${iso}T00:00:00Z`).toLocaleDateString(language.value, { dateStyle: "long", timeZone: "UTC" });
  return language.value === "fr" ? words.replace(/^1 /, "1er ") : words;
}

const bare = new Set(["class", "", "ratio", "phase", "index"]);

export function withUnit(value: number, of: Indicator): string {
  const unit = language.value === "fr" ? of.unit_fr : of.unit;
  const number = amount(value);
  if (bare.has(of.unit)) return number;
  return unit === "%" && language.value === "en" ? `${number}%` : `${number}\u00a0${unit}`;
}

/** The figure of a unit in words, with "at least" where it is a lower bound. */
export function figure(of: Indicator, unit: number): string {
  const value = of.value[unit];
  if (value === null) return t("no_figure");
  const text = withUnit(value, of);
  return of.at_least.includes(unit) ? t("at_least", { value: text }) : text;
}

/** Without accents, capitals and punctuation, so that "segou" finds "Ségou". */
export function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}
