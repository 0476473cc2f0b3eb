// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cpl_string.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <djoliba/engine/error.hpp>
#include <djoliba/layers/write_cog.hpp>

#include "gdal_crs.hpp"
#include "gdal_errors.hpp"
#include "raster_encoder.hpp"

namespace djoliba {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t tile = 512;

struct DestroyList {
    void operator()(char** list) const { CSLDestroy(list); }
};

/// Creation options "KEY=VALUE".
class Options {
 public:
    Options& set(const char* key, const std::string& value) {
        list_.reset(CSLSetNameValue(list_.release(), key, value.c_str()));
        return *this;
    }
    char** get() const { return list_.get(); }

 private:
    std::unique_ptr<char*, DestroyList> list_;
};

/// Removes a file when it goes out of scope, unless it is to be kept.
struct FileGuard {
    fs::path file;
    bool keep = false;
    ~FileGuard() {
        std::error_code ignored;
        if (!keep) fs::remove(file, ignored);
    }
};

std::string threads_text(const Job& job) {
    return job.threads > 0 ? std::to_string(job.threads) : "ALL_CPUS";
}

void check_output(const fs::path& file, const RasterOutput& output) {
    const std::string name = file.filename().string();
    const auto refuse = [&](const std::string& what) { throw Error({name, "", what, ""}); };
    const Grid& g = output.grid;
    if (g.cols < 1 || g.rows < 1 || g.cols > INT_MAX || g.rows > INT_MAX)
        refuse(fmt::format("a grid of {} x {} cells cannot be written", g.cols, g.rows));
    if (output.bands.empty()) refuse("a raster needs at least one band");
    const bool byte = output.type == RasterType::uint8;
    if (byte && !(output.nodata >= 0 && output.nodata <= 255 && output.nodata == std::floor(output.nodata)))
        refuse(fmt::format("nodata {} does not fit a raster of bytes", output.nodata));
    if (!output.palette.empty() && (!byte || output.bands.size() != 1))
        refuse("colours need one band of bytes");
}

void set_item(void* object, const std::string& key, const std::string& value) {
    GDALSetMetadataItem(object, key.c_str(), value.c_str(), nullptr);
}

void set_tags(GDALDatasetH dataset, const RasterOutput& output, const Stamp& stamp) {
    for (const auto& [key, value] : output.tags) set_item(dataset, key, value);
    for (const auto& entry : output.palette)
        if (!entry.label.empty()) set_item(dataset, fmt::format("CLASS_{}", entry.value), entry.label);
    set_item(dataset, "AREA_OR_POINT", "Area");
    if (stamp.as_of.ok()) set_item(dataset, "as_of", to_string(stamp.as_of));
    set_item(dataset, "synthetic", stamp.synthetic ? "true" : "false");
    if (!stamp.note.empty()) set_item(dataset, "note", stamp.note);
    const std::string warning = stamp.synthetic ? " - " + std::string(synthetic_warning()) : "";
    set_item(dataset, "TIFFTAG_IMAGEDESCRIPTION", stamp.title + warning);
}

void set_palette(GDALRasterBandH band, const std::vector<PaletteEntry>& palette) {
    if (palette.empty()) return;
    const std::unique_ptr<void, void (*)(GDALColorTableH)> table(GDALCreateColorTable(GPI_RGB),
                                                                 GDALDestroyColorTable);
    for (const auto& [value, colour, label] : palette) {
        const GDALColorEntry entry = {colour.red, colour.green, colour.blue, 255};
        GDALSetColorEntry(table.get(), value, &entry);
    }
    GDALSetRasterColorTable(band, table.get());
}

void set_statistics(GDALRasterBandH band, const Statistics& s) {
    if (s.count == 0) return;
    set_item(band, "STATISTICS_MINIMUM", number_text(s.low));
    set_item(band, "STATISTICS_MAXIMUM", number_text(s.high));
    set_item(band, "STATISTICS_MEAN", number_text(s.mean));
    set_item(band, "STATISTICS_STDDEV", number_text(std::sqrt(s.squares / s.count)));
    set_item(band, "STATISTICS_VALID_PERCENT", fmt::format("{:.2f}", 100 * s.count / s.cells));
}

GdalDataset create_plain(const fs::path& file, const RasterOutput& output, const Job& job) {
    Options options;
    options.set("TILED", "YES")
        .set("BLOCKXSIZE", std::to_string(tile))
        .set("BLOCKYSIZE", std::to_string(tile));
    options.set("COMPRESS", "DEFLATE")
        .set("ZLEVEL", "1")
        .set("BIGTIFF", "IF_SAFER")
        .set("INTERLEAVE", "BAND");
    options.set("NUM_THREADS", threads_text(job));
    const auto type = output.type == RasterType::uint8 ? GDT_Byte : GDT_Float32;
    return GdalDataset(GDALCreate(gdal_driver("GTiff"), file.c_str(), static_cast<int>(output.grid.cols),
                                  static_cast<int>(output.grid.rows), static_cast<int>(output.bands.size()),
                                  type, options.get()));
}

void describe(GDALDatasetH dataset, const fs::path& file, const RasterOutput& output, const Stamp& stamp) {
    const Grid& g = output.grid;
    double transform[6] = {g.west, g.dx, 0, g.north, 0, -g.dy};
    GDALSetGeoTransform(dataset, transform);
    const GdalSpatialRef srs = crs_from_id(output.crs, file.filename().string());
    GDALSetSpatialRef(dataset, srs.get());
    set_tags(dataset, output, stamp);
    for (std::size_t i = 0; i < output.bands.size(); ++i) {
        GDALRasterBandH band = GDALGetRasterBand(dataset, static_cast<int>(i) + 1);
        GDALSetRasterNoDataValue(band, output.nodata);
        GDALSetDescription(band, output.bands[i].description.c_str());
        GDALSetRasterUnitType(band, output.bands[i].unit.c_str());
        set_palette(band, output.palette);
    }
}

/// First half of the work is filling, the second the copy.
void report(const Job& job, double share) {
    if (job.cancelled && job.cancelled()) throw Cancelled();
    if (job.progress) job.progress(share);
}

/// False where GDAL refused a block.
bool fill_bands(GDALDatasetH dataset, const std::string& name, const RasterOutput& output,
                const RowFiller& fill, const Job& job) {
    const Encoder encoder(name, output);
    const auto cols = output.grid.cols;
    std::vector<Statistics> statistics(output.bands.size());
    std::vector<float> values(static_cast<std::size_t>(std::min(tile, output.grid.rows) * cols));
    for (std::int64_t row = 0; row < output.grid.rows; row += tile) {
        const std::int64_t rows = std::min(tile, output.grid.rows - row);
        const std::span<float> out(values.data(), static_cast<std::size_t>(rows * cols));
        for (int band = 0; band < static_cast<int>(output.bands.size()); ++band) {
            fill(band, row, rows, out);
            encoder.encode(out, statistics[static_cast<std::size_t>(band)]);
            if (GDALRasterIO(GDALGetRasterBand(dataset, band + 1), GF_Write, 0, static_cast<int>(row),
                             static_cast<int>(cols), static_cast<int>(rows), values.data(),
                             static_cast<int>(cols), static_cast<int>(rows), GDT_Float32, 0, 0) != CE_None)
                return false;
        }
        report(job, 0.5 * static_cast<double>(row + rows) / static_cast<double>(output.grid.rows));
    }
    // The mean of class numbers says nothing, and would count "not assessed" as 0.
    if (!output.palette.empty()) return true;
    for (std::size_t band = 0; band < statistics.size(); ++band)
        set_statistics(GDALGetRasterBand(dataset, static_cast<int>(band) + 1), statistics[band]);
    return true;
}

/// Passes the copy's progress on and stops it where the caller wants so.
int CPL_STDCALL copy_progress(double share, const char*, void* data) {
    const Job& job = *static_cast<const Job*>(data);
    if (job.cancelled && job.cancelled()) return FALSE;
    if (job.progress) job.progress(0.5 + 0.5 * share);
    return TRUE;
}

Options cog_options(const RasterOutput& output, const Job& job) {
    const bool byte = output.type == RasterType::uint8;
    const std::string resampling = output.overviews == Overviews::average ? "AVERAGE"
                                   : output.overviews == Overviews::mode  ? "MODE"
                                                                          : "NEAREST";
    Options options;
    options.set("BLOCKSIZE", std::to_string(tile))
        .set("COMPRESS", "DEFLATE")
        .set("LEVEL", "6")
        .set("BIGTIFF", "IF_SAFER");
    // The predictor helps measurements and hurts runs of the same class.
    options.set("PREDICTOR", byte ? "NO" : "YES").set("OVERVIEW_PREDICTOR", byte ? "NO" : "YES");
    options.set("OVERVIEWS", "IGNORE_EXISTING")
        .set("OVERVIEW_RESAMPLING", resampling)
        .set("NUM_THREADS", threads_text(job));
    return options;
}

void copy_to_cog(const fs::path& plain, const fs::path& file, const RasterOutput& output, const Job& job) {
    const GdalErrors errors;
    const GdalDataset source(GDALOpenEx(plain.c_str(), GDAL_OF_RASTER, nullptr, nullptr, nullptr));
    // Side files (.aux.xml) would repeat what the tags say.
    const GdalOption no_side_files("GDAL_PAM_ENABLED", "NO");
    GdalDataset copy;
    if (source != nullptr)
        copy.reset(GDALCreateCopy(gdal_driver("COG"), file.c_str(), source.get(), FALSE,
                                  cog_options(output, job).get(), copy_progress, const_cast<Job*>(&job)));
    const bool made = copy != nullptr;
    copy.reset();
    if (job.cancelled && !made && job.cancelled()) throw Cancelled();
    if (!made || errors.failed()) throw gdal_write_error(file, errors);
}

void write_plain(const fs::path& plain, const fs::path& file, const RasterOutput& output, const Stamp& stamp,
                 const RowFiller& fill, const Job& job) {
    const GdalErrors errors;
    const GdalOption no_side_files("GDAL_PAM_ENABLED", "NO");
    GdalDataset dataset = create_plain(plain, output, job);
    bool whole = dataset != nullptr;
    if (whole) {
        describe(dataset.get(), file, output, stamp);
        whole = fill_bands(dataset.get(), file.filename().string(), output, fill, job);
    }
    dataset.reset();
    if (!whole || errors.failed()) throw gdal_write_error(file, errors);
}

}  // namespace

