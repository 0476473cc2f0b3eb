// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "facility_columns.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/nearest.hpp>
#include <djoliba/layers/names.hpp>
#include <djoliba/layers/table.hpp>
#include <djoliba/layers/vector_file.hpp>

namespace djoliba {
namespace {

using Names = std::span<const std::string_view>;

// Usual names without accents, blanks and signs, the surest first.
constexpr std::array<std::string_view, 9> lon_names{"longitude", "long",         "lon",    "lng", "longdd",
                                                    "londd",     "gpslongitude", "xcoord", "x"};
constexpr std::array<std::string_view, 7> lat_names{"latitude",    "lat",    "latdd", "latitudedd",
                                                    "gpslatitude", "ycoord", "y"};
constexpr std::array<std::string_view, 12> id_names{
    "facilityid", "hfid", "healthfacilityid", "facilitycode", "hfcode", "siteid",
    "uid",        "uuid", "globalid",         "osmid",        "id",     "code"};
constexpr std::array<std::string_view, 11> name_names{"facilityname", "healthfacilityname",
                                                      "hfname",       "nomstructure",
                                                      "nomformation", "nomformationsanitaire",
                                                      "sitename",     "name",
                                                      "nom",          "facility",
                                                      "structure"};
constexpr std::array<std::string_view, 9> type_names{"facilitytype",  "hftype",          "typestructure",
                                                     "typeformation", "typedestructure", "sitetype",
                                                     "type",          "amenity",         "healthcare"};
constexpr std::array<std::string_view, 8> status_names{"facilitystatus",
                                                       "functioningstatus",
                                                       "operationalstatus",
                                                       "functionality",
                                                       "fonctionnalite",
                                                       "status",
                                                       "statut",
                                                       "etat"};

std::string bare(const std::string& column) {
    std::string text = fold_name(column);
    std::erase_if(text, [](char c) { return (c < 'a' || c > 'z') && (c < '0' || c > '9'); });
    return text;
}

std::string usual(const std::vector<std::string>& columns, Names names) {
    for (const std::string_view name : names)
        for (const std::string& column : columns)
            if (bare(column) == name) return column;
    return {};
}

bool is_table(const FacilityFile& file) {
    if (file.memory) return true;
    std::string ending = std::filesystem::path(file.file).extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    constexpr std::array<std::string_view, 6> tables{".csv", ".tsv", ".txt", ".xlsx", ".ods", ".dbf"};
    return !file.lon.empty() || std::find(tables.begin(), tables.end(), ending) != tables.end();
}

std::vector<std::string> fields_of(const FacilityFile& file, bool geometry) {
    if (file.memory) return file.memory->columns;
    if (!geometry) return read_table(file.file, {.layer = file.layer}).columns;
    const auto layers = vector_info(file.file);
    for (const VectorLayerInfo& layer : layers)
        if (layer.name == file.layer || (file.layer.empty() && layers.size() == 1)) return layer.fields;
    return read_vector(file.file, {.layer = file.layer}).fields;  // says which layers there are
}

/// A column that is named must be there; others are looked for.
class Finder {
 public:
    Finder(const FacilityFile& file, std::vector<std::string> columns, std::vector<std::string>& guessed)
        : file_(file), columns_(std::move(columns)), guessed_(guessed) {}

    std::string find(const std::string& what, const std::string& named, Names names) const {
        if (named.empty()) {
            const std::string found = usual(columns_, names);
            if (!found.empty()) guessed_.push_back(fmt::format("{}: `{}`", what, found));
            return found;
        }
        if (std::find(columns_.begin(), columns_.end(), named) == columns_.end())
            throw Error({file_.file, what, fmt::format("there is no column `{}`", named),
                         did_you_mean(named, columns_, fmt::format("it has {}", fmt::join(columns_, ", ")))});
        return named;
    }
    std::string need(const std::string& what, const std::string& named, Names names) const {
        std::string found = find(what, named, names);
        if (found.empty())
            throw Error(
                {file_.file, what,
                 fmt::format("no column has a usual name for it; it has {}", fmt::join(columns_, ", ")),
                 fmt::format("name it with --{}", what)});
        return found;
    }

 private:
    const FacilityFile& file_;
    std::vector<std::string> columns_;
    std::vector<std::string>& guessed_;
};

}  // namespace

FacilityColumns facility_columns(const FacilityFile& file) {
    if (file.lon.empty() != file.lat.empty())
        throw Error({file.file, file.lon.empty() ? "lon" : "lat", "only one of lon and lat is named",
                     "name both columns, or neither"});
    if (!file.lon.empty() && file.lon == file.lat)
        throw Error({file.file, "lat",
                     fmt::format("`{}` is named for longitudes and for latitudes", file.lat),
                     "name a column for each"});
    FacilityColumns found;
    found.geometry = !is_table(file);
    const Finder finder(file, fields_of(file, found.geometry), found.guessed);
    if (!found.geometry) {
        found.lon = finder.need("lon", file.lon, lon_names);
        found.lat = finder.need("lat", file.lat, lat_names);
    }
    found.id = finder.find("id", file.id, id_names);
    found.name = finder.find("name", file.name, name_names);
    found.type = finder.find("facility-type", file.type, type_names);
    found.status = finder.find("status", file.status, status_names);
    return found;
}

}  // namespace djoliba
