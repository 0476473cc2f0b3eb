// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include <nlohmann/json.hpp>

#include <djoliba/engine/two_step_catchment.hpp>
#include <djoliba/layers/staging.hpp>
#include <djoliba/layers/write_cog.hpp>
#include <djoliba/layers/write_csv.hpp>
#include <djoliba/scenarios/access_files.hpp>

#include "account_json.hpp"

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* title = "Temps de trajet jusqu'à la formation sanitaire / Travel time to a facility";

/// A file by its name alone: no output tells where somebody keeps it.
std::string name_of(const std::string& file) { return std::filesystem::path(file).filename().string(); }

Json blocked_json(const BlockedWays& ways) {
    Json list = Json::array();
    for (const BlockingHazard& h : ways.hazards)
        list.push_back({{"file", name_of(h.raster.file)},
                        {"at_or_above", h.at_or_above},
                        {"nodata", h.raster.nodata == Nodata::none ? "none" : "unknown"}});
    return {{"hazards", list}, {"share", ways.share}, {"drowned_open", ways.drowned_open}};
}

Json parameters_json(const AccessRequest& r) {
    Json bands = Json::array();
    for (const WeightedBand& b : default_bands())
        bands.push_back({{"to_minutes", b.to_minutes}, {"weight", b.weight}});
    Json json = {{"friction_unit", friction_unit_name(r.unit)},
                 {"neighbours", r.neighbours},
                 {"types", r.facilities.types},
                 {"unknown_status", r.unknown_status == UnknownStatus::open ? "open" : "closed"},
                 {"snap_km", r.snap_km},
                 {"within_minutes", r.within_minutes},
                 {"within_km", r.within_km},
                 {"beyond_minutes", r.beyond_minutes},
                 {"weighted_bands", bands}};
    if (r.blocked.any()) json["blocked"] = blocked_json(r.blocked);
    if (r.people)
        json["people"] = {{"nodata", r.people->raster.nodata == Nodata::none ? "none" : "unknown"},
                          {"multiply", r.people->raster.multiply}};
    if (r.add)
        json["add"] = {{"facilities", r.add->rule.facilities},
                       {"goal", r.add->rule.goal == PlacementGoal::people_within ? "people" : "hours"},
                       {"minutes", r.add->rule.minutes}};
    return json;
}

Json totals_json(const AccessTotals& totals) {
    return {{"people", totals.people},
            {"within", totals.within},
            {"unreachable", totals.unreachable},
            {"unknown", totals.unknown}};
}

/// Account with files by their names.
Account named(Account account) {
    for (auto& e : account.exclusions) e.file = name_of(e.file);
    for (auto& l : account.layers) l.file = name_of(l.file);
    for (auto& c : account.changes) c.source = name_of(c.source);
    return account;
}

std::string manifest_of(const AccessRequest& request, const AccessResult& result,
                        const std::vector<std::string>& outputs) {
    Json inputs = Json::array();
    for (const AccessInput& input : result.inputs) inputs.push_back(input_json(input.use, input.file));
    const Account account = named(result.account);
    Json json = {{"title", title},
                 {"program", {{"name", "djoliba access"}, {"version", DJOLIBA_VERSION}}},
                 {"crs", result.times.surface().crs()},
                 {"parameters", parameters_json(request)},
                 {"inputs", inputs},
                 {"layers", layers_json(account)},
                 {"exclusions", exclusions_json(account)},
                 {"changes", changes_json(account)},
                 {"warnings", account.warnings}};
    if (result.in_localities) json["people_in_localities"] = totals_json(*result.in_localities);
    if (result.on_grid) json["people_on_the_grid"] = totals_json(*result.on_grid);
    if (result.placement_at_most) json["placement_at_most"] = *result.placement_at_most;
    json["outputs"] = outputs;
    return json.dump(2) + "\n";
}

RasterOutput raster_like(const TravelTimes& times) {
    RasterOutput out;
    out.grid = times.surface().grid();
    out.crs = times.surface().crs();
    out.overviews = Overviews::nearest;  // a mean with "unreachable" in it would be a time that nobody takes
    return out;
}

void write_times(const std::filesystem::path& file, const TravelTimes& times, const Job& job) {
    RasterOutput out = raster_like(times);
    out.apart = unreachable_minutes;
    out.bands = {
        {"Minutes jusqu'à la formation la plus proche / Minutes to the nearest facility", "minutes"}};
    out.tags["UNREACHABLE"] = number_text(unreachable_minutes);
    write_cog(file, out, Stamp{title, {}}, *minutes_raster(times), job);
}

void write_nearest(const std::filesystem::path& file, const AccessResult& result, const Job& job) {
    RasterOutput out = raster_like(result.times);
    out.bands = {
        {"Formation la plus proche: `number` de facilities.csv / Nearest facility: `number` in "
         "facilities.csv"}};
    write_cog(file, out, Stamp{title, {}}, *nearest_raster(result.times, result.numbers), job);
}

}  // namespace

void write_access(const std::filesystem::path& directory, const AccessRequest& request,
                  const AccessResult& result, const Job& job) {
    Staging staging(directory);
    std::vector<std::string> outputs{"travel_time.tif", "nearest.tif", "facilities.csv"};
    write_times(staging.path("travel_time.tif"), result.times, job);
    write_nearest(staging.path("nearest.tif"), result, job);
    write_csv(staging.path("facilities.csv"), result.facilities);
    if (result.localities) {
        write_csv(staging.path("access.csv"), *result.localities);
        outputs.emplace_back("access.csv");
    }
    if (result.placement) {
        write_csv(staging.path("placement.csv"), *result.placement);
        outputs.emplace_back("placement.csv");
    }
    outputs.emplace_back(manifest_name);
    write_text(staging.path(manifest_name), manifest_of(request, result, outputs));
    staging.commit();
}

}  // namespace djoliba
