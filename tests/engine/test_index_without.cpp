// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/index_without.hpp>

using namespace djoliba;
using boost::test_tools::tolerance;

namespace {

IndexNode leaf(const std::string& indicator, double weight) {
    IndexNode node;
    node.indicator = indicator;
    node.weight = weight;
    return node;
}

IndexNode node(const std::string& name, double weight, std::vector<IndexNode> parts, double minimum_share = 0,
               std::vector<std::string> required = {}) {
    IndexNode made;
    made.name = name;
    made.weight = weight;
    made.parts = std::move(parts);
    made.minimum_share = minimum_share;
    made.required = std::move(required);
    return made;
}

/// a and b make x (half of the index); c and d, of 1 and 3, make y.
IndexTree tree_of(double minimum_share, std::vector<std::string> required = {}) {
    IndexTree tree{.name = "t"};
    tree.root =
        node("risk", 1,
             {node("x", 1, {leaf("a", 1), leaf("b", 1)}, 0.5), node("y", 1, {leaf("c", 1), leaf("d", 3)})},
             minimum_share, std::move(required));
    return tree;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(index_without)

BOOST_AUTO_TEST_CASE(nothing_changes_without_anything_taken) {
    const ReducedIndex r = without(tree_of(0.6), {"other"});
    BOOST_TEST(r.ranks());
    BOOST_TEST(r.weight_taken == 0);
    BOOST_TEST(r.lost.empty());
    BOOST_TEST(r.tree.root.parts.size() == 2);
    BOOST_TEST(r.tree.root.minimum_share == 0.6);
}

// A leaf that is known nowhere has weight 0: what remains of its node is all that counts.
BOOST_AUTO_TEST_CASE(a_leaf_counts_for_nothing) {
    const ReducedIndex r = without(tree_of(1), {"a"});
    BOOST_TEST(r.ranks());
    BOOST_TEST(r.weight_taken == 0.25, tolerance(1e-12));
    BOOST_TEST(r.tree.root.parts[0].parts.size() == 1);
    BOOST_TEST(r.tree.root.parts[0].minimum_share == 0.5);
    BOOST_TEST(r.tree.root.minimum_share == 1);
}

// A node without parts is missing, and stays a missing half of the node above.
BOOST_AUTO_TEST_CASE(a_node_without_parts_is_missing) {
    const ReducedIndex kept = without(tree_of(0.5), {"a", "b"});
    BOOST_TEST(kept.ranks());
    BOOST_TEST(kept.tree.root.parts.size() == 1);
    BOOST_TEST(kept.tree.root.minimum_share == 1, tolerance(1e-12));  // 0.5 of 2 is all of the 1 that is left
    BOOST_TEST(kept.lost == (std::vector<std::string>{"`x` has no part left"}),
               boost::test_tools::per_element());
    const ReducedIndex lost = without(tree_of(0.67), {"a", "b"});
    BOOST_TEST(!lost.ranks());
    BOOST_TEST(lost.lost.back() == "`risk` has 50 % of its weight left and asks for 67 %");
}

BOOST_AUTO_TEST_CASE(a_required_part_must_be_there) {
    const ReducedIndex r = without(tree_of(0, {"y"}), {"c", "d"});
    BOOST_TEST(!r.ranks());
    BOOST_TEST(r.weight_taken == 0.5, tolerance(1e-12));
    BOOST_TEST(r.lost.back() == "`risk` requires `y`");
}

BOOST_AUTO_TEST_SUITE_END()
