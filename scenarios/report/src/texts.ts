// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
import { signal } from "@preact/signals";
import { languageFromAddress } from "./address";
import en from "./messages/en.json";
import fr from "./messages/fr.json";
import type { Language } from "./report";

export type Key = keyof typeof fr & keyof typeof en;

const messages: Record<Language, Record<Key, string>> = { fr, en };

export const language = signal<Language>(languageFromAddress() ?? (document.documentElement.lang === "en" ? "en" : "fr"));
document.documentElement.lang = language.value;

/** The message of a key in the language of the reader, with what varies filled in. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  return messages[language.value][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

/** The label of something that has one in both languages. */
export function label(of: { label_fr: string; label_en: string }): string {
  return language.value === "fr" ? of.label_fr : of.label_en;
}

const levels: Record<string, Key> = { region: "level_region", cercle: "level_cercle", commune: "level_commune" };

export function levelName(level: string): string {
  return level in levels ? t(levels[level]) : level;
}

const singular: Record<string, Key> = { region: "one_region", cercle: "one_cercle", commune: "one_commune" };

/** What one unit of a level is called. */
export const oneOf = (level: string): string => (level in singular ? t(singular[level]) : level);

export const className = (riskClass: number): string => t(`class_${riskClass}` as Key);
