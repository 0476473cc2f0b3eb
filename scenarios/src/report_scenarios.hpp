// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include <djoliba/scenarios/result.hpp>

namespace djoliba {

/// The data of a page with several scenarios: all that the page of the first shows, and of each other what
/// differs from the one before it that is most like it. One that would make the page longer than 3 MB and
/// than twice its first scenario, or is over other localities, is left out.
class ReportScenarios {
 public:
    using Parameters = std::vector<std::pair<std::string, std::string>>;

    /// `name`: empty where the first is none of the batch.
    ReportScenarios(const Result& first, const std::string& name, const Parameters& parameters);
    void add(const Result& other, const std::string& name, const Parameters& parameters);

    /// Why some are not on the page.
    const std::vector<std::string>& left_out() const { return left_out_; }
    /// `scored`: scenarios of the batch, on the page or not. `digest`: of all that the page depends on.
    nlohmann::ordered_json data(std::size_t scored, const std::string& digest) const;

 private:
    std::vector<nlohmann::ordered_json> figures_ = {};  ///< of all scenarios, without the shapes
    nlohmann::ordered_json shapes_ = {};
    nlohmann::ordered_json scenarios_ = nlohmann::ordered_json::array();
    std::vector<std::string> left_out_ = {};
    std::size_t size_ = 0, most_ = 0;  ///< bytes
};

}  // namespace djoliba
