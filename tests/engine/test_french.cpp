// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/french.hpp>

using namespace djoliba;

BOOST_AUTO_TEST_SUITE(french)

BOOST_AUTO_TEST_CASE(what_varies_is_put_into_the_french_sentence) {
    BOOST_TEST(in_french("no row in the source") == "aucune ligne dans la source");
    BOOST_TEST(in_french("repaired code ML1004 is Tidermene, not Menaka") ==
               "le code réparé ML1004 est Tidermene, et non Menaka");
    BOOST_TEST(in_french("2 of its 5 parts have no figure of their own") ==
               "2 de ses 5 parties n'ont pas de chiffre propre");
    BOOST_TEST(in_french("known only for 4 units together") == "connu seulement pour 4 unités ensemble");
    BOOST_TEST(in_french("known only for Gao") == "connu seulement pour Gao");
}

BOOST_AUTO_TEST_CASE(months_levels_and_decimals_in_it_are_french_too) {
    BOOST_TEST(in_french("not in the exercise of June-August 2024") ==
               "absent de l'exercice de juin-août 2024");
    BOOST_TEST(in_french("points outside every region") == "points hors de tout niveau région");
    BOOST_TEST(in_french("5 km is finer than the cells of 18.5 km") ==
               "5 km est plus fin que les mailles de 18,5 km");
}

BOOST_AUTO_TEST_CASE(what_the_catalogue_does_not_have_stays) {
    for (const char* text : {"", "Ours are of 2021.", "known only for", "points outside every "})
        BOOST_TEST(in_french(text) == text);
}

BOOST_AUTO_TEST_CASE(every_sentence_finds_its_own_french) {
    for (const Sentence& s : french_sentences()) {
        std::string en(s.en), fr(s.fr);
        for (char mark = '0'; en.find("{}") != en.npos; ++mark) {
            const std::string filler = std::string("Q") + mark + "z";
            en.replace(en.find("{}"), 2, filler);
            const std::string place = std::string("{") + mark + "}";
            if (const auto at = fr.find(place); at != fr.npos) fr.replace(at, 3, filler);
        }
        BOOST_TEST(fr.find('{') == fr.npos, s.fr);
        BOOST_TEST(in_french(en) == fr);
    }
}

BOOST_AUTO_TEST_SUITE_END()
