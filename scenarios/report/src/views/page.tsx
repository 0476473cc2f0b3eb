// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
import { signal } from "@preact/signals";
import { day } from "../numbers";
import { paper, print } from "../paper";
import { moved, report, selected, unitsOf, weights } from "../state";
import { language, levelName, t, type Key } from "../texts";
import { About } from "./about";
import { Card } from "./card";
import { List } from "./list";
import { MapPanel } from "./map_panel";
import { PublicNotice } from "./public_notice";
import { ScenarioBar, title } from "./scenario_bar";
import { Sheets } from "./sheets";
import { Weights } from "./weights";

type Tab = "list" | "weights" | "about";
const tab = signal<Tab>("list");
const tabs: [Tab, Key][] = [
  ["list", "list"],
  ["weights", "weights"],
  ["about", "about"],
];

function switchLanguage(): void {
  language.value = language.value === "fr" ? "en" : "fr";
  document.documentElement.lang = language.value;
}

function printed(choice: string): void {
  if (choice === "page") window.print();
  else if (choice === "summary") print({ kind: "summary" });
  else if (choice === "unit") print({ kind: "units", units: [selected.value!] });
  else print({ kind: "units", units: unitsOf(report.stamp.headline_level) });
}

function Print() {
  return (
    <select aria-label={t("print")} value="" onChange={(e) => { printed(e.currentTarget.value); e.currentTarget.value = ""; }}>
      <option value="" disabled hidden>{t("print")}</option>
      <option value="summary">{t("print_summary")}</option>
      {selected.value !== null && <option value="unit">{t("print_unit", { name: report.units.name[selected.value] })}</option>}
      <option value="all">{t("print_all", { level: levelName(report.stamp.headline_level) })}</option>
      <option value="page">{t("print_page")}</option>
    </select>
  );
}

function Header() {
  const { stamp } = report;
  return (
    <header>
      <div class="titles">
        <h1>{title()}</h1>
        <p>{t("as_of", { date: day(stamp.as_of) })}</p>
      </div>
      <div class="actions">
        <Print />
        <button type="button" lang={language.value === "fr" ? "en" : "fr"} onClick={switchLanguage}>
          {t("language")}
        </button>
      </div>
    </header>
  );
}

function Notices() {
  return (
    <>
      {report.stamp.synthetic && <p class="notice synthetic" role="note">{t("synthetic")}</p>}
      <PublicNotice />
      {weights.value !== null && (
        <p class="notice changed" role="status">
          {t("hypothesis")} <button type="button" onClick={() => (moved.value = {})}>{t("reset_weights")}</button>
        </p>
      )}
    </>
  );
}

function Tabs() {
  return (
    <nav class="tabs">
      {tabs.map(([name, key]) => (
        <button type="button" aria-current={tab.value === name ? "page" : undefined} onClick={() => (tab.value = name)}>
          {t(key)}
        </button>
      ))}
    </nav>
  );
}

export function Page() {
  if (paper.value !== null) return <Sheets />;
  const side = { list: <List />, weights: <Weights />, about: <About /> }[tab.value];
  return (
    <>
      <Header />
      <ScenarioBar />
      <Notices />
      <main>
        <MapPanel />
        <section class="side" aria-label={t("list")}>
          {selected.value !== null ? (
            <Card unit={selected.value} />
          ) : (
            <>
              <Tabs />
              {side}
            </>
          )}
        </section>
      </main>
      <footer>
        <p>{t("boundaries", { vintage: report.stamp.vintage || t("unknown") })}</p>
        <p>{report.stamp.note}</p>
        <p>djoliba {report.stamp.version}</p>
      </footer>
    </>
  );
}
