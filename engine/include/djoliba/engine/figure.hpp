// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <string>
#include <utility>

#include <djoliba/engine/indicator.hpp>

namespace djoliba {

/// One figure of one locality. Missing is NaN with the reason; a known figure has no reason.
struct Figure {
    double value = missing_value;
    std::string reason = {};  ///< why it is missing
    bool at_least = false;    ///< known, but a lower bound: the source may have missed some

    bool known() const { return !std::isnan(value); }
};

inline Figure known_figure(double value, bool at_least = false) { return {value, {}, at_least}; }
inline Figure missing_figure(std::string reason) { return {missing_value, std::move(reason), false}; }

/// Takes a figure over as the value of one locality: missing with its reason, a lower bound as one.
inline void put(Indicator& indicator, std::size_t locality, const Figure& f, Origin from = Origin::own) {
    if (f.known())
        indicator.set(locality, f.value, from, f.at_least);
    else
        indicator.set_missing(locality, f.reason);
}

/// What a figure can be at least and at most; both NaN where it is not known.
struct Range {
    double low = missing_value;
    double high = missing_value;
    bool known() const { return !std::isnan(low) && !std::isnan(high); }
};

/// The same words in both languages of the product.
struct Wording {
    std::string en;
    std::string fr;
    friend bool operator==(const Wording&, const Wording&) = default;
};

}  // namespace djoliba
