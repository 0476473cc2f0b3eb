// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
import { decimals, signed } from "../numbers";
import { before, report, standing, unitsOf } from "../state";
import { t } from "../texts";
import { whyMoved } from "./moved";

const most = 20;
const leastShown = 0.005;

/** Units of a level whose scores moved most, up (1) or down (-1), and why. */
export function Movers({ title, level, sign }: { title: string; level: string; sign: 1 | -1 }) {
  const now = standing.value;
  const old = before.value!;
  const rise = (unit: number) => sign * (now.score[unit] - old.score[unit]);
  const of = unitsOf(level).filter((unit) => rise(unit) >= leastShown).sort((a, b) => rise(b) - rise(a)).slice(0, most);
  return (
    <section>
      <h2>{title}</h2>
      {of.length === 0 ? <p>{t("moved_nothing")}</p> : (
        <table class="plain">
          <tbody>
            {of.map((unit) => (
              <tr>
                <td>{signed(now.score[unit] - old.score[unit])}</td>
                <th scope="row">{report.units.name[unit]}</th>
                <td>{decimals(old.score[unit], 1)} → {decimals(now.score[unit], 1)}</td>
                <td>{t("rank")} {old.rank[unit]} → {now.rank[unit]}</td>
                <td class="words">{whyMoved(unit)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
