// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "report_scenarios.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report_data.hpp"
#include "report_packed.hpp"
#include "report_page.hpp"
#include "report_patch.hpp"

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t longest_page = 3'000'000;

Json scenario_json(const std::string& name, const ReportScenarios::Parameters& parameters, std::size_t from) {
    Json list = Json::array();
    for (const auto& [path, value] : parameters) list.push_back({path, value});
    return {{"name", name}, {"parameters", std::move(list)}, {"from", from}};
}

/// The indicators that the index scores, and people by hazard: those that scenarios are compared by. Others
/// would make the page several times as long.
std::vector<bool> looked_at(const Json& figures) {
    std::vector<bool> wanted(figures["indicators"].size(), false);
    for (const Json& node : figures["index"]["nodes"])
        if (node.contains("indicator")) wanted[node["indicator"].get<std::size_t>()] = true;
    for (std::size_t k = 0; k < wanted.size(); ++k)
        for (const Json& caseload : figures["caseloads"])
            if (caseload["indicator"] == figures["indicators"][k]["name"]) wanted[k] = true;
    return wanted;
}

Json figures_of(const Result& result) {
    Json figures = report_figures(result);
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
    return figures;
}

bool same_places(const Json& a, const Json& b) {
    for (const char* key : {"code", "level", "parent"})
        if (a["units"][key] != b["units"][key]) return false;
    return a["stamp"]["hierarchy"] == b["stamp"]["hierarchy"] &&
           a["stamp"]["vintage"] == b["stamp"]["vintage"];
}

}  // namespace

ReportScenarios::ReportScenarios(const Result& first, const std::string& name, const Parameters& parameters) {
    figures_.push_back(figures_of(first));
    shapes_ = report_shapes(first.localities);
    scenarios_.push_back(scenario_json(name, parameters, 0));
    size_ = report_page(data(0, ""), first.stamp.title, Language::french).size();
    most_ = std::max(longest_page, 2 * size_);
}

void ReportScenarios::add(const Result& other, const std::string& name, const Parameters& parameters) {
    Json figures = figures_of(other);
    if (!same_places(figures_.front(), figures)) {
        left_out_.push_back(
            fmt::format("{}: its localities are others than those of the first scenario", name));
        return;
    }
    Json best;
    std::size_t shortest = 0;
    for (std::size_t from = 0; from < figures_.size(); ++from) {
        Json one = scenario_json(name, parameters, from);
        if (auto patch = patch_between(figures_[from], figures)) one["patch"] = std::move(*patch);
        const std::size_t length = packed(one).dump().size();
        if (!best.is_null() && length >= shortest) continue;
        best = std::move(one);
        shortest = length;
    }
    if (size_ + shortest > most_) {
        left_out_.push_back(fmt::format("{}: the page would be longer than {:.0f} MB", name,
                                        static_cast<double>(most_) / 1e6));
        return;
    }
    size_ += shortest;
    figures_.push_back(std::move(figures));
    scenarios_.push_back(std::move(best));
}

nlohmann::ordered_json ReportScenarios::data(std::size_t scored, const std::string& digest) const {
    Json whole = figures_.front();
    whole["geometry"] = shapes_;
    whole["batch"] = {{"scored", scored}, {"digest", digest}, {"scenarios", scenarios_}};
    return packed(std::move(whole));
}

}  // namespace djoliba
