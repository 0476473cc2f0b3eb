// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// What committees have decided on units of the run, in a block of data that `djoliba validate` writes.
import { day } from "./numbers";
import { report } from "./state";
import { t, type Key } from "./texts";

export type Decision = "accepted" | "moved_up" | "moved_down" | "to_check";

export interface Validated {
  level: string;
  code: string;
  decision: Decision;
  proposed_class: number | null;
  proposed_rank: number | null;
  reason: string;
  decided_by: string;
  date: string;
  in_force: boolean;
}

const labels: Record<Decision, Key> = {
  accepted: "decision_accepted",
  moved_up: "decision_moved_up",
  moved_down: "decision_moved_down",
  to_check: "decision_to_check",
};
const signs: Record<Decision, string> = { accepted: "✓", moved_up: "▲", moved_down: "▼", to_check: "?" };

function readDecisions(): Map<string, Validated[]> {
  const block = JSON.parse(document.getElementById("validation")!.textContent!) as { decisions: Validated[] } | null;
  const byUnit = new Map<string, Validated[]>();
  for (const decision of block?.decisions ?? []) {
    const key = `${decision.level} ${decision.code}`;
    byUnit.set(key, [...(byUnit.get(key) ?? []), decision]);
  }
  return byUnit;
}

const decisions = readDecisions();

/** Of a unit, in the order in which they were read. */
export function decisionsOn(unit: number): Validated[] {
  return decisions.get(`${report.units.level[unit]} ${report.units.code[unit]}`) ?? [];
}

export const inForce = (unit: number): Validated | undefined => decisionsOn(unit).find((d) => d.in_force);

/** "▲ relevée, classe 4 proposée". */
export function decisionWords(of: Validated): string {
  const proposed = [
    of.proposed_class === null ? "" : t("proposed_class", { number: of.proposed_class }),
    of.proposed_rank === null ? "" : t("proposed_rank", { rank: of.proposed_rank }),
  ];
  return [`${signs[of.decision]} ${t(labels[of.decision])}`, ...proposed.filter(Boolean)].join(", ");
}

/** "Comité de Mopti, 12 juillet 2024". */
export const deciderWords = (of: Validated): string => `${of.decided_by}, ${day(of.date)}`;
