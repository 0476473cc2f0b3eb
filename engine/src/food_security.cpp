// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/food_security.hpp>

#include <algorithm>
#include <cctype>
#include <map>
#include <numeric>
#include <tuple>

#include <fmt/format.h>

#include <djoliba/engine/calendar.hpp>

namespace djoliba {
namespace {

using Phases = std::array<double, 5>;

constexpr double phases_may_differ = 0.01;  // share of the population by which rounded phases may miss it

std::optional<int> month_named(std::string name) {
    static const std::array<std::array<const char*, 2>, 12> names = {{{"jan", "jan"},
                                                                      {"feb", "fev"},
                                                                      {"mar", "mar"},
                                                                      {"apr", "avr"},
                                                                      {"may", "mai"},
                                                                      {"jun", "juin"},
                                                                      {"jul", "juil"},
                                                                      {"aug", "aou"},
                                                                      {"sep", "sep"},
                                                                      {"oct", "oct"},
                                                                      {"nov", "nov"},
                                                                      {"dec", "dec"}}};
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    for (const auto& [accented, plain] : {std::pair{"é", "e"}, {"û", "u"}})
        if (const auto at = name.find(accented); at != std::string::npos) name.replace(at, 2, plain);
    for (int m = 12; m >= 1; --m)
        for (const std::string word : names[static_cast<std::size_t>(m - 1)])
            if (name.size() >= 3 && name.starts_with(word)) return m;
    return std::nullopt;
}

std::string trimmed(std::string text) {
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return text.substr(std::min(text.find_first_not_of(' '), text.size()));
}

auto key_of(const PhaseRecord& r) {
    return std::tuple(r.locality, r.unit, r.part, r.exercise, r.reference, r.outlook);
}

bool same_number(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

bool same_figures(const PhaseRecord& a, const PhaseRecord& b) {
    return same_number(a.population, b.population) &&
           std::equal(a.phases.begin(), a.phases.end(), b.phases.begin(), same_number);
}

double sum_of_known(const Phases& phases) {
    double sum = 0;
    for (const double p : phases)
        if (!std::isnan(p)) sum += p;
    return sum;
}

// Blank phases mean nobody where the others make up the population; otherwise they are not known.
bool complete_phases(PhaseRecord& r) {
    const double sum = sum_of_known(r.phases);
    if (!(sum > 0)) return false;
    const bool blank = std::any_of(r.phases.begin(), r.phases.end(), [](double p) { return std::isnan(p); });
    if (!blank) return true;
    if (!(std::abs(sum - r.population) <= phases_may_differ * r.population)) return false;
    for (double& p : r.phases)
        if (std::isnan(p)) p = 0;
    return true;
}

// Rows of one unit, each key once.
struct Parts {
    std::vector<PhaseRecord> rows;
    bool contradictory = false;
    int repeated = 0;
};

void add_row(Parts& parts, const PhaseRecord& row) {
    const auto same = std::find_if(parts.rows.begin(), parts.rows.end(),
                                   [&](const PhaseRecord& r) { return key_of(r) == key_of(row); });
    if (same == parts.rows.end()) {
        parts.rows.push_back(row);
        return;
    }
    ++parts.repeated;
    if (!same_figures(*same, row)) parts.contradictory = true;
}

void flag_doubts(const Parts& parts, UnitPhases& unit) {
    const double sum = sum_of_known(unit.phases);
    if (exactly_double(sum, unit.analysed))
        unit.flags.push_back("the phases sum to exactly twice the population");
    else if (std::abs(sum - unit.analysed) > phases_may_differ * unit.analysed)
        unit.flags.push_back(
            fmt::format("the phases sum to {:.0f}, the population analysed is {:.0f}", sum, unit.analysed));
    for (std::size_t i = 0; i < parts.rows.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const PhaseRecord& a = parts.rows[j];
            const PhaseRecord& b = parts.rows[i];
            if (a.unit != b.unit)
                unit.flags.push_back(fmt::format("{} and {} stand under one code", a.unit, b.unit));
            else if (same_figures(a, b) && sum_of_known(a.phases) > 0)
                unit.flags.push_back(fmt::format("parts {} and {} have the same figures", a.part, b.part));
        }
}

void set_missing(UnitPhases& unit, const std::string& why) {
    unit.people_3_to_5 = unit.percent_3_to_5 = missing_figure(why);
}

void add_part(UnitPhases& unit, const PhaseRecord& row) {
    const bool first = std::isnan(unit.analysed);
    if (first) {
        unit.analysed = 0;
        unit.phases.fill(0);
    }
    for (std::size_t p = 0; p < 5; ++p) unit.phases[p] += row.phases[p];
    unit.analysed += row.population > 0 ? row.population : sum_of_known(row.phases);
}

UnitPhases summed(const Parts& parts) {
    UnitPhases unit;
    unit.parts = static_cast<int>(parts.rows.size());
    if (parts.contradictory) {
        set_missing(unit, "rows with the same key have different figures");
        return unit;
    }
    int not_assessed = 0;
    for (PhaseRecord row : parts.rows) {
        if (complete_phases(row))
            add_part(unit, row);
        else
            ++not_assessed;
    }
    if (std::isnan(unit.analysed)) {
        set_missing(unit, "not assessed: no people in any phase");
        return unit;
    }
    const double caseload = unit.phases[2] + unit.phases[3] + unit.phases[4];
    unit.people_3_to_5 = known_figure(caseload, not_assessed > 0);
    unit.percent_3_to_5 = known_figure(100 * caseload / unit.analysed);
    unit.area_phase = area_phase(unit.phases);
    if (not_assessed > 0)
        unit.flags.push_back(
            fmt::format("{} of {} parts were not assessed", not_assessed, parts.rows.size()));
    if (parts.rows.front().locality >= 0) flag_doubts(parts, unit);
    return unit;
}

bool speaks_of(const PhaseRecord& r, const PhaseChoice& choice) {
    return r.reference == choice.reference && (!choice.outlook || r.outlook == *choice.outlook);
}

auto age_key(const Season& exercise) { return std::pair(exercise.year, exercise.from_month); }

struct Analysis {
    Season exercise;
    PhaseOutlook outlook;
    friend bool operator==(const Analysis&, const Analysis&) = default;
};

Analysis analysis_of(const PhaseRecord& r) { return {r.exercise, r.outlook}; }

bool goes_before(const Analysis& a, const Analysis& b) {
    return age_key(a.exercise) > age_key(b.exercise) || (a.exercise == b.exercise && a.outlook < b.outlook);
}

// That of the latest exercise known on as_of that speaks of the season. Where one gives both outlooks, the
// current one.
std::optional<Analysis> choose_analysis(const std::vector<PhaseRecord>& records, const PhaseChoice& choice,
                                        FoodSecurity& out) {
    std::optional<Analysis> chosen;
    for (const PhaseRecord& r : records) {
        if (!speaks_of(r, choice)) continue;
        if (days_between(known_from(r.exercise), choice.as_of) < 0)
            ++out.later_than_as_of;
        else if (!chosen || goes_before(analysis_of(r), *chosen))
            chosen = analysis_of(r);
    }
    if (chosen) out.exercise = chosen->exercise, out.outlook = chosen->outlook;
    return chosen;
}

std::string nothing_for(const FoodSecurity& f, const PhaseChoice& choice) {
    if (!f.exercise)
        return fmt::format("no exercise known on {} speaks of {}", to_string(choice.as_of),
                           wording(choice.reference).en);
    return fmt::format("not in the exercise of {}", wording(*f.exercise).en);
}

}  // namespace

Wording wording(const Season& season) {
    const Wording from = month_name(season.from_month);
    if (season.from_month == season.to_month)
        return {fmt::format("{} {}", from.en, season.year), fmt::format("{} {}", from.fr, season.year)};
    const Wording to = month_name(season.to_month);
    return {fmt::format("{}-{} {}", from.en, to.en, season.year),
            fmt::format("{}-{} {}", from.fr, to.fr, season.year)};
}

std::optional<Season> parse_season(const std::string& label, int year) {
    const auto dash = label.find('-');
    if (dash == std::string::npos) return std::nullopt;
    const auto from = month_named(trimmed(label.substr(0, dash)));
    const auto to = month_named(trimmed(label.substr(dash + 1)));
    if (!from || !to) return std::nullopt;
    return Season{*from, *to, year};
}

Date known_from(const Season& exercise) {
    const std::chrono::year year{exercise.year};
    if (exercise.from_month == 1) return year / std::chrono::April / 1;
    if (exercise.from_month == 9) return year / std::chrono::December / 1;
    const bool turns = exercise.to_month < exercise.from_month;
    const Date last_month = (year + std::chrono::years{turns ? 1 : 0}) /
                            std::chrono::month{static_cast<unsigned>(exercise.to_month)} / 1;
    return last_month + std::chrono::months{1};
}

int area_phase(const Phases& phases) {
    const double total = std::accumulate(phases.begin(), phases.end(), 0.0);
    if (!(total > 0)) return 0;
    double at_least = 0;
    for (std::size_t p = 5; p >= 1; --p) {
        at_least += phases[p - 1];
        if (5 * at_least >= total) return static_cast<int>(p);
    }
    return 0;
}

bool exactly_double(double ours, double published) { return published > 0 && ours == 2 * published; }

FoodSecurity food_security(const std::vector<PhaseRecord>& records, std::size_t localities,
                           const PhaseChoice& choice) {
    FoodSecurity out;
    const auto chosen = choose_analysis(records, choice, out);
    std::map<int, Parts> parts;
    for (const PhaseRecord& r : records) {
        if (!speaks_of(r, choice) || !chosen || days_between(known_from(r.exercise), choice.as_of) < 0)
            continue;
        if (analysis_of(r) != *chosen) {
            ++out.other_exercises;
            continue;
        }
        add_row(parts[r.locality < 0 ? -1 : r.locality], r);
    }
    out.units.resize(localities);
    for (UnitPhases& unit : out.units) set_missing(unit, nothing_for(out, choice));
    set_missing(out.unplaced, nothing_for(out, choice));
    for (const auto& [locality, of_unit] : parts) {
        UnitPhases unit = summed(of_unit);
        out.repeated += of_unit.repeated;
        if (unit.people_3_to_5.known()) out.total_3_to_5 += unit.people_3_to_5.value;
        if (locality < 0)
            out.unplaced = std::move(unit);
        else
            out.units.at(static_cast<std::size_t>(locality)) = std::move(unit);
    }
    return out;
}

}  // namespace djoliba
