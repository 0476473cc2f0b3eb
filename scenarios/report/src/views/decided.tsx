// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// What a committee said of a unit, beside what was computed.
import { t } from "../texts";
import { decisionsOn, decisionWords, deciderWords, inForce, type Validated } from "../validation";

/** In a row of a list. */
export function DecidedMark({ unit }: { unit: number }) {
  const decision = inForce(unit);
  if (decision === undefined) return null;
  return (
    <small class="decided" title={`${deciderWords(decision)}. ${decision.reason}`}>
      {" "}
      {decisionWords(decision)}
    </small>
  );
}

function Words({ of }: { of: Validated }) {
  return (
    <>
      <strong>{decisionWords(of)}</strong> <small>{deciderWords(of)}</small>
      {of.reason && <p>{of.reason}</p>}
    </>
  );
}

export function Decided({ unit }: { unit: number }) {
  const decision = inForce(unit);
  if (decision === undefined) return null;
  const earlier = decisionsOn(unit).filter((d) => d !== decision);
  return (
    <section class="decisions">
      <h3>{t("validation")}</h3>
      <Words of={decision} />
      {earlier.length > 0 && (
        <details>
          <summary>{t("decided_earlier", { count: earlier.length })}</summary>
          <ul>{earlier.map((d) => <li><Words of={d} /></li>)}</ul>
        </details>
      )}
    </section>
  );
}
