// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>

using namespace djoliba;

BOOST_AUTO_TEST_SUITE(errors)

BOOST_AUTO_TEST_CASE(a_problem_in_words_leaves_out_what_is_empty) {
    BOOST_TEST(to_string({"a.csv:3", "people", "-5 is negative", "correct it"}) ==
               "a.csv:3: people: -5 is negative; correct it");
    BOOST_TEST(to_string({"", "people", "negative", ""}) == "people: negative");
    BOOST_TEST(to_string({"a.csv", "", "the file is empty", ""}) == "a.csv: the file is empty");
    BOOST_TEST(to_string({"", "", "negative", "correct it"}) == "negative; correct it");
}

BOOST_AUTO_TEST_CASE(an_error_carries_every_problem_in_order_one_a_line) {
    const Error two(std::vector<Problem>{{"a.csv", "", "one", ""}, {"b.csv", "k", "two", "mend it"}});
    BOOST_TEST(std::string(two.what()) == "a.csv: one\nb.csv: k: two; mend it");
    BOOST_REQUIRE_EQUAL(two.problems().size(), 2U);
    BOOST_TEST(two.problems()[1].remedy == "mend it");
    const Error one(Problem{"", "", "alone", ""});
    BOOST_TEST(std::string(one.what()) == "alone");
    BOOST_TEST(one.problems().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_call_that_was_stopped_is_no_wrong_input) {
    const auto stop = [] { throw Cancelled(); };
    BOOST_CHECK_THROW(stop(), std::runtime_error);
    BOOST_CHECK_EXCEPTION(stop(), std::exception,
                          [](const std::exception& e) { return dynamic_cast<const Error*>(&e) == nullptr; });
}

BOOST_AUTO_TEST_SUITE_END()
