// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/index_tree.hpp>
#include <djoliba/engine/indicator.hpp>
#include <djoliba/engine/locality.hpp>

namespace djoliba {

/// How the true figure x may lie around the given one v. z is a standard normal variate, u a uniform one.
enum class SpreadKind : std::uint8_t {
    none,
    normal,               ///< x = v + size z
    relative,             ///< x = v (1 + size z)
    lognormal,            ///< x = v exp(size z): amounts above 0, with v as the median
    uniform,              ///< x = v + low + (high - low) u
    uniform_relative,     ///< x = v (1 + low + (high - low) u)
    triangular,           ///< x = v + t, t triangular on low..high with its peak at mode
    triangular_relative,  ///< x = v (1 + t)
    truncated_normal,     ///< normal with sd `size` around v, given that it lies within the allowed limits
    class_shift,          ///< x = v - 1 with probability `down`, v + 1 with probability `up`, else v
    response  ///< x interpolated linearly in z between `values` at `at`; beyond the ends as at these
};

/// "none", "normal", "relative", "lognormal", "uniform", "uniform_relative", "triangular",
/// "triangular_relative", "truncated_normal", "class_shift", "response".
std::string_view to_string(SpreadKind kind);
std::optional<SpreadKind> parse_spread_kind(std::string_view text);

/// A distribution around the given figures. For percentages take truncated_normal with the limits 0 and 100:
/// it never leaves them, keeps no weight on them (as clamping would), and leaves 0 % and 100 % in doubt
/// (which a normal error of the logit would not).
struct Spread {
    SpreadKind kind = SpreadKind::none;
    double size = 0;  ///< unit of the indicator (normal, truncated_normal), share of the value (relative), or
                      ///< standard deviation of the natural logarithm (lognormal)
    std::vector<double> size_of = {};  ///< in place of `size`, by locality; may be empty
    double low = 0;                    ///< offsets from the value, or as shares of it
    double high = 0;
    double mode = 0;
    double down = 0;  ///< probabilities, together at most 1
    double up = 0;
    std::vector<double> at = {};                   ///< standard variates, ascending
    std::vector<std::vector<double>> values = {};  ///< [variate][locality], in the unit of the indicator
};

/// Lognormal spread in which about two thirds of the figures are right to within `factor` (1 or more).
Spread within_factor(double factor);
/// Lognormal spread with this coefficient of variation, 0 or more: size^2 = log(1 + cv^2).
Spread with_variation(double cv);

/// That a figure was made with another one that is in doubt: factor^exponent goes into it.
struct Tie {
    std::string common;  ///< name of a CommonDoubt
    double exponent = 1;
};

/// The doubt of an indicator. Missing figures stay missing.
struct IndicatorDoubt {
    std::string indicator = {};
    Spread spread = {};
    /// Whose errors are one: "none": each locality has its own; the name of a level: all in one unit of it;
    /// "country": all. Whatever is said here, an inherited figure, or one that one code of the source gives
    /// for several units, has one error wherever it is carried.
    std::string shared = "none";
    std::vector<Tie> ties = {};
    /// Indicators that follow from one error, such as people and their share at a depth that is in doubt,
    /// name it alike: they take the same variates and are one source. Empty: the error is its own.
    std::string together = {};
    /// Limits of the figure, such as 0 and 100. What an error carries beyond is set to the limit.
    double least = -std::numeric_limits<double>::infinity();
    double most = std::numeric_limits<double>::infinity();
    /// Where the figure is a lower bound (Indicator::at_least), it is only raised: x = v + |x - v|.
    bool raise_lower_bounds = false;
};

/// Doubt about a figure that goes into several indicators, such as the population: it is off by the factor
/// exp(size z), the same in all of them.
struct CommonDoubt {
    std::string name = {};
    double size = 0;
    std::string shared = "none";  ///< as IndicatorDoubt::shared
};

/// Doubt about the weights of the index. Each weight is multiplied by a factor and the node then divides by
/// their sum, as always; 0 stays 0. COINr's example has uniform factors of 0.75 to 1.25.
struct WeightDoubt {
    enum class Kind : std::uint8_t {
        uniform,   ///< factor 1 - size to 1 + size, size below 1
        lognormal  ///< factor exp(size z)
    };
    Kind kind = Kind::uniform;
    double size = 0;                             ///< of all nodes; 0: weights are certain
    std::map<std::string, double> size_of = {};  ///< by name of the node, in place of `size`
};

/// Everything that is in doubt. Errors of different indicators, common figures and weights are independent.
struct Doubts {
    std::vector<IndicatorDoubt> indicators = {};
    std::vector<CommonDoubt> common = {};
    WeightDoubt weights = {};
};

/// Everything that is wrong with it: unknown or repeated indicators, levels, common figures and nodes; sizes
/// and probabilities out of range; limits and offsets in the wrong order; responses that lack a value where
/// the indicator has one. Empty where it can be used.
std::vector<Problem> check(const Doubts& doubts, const IndexPlan& plan, const IndicatorTable& table,
                           const Localities& localities);

/// The name of the error that the figure of a locality has, for item_of(): "commune|ML010101",
/// "cercle|ML0101" (of an inherited figure, or by `shared`), "country", or "shared|<figure>" where one code
/// of the source stands for several units. Empty where the figure is missing.
std::string error_of(const Indicator& indicator, const Localities& localities, int locality,
                     std::string_view shared);

}  // namespace djoliba
