// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <djoliba/scenarios/backtest_files.hpp>

#include "account_json.hpp"

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

Json number(double v) { return std::isfinite(v) ? Json(v) : Json(nullptr); }

Json json_of(const Estimate& e) {
    return {{"value", number(e.value)},
            {"low", number(e.low)},
            {"high", number(e.high)},
            {"undefined_draws", e.undefined}};
}

Json json_of(const Skill& s) {
    return {{"hit_rate", json_of(s.hit_rate)},
            {"recall", json_of(s.recall)},
            {"precision", json_of(s.precision)},
            {"captured", json_of(s.captured)},
            {"spearman", json_of(s.spearman)}};
}

std::string_view word(Judgement judgement) {
    switch (judgement) {
        case Judgement::better:
            return "better";
        case Judgement::worse:
            return "worse";
        case Judgement::no_difference:
            return "no_difference";
        case Judgement::too_small:
            break;
    }
    return "too_small";
}

Json json_of(const RivalResult& r) {
    return {{"name", r.name},           {"localities", r.localities},
            {"positives", r.positives}, {"judgement", word(r.judgement)},
            {"lift", json_of(r.lift)},  {"spearman_difference", json_of(r.spearman_difference)},
            {"ours", json_of(r.ours)},  {"theirs", json_of(r.theirs)}};
}

Json json_of(const BacktestResult& r) {
    Json rivals = Json::array();
    for (const RivalResult& rival : r.rivals) rivals.push_back(json_of(rival));
    return {{"top", r.top},
            {"localities", r.localities},
            {"positives", r.positives},
            {"outcome", number(r.outcome)},
            {"ranked_outcome_unknown", r.outcome_unknown},
            {"not_ranked", r.not_ranked},
            {"outcome_not_ranked", number(r.outcome_not_ranked)},
            {"chance", number(r.chance)},
            {"judgement", word(r.judgement)},
            {"skill", json_of(r.skill)},
            {"against", rivals}};
}

Json json_of(const OutcomeTable& table, const std::string& sha256) {
    Json where = Json::object();
    for (const auto& [column, values] : table.where) where[column] = values;
    return {{"file", table.file.filename().string()},
            {"sha256", sha256},
            {"where", where},
            {"value", table.value},
            {"per", table.per},
            {"rows_add_up", table.sum_rows}};
}

Json localities(const BacktestReport& report) {
    Json list = Json::array();
    for (const BacktestLocality& l : report.localities)
        list.push_back({{"code", l.code},
                        {"name", l.name},
                        {"value", number(l.score)},
                        {"outcome", number(l.outcome)},
                        {"population", number(l.people)},
                        {"last_outcome", number(l.last_outcome)}});
    return list;
}

Json exclusions(const Account& account) {
    Json list = Json::array();
    for (const Exclusion& e : account.exclusions)
        list.push_back({{"source", e.source},
                        {"file", e.file},
                        {"reason", e.reason},
                        {"rows", e.rows},
                        {"amount", e.people ? number(*e.people) : Json(nullptr)},
                        {"examples", e.examples}});
    return list;
}

std::string cell(const Estimate& e) {
    if (std::isnan(e.value)) return "-";
    return std::isnan(e.low) ? fmt::format("{:.2f}", e.value)
                             : fmt::format("{:.2f} ({:.2f} to {:.2f})", e.value, e.low, e.high);
}

std::string row(const std::string& name, const Skill& s) {
    return fmt::format("{:<22}{:<24}{:<24}{:<24}{}\n", name, cell(s.hit_rate), cell(s.captured),
                       cell(s.precision), cell(s.spearman));
}

std::string table(const BacktestResult& r) {
    std::string text = fmt::format("{:<22}{:<24}{:<24}{:<24}{}\n", fmt::format("top {}", r.top), "hit rate",
                                   "outcome captured", "precision", "rank correlation");
    text += row("this ranking", r.skill);
    text += fmt::format("{:<22}{:<24.2f}{:<24.2f}{:<24.2f}{:.2f}\n", "chance", r.chance, r.chance,
                        static_cast<double>(r.positives) / static_cast<double>(r.localities), 0.0);
    for (const RivalResult& rival : r.rivals) text += row(rival.label.en, rival.theirs);
    return text + fmt::format("In brackets: 5 to 95 % of bootstrap draws of localities.\n");
}

}  // namespace

std::string to_json(const BacktestReport& report) {
    const BacktestRequest& q = report.request;
    const Json json = {
        {"ranking",
         {{"sha256", report.ranking_sha256}, {"level", q.level}, {"by", q.by}, {"as_of", q.as_of}}},
        {"inputs_checked", report.inputs_known},
        {"outcome", json_of(q.outcome, report.outcome_sha256)},
        {"period", {{"from", q.from}, {"to", q.to}}},
        {"absence", q.absence == Absence::zero ? "zero" : "unknown"},
        {"last_outcome",
         q.last_outcome ? json_of(*q.last_outcome, report.last_outcome_sha256) : Json(nullptr)},
        {"last_outcome_known", q.last_known},
        {"draws", q.options.draws},
        {"seed", q.options.seed},
        {"interval", {0.05, 0.95}},
        {"too_small_below", {{"localities", least_localities}, {"positives", least_positives}}},
        {"result", json_of(report.result)},
        {"verdict_en", verdict(report.result, Language::english)},
        {"verdict_fr", verdict(report.result, Language::french)},
        {"warnings", report.account.warnings},
        {"layers", layers_json(report.account)},
        {"exclusions", exclusions(report.account)},
        {"localities", localities(report)}};
    return json.dump(2) + "\n";
}

std::string to_text(const BacktestReport& report, Language language) {
    const BacktestRequest& q = report.request;
    std::string text = fmt::format(
        "{} of {} by `{}` against `{}`, {} to {}; a {} that the table does not have is {}\n\n", q.level,
        q.as_of, q.by, q.outcome.per.empty() ? q.outcome.value : q.outcome.value + " / " + q.outcome.per,
        q.from, q.to, q.level, q.absence == Absence::zero ? "zero" : "unknown");
    text += table(report.result) + "\n";
    for (const std::string& line : verdict(report.result, language)) text += line + "\n";
    return text;
}

}  // namespace djoliba
