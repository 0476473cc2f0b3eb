// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
import { decimals, percent } from "../numbers";
import { download, scenarioWith } from "../scenario_file";
import { moved, report, weights } from "../state";
import { label, t } from "../texts";

const saved = () => report.index.nodes.map((node) => node.weight);
const current = () => weights.value ?? saved();

function set(node: number, weight: number): void {
  const { name, weight: own } = report.index.nodes[node];
  const { [name]: _, ...others } = moved.value;
  moved.value = weight === own ? others : { ...others, [name]: weight };
}

/** Three times the weight of the run, or of its heaviest neighbour where it has none. */
function highest(node: number): number {
  const { nodes } = report.index;
  const neighbours = nodes[nodes[node].parent].parts!.map((n) => nodes[n].weight);
  return 3 * (nodes[node].weight || Math.max(...neighbours));
}

function Slider({ node }: { node: number }) {
  const { nodes, not_ranked_with } = report.index;
  const parts = nodes[nodes[node].parent].parts!;
  const all = parts.reduce((sum, part) => sum + current()[part], 0);
  const share = all > 0 ? current()[node] / all : NaN;
  const top = highest(node);
  const locked = not_ranked_with.some((n) => n.node === node);
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
  const { nodes } = report.index;
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
      {Object.keys(report.scenario).length > 0 && (
        <p>
          <button type="button" onClick={save}>{t("save_weights")}</button>
        </p>
      )}
      <Branch node={0} />
    </div>
  );
}
