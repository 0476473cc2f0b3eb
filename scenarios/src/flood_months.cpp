// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flood_months.hpp"

#include <fmt/format.h>

#include "coded_table.hpp"

namespace djoliba {
void add_flood_months(Workings& w, const LayerInfo& info, const FloodMonths& columns) {
    const auto rows = read_coded(w, info, columns.table);
    const auto first = column_figures(w, rows, columns.first, Kind::rate);
    const auto last = column_figures(w, rows, columns.last, Kind::rate);
    HazardMonths months{"flood", {}, std::vector<MonthSet>(w.places().size())};
    TextColumn en{"flood_months", "Flood months", "Mois d'inondation (anglais)",
                  std::vector<std::string>(w.places().size())};
    TextColumn fr{"flood_months_fr", "Flood months (French)", "Mois d'inondation", en.value};
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (!first[i].known() || !last[i].known()) continue;
        const int from = static_cast<int>(first[i].value), to = static_cast<int>(last[i].value);
        if (from < 1 || from > 12 || to < 1 || to > 12)
            throw Error(Problem{columns.table.file.text, columns.first,
                                fmt::format("{} to {} are not months", first[i].value, last[i].value),
                                "give 1 to 12"});
        months.months[i] = months_from(from, to);
        en.value[i] = wording(months.months[i]).en;
        fr.value[i] = wording(months.months[i]).fr;
    }
    w.result.texts.push_back(std::move(en));
    w.result.texts.push_back(std::move(fr));
    w.result.months.push_back(std::move(months));
}

}  // namespace djoliba
