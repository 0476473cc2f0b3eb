// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fstream>

#include <boost/test/unit_test.hpp>

#include <djoliba/scenarios/index_file.hpp>

#include "../problems.hpp"

using namespace djoliba;

namespace {

std::string message(const std::string& text) {
    return all_problems_of([&] { parse_index(text, "i.yaml"); });
}

std::string with_leaf(const std::string& leaf) {
    return "tree:\n  name: risk\n  mean: arithmetic\n  parts:\n    - {indicator: a, bounds: [0, 1]}\n    - " +
           leaf + "\n";
}

const IndexNode* find(const IndexNode& node, const std::string& name) {
    if (node.id() == name) return &node;
    for (const IndexNode& part : node.parts)
        if (const IndexNode* found = find(part, name)) return found;
    return nullptr;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(index_file)

BOOST_AUTO_TEST_CASE(what_is_no_index_is_refused) {
    BOOST_TEST(message("") == "i.yaml: the file is empty");
    BOOST_TEST(message("[1, 2]") == "i.yaml:1:1: is a list, but must be a map (key: value)");
    BOOST_TEST(message("title: x") == "i.yaml: tree: is missing");
    BOOST_TEST(message("tree: 3") ==
               "i.yaml:1:7: tree: `3` is a whole number, but must be a map (key: value)");
    BOOST_TEST(message("outputs: []") == "i.yaml:1:10: outputs: has 0 items, but must have at least 1");
    BOOST_TEST(message("tree:\n  name: risk\n") == "i.yaml:1:1: tree.parts: is missing");
}

BOOST_AUTO_TEST_CASE(everything_that_a_leaf_may_say_is_read) {
    const auto index = parse_index(
        with_leaf(
            "{indicator: b, name: bee, label_en: Bee, label_fr: Abeille, weight: 0.25, bounds: [1, 1e5], "
            "higher_is: better, transform: log10, words_en: '{} bees', words_fr: '{} abeilles'}"),
        "i.yaml");
    const IndexNode& b = index.trees.at(0).root.parts.at(1);
    BOOST_TEST(b.id() == "bee");
    BOOST_TEST(b.indicator == "b");
    BOOST_TEST(b.label_fr == "Abeille");
    BOOST_TEST(b.weight == 0.25);
    BOOST_TEST(b.low == 1);
    BOOST_TEST(b.high == 1e5);
    BOOST_TEST(!b.higher_is_worse);
    BOOST_TEST((b.transform == Transform::log10));
    BOOST_TEST(b.words_fr == "{} abeilles");
    BOOST_TEST(index.trees.at(0).root.parts.at(0).higher_is_worse);
    BOOST_TEST(index.trees.at(0).root.parts.at(0).weight == 1);
}

BOOST_AUTO_TEST_CASE(everything_that_a_node_may_say_is_read) {
    const auto index = parse_index(
        "index: x\ntitle: A title\ndescription: Words\n"
        "tree: {name: risk, label_en: Risk, weight: 2, mean: maximum, minimum_share: 0.67, required: [a], "
        "parts: [{indicator: a, bounds: [0, 1]}, {indicator: b, bounds: [0, 1]}]}",
        "i.yaml");
    BOOST_TEST(index.name == "x");
    BOOST_TEST(index.title == "A title");
    BOOST_TEST(index.description == "Words");
    BOOST_TEST(!index.outputs);
    const IndexNode root = index.trees.at(0).root;
    BOOST_TEST((root.mean == Mean::maximum));
    BOOST_TEST(root.minimum_share == 0.67);
    BOOST_TEST(root.required.at(0) == "a");
}

BOOST_AUTO_TEST_CASE(each_mean_is_known_by_its_word) {
    for (const Mean m : {Mean::arithmetic, Mean::geometric, Mean::inverted_geometric, Mean::maximum}) {
        const auto index = parse_index("tree: {name: r, mean: " + std::string(to_string(m)) +
                                           ", parts: [{indicator: a, bounds: [0, 1]}]}",
                                       "i.yaml");
        BOOST_TEST((index.trees.at(0).root.mean == m));
    }
}

BOOST_AUTO_TEST_CASE(the_root_itself_may_stand_for_the_file) {
    const auto index = parse_index("name: risk\nparts: [{indicator: a, bounds: [0, 1]}]", "scenario.yaml");
    BOOST_TEST(index.trees.at(0).name == "risk");
}

BOOST_AUTO_TEST_CASE(unknown_keys_are_named_with_place_and_neighbour) {
    BOOST_TEST(message(with_leaf("{indicator: b, bounds: [0, 1], wieght: 2}")) ==
               "i.yaml:6:38: tree.parts[1].wieght: unknown key; did you mean `weight`?");
    BOOST_TEST(message("titel: x\n" + with_leaf("{indicator: b, bounds: [0, 1]}")) ==
               "i.yaml:1:1: titel: unknown key; did you mean `title`?");
    BOOST_TEST(
        message(with_leaf("{indicator: b, bounds: [0, 1], mean: maximum}"))
            .starts_with("i.yaml:6:38: tree.parts[1].mean: unknown key; known keys here: indicator, bounds"));
    BOOST_TEST(message(with_leaf("{name: c, indicator: b, bounds: [0, 1], parts: []}"))
                   .starts_with("i.yaml:6:47: tree.parts[1].parts: unknown key"));
    BOOST_TEST(message(with_leaf("{name: c, partz: []}")) ==
               "i.yaml:6:7: tree.parts[1].parts: is missing\n"
               "i.yaml:6:17: tree.parts[1].partz: unknown key; did you mean `parts`?");
}

BOOST_AUTO_TEST_CASE(repeated_keys_are_refused) {
    const std::string said = message(with_leaf("{indicator: b, bounds: [0, 1], bounds: [0, 2]}"));
    BOOST_TEST(said.find("i.yaml:6") == 0U);
    BOOST_TEST(said.find("bounds") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(values_of_the_wrong_kind_are_refused_once) {
    const auto second = [](const std::string& leaf) { return message(with_leaf(leaf)); };
    BOOST_TEST(second("{indicator: b, bounds: [0, 1], weight: heavy}") ==
               "i.yaml:6:46: tree.parts[1].weight: `heavy` is text, but must be a number");
    BOOST_TEST(second("{indicator: b, bounds: [0]}") ==
               "i.yaml:6:30: tree.parts[1].bounds: has 1 items, but must have 2");
    BOOST_TEST(second("{indicator: b, bounds: [0, ten]}") ==
               "i.yaml:6:34: tree.parts[1].bounds[1]: `ten` is text, but must be a number");
    BOOST_TEST(second("{indicator: b, transform: log10}") == "i.yaml:6:7: tree.parts[1].bounds: is missing");
    BOOST_TEST(second("{indicator: b, bounds: [0, 1], higher_is: bad}") ==
               "i.yaml:6:49: tree.parts[1].higher_is: `bad` is not one of: worse, better");
    BOOST_TEST(
        second("{indicator: b, bounds: [1, 2], transform: log1}") ==
        "i.yaml:6:49: tree.parts[1].transform: `log1` is not one of: none, log10, log10_plus_1; did you "
        "mean `log10`?");
    BOOST_TEST(second("{indicator: [b], bounds: [1, 2]}") ==
               "i.yaml:6:19: tree.parts[1].indicator: is a list, but must be text or a whole number");
    BOOST_TEST(second("just words") ==
               "i.yaml:6:7: tree.parts[1]: `just words` is text, but must be a map (key: value)");
    BOOST_TEST(message("tree: {name: r, required: a, parts: [{indicator: a, bounds: [0, 1]}]}") ==
               "i.yaml:1:27: tree.required: `a` is text, but must be a list; write [a]");
}

BOOST_AUTO_TEST_CASE(a_mean_is_asked_for_where_parts_must_combine) {
    BOOST_TEST(
        message("tree: {name: r, parts: [{indicator: a, bounds: [0, 1]}, {indicator: b, bounds: [0, 1]}]}")
            .find("`r` does not say how its parts combine") != std::string::npos);
    BOOST_TEST(
        message("tree: {name: r, mean: median, parts: [{indicator: a, bounds: [0, 1]}]}") ==
        "i.yaml:1:23: tree.mean: `median` is not one of: arithmetic, geometric, inverted_geometric, maximum");
    BOOST_TEST(
        message("tree: {name: r, mean: geometrical, parts: [{indicator: a, bounds: [0, 1]}]}") ==
        "i.yaml:1:23: tree.mean: `geometrical` is not one of: arithmetic, geometric, inverted_geometric, "
        "maximum; did you mean `geometric`?");
}

BOOST_AUTO_TEST_CASE(what_the_tree_cannot_mean_is_told_with_its_place) {
    BOOST_TEST(message(with_leaf("{indicator: b, bounds: [0, 1], weight: -1}")) ==
               "i.yaml:6:46: tree.parts[1].weight: -1 must be at least 0");
    BOOST_TEST(
        message(with_leaf("{indicator: b, bounds: [3, 3]}")) ==
        "i.yaml:6:30: tree.parts[1].bounds: [3, 3] of `b` is no range; write two different numbers, the "
        "smaller first");
    BOOST_TEST(message(with_leaf("{indicator: a, bounds: [0, 3]}")) ==
               "i.yaml:6:19: tree.parts[1].indicator: the indicator `a` is used twice (first at "
               "i.yaml:5:19); use each indicator "
               "once");
    BOOST_TEST(message(with_leaf("{indicator: b, name: risk, bounds: [0, 3]}"))
                   .find("i.yaml:6:28: tree.parts[1].name") == 0U);
    BOOST_TEST(message(with_leaf("{name: b}")) ==
               "i.yaml:6:7: tree.parts[1].indicator: is missing\n"
               "i.yaml:6:7: tree.parts[1].bounds: is missing");
    BOOST_TEST(message("tree: {name: r, mean: maximum, parts: [{indicator: a, weight: 0, bounds: [0, 1]}]}")
                   .find("sum to zero") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(all_problems_come_at_once) {
    const std::string said =
        message(with_leaf("{indicator: b, bounds: [0], weight: -1, colour: red}") + "extra: 1\n");
    BOOST_TEST(std::ranges::count(said, '\n') == 3);
    for (const char* part : {"colour", "extra", "has 1 items", "-1"})
        BOOST_TEST(said.find(part) != std::string::npos, part);
}

BOOST_AUTO_TEST_CASE(outputs_are_independent_and_may_share_indicators) {
    const std::string text =
        "outputs:\n- {name: A, parts: [{indicator: x, bounds: [0, 1]}]}\n"
        "- {name: B, parts: [{indicator: x, bounds: [0, 1]}]}\n";
    const auto index = parse_index(text, "i.yaml");
    BOOST_TEST(index.outputs);
    BOOST_TEST(index.trees.size() == 2U);
    BOOST_TEST(message(text + "- {name: A, parts: [{indicator: y, bounds: [0, 1]}]}\n") ==
               "i.yaml:4:3: outputs[2].name: the output `A` is there twice (first at i.yaml:2:3); give each "
               "output a name of "
               "its own");
    BOOST_TEST(message(text + "tree: {name: r, parts: [{indicator: y, bounds: [0, 1]}]}")
                   .starts_with("i.yaml:1:1: outputs: unknown key"));
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_there_is_named) {
    BOOST_CHECK_THROW(read_index_file("no-such-index.yaml", "no-such-index.yaml"), Error);
}

BOOST_AUTO_TEST_CASE(the_library_knows_its_indices_by_name) {
    BOOST_TEST(shipped_index("demo").trees.at(0).name == "demo");
    BOOST_TEST(shipped_index("inform-sahel").trees.size() == 6U);
    try {
        shipped_index("mali-opendata");
        BOOST_TEST(false);
    } catch (const Error& error) {
        BOOST_TEST(error.problems().at(0).remedy == "did you mean `mali-open-data`?");
    }
}

BOOST_AUTO_TEST_CASE(the_default_index_for_mali_has_the_weights_of_the_notes) {
    const IndexTree tree = shipped_index("mali-open-data").trees.at(0);
    const IndexPlan p = plan(tree);
    const auto weights = effective_weights(p);
    const auto weight = [&](const char* name) { return weights.at(static_cast<std::size_t>(p.find(name))); };
    BOOST_TEST(p.leaves.size() == 15U);
    const auto nearly = boost::test_tools::tolerance(1e-12);
    BOOST_TEST(weight("hazard_exposure") == 1.0 / 3, nearly);
    BOOST_TEST(weight("conflict_class") == 1.0 / 12, nearly);
    BOOST_TEST(weight("poor_growing_season_class") == 1.0 / 12, nearly);
    BOOST_TEST(weight("food_phase3plus_recurrence") == 1.0 / 24, nearly);
    // About 29 % of the weight varies inside a cercle.
    BOOST_TEST(weight("villages_near_river_share") + weight("health") + weight("branch_distance_km") ==
                   0.29166666666666669,
               nearly);
    BOOST_TEST(scale(*find(tree.root, "food_phase3plus_share"), 20) == 5, nearly);
    BOOST_TEST(scale(*find(tree.root, "displaced_people"), 100) == 0);
    BOOST_TEST(scale(*find(tree.root, "residents_per_cscom"), 5000) == 0);
    BOOST_TEST(scale(*find(tree.root, "aid_events"), 0) == 0);
    for (const IndexNode& node : p.nodes)
        BOOST_TEST((!node.label_fr.empty() || (!node.words_fr.empty() && !node.words_en.empty())), node.name);
}

BOOST_AUTO_TEST_SUITE_END()
