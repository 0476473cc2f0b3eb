// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
import { render } from "preact";
import { paper, paperFromAddress } from "./paper";
import { Page } from "./views/page";
import { Picture, pictureFromAddress } from "./views/picture";

const root = document.getElementById("report")!;
root.replaceChildren();
paper.value = paperFromAddress();
const picture = pictureFromAddress();
render(picture === null ? <Page /> : <Picture {...picture} />, root);
