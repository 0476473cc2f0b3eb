// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/flow_rules.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>
#include <variant>

#include <fmt/format.h>

namespace djoliba {
namespace {

using Field = std::variant<double*, int*, bool*, std::vector<double>*>;

/// A parameter with its range and its place in the rules.
struct Row {
    FlowParameter parameter;
    double low, high;
    Field (*field)(FlowRules&);
};

constexpr double unlimited = 1e9;
constexpr int most_steps = 10'000;
constexpr std::string_view flee = "Flee 3";
constexpr std::string_view study = "Flee 3, set for Mali 2012";
constexpr std::string_view own = "this program";

const std::array rows{
    Row{{"conflict_move_chance", "per decision", "chance to leave a place in conflict", flee},
        0,
        1,
        [](FlowRules& r) -> Field { return &r.chance.conflict; }},
    Row{{"town_move_chance", "per decision", "chance to leave a town", flee},
        0,
        1,
        [](FlowRules& r) -> Field { return &r.chance.town; }},
    Row{{"camp_move_chance", "per decision", "chance to leave a camp", flee},
        0,
        1,
        [](FlowRules& r) -> Field { return &r.chance.camp; }},
    Row{{"idp_camp_move_chance", "per decision", "chance to leave a camp of internally displaced persons",
         flee},
        0,
        1,
        [](FlowRules& r) -> Field { return &r.chance.idp_camp; }},
    Row{{"hub_move_chance", "per decision", "chance to leave a forwarding hub or a marker", flee},
        0,
        1,
        [](FlowRules& r) -> Field { return &r.chance.hub; }},
    Row{{"population_base", "people",
         "move chances are multiplied by (max(population, capacity) / base)^population_power", flee},
        1,
        unlimited,
        [](FlowRules& r) -> Field { return &r.chance.population_base; }},
    Row{{"population_power", "", "see population_base; 0: all places alike", flee},
        -10,
        10,
        [](FlowRules& r) -> Field { return &r.chance.population_power; }},
    Row{{"foreign_weight", "", "factor of the score of places abroad", flee},
        0,
        unlimited,
        [](FlowRules& r) -> Field { return &r.weight.foreign; }},
    Row{{"camp_weight", "", "factor of the score of camps", flee},
        0,
        unlimited,
        [](FlowRules& r) -> Field { return &r.weight.camp; }},
    Row{{"conflict_weight", "",
         "factor of the score of places in conflict, to the power of decay x intensity", study},
        0,
        unlimited,
        [](FlowRules& r) -> Field { return &r.weight.conflict; }},
    Row{{"awareness", "links", "how many links people look ahead", flee},
        1,
        3,
        [](FlowRules& r) -> Field { return &r.route.awareness; }},
    Row{{"softening_km", "km", "added to the length of every route", flee},
        0,
        unlimited,
        [](FlowRules& r) -> Field { return &r.route.softening_km; }},
    Row{{"distance_power", "", "power of the length of a route", flee},
        0,
        10,
        [](FlowRules& r) -> Field { return &r.route.distance_power; }},
    Row{{"weight_softening", "", "added to every score", flee},
        0,
        unlimited,
        [](FlowRules& r) -> Field { return &r.route.weight_softening; }},
    Row{{"weight_power", "", "power of the weight of a route; 0: all routes alike", flee},
        0,
        10,
        [](FlowRules& r) -> Field { return &r.route.weight_power; }},
    Row{{"prune", "", "routes that weigh less than the best / prune are out of question; 0: none", flee},
        0,
        unlimited,
        [](FlowRules& r) -> Field { return &r.route.prune; }},
    Row{{"capacity_buffer", "share of the capacity", "up to it a place has all its room", flee},
        0,
        1,
        [](FlowRules& r) -> Field { return &r.capacity.buffer; }},
    Row{{"capacity_scaling", "", "factor of every capacity", flee},
        0,
        unlimited,
        [](FlowRules& r) -> Field { return &r.capacity.scaling; }},
    Row{{"turn_away_room", "0 to 1", "whoever chose a camp with less room stays that day", flee},
        0,
        1,
        [](FlowRules& r) -> Field { return &r.capacity.turn_away; }},
    Row{{"capacity_less_initial", "",
         "people of day 0 are taken off the capacity of their camp, and count as present all the same", flee},
        0,
        1,
        [](FlowRules& r) -> Field { return &r.capacity.less_initial; }},
    Row{{"towns_turn_away", "", "places with a capacity that are no camps turn people away, too", own},
        0,
        1,
        [](FlowRules& r) -> Field { return &r.capacity.towns_turn_away; }},
    Row{{"km_per_day", "km/day", "speed", flee},
        1,
        10'000,
        [](FlowRules& r) -> Field { return &r.travel.km_per_day; }},
    Row{{"walk_km_per_day", "km/day", "speed of walkers; not above km_per_day", flee},
        0.1,
        10'000,
        [](FlowRules& r) -> Field { return &r.travel.walk_km_per_day; }},
    Row{{"start_on_foot", "", "the first link of each person is walked", flee},
        0,
        1,
        [](FlowRules& r) -> Field { return &r.travel.start_on_foot; }},
    Row{{"avoid_short_stints", "", "agents only: nobody stops in a town before half a day's way", flee},
        0,
        1,
        [](FlowRules& r) -> Field { return &r.travel.avoid_short_stints; }},
    Row{{"km_step", "km", "links are counted in whole steps when the km of a day are summed", own},
        0.01,
        100,
        [](FlowRules& r) -> Field { return &r.travel.km_step; }},
    Row{{"take_from_population", "", "people who flee are residents less", flee},
        0,
        1,
        [](FlowRules& r) -> Field { return &r.spawn.take_from_population; }},
    Row{{"insert_day0", "", "people observed on day 0 start in their camps", flee},
        0,
        1,
        [](FlowRules& r) -> Field { return &r.spawn.insert_day0; }},
    Row{{"constant_per_day", "people/day", "new people at intensity 1, where they are constant", flee},
        0,
        unlimited,
        [](FlowRules& r) -> Field { return &r.spawn.constant_per_day; }},
    Row{{"ratio_per_day", "per day", "new people per resident at intensity 1, where they are a ratio", flee},
        0,
        1,
        [](FlowRules& r) -> Field { return &r.spawn.ratio_per_day; }},
    Row{{"conflict_decay", "",
         "factors of the intensity, one for each 30 days since conflict began; the last holds on", flee},
        0,
        unlimited,
        [](FlowRules& r) -> Field { return &r.spawn.conflict_decay; }},
};

const auto parameters = [] {
    std::array<FlowParameter, rows.size()> list;
    std::ranges::transform(rows, list.begin(), &Row::parameter);
    return list;
}();

const Row& row_of(std::string_view name) {
    const auto found = std::ranges::find(rows, name, [](const Row& r) { return r.parameter.name; });
    if (found != rows.end()) return *found;
    std::vector<std::string_view> names;
    names.reserve(rows.size());
    for (const Row& r : rows) names.push_back(r.parameter.name);
    throw Error(Problem{{},
                        std::string(name),
                        "there is no such parameter of the rules",
                        fmt::format("take one of {}", fmt::join(names, ", "))});
}

std::optional<double> number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return value;
}

std::optional<std::vector<double>> numbers(std::string_view text) {
    std::vector<double> values;
    while (true) {
        const auto from = text.find_first_not_of(", ");
        if (from == std::string_view::npos) return values;
        const auto to = std::min(text.find_first_of(", ", from), text.size());
        const auto value = number(text.substr(from, to - from));
        if (!value) return {};
        values.push_back(*value);
        text.remove_prefix(to);
    }
}

/// Sets a field from text; false where the text is of another kind.
struct Setter {
    std::string_view text;
    bool operator()(double* field) const {
        const auto value = number(text);
        if (value) *field = *value;
        return value.has_value();
    }
    bool operator()(int* field) const {
        const auto value = number(text);
        if (!value || std::abs(*value) > 1e6 || *value != std::trunc(*value)) return false;
        *field = static_cast<int>(*value);
        return true;
    }
    bool operator()(bool* field) const {
        if (text != "true" && text != "false") return false;
        *field = text == "true";
        return true;
    }
    bool operator()(std::vector<double>* field) const {
        auto values = numbers(text);
        if (values) *field = std::move(*values);
        return values.has_value();
    }
};

struct Words {
    std::string operator()(const double* field) const { return fmt::format("{}", *field); }
    std::string operator()(const int* field) const { return fmt::format("{}", *field); }
    std::string operator()(const bool* field) const { return *field ? "true" : "false"; }
    std::string operator()(const std::vector<double>* field) const {
        return fmt::format("{}", fmt::join(*field, ", "));
    }
};

struct Kind {
    const char* operator()(const double*) const { return "a number"; }
    const char* operator()(const int*) const { return "a whole number"; }
    const char* operator()(const bool*) const { return "true or false"; }
    const char* operator()(const std::vector<double>*) const { return "numbers separated by commas"; }
};

struct InRange {
    double low, high;
    bool operator()(const double* field) const { return *field >= low && *field <= high; }
    bool operator()(const int* field) const { return *field >= low && *field <= high; }
    bool operator()(const bool*) const { return true; }
    bool operator()(const std::vector<double>* field) const {
        return std::ranges::all_of(*field, [&](double v) { return v >= low && v <= high; });
    }
};

}  // namespace

