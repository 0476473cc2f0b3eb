// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <djoliba/engine/error.hpp>
#include <djoliba/scenarios/library.hpp>
#include <djoliba/scenarios/scenario.hpp>
#include <djoliba/scenarios/schema.hpp>

#include "../problems.hpp"
#include "../temp_dir.hpp"

using namespace djoliba;
namespace fs = std::filesystem;

namespace {

// With empty files under the names that the scenarios use.
struct Folder : TempDir {
    Folder() {
        for (const char* name : {"a.gpkg", "p.csv", "q.csv", "rp2.tif", "rp100.tif", "rain.tif", "e.csv",
                                 "d.csv", "f.csv", "v.csv", "up.tif", "ch.csv", "ica.csv"})
            write(name, "");
    }
    std::string file(const std::string& name) const { return (*this / name).string(); }
};

constexpr const char* head =
    "title: Test\nas_of: 2024-06-30\n"
    "localities:\n  source: a.gpkg\n  level: commune\n  code: C\n  name: N\n  parents:\n"
    "    - {level: cercle, code: C2, name: N2}\n    - {level: region, source: p.csv, code: C1, name: N1}\n"
    "layers:\n  population: {raster: rp2.tif}\n";

constexpr const char* everything =
    "  flood: {raster: {2: rp2.tif, 100: rp100.tif}, quantity: depth_cm, nodata: none, seasonal_water: "
    "rp2.tif}\n"
    "  drainage: {raster: up.tif}\n"
    "  drought:\n    raster_series: rain.tif\n    quantity: rainfall_mm_per_month\n    start: 1983-01\n"
    "    index: [{spi: 3, month: 9, reference: 1991-2020}]\n"
    "  conflict:\n    - {name: ucdp, events: e.csv, date: d, lon: x, lat: y, precision: p, precision_km: "
    "{\"1\": 0, \"2\": 25}}\n"
    "  displaced: {table: d.csv, code: c, name: n, level: cercle, people: p, date: 2021-09-30, code_prefix: "
    "{MLI: ML},\n"
    "              code_fixes: [{code: X, name: Nioro, use: ML0106}], stands_for: {ML0704: [ML1001, "
    "ML1002]}}\n"
    "  facilities: {points: f.csv, lon: x, lat: y, type: t, types: {cscom: [CSCOM]}}\n"
    "  settlements: {points: v.csv, lon: x, lat: y}\n"
    "  branches: {points: [{name: Mopti, lon: -4.2, lat: 14.5, serves: ML05}]}\n"
    "  food_security: {table: ch.csv, code: c, level: cercle, phases: [a, b, c, d, e], people: n, season: "
    "{from: Jun, to: Aug},\n"
    "                  year: 2024, exercise: {months: em, year: ey}, period: {months: pm, year: py}}\n"
    "  indicators:\n    - {table: ica.csv, code: c, level: cercle, columns: {flood_class: {column: fc, unit: "
    "class, allowed: [0, 3]}}}\n";

// A text without index gets one at its end.
std::string whole(const std::string& text) {
    return text.find("\nindex:") == std::string::npos
               ? text + "index: {name: risk, parts: [{indicator: population, bounds: [0, 1]}]}\n"
               : text;
}

Scenario scenario_of(const Folder& folder, const std::string& text) {
    return resolve_text(whole(text), "s.yaml", folder.path());
}

std::string problems_of(const Folder& folder, const std::string& text) {
    return all_problems_of([&] { scenario_of(folder, text); });
}

std::string problems_of_file(const std::string& file) {
    return all_problems_of([&] { resolve(file); });
}

template <typename T>
const T& fresh() {
    static const T value;
    return value;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scenario)

BOOST_AUTO_TEST_CASE(the_smallest_scenario_has_localities_and_people) {
    const Folder folder;
    const Scenario s = scenario_of(folder, head);
    BOOST_TEST(s.title == "Test");
    BOOST_TEST(to_string(s.as_of) == "2024-06-30");
    BOOST_TEST(!s.synthetic);
    BOOST_TEST(s.population.raster.path == folder.path() / "rp2.tif");
    BOOST_TEST(!s.flood.has_value());
    BOOST_TEST(s.index.tree.root.name == "risk");
    const std::vector<Level> levels{"region", "cercle", "commune"};
    BOOST_TEST(s.localities.hierarchy() == levels);
}

BOOST_AUTO_TEST_CASE(a_parent_without_source_is_in_the_file_of_the_localities) {
    const Folder folder;
    const Scenario s = scenario_of(folder, head);
    BOOST_TEST(s.localities.parents[0].source.text == "a.gpkg");
    BOOST_TEST(s.localities.parents[1].source.text == "p.csv");
}

BOOST_AUTO_TEST_CASE(every_layer_is_read) {
    const Folder folder;
    const Scenario s = scenario_of(folder, std::string(head) + everything);
    BOOST_TEST(s.flood->rasters.size() == 2u);
    BOOST_TEST(s.flood->rasters[1].return_period == 100);
    BOOST_TEST(s.flood->metres == 0.01);
    BOOST_TEST((s.flood->nodata == Nodata::none));
    BOOST_TEST((s.drought->start == std::chrono::year(1983) / std::chrono::January));
    BOOST_TEST(s.drought->index[0].reference_to == 2020);
    BOOST_TEST(s.conflict[0].info.source == "ucdp");
    BOOST_TEST(s.conflict[0].precision_km.at("2") == 25);
    BOOST_TEST(s.conflict[0].info.date == "");  // `date` is a column
    BOOST_TEST(s.displaced->table.code_fixes[0].use == "ML0106");
    BOOST_TEST(s.displaced->table.stands_for.at("ML0704").size() == 2u);
    BOOST_TEST(s.displaced->table.code_prefix.at("MLI") == "ML");
    BOOST_TEST(s.facilities->types.at("cscom")[0] == "CSCOM");
    BOOST_TEST(s.branches->points[0].place.y == 14.5);
    BOOST_TEST(s.branches->points[0].serves[0] == "ML05");
    BOOST_TEST(s.food_security->season.from_month == 6);
    BOOST_TEST(s.food_security->season.to_month == 8);
    BOOST_TEST(s.food_security->phases[4] == "e");
    BOOST_TEST(s.indicators[0].info.source == "ica");
    BOOST_TEST((*s.indicators[0].columns[0].allowed)[1] == 3);
    BOOST_TEST(files_of(s).size() == 15u);
}

BOOST_AUTO_TEST_CASE(defaults_are_those_of_the_schema) {
    const auto defs = nlohmann::json::parse(scenario_schema_text())["$defs"];
    const auto of = [&](const char* layer, const char* key) {
        return defs[layer]["properties"][key]["default"];
    };
    BOOST_TEST(fresh<FloodLayer>().depths_m == of("flood", "depths_m").get<std::vector<double>>());
    BOOST_TEST(fresh<DrainageLayer>().at_least_km2 == of("drainage", "at_least_km2").get<double>());
    BOOST_TEST(fresh<DrainageLayer>().within_km == of("drainage", "within_km").get<double>());
    BOOST_TEST(fresh<DroughtLayer>().threshold == of("drought", "threshold").get<double>());
    BOOST_TEST(fresh<ConflictLayer>().window_days == of("conflict", "window_days").get<int>());
    BOOST_TEST(fresh<ConflictLayer>().radius_km == of("conflict", "radius_km").get<double>());
    BOOST_TEST(fresh<ConflictLayer>().complete == (of("conflict", "completeness") == "complete"));
    BOOST_TEST(fresh<FacilitiesLayer>().within_km ==
               of("facilities", "within_km").get<std::vector<double>>());
    BOOST_TEST(fresh<FacilitiesLayer>().unknown_is_open == (of("facilities", "treat_unknown_as") == "open"));
    BOOST_TEST(fresh<IndicatorColumn>().roll_up == of("indicator_column", "roll_up").get<std::string>());
    BOOST_TEST(fresh<PublishedFigure>().unit == of("published_figure", "unit").get<std::string>());
    const auto whole = nlohmann::json::parse(scenario_schema_text())["properties"];
    BOOST_TEST(fresh<Scenario>().outputs == whole["outputs"]["default"].get<std::vector<std::string>>());
    BOOST_TEST(fresh<Scenario>().seed == whole["seed"]["default"].get<std::uint64_t>());
}

BOOST_AUTO_TEST_CASE(files_are_searched_in_the_data_folders_first) {
    const Folder folder;
    folder.write("data/rp2.tif", "");
    folder.write("more/rp2.tif", "");
    const Scenario s =
        resolve_text(whole(head), "s.yaml", folder.path(), {folder.path() / "data", folder.path() / "more"});
    BOOST_TEST(s.population.raster.path == folder.path() / "data" / "rp2.tif");
    BOOST_TEST(s.localities.finest.source.path == folder.path() / "a.gpkg");
}

BOOST_AUTO_TEST_CASE(every_file_that_is_not_there_is_named_with_where_it_was_searched) {
    const Folder folder;
    const std::string said = problems_of(
        folder, std::string(head) +
                    "  drainage: {raster: other/upp.tif}\n  settlements: {points: vv.csv, lon: x, lat: y}\n");
    BOOST_TEST(mentions(said, "s.yaml:13:22: layers.drainage: there is no file other/upp.tif; looked in " +
                                  folder.path().string() + "; name the folder of the data with --data"));
    BOOST_TEST(
        mentions(said, "s.yaml:14:25: layers.settlements: there is no file vv.csv; did you mean `v.csv`?"));
}

BOOST_AUTO_TEST_CASE(a_web_address_is_no_file) {
    const Folder folder;
    BOOST_TEST(mentions(
        problems_of(folder, std::string(head) +
                                "  settlements: {points: 'http://example.org/v.csv', lon: x, lat: y}\n"),
        "http://example.org/v.csv is a web address; download it"));
}

BOOST_AUTO_TEST_CASE(problems_of_the_schema_and_of_the_files_come_together_in_order) {
    const Folder folder;
    const std::string said = problems_of(
        folder,
        "title: T\nas_of: 2024-06-31\nlocalities: {source: b.gpkg, level: commune, code: C, nam: N}\n"
        "layers: {population: {raster: rp3.tif}}\n");
    BOOST_TEST(said ==
               "s.yaml:2:8: as_of: 2024-06-31 is not a day of the calendar; write it as YYYY-MM-DD\n"
               "s.yaml:3:1: localities.name: is missing\n"
               "s.yaml:3:22: localities: there is no file b.gpkg; did you mean `a.gpkg`?\n"
               "s.yaml:3:55: localities.nam: unknown key; did you mean `name`?\n"
               "s.yaml:4:31: layers.population: there is no file rp3.tif; did you mean `rp2.tif`?");
}

BOOST_AUTO_TEST_CASE(maps_merge_over_the_base_and_lists_replace) {
    const Folder folder;
    folder.write("base.yaml", std::string(head) + everything + "outputs: [csv]\n");
    const Scenario s = scenario_of(
        folder, "base: base.yaml\ntitle: Other\nlayers: {drainage: {within_km: 10}}\noutputs: [hxl, gpkg]\n");
    BOOST_TEST(s.title == "Other");
    BOOST_TEST(to_string(s.as_of) == "2024-06-30");
    BOOST_TEST(s.drainage->within_km == 10);
    BOOST_TEST(s.drainage->raster.text == "up.tif");
    BOOST_TEST(s.outputs.size() == 2u);
    BOOST_TEST(s.tree.find("base") == nullptr);
}

BOOST_AUTO_TEST_CASE(null_removes_what_the_base_has) {
    const Folder folder;
    folder.write("base.yaml", std::string(head) + everything);
    const Scenario s = scenario_of(folder, "base: base.yaml\nlayers: {drainage: null, flood: ~}\n");
    BOOST_TEST(!s.drainage.has_value());
    BOOST_TEST(!s.flood.has_value());
    BOOST_TEST(s.drought.has_value());
    BOOST_TEST(
        mentions(problems_of(folder, std::string(head) + "  flood: null\n"), "layers.flood: is empty"));
}

BOOST_AUTO_TEST_CASE(files_of_a_base_are_searched_beside_the_base) {
    const Folder folder;
    folder.write("country/base.yaml", whole(head));
    for (const char* name : {"country/a.gpkg", "country/p.csv", "country/rp2.tif"}) folder.write(name, "");
    folder.write("wet.yaml",
                 "base: country/base.yaml\nlayers: {flood: {raster: {100: rp100.tif}, quantity: depth_m}}\n");
    const Scenario s = resolve(folder.file("wet.yaml"));
    BOOST_TEST(s.population.raster.path == folder.path() / "country" / "rp2.tif");
    BOOST_TEST(s.flood->rasters[0].raster.path == folder.path() / "rp100.tif");
}

BOOST_AUTO_TEST_CASE(a_problem_names_the_file_in_which_it_stands) {
    const Folder folder;
    folder.write("base.yaml", whole(std::string(head) + "seeed: 3\n"));
    folder.write("top.yaml", "base: base.yaml\nseed: -1\n");
    const std::string said = problems_of_file(folder.file("top.yaml"));
    BOOST_TEST(said == folder.file("top.yaml") + ":2:7: seed: -1 must be at least 0\n" +
                           folder.file("base.yaml") + ":13:1: seeed: unknown key; did you mean `seed`?");
}

BOOST_AUTO_TEST_CASE(a_scenario_based_on_itself_is_refused) {
    const Folder folder;
    folder.write("one.yaml", "base: two.yaml\n");
    folder.write("two.yaml", "base: ./one.yaml\n");
    BOOST_TEST(mentions(problems_of_file(folder.file("one.yaml")),
                        "two.yaml:1:7: base: " + folder.file("one.yaml") + " is based on itself"));
    for (int i = 0; i < 12; ++i)
        folder.write(fmt::format("c{}.yaml", i), fmt::format("base: c{}.yaml\n", i + 1));
    BOOST_TEST(
        mentions(problems_of_file(folder.file("c0.yaml")), "more than 10 scenarios based on each other"));
}

BOOST_AUTO_TEST_CASE(a_base_that_is_not_there_is_named) {
    const Folder folder;
    const std::string said = problems_of(folder, "base: mal\ntitle: A\n");
    BOOST_TEST(mentions(said, "s.yaml:1:7: base: there is no scenario"));
    BOOST_TEST(mentions(said, "did you mean `mali`?"));
}

BOOST_AUTO_TEST_CASE(the_index_is_a_name_of_the_library_a_file_or_a_tree) {
    const Folder folder;
    const std::string tree = "{name: size, parts: [{indicator: population, bounds: [0, 9]}]}\n";
    folder.write("my.yaml", "index: mine\ntree: " + tree);
    const Scenario by_file = scenario_of(folder, std::string(head) + "index: my.yaml\n");
    BOOST_TEST(by_file.index.file.path == folder.path() / "my.yaml");
    BOOST_TEST(by_file.index.tree.name == "mine");
    BOOST_TEST(by_file.index.tree.root.parts.at(0).high == 9);
    const Scenario here = scenario_of(folder, std::string(head) + "index: " + tree);
    BOOST_TEST(here.index.tree.name == "size");
    BOOST_TEST(here.index.written_here);
    BOOST_TEST(mentions(
        problems_of(folder, std::string(head) + "index: mali-open-dat\n"),
        "s.yaml:13:8: index: `mali-open-dat` is neither an index of the library nor a file; did you mean "
        "`mali-open-data`?"));
}

BOOST_AUTO_TEST_CASE(a_folder_called_like_a_shipped_scenario_is_not_in_its_way) {
    const Folder folder;
    folder.write("mali/x.csv", "");
    folder.write("results/x.csv", "");
    const std::string said = problems_of(folder, "base: mali\ntitle: A\n");
    BOOST_TEST(mentions(said, "library/mali.yaml:"));  // its files are not there
    BOOST_TEST(!mentions(said, "folder;"));
    BOOST_TEST(problems_of(folder, "base: results\ntitle: A\n") ==
               "s.yaml:1:7: base: " + folder.file("results") + " is a folder; name the scenario file in it");
}

BOOST_AUTO_TEST_CASE(a_key_has_a_place_also_inside_lists_and_with_dots) {
    const Folder folder;
    const Scenario s = scenario_of(folder, std::string(head) + everything);
    BOOST_TEST(to_string(mark_of(s, "as_of")) == "s.yaml:2:1");
    BOOST_TEST(mark_of(s, "layers.conflict[0].lat").column == 52);
    BOOST_TEST(mark_of(s, "localities.parents[1].name").line == 10);
    BOOST_TEST(mark_of(s, "localities.parents[7].name").line == 8);  // the nearest that is there
    BOOST_TEST(mark_of(s, "layers.flood.nothing").line == 13);
}

BOOST_AUTO_TEST_CASE(a_resolved_scenario_reads_back_as_itself) {
    const Folder folder;
    const Scenario s =
        scenario_of(folder, std::string(head) + everything +
                                "description: |\n  Two lines,\n  \"quoted\" \\ and \ttab\nindex: {name: a, "
                                "parts: [{indicator: population, bounds: [0, 1]}]}\n"
                                "outputs: []\n");
    const std::string text = to_yaml(s.tree);
    const Scenario again = scenario_of(folder, text);
    BOOST_TEST(to_yaml(again.tree) == text);
    BOOST_TEST(again.description == s.description);
    BOOST_TEST(again.conflict[0].precision_km.at("1") == 0);
}

BOOST_AUTO_TEST_CASE(shipped_scenarios_agree_with_the_schema) {
    const auto names = library_scenarios();
    BOOST_TEST((std::find(names.begin(), names.end(), "mali") != names.end()));
    for (const std::string& name : names)
        for (const Problem& problem :
             check_against_schema(parse_yaml(*library_scenario(name), name), scenario_schema_text()))
            BOOST_TEST(to_string(problem) == "");
    BOOST_TEST(!library_scenario("nothing").has_value());
    BOOST_TEST(!library_scenario("indices/mali-open-data").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
