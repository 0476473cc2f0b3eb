// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/forecast_score.hpp>

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include <djoliba/engine/random.hpp>

#include "bootstrap.hpp"

namespace djoliba {
namespace {

/// What one method did at one origin, summed over camps.
struct OriginSums {
    double apart = 0, observed = 0;
    int in50 = 0, in90 = 0, forecasts = 0;
};

/// One method at one horizon.
struct Case {
    std::vector<const ScoredForecast*> scored;
    std::vector<OriginSums> sums;  ///< by origin of the horizon
};

std::vector<int> origins_of(std::span<const ScoredForecast> scored, int horizon_days) {
    std::set<int> origins;
    for (const ScoredForecast& s : scored)
        if (s.error.horizon_days == horizon_days) origins.insert(s.error.origin);
    return {origins.begin(), origins.end()};
}

Case case_of(std::span<const ScoredForecast> scored, const std::string& method, int horizon_days,
             const std::vector<int>& origins) {
    Case found{{}, std::vector<OriginSums>(origins.size())};
    for (const ScoredForecast& s : scored) {
        if (s.error.horizon_days != horizon_days || s.method != method) continue;
        found.scored.push_back(&s);
        const double y = s.error.observed;
        OriginSums& sums = found.sums[static_cast<std::size_t>(
            std::ranges::lower_bound(origins, s.error.origin) - origins.begin())];
        sums.apart += std::abs(s.error.forecast - y);
        sums.observed += y;
        sums.in50 += s.band.low50 <= y && y <= s.band.high50 ? 1 : 0;
        sums.in90 += s.band.low90 <= y && y <= s.band.high90 ? 1 : 0;
        ++sums.forecasts;
    }
    return found;
}

/// Origins of a sample, by position; one may be there more than once.
using Sample = std::vector<std::size_t>;

Sample whole(std::size_t origins) {
    Sample sample(origins);
    for (std::size_t i = 0; i < origins; ++i) sample[i] = i;
    return sample;
}

/// As many origins as there are, in blocks of neighbours; the last is followed by the first.
Sample resample(std::size_t origins, std::size_t block, std::uint64_t seed, std::uint64_t draw,
                std::uint64_t item) {
    Sample sample;
    for (std::uint64_t b = 0; sample.size() < origins; ++b) {
        const auto start =
            static_cast<std::size_t>(uniform(seed, draw, item + b) * static_cast<double>(origins));
        for (std::size_t i = 0; i < block && sample.size() < origins; ++i)
            sample.push_back((start + i) % origins);
    }
    return sample;
}

double difference(const std::vector<OriginSums>& sums, const Sample& sample) {
    double sum = 0;
    int origins = 0;
    for (const std::size_t i : sample) {
        if (!(sums[i].observed > 0)) continue;
        sum += sums[i].apart / sums[i].observed;
        ++origins;
    }
    return origins > 0 ? sum / origins : missing_value;
}

double coverage(const std::vector<OriginSums>& sums, const Sample& sample, int OriginSums::* inside) {
    int in = 0, all = 0;
    for (const std::size_t i : sample) {
        in += sums[i].*inside;
        all += sums[i].forecasts;
    }
    return all > 0 ? static_cast<double>(in) / all : missing_value;
}

double skill(const Case& method, const Case& rival, const Sample& sample) {
    const double other = difference(rival.sums, sample);
    return other > 0 ? 1 - difference(method.sums, sample) / other : missing_value;
}

template <typename Of>
Estimate over_draws(const std::vector<Sample>& draws, std::size_t origins, const Of& of) {
    std::vector<double> values;
    values.reserve(draws.size());
    for (const Sample& draw : draws) values.push_back(of(draw));
    return estimate(of(whole(origins)), std::move(values));
}

std::vector<CampScore> camps_of(const Case& method, const Case& flat) {
    struct Sums {
        double apart = 0, observed = 0, flat = 0;
        int forecasts = 0;
    };
    std::map<std::string, Sums> sums;
    for (std::size_t i = 0; i < method.scored.size(); ++i) {
        const ForecastError& e = method.scored[i]->error;
        Sums& camp = sums[e.camp];
        camp.apart += std::abs(e.forecast - e.observed);
        camp.observed += e.observed;
        camp.flat += std::abs(flat.scored[i]->error.forecast - flat.scored[i]->error.observed);
        ++camp.forecasts;
    }
    std::vector<CampScore> camps;
    camps.reserve(sums.size());
    for (const auto& [name, s] : sums)
        camps.push_back({name, s.forecasts, s.apart / s.forecasts,
                         s.observed > 0 ? s.apart / s.observed : missing_value,
                         s.flat > 0 ? s.apart / s.flat : missing_value});
    return camps;
}

double mean_scaled_error(const std::vector<CampScore>& camps) {
    double sum = 0;
    int known = 0;
    for (const CampScore& camp : camps)
        if (!std::isnan(camp.scaled_error)) sum += camp.scaled_error, ++known;
    return known > 0 ? sum / known : missing_value;
}

/// All methods at one horizon.
struct HorizonCases {
    int horizon_days;
    std::vector<int> origins;
    std::map<std::string, Case> of;
    std::string best;  ///< naive rule
    std::vector<Sample> draws;
};

MethodScore score_of(const HorizonCases& cases, const std::string& method, bool naive) {
    const Case& ours = cases.of.at(method);
    const std::size_t origins = cases.origins.size();
    MethodScore score{.method = method, .naive = naive, .horizon_days = cases.horizon_days};
    score.forecasts = static_cast<int>(ours.scored.size());
    score.origins = static_cast<int>(origins);
    const auto draws = [&](const auto& of) { return over_draws(cases.draws, origins, of); };
    score.error = draws([&](const Sample& s) { return difference(ours.sums, s); });
    score.skill = draws([&](const Sample& s) { return skill(ours, cases.of.at(cases.best), s); });
    score.coverage50 = draws([&](const Sample& s) { return coverage(ours.sums, s, &OriginSums::in50); });
    score.coverage90 = draws([&](const Sample& s) { return coverage(ours.sums, s, &OriginSums::in90); });
    score.camps = camps_of(ours, cases.of.at("flat"));
    score.scaled_error = mean_scaled_error(score.camps);
    double apart = 0;
    for (const OriginSums& sums : ours.sums) apart += sums.apart;
    score.mean_absolute_error = apart / score.forecasts;
    for (const ScoredForecast* s : ours.scored) ++score.basis[s->basis];
    return score;
}

std::string best_naive(const HorizonCases& cases, const std::vector<std::pair<std::string, bool>>& methods) {
    std::string best = "flat";
    const auto error = [&](const std::string& name) {
        return difference(cases.of.at(name).sums, whole(cases.origins.size()));
    };
    for (const auto& [name, naive] : methods)
        if (naive && error(name) < error(best)) best = name;
    return best;
}

std::vector<Sample> draws_of(const HorizonCases& cases, int spacing_days, const ScoreOptions& options) {
    const std::size_t origins = cases.origins.size();
    const auto horizon = static_cast<std::size_t>(cases.horizon_days / std::max(1, spacing_days));
    const std::size_t block = std::clamp<std::size_t>(horizon, 1, std::max<std::size_t>(1, origins / 3));
    const std::uint64_t item = item_of(fmt::format("forecast {}", cases.horizon_days));
    std::vector<Sample> draws;
    draws.reserve(static_cast<std::size_t>(options.draws));
    for (int draw = 0; draw < options.draws; ++draw)
        draws.push_back(resample(origins, block, options.seed, static_cast<std::uint64_t>(draw), item));
    return draws;
}

}  // namespace

double mean_relative_difference(std::span<const ForecastError> errors) {
    std::map<int, OriginSums> by_origin;
    for (const ForecastError& e : errors) {
        by_origin[e.origin].apart += std::abs(e.forecast - e.observed);
        by_origin[e.origin].observed += e.observed;
    }
    std::vector<OriginSums> sums;
    sums.reserve(by_origin.size());
    for (const auto& [origin, s] : by_origin) sums.push_back(s);
    return difference(sums, whole(sums.size()));
}

ScoredForecasts score_forecasts(const DisplacementForecast& forecast, const std::vector<CampRecord>& outcomes,
                                const HorizonRule& rule) {
    check(rule);
    ScoredForecasts result;
    for (const int horizon : rule.horizons_days) result.unscored.push_back({horizon, 0, 0});
    for (const OriginForecast& origin : forecast.origins) {
        for (const MethodForecast& method : origin.methods)
            for (const ForecastError& e : errors_of({origin.origin, method.paths}, outcomes, rule)) {
                const auto h = static_cast<std::size_t>(
                    std::ranges::find(rule.horizons_days, e.horizon_days) - rule.horizons_days.begin());
                const ErrorQuantiles& band = method.bands[h];
                result.scored.push_back(
                    {method.method, e, band.around(e.forecast, e.age + e.lead()), band.basis(e.forecast)});
            }
        for (const StockPath& path : origin.methods.front().paths)
            for (Unscored& u : result.unscored) {
                const auto camp = std::ranges::find(outcomes, path.camp, &CampRecord::name);
                const auto why =
                    camp == outcomes.end()
                        ? NoOutcome::no_report
                        : outcome_of(*camp, origin.origin, u.horizon_days, rule.tolerance_days).why_not;
                u.no_report += why == NoOutcome::no_report ? 1 : 0;
                u.re_registered += why == NoOutcome::re_registered ? 1 : 0;
            }
    }
    return result;
}

ForecastScores method_scores(std::span<const ScoredForecast> scored,
                             const std::vector<std::pair<std::string, bool>>& methods,
                             const HorizonRule& rule, int spacing_days, const ScoreOptions& options) {
    if (options.draws < 1) throw Error({"", "draws", fmt::format("{} is below 1", options.draws), ""});
    ForecastScores result;
    for (const int horizon : rule.horizons_days) {
        HorizonCases cases{horizon, origins_of(scored, horizon), {}, {}, {}};
        if (cases.origins.empty()) continue;
        for (const auto& [name, naive] : methods)
            cases.of[name] = case_of(scored, name, horizon, cases.origins);
        cases.best = best_naive(cases, methods);
        cases.draws = draws_of(cases, spacing_days, options);
        result.best_naive[horizon] = cases.best;
        for (const auto& [name, naive] : methods) result.scores.push_back(score_of(cases, name, naive));
    }
    return result;
}

}  // namespace djoliba
