// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
import { render } from "preact";
import { Page } from "./views/page";

const root = document.getElementById("report")!;
root.replaceChildren();
render(<Page />, root);
