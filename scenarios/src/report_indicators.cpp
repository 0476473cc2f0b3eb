// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include <djoliba/engine/explain.hpp>
#include <djoliba/engine/french.hpp>

#include "report_data.hpp"

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

/// A letter a unit: missing, own, inherited, shared, rolled up.
std::string origins(const Indicator& x) {
    constexpr std::string_view letters = "moisr";
    std::string text;
    for (const Origin origin : x.origin) text += letters[static_cast<std::size_t>(origin)];
    return text;
}

/// Each reason once, and its number by unit, -1 where there is none.
Json reasons(const Indicator& x) {
    std::map<std::string, int> numbers;
    Json en = Json::array(), fr = Json::array(), of_unit = Json::array();
    for (std::size_t i = 0; i < x.origin.size(); ++i) {
        if (x.origin[i] != Origin::missing) {
            of_unit.push_back(-1);
            continue;
        }
        const auto [at, is_new] = numbers.emplace(x.reason[i], static_cast<int>(numbers.size()));
        if (is_new) {
            en.push_back(x.reason[i]);
            fr.push_back(in_french(x.reason[i]));
        }
        of_unit.push_back(at->second);
    }
    return {{"en", en}, {"fr", fr}, {"of_unit", of_unit}};
}

/// With the digits of rounded_json(), or as many more as it takes to read the same in words.
Json value_json(double v) {
    for (int digits = 6; digits < 17; ++digits) {
        const Json rounded = rounded_json(v, digits);
        if (rounded.is_null() ||
            format_number(rounded.get<double>(), Language::english) == format_number(v, Language::english))
            return rounded;
    }
    return exact_json(v);
}

Json indicator_json(const Indicator& x) {
    Json values = Json::array(), at_least = Json::array();
    for (std::size_t i = 0; i < x.value.size(); ++i) {
        values.push_back(value_json(x.value[i]));
        if (x.at_least[i]) at_least.push_back(i);
    }
    Json json = {{"name", x.name},
                 {"label_fr", x.label_fr.empty() ? x.name : x.label_fr},
                 {"label_en", x.label_en.empty() ? x.name : x.label_en},
                 {"unit", x.unit},
                 {"unit_fr", unit_fr(x.unit)},
                 {"base", x.base},
                 {"level", x.level},
                 {"date", x.date},
                 {"source", x.source},
                 {"sensitivity", x.sensitivity},
                 {"worse", x.worse == Worse::not_stated ? ""
                           : x.worse == Worse::higher   ? "higher"
                                                        : "lower"},
                 {"value", values},
                 {"origin", origins(x)},
                 {"at_least", at_least}};
    if (std::ranges::find(x.origin, Origin::missing) != x.origin.end()) json["missing"] = reasons(x);
    return json;
}

}  // namespace

nlohmann::ordered_json report_indicators(const Result& r) {
    Json list = Json::array();
    for (const Indicator& x : r.indicators.items) list.push_back(indicator_json(x));
    return list;
}

}  // namespace djoliba
