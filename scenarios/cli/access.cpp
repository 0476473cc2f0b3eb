// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <map>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <djoliba/engine/account_text.hpp>
#include <djoliba/engine/error.hpp>
#include <djoliba/layers/staging.hpp>
#include <djoliba/scenarios/access_files.hpp>

#include "commands.hpp"

namespace djoliba::cli {
namespace {

struct AccessCommand {
    AccessRequest request = {};
    FacilityFile candidates = {};
    PeopleFiles people = {};
    PlacementRule placing = {};
    std::vector<std::string> blocked = {};
    std::string facilities, localities, candidate_file, unit = "minutes_per_metre", unknown_status = "open";
    std::string blocked_nodata = "unknown", people_nodata = "unknown", goal = "people", cache, out;
};

const std::map<std::string, FrictionUnit> units{{"minutes_per_metre", FrictionUnit::minutes_per_metre},
                                                {"km_per_hour", FrictionUnit::km_per_hour},
                                                {"hours_per_metre", FrictionUnit::hours_per_metre},
                                                {"seconds_per_metre", FrictionUnit::seconds_per_metre}};

void describe_ways(CLI::App& command, AccessCommand& o) {
    AccessRequest& r = o.request;
    command
        .add_option("--friction", r.friction.file,
                    "Raster of what a metre costs; its coordinate system is used")
        ->required()
        ->type_name("RASTER");
    command.add_option("--friction-unit", o.unit, "What its values are")
        ->capture_default_str()
        ->check(CLI::IsMember({"minutes_per_metre", "km_per_hour", "hours_per_metre", "seconds_per_metre"}));
    command.add_option("--friction-band", r.friction.band, "Band of it")
        ->capture_default_str()
        ->check(CLI::Range(1, 65'535));
    command
        .add_option("--elevation", r.elevation.file,
                    "Metres on the same cells: walkers go slower up and down, by direction")
        ->type_name("RASTER");
    command.add_option("--neighbours", r.neighbours, "Cells that one may go to from a cell: 8 or 16")
        ->capture_default_str()
        ->check(CLI::IsMember({8, 16}));
    command
        .add_option(
            "--blocked", o.blocked,
            "Close cells where a hazard reaches a value; figures before stand beside. May be repeated")
        ->allow_extra_args(false)
        ->type_name("RASTER:VALUE");
    command
        .add_option("--blocked-share", r.blocked.share,
                    "Share of a cell's area that it must reach, 0 to 1 (0: any part of it)")
        ->capture_default_str()
        ->check(CLI::Range(0.0, 1.0));
    command.add_option("--blocked-nodata", o.blocked_nodata, "What its cells without value mean")
        ->capture_default_str()
        ->check(CLI::IsMember({"unknown", "none"}));
    command.add_flag("--drowned-open", r.blocked.drowned_open,
                     "Facilities on blocked cells serve from the nearest open cell; else they are closed");
}

void describe_facilities(CLI::App& command, AccessCommand& o) {
    FacilityFile& f = o.request.facilities;
    command
        .add_option("--facilities", o.facilities, "Table with longitudes and latitudes, or layer of points")
        ->required()
        ->type_name("FILE[:LAYER]");
    command
        .add_option("--lon", f.lon,
                    "Column of longitude (default: the usual names are tried, as for those below)")
        ->type_name("COL");
    command.add_option("--lat", f.lat, "Column of latitude")->type_name("COL");
    command.add_option("--id", f.id, "Column of ids (without any: the line of the row)")->type_name("COL");
    command.add_option("--name", f.name, "Column of names")->type_name("COL");
    command.add_option("--facility-type", f.type, "Column of types")->type_name("COL");
    command.add_option("--type", f.types, "Type that counts; may be repeated (default: all)")
        ->allow_extra_args(false);
    command.add_option("--status", f.status, "Column of status")->type_name("COL");
    command.add_option("--open-word", f.open_words, "Status of an open facility; may be repeated")
        ->allow_extra_args(false)
        ->type_name("WORD");
    command.add_option("--closed-word", f.closed_words, "Status of a closed facility; may be repeated")
        ->allow_extra_args(false)
        ->type_name("WORD");
    command
        .add_option("--unknown-status", o.unknown_status,
                    "How facilities of other statuses are taken; the other reading stands beside")
        ->capture_default_str()
        ->check(CLI::IsMember({"open", "closed"}));
    command
        .add_option("--snap-km", o.request.snap_km,
                    "How far a facility may be moved to a cell that can be passed; others are left out")
        ->capture_default_str()
        ->check(CLI::Range(0.0, 1000.0));
}

void describe_people(CLI::App& command, AccessCommand& o) {
    AccessRequest& r = o.request;
    auto* people = command.add_option("-p,--people", o.people.raster.file, "Raster of people per cell")
                       ->type_name("RASTER");
    auto* localities =
        command.add_option("-l,--localities", o.localities, "File with the areas of the localities")
            ->type_name("FILE[:LAYER]");
    auto* code =
        command.add_option("-c,--code", o.people.code, "Field that names a locality")->type_name("FIELD");
    people->needs(localities);
    localities->needs(people)->needs(code);
    code->needs(localities);
    command.add_option("--people-nodata", o.people_nodata, "What its cells without value mean")
        ->capture_default_str()
        ->check(CLI::IsMember({"unknown", "none"}));
    command.add_option("--people-multiply", o.people.raster.multiply, "Factor from its values to people")
        ->needs(people)
        ->capture_default_str()
        ->check(CLI::Range(1e-9, 1e9));
    command.add_option("--within", r.within_minutes, "Minutes within which people are counted")
        ->delimiter(',')
        ->capture_default_str();
    command.add_option("--within-km", r.within_km, "The same in km along the quickest way")
        ->delimiter(',')
        ->capture_default_str();
    command.add_option("--beyond", r.beyond_minutes, "Minutes beyond which people count as newly far")
        ->capture_default_str();
    auto* add =
        command.add_option("--add", o.placing.facilities, "Choose places for this many more facilities")
            ->needs(people)
            ->check(CLI::Range(1, 100'000))
            ->type_name("N");
    auto* candidates =
        command.add_option("--candidates", o.candidate_file, "Where one might stand; as --facilities")
            ->needs(add)
            ->type_name("FILE[:LAYER]");
    add->needs(candidates);
    command
        .add_option("--goal", o.goal,
                    "Gain as many people within --beyond minutes, or hours of travel, as can be")
        ->needs(add)
        ->capture_default_str()
        ->check(CLI::IsMember({"people", "hours"}));
}

/// "RASTER:VALUE" cut in two.
BlockingHazard hazard_of(const std::string& text) {
    const auto colon = std::min(text.rfind(':'), text.size());
    const char *from = text.data() + std::min(colon + 1, text.size()), *to = text.data() + text.size();
    double value = 0;
    const auto [end, error] = std::from_chars(from, to, value);
    if (colon == 0 || error != std::errc() || end != to || !(value > 0 && value < 1e9))
        throw CLI::ValidationError(
            "--blocked", fmt::format("'{}' is not of the form RASTER:VALUE with a value above 0", text));
    return {{text.substr(0, colon)}, value};
}

Nodata nodata_of(const std::string& word) { return word == "none" ? Nodata::none : Nodata::unknown; }

AccessRequest request_of(const AccessCommand& o) {
    AccessRequest r = o.request;
    r.unit = units.at(o.unit);
    std::tie(r.facilities.file, r.facilities.layer) = file_and_layer(o.facilities);
    r.unknown_status = o.unknown_status == "open" ? UnknownStatus::open : UnknownStatus::closed;
    for (const std::string& text : o.blocked) {
        r.blocked.hazards.push_back(hazard_of(text));
        r.blocked.hazards.back().raster.nodata = nodata_of(o.blocked_nodata);
    }
    if (!o.people.raster.file.empty()) {
        r.people = o.people;
        r.people->raster.nodata = nodata_of(o.people_nodata);
        std::tie(r.people->localities, r.people->layer) = file_and_layer(o.localities);
    }
    if (!o.candidate_file.empty()) {
        r.add = NewFacilities{};
        std::tie(r.add->candidates.file, r.add->candidates.layer) = file_and_layer(o.candidate_file);
        r.add->rule = o.placing;
        r.add->rule.minutes = r.beyond_minutes;
        r.add->rule.goal = o.goal == "people" ? PlacementGoal::people_within : PlacementGoal::person_hours;
    }
    r.cache = coverage_cache(o.cache);
    return r;
}

void describe_options(CLI::App& command, AccessCommand& o) {
    describe_ways(command, o);
    describe_facilities(command, o);
    describe_people(command, o);
    add_cache_option(command, o.cache);
    command.add_option("-o,--out", o.out, "Folder for the results")->required()->type_name("DIR");
    command.footer(
        "Writes travel_time.tif (minutes; 1e10 where no facility can be reached), nearest.tif, "
        "facilities.csv,\n"
        "run.json, with people access.csv, with --add placement.csv. Where nothing is known a cell is empty, "
        "never 0.");
    command.parse_complete_callback([&o] { request_of(o); });
}

void tell(const Account& account) {
    for (const LayerAccount& l : account.layers) {
        spdlog::info("{}: {} of {} rows of {} used", l.source, l.rows_used, l.rows_read, l.file);
        for (const std::string& note : l.notes) spdlog::info("{}: {}", l.source, note);
    }
    for (const Exclusion& e : account.exclusions) spdlog::warn("{}", to_string(e));
    for (const ChangeMade& c : account.changes) spdlog::info("{}: {} {}", c.source, c.number, c.what);
    for (const std::string& warning : account.warnings) spdlog::warn("{}", warning);
}

void tell(const AccessRequest& request, const AccessTotals& totals) {
    const double percent = totals.people > 0 ? 100 / totals.people : 0;
    spdlog::info("people in the localities: {:.0f}", totals.people);
    for (std::size_t i = 0; i < totals.within.size(); ++i)
        spdlog::info("within {} min: {:.0f} ({:.1f} %)", request.within_minutes[i], totals.within[i],
                     totals.within[i] * percent);
    spdlog::info("reaching none: {:.0f} ({:.1f} %); not known: {:.0f} ({:.1f} %)", totals.unreachable,
                 totals.unreachable * percent, totals.unknown, totals.unknown * percent);
}

int compute_access(const AccessCommand& options, const Context& context) {
    const AccessRequest request = request_of(options);
    check_output_directory(options.out);
    const AccessResult result =
        access_from_files(request, [&](const std::string& what) { return context.job(what); });
    tell(result.account);
    write_access(options.out, request, result, context.job("writing"));
    if (result.in_localities) tell(request, *result.in_localities);
    spdlog::info("{}: {} facilities listed, {} serve", options.out, result.facilities.rows.size(),
                 result.times.starts().size());
    return done;
}

}  // namespace

void add_access(CLI::App& app, Context& context) {
    add_command<AccessCommand>(app, context, "access", "Compute travel times to facilities", describe_options,
                               compute_access);
}

}  // namespace djoliba::cli