std::span<const FlowParameter> flow_parameters() { return parameters; }

void set_parameter(FlowRules& rules, std::string_view name, std::string_view value) {
    const Row& row = row_of(name);
    FlowRules changed = rules;
    if (!std::visit(Setter{value}, row.field(changed)))
        throw Error(Problem{{},
                            std::string(name),
                            fmt::format("'{}' is not {}", value, std::visit(Kind{}, row.field(changed))),
                            fmt::format("the default is {}", parameter_text({}, name))});
    if (!std::visit(InRange{row.low, row.high}, row.field(changed)))
        throw Error(Problem{{},
                            std::string(name),
                            fmt::format("{} is out of range", value),
                            fmt::format("give {} to {}", row.low, row.high)});
    rules = std::move(changed);
}

std::string parameter_text(const FlowRules& rules, std::string_view name) {
    FlowRules copy = rules;
    return std::visit(Words{}, row_of(name).field(copy));
}

std::vector<Problem> problems(const FlowRules& rules) {
    std::vector<Problem> found;
    FlowRules copy = rules;
    for (const Row& row : rows)
        if (!std::visit(InRange{row.low, row.high}, row.field(copy)))
            found.push_back({{},
                             std::string(row.parameter.name),
                             fmt::format("{} is out of range", parameter_text(rules, row.parameter.name)),
                             fmt::format("give {} to {}", row.low, row.high)});
    if (rules.travel.walk_km_per_day > rules.travel.km_per_day)
        found.push_back({{},
                         "walk_km_per_day",
                         fmt::format("walkers go {} km a day, others {}", rules.travel.walk_km_per_day,
                                     rules.travel.km_per_day),
                         "give walkers at most the speed of the others"});
    if (rules.travel.km_per_day / rules.travel.km_step > most_steps)
        found.push_back({{},
                         "km_step",
                         fmt::format("a day of {} km has {:.0f} steps", rules.travel.km_per_day,
                                     rules.travel.km_per_day / rules.travel.km_step),
                         fmt::format("give at most {} steps a day", most_steps)});
    return found;
}

}  // namespace djoliba
