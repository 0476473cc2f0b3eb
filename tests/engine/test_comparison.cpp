// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/comparison.hpp>
#include <djoliba/engine/error.hpp>
#include <djoliba/engine/ranking.hpp>

#include "index_fixture.hpp"

using namespace djoliba;
using namespace djoliba::index_fixture;

namespace {

const double no = missing_value;
const auto nearly = boost::test_tools::tolerance(1e-12);

IndicatorTable table_of(const std::vector<std::vector<double>>& values, std::size_t first = 0) {
    IndicatorTable table;
    for (std::size_t k = 0; k < values.size(); ++k)
        table.add(indicator("i" + std::to_string(k), values[k], first));
    return table;
}

IndexTree tree_of(Mean mean, std::vector<IndexNode> parts) {
    return {"t", "T", node("risk", mean, std::move(parts))};
}

IndexTree two_parts(Mean mean, double weight = 1) {
    return tree_of(mean, {node("a", mean, {leaf("i0")}, weight), node("b", mean, {leaf("i1")})});
}

ComparedRun flat_run(const std::vector<std::vector<double>>& values, const IndexTree& tree) {
    const auto localities = flat(values.front().size());
    return {.localities = localities,
            .people = std::vector<double>(localities.size(), 100),
            .indicators = table_of(values),
            .tree = tree};
}

const ChangePart& part(const Comparison& c, const std::string& name) {
    return *std::ranges::find(c.parts, name, &ChangePart::name);
}

double score_part(const Comparison& c, const std::string& name, std::size_t unit = 0) {
    return c.of_score[&part(c, name) - c.parts.data()][unit];
}

double rank_part(const Comparison& c, const std::string& name, std::size_t unit = 0) {
    return c.of_rank[&part(c, name) - c.parts.data()][unit];
}

double sum_at(const std::vector<std::vector<double>>& parts, std::size_t unit) {
    double sum = 0;
    for (const auto& p : parts) sum += p[unit];
    return sum;
}

// The whole of it on runs that differ in everything.
ComparedRun random_run(unsigned tree_seed, unsigned value_seed, const Localities& localities) {
    RandomIndex random(tree_seed);
    ComparedRun run{.localities = localities, .tree = random.tree()};
    RandomIndex values(value_seed);
    values.indicators = 80;  // more than any of the trees uses
    run.indicators = values.table(localities.size(), value_seed % 5 * 0.1);
    for (std::size_t i = 0; i < localities.size(); ++i) run.people.push_back(values.pick(0, 3) * 100);
    return run;
}

void check_whole(const Comparison& c, const ComparedRun& before, const ComparedRun& after, int& compared) {
    const std::array<const ComparedRun*, 2> runs{&before, &after};
    std::array<IndexResult, 2> result;
    std::array<Ranking, 2> ranking;
    for (int r = 0; r < 2; ++r) {
        const ComparedRun& run = *runs[r];
        result[r] = combine(run.indicators, run.localities, run.tree, {.people = run.people});
        ranking[r] = rank(result[r], run.localities, run.people);
    }
    for (std::size_t u = 0; u < c.units.size(); ++u) {
        const ComparedUnit& at = c.units[u];
        for (int r = 0; r < 2; ++r) {
            if (at.at[r] < 0) continue;
            const double score = result[r].score[0][at.at[r]];
            BOOST_TEST((at.score[r] == score || (std::isnan(at.score[r]) && std::isnan(score))));
            BOOST_TEST(at.rank[r] == ranking[r].rank[at.at[r]]);
        }
        if (!at.compared()) {
            BOOST_TEST(std::isnan(c.of_score[0][u]));
            continue;
        }
        ++compared;
        BOOST_TEST(std::abs(sum_at(c.of_score, u) - at.score_change()) < 1e-9);
        BOOST_TEST(std::abs(sum_at(c.of_rank, u) - at.rank_change()) < 1e-9);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(comparison)

BOOST_AUTO_TEST_CASE(runs_that_are_the_same_differ_in_nothing) {
    const auto run = flat_run({{4, 3.5, no}, {1, 3.5, 2}}, two_parts(Mean::geometric));
    const auto c = compare(run, run);
    BOOST_TEST(c.units.size() == 3);
    for (std::size_t p = 0; p < c.parts.size(); ++p) {
        BOOST_TEST(!c.parts[p].differs);
        BOOST_TEST(c.of_score[p][0] == 0);
        BOOST_TEST(c.of_rank[p][0] == 0);
    }
}

BOOST_AUTO_TEST_CASE(two_parts_by_hand) {
    // Unit 0 goes from sqrt(4 x 1) = 2 to sqrt(9 x 4) = 6, over 3 with the new a and 4 with the new b;
    // unit 1 stays at 3.5.
    const auto c = compare(flat_run({{4, 3.5}, {1, 3.5}}, two_parts(Mean::geometric)),
                           flat_run({{9, 3.5}, {4, 3.5}}, two_parts(Mean::geometric)));
    BOOST_TEST(score_part(c, "a") == 1.5, nearly);
    BOOST_TEST(score_part(c, "b") == 2.5, nearly);
    BOOST_TEST(rank_part(c, "a") == 0);
    BOOST_TEST(rank_part(c, "b") == -1);
    BOOST_TEST(rank_part(c, "b", 1) == 1);
    BOOST_TEST(c.units[0].rank_change() == -1);
    for (const char* same : {"weights", "coverage", "population"}) BOOST_TEST(score_part(c, same) == 0);
}

BOOST_AUTO_TEST_CASE(a_change_of_weights_alone_gives_all_to_the_weights) {
    const std::vector<std::vector<double>> values{{9, 2, no}, {1, 4, 5}};
    auto before = flat_run(values, two_parts(Mean::geometric));
    auto after = flat_run(values, two_parts(Mean::geometric, 3));
    before.insist = after.insist = {"i0"};
    const auto c = compare(before, after);
    for (std::size_t u = 0; u < 3; ++u) {
        BOOST_TEST(score_part(c, "weights", u) == c.units[u].score_change());
        BOOST_TEST(rank_part(c, "weights", u) == c.units[u].rank_change());
        BOOST_TEST(sum_at(c.of_score, u) == c.units[u].score_change());
    }
    BOOST_TEST(c.units[0].score_change() > 1);
}

BOOST_AUTO_TEST_CASE(labels_are_no_change_of_the_index) {
    auto after = flat_run({{9}, {1}}, two_parts(Mean::geometric));
    after.tree.root.label_en = "Another word";
    BOOST_TEST(!part(compare(flat_run({{9}, {1}}, two_parts(Mean::geometric)), after), "weights").differs);
}

BOOST_AUTO_TEST_CASE(a_value_that_is_no_longer_known_is_a_matter_of_coverage) {
    // (2 + 6) / 2 = 4 becomes 5 alone; 5.5 with the new a and the old coverage, 2 with the old a alone.
    const auto c = compare(flat_run({{2}, {6}}, two_parts(Mean::arithmetic)),
                           flat_run({{5}, {no}}, two_parts(Mean::arithmetic)));
    BOOST_TEST(score_part(c, "a") == 2.25, nearly);
    BOOST_TEST(score_part(c, "coverage") == -1.25, nearly);
    BOOST_TEST(!part(c, "b").differs);
}

BOOST_AUTO_TEST_CASE(an_indicator_that_loses_its_weight_is_a_matter_of_coverage) {
    std::vector<double> a(10, 2.0), b(10, 6.0), fewer = b;
    fewer[8] = fewer[9] = no;  // 80 % of the localities
    const auto c = compare(flat_run({a, b}, two_parts(Mean::arithmetic)),
                           flat_run({a, fewer}, two_parts(Mean::arithmetic)));
    BOOST_TEST(c.units[0].score_change() == -2);
    BOOST_TEST(score_part(c, "coverage") == -2);
    auto insisting = flat_run({a, fewer}, two_parts(Mean::arithmetic));
    insisting.insist = {"i1"};
    const auto kept = compare(flat_run({a, b}, two_parts(Mean::arithmetic)), insisting);
    BOOST_TEST(kept.units[0].score_change() == 0);
    BOOST_TEST(kept.units[9].score_change() == -2);
    BOOST_TEST(sum_at(kept.of_score, 9) == -2);
}

BOOST_AUTO_TEST_CASE(what_only_one_run_assesses_has_no_parts_but_moves_the_ranks_of_others) {
    auto before = flat_run({{4, 9}, {4, 9}}, two_parts(Mean::arithmetic));
    auto after = flat_run({{4}, {4}}, two_parts(Mean::arithmetic));
    const auto c = compare(before, after);
    BOOST_TEST(c.units[1].at[1] == -1);
    BOOST_TEST(!c.units[1].compared());
    BOOST_TEST(std::isnan(score_part(c, "coverage", 1)));
    BOOST_TEST(c.units[0].rank_change() == -1);
    BOOST_TEST(rank_part(c, "coverage") == -1);
    after.localities.items[0].code = "C9999";
    BOOST_CHECK_THROW(compare(before, after), Error);
}

BOOST_AUTO_TEST_CASE(a_unit_of_one_run_keeps_its_values_whatever_the_others_take) {
    const auto tree = tree_of(Mean::arithmetic, {leaf("i0")});
    const auto c = compare(flat_run({{2, 9}}, tree), flat_run({{5}}, tree));
    BOOST_TEST(score_part(c, "i0") == 3);
    BOOST_TEST(rank_part(c, "i0") == 0);  // below the other with 2 and with 5
    BOOST_TEST(rank_part(c, "coverage") == -1);
}

BOOST_AUTO_TEST_CASE(an_index_with_an_indicator_that_the_old_run_lacks) {
    const auto one = tree_of(Mean::arithmetic, {leaf("i0")});
    auto both = tree_of(Mean::arithmetic, {leaf("i0"), leaf("i1")});
    const auto before = flat_run({{2}}, one), after = flat_run({{2}, {8}}, both);
    // The new index over the old coverage gives 2, over the new one 5: half to each.
    const auto c = compare(before, after);
    BOOST_TEST(score_part(c, "weights") == 1.5, nearly);
    BOOST_TEST(score_part(c, "coverage") == 1.5, nearly);
    BOOST_TEST(score_part(c, "i1") == 0);
    // It requires what the old run lacks: then it counts with the new coverage.
    both.root.required = {"i1"};
    const auto required = compare(before, flat_run({{2}, {8}}, both));
    BOOST_TEST(score_part(required, "weights") == 3, nearly);
    BOOST_TEST(score_part(required, "coverage") == 0);
    // With another i0 as well: 2, 4 with the new i0, 5 with the new index, 6 with both.
    const auto moved = compare(before, flat_run({{4}, {8}}, both));
    BOOST_TEST(score_part(moved, "i0") == 1.5, nearly);
    BOOST_TEST(score_part(moved, "weights") == 2.5, nearly);
    BOOST_TEST(score_part(moved, "coverage") == 0);
}

BOOST_AUTO_TEST_CASE(residents_move_parents_and_belong_to_exposure) {
    const auto make = [](const std::string& name, std::vector<double> people) {
        return ComparedRun{.localities = small_country(),
                           .people = std::move(people),
                           .indicators = table_of({{2, 6, 3, 3}}, 4),
                           .tree = tree_of(Mean::arithmetic, {node(name, Mean::arithmetic, {leaf("i0")})})};
    };
    const std::vector<double> then{200, 200, 200, 200, 100, 100, 100, 100};
    const std::vector<double> now{400, 200, 400, 200, 300, 100, 100, 100};
    const auto c = compare(make("a", then), make("a", now));
    BOOST_TEST(c.units[2].score[0] == 4);
    BOOST_TEST(c.units[2].score[1] == 3);
    BOOST_TEST(score_part(c, "population", 2) == -1);
    BOOST_TEST(score_part(c, "population", 4) == 0);
    const auto named = compare(make("hazard_exposure", then), make("hazard_exposure", now));
    BOOST_TEST(score_part(named, "hazard_exposure", 2) == -1);
    BOOST_TEST(part(named, "hazard_exposure").people);
}

BOOST_AUTO_TEST_CASE(a_parent_most_of_whose_people_are_not_assessed_is_not) {
    ComparedRun run{.localities = small_country(),
                    .people = {400, 400, 400, 400, 100, 300, 300, 100},
                    .indicators = table_of({{2, no, 3, no}}, 4),
                    .tree = tree_of(Mean::arithmetic, {leaf("i0")}),
                    .insist = {"i0"}};
    const auto c = compare(run, run);
    BOOST_TEST(!c.units[2].assessed(0));
    BOOST_TEST(c.units[3].score[0] == 3);
}

BOOST_AUTO_TEST_CASE(other_partitions_follow_their_members) {
    auto country = small_country();
    country.items.push_back({"basin", "Basin", "basin", -1, {}, {4, 6}});
    const ComparedRun before{.localities = country,
                             .people = {400, 400, 400, 400, 100, 300, 100, 300, 200},
                             .indicators = table_of({{2, 6, 4, 3, no}}, 4),
                             .tree = tree_of(Mean::arithmetic, {leaf("i0")})};
    auto after = before;
    after.indicators = table_of({{4, 6, 4, 3, no}}, 4);
    const auto c = compare(before, after);
    BOOST_TEST(c.units[8].score[0] == 3);
    BOOST_TEST(score_part(c, "i0", 8) == 1);
}

BOOST_AUTO_TEST_CASE(crossed_indicators_tell_exposure_from_hazard) {
    const auto tree = tree_of(Mean::arithmetic, {node("hazard_exposure", Mean::arithmetic, {leaf("i0")})});
    const CrossedIndicators crossed{.old_with_new_people = table_of({{3}}),
                                    .new_with_old_people = table_of({{4}})};
    const auto c = compare(flat_run({{2}}, tree), flat_run({{8}}, tree), &crossed);
    BOOST_TEST(score_part(c, "hazard") == 3.5, nearly);    // (4 - 2 + 8 - 3) / 2
    BOOST_TEST(score_part(c, "exposure") == 2.5, nearly);  // (3 - 2 + 8 - 4) / 2
    BOOST_TEST(sum_at(c.of_score, 0) == 6, nearly);
}

BOOST_AUTO_TEST_CASE(parts_add_up_on_random_indices_and_gaps) {
    int compared = 0;
    for (unsigned seed = 0; seed < 60; ++seed) {
        auto before = random_run(seed, seed + 1000, small_country());
        auto after = random_run(seed % 3 == 0 ? seed : seed + 500, seed + 2000, small_country());
        if (seed % 2 == 0) after.localities.items[7].code = "B13";
        check_whole(compare(before, after), before, after, compared);
    }
    BOOST_TEST(compared > 100);
}

BOOST_AUTO_TEST_CASE(a_part_of_the_index_that_is_called_like_one_of_ours_keeps_its_name) {
    const auto tree = tree_of(Mean::arithmetic, {node("weights", Mean::arithmetic, {leaf("i0")})});
    const auto c = compare(flat_run({{2}}, tree), flat_run({{3}}, tree));
    BOOST_TEST(score_part(c, "weights") == 1);
    BOOST_TEST((part(c, "weights_").kind == ChangeKind::definition));
}

BOOST_AUTO_TEST_CASE(runs_over_other_levels_are_refused) {
    auto before = flat_run({{2}}, tree_of(Mean::arithmetic, {leaf("i0")}));
    auto after = before;
    after.localities.hierarchy = {"cercle"};
    after.localities.items[0].level = "cercle";
    BOOST_CHECK_THROW(compare(before, after), Error);
}

BOOST_AUTO_TEST_CASE(too_many_parts_are_refused) {
    std::vector<IndexNode> parts;
    std::vector<std::vector<double>> before, after;
    for (int k = 0; k < 12; ++k) {
        parts.push_back(leaf("i" + std::to_string(k)));
        before.push_back({2.0});
        after.push_back({3.0});
    }
    const auto tree = tree_of(Mean::arithmetic, parts);
    auto changed = tree;
    changed.root.parts[0].weight = 2;
    const auto c = compare(flat_run(before, tree), flat_run(after, tree));
    BOOST_TEST(score_part(c, "i3") == 1.0 / 12, nearly);
    BOOST_CHECK_THROW(compare(flat_run(before, tree), flat_run(after, changed)), Error);
}

BOOST_AUTO_TEST_SUITE_END()
