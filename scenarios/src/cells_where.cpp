// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "cells_where.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <djoliba/engine/located_cells.hpp>
#include <djoliba/scenarios/where.hpp>

#include "memo.hpp"

namespace djoliba {
namespace {

/// The cells of each of the finest localities, once for all scenarios over one baseline.
std::shared_ptr<const std::vector<LocatedCells>> cells_of_localities(Workings& w, const Travel& travel) {
    return remembered(w, fmt::format("cells of localities in the {} season", word(travel.season)), [&] {
        const auto units = w.places().of_level(w.places().finest());
        std::vector<MultiPolygon> shapes;
        shapes.reserve(units.size());
        for (const int unit : units) shapes.push_back(w.places()[unit].shape);
        auto runs = locate_cells(shapes, travel.base->surface().grid());
        for (LocatedCells& run : runs) run.shape = units[run.shape];
        return runs;
    });
}

/// Sorts spans and joins those that meet.
std::vector<CellSpan> joined(std::vector<CellSpan> spans) {
    std::ranges::sort(spans, {}, &CellSpan::first);
    std::vector<CellSpan> all;
    for (const CellSpan& span : spans) {
        if (!all.empty() && span.first <= all.back().end)
            all.back().end = std::max(all.back().end, span.end);
        else
            all.push_back(span);
    }
    return all;
}

}  // namespace

std::vector<CellSpan> cells_where(Workings& w, const Travel& travel, const Where& where) {
    const Grid& grid = travel.base->surface().grid();
    if (where.everywhere()) return {{0, grid.rows * grid.cols}};
    std::vector<CellSpan> spans;
    if (!where.codes.empty() || !where.names.empty() || !where.regions.empty()) {
        const auto units = units_in(where, w.places());
        const auto located = cells_of_localities(w, travel);
        for (const LocatedCells& run : *located)
            if (units[run.shape]) spans.push_back({run.first, run.end});
    }
    for (const LocatedCells& run : locate_cells(std::span(&where.area, 1), grid))
        spans.push_back({run.first, run.end});
    return joined(std::move(spans));
}

std::vector<bool> are_in(std::span<const CellSpan> spans, std::span<const std::int64_t> cells) {
    std::vector<bool> in(cells.size(), false);
    auto span = spans.begin();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        while (span != spans.end() && span->end <= cells[i]) ++span;
        in[i] = span != spans.end() && span->first <= cells[i];
    }
    return in;
}

}  // namespace djoliba
