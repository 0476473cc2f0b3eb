// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/write_gpkg.hpp>

#include <gdal.h>
#include <ogr_api.h>

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <djoliba/engine/error.hpp>
#include <memory>
#include <thread>

#include "../problems.hpp"
#include "writing_support.hpp"

using namespace djoliba;
using namespace writing;

namespace {

struct Close {
    void operator()(void* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<void, Close>;

Dataset open(const std::filesystem::path& file) {
    GDALAllRegister();
    return Dataset(GDALOpenEx(file.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr));
}

/// One value of a query as text; "<null>" for NULL.
std::string query(const std::filesystem::path& file, const std::string& sql) {
    const Dataset dataset = open(file);
    OGRLayerH result = GDALDatasetExecuteSQL(dataset.get(), sql.c_str(), nullptr, nullptr);
    if (result == nullptr) return "<no result>";
    OGRFeatureH feature = OGR_L_GetNextFeature(result);
    const std::string text = feature == nullptr                       ? "<no row>"
                             : OGR_F_IsFieldSetAndNotNull(feature, 0) ? OGR_F_GetFieldAsString(feature, 0)
                                                                      : "<null>";
    if (feature != nullptr) OGR_F_Destroy(feature);
    GDALDatasetReleaseResultSet(dataset.get(), result);
    return text;
}

const std::vector<MultiPolygon>& squares() {
    static const std::vector<MultiPolygon> shapes = {square(-4, 14, 1), square(-3, 14, 1), {}};
    return shapes;
}

FeatureLayer communes(const std::string& name = "commune") {
    FeatureLayer layer;
    layer.name = name;
    layer.label_fr = name == "commune" ? "Communes" : "";
    layer.table = three_communes();
    for (const auto& shape : squares()) layer.shapes.push_back(&shape);
    return layer;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(write_gpkg_file)

BOOST_AUTO_TEST_CASE(values_come_back_and_missing_is_null) {
    const TempDir dir;
    write_gpkg(dir / "l.gpkg", {communes("region"), communes()}, stamp());
    BOOST_TEST(query(dir / "l.gpkg", "SELECT count(*) FROM commune") == "3");
    BOOST_TEST(query(dir / "l.gpkg", "SELECT name FROM commune WHERE fid = 2") == "Diré, \"ville\"");
    BOOST_TEST(query(dir / "l.gpkg", "SELECT score FROM commune WHERE fid = 2") == "0.1");
    BOOST_TEST(query(dir / "l.gpkg", "SELECT typeof(in_list) || in_list FROM commune WHERE fid = 1") ==
               "integer1");
    for (const char* column : {"rank", "population", "score", "class", "in_list", "geom"})
        BOOST_TEST(query(dir / "l.gpkg",
                         std::string("SELECT ") + column + " IS NULL FROM commune WHERE fid = 3") == "1",
                   column);
    BOOST_TEST(query(dir / "l.gpkg",
                     "SELECT group_concat(table_name) FROM gpkg_contents WHERE data_type = 'features'") ==
               "region,commune");
}

BOOST_AUTO_TEST_CASE(shapes_come_back) {
    const TempDir dir;
    write_gpkg(dir / "l.gpkg", {communes()}, stamp());
    const Dataset dataset = open(dir / "l.gpkg");
    OGRLayerH layer = GDALDatasetGetLayerByName(dataset.get(), "commune");
    OGREnvelope extent;
    BOOST_REQUIRE(OGR_L_GetExtent(layer, &extent, TRUE) == OGRERR_NONE);
    BOOST_TEST(extent.MinX == -4);
    BOOST_TEST(extent.MaxX == -2);
    BOOST_TEST(extent.MaxY == 15);
    BOOST_TEST(OGR_L_GetGeomType(layer) == wkbMultiPolygon);
}

BOOST_AUTO_TEST_CASE(each_layer_has_a_default_style_that_a_map_program_finds) {
    const TempDir dir;
    write_gpkg(dir / "l.gpkg", {communes("region"), communes()}, stamp());
    const std::string where =
        " FROM layer_styles WHERE f_table_catalog = '' AND f_table_schema = '' AND f_table_name = 'commune' "
        "AND "
        "f_geometry_column = 'geom' AND useAsDefault = 1";
    BOOST_TEST(query(dir / "l.gpkg", "SELECT count(*) FROM layer_styles") == "2");
    BOOST_TEST(query(dir / "l.gpkg", "SELECT styleQML" + where) == class_style_qml(communes(), false));
    BOOST_TEST(query(dir / "l.gpkg", "SELECT styleSLD" + where) == class_style_sld(communes()));
    BOOST_TEST(query(dir / "l.gpkg", "SELECT CAST(update_time AS TEXT)" + where) ==
               "2024-06-30T00:00:00.000Z");
}

BOOST_AUTO_TEST_CASE(not_assessed_has_a_hatched_legend_entry_of_its_own_apart_from_the_lowest_class) {
    const std::string qml = class_style_qml(communes(), false);
    BOOST_TEST(count(qml, "<category ") == 6u);
    BOOST_TEST(mentions(qml, R"(<category value="" symbol="0" label="non évalué" render="true"/>)"));
    BOOST_TEST(mentions(
        qml, R"x(<category value="1" symbol="1" label="1 - très faible (0,0 à 1,9)" render="true"/>)x"));
    BOOST_TEST(count(qml, "LinePatternFill") == 1u);
    BOOST_TEST(mentions(qml, R"(<alias index="4" field="population" name="Population"/>)"));
    const std::string sld = class_style_sld(communes());
    BOOST_TEST(count(sld, "<se:Rule>") == 6u);
    BOOST_TEST(mentions(sld, "<ogc:PropertyIsNull>"));
}

BOOST_AUTO_TEST_CASE(texts_are_escaped_in_the_style) {
    FeatureLayer layer = communes();
    layer.table.columns[0].label_fr = "a < b & \"c\"";
    BOOST_TEST(mentions(class_style_qml(layer, false), "a &lt; b &amp; &quot;c&quot;"));
}

BOOST_AUTO_TEST_CASE(a_layer_without_classes_has_no_style) {
    const TempDir dir;
    FeatureLayer layer = communes();
    layer.table.columns[5].name = "classe";
    write_gpkg(dir / "l.gpkg", {layer}, stamp());
    BOOST_TEST(query(dir / "l.gpkg", "SELECT count(*) FROM gpkg_contents") == "1");
}

BOOST_AUTO_TEST_CASE(synthetic_is_said_in_the_metadata_the_contents_and_the_legend) {
    const TempDir dir;
    write_gpkg(dir / "l.gpkg", {communes()}, stamp(true));
    const Dataset dataset = open(dir / "l.gpkg");
    BOOST_TEST(std::string(GDALGetMetadataItem(dataset.get(), "synthetic", nullptr)) == "true");
    BOOST_TEST(std::string(GDALGetMetadataItem(dataset.get(), "as_of", nullptr)) == "2024-06-30");
    BOOST_TEST(query(dir / "l.gpkg", "SELECT identifier FROM gpkg_contents WHERE table_name = 'commune'") ==
               "Communes (données synthétiques)");
    BOOST_TEST(
        mentions(query(dir / "l.gpkg", "SELECT description FROM gpkg_contents WHERE table_name = 'commune'"),
                 "SYNTHETIC DATA"));
    BOOST_TEST(mentions(query(dir / "l.gpkg", "SELECT styleQML FROM layer_styles"), "DONNÉES SYNTHÉTIQUES"));
}

BOOST_AUTO_TEST_CASE(the_same_bytes_come_out_at_another_time_and_in_another_thread) {
    const TempDir dir;
    write_gpkg(dir / "a.gpkg", {communes("region"), communes()}, stamp(true));
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    std::thread([&] { write_gpkg(dir / "b.gpkg", {communes("region"), communes()}, stamp(true)); }).join();
    BOOST_TEST((file_bytes(dir / "a.gpkg") == file_bytes(dir / "b.gpkg")));
    BOOST_TEST(query(dir / "a.gpkg",
                     "SELECT count(*) FROM gpkg_contents WHERE last_change <> '2024-06-30T00:00:00.000Z'") ==
               "0");
}

BOOST_AUTO_TEST_CASE(an_older_file_is_replaced) {
    const TempDir dir;
    write_gpkg(dir / "l.gpkg", {communes("region")}, stamp());
    write_gpkg(dir / "l.gpkg", {communes()}, stamp());
    BOOST_TEST(query(dir / "l.gpkg", "SELECT table_name FROM gpkg_contents WHERE data_type = 'features'") ==
               "commune");
    BOOST_TEST(dir.names() == std::set<std::string>{"l.gpkg"});
}

BOOST_AUTO_TEST_CASE(what_cannot_be_written_is_an_error_that_leaves_no_file) {
    const TempDir dir;
    FeatureLayer unknown = communes();
    unknown.crs = "EPSG:nowhere";
    BOOST_CHECK_THROW(write_gpkg(dir / "l.gpkg", {unknown}, stamp()), Error);
    FeatureLayer unpaired = communes();
    unpaired.shapes.pop_back();
    BOOST_CHECK_THROW(write_gpkg(dir / "l.gpkg", {unpaired}, stamp()), Error);
    BOOST_CHECK_THROW(write_gpkg(dir / "l.gpkg", {communes(), communes()}, stamp()), Error);
    BOOST_CHECK_THROW(write_gpkg(dir / "l.gpkg", {}, stamp()), Error);
    BOOST_CHECK_THROW(write_gpkg(dir / "absent/l.gpkg", {communes()}, stamp()), Error);
    {
        const FileSizeLimit limit(20000);
        BOOST_CHECK_THROW(write_gpkg(dir / "l.gpkg", {communes()}, stamp()), Error);
    }
    BOOST_TEST(dir.names().empty());
}

BOOST_AUTO_TEST_SUITE_END()
