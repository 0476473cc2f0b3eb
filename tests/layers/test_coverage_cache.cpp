// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/coverage_cache.hpp>

#include <cmath>
#include <fstream>
#include <thread>

#include <boost/test/unit_test.hpp>

#include "../temp_dir.hpp"

using namespace djoliba;
namespace fs = std::filesystem;

namespace {

const std::vector<Grid> cells{{0, 4, 1, 1, 4, 4}};
const AnalysisGrid grid = analysis_grid(cells, Box{0, 0, 4, 4});

std::vector<MultiPolygon> shapes(double east = 3.25) {
    return {{{{{0.5, 0.5}, {east, 0.5}, {east, 3.5}, {0.5, 3.5}, {0.5, 0.5}}}}, {}};
}

std::vector<fs::path> kept(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back(entry.path());
    return files;
}

std::vector<std::byte> bytes(const std::vector<MultiPolygon>& of, const CoverageCache& cache,
                             Rows rows = {0, 4}) {
    return to_bytes(cached_coverage(of, grid, cache)->rows(rows, {}));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(coverage_cache)

BOOST_AUTO_TEST_CASE(what_is_read_is_what_was_made) {
    const TempDir dir;
    const CoverageCache cache{dir / "cache"};
    const auto made = bytes(shapes(), cache);
    BOOST_TEST((made == to_bytes(cover(shapes(), grid))));
    const auto files = kept(cache.folder);
    BOOST_REQUIRE(files.size() == 1U);
    const auto written = fs::last_write_time(files[0]);
    BOOST_TEST((bytes(shapes(), cache) == made));
    BOOST_TEST((fs::last_write_time(files[0]) == written));  // read, not made again
}

BOOST_AUTO_TEST_CASE(a_cached_band_is_really_read) {
    const TempDir dir;
    const CoverageCache cache{dir / "cache"};
    const auto two = shapes(2.25);
    const auto other = bytes(two, cache);
    const auto mine = kept(cache.folder);
    const auto three = shapes(3.25);
    bytes(three, cache);
    BOOST_REQUIRE(kept(cache.folder).size() == 2U);
    // Another coverage put in its place is taken: the file was read.
    for (const auto& file : kept(cache.folder))
        if (file != mine[0]) fs::copy_file(mine[0], file, fs::copy_options::overwrite_existing);
    BOOST_TEST((bytes(three, cache) == other));
}

BOOST_AUTO_TEST_CASE(a_changed_boundary_grid_or_band_does_not_meet_an_old_one) {
    const TempDir dir;
    const CoverageCache cache{dir / "cache"};
    bytes(shapes(3.25), cache);
    const auto moved = std::nextafter(3.25, 4);
    BOOST_TEST((bytes(shapes(moved), cache) == to_bytes(cover(shapes(moved), grid))));
    BOOST_TEST(kept(cache.folder).size() == 2U);
    const auto whole = shapes();
    BOOST_TEST((bytes(whole, cache, {1, 3}) == to_bytes(coverage_of(whole, grid)->rows({1, 3}, {}))));
    BOOST_TEST(kept(cache.folder).size() == 3U);
    const AnalysisGrid other{{0, 1, 2, 3, 4}, {4, 3, 2, 1.5, 0}};
    BOOST_TEST(coverage_key(whole, other) != coverage_key(whole, grid));
    // Two shapes of one ring each are not one shape of two.
    const Ring a{{0, 0}, {1, 0}, {1, 1}, {0, 0}}, b{{2, 2}, {3, 2}, {3, 3}, {2, 2}};
    BOOST_TEST(coverage_key(std::vector<MultiPolygon>{{{a}}, {{b}}}, grid) !=
               coverage_key(std::vector<MultiPolygon>{{{a}, {b}}}, grid));
    BOOST_TEST(coverage_key(std::vector<MultiPolygon>{{{a}, {b}}}, grid) !=
               coverage_key(std::vector<MultiPolygon>{{{a, b}}}, grid));
}

BOOST_AUTO_TEST_CASE(a_damaged_or_foreign_file_is_made_again) {
    const TempDir dir;
    const CoverageCache cache{dir / "cache"};
    const auto made = bytes(shapes(), cache);
    const auto file = kept(cache.folder).at(0);
    for (const std::string text : {"", "short", "DJCOVER2 and then something else that is long enough"}) {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
        BOOST_TEST((bytes(shapes(), cache) == made));
        BOOST_TEST(fs::file_size(file) == made.size());
    }
}

BOOST_AUTO_TEST_CASE(a_folder_that_cannot_be_written_fails_no_run) {
    const TempDir dir;
    const auto file = dir.write("occupied", "a file where the folder should be");
    BOOST_TEST((bytes(shapes(), {file}) == to_bytes(cover(shapes(), grid))));
    BOOST_TEST((bytes(shapes(), {}) == to_bytes(cover(shapes(), grid))));
}

BOOST_AUTO_TEST_CASE(the_cache_keeps_to_its_size_and_drops_what_was_not_used_for_longest) {
    const TempDir dir;
    const auto one = bytes(shapes(1.5), {dir / "cache"});
    const CoverageCache small{dir / "cache", 2 * one.size() + 10};
    for (const double east : {1.5, 1.6, 1.7, 1.8}) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        bytes(shapes(east), small);
        bytes(shapes(1.5), small);
    }
    BOOST_TEST(kept(small.folder).size() == 2U);
    const auto again = shapes(1.5);
    BOOST_TEST(fs::exists(small.folder / coverage_key(again, grid)));
}

BOOST_AUTO_TEST_SUITE_END()
