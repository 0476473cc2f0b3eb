// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/staging.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <djoliba/engine/error.hpp>
#include <optional>

#include "../problems.hpp"
#include "writing_support.hpp"

using namespace djoliba;
using namespace writing;
namespace fs = std::filesystem;

namespace {

using Names = std::set<std::string>;

std::string problem_of(const fs::path& directory) {
    return all_problems_of([&] { check_output_directory(directory); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(staging)

BOOST_AUTO_TEST_CASE(a_directory_below_a_regular_file_is_refused_and_the_file_named) {
    const TempDir dir;
    write_text(dir / "notes.txt", "x");
    const std::string problem = problem_of(dir / "notes.txt/run/one");
    BOOST_TEST(mentions(problem, "notes.txt is not a directory"), problem);
    BOOST_TEST(mentions(problem_of(dir / "notes.txt"), "it is not a directory"));
    BOOST_CHECK_THROW(Staging(dir / "notes.txt/run"), Error);
    BOOST_TEST(dir.names() == Names{"notes.txt"});
}

BOOST_AUTO_TEST_CASE(an_empty_name_and_a_dangling_link_are_refused) {
    const TempDir dir;
    fs::create_symlink(dir / "nowhere", dir / "link");
    BOOST_TEST(mentions(problem_of(""), "has no name"));
    BOOST_TEST(mentions(problem_of(dir / "link"), "not a directory"));
}

BOOST_AUTO_TEST_CASE(a_directory_that_cannot_be_written_to_is_refused) {
    const TempDir dir;
    fs::permissions(dir.path(), fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read |
                                    fs::perms::others_exec);
    const bool root = geteuid() == 0;
    if (root) BOOST_REQUIRE(seteuid(65534) == 0);
    const std::string problem = problem_of(dir / "run");
    if (root) BOOST_REQUIRE(seteuid(0) == 0);
    fs::permissions(dir.path(), fs::perms::owner_all);
    BOOST_TEST(mentions(problem, "Permission denied"), problem);
}

BOOST_AUTO_TEST_CASE(checking_creates_nothing) {
    const TempDir dir;
    BOOST_TEST(problem_of(dir / "a/b/c") == "");
    BOOST_TEST(dir.names().empty());
}

BOOST_AUTO_TEST_CASE(without_commit_no_trace_is_left_not_even_the_parents_it_made) {
    const TempDir dir;
    {
        Staging run(dir / "a/b");
        write_text(run.path("ranking.csv"), "x");
        BOOST_TEST(!fs::exists(dir / "a/b"));
    }
    BOOST_TEST(dir.names().empty());
}

BOOST_AUTO_TEST_CASE(a_new_directory_appears_whole_at_commit_and_others_may_read_it) {
    const TempDir dir;
    const mode_t before = umask(022);
    Staging run(dir / "a/b/");
    write_text(run.path("ranking.csv"), "x");
    write_text(run.path("maps/flood.tif"), "y");
    run.commit();
    umask(before);
    BOOST_TEST(dir.names() == (Names{"a", "a/b", "a/b/ranking.csv", "a/b/maps", "a/b/maps/flood.tif"}));
    const auto others = fs::status(dir / "a/b").permissions() & fs::perms::others_read;
    BOOST_TEST((others != fs::perms::none));
}

BOOST_AUTO_TEST_CASE(a_second_run_replaces_its_files_and_keeps_foreign_ones) {
    const TempDir dir;
    write_text(dir / "ranking.csv", "old");
    write_text(dir / "my notes.txt", "mine");
    Staging run(dir.path());
    write_text(run.path("ranking.csv"), "new");
    BOOST_TEST(file_bytes(dir / "ranking.csv") == "old");
    run.commit();
    BOOST_TEST(file_bytes(dir / "ranking.csv") == "new");
    BOOST_TEST(dir.names() == (Names{"ranking.csv", "my notes.txt"}));
}

BOOST_AUTO_TEST_CASE(files_that_only_the_former_manifest_lists_are_removed) {
    const TempDir dir;
    fs::create_directory(dir / "maps");
    write_text(dir / "run.json", R"({"outputs": ["ranking.csv", {"file": "maps/flood.tif"}, {"other": 1}]})");
    write_text(dir / "ranking.csv", "old");
    write_text(dir / "maps/flood.tif", "old");
    write_text(dir / "foreign.csv", "mine");
    Staging run(dir.path());
    write_text(run.path("ranking.csv"), "new");
    write_text(run.path("run.json"), R"({"outputs": ["ranking.csv"]})");
    run.commit();
    BOOST_TEST(dir.names() == (Names{"run.json", "ranking.csv", "foreign.csv"}));
    BOOST_TEST(file_bytes(dir / "run.json") == R"({"outputs": ["ranking.csv"]})");
}

BOOST_AUTO_TEST_CASE(a_manifest_cannot_make_us_remove_anything_outside_or_a_directory) {
    const TempDir dir;
    fs::create_directories(dir / "out/maps");
    write_text(dir / "precious.txt", "x");
    write_text(dir / "out/maps/foreign.tif", "x");
    const std::string absolute = (dir / "precious.txt").string();
    write_text(
        dir / "out/run.json",
        R"({"outputs": ["../precious.txt", "maps", ".", "", "run.json", "maps/../../precious.txt", ")" +
            absolute + "\"]}");
    Staging run(dir / "out");
    write_text(run.path("run.json"), "{}");
    run.commit();
    BOOST_TEST(dir.names() ==
               (Names{"precious.txt", "out", "out/run.json", "out/maps", "out/maps/foreign.tif"}));
}

BOOST_AUTO_TEST_CASE(without_a_new_manifest_and_with_a_broken_one_nothing_is_removed) {
    const TempDir dir;
    write_text(dir / "run.json", R"({"outputs": ["old.csv"]})");
    write_text(dir / "old.csv", "x");
    {
        Staging tool(dir.path());
        write_text(tool.path("table.csv"), "x");
        tool.commit();
    }
    BOOST_TEST(dir.names() == (Names{"run.json", "old.csv", "table.csv"}));
    write_text(dir / "run.json", "not json");
    Staging run(dir.path());
    write_text(run.path("run.json"), "{}");
    run.commit();
    BOOST_TEST(dir.names() == (Names{"run.json", "old.csv", "table.csv"}));
}

BOOST_AUTO_TEST_CASE(a_directory_in_the_place_of_a_result_stops_the_commit_before_anything_is_replaced) {
    const TempDir dir;
    write_text(dir / "a.csv", "old");
    fs::create_directory(dir / "b.csv");
    {
        Staging run(dir.path());
        write_text(run.path("a.csv"), "new");
        write_text(run.path("b.csv"), "new");
        BOOST_CHECK_THROW(run.commit(), Error);
    }
    BOOST_TEST(file_bytes(dir / "a.csv") == "old");
    BOOST_TEST(dir.names() == (Names{"a.csv", "b.csv"}));
}

BOOST_AUTO_TEST_CASE(names_that_lead_out_of_the_directory_are_refused) {
    const TempDir dir;
    Staging run(dir.path());
    for (const char* name : {"", ".", "..", "../x", "a/../../x", "/etc/x", "a/"})
        BOOST_CHECK_THROW(run.path(name), Error);
}

BOOST_AUTO_TEST_CASE(what_a_killed_run_left_is_swept_and_what_a_living_one_uses_is_not) {
    const TempDir dir;
    fs::create_directory(dir / ".djoliba-partial-1-0");
    write_text(dir / ".djoliba-partial-1-0/ranking.csv", "half");
    std::optional<Staging> first, second;
    first.emplace(dir / "one");
    BOOST_TEST(!fs::exists(dir / ".djoliba-partial-1-0"));
    write_text(first->path("a"), "x");
    second.emplace(dir / "two");
    write_text(second->path("a"), "x");
    first->commit();
    second->commit();
    BOOST_TEST(dir.names() == (Names{"one", "one/a", "two", "two/a"}));
}

BOOST_AUTO_TEST_CASE(a_write_that_fails_names_the_file_and_the_reason_and_leaves_no_file) {
    const TempDir dir;
    {
        const FileSizeLimit limit(1000);
        try {
            write_text(dir / "big.txt", std::string(5000, 'x'));
            BOOST_ERROR("no error");
        } catch (const Error& error) {
            BOOST_TEST(mentions(error.what(), "big.txt: cannot be written: File too large"), error.what());
        }
    }
    BOOST_TEST(dir.names().empty());
    BOOST_CHECK_EXCEPTION(write_text("/dev/full", "x"), Error, [](const Error& error) {
        return mentions(error.what(), "the disk is full (No space left on device); free some space");
    });
    BOOST_TEST(fs::exists("/dev/full"));
}

BOOST_AUTO_TEST_CASE(errors_name_a_staged_file_as_the_user_knows_it) {
    const TempDir dir;
    Staging run(dir / "run");
    const fs::path file = run.path("maps/notes.txt");
    const FileSizeLimit limit(10);
    BOOST_CHECK_EXCEPTION(write_text(file, std::string(50, 'x')), Error,
                          [](const Error& error) { return error.problems()[0].where == "maps/notes.txt"; });
}

BOOST_AUTO_TEST_SUITE_END()
