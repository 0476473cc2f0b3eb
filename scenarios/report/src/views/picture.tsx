// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// A map with all that it must say, of fixed size, for a program that takes a picture of it.
import { askedFor } from "../address";
import { shownMeasure } from "../measures";
import { day } from "../numbers";
import { report } from "../state";
import { levelName, t } from "../texts";
import { Legend } from "./map_panel";
import { SmallMap } from "./small_map";

interface Wanted {
  measure: string;
  level: string;
}

/** `#map=risk&level=commune`: a node of the index by name, and a level. */
export function pictureFromAddress(): Wanted | null {
  const node = report.index.nodes.findIndex((n) => n.name === askedFor("map"));
  const level = askedFor("level");
  if (node < 0 || level === null || !report.stamp.hierarchy.includes(level)) return null;
  return { measure: node === 0 ? "class" : `node:${node}`, level };
}

function providers(): string {
  const names = report.account.inputs.map((input) => input.provider).filter(Boolean);
  return [...new Set(names)].join(" · ");
}

export function Picture({ measure, level }: Wanted) {
  const { stamp } = report;
  const shown = shownMeasure(measure, level);
  return (
    <article class="picture">
      <header>
        <h1>
          {shown.title} · {levelName(level)}
        </h1>
        <p>
          {stamp.title} · {t("as_of", { date: day(stamp.as_of) })}
        </p>
      </header>
      {stamp.synthetic && <p class="notice synthetic">{t("synthetic")}</p>}
      <SmallMap level={level} within={-1} digits shown={shown} />
      <Legend of={shown} />
      <div class="foot">
        <p>{t("boundaries", { vintage: stamp.vintage || t("unknown") })}</p>
        {providers() && <p>{t("sources_are", { names: providers() })}</p>}
        <p>djoliba {stamp.version}</p>
      </div>
    </article>
  );
}
