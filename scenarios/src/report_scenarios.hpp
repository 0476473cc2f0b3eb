// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include <djoliba/scenarios/result.hpp>

namespace djoliba {

/// A page of several scenarios: all that the page of the first shows, and of each other what differs from the
/// one before it that is most like it. It is at most 3 MB long, or twice as long as that of the first alone:
/// where it would be longer, it holds the indicators of the index and people by hazard only; scenarios that
/// still make it too long are left out, as are those over other localities.
class ReportScenarios {
 public:
    using Parameters = std::vector<std::pair<std::string, std::string>>;

    /// `name`: empty where the first is none of the batch.
    void add(const Result& result, const std::string& name, const Parameters& parameters);

    /// `scored`: scenarios of the batch, on the page or not. `digest`: of all that the page depends on.
    nlohmann::ordered_json data(std::size_t scored, const std::string& digest);
    /// Why some are not on the page, once its data are made.
    const std::vector<std::string>& left_out() const { return left_out_; }

 private:
    struct One {
        nlohmann::ordered_json about = {};    ///< name and parameters
        nlohmann::ordered_json figures = {};  ///< without the shapes
    };
    nlohmann::ordered_json first_page() const;
    std::vector<nlohmann::ordered_json> patches() const;

    std::vector<One> scenarios_ = {};
    nlohmann::ordered_json shapes_ = {};
    std::vector<std::string> left_out_ = {};
};

}  // namespace djoliba
