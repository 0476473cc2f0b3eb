// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
import { decimals, percent } from "../numbers";
import { download, scenarioWith } from "../scenario_file";
import { report, weights } from "../state";
import { label, t } from "../texts";

const { nodes } = report.index;
const saved = nodes.map((node) => node.weight);
const current = () => weights.value ?? saved;
const notRanked = new Set(report.index.not_ranked_with.map((n) => n.node));

function set(node: number, weight: number): void {
  const next = [...current()];
  next[node] = weight;
  weights.value = next.every((w, n) => w === saved[n]) ? null : next;
}

/** Three times the weight of the run, or of its heaviest neighbour where it has none. */
function highest(node: number): number {
  const neighbours = nodes[nodes[node].parent].parts!.map((n) => saved[n]);
  return 3 * (saved[node] || Math.max(...neighbours));
}

function Slider({ node }: { node: number }) {
  const parts = nodes[nodes[node].parent].parts!;
  const all = parts.reduce((sum, part) => sum + current()[part], 0);
  const share = all > 0 ? current()[node] / all : NaN;
  const top = highest(node);
  const locked = notRanked.has(node);
  return (
    <label class="slider">
      <span>{label(nodes[node])}</span>
      <input
        type="range"
        min="0"
        max={top}
        step={top / 60}
        value={current()[node]}
        disabled={locked}
        aria-valuetext={`${decimals(current()[node], 2)}, ${t("share_of", { share: percent(share) })}`}
        onInput={(e) => set(node, Number(e.currentTarget.value))}
      />
      <output>{locked ? "0" : percent(share)}</output>
      {locked && <small>{t("not_ranked")}</small>}
    </label>
  );
}

function Branch({ node }: { node: number }) {
  return (
    <fieldset aria-label={label(nodes[node])}>
      {nodes[node].parts!.map((part) => (
        <>
          <Slider node={part} />
          {nodes[part].parts && nodes[part].parts!.length > 1 && <Branch node={part} />}
        </>
      ))}
    </fieldset>
  );
}

function save(): void {
  const comment = t("weights_file_note", { title: report.stamp.title });
  download(t("weights_file"), scenarioWith(report, current(), comment));
}

export function Weights() {
  return (
    <div class="weights">
      <p>{t("weights_note")}</p>
      {report.scenario !== "" && (
        <p>
          <button type="button" onClick={save}>{t("save_weights")}</button>
        </p>
      )}
      <Branch node={0} />
    </div>
  );
}
