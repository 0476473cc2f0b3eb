// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/text_file.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <boost/test/unit_test.hpp>
#include <djoliba/engine/error.hpp>

#include "../problems.hpp"
#include "writing_support.hpp"

using namespace djoliba;
using namespace writing;
namespace fs = std::filesystem;

namespace {

using Names = std::set<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(text_file)

BOOST_AUTO_TEST_CASE(a_file_appears_whole_when_it_is_finished) {
    const TempDir dir;
    TextFile file(dir / "t.csv");
    file.write("a,b\n");
    BOOST_TEST(!fs::exists(dir / "t.csv"));
    file.write("1,2\n");
    file.finish();
    BOOST_TEST(file_bytes(dir / "t.csv") == "a,b\n1,2\n");
    BOOST_TEST((dir.names() == Names{"t.csv"}));
}

BOOST_AUTO_TEST_CASE(what_is_longer_than_the_buffer_is_written_in_order) {
    const TempDir dir;
    std::string expected;
    TextFile file(dir / "t.csv");
    for (int line = 0; line < 300'000; ++line) {
        const auto text = std::to_string(line) + '\n';
        expected += text;
        file.write(text);
    }
    BOOST_REQUIRE_GT(expected.size(), 1U << 20);
    file.finish();
    BOOST_TEST((file_bytes(dir / "t.csv") == expected));
}

BOOST_AUTO_TEST_CASE(one_that_is_not_finished_leaves_no_trace_and_what_stood_there_stays) {
    const TempDir dir;
    dir.write("t.csv", "before");
    {
        TextFile(dir / "t.csv").write("after");
    }
    BOOST_TEST(file_bytes(dir / "t.csv") == "before");
    BOOST_TEST((dir.names() == Names{"t.csv"}));
    TextFile file(dir / "t.csv");
    file.finish();  // empty, and finished
    BOOST_TEST(file_bytes(dir / "t.csv") == "");
}

BOOST_AUTO_TEST_CASE(a_write_that_fails_keeps_what_stood_there) {
    const TempDir dir;
    dir.write("t.csv", "before");
    {
        const FileSizeLimit limit(1000);
        TextFile file(dir / "t.csv");
        file.write(std::string(2000, 'x'));
        BOOST_TEST(mentions(problem_of([&] { file.finish(); }), "t.csv: cannot be written"));
    }
    BOOST_TEST(file_bytes(dir / "t.csv") == "before");
    BOOST_TEST((dir.names() == Names{"t.csv"}));
}

BOOST_AUTO_TEST_CASE(the_file_behind_a_link_is_replaced_and_the_link_stays) {
    const TempDir dir;
    fs::create_directory(dir / "elsewhere");
    dir.write("elsewhere/real.csv", "before");
    fs::create_symlink("elsewhere/real.csv", dir / "link.csv");
    TextFile file(dir / "link.csv");
    file.write("after");
    file.finish();
    BOOST_TEST(fs::is_symlink(dir / "link.csv"));
    BOOST_TEST(file_bytes(dir / "elsewhere/real.csv") == "after");
    BOOST_TEST((dir.names() == Names{"elsewhere", "elsewhere/real.csv", "link.csv"}));
}

BOOST_AUTO_TEST_CASE(a_pipe_is_written_to_where_it_is) {
    const TempDir dir;
    const auto pipe = dir / "pipe";
    BOOST_REQUIRE_EQUAL(mkfifo(pipe.c_str(), 0600), 0);
    const int reader = open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
    TextFile file(pipe);
    file.write("text");
    file.finish();
    std::array<char, 16> got{};
    BOOST_TEST(read(reader, got.data(), got.size()) == 4);
    close(reader);
    BOOST_TEST(std::string(got.data()) == "text");
    BOOST_TEST(fs::is_fifo(pipe));
}

BOOST_AUTO_TEST_CASE(a_place_where_nothing_can_be_written_is_named) {
    const TempDir dir;
    dir.write("file", "text");
    for (const char* place : {"absent/t.csv", "file/t.csv"})
        BOOST_TEST(
            mentions(problem_of([&] { TextFile(dir / place); }), std::string(place) + ": cannot be written"),
            place);
    fs::create_directory(dir / "folder");
    BOOST_CHECK_THROW(TextFile(dir / "folder"), Error);
    BOOST_TEST((dir.names() == Names{"file", "folder"}));
}

BOOST_AUTO_TEST_SUITE_END()
