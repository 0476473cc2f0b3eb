// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
import { amount } from "../numbers";
import { report } from "../state";
import { language, t } from "../texts";

const { account } = report;

function Sources() {
  return (
    <section>
      <h3>{t("sources")}</h3>
      <ul>
        {account.inputs.map((input) => (
          <li>
            <strong>{input.layer}</strong> {[input.provider, input.file, input.date, input.licence].filter(Boolean).join(" · ")}
            {input.note && <small> {input.note}</small>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Warnings() {
  return (
    <section>
      <h3>{t("warnings")}</h3>
      <ul>{account.warnings.map((words) => <li>{words[language.value]}</li>)}</ul>
    </section>
  );
}

function Changes() {
  if (account.changes.length === 0) return null;
  return (
    <section>
      <h3>{t("changes")}</h3>
      <ul>
        {account.changes.map((change) => (
          <li>
            {change.what[language.value]} ({amount(change.number)})
          </li>
        ))}
      </ul>
    </section>
  );
}

function Exclusions() {
  return (
    <section>
      <h3>{t("exclusions")}</h3>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">{t("source")}</th>
            <th scope="col">{t("reason")}</th>
            <th scope="col">{t("rows")}</th>
            <th scope="col">{t("people")}</th>
          </tr>
        </thead>
        <tbody>
          {account.exclusions.map((e) => (
            <tr>
              <td>{e.source}</td>
              <td>{e.reason[language.value]}</td>
              <td>{amount(e.rows)}</td>
              <td>{e.people === null ? "" : amount(e.people)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Published() {
  if (account.reconciliation.length === 0) return null;
  const french = language.value === "fr";
  return (
    <section>
      <h3>{t("published_beside")}</h3>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">{t("figure")}</th>
            <th scope="col">{t("published")}</th>
            <th scope="col">{t("ours")}</th>
          </tr>
        </thead>
        <tbody>
          {account.reconciliation.map((x) => (
            <tr>
              <td>
                {french ? x.figure_fr : x.figure} <small>{french ? x.reason_fr : x.reason}</small>
              </td>
              <td>{amount(x.published)}</td>
              <td>{x.ours === null ? "–" : amount(x.ours)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function About() {
  return (
    <div class="about">
      <h2>{t("about_note")}</h2>
      <Changes />
      <Warnings />
      <Published />
      <Exclusions />
      <Sources />
      <details>
        <summary>{t("licences")}</summary>
        <pre>{document.getElementById("licences")?.textContent}</pre>
      </details>
    </div>
  );
}
