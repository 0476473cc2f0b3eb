// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
import { render } from "preact";
import { markColours } from "./marks";
import { paper, paperFromAddress } from "./paper";
import { report } from "./state";
import { Page } from "./views/page";
import { Picture, pictureFromAddress } from "./views/picture";

const { classes, hatch, ramps } = report.colours;
const signs = { missing: classes[0].colour, hatch, water: ramps.flood[4], ...markColours };
for (const [name, colour] of Object.entries(signs)) document.documentElement.style.setProperty(`--${name}`, colour);

const root = document.getElementById("report")!;
root.replaceChildren();
paper.value = paperFromAddress();
const picture = pictureFromAddress();
render(picture === null ? <Page /> : <Picture {...picture} />, root);
