// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "report_scenarios.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "report_data.hpp"
#include "report_packed.hpp"
#include "report_page.hpp"
#include "report_patch.hpp"

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t longest_page = 3'000'000;

/// The indicators that the index scores, and people by hazard.
std::vector<bool> looked_at(const Json& figures) {
    std::vector<bool> wanted(figures["indicators"].size(), false);
    for (const Json& node : figures["index"]["nodes"])
        if (node.contains("indicator")) wanted[node["indicator"].get<std::size_t>()] = true;
    for (std::size_t k = 0; k < wanted.size(); ++k)
        for (const Json& caseload : figures["caseloads"])
            if (caseload["indicator"] == figures["indicators"][k]["name"]) wanted[k] = true;
    return wanted;
}

void leave_out_indicators(Json& figures) {
    const auto wanted = looked_at(figures);
    Json kept = Json::array();
    std::vector<std::size_t> position;
    for (std::size_t k = 0; k < wanted.size(); ++k) {
        position.push_back(kept.size());
        if (wanted[k]) kept.push_back(std::move(figures["indicators"][k]));
    }
    for (Json& node : figures["index"]["nodes"])
        if (node.contains("indicator")) node["indicator"] = position[node["indicator"].get<std::size_t>()];
    figures["indicators"] = std::move(kept);
}

bool same_places(const Json& a, const Json& b) {
    for (const char* key : {"code", "level", "parent"})
        if (a["units"][key] != b["units"][key]) return false;
    return a["stamp"]["hierarchy"] == b["stamp"]["hierarchy"] &&
           a["stamp"]["vintage"] == b["stamp"]["vintage"];
}

std::size_t length_of(const Json& json) { return json.dump().size(); }

std::size_t total(const std::vector<Json>& patches) {
    return std::accumulate(patches.begin(), patches.end(), std::size_t{0},
                           [](std::size_t sum, const Json& one) { return sum + length_of(one) + 1; });
}

}  // namespace

void ReportScenarios::add(const Result& result, const std::string& name, const Parameters& parameters) {
    Json figures = report_figures(result);
    if (scenarios_.empty()) shapes_ = report_shapes(result.localities);
    if (!scenarios_.empty() && !same_places(scenarios_.front().figures, figures)) {
        left_out_.push_back(
            fmt::format("{}: its localities are others than those of the first scenario", name));
        return;
    }
    Json list = Json::array();
    for (const auto& [path, value] : parameters) list.push_back({path, value});
    scenarios_.push_back({{{"name", name}, {"parameters", std::move(list)}}, std::move(figures)});
}

nlohmann::ordered_json ReportScenarios::first_page() const {
    Json whole = scenarios_.front().figures;
    whole["geometry"] = shapes_;
    return packed(std::move(whole));
}

/// Each scenario with its difference from the one before it that makes it shortest.
std::vector<nlohmann::ordered_json> ReportScenarios::patches() const {
    std::vector<Json> list;
    for (std::size_t k = 0; k < scenarios_.size(); ++k) {
        Json best;
        for (std::size_t from = 0; from < std::max<std::size_t>(k, 1); ++from) {
            Json one = scenarios_[k].about;
            one["from"] = from;
            if (auto patch = patch_between(scenarios_[from].figures, scenarios_[k].figures))
                one["patch"] = packed(std::move(*patch));
            if (best.is_null() || length_of(one) < length_of(best)) best = std::move(one);
        }
        list.push_back(std::move(best));
    }
    return list;
}

nlohmann::ordered_json ReportScenarios::data(std::size_t scored, const std::string& digest) {
    const std::size_t page = report_page(Json::object(), "", Language::french).size();
    Json whole = first_page();
    std::size_t first = page + length_of(whole);
    const std::size_t most = std::max(longest_page, 2 * first);
    auto list = patches();
    const bool all = first + total(list) <= most;
    if (!all) {
        for (One& one : scenarios_) leave_out_indicators(one.figures);
        whole = first_page();
        first = page + length_of(whole);
        list = patches();
    }
    while (list.size() > 1 && first + total(list) > most) {
        left_out_.push_back(fmt::format("{}: the page would be longer than {:.1f} MB",
                                        list.back()["name"].get<std::string>(),
                                        static_cast<double>(most) / 1e6));
        list.pop_back();
    }
    whole["batch"] = {{"scored", scored}, {"all_indicators", all}, {"digest", digest}, {"scenarios", list}};
    return whole;
}

}  // namespace djoliba
