// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
import type { Report } from "./report";

/** The scenario of the report with these weights, as YAML. A leaf that the run gave no weight keeps its own. */
export function scenarioWith(report: Report, weight: number[], comment: string): string {
  const hidden = new Set(report.index.not_ranked_with.map((n) => n.node));
  const lines = report.index.nodes.flatMap((node, n) =>
    n === 0 ? [] : [`    ${JSON.stringify(node.name)}: ${hidden.has(n) ? node.given_weight : weight[n]}`],
  );
  const block = ["change:", "  weights:", ...lines].join("\n");
  const { change, ...others } = report.scenario;
  const changed = change === undefined ? `${block}\n` : change.replace(/^change: *\n/, () => `${block}\n`);
  return `# ${comment.replace(/\s+/g, " ")}\n${Object.values(others).join("")}${changed}`;
}

export function download(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/yaml" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
