// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/vintage.hpp>

#include "../problems.hpp"

using namespace djoliba;

namespace {

std::string frame(const std::vector<CodedName>& units, Extent extent = Extent::part) {
    return recognise_vintage(units, "t.csv", extent).frame;
}

std::vector<CodedName> regions(int count) {
    std::vector<CodedName> units;
    for (int i = 1; i <= count; ++i) units.push_back({(i < 10 ? "ML0" : "ML") + std::to_string(i)});
    return units;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(vintage)

BOOST_AUTO_TEST_CASE(nothing_and_foreign_codes_have_no_frame) {
    BOOST_TEST(frame({}) == "");
    const auto found = recognise_vintage({{"SY0101"}, {"BF54"}, {"BF54"}}, "t.csv");
    BOOST_TEST(found.frame == "");
    BOOST_TEST(found.foreign == 3);
    BOOST_TEST(found.foreign_examples.size() == 2U);
    BOOST_TEST(mentions(found.evidence, "no code has the form"));
}

BOOST_AUTO_TEST_CASE(the_forms_of_codes) {
    BOOST_TEST((code_form("") == CodeForm::empty));
    BOOST_TEST((code_form("ML05") == CodeForm::mali));
    BOOST_TEST((code_form("ML050501") == CodeForm::mali));
    BOOST_TEST((code_form("ML050501 ") == CodeForm::foreign));
    BOOST_TEST((code_form("ML05050") == CodeForm::foreign));
    BOOST_TEST((code_form("MLI05") == CodeForm::foreign));
    BOOST_TEST((code_form("ML010101001") == CodeForm::foreign));
    BOOST_TEST((code_form("MLI-XXX") == CodeForm::placeholder));
    BOOST_TEST((code_form("ML21") == CodeForm::placeholder));
}

BOOST_AUTO_TEST_CASE(codes_that_fit_both_frames_tell_nothing) {
    const auto found = recognise_vintage({{"ML01", "Kayes"}, {"ML0104", "Kenieba"}, {"ML010401"}}, "t.csv");
    BOOST_TEST(found.frame == "");
    BOOST_TEST(mentions(found.evidence, "more than one frame"));
}

BOOST_AUTO_TEST_CASE(a_code_that_one_frame_alone_has_tells) {
    BOOST_TEST(frame({{"ML0704"}}) == frame_2015);
    BOOST_TEST(frame({{"ML0103"}, {"ML1001"}}) == frame_2016);
    BOOST_TEST(frame({{"ML10"}}) == frame_2016);
    BOOST_TEST(frame({{"ML010129"}}) ==
               frame_2015);  // Kayes has 29 communes there; Bafoulabe, its successor, has 13
    BOOST_TEST(frame({{"ML010328"}}) == frame_2016);
}

BOOST_AUTO_TEST_CASE(a_name_tells_where_codes_do_not) {
    BOOST_TEST(frame({{"ML0101", "Kayes"}}) == frame_2015);
    BOOST_TEST(frame({{"ML0101", "BAFOULABE"}}) == frame_2016);
    BOOST_TEST(frame({{"ML0101", "Somewhere"}}) == "");
    BOOST_TEST(frame({{"ML0401", "Baroueli"}}) == "");
}

BOOST_AUTO_TEST_CASE(the_reform_of_2023_is_known_by_its_regions) {
    BOOST_TEST(frame({{"ML09", "Taoudénit"}}) == frame_2023);
    BOOST_TEST(frame({{"ML13", "Dioïla"}}) == frame_2023);
    BOOST_TEST(frame({{"ML20", "Bamako"}, {"ML0101", "Bafoulabe"}}) == frame_2023);
    BOOST_TEST(frame(regions(20)) == frame_2023);
    BOOST_TEST(frame({{"ML21", "PDI land"}}) == "");
}

BOOST_AUTO_TEST_CASE(nine_regions_of_a_whole_country_are_the_frame_of_2015) {
    BOOST_TEST(frame(regions(9)) == "");
    BOOST_TEST(frame(regions(9), Extent::whole_country) == frame_2015);
    BOOST_TEST(frame(regions(10), Extent::whole_country) == frame_2016);
}

BOOST_AUTO_TEST_CASE(a_mixture_of_frames_is_refused) {
    try {
        frame({{"ML0704", "Menaka"}, {"ML0101", "Bafoulabe"}});
        BOOST_ERROR("no error");
    } catch (const Error& e) {
        const auto said = to_string(e.problems().front());
        BOOST_TEST(mentions(said, "t.csv"));
        BOOST_TEST(mentions(said, "ML0704"));
        BOOST_TEST(mentions(said, "ML0101"));
        BOOST_TEST(mentions(said, "stands_for"));
    }
    BOOST_CHECK_THROW(frame({{"ML09", "Bamako"}, {"ML13", "Dioila"}}), Error);
}

BOOST_AUTO_TEST_CASE(a_claim_is_checked_and_fills_in_what_codes_do_not_tell) {
    const auto found = recognise_vintage({{"ML1001"}}, "t.csv");
    BOOST_TEST(settle_vintage("", found, "t.csv") == frame_2016);
    BOOST_TEST(settle_vintage("2016-frame", found, "t.csv") == frame_2016);
    BOOST_TEST(settle_vintage("2016-frame", {}, "t.csv") == frame_2016);
    BOOST_TEST(settle_vintage("", {}, "t.csv") == "");
    try {
        settle_vintage("2023-frame", found, "t.csv");
        BOOST_ERROR("no error");
    } catch (const Error& e) {
        BOOST_TEST(mentions(e.what(), "declared as 2023-frame"));
        BOOST_TEST(mentions(e.what(), "ML1001"));
    }
}

BOOST_AUTO_TEST_CASE(a_code_with_the_name_of_another_cercle_tells_whose_it_is) {
    BOOST_TEST(cercle_instead(frame_2016, {"ML1004", "Menaka"}) == "Tidermene");
    BOOST_TEST(cercle_instead(frame_2016, {"ML0102", "Nioro"}) == "Diema");
    BOOST_TEST(cercle_instead(frame_2015, {"ML0102", "Diema"}) == "Bafoulabe");
    BOOST_TEST(cercle_instead(frame_2016, {"ML0102", "Di\u00e9ma"}).empty());
    BOOST_TEST(cercle_instead(frame_2016, {"ML0102", "Somewhere"}).empty());  // a spelling, for all we know
    BOOST_TEST(cercle_instead(frame_2016, {"ML9999", "Nioro"}).empty());
    BOOST_TEST(cercle_instead(frame_2023, {"ML0102", "Nioro"}).empty());  // its codes are not known here
    BOOST_TEST(cercle_instead("", {"ML0102", "Nioro"}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
