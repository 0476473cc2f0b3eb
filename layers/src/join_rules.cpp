// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "join_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include <djoliba/layers/names.hpp>
#include <djoliba/layers/vintage.hpp>

#include "csv_records.hpp"

namespace djoliba {
namespace {

std::string at_line(const JoinRow& row) {
    return fmt::format("{} (line {})", row.name.empty() ? row.code : row.name, row.line);
}

std::string labelled(const std::string& code, const JoinRow& row) {
    return row.name.empty() ? fmt::format("{} (line {})", code, row.line)
                            : fmt::format("{} {} (line {})", code, row.name, row.line);
}

Finding joined(JoinKind kind, std::vector<int> units) { return {{kind, std::move(units), ""}}; }

/// The reason is the same for all rows of the group.
Finding not_joined(std::string group, std::string example) {
    return {{JoinKind::none, {}, group}, group, std::move(example)};
}

/// Whether a name is that of another unit: one beside the unit, or the only one of that name. Commune names
/// repeat from cercle to cercle, so that a like name far away says nothing.
bool names_another(int unit, const std::string& name, const UnitsByName& units) {
    const auto others = units.by_name(name);
    return others.size() == 1 || std::any_of(others.begin(), others.end(), [&](int other) {
               return units[other].parent == units[unit].parent;
           });
}

/// A unit that the code leads to, against the name in the row.
Finding checked(int unit, JoinKind kind, const Repaired& code, const JoinRow& row, const Joining& j) {
    const auto& name = j.units[unit].name;
    const bool agrees = same_name(name, row.name);
    const bool named = !fold_name(row.name).empty();
    if (code.changed && !named)
        return not_joined("repaired codes without a name to check them by", labelled(code.code, row));
    if (code.changed && !agrees)
        return not_joined(fmt::format("repaired code {} is {}, not {}", code.code, name, row.name),
                          at_line(row));
    if (named && !agrees && names_another(unit, row.name, j.units))
        return not_joined(fmt::format("code {} is {}, not {}", code.code, name, row.name), at_line(row));
    auto found = joined(code.changed && kind == JoinKind::exact ? JoinKind::repaired : kind, {unit});
    if (named && !agrees) {
        found.group = "joined by code although the boundaries have another name";
        found.example = fmt::format("{}: {} is {}", code.code, row.name, name);
    }
    return found;
}

Finding unknown_code(const std::string& code, const JoinRow& row, const Joining& j) {
    const auto& all = j.units.localities();
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].code == code)
            return not_joined(fmt::format("code of a {}, not of a {}", all[i].level, j.units.level()),
                              labelled(code, row));
    return not_joined("codes that are not in the boundaries", labelled(code, row));
}

/// The code as written and as repaired: the options may name either.
std::array<std::string, 2> both_codes(const JoinRow& row, const JoinOptions& options) {
    return {std::string(trimmed(row.code)), repair(row.code, options).code};
}

bool is_ambiguous(const std::string& code, const JoinOptions& options) {
    return std::find(options.ambiguous_codes.begin(), options.ambiguous_codes.end(), code) !=
           options.ambiguous_codes.end();
}

bool is_foreign(const std::string& code, const JoinOptions& options) {
    return std::any_of(options.foreign_codes.begin(), options.foreign_codes.end(),
                       [&](const auto& beginning) { return code.starts_with(beginning); });
}

Finding through_crosswalk(const Repaired& code, const JoinRow& row, const Joining& j) {
    const auto targets = j.options.crosswalk->targets(code.code, j.frame, j.units.localities().vintage);
    if (targets.empty()) return not_joined("codes that are not in the crosswalk", labelled(code.code, row));
    const int unit = j.units.by_code(targets.front());
    if (targets.size() > 1 || unit < 0)
        return not_joined(fmt::format("code {} became {} in the crosswalk; say what it stands for", code.code,
                                      fmt::join(targets, ", ")),
                          at_line(row));
    return checked(unit, JoinKind::crosswalk, code, row, j);
}

}  // namespace

Repaired repair(const std::string& raw, const JoinOptions& options) {
    std::string code(trimmed(raw));
    std::string_view from, to;
    for (const auto& [prefix, instead] : options.code_prefix)
        if (code.starts_with(prefix) && prefix.size() >= from.size()) {
            from = prefix;
            to = instead;
        }
    if (!from.empty()) code = std::string(to) + code.substr(from.size());
    return {code, code != raw};
}

Finding by_name(const JoinRow& row, const Joining& j) {
    if (fold_name(row.name).empty())
        return not_joined("rows without code and name", fmt::format("line {}", row.line));
    const auto units = j.units.by_name(row.name, row.parent_name);
    if (units.size() == 1) return joined(JoinKind::name, units);
    if (units.empty()) return not_joined("names that are not in the boundaries", at_line(row));
    return not_joined("names that several units have; give the name of the unit above", at_line(row));
}

bool explained(const JoinRow& row, const JoinOptions& options) {
    const auto keys = both_codes(row, options);
    return std::any_of(keys.begin(), keys.end(), [&](const auto& key) {
        return options.stands_for.contains(key) || is_ambiguous(key, options) || is_foreign(key, options);
    });
}

Finding by_code(const JoinRow& row, const Joining& j) {
    const auto code = repair(row.code, j.options);
    for (const auto& key : both_codes(row, j.options)) {
        if (is_ambiguous(key, j.options))
            return not_joined(fmt::format("code {} means more than one place", key), at_line(row));
        if (is_foreign(key, j.options))
            return not_joined("codes that the localities do not have, as the scenario states",
                              labelled(key, row));
        if (const auto group = j.options.stands_for.find(key); group != j.options.stands_for.end()) {
            std::vector<int> units;
            for (const auto& member : group->second) units.push_back(j.units.by_code(member));
            return joined(JoinKind::stands_for, std::move(units));
        }
    }
    const auto form = code_form(code.code);
    if (form == CodeForm::empty) return not_joined("rows without code", at_line(row));
    if (form == CodeForm::placeholder)
        return not_joined(fmt::format("placeholder code {}", trimmed(row.code)), at_line(row));
    if (j.by_crosswalk) return through_crosswalk(code, row, j);
    const int unit = j.units.by_code(code.code);
    return unit < 0 ? unknown_code(code.code, row, j) : checked(unit, JoinKind::exact, code, row, j);
}

}  // namespace djoliba
