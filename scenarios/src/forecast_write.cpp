// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <cmath>
#include <map>

#include <nlohmann/json.hpp>

#include <djoliba/layers/staging.hpp>
#include <djoliba/layers/write_csv.hpp>
#include <djoliba/scenarios/forecast_files.hpp>

#include "account_json.hpp"

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* title =
    "Prévision des personnes déplacées par camp / Forecast of displaced people by camp";
constexpr double aim_skill = 0.15, aim_low = 0.85, aim_high = 0.95;

std::string day_text(const ForecastResult& result, int day) {
    return to_string(Date{std::chrono::sys_days(result.start) + std::chrono::days(day)});
}

Json number(double v) { return std::isfinite(v) ? Json(v) : Json(nullptr); }

/// People, whole.
OutputColumn people(const std::string& name, const std::string& fr, const std::string& en) {
    return {name, ColumnType::real, fr, en, "", "people", 0};
}

OutputColumn text(const std::string& name) { return {name, ColumnType::text}; }
OutputColumn integer(const std::string& name, const std::string& unit = "") {
    return {name, ColumnType::integer, "", "", "", unit};
}

std::vector<OutputColumn> band_columns() {
    return {people("low50", "bas 50 %", "low 50 %"), people("high50", "haut 50 %", "high 50 %"),
            people("low90", "bas 90 %", "low 90 %"), people("high90", "haut 90 %", "high 90 %")};
}

/// What an interval says of a place that has too few reports for one: nothing.
bool has_interval(const ForecastResult& result, std::size_t camp) {
    return result.known[camp].reports.size() >= result.least_reports;
}

/// Empty where it says nothing: past errors, scaled to reports as old as the last one, allow for anything.
Cell upper_end(double people, double central) {
    constexpr double says_nothing = 100, offset_people = 50;
    return people > says_nothing * (central + offset_people) ? Cell{} : Cell{std::round(people)};
}

/// The four ends and what they rest on.
std::vector<Cell> interval_cells(const ErrorQuantiles& errors, double central, int days) {
    const StockBand band = errors.around(central, days);
    return {std::round(band.low50), upper_end(band.high50, central), std::round(band.low90),
            upper_end(band.high90, central), std::string(band_basis_name(errors.basis(central)))};
}

OutputTable forecast_table(const ForecastRequest& request, const ForecastResult& result) {
    OutputTable table;
    table.columns = {text("camp"), text("origin"), integer("horizon_days", "days"),
                     text("date"), text("method"), people("central", "prévision", "forecast")};
    for (OutputColumn& column : band_columns()) table.columns.push_back(std::move(column));
    table.columns.insert(table.columns.end(), {text("band_basis"),
                                               text("last_report"),
                                               people("last_people", "dernier rapport", "last report"),
                                               integer("past_forecasts"),
                                               {"past_error", ColumnType::real}});
    const OriginForecast& now = result.forecast.origins.back();
    const auto& horizons = request.plan.horizon.horizons_days;
    for (std::size_t c = 0; c < result.known.size(); ++c) {
        if (result.given_up[c]) continue;
        for (std::size_t h = 0; h < horizons.size(); ++h)
            for (const MethodForecast& m : now.methods) {
                const double central = m.paths[c].people[static_cast<std::size_t>(horizons[h]) - 1];
                const PublishedStock& last = result.known[c].reports.back();
                std::vector<Cell> row{m.paths[c].camp,
                                      day_text(result, now.origin),
                                      std::int64_t{horizons[h]},
                                      day_text(result, now.origin + horizons[h]),
                                      m.method,
                                      std::round(central)};
                const auto interval = has_interval(result, c)
                                          ? interval_cells(m.bands[h], central, m.paths[c].age + horizons[h])
                                          : std::vector<Cell>{{}, {}, {}, {}, std::string("too_few_reports")};
                row.insert(row.end(), interval.begin(), interval.end());
                row.insert(row.end(), {day_text(result, last.day), last.people,
                                       std::int64_t{m.past_forecasts[h]}, m.past_error[h]});
                table.rows.push_back(std::move(row));
            }
    }
    return table;
}

