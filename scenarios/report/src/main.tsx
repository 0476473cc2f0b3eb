// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
import { render } from "preact";
import { paper, paperFromAddress } from "./paper";
import { Page } from "./views/page";

const root = document.getElementById("report")!;
root.replaceChildren();
paper.value = paperFromAddress();
render(<Page />, root);
