// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/write_cog.hpp>

#include <gdal.h>

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstring>
#include <djoliba/engine/error.hpp>
#include <memory>

#include "../problems.hpp"
#include "writing_support.hpp"

using namespace djoliba;
using namespace writing;

namespace {

constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

struct Close {
    void operator()(void* dataset) const { GDALClose(dataset); }
};

/// A raster as GDAL reads it back.
struct Opened {
    std::unique_ptr<void, Close> dataset;

    explicit Opened(const std::filesystem::path& file) {
        GDALAllRegister();
        dataset.reset(GDALOpenEx(file.c_str(), GDAL_OF_RASTER, nullptr, nullptr, nullptr));
    }
    GDALRasterBandH band(int i = 1) const { return GDALGetRasterBand(dataset.get(), i); }
    std::string tag(const char* key, const char* domain = nullptr) const {
        const char* value = GDALGetMetadataItem(dataset.get(), key, domain);
        return value == nullptr ? "" : value;
    }
    static std::vector<float> values(GDALRasterBandH band) {
        const int cols = GDALGetRasterBandXSize(band), rows = GDALGetRasterBandYSize(band);
        std::vector<float> out(static_cast<std::size_t>(cols) * static_cast<std::size_t>(rows));
        BOOST_REQUIRE(GDALRasterIO(band, GF_Read, 0, 0, cols, rows, out.data(), cols, rows, GDT_Float32, 0,
                                   0) == CE_None);
        return out;
    }
};

Grid grid_of(std::int64_t cols, std::int64_t rows) { return {-12.25, 25.0, 0.0025, 0.0025, cols, rows}; }

RasterOutput density(const Grid& grid) {
    RasterOutput out;
    out.grid = grid;
    out.bands = {{"Personnes par km²", "people/km2"}};
    out.tags = {{"source", "essai"}};
    return out;
}

/// A smooth surface with a round hole of missing values.
RowFiller surface(const Grid& grid) {
    return [grid](int band, std::int64_t row, std::int64_t rows, std::span<float> out) {
        for (std::int64_t i = 0; i < rows * grid.cols; ++i) {
            const double x = static_cast<double>(i % grid.cols), y = static_cast<double>(row + i / grid.cols);
            const bool hole = std::hypot(x - 300, y - 300) < 150;
            out[static_cast<std::size_t>(i)] =
                hole ? unknown : static_cast<float>(band + 1 + std::sin(x / 50) * std::cos(y / 70));
        }
    };
}

std::uint32_t u32(const std::string& bytes, std::size_t at) {
    std::uint32_t value = 0;
    std::memcpy(&value, bytes.data() + at, 4);
    return value;
}

std::uint16_t u16(const std::string& bytes, std::size_t at) {
    std::uint16_t value = 0;
    std::memcpy(&value, bytes.data() + at, 2);
    return value;
}

struct Directory {
    std::uint32_t at = 0, width = 0, first_tile = 0;
};

/// The image directories of a little-endian TIFF in their order.
std::vector<Directory> directories(const std::string& tiff) {
    std::vector<Directory> found;
    for (std::uint32_t at = u32(tiff, 4); at != 0;) {
        Directory directory;
        directory.at = at;
        const unsigned entries = u16(tiff, at);
        for (unsigned i = 0; i < entries; ++i) {
            const std::size_t entry = at + 2 + 12 * i;
            const std::uint32_t count = u32(tiff, entry + 4), value = u32(tiff, entry + 8);
            if (u16(tiff, entry) == 256)
                directory.width = u16(tiff, entry + 2) == 3 ? u16(tiff, entry + 8) : value;
            if (u16(tiff, entry) == 324) directory.first_tile = count == 1 ? value : u32(tiff, value);
        }
        found.push_back(directory);
        at = u32(tiff, at + 2 + 12 * entries);
    }
    return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(write_cog_file)

BOOST_AUTO_TEST_CASE(one_cell_is_a_raster) {
    const TempDir dir;
    write_cog(dir / "one.tif", density(grid_of(1, 1)), stamp(), {{2.5f}});
    const Opened raster(dir / "one.tif");
    BOOST_TEST(Opened::values(raster.band()) == std::vector<float>{2.5f});
    BOOST_TEST(dir.names() == std::set<std::string>{"one.tif"});
}

BOOST_AUTO_TEST_CASE(grid_crs_nodata_unit_description_and_tags_come_back) {
    const TempDir dir;
    write_cog(dir / "d.tif", density(grid_of(2, 2)), stamp(true), {{1, unknown, 3, 4}});
    const Opened raster(dir / "d.tif");
    double transform[6];
    BOOST_REQUIRE(GDALGetGeoTransform(raster.dataset.get(), transform) == CE_None);
    BOOST_TEST(transform[0] == -12.25);
    BOOST_TEST(transform[3] == 25.0);
    BOOST_TEST(transform[5] == -0.0025);
    BOOST_TEST(mentions(GDALGetProjectionRef(raster.dataset.get()), "4326"));
    int declared = 0;
    BOOST_TEST(std::isnan(GDALGetRasterNoDataValue(raster.band(), &declared)));
    BOOST_TEST(declared == 1);
    BOOST_TEST(std::isnan(Opened::values(raster.band())[1]));
    BOOST_TEST(std::string(GDALGetRasterUnitType(raster.band())) == "people/km2");
    BOOST_TEST(std::string(GDALGetDescription(raster.band())) == "Personnes par km²");
    BOOST_TEST(raster.tag("source") == "essai");
    BOOST_TEST(raster.tag("as_of") == "2024-06-30");
    BOOST_TEST(raster.tag("synthetic") == "true");
    BOOST_TEST(raster.tag("note") == "Limites : cadre 2016");
    BOOST_TEST(mentions(raster.tag("TIFFTAG_IMAGEDESCRIPTION"), "SYNTHETIC DATA"));
    BOOST_TEST(raster.tag("AREA_OR_POINT") == "Area");
}

BOOST_AUTO_TEST_CASE(statistics_count_known_cells_only) {
    const TempDir dir;
    write_cog(dir / "d.tif", density(grid_of(2, 2)), stamp(), {{1, unknown, 3, 5}});
    const Opened raster(dir / "d.tif");
    const auto item = [&](const char* key) {
        return std::string(GDALGetMetadataItem(raster.band(), key, nullptr));
    };
    BOOST_TEST(item("STATISTICS_MINIMUM") == "1");
    BOOST_TEST(item("STATISTICS_MAXIMUM") == "5");
    BOOST_TEST(item("STATISTICS_MEAN") == "3");
    BOOST_TEST(std::stod(item("STATISTICS_STDDEV")) == std::sqrt(8.0 / 3),
               boost::test_tools::tolerance(1e-12));
    BOOST_TEST(item("STATISTICS_VALID_PERCENT") == "75.00");
}

BOOST_AUTO_TEST_CASE(a_value_with_its_own_meaning_is_written_and_takes_no_part_in_statistics) {
    const TempDir dir;
    auto output = density(grid_of(2, 2));
    output.apart = 1e10;
    Stamp dateless = stamp();
    dateless.as_of = {};
    write_cog(dir / "d.tif", output, dateless, {{1, unknown, 3, 1e10F}});
    const Opened raster(dir / "d.tif");
    BOOST_TEST(Opened::values(raster.band())[3] == 1e10F);
    const auto item = [&](const char* key) {
        return std::string(GDALGetMetadataItem(raster.band(), key, nullptr));
    };
    BOOST_TEST(item("STATISTICS_MAXIMUM") == "3");
    BOOST_TEST(item("STATISTICS_MEAN") == "2");
    BOOST_TEST(item("STATISTICS_VALID_PERCENT") == "50.00");
    BOOST_TEST(GDALGetMetadataItem(raster.dataset.get(), "as_of", nullptr) == nullptr);
}

BOOST_AUTO_TEST_CASE(a_raster_of_missing_values_only_has_no_statistics) {
    const TempDir dir;
    write_cog(dir / "d.tif", density(grid_of(2, 1)), stamp(), {{unknown, unknown}});
    const Opened raster(dir / "d.tif");
    BOOST_TEST(GDALGetMetadataItem(raster.band(), "STATISTICS_MEAN", nullptr) == nullptr);
}

BOOST_AUTO_TEST_CASE(the_layout_is_cloud_optimised) {
    const TempDir dir;
    const Grid grid = grid_of(1300, 1100);
    write_cog(dir / "d.tif", density(grid), stamp(), surface(grid));
    const std::string tiff = file_bytes(dir / "d.tif");
    BOOST_TEST(tiff.substr(0, 4) == std::string("II*\0", 4));
    BOOST_TEST(mentions(tiff.substr(8, 100), "GDAL_STRUCTURAL_METADATA_SIZE"));
    const auto found = directories(tiff);
    BOOST_REQUIRE(found.size() == 3u);
    BOOST_TEST(found[0].width == 1300u);
    BOOST_TEST(found[1].width == 650u);
    BOOST_TEST(found[2].width == 325u);
    for (std::size_t i = 1; i < found.size(); ++i) {
        BOOST_TEST(found[i].at > found[i - 1].at);                  // directories from large to small,
        BOOST_TEST(found[i].first_tile < found[i - 1].first_tile);  // tiles from small to large,
    }
    BOOST_TEST(found[2].at < found[2].first_tile);  // and all directories before all tiles
    int width = 0, height = 0;
    const Opened raster(dir / "d.tif");
    GDALGetBlockSize(raster.band(), &width, &height);
    BOOST_TEST(width == 512);
    BOOST_TEST(height == 512);
    BOOST_TEST(raster.tag("COMPRESSION", "IMAGE_STRUCTURE") == "DEFLATE");
    BOOST_TEST(raster.tag("LAYOUT", "IMAGE_STRUCTURE") == "COG");
}

BOOST_AUTO_TEST_CASE(the_validator_of_gdal_accepts_it_where_it_is_installed) {
    const TempDir dir;
    const Grid grid = grid_of(1300, 1100);
    write_cog(dir / "d.tif", density(grid), stamp(), surface(grid));
    write_cog(dir / "c.tif", class_raster(grid_of(2, 1), "EPSG:4326"), stamp(), {{0, 5}});
    for (const std::string python : {"python3", "/usr/bin/python3"}) {
        if (std::system((python + " -c 'import osgeo_utils' 2>/dev/null").c_str()) != 0) continue;
        const std::string command =
            python + " -m osgeo_utils.samples.validate_cloud_optimized_geotiff -q --full-check=yes ";
        BOOST_TEST(std::system((command + (dir / "d.tif").string()).c_str()) == 0);
        BOOST_TEST(std::system((command + (dir / "c.tif").string()).c_str()) == 0);
        return;
    }
    BOOST_TEST_MESSAGE("skipped: GDAL's Python tools are not installed");
}

BOOST_AUTO_TEST_CASE(values_survive_block_rows_and_bands) {
    const TempDir dir;
    const Grid grid = grid_of(700, 1100);
    RasterOutput output = density(grid);
    output.bands.push_back({"second", "m"});
    write_cog(dir / "d.tif", output, stamp(), surface(grid));
    const Opened raster(dir / "d.tif");
    for (int band : {0, 1}) {
        std::vector<float> expected(700 * 1100);
        surface(grid)(band, 0, 1100, expected);
        const auto got = Opened::values(raster.band(band + 1));
        std::size_t differ = 0;
        for (std::size_t i = 0; i < got.size(); ++i)
            differ += !(got[i] == expected[i] || (std::isnan(got[i]) && std::isnan(expected[i])));
        BOOST_TEST(differ == 0u);
    }
}

BOOST_AUTO_TEST_CASE(overviews_of_densities_average_what_is_known_and_those_of_classes_take_the_commonest) {
    const TempDir dir;
    const Grid grid = grid_of(1024, 1024);
    const auto tiled = [&](std::array<float, 4> cell) {
        std::vector<float> values(1024 * 1024);
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = cell[(i / 1024) % 2 * 2 + i % 2];
        return values;
    };
    write_cog(dir / "d.tif", density(grid), stamp(), {tiled({1, unknown, 3, 5})});
    const Opened density_raster(dir / "d.tif");
    BOOST_TEST(Opened::values(GDALGetOverview(density_raster.band(), 0))[0] == 3.0f);
    write_cog(dir / "c.tif", class_raster(grid, "EPSG:4326"), stamp(), {tiled({5, 1, 1, 4})});
    const Opened class_tif(dir / "c.tif");
    BOOST_TEST(Opened::values(GDALGetOverview(class_tif.band(), 0))[0] == 1.0f);
}

BOOST_AUTO_TEST_CASE(classes_keep_not_assessed_apart_from_outside_and_carry_colours) {
    const TempDir dir;
    write_cog(dir / "c.tif", class_raster(grid_of(3, 1), "EPSG:4326"), stamp(), {{0, 5, unknown}});
    const Opened raster(dir / "c.tif");
    BOOST_TEST(Opened::values(raster.band()) == (std::vector<float>{0, 5, 255}));
    BOOST_TEST(GDALGetRasterNoDataValue(raster.band(), nullptr) == 255.0);
    BOOST_TEST(GDALGetRasterDataType(raster.band()) == GDT_Byte);
    GDALColorTableH colours = GDALGetRasterColorTable(raster.band());
    BOOST_REQUIRE(colours != nullptr);
    BOOST_TEST(GDALGetColorEntry(colours, 5)->c1 == 0xBD);
    BOOST_TEST(GDALGetColorEntry(colours, 0)->c3 == 0xE0);
    BOOST_TEST(raster.tag("CLASS_0") == "non évalué / not assessed");
    BOOST_TEST(mentions(raster.tag("CLASS_5"), "5 - très élevé"));
    BOOST_TEST(GDALGetMetadataItem(raster.band(), "STATISTICS_MEAN", nullptr) == nullptr);
    BOOST_TEST(dir.names() == std::set<std::string>{"c.tif"});
}

BOOST_AUTO_TEST_CASE(the_same_bytes_come_out_for_any_number_of_threads) {
    const TempDir dir;
    const Grid grid = grid_of(1300, 1100);
    std::set<std::string> files;
    for (int threads : {1, 3, 0}) {
        Job job;
        job.threads = threads;
        write_cog(dir / "d.tif", density(grid), stamp(), surface(grid), job);
        files.insert(file_bytes(dir / "d.tif"));
    }
    BOOST_TEST(files.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_raster_source_is_written_as_it_is) {
    const TempDir dir;
    class Source : public RasterSource {
     public:
        const Grid& grid() const override { return grid_; }
        const std::string& crs() const override { return crs_; }
        const std::string& name() const override { return crs_; }
        Window block() const override { return {0, 0, 3, 1}; }
        std::unique_ptr<BlockReader> open() const override {
            class Reader : public BlockReader {
             public:
                void read(const Window& w, std::span<float> out) override {
                    for (std::size_t i = 0; i < out.size(); ++i)
                        out[i] = static_cast<float>(w.row * 3) + static_cast<float>(i);
                }
                void read(const Window&, std::span<double>) override {}
            };
            return std::make_unique<Reader>();
        }

     private:
        Grid grid_ = grid_of(3, 2);
        std::string crs_ = "EPSG:4326";
    };
    const Source source;
    write_cog(dir / "d.tif", density(source.grid()), stamp(), source);
    BOOST_TEST(Opened::values(Opened(dir / "d.tif").band()) == (std::vector<float>{0, 1, 2, 3, 4, 5}));
    BOOST_CHECK_THROW(write_cog(dir / "e.tif", density(grid_of(2, 3)), stamp(), source), Error);
}

BOOST_AUTO_TEST_CASE(values_that_the_raster_cannot_hold_are_refused) {
    const TempDir dir;
    const RasterOutput classes = class_raster(grid_of(1, 1), "EPSG:4326");
    RasterOutput numbered = density(grid_of(1, 1));
    numbered.nodata = -9999;
    for (const float bad : {255.0f, 256.0f, -1.0f, 2.5f})
        BOOST_CHECK_THROW(write_cog(dir / "c.tif", classes, stamp(), {{bad}}), Error);
    BOOST_CHECK_THROW(write_cog(dir / "d.tif", numbered, stamp(), {{-9999.0f}}), Error);
    BOOST_CHECK_THROW(write_cog(dir / "d.tif", density(grid_of(1, 1)), stamp(), {{INFINITY}}), Error);
    BOOST_TEST(dir.names().empty());
}

BOOST_AUTO_TEST_CASE(descriptions_that_contradict_themselves_are_refused) {
    const TempDir dir;
    const auto refused = [&](auto change) {
        RasterOutput output = density(grid_of(1, 1));
        change(output);
        BOOST_CHECK_THROW(write_cog(dir / "d.tif", output, stamp(), {{1.0f}}), Error);
    };
    refused([](RasterOutput& o) { o.grid.cols = 0; });
    refused([](RasterOutput& o) { o.bands.clear(); });
    refused([](RasterOutput& o) { o.palette = {{1, {}, ""}}; });
    refused([](RasterOutput& o) { o.type = RasterType::uint8; });  // nodata is NaN
    refused([](RasterOutput& o) { o.crs = "EPSG:nowhere"; });
    refused([](RasterOutput& o) { o.grid.rows = 2; });
    BOOST_TEST(dir.names().empty());
}

BOOST_AUTO_TEST_CASE(a_failing_write_or_a_cancelled_one_leaves_no_file) {
    const TempDir dir;
    const Grid grid = grid_of(1300, 1100);
    {
        const FileSizeLimit limit(20000);
        BOOST_CHECK_THROW(write_cog(dir / "d.tif", density(grid), stamp(), surface(grid)), Error);
    }
    BOOST_CHECK_THROW(write_cog(dir / "absent/d.tif", density(grid), stamp(), surface(grid)), Error);
    for (const double stop_at : {0.2, 0.6}) {
        double share = 0;
        Job job;
        job.progress = [&](double done) { share = done; };
        job.cancelled = [&] { return share > stop_at; };
        BOOST_CHECK_THROW(write_cog(dir / "d.tif", density(grid), stamp(), surface(grid), job), Cancelled);
    }
    BOOST_TEST(dir.names().empty());
}

BOOST_AUTO_TEST_SUITE_END()
