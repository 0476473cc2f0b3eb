// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/digest.hpp>

#include "../temp_dir.hpp"

using namespace djoliba;

BOOST_AUTO_TEST_SUITE(digest)

BOOST_AUTO_TEST_CASE(the_digest_of_nothing_and_of_abc_are_those_of_the_standard) {
    BOOST_TEST(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    BOOST_TEST(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

BOOST_AUTO_TEST_CASE(a_file_and_its_bytes_have_the_same_digest) {
    const TempDir dir;
    const std::string bytes(2500000, '\0');
    BOOST_TEST(sha256_file(dir.write("zeros", bytes)) == sha256(bytes));
    BOOST_TEST(sha256_file(dir.write("empty", "")) == sha256(""));
}

BOOST_AUTO_TEST_CASE(a_missing_file_or_a_folder_is_an_error) {
    const TempDir dir;
    BOOST_CHECK_THROW(sha256_file(dir / "none"), Error);
    BOOST_CHECK_THROW(sha256_file(dir.path()), Error);
}

BOOST_AUTO_TEST_SUITE_END()
