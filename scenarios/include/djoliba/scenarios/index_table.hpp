// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <djoliba/layers/output_table.hpp>
#include <djoliba/layers/table.hpp>
#include <djoliba/scenarios/index_file.hpp>

namespace djoliba {

/// Computes an index for every row of a table; each indicator is a column of this name. In the order of the
/// rows:
/// - what names a row: the columns before the first that holds numbers or that the index uses (the first
/// column where
///   this would be none);
/// - one column for each output, or for each node with parts of a tree, unrounded, 0..10, empty where not
/// assessed;
/// - `class` 1..5 where the index is one tree;
/// - `status`: "assessed" where all outputs, or the root of the tree, have a score, else "not_assessed";
/// - `reason_not_assessed`: what is missing.
/// What is missing is what parse_number() says; nothing becomes 0. No indicator is left out for covering too
/// little.
///
/// Throws Error with every problem: columns that the table lacks (with the nearest name), cells that are no
/// number.
OutputTable apply_index(const IndexFile& index, const Table& table);

}  // namespace djoliba
