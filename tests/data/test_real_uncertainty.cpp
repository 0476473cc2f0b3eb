// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <filesystem>
#include <optional>
#include <set>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/list_change.hpp>
#include <djoliba/scenarios/run.hpp>

#include "real_boundaries.hpp"

using namespace djoliba;

namespace {

/// The shipped scenario of Mali, run once; nullptr where the data are absent.
const Result* mali() {
    static const std::optional<Result> result = [] {
        return has_real_data() ? std::optional(run(resolve("mali", {real_data()}))) : std::nullopt;
    }();
    return result ? &*result : nullptr;
}

/// Classes off by one in one of ten cases each way, everything else to within a tenth; weights by a quarter.
Doubts judged(const Result& r) {
    Doubts doubts{.weights = {.size = 0.25}};
    for (const int leaf : r.index.plan.leaves) {
        const Indicator& indicator = r.indicators.items[r.index.indicator[leaf]];
        Spread spread{.kind = SpreadKind::lognormal, .size = 0.1};
        if (indicator.unit == "class") spread = {.kind = SpreadKind::class_shift, .down = 0.1, .up = 0.1};
        doubts.indicators.push_back({.indicator = indicator.name, .spread = spread});
    }
    return doubts;
}

DrawnRanks drawn(const Result& r, const Doubts& doubts, const DrawOptions& options) {
    return draw_ranks(r.index, r.indicators, r.localities, r.people, doubts, options);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(real_uncertainty)

BOOST_AUTO_TEST_CASE(without_doubt_the_ranks_of_mali_are_those_of_the_run) {
    const Result* r = mali();
    if (r == nullptr) return;
    const auto found = drawn(*r, {}, {.draws = 2});
    for (std::size_t i = 0; i < r->localities.size(); ++i) {
        BOOST_TEST_REQUIRE(found.of[i].low.has_value() == (r->ranking.rank[i] > 0));
        if (r->ranking.rank[i] == 0) continue;
        BOOST_TEST(*found.of[i].low == r->ranking.rank[i]);
        BOOST_TEST(*found.of[i].high == r->ranking.rank[i]);
        BOOST_TEST(*found.of[i].score_low == r->index.score[0][i]);
    }
}

BOOST_AUTO_TEST_CASE(every_level_of_mali_has_twenty_first_places_in_every_draw) {
    const Result* r = mali();
    if (r == nullptr) return;
    const auto found = drawn(*r, judged(*r), {.draws = 400, .draws_by_source = 100});
    for (const char* level : {"commune", "cercle"}) {
        double places = 0, width = 0;
        for (const int i : r->localities.of_level(level)) {
            const RankUncertainty& u = found.of[i];
            if (!u.low) continue;
            places += *u.top20;
            width += *u.high - *u.low;
            BOOST_TEST((*u.low <= *u.median && *u.median <= *u.high));
            BOOST_TEST((*u.score_low <= *u.score_median && *u.score_median <= *u.score_high));
            double shares = 0;
            for (const auto& of_source : found.score_share) shares += of_source[i];
            BOOST_TEST(std::abs(shares - 1) < 1e-9);
        }
        BOOST_TEST(std::abs(places - 20) < 1e-9);
        BOOST_TEST(width > 0);
    }
}

BOOST_AUTO_TEST_CASE(figures_of_cercles_have_one_error_for_each_cercle) {
    const Result* r = mali();
    if (r == nullptr) return;
    const Scorer scorer(r->index.plan, r->localities, r->people);
    const Drawer drawer(scorer, r->index, r->indicators, r->localities, judged(*r), 1);
    std::set<std::string> of_cercles;
    std::size_t communes = 0;
    for (const DoubtFigure& figure : drawer.figures()) {
        if (drawer.sources()[figure.source].name != "flood_class") continue;
        of_cercles.insert(figure.error);
        communes += figure.rows.size();
        BOOST_TEST((figure.error.starts_with("cercle|") || figure.error.starts_with("shared|")),
                   figure.error);
    }
    BOOST_TEST(of_cercles.size() <= 53u);
    BOOST_TEST(of_cercles.size() >= 40u);
    BOOST_TEST(communes > 600u);
}

BOOST_AUTO_TEST_CASE(some_figure_moves_the_last_commune_of_the_first_twenty) {
    const Result* r = mali();
    if (r == nullptr) return;
    for (const int i : r->localities.of_level("commune")) {
        if (r->ranking.rank[i] != 20) continue;
        const PlaceChange place = what_moves(r->index, r->indicators, r->localities, r->people, i, 20);
        BOOST_TEST(place.in_top);
        BOOST_TEST(place.rank == 20);
        BOOST_TEST_REQUIRE(place.smallest >= 0);
        BOOST_TEST(place.of[place.smallest].to != place.of[place.smallest].from);
    }
}

BOOST_AUTO_TEST_SUITE_END()
