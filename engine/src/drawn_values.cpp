// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <djoliba/engine/random.hpp>

#include "draw_tables.hpp"
#include "lanes.hpp"

namespace djoliba {
namespace {

// One set of lanes of a leaf: what it is given, what it draws, what comes out.
struct Draft {
    Lanes given, size, variate;
    Lanes value;
    Lanes log_factor;
};

DJOLIBA_WIDE void take(const VariateUse& use, const std::vector<double>& variates, std::size_t at,
                       Lanes& lane) {
    const int* slot = use.slot.data() + at;
    for (std::size_t l = 0; l < lanes; ++l) lane[l] = variates[slot[l]];
}

DJOLIBA_WIDE void triangular(const Spread& s, const Lanes& u, Lanes& offset) {
    const double range = s.high - s.low, rise = s.mode - s.low, fall = s.high - s.mode;
    for (std::size_t l = 0; l < lanes; ++l) {
        const double left = s.low + std::sqrt(u[l] * range * rise);
        const double right = s.high - std::sqrt((1 - u[l]) * range * fall);
        offset[l] = u[l] * range < rise ? left : right;
    }
}

DJOLIBA_WIDE void interpolate(const DrawnLeaf& leaf, std::size_t at, Draft& d) {
    const auto& knots = leaf.doubt.spread.at;
    for (std::size_t l = 0; l < lanes; ++l) d.value[l] = leaf.response[0][at + l];
    for (std::size_t k = 0; k + 1 < knots.size(); ++k) {
        const double* from = leaf.response[k].data() + at;
        const double* to = leaf.response[k + 1].data() + at;
        for (std::size_t l = 0; l < lanes; ++l) {
            const double t = (d.variate[l] - knots[k]) / (knots[k + 1] - knots[k]);
            const double above_0 = t < 0 ? 0 : t;
            d.value[l] += (above_0 > 1 ? 1 : above_0) * (to[l] - from[l]);
        }
    }
}

void between_limits(const DrawnLeaf& leaf, std::size_t at, Draft& d) {
    Lanes p, z;
    for (std::size_t l = 0; l < lanes; ++l) p[l] = leaf.below[at + l] + d.variate[l] * leaf.between[at + l];
    normal_quantiles(p.at, z.at);
    for (std::size_t l = 0; l < lanes; ++l) d.value[l] = d.given[l] + (d.size[l] > 0 ? d.size[l] * z[l] : 0);
}

DJOLIBA_WIDE void add_offset(bool relative, const Lanes& offset, Draft& d) {
    for (std::size_t l = 0; l < lanes; ++l) d.value[l] = d.given[l] + offset[l] * (relative ? d.given[l] : 1);
}

DJOLIBA_WIDE void shift_class(const Spread& s, Draft& d) {
    for (std::size_t l = 0; l < lanes; ++l) {
        const double down = d.variate[l] < s.down ? 1 : 0;
        const double up = d.variate[l] > 1 - s.up ? 1 : 0;
        d.value[l] = d.given[l] - down + up;
    }
}

DJOLIBA_WIDE void spread_normal(const Lanes& size, const Lanes& z, Lanes& offset) {
    for (std::size_t l = 0; l < lanes; ++l) offset[l] = size[l] * z[l];
}

DJOLIBA_WIDE void spread_uniform(const Spread& s, const Lanes& u, Lanes& offset) {
    for (std::size_t l = 0; l < lanes; ++l) offset[l] = s.low + (s.high - s.low) * u[l];
}

void spread(const DrawnLeaf& leaf, std::size_t at, Draft& d) {
    const Spread& s = leaf.doubt.spread;
    Lanes offset;
    switch (s.kind) {
        case SpreadKind::none:
            return;
        case SpreadKind::normal:
        case SpreadKind::relative:
            spread_normal(d.size, d.variate, offset);
            return add_offset(s.kind == SpreadKind::relative, offset, d);
        case SpreadKind::lognormal:
            return spread_normal(d.size, d.variate, d.log_factor);
        case SpreadKind::uniform:
        case SpreadKind::uniform_relative:
            spread_uniform(s, d.variate, offset);
            return add_offset(s.kind == SpreadKind::uniform_relative, offset, d);
        case SpreadKind::triangular:
        case SpreadKind::triangular_relative:
            triangular(s, d.variate, offset);
            return add_offset(s.kind == SpreadKind::triangular_relative, offset, d);
        case SpreadKind::truncated_normal:
            return between_limits(leaf, at, d);
        case SpreadKind::class_shift:
            return shift_class(s, d);
        case SpreadKind::response:
            return interpolate(leaf, at, d);
    }
}

DJOLIBA_WIDE void add_common(double exponent, const Lanes& z, Lanes& log_factor) {
    for (std::size_t l = 0; l < lanes; ++l) log_factor[l] += exponent * z[l];
}

DJOLIBA_WIDE void apply_factor(Draft& d) {
    for (std::size_t l = 0; l < lanes; ++l) d.value[l] *= fast_exp(d.log_factor[l]);
}

DJOLIBA_WIDE void raise(const double* raised, Draft& d) {
    for (std::size_t l = 0; l < lanes; ++l) {
        const double up = d.given[l] + std::abs(d.value[l] - d.given[l]);
        d.value[l] = raised[l] > 0 ? up : d.value[l];
    }
}

DJOLIBA_WIDE void limit(double least, double most, Draft& d) {
    for (std::size_t l = 0; l < lanes; ++l) {
        const double v = d.value[l] < least ? least : d.value[l];
        d.value[l] = v > most ? most : v;
    }
}

const std::vector<double>& variates_of(const Drawer::Variates& v, std::uint64_t draw, bool normal) {
    return normal ? v.normal[draw % 2] : v.uniform[draw % 2];
}

}  // namespace

void drawn_values(const DrawnLeaf& leaf, std::span<const std::uint64_t> draws,
                  const std::vector<Drawer::Variates>& variates, std::span<double> values) {
    const auto drawn = [&](const VariateUse& use) {
        return use.source >= 0 && draws[use.source] != Drawer::as_given && !use.slot.empty();
    };
    const bool own_normal = drawn(leaf.own) && !variates[leaf.own.source].normal[0].empty();
    if (!drawn(leaf.own) && std::ranges::none_of(leaf.common, drawn)) {
        std::copy_n(leaf.given.begin(), values.size(), values.begin());
        return;
    }
    bool with_factor = drawn(leaf.own) && leaf.doubt.spread.kind == SpreadKind::lognormal;
    for (const VariateUse& use : leaf.common) with_factor = with_factor || drawn(use);
    Draft d;
    for (std::size_t at = 0; at < values.size(); at += lanes) {
        std::copy_n(leaf.given.data() + at, lanes, d.given.at.data());
        std::copy_n(leaf.size.data() + at, lanes, d.size.at.data());
        d.value = d.given;
        d.log_factor.at.fill(0);
        if (drawn(leaf.own)) {
            const int s = leaf.own.source;
            take(leaf.own, variates_of(variates[s], draws[s], own_normal), at, d.variate);
            spread(leaf, at, d);
        }
        for (const VariateUse& use : leaf.common) {
            if (!drawn(use)) continue;
            take(use, variates_of(variates[use.source], draws[use.source], true), at, d.variate);
            add_common(use.exponent, d.variate, d.log_factor);
        }
        if (with_factor) apply_factor(d);
        if (!leaf.raised.empty()) raise(leaf.raised.data() + at, d);
        limit(leaf.doubt.least, leaf.doubt.most, d);
        std::copy_n(d.value.at.data(), std::min(lanes, values.size() - at), values.data() + at);
    }
}

}  // namespace djoliba
