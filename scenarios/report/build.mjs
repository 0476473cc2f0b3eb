// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
// Makes the page without its data: one file, which may run this script and reach nothing else.
// usage: node build.mjs [PAGE]
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { build } from "esbuild";

const page = process.argv[2] ?? "page.html";

async function bundle(entry) {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    charset: "ascii",
    target: ["es2020"],
    format: "iife",
    jsx: "automatic",
    jsxImportSource: "preact",
    loader: { ".png": "dataurl" },
    legalComments: "none",
    write: false,
  });
  return result.outputFiles[0].text.trimEnd();
}

const notice = (name) => readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim();
const licences = ["leaflet", "preact", "@preact/signals"].map((name) => `${name}\n\n${notice(name)}`).join("\n\n");
const script = (await bundle("src/main.tsx")).replaceAll("</script", "<\\/script");
const style = await bundle("src/style.css");
const policy = [
  "default-src 'none'",
  `script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'`,
  "style-src 'unsafe-inline'",
  "img-src data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const html = `<!doctype html>
<html lang="{{lang}}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>{{title}}</title>
<style>${style}</style>
</head>
<body>
<div id="report"><noscript>Ce rapport a besoin de JavaScript. This report needs JavaScript.</noscript></div>
<script type="application/json" id="data">{{data}}</script>
<script type="application/json" id="validation">{{validation}}</script>
<script type="text/plain" id="licences">${licences.replaceAll("<", "&lt;")}</script>
<script>${script}</script>
</body>
</html>
`;
mkdirSync(dirname(page), { recursive: true });
writeFileSync(page, html);
