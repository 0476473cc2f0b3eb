// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
import { amount, percent } from "../numbers";
import { report } from "../state";
import { t } from "../texts";

/** What a public variant leaves out; nothing in a full report. */
export function PublicNotice() {
  const left = report.stamp.publication;
  if (left === null) return null;
  return (
    <p class="notice public" role="note">
      {t("public_notice", {
        layers: left.layers,
        indicators: left.indicators,
        weight: percent(left.index_weight),
        small: amount(left.small),
        masked: amount(left.masked),
      })}
    </p>
  );
}