OutputTable backtest_table(const ForecastResult& result, const ForecastBacktest& test) {
    OutputTable table;
    table.columns = {text("origin"),
                     text("method"),
                     text("camp"),
                     integer("horizon_days", "days"),
                     text("report_date"),
                     integer("lead_days", "days"),
                     integer("last_report_age_days", "days"),
                     people("forecast", "prévision", "forecast"),
                     people("observed", "observé", "observed")};
    for (OutputColumn& column : band_columns()) table.columns.push_back(std::move(column));
    table.columns.push_back(text("band_basis"));
    for (const ScoredForecast& s : test.outcomes.scored) {
        const ForecastError& e = s.error;
        table.rows.push_back({day_text(result, e.origin), s.method, e.camp, std::int64_t{e.horizon_days},
                              day_text(result, e.day), std::int64_t{e.lead()}, std::int64_t{e.age},
                              e.forecast, e.observed, s.band.low50, s.band.high50, s.band.low90,
                              s.band.high90, std::string(band_basis_name(s.basis))});
    }
    return table;
}

Json estimate_json(const Estimate& e) {
    return {{"value", number(e.value)}, {"low", number(e.low)}, {"high", number(e.high)}};
}

Json camps_json(const std::vector<CampScore>& camps) {
    Json list = Json::array();
    for (const CampScore& c : camps)
        list.push_back({{"camp", c.camp},
                        {"forecasts", c.forecasts},
                        {"mean_absolute_error", number(c.mean_absolute_error)},
                        {"relative_difference", number(c.relative_difference)},
                        {"scaled_error", number(c.scaled_error)}});
    return list;
}

Json score_json(const MethodScore& s) {
    Json basis = Json::object();
    for (const auto& [which, forecasts] : s.basis) basis[band_basis_name(which)] = forecasts;
    return {{"horizon_days", s.horizon_days},
            {"method", s.method},
            {"naive", s.naive},
            {"forecasts", s.forecasts},
            {"origins", s.origins},
            {"mean_relative_difference", estimate_json(s.error)},
            {"mean_absolute_error", number(s.mean_absolute_error)},
            {"scaled_error", number(s.scaled_error)},
            {"skill", estimate_json(s.skill)},
            {"coverage_50", estimate_json(s.coverage50)},
            {"coverage_90", estimate_json(s.coverage90)},
            {"band_basis", basis},
            {"camps", camps_json(s.camps)}};
}

Json settings_json(const ForecastResult& result, const ForecastSettings& settings) {
    Json list = Json::array();
    for (const ChosenSetting& c : settings.chosen)
        list.push_back({{"method", c.method},
                        {"what", c.what},
                        {"setting", c.setting},
                        {"tried", c.tried},
                        {"loss", number(c.loss)}});
    return {{"known_on", day_text(result, settings.day)}, {"origins", settings.origins}, {"chosen", list}};
}

/// Whether the blend reaches what is aimed at.
Json aims_json(const ForecastScores& scores) {
    std::map<int, std::pair<bool, bool>> reached;
    for (const MethodScore& s : scores.scores) {
        auto& [skill, coverage] = reached[s.horizon_days];
        if (s.method != blend_name) continue;
        skill = s.skill.value >= aim_skill;
        coverage = s.coverage90.value >= aim_low && s.coverage90.value <= aim_high;
    }
    Json list = Json::array();
    for (const auto& [horizon, r] : reached)
        list.push_back(
            {{"horizon_days", horizon}, {"skill_reached", r.first}, {"coverage_reached", r.second}});
    return {{"method", blend_name},
            {"skill_at_least", aim_skill},
            {"coverage_90_between", {aim_low, aim_high}},
            {"by_horizon", list}};
}

std::string summary_of(const ForecastRequest& request, const ForecastResult& result,
                       const ForecastBacktest& test) {
    Json scores = Json::array(), unscored = Json::array(), best = Json::array();
    for (const MethodScore& s : test.scores.scores) scores.push_back(score_json(s));
    for (const Unscored& u : test.outcomes.unscored)
        unscored.push_back({{"horizon_days", u.horizon_days},
                            {"no_report_near_the_horizon", u.no_report},
                            {"after_a_re_registration", u.re_registered}});
    for (const auto& [horizon, name] : test.scores.best_naive)
        best.push_back({{"horizon_days", horizon}, {"method", name}});
    const Json json = {{"title", title},
                       {"case", result.title},
                       {"split",
                        {{"settings_from_origins_before", day_text(result, test.forecast.settings.day)},
                         {"early_origins", test.forecast.settings.origins},
                         {"tested_origins", test.forecast.origins.size()},
                         {"first_tested", day_text(result, test.forecast.origins.front().origin)},
                         {"last_tested", day_text(result, test.forecast.origins.back().origin)}}},
                       {"scored_at_reports_within_days", request.plan.horizon.tolerance_days},
                       {"settings", settings_json(result, test.forecast.settings)},
                       {"best_naive", best},
                       {"aims", aims_json(test.scores)},
                       {"not_scored", unscored},
                       {"interval", {0.05, 0.95}},
                       {"draws", request.score.draws},
                       {"seed", request.score.seed},
                       {"scores", scores}};
    return json.dump(2) + "\n";
}

