// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/write_geojson.hpp>

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <djoliba/engine/error.hpp>
#include <djoliba/layers/staging.hpp>
#include <nlohmann/json.hpp>

#include "writing_support.hpp"

using namespace djoliba;
using namespace writing;
using nlohmann::json;

namespace {

const std::vector<MultiPolygon> no_shapes;

std::vector<MultiPolygon> shapes_of(const Ring& ring) { return {{{ring}}}; }

/// A layer with one column, the code, and the given shapes, which must outlive it.
FeatureLayer layer_of(const std::vector<MultiPolygon>& shapes) {
    FeatureLayer layer;
    layer.name = "commune";
    layer.table.columns = {{"code", ColumnType::text}};
    for (const auto& shape : shapes) {
        std::string code = "C";
        layer.table.rows.push_back({code += std::to_string(layer.shapes.size())});
        layer.shapes.push_back(&shape);
    }
    return layer;
}

FeatureLayer layer_of(std::vector<MultiPolygon>&& shapes) = delete;

struct Written {
    GeojsonAccount account;
    std::string text;
    json parsed;
    const json& geometry(std::size_t i) const { return parsed["features"][i]["geometry"]; }
};

Written write(const FeatureLayer& layer, bool synthetic = false) {
    const TempDir dir;
    Written out;
    out.account = write_geojson(dir / "l.geojson", layer, stamp(synthetic));
    out.text = file_bytes(dir / "l.geojson");
    out.parsed = json::parse(out.text);
    return out;
}

Written write(const std::vector<MultiPolygon>& shapes, bool synthetic = false) {
    const FeatureLayer layer = layer_of(shapes);
    return write(layer, synthetic);
}

/// Runs the strict validator; 0 where it finds nothing.
int validate(const std::filesystem::path& file, const std::string& output = ">&2") {
    const std::string program = std::string("python3 ") + DJOLIBA_SOURCE_DIR + "/tests/cli/rfc7946.py ";
    return std::system((program + file.string() + " " + output).c_str());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(write_geojson_file)

BOOST_AUTO_TEST_CASE(a_layer_without_rows_is_a_collection_without_bbox) {
    const Written w = write(no_shapes);
    BOOST_TEST(w.parsed["type"] == "FeatureCollection");
    BOOST_TEST(w.parsed["features"].empty());
    BOOST_TEST(!w.parsed.contains("bbox"));
    BOOST_TEST(!w.parsed.contains("crs"));
}

BOOST_AUTO_TEST_CASE(a_row_without_a_shape_has_a_null_geometry_and_is_counted) {
    const std::vector<MultiPolygon> shapes = {{}};
    FeatureLayer layer = layer_of(shapes);
    layer.table.rows.push_back({std::string("C1")});
    layer.shapes.push_back(nullptr);
    const Written w = write(layer);
    BOOST_TEST(w.account.without_shape == 2);
    BOOST_TEST(w.geometry(0).is_null());
    BOOST_TEST(w.geometry(1).is_null());
    BOOST_TEST(w.parsed["features"][1]["id"] == "C1");
}

BOOST_AUTO_TEST_CASE(shells_run_counter_clockwise_and_holes_clockwise_whatever_came_in) {
    const Ring clockwise = {{0, 0}, {0, 3}, {3, 3}, {3, 0}, {0, 0}};
    const Ring counter = {{1, 1}, {2, 1}, {2, 2}, {1, 2}, {1, 1}};
    const Written w = write(std::vector<MultiPolygon>{{{clockwise, counter}}});
    const json polygon = w.geometry(0)["coordinates"][0];
    BOOST_TEST(polygon[0] == json::parse("[[0,0],[3,0],[3,3],[0,3],[0,0]]"));
    BOOST_TEST(polygon[1] == json::parse("[[1,1],[1,2],[2,2],[2,1],[1,1]]"));
    BOOST_TEST(w.parsed["bbox"] == json::parse("[0,0,3,3]"));
}

BOOST_AUTO_TEST_CASE(coordinates_have_at_most_six_decimals_without_trailing_zeros) {
    const Written w =
        write(shapes_of({{-0.0000004, -12.5}, {1.12345678, -12.5}, {1, -11.000001}, {-0.0000004, -12.5}}));
    BOOST_TEST(w.text.find("[[[[0,-12.5],[1.123457,-12.5],[1,-11.000001],[0,-12.5]]]]") != std::string::npos,
               w.text);
}

BOOST_AUTO_TEST_CASE(repeated_positions_go_and_an_open_ring_is_closed) {
    const Written w = write(shapes_of({{0, 0}, {1, 0}, {1.0000001, 0}, {1, 1}, {0, 1e-8}}));
    BOOST_TEST(w.geometry(0)["coordinates"][0][0] == json::parse("[[0,0],[1,0],[1,1],[0,0]]"));
}

BOOST_AUTO_TEST_CASE(slivers_narrower_than_the_rounding_do_not_leave_spikes) {
    const json triangle = json::parse("[[0,0],[4,0],[4,4],[0,0]]");
    // In the middle, at the start, at the end, and one with a bend.
    const std::vector<Ring> rings = {
        {{0, 0}, {4, 0}, {5, 2}, {4, 1e-8}, {4, 4}, {0, 0}},
        {{0, 0}, {-1, 1}, {1e-8, 0}, {4, 0}, {4, 4}, {0, 0}},
        {{-1, 1}, {1e-8, 0}, {4, 0}, {4, 4}, {0, 0}, {-1, 1}},
        {{0, 0}, {4, 0}, {5, 2}, {6, 6}, {5, 2 + 1e-8}, {4, 1e-8}, {4, 4}, {0, 0}},
    };
    for (const auto& ring : rings)
        BOOST_TEST(write(shapes_of(ring)).geometry(0)["coordinates"][0][0] == triangle);
}

BOOST_AUTO_TEST_CASE(rings_that_collapse_are_left_out_and_counted) {
    const double e = 1e-8;
    const Ring tiny = {{1, 1}, {1 + e, 1}, {1, 1 + e}, {1, 1}};
    const Ring flat = {{0, 0}, {1, 0}, {2, 0}, {0, 0}};
    Polygon with_hole = square(0, 0, 3)[0];
    with_hole.push_back(tiny);
    const Written w = write(std::vector<MultiPolygon>{{with_hole, {tiny}}, {{flat, tiny}}});
    BOOST_TEST(w.geometry(0)["coordinates"].size() == 1u);
    BOOST_TEST(w.geometry(0)["coordinates"][0].size() == 1u);
    BOOST_TEST(w.geometry(1).is_null());
    BOOST_TEST(w.account.collapsed_rings == 4);  // a hole, a shell, and a shell with its hole
    BOOST_TEST(w.account.lost_shapes == 1);
    BOOST_TEST(w.account.without_shape == 0);
}

BOOST_AUTO_TEST_CASE(properties_keep_their_order_and_missing_is_null) {
    const std::vector<MultiPolygon> shapes = {square(0, 0, 1), square(1, 0, 1), square(2, 0, 1)};
    FeatureLayer layer = layer_of(shapes);
    layer.table = three_communes();
    const Written w = write(layer);
    BOOST_TEST(
        w.text.find(
            R"("properties":{"rank":2,"code":"ML060101","name":"Diré, \"ville\"","population":23000.5,)"
            R"("score":0.1,"class":1,"in_list":false})") != std::string::npos,
        w.text);
    BOOST_TEST(w.text.find(R"({"rank":null,"code":"ML090101","name":"Ménaka","population":null,"score":null,)"
                           R"("class":null,"in_list":null})") != std::string::npos);
    BOOST_TEST(w.parsed["features"][2]["bbox"] == json::parse("[2,0,3,1]"));
    BOOST_TEST(w.parsed["bbox"] == json::parse("[0,0,3,1]"));
}

BOOST_AUTO_TEST_CASE(title_date_note_and_the_synthetic_warning_are_members_of_the_collection) {
    const Written plain = write(no_shapes), synthetic = write(no_shapes, true);
    BOOST_TEST(plain.parsed["title"] == "Mali, saison des pluies");
    BOOST_TEST(plain.parsed["as_of"] == "2024-06-30");
    BOOST_TEST(plain.parsed["note"] == "Limites : cadre 2016");
    BOOST_TEST(plain.parsed["synthetic"] == false);
    BOOST_TEST(!plain.parsed.contains("warning"));
    BOOST_TEST(synthetic.parsed["synthetic"] == true);
    BOOST_TEST(synthetic.parsed.contains("warning"));
}

BOOST_AUTO_TEST_CASE(the_strict_validator_finds_nothing) {
    const TempDir dir;
    Polygon with_hole = square(-4, 14, 3)[0];
    with_hole.push_back(square(-3, 15, 1)[0][0]);
    const std::vector<MultiPolygon> shapes = {
        square(-12.239237, 10.141371, 0.333333), {with_hole, square(2, 2, 1)[0]}, {}};
    FeatureLayer layer = layer_of(shapes);
    layer.table = three_communes();
    write_geojson(dir / "l.geojson", layer, stamp(true));
    if (std::system("python3 -c '' 2>/dev/null") != 0) {
        BOOST_TEST_MESSAGE("skipped: no python3");
        return;
    }
    BOOST_TEST(validate(dir / "l.geojson") == 0);
}

BOOST_AUTO_TEST_CASE(the_strict_validator_finds_what_is_wrong) {
    if (std::system("python3 -c '' 2>/dev/null") != 0) {
        BOOST_TEST_MESSAGE("skipped: no python3");
        return;
    }
    const TempDir dir;
    const auto polygon = [](const std::string& rings) {
        return R"({"type":"Polygon","coordinates":)" + rings + "}";
    };
    const std::vector<std::string> wrong = {
        "",
        "\xEF\xBB\xBF" + polygon("[[[0,0],[1,0],[1,1],[0,0]]]"),
        R"({"type":"FeatureCollection","features":[],"crs":null})",
        R"({"type":"FeatureCollection","features":[],"bbox":[0,0,1,1]})",
        R"({"type":"Feature","properties":{}})",
        R"({"type":"Feature","properties":{"a":NaN},"geometry":null})",
        R"({"type":"Feature","properties":{"a":1,"a":2},"geometry":null})",
        R"({"type":"Feature","id":null,"properties":{},"geometry":null})",
        polygon("[[[0,0],[1,1],[1,0],[0,0]]]"),                            // clockwise
        polygon("[[[0,0],[1,0],[1,1],[0,1]]]"),                            // open
        polygon("[[[0,0],[1,0],[0,0]]]"),                                  // too short
        polygon("[[[0,0],[1,0],[1,0],[1,1],[0,0]]]"),                      // repeats
        polygon("[[[0,0],[1,0],[2,0],[0,0]]]"),                            // flat
        polygon("[[[0,0],[181,0],[1,1],[0,0]]]"),                          // off the earth
        polygon("[[[0,0],[1.123456789,0],[1,1],[0,0]]]"),                  // false precision
        polygon("[[[0,0],[9,0],[9,9],[0,0]],[[5,1],[6,1],[6,2],[5,1]]]"),  // hole the wrong way
    };
    write_text(dir / "good.json", polygon("[[[0,0],[9,0],[9,9],[0,0]],[[5,1],[6,2],[6,1],[5,1]]]"));
    BOOST_TEST(validate(dir / "good.json") == 0);
    for (const auto& text : wrong) {
        write_text(dir / "wrong.json", text);
        BOOST_TEST(validate(dir / "wrong.json", ">/dev/null") != 0, text);
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_longitude_and_latitude_is_refused_with_its_locality) {
    const TempDir dir;
    const std::vector<MultiPolygon> shapes = {square(500000, 1500000, 10)};
    FeatureLayer layer = layer_of(shapes);
    BOOST_CHECK_EXCEPTION(write_geojson(dir / "l.geojson", layer, stamp()), Error, [](const Error& error) {
        return std::string(error.what()).find("commune C0: the position 500000, 1500000") !=
               std::string::npos;
    });
    layer.crs = "EPSG:32629";
    BOOST_CHECK_THROW(write_geojson(dir / "l.geojson", layer, stamp()), Error);
    BOOST_TEST(dir.names().empty());
}

BOOST_AUTO_TEST_CASE(rows_and_shapes_must_pair) {
    const TempDir dir;
    FeatureLayer layer = layer_of(no_shapes);
    layer.shapes.push_back(nullptr);
    BOOST_CHECK_THROW(write_geojson(dir / "l.geojson", layer, stamp()), Error);
}

BOOST_AUTO_TEST_CASE(a_failing_write_leaves_no_file) {
    const TempDir dir;
    const std::vector<MultiPolygon> shapes(50, square(0, 0, 1));
    const FeatureLayer layer = layer_of(shapes);
    {
        const FileSizeLimit limit(2000);
        BOOST_CHECK_THROW(write_geojson(dir / "l.geojson", layer, stamp()), Error);
    }
    BOOST_TEST(dir.names().empty());
}

BOOST_AUTO_TEST_CASE(lines_are_written_with_their_boxes_and_without_geometry_where_they_have_none) {
    LineLayer layer{"flows", {}, {{{1.5, 2}, {-3.25, 14.1234567}}, {}}};
    layer.table.columns = {{"code", ColumnType::text}, {"people"}};
    layer.table.rows = {{std::string("A>B"), 12.5}, {std::string("B>A"), Cell{}}};
    const TempDir dir;
    write_geojson_lines(dir / "l.geojson", layer, stamp(false));
    const json parsed = json::parse(file_bytes(dir / "l.geojson"));
    const json& line = parsed["features"][0];
    BOOST_TEST((line["geometry"] ==
                json::parse(R"({"type":"LineString","coordinates":[[1.5,2],[-3.25,14.123457]]})")));
    BOOST_TEST((line["bbox"] == json::parse("[-3.25,2,1.5,14.123457]")));
    BOOST_TEST((parsed["bbox"] == line["bbox"]));
    BOOST_TEST(line["id"] == "A>B");
    BOOST_TEST(line["properties"]["people"] == 12.5);
    BOOST_TEST(parsed["features"][1]["geometry"].is_null());
    BOOST_TEST(!parsed["features"][1].contains("bbox"));
    BOOST_TEST(validate(dir / "l.geojson") == 0);
}

BOOST_AUTO_TEST_CASE(each_row_needs_a_line_on_the_globe) {
    LineLayer layer{"flows", {}, {{{200, 2}, {0, 0}}}};
    layer.table.columns = {{"code", ColumnType::text}};
    layer.table.rows = {{std::string("A>B")}};
    const TempDir dir;
    BOOST_CHECK_THROW(write_geojson_lines(dir / "l.geojson", layer, stamp(false)), Error);
    layer.lines.clear();
    BOOST_CHECK_THROW(write_geojson_lines(dir / "l.geojson", layer, stamp(false)), Error);
    BOOST_TEST(!std::filesystem::exists(dir / "l.geojson"));
}

BOOST_AUTO_TEST_SUITE_END()
