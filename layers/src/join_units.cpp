// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "join_units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/names.hpp>

namespace djoliba {

UnitsByName::UnitsByName(const Localities& localities, std::string_view level, const std::string& where)
    : localities_(localities), level_(level) {
    std::set<std::string> levels;
    for (std::size_t i = 0; i < localities.size(); ++i) {
        const auto& unit = localities[i];
        levels.insert(unit.level);
        if (unit.level != level) continue;
        codes_.emplace(unit.code, static_cast<int>(i));
        names_[name_key(unit.name, UnitWords::strip)].push_back(static_cast<int>(i));
    }
    if (codes_.empty())
        throw Error(Problem{where, "level", fmt::format("the boundaries have no level `{}`", level),
                            fmt::format("the levels are {}", fmt::join(levels, ", "))});
}

int UnitsByName::by_code(std::string_view code) const {
    const auto found = codes_.find(code);
    return found == codes_.end() ? -1 : found->second;
}

std::vector<int> UnitsByName::by_name(std::string_view name) const {
    const auto found = names_.find(name_key(name, UnitWords::strip));
    if (found == names_.end() || found->first.empty()) return {};
    const auto key = name_key(name);
    std::vector<int> whole;
    std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(whole),
                 [&](int i) { return name_key((*this)[i].name) == key; });
    return whole.empty() ? found->second : whole;
}

std::vector<int> UnitsByName::by_name(std::string_view name, std::string_view parent_name) const {
    auto units = by_name(name);
    if (name_key(parent_name).empty()) return units;
    std::erase_if(units, [&](int i) {
        for (int above = (*this)[i].parent; above >= 0; above = (*this)[above].parent)
            if (same_name((*this)[above].name, parent_name)) return false;
        return true;
    });
    return units;
}

}  // namespace djoliba