Json weights_json(const ForecastRequest& request, const ForecastResult& result) {
    const OriginForecast& now = result.forecast.origins.back();
    Json list = Json::array();
    for (std::size_t h = 0; h < now.weights.size(); ++h) {
        Json weights = Json::object();
        for (std::size_t m = 0; m < now.weights[h].size(); ++m)
            weights[now.methods[m].method] = now.weights[h][m];
        list.push_back({{"horizon_days", request.plan.horizon.horizons_days[h]}, {"weights", weights}});
    }
    return list;
}

Json inputs_json(const ForecastResult& result) {
    Json list = Json::array();
    for (const DisplacementInput& input : result.inputs) list.push_back(input_json(input.use, input.file));
    return list;
}

/// What files of reports were taken for, and what was chosen of them.
Json reports_json(const ForecastRequest& request, const ForecastResult& result) {
    Json places = Json::array(), published = Json::array();
    for (const CampRecord& camp : result.known) {
        const auto code = result.code.find(camp.name);
        places.push_back({{"place", camp.name},
                          {"code", code == result.code.end() ? Json(nullptr) : Json(code->second)},
                          {"reports", camp.reports.size()},
                          {"counted_anew", camp.reregistrations.size()}});
    }
    for (const Date& day : request.published) published.push_back(to_string(day));
    const PeopleChoice& choice = request.choice;
    return {{"base", result.base},
            {"sheet", choice.sheet},
            {"level", choice.level},
            {"operation", choice.operation},
            {"assessment", choice.assessment},
            {"people", choice.group},
            {"from", choice.from},
            {"in", choice.in},
            {"published", published},
            {"least_reports_for_an_interval", result.least_reports},
            {"methods_left_out",
             Json::array({{{"method", "flow"}, {"reason", "needs a graph of places and roads"}}})},
            {"places", places}};
}

std::string manifest_of(const ForecastRequest& request, const ForecastResult& result,
                        const std::vector<std::string>& outputs) {
    const ForecastPlan& plan = request.plan;
    Json json = {{"title", title},
                 {"program", {{"name", "djoliba forecast displacement"}, {"version", DJOLIBA_VERSION}}},
                 {"case", result.title},
                 {"as_of", day_text(result, result.forecast.origins.back().origin)},
                 {"parameters",
                  {{"horizons_days", plan.horizon.horizons_days},
                   {"tolerance_days", plan.horizon.tolerance_days},
                   {"spacing_days", plan.spacing_days},
                   {"history_days", plan.history_days},
                   {"delay_days", request.delay_days}}},
                 {"with_flow", result.with_flow},
                 {"settings", settings_json(result, result.forecast.settings)},
                 {"blend", weights_json(request, result)},
                 {"inputs", inputs_json(result)},
                 {"layers", layers_json(result.account)},
                 {"exclusions", exclusions_json(result.account)},
                 {"warnings", result.account.warnings},
                 {"outputs", outputs}};
    if (!result.base.empty()) json["reports"] = reports_json(request, result);
    return json.dump(2) + "\n";
}

}  // namespace

void write_forecast(const std::filesystem::path& directory, const ForecastRequest& request,
                    const ForecastResult& result) {
    Staging staging(directory);
    std::vector<std::string> outputs{"forecasts.csv"};
    write_csv(staging.path("forecasts.csv"), forecast_table(request, result));
    if (result.backtest) {
        write_csv(staging.path("backtest.csv"), backtest_table(result, *result.backtest));
        write_text(staging.path("summary.json"), summary_of(request, result, *result.backtest));
        outputs.insert(outputs.end(), {"backtest.csv", "summary.json"});
    }
    outputs.emplace_back(manifest_name);
    write_text(staging.path(manifest_name), manifest_of(request, result, outputs));
    staging.commit();
}

}  // namespace djoliba
