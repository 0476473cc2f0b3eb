// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/exposure_sums.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <thread>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>

#include "overlay_fixture.hpp"

using namespace djoliba;
using namespace djoliba::testing;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
using Values = std::vector<double>;
using Joints = std::vector<std::vector<std::size_t>>;
const Grid two_by_two{0, 2, 1, 1, 2, 2};
const Grid row_of_eight{0, 1, 1, 1, 8, 1};

std::unique_ptr<RasterSource> raster(const Values& values, const Grid& grid = two_by_two) {
    return memory_raster(grid, "EPSG:4326", values);
}

/// A raster that claims blocks of another shape.
struct Tiled : RasterSource {
    Tiled(const RasterSource& all, Window stored) : inner(all), shape(stored) {}
    const Grid& grid() const override { return inner.grid(); }
    const std::string& crs() const override { return inner.crs(); }
    const std::string& name() const override { return inner.name(); }
    Window block() const override { return shape; }
    bool fits_float() const override { return inner.fits_float(); }
    std::unique_ptr<BlockReader> open() const override { return inner.open(); }
    const RasterSource& inner;
    Window shape;
};

/// A raster whose reader tells the value of windows of one value, as that of a file does.
struct Told : Tiled {
    using Tiled::Tiled;
    struct Reader : BlockReader {
        explicit Reader(std::unique_ptr<BlockReader> all) : inner(std::move(all)) {}
        void read(const Window& w, std::span<float> out) override { inner->read(w, out); }
        void read(const Window& w, std::span<double> out) override { inner->read(w, out); }
        std::optional<double> uniform(const Window& w) override {
            Values v(static_cast<std::size_t>(w.size()));
            inner->read(w, std::span(v));
            const bool same = std::ranges::all_of(
                v, [&](double x) { return x == v[0] || (std::isnan(x) && std::isnan(v[0])); });
            return same ? std::optional(v[0]) : std::nullopt;
        }
        std::unique_ptr<BlockReader> inner;
    };
    std::unique_ptr<BlockReader> open() const override { return std::make_unique<Reader>(inner.open()); }
};

/// Squares of 8 cells of one value, often 0 or none, some of single values with gaps.
Values patches(std::mt19937_64& random, const Grid& g, double most) {
    std::uniform_int_distribution<int> kind(0, 5);
    std::uniform_real_distribution<float> value(0, static_cast<float>(most));
    Values v(static_cast<std::size_t>(g.cols * g.rows), 0);
    for (std::int64_t row = 0; row < g.rows; row += 8)
        for (std::int64_t col = 0; col < g.cols; col += 8) {
            const int k = kind(random);
            const double one = value(random);
            for (std::int64_t r = row; r < std::min(row + 8, g.rows); ++r)
                for (std::int64_t c = col; c < std::min(col + 8, g.cols); ++c) {
                    const double each = kind(random) < 4 ? 0 : kind(random) < 1 ? missing : value(random);
                    v[static_cast<std::size_t>(r * g.cols + c)] = k < 2    ? 0
                                                                  : k == 2 ? missing
                                                                  : k == 3 ? one
                                                                           : each;
                }
        }
    return v;
}

std::string all_units(const ExposureSums& sums) {
    std::string text;
    const auto list = [&](const std::vector<FixedSum>& some) {
        for (const FixedSum& s : some) text += s.units() + " ";
    };
    list(sums.people_total);
    list(sums.cells);
    list(sums.cells_people_unknown);
    for (const auto& h : sums.hazards) {
        for (const BinSums* bins : {&h.people, &h.people_intensity})
            for (std::size_t s = 0; s < h.people_unknown.size(); ++s)
                for (std::size_t bin = 0; bin < h.bins(); ++bin) text += bins->at(s, bin).units() + " ";
        list(h.people_unknown);
        list(h.people_masked);
    }
    for (const auto& j : sums.joints)
        for (const auto& shape : j.people)
            for (const auto& [key, people] : shape)
                if (!people.is_zero()) text += std::to_string(key) + ":" + people.units() + " ";
    return text;
}

/// Random people, depth and index with gaps; triangles as localities.
struct Country {
    Grid fine{0, 1300, 1, 1, 1500, 1300}, coarse{0, 1300, 25, 13, 60, 100};
    std::mt19937_64 random{41};
    std::unique_ptr<RasterSource> people = raster(values(fine, 0, 50, 0.3), fine);
    std::unique_ptr<RasterSource> depth = raster(values(fine, 0, 3, 0.2), fine);
    std::unique_ptr<RasterSource> spi = raster(values(coarse, -3, 3, 0.1), coarse);
    Covered coverage{triangles(random, 1300, 6), analysis_grid(std::vector<Grid>{fine, coarse}, everywhere)};
    Joints joints{{0, 1}};

