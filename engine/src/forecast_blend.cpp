// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/forecast_blend.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>

#include <fmt/format.h>

namespace djoliba {
namespace {

constexpr int least_errors = 10;

struct Loss {
    double error = 0, observed = 0;
    int errors = 0;
};

Loss loss_of(const std::vector<ForecastError>& errors, int horizon_days, int now, const BlendRule& rule) {
    Loss loss;
    for (const ForecastError& e : errors) {
        if (e.horizon_days != horizon_days) continue;
        const double weight = rule.half_life_days > 0 ? std::exp2((e.day - now) / rule.half_life_days) : 1;
        loss.error += weight * std::abs(e.forecast - e.observed);
        loss.observed += weight * e.observed;
        ++loss.errors;
    }
    return loss;
}

/// loss^-power relative to the best; where methods have no loss, 1 for these and 0 for the others.
std::vector<double> inverse(const std::vector<Loss>& losses, double power) {
    double least = losses.front().error;
    for (const Loss& loss : losses) least = std::min(least, loss.error);
    std::vector<double> weights;
    weights.reserve(losses.size());
    for (const Loss& loss : losses)
        weights.push_back(loss.error > least ? std::pow(least / loss.error, power) : 1);
    return weights;
}

std::size_t nearest_horizon(std::span<const int> horizons_days, int lead) {
    const auto distance = [lead](int horizon) { return std::abs(horizon - lead); };
    return static_cast<std::size_t>(std::ranges::min_element(horizons_days, {}, distance) -
                                    horizons_days.begin());
}

}  // namespace

std::vector<double> blend_weights(std::span<const std::vector<ForecastError>> errors, int horizon_days,
                                  int now, const BlendRule& rule) {
    std::vector<Loss> losses;
    for (const auto& list : errors) {
        losses.push_back(loss_of(list, horizon_days, now, rule));
        if (losses.back().errors != losses.front().errors)
            throw Error({"", "errors",
                         fmt::format("{} errors of one method, {} of another", losses.front().errors,
                                     losses.back().errors),
                         "compare methods over the same forecasts"});
    }
    std::vector<double> weights(losses.size(), 1);
    if (!losses.empty() && losses.front().errors >= least_errors && losses.front().observed > 0)
        weights = inverse(losses, rule.power);
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (double& w : weights) w /= sum;
    return weights;
}

StockPaths blend(std::span<const StockPaths> paths, std::span<const std::vector<double>> weights,
                 std::span<const int> horizons_days) {
    StockPaths blended = paths.front();
    for (std::size_t c = 0; c < blended.size(); ++c)
        for (std::size_t i = 0; i < blended[c].people.size(); ++i) {
            const auto& weight = weights[nearest_horizon(horizons_days, static_cast<int>(i) + 1)];
            double people = 0;
            for (std::size_t m = 0; m < paths.size(); ++m) people += weight[m] * paths[m][c].people[i];
            blended[c].people[i] = people;
        }
    return blended;
}

}  // namespace djoliba
