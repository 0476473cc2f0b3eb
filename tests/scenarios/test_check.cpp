// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>
#include <djoliba/scenarios/check.hpp>

using namespace djoliba;

namespace {

constexpr const char* head =
    "title: Test\nas_of: 2024-06-30\n"
    "localities: {source: a.gpkg, level: commune, code: C, name: N, vintage: 2016-frame,\n"
    "             parents: [{level: cercle, code: C2, name: N2}]}\nlayers:\n";
constexpr const char* index_of_people =
    "index: {name: risk, parts: [{indicator: population, bounds: [0, 1]}]}\n";
constexpr const char* people = "  population: {raster: p.tif}\n";

// Problems of a scenario but for the files, which are not there; one a line.
std::string problems_of(const std::string& layers, const std::string& top = head,
                        const std::string& rest = index_of_people) {
    try {
        resolve_text(top + layers + rest, "s.yaml", "");
    } catch (const Error& error) {
        std::string all;
        for (const Problem& p : error.problems())
            if (p.problem.find("there is no file") == std::string::npos) all += to_string(p) + "\n";
        return all;
    }
    return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(check)

BOOST_AUTO_TEST_CASE(a_good_scenario_has_no_problem) { BOOST_TEST(problems_of(people) == ""); }

BOOST_AUTO_TEST_CASE(data_later_than_the_scenario_are_refused) {
    BOOST_TEST(problems_of("  population: {raster: p.tif, date: 2024-07}\n") ==
               "s.yaml:6:31: layers.population.date: data of 2024-07 are later than as_of (2024-06-30); use "
               "earlier data, or a "
               "later as_of\n");
    BOOST_TEST(problems_of("  population: {raster: p.tif, date: 2024}\n") == "");
    BOOST_TEST(problems_of("  population: {raster: p.tif, date: 2024-06/2024-08}\n") == "");
}

BOOST_AUTO_TEST_CASE(dates_must_exist_and_end_after_they_begin) {
    BOOST_TEST(problems_of("  population: {raster: p.tif, date: 2024-13}\n") ==
               "s.yaml:6:31: layers.population.date: `2024-13` is no date; write 2024, 2024-06, 2024-06-30 "
               "or 2024-06/2024-08\n");
    BOOST_TEST(problems_of("  population: {raster: p.tif, date: 2023/2022}\n") ==
               "s.yaml:6:31: layers.population.date: 2023/2022 ends before it begins\n");
}

BOOST_AUTO_TEST_CASE(the_date_of_a_scenario_must_be_one_to_plan_for) {
    BOOST_TEST(
        problems_of(
            people,
            "title: T\nas_of: 0204-06-30\nlocalities: {source: a, level: c, code: C, name: N}\nlayers:\n") ==
        "s.yaml:2:1: as_of: 0204-06-30 is not a date to plan for; choose a day from 1980 to 2100\n");
}

BOOST_AUTO_TEST_CASE(levels_must_be_those_of_the_localities) {
    BOOST_TEST(problems_of(std::string(people) +
                           "  displaced: {table: d.csv, code: c, level: cercl, people: p, date: 2021}\n") ==
               "s.yaml:7:38: layers.displaced.level: `cercl` is no level of the localities; did you mean "
               "`cercle`?\n");
    BOOST_TEST(problems_of(people,
                           "title: T\nas_of: 2024-06-30\nlocalities: {source: a, level: c, code: C, name: N, "
                           "parents: [{level: "
                           "c, code: D, name: E}]}\nlayers:\n") ==
               "s.yaml:3:1: localities: two levels are called `c`; give each a name of its own\n");
}

BOOST_AUTO_TEST_CASE(people_are_raked_to_a_coarser_level) {
    BOOST_TEST(problems_of("  population:\n    table: {table: p.csv, code: c, people: p, level: cercle}\n"
                           "    rake_to: {table: p.csv, code: c, people: p, level: commune}\n") ==
               "s.yaml:8:49: layers.population.rake_to.level: `commune` is not above `cercle`; rake to the "
               "totals of a coarser "
               "level\n");
}

BOOST_AUTO_TEST_CASE(a_table_of_another_frame_does_not_join) {
    BOOST_TEST(
        problems_of("  population:\n    table: {table: p.csv, code: c, people: p, level: commune, "
                    "vintage: 2015-frame}\n") ==
        "s.yaml:7:63: layers.population.table.vintage: codes of 2015-frame do not join localities of "
        "2016-frame; codes "
        "were reused by reforms: use a table of the same frame, or name a `crosswalk` between the two\n");
}

BOOST_AUTO_TEST_CASE(return_periods_and_depths_ascend) {
    BOOST_TEST(problems_of(
                   std::string(people) +
                   "  flood: {raster: {100: a.tif, 20: b.tif}, quantity: depth_m, depths_m: [0.5, 0.3]}\n") ==
               "s.yaml:7:11: layers.flood.raster: the return period 20 does not follow 100 in ascending "
               "order; write each return "
               "period once, the shortest first\n"
               "s.yaml:7:79: layers.flood.depths_m[1]: 0.3 does not follow 0.5 in ascending order; write "
               "each value once, the "
               "smallest first\n");
    BOOST_TEST(
        problems_of(std::string(people) +
                    "  flood: {raster: {0: a.tif}, quantity: depth_m, depths_m: [0]}\n") ==
        "s.yaml:7:11: layers.flood.raster: a return period of 0 years; return periods are 1 year or longer\n"
        "s.yaml:7:61: layers.flood.depths_m[0]: 0 must be more than 0\n");
}

BOOST_AUTO_TEST_CASE(drainage_needs_settlements) {
    BOOST_TEST(problems_of(std::string(people) + "  drainage: {raster: a.tif}\n") ==
               "s.yaml:7:3: layers.drainage: needs `layers.settlements`: it counts the settlements near "
               "large rivers\n");
}

BOOST_AUTO_TEST_CASE(a_complete_source_says_where_and_when_it_looks) {
    const std::string events =
        std::string(people) +
        "  conflict:\n    - {name: a, events: e.csv, date: d, lon: x, lat: y, completeness: complete";
    BOOST_TEST(problems_of(events + "}\n") ==
               "s.yaml:8:57: layers.conflict[0].completeness: a complete source must say where and when it "
               "looks; give "
               "`coverage`, or `completeness: sample`\n");
    BOOST_TEST(problems_of(events + ", coverage: {from: 2023-01-01, to: 2022-01-01}}\n") ==
               "s.yaml:8:81: layers.conflict[0].coverage: ends before it begins\n");
    BOOST_TEST(problems_of(events + ", coverage: {from: 2025-01-01, to: 2025-12-31}}\n") ==
               "s.yaml:8:81: layers.conflict[0].coverage: begins after as_of (2024-06-30)\n");
}

BOOST_AUTO_TEST_CASE(a_count_in_a_table_says_what_it_counts) {
    const std::string table = "    - {table: t.csv, code: c, level: cercle, columns: {x: {column: x, unit: ";
    const std::string problem =
        "s.yaml:8:56: layers.indicators[0].columns.x: a count must say what it counts; give `base`, for "
        "example `resident`, `exposed` or `displaced`\n";
    const std::string in = std::string(people) + "  indicators:\n" + table;
    BOOST_TEST(problems_of(in + "people}}}\n") == problem);
    BOOST_TEST(problems_of(in + "homes, roll_up: sum}}}\n") == problem);
    BOOST_TEST(problems_of(in + "people, base: exposed}}}\n") == "");
    BOOST_TEST(problems_of(in + "class}}}\n") == "");
}

BOOST_AUTO_TEST_CASE(sources_have_names_of_their_own) {
    const std::string source = "    - {name: a, events: e.csv, year: d, lon: x, lat: y}\n";
    BOOST_TEST(problems_of(std::string(people) + "  conflict:\n" + source + source) ==
               "s.yaml:9:7: layers.conflict[1]: another source is called `a` already; give it a `name` of "
               "its own\n");
    const std::string table =
        "    - {table: t.csv, code: c, level: cercle, columns: {x: {column: x, unit: class, allowed: [3, "
        "0]}}}\n";
    BOOST_TEST(
        problems_of(std::string(people) + "  indicators:\n" + table + table) ==
        "s.yaml:8:84: layers.indicators[0].columns.x.allowed: the smallest possible value is not below the "
        "largest\n"
        "s.yaml:9:7: layers.indicators[1]: another source is called `t` already; give it a `key` of its own\n"
        "s.yaml:9:56: layers.indicators[1].columns.x: the indicator `x` is in layers.indicators[0] already; "
        "give it a name "
        "of its own\n"
        "s.yaml:9:84: layers.indicators[1].columns.x.allowed: the smallest possible value is not below the "
        "largest\n");
}

BOOST_AUTO_TEST_CASE(the_reference_of_an_index_is_long_enough_and_inside_the_series) {
    const std::string series = std::string(people) +
                               "  drought:\n    raster_series: r.tif\n    quantity: rainfall_mm_per_month\n  "
                               "  start: 1995-01\n    index:\n";
    BOOST_TEST(problems_of(series + "      - {spi: 3, month: 9, reference: 2011-2020}\n") ==
               "s.yaml:12:28: layers.drought.index[0].reference: 2011 to 2020 are too few years to know what "
               "is normal; give at "
               "least 20 years, better 30\n");
    BOOST_TEST(problems_of(series + "      - {spi: 3, month: 9, reference: 1991-2020, year: 2024}\n") ==
               "s.yaml:12:28: layers.drought.index[0].reference: 1991 is before the series begins (1995-01)\n"
               "s.yaml:12:50: layers.drought.index[0].year: 2024-09 is later than as_of (2024-06-30)\n");
}

BOOST_AUTO_TEST_CASE(types_of_facilities_do_not_share_values) {
    BOOST_TEST(problems_of(std::string(people) + "  facilities: {points: f.csv, type: t, types: {a: [X], b: "
                                                 "[X]}, residents_per: [c], within_km: [5, 5]}\n") ==
               "s.yaml:7:3: layers.facilities: a table of points needs its columns of longitude and "
               "latitude; give `lon` and `lat`\n"
               "s.yaml:7:56: layers.facilities.types.b: `X` is `a` already\n"
               "s.yaml:7:81: layers.facilities.residents_per[0]: `c` is none of the types; types: a, b\n"
               "s.yaml:7:100: layers.facilities.within_km[1]: 5 does not follow 5 in ascending order; write "
               "each value once, the "
               "smallest first\n");
}

BOOST_AUTO_TEST_CASE(a_code_is_not_ambiguous_and_clear_at_once) {
    BOOST_TEST(
        problems_of(std::string(people) +
                    "  displaced: {table: d.csv, code: c, level: cercle, people: p, date: 2021, stands_for: "
                    "{A: [B]},\n"
                    "    ambiguous_codes: [A], code_fixes: [{code: A, name: N, use: B}]}\n") ==
        "s.yaml:8:5: layers.displaced.ambiguous_codes: A is in `stands_for` as well; keep one of the two\n"
        "s.yaml:8:40: layers.displaced.code_fixes[0]: a fix by name needs the column with the names; give "
        "`name` beside "
        "`code`\n");
}

BOOST_AUTO_TEST_CASE(branches_have_different_names) {
    BOOST_TEST(
        problems_of(std::string(people) +
                    "  branches: {points: [{name: A, lon: 0, lat: 0}, {name: A, lon: 1, lat: 91}]}\n") ==
        "s.yaml:7:51: layers.branches.points[1].name: `A` is there twice\n"
        "s.yaml:7:73: layers.branches.points[1].lat: 91 must be at most 90\n");
}

BOOST_AUTO_TEST_CASE(every_problem_of_an_index_is_told_with_the_others) {
    BOOST_TEST(
        problems_of(people, head,
                    "index:\n  name: risk\n  mean: arithmetc\n  parts:\n"
                    "    - {indicator: popluation, bounds: [20, 0], wieght: 2}\n"
                    "    - name: b\n      parts: [{indicator: population, bounds: [0, 1], weight: 0}]\n"
                    "seed: -1\ninsist: [populatio]\n"
                    "reconcile: [{figure: F, published: 1, source: S, ours: comunes}]\n") ==
        "s.yaml:9:9: index.mean: `arithmetc` is not one of: arithmetic, geometric, inverted_geometric, "
        "maximum; did you mean `arithmetic`?\n"
        "s.yaml:11:19: index.parts[0].indicator: no layer gives the indicator `popluation`; did you mean "
        "`population`?\n"
        "s.yaml:11:39: index.parts[0].bounds: [20, 0] of `popluation` is no range; write the smaller bound "
        "first, and `higher_is: better` where high values are good\n"
        "s.yaml:11:48: index.parts[0].wieght: unknown key; did you mean `weight`?\n"
        "s.yaml:13:14: index.parts[1].parts: the weights of the parts of `b` sum to zero; give at least "
        "one of them a weight above 0\n"
        "s.yaml:14:7: seed: -1 must be at least 0\n"
        "s.yaml:15:10: insist[0]: the index has no indicator `populatio`; did you mean `population`?\n"
        "s.yaml:16:50: reconcile[0].ours: the run has no figure `comunes`; did you mean `communes`?\n");
}

BOOST_AUTO_TEST_CASE(an_index_of_the_library_needs_its_layers) {
    BOOST_TEST(problems_of(std::string(people) + "  branches: {points: [{name: M, lon: -4, lat: 14}]}\n",
                           head, "index: demo\n") ==
               "s.yaml:8:8: index: no layer gives what `demo` scores: flood_people_share_0p3m, "
               "flood_people_0p3m, drought_spi3_severe_frequency, drought_spi3_people_share, "
               "conflict_events_decayed_per_100k, conflict_recurrence, displaced_per_100, displaced_people, "
               "food_phase3plus_share, villages_beyond_5km_share, villages_beyond_15km_share, "
               "residents_per_cscom, aid_events; add layers that give it, or write an index without it\n");
    BOOST_TEST(
        problems_of(people, head, "index: inform-sahel\n") ==
        "s.yaml:7:8: index: it is a list of outputs, not one tree; use it with `djoliba index`, or name an "
        "index with a `tree`\n");
}

BOOST_AUTO_TEST_CASE(indicators_are_known_by_the_keys_of_their_layers) {
    const std::string layers =
        std::string(people) +
        "  flood: {raster: {2: a.tif, 20: b.tif}, quantity: depth_m, depths_m: [0.3], seasonal_water: "
        "a.tif}\n"
        "  drought: {raster_series: r.tif, quantity: rainfall_mm_per_month, start: 1981-01,\n"
        "            index: [{spi: 3, month: 9, reference: 1991-2020}, {spi: 3, month: 10, reference: "
        "1991-2020}]}\n"
        "  conflict: [{name: ev, events: e.csv, date: d, lon: x, lat: y}]\n";
    const auto unknown = [&](const std::string& name) {
        return problems_of(layers, head,
                           "index: {name: risk, parts: [{indicator: " + name + ", bounds: [0, 1]}]}\n");
    };
    for (const char* name : {"flood_people_0p3m_rp20", "flood_expected_annual_people_0p3m_low",
                             "drought_spi3_month10_people_share", "ev_recurrence", "ev_people"})
        BOOST_TEST(unknown(name) == "", name);
    BOOST_TEST(
        unknown("flood_people_0p3m_rp2") ==  // the water of every year
        "s.yaml:11:41: index.parts[0].indicator: no layer gives the indicator `flood_people_0p3m_rp2`; did "
        "you mean `flood_people_0p3m_rp20`?\n");
    BOOST_TEST(unknown("drought_spi3") != "");
    BOOST_TEST(unknown("ev_deaths") != "");          // without `fatalities`
    BOOST_TEST(unknown("ev_events_decayed") != "");  // without `half_life_days`
}

BOOST_AUTO_TEST_CASE(an_index_scores_in_the_declared_direction) {
    const auto said = [](const std::string& worse, const std::string& higher_is) {
        return problems_of(
            std::string(people) +
                "  indicators: [{table: t.csv, code: c, level: cercle, columns: {hotspot: {column: h, "
                "unit: class" +
                worse + "}}}]\n",
            head, "index: {name: risk, parts: [{indicator: hotspot, bounds: [1, 5]" + higher_is + "}]}\n");
    };
    BOOST_TEST(said("", "") == "");
    BOOST_TEST(said("", ", higher_is: better") == "");
    BOOST_TEST(said(", worse: higher", "") == "");
    BOOST_TEST(said(", worse: lower", ", higher_is: better") == "");
    BOOST_TEST(
        said(", worse: lower", "") ==
        "s.yaml:8:29: index.parts[0].higher_is: the index scores higher values of `hotspot` as worse, but "
        "layers.indicators[0].columns.hotspot.worse (s.yaml:7:99) says `lower`; write `higher_is: "
        "better`, or correct `worse`\n");
    BOOST_TEST(
        said(", worse: higher", ", higher_is: better") ==
        "s.yaml:8:77: index.parts[0].higher_is: the index scores lower values of `hotspot` as worse, but "
        "layers.indicators[0].columns.hotspot.worse (s.yaml:7:99) says `higher`; write `higher_is: "
        "worse`, or correct `worse`\n");
}

BOOST_AUTO_TEST_CASE(a_published_figure_stands_beside_a_count) {
    const auto said = [](const std::string& ours) {
        return problems_of(std::string(people) + "  branches: {points: [{name: M, lon: -4, lat: 14}]}\n",
                           head,
                           std::string(index_of_people) +
                               "reconcile: [{figure: F, published: 1, source: S, ours: " + ours + "}]\n");
    };
    for (const char* name : {"population", "population_raster", "communes", "cercles"})
        BOOST_TEST(said(name) == "", name);
    BOOST_TEST(
        said("branch_distance_km") ==
        "s.yaml:9:50: reconcile[0].ours: `branch_distance_km` is no count: it has no total; name a count "
        "of the run, or leave `ours` out\n");
    BOOST_TEST(said("returnees") != "");  // no layer of displaced people
}

BOOST_AUTO_TEST_SUITE_END()
