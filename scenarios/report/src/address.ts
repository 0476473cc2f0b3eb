// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// What a program asks of the page: `#print=summary&lang=en`, `#map=class&level=cercle`.
import type { Language } from "./report";

const asked = new URLSearchParams(location.hash.slice(1));

export const askedFor = (key: "print" | "map" | "level"): string | null => asked.get(key);

export function languageFromAddress(): Language | null {
  const lang = asked.get("lang");
  return lang === "fr" || lang === "en" ? lang : null;
}