void write_cog(const fs::path& file, const RasterOutput& output, const Stamp& stamp, const RowFiller& fill,
               const Job& job) {
    check_output(file, output);
    const FileGuard plain{fs::path(file).concat(".partial.tif")};
    FileGuard whole{file};
    write_plain(plain.file, file, output, stamp, fill, job);
    copy_to_cog(plain.file, file, output, job);
    whole.keep = true;
}

void write_cog(const fs::path& file, const RasterOutput& output, const Stamp& stamp,
               const std::vector<std::vector<float>>& bands, const Job& job) {
    const auto cells = static_cast<std::size_t>(output.grid.cols * output.grid.rows);
    const bool fits =
        bands.size() == output.bands.size() &&
        std::all_of(bands.begin(), bands.end(), [&](const auto& band) { return band.size() == cells; });
    if (!fits)
        throw Error({file.filename().string(), "",
                     "the values do not fill the grid and the bands of the raster", ""});
    const auto fill = [&](int band, std::int64_t row, std::int64_t, std::span<float> out) {
        const auto* from = bands[static_cast<std::size_t>(band)].data() + row * output.grid.cols;
        std::copy(from, from + out.size(), out.begin());
    };
    write_cog(file, output, stamp, RowFiller(fill), job);
}

void write_cog(const fs::path& file, const RasterOutput& output, const Stamp& stamp,
               const RasterSource& source, const Job& job) {
    if (output.bands.size() != 1 || !(source.grid() == output.grid) || source.crs() != output.crs)
        throw Error({file.filename().string(), source.name(),
                     "the raster to be written has another grid or CRS", ""});
    const auto reader = source.open();
    const auto fill = [&](int, std::int64_t row, std::int64_t rows, std::span<float> out) {
        reader->read({0, row, output.grid.cols, rows}, out);
    };
    write_cog(file, output, stamp, RowFiller(fill), job);
}

RasterOutput class_raster(const Grid& grid, const std::string& crs) {
    RasterOutput out;
    out.grid = grid;
    out.crs = crs;
    out.type = RasterType::uint8;
    out.nodata = 255;
    out.overviews = Overviews::mode;
    out.bands = {{"Classe de risque / Risk class", "class"}};
    for (const auto& style : class_styles())
        out.palette.push_back({static_cast<std::uint8_t>(style.number), style.colour,
                               class_label_fr(style) + " / " + class_label_en(style)});
    out.tags["CLASS_255"] = "hors des localités / outside every locality";
    return out;
}

}  // namespace djoliba