    Values values(const Grid& g, float least, float most, double share_missing) {
        std::uniform_real_distribution<float> value(least, most);
        std::uniform_real_distribution<double> chance(0, 1);
        Values v(static_cast<std::size_t>(g.cols * g.rows));
        for (double& x : v) x = chance(random) < share_missing ? missing : value(random);
        return v;
    }
    ExposureSums count(const RasterSource& p, const RasterSource& d, Rows rows, int threads = 2) const {
        const std::vector<HazardLayer> hazards{{"flood", &d, {0.3, 0.5, 1}},
                                               {"drought", spi.get(), {-2, -1}, Direction::at_or_below}};
        return count_exposure(coverage, {&p}, hazards, joints, rows, {.threads = threads});
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(exposure_sums)

BOOST_AUTO_TEST_CASE(bands_add_up_to_the_bits_of_the_whole) {
    const Country c;
    const auto whole = all_units(c.count(*c.people, *c.depth, {0, 1300}));
    for (const std::int64_t step : {100, 511, 1299}) {
        ExposureSums sum = c.count(*c.people, *c.depth, {0, step});
        for (std::int64_t from = step; from < 1300; from += step)
            sum.add(c.count(*c.people, *c.depth, {from, std::min<std::int64_t>(from + step, 1300)}, 1));
        BOOST_TEST((all_units(sum) == whole));
    }
}

BOOST_AUTO_TEST_CASE(parts_are_all_rows_cut_between_rows_of_blocks) {
    const Country c;
    const Tiled people(*c.people, {0, 0, 300, 130}), depth(*c.depth, {0, 0, 300, 130});
    const std::vector<HazardLayer> hazards{{"flood", &depth, {1}}};
    for (const std::size_t parts : {1U, 2U, 7U, 10U, 23U}) {
        std::int64_t end = 0, blocks_least = 1300, blocks_most = 0;
        for (std::size_t part = 0; part < parts; ++part) {
            const Rows rows = band_of(c.coverage, {&people}, hazards, part, parts);
            BOOST_TEST(rows.first == end);
            BOOST_TEST(rows.first % 130 == 0);
            end = rows.end;
            blocks_least = std::min(blocks_least, rows.count() / 130);
            blocks_most = std::max(blocks_most, rows.count() / 130);
        }
        BOOST_TEST(end == 1300);
        BOOST_TEST(blocks_most - blocks_least <= 1);
    }
    BOOST_CHECK_THROW(band_of(c.coverage, {&people}, hazards, 2, 2), Error);
}

BOOST_AUTO_TEST_CASE(bytes_are_those_of_the_whole_in_any_order_of_bands) {
    const Country c;
    const auto whole = to_bytes(c.count(*c.people, *c.depth, {0, 1300}));
    const std::vector<HazardLayer> hazards{{"flood", c.depth.get(), {0.3, 0.5, 1}},
                                           {"drought", c.spi.get(), {-2, -1}, Direction::at_or_below}};
    for (const std::size_t parts : {1U, 2U, 7U}) {
        std::vector<std::size_t> order(parts);
        std::iota(order.begin(), order.end(), 0);
        std::shuffle(order.begin(), order.end(), std::mt19937_64(parts));
        std::optional<ExposureSums> sum;
        for (const std::size_t part : order) {
            const auto rows = band_of(c.coverage, {c.people.get()}, hazards, part, parts);
            const auto band = sums_from_bytes(to_bytes(c.count(*c.people, *c.depth, rows)));
            sum ? sum->add(band) : void(sum = band);
        }
        BOOST_TEST((to_bytes(*sum) == whole));
        BOOST_TEST(all_units(*sum) == all_units(sums_from_bytes(whole)));
    }
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_sums_are_refused) {
    const auto p = raster({1, 2, 3, 4});
    const Covered coverage({box(0, 0, 2, 2), box(0, 0, 1, 1)}, grid_of(two_by_two));
    const std::vector<HazardLayer> hazards{{"a", p.get(), {1, 3}},
                                           {"b", p.get(), {}, Direction::at_or_below}};
    const auto bytes = to_bytes(count_exposure(coverage, {p.get()}, hazards, Joints{{0, 1}}, {0, 2}));
    BOOST_CHECK_THROW(sums_from_bytes({}), Error);
    for (std::size_t n = 0; n < bytes.size(); ++n)
        BOOST_CHECK_THROW(sums_from_bytes(std::span(bytes).first(n)), Error);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto changed = bytes;
        changed[i] ^= std::byte{4};
        BOOST_CHECK_THROW(sums_from_bytes(changed), Error);
    }
    auto longer = bytes;
    longer.push_back(std::byte{0});
    BOOST_CHECK_THROW(sums_from_bytes(longer), Error);
    const Covered other({box(0, 0, 2, 2)}, grid_of(two_by_two));
    BOOST_CHECK_THROW(sums_from_bytes(to_bytes(other.rows({0, 2}, {}))), Error);  // a coverage
}

BOOST_AUTO_TEST_CASE(blocks_of_any_shape_and_any_number_of_threads_give_the_same_bits) {
    const Country c;
    const auto whole = all_units(c.count(*c.people, *c.depth, {0, 1300}, 1));
    for (const int threads : {2, 7})
        BOOST_TEST((all_units(c.count(*c.people, *c.depth, {0, 1300}, threads)) == whole));
    for (const Window& shape : {Window{0, 0, 256, 256}, Window{0, 0, 1500, 1}, Window{0, 0, 97, 31}}) {
        const Tiled people(*c.people, shape), depth(*c.depth, shape);
        BOOST_TEST((all_units(c.count(people, depth, {0, 1300})) == whole));
    }
}

// Empty stretches, and values that are told without reading, take shortcuts of their own.
BOOST_AUTO_TEST_CASE(shortcuts_change_no_bit) {
    std::mt19937_64 random{42};
    const Grid g{0, 96, 1, 1, 120, 96};
    const Covered coverage(triangles(random, 96, 4), grid_of(g));
    for (int round = 0; round < 8; ++round) {
        const auto p = raster(patches(random, g, 20), g), d = raster(patches(random, g, 3), g),
                   m = raster(patches(random, g, 3), g);
        const auto count = [&](const RasterSource& people, const RasterSource& depth,
                               const RasterSource& water) {
            const auto nodata = round % 2 == 0 ? Nodata::unknown : Nodata::none;
            const auto dry = round % 4 < 2 ? Nodata::unknown : Nodata::none;
            const std::vector<HazardLayer> hazards{
                {"flood", &depth, {0.3, 0.5, 1}, Direction::at_or_above, dry},
                {"shallow", &depth, {0, 0.5}, Direction::at_or_below, dry},
                {"beyond", &depth, {0.5}, Direction::at_or_above, dry, 1, {{&water, 1}}}};
            return all_units(count_exposure(coverage, PeopleLayer{&people, 1, nodata}, hazards,
                                            Joints{{0, 1}, {0, 2}}, {0, 96}));
        };
        // A block as wide as the raster and one that no patch fills: hardly a shortcut is open.
        const Tiled plain_p(*p, {0, 0, 120, 96}), plain_d(*d, {0, 0, 120, 96}), plain_m(*m, {0, 0, 120, 96});
        const Window block{0, 0, 8, 8};
        const Told told_p(*p, block), told_d(*d, block), told_m(*m, block);
        BOOST_TEST((count(told_p, told_d, told_m) == count(plain_p, plain_d, plain_m)));
    }
}

// 1e-20 people are no unit of the sum, but 12 units times a depth of 1000.
BOOST_AUTO_TEST_CASE(people_below_a_unit_count_the_same_in_any_block) {
    const Grid g{0, 1, 1, 1, 512, 1};
    Values few(512, 0), deep(512, 1000);
    few[0] = 1e-20;
    few[256] = 1;
    const auto p = raster(few, g), d = raster(deep, g);
    const Covered coverage({box(0, 0, 512, 1)}, grid_of(g));
    const auto count = [&](const Window& block) {
        const Tiled people(*p, block), depth(*d, block);
        return all_units(count_exposure(coverage, PeopleLayer{&people},
                                        std::vector<HazardLayer>{{"flood", &depth, {1}}}, {}, {0, 1}));
    };
    BOOST_TEST((count({0, 0, 256, 1}) == count({0, 0, 512, 1})));
}

BOOST_AUTO_TEST_CASE(an_excess_beyond_the_range_of_floats_is_unknown_not_masked) {
    const auto p = raster({1, 2, 4, 8}), depth = raster({3e38F, 1, 1, 1}), water = raster({-3e38F, 0, 0, 0});
    const Covered coverage({box(0, 0, 2, 2)}, grid_of(two_by_two));
    const std::vector<HazardLayer> hazards{{"flood",
                                            depth.get(),
                                            {0.5},
                                            Direction::at_or_above,
                                            Nodata::unknown,
                                            1,
                                            {{.source = water.get(), .rule = MaskRule::excess}}}};
    const auto sums = count_exposure(coverage, PeopleLayer{p.get()}, hazards, {}, {0, 2});
    BOOST_TEST(sums.hazards[0].people_unknown[0].value() == 1);
    BOOST_TEST(sums.hazards[0].people_masked[0].is_zero());
}

// Callbacks of a job may hold state: they never run at the same time.
BOOST_AUTO_TEST_CASE(callbacks_of_a_job_run_one_at_a_time) {
    const Country c;
    const Tiled people(*c.people, {0, 0, 100, 50}), depth(*c.depth, {0, 0, 100, 50});
    std::atomic<int> inside = 0, overlaps = 0, calls = 0;
    const auto alone = [&] {
        overlaps += ++inside > 1;
        ++calls;
        for (int i = 0; i < 100; ++i) std::this_thread::yield();
        --inside;
    };
    const Job job{
        .threads = 4, .progress = [&](double) { alone(); }, .cancelled = [&] { return alone(), false; }};
    count_exposure(c.coverage, PeopleLayer{&people}, std::vector<HazardLayer>{{"flood", &depth, {1}}}, {},
                   {0, 1300}, job);
    BOOST_TEST(calls > 100);
    BOOST_TEST(overlaps == 0);
}

BOOST_AUTO_TEST_CASE(bands_of_other_edges_are_refused) {
    const auto p = raster({1, 2, 3, 4});
    const Covered coverage({box(0, 0, 2, 2)}, grid_of(two_by_two));
    const auto with = [&](const Values& edges) {
        const std::vector<HazardLayer> hazards{{"flood", p.get(), edges}};
        return count_exposure(coverage, {p.get()}, hazards, {}, {0, 2});
    };
    auto sum = with({1});
    BOOST_CHECK_THROW(sum.add(with({2})), Error);
    BOOST_CHECK_THROW(sum.add(with({1, 2})), Error);
}

BOOST_AUTO_TEST_CASE(a_joint_by_hand) {
    //           wet and dry  wet only  dry year only  neither  depth unknown, dry  depth unknown, not dry
    //           both unknown  nobody
    const auto people = raster({1, 2, 4, 8, 16, 32, 64, 0}, row_of_eight);
    const auto depth = raster({2, 2, 0, 0, missing, missing, missing, 5}, row_of_eight);
    const auto spi = raster({-2, 0, -2, 0, -2, 0, missing, -3}, row_of_eight);
    const Covered coverage({box(0, 0, 8, 1), box(0, 0, 1, 1)}, grid_of(row_of_eight));
    const std::vector<HazardLayer> hazards{{"flood", depth.get(), {0.5, 3}},
                                           {"drought", spi.get(), {-2.5, -1.5}, Direction::at_or_below}};
    const auto sums = count_exposure(coverage, {people.get()}, hazards, Joints{{0, 1}}, {0, 1});
    const auto at = [&](std::size_t shape, std::size_t depth_edge, std::size_t spi_edge) {
        const auto found = people_reaching(sums, sums.joints[0], shape, std::vector{depth_edge, spi_edge});
        return std::pair(found.people.value(), found.undecided.value());
    };
    BOOST_TEST((at(0, 0, 1) == std::pair(1.0, 16.0 + 64.0)));  // 0.5 m and more, -1.5 and less
    BOOST_TEST((at(0, 1, 1) == std::pair(0.0, 16.0 + 64.0)));  // nobody at 3 m
    BOOST_TEST((at(0, 0, 0) == std::pair(0.0, 64.0)));         // nobody known at -2.5
    BOOST_TEST((at(1, 0, 1) == std::pair(1.0, 0.0)));
    BOOST_TEST(people_reaching(sums.hazards[0], 0, 0).value() == 3);
    BOOST_TEST(people_reaching(sums.hazards[1], 0, 1).value() == 1 + 4 + 16);
    BOOST_TEST(people_reaching(sums.hazards[1], 0, 0).value() == 0);
}

BOOST_AUTO_TEST_CASE(people_whom_a_mask_takes_out_reach_no_edge_of_a_joint) {
    const auto people = raster({1, 2, 4, 8}), depth = raster({2, 2, 2, 0}), water = raster({1, 0, 0, 0});
    const auto near = raster({1, 1, 9, 1});
    const Covered coverage({box(0, 0, 2, 2)}, grid_of(two_by_two));
    HazardLayer flood{"flood", depth.get(), {0.5}};
    flood.masks = {{water.get(), 0.5}};
    const std::vector<HazardLayer> hazards{flood, {"distance", near.get(), {5}, Direction::at_or_below}};
    const auto sums = count_exposure(coverage, {people.get()}, hazards, Joints{{1, 0}}, {0, 2});
    const auto found = people_reaching(sums, sums.joints[0], 0, std::vector<std::size_t>{0, 0});
    BOOST_TEST(found.people.value() == 2);
    BOOST_TEST(found.undecided.is_zero());
}

BOOST_AUTO_TEST_CASE(pieces_add_up_to_their_whole) {
    const auto people = raster({1, 2, 4, 8}), depth = raster({2, 1, 0, missing});
    const Covered whole({box(0, 0, 2, 2), box(0, 0, 1, 1)}, grid_of(two_by_two));
    const Covered pieces({box(0, 0, 0.5, 2), box(0, 0, 1, 1), box(0.5, 0, 2, 2)}, grid_of(two_by_two));
    const std::vector<HazardLayer> hazards{{"flood", depth.get(), {0.5, 2}}};
    const auto expected = count_exposure(whole, {people.get()}, hazards, Joints{{0}}, {0, 2});
    const auto sums = added_up(count_exposure(pieces, {people.get()}, hazards, Joints{{0}}, {0, 2}),
                               std::vector{0, 1, 0}, 2);
    for (std::size_t s = 0; s < 2; ++s) {
        BOOST_TEST(sums.people_total[s].value() == expected.people_total[s].value());
        BOOST_TEST(sums.cells[s].value() == expected.cells[s].value());
        BOOST_TEST(sums.hazards[0].people_unknown[s].value() ==
                   expected.hazards[0].people_unknown[s].value());
        for (std::size_t edge = 0; edge < 2; ++edge)
            BOOST_TEST(people_reaching(sums.hazards[0], s, edge).value() ==
                       people_reaching(expected.hazards[0], s, edge).value());
        BOOST_TEST((sums.joints[0].people[s] == expected.joints[0].people[s]));
    }
}

BOOST_AUTO_TEST_CASE(a_joint_agrees_with_counting_cell_by_cell) {
    const Country c;
    const auto sums = c.count(*c.people, *c.depth, {0, 1300});
    double people = 0, joint = 0;
    std::vector<double> p(1500), d(1500), s(60);
    const auto read_people = c.people->open(), read_depth = c.depth->open(), read_spi = c.spi->open();
    for (std::int64_t row = 0; row < 1300; ++row) {
        read_people->read({0, row, 1500, 1}, std::span<double>(p));
        read_depth->read({0, row, 1500, 1}, std::span<double>(d));
        read_spi->read({0, row / 13, 60, 1}, std::span<double>(s));
        for (std::size_t col = 0; col < 1300; ++col)  // the triangles fill a square
            if (d[col] >= 0.5F && s[col / 25] <= -1) people += std::isnan(p[col]) ? 0 : p[col];
    }
    for (std::size_t shape = 0; shape < sums.shapes(); ++shape)
        joint += people_reaching(sums, sums.joints[0], shape, std::vector<std::size_t>{1, 1}).people.value();
    BOOST_TEST(joint == people, boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(joints_of_unknown_hazards_or_too_many_edges_are_refused) {
    const auto p = raster({1, 2, 3, 4});
    const Covered coverage({box(0, 0, 2, 2)}, grid_of(two_by_two));
    Values many;
    for (int i = 0; i < 70000; ++i) many.push_back(i);
    const std::vector<HazardLayer> hazards(4, {"flood", p.get(), many});
    BOOST_CHECK_THROW(count_exposure(coverage, {p.get()}, hazards, Joints{{0, 4}}, {0, 2}), Error);
    BOOST_CHECK_THROW(count_exposure(coverage, {p.get()}, hazards, Joints{{0, 1, 2, 3}}, {0, 2}), Error);
}

BOOST_AUTO_TEST_SUITE_END()
