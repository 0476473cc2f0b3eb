// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/run_comparison.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <djoliba/layers/digest.hpp>
#include <djoliba/layers/join.hpp>

namespace djoliba {
namespace {

std::string frame_of(const SavedRun& saved) {
    const auto& vintage = saved.run.localities.vintage;
    return vintage.empty() ? "unknown" : "`" + vintage + "`";
}

void check_frames(const RunComparison& runs, bool crosswalk) {
    const bool same = runs.before.run.localities.vintage == runs.after.run.localities.vintage;
    const std::string frames = fmt::format("{} is of boundary frame {}, {} of {}", runs.before.folder,
                                           frame_of(runs.before), runs.after.folder, frame_of(runs.after));
    if (!same && !crosswalk)
        throw Error({"", "boundary_vintage", frames + "; the same code means another place in another frame",
                     "name a table of pairs of codes of the two frames with --crosswalk"});
    if (same && crosswalk)
        throw Error({"", "--crosswalk", frames + "; there is nothing to cross", "leave --crosswalk out"});
}

void check_crosswalk(const RunComparison& runs, const Crosswalk& crosswalk) {
    for (const SavedRun* saved : {&runs.before, &runs.after})
        if (std::ranges::find(crosswalk.frames, saved->run.localities.vintage) == crosswalk.frames.end())
            throw Error({crosswalk.file, "--crosswalk",
                         fmt::format("its frames are `{}` and `{}`; {} is of frame {}", crosswalk.frames[0],
                                     crosswalk.frames[1], saved->folder, frame_of(*saved)),
                         "name a crosswalk between the frames of the two runs"});
}

/// The code of the other frame that is paired with this one and with no other; empty where there is none.
std::string counterpart(const Crosswalk& crosswalk, const std::string& code, const std::string& from,
                        const std::string& to) {
    const auto there = crosswalk.targets(code, from, to);
    if (there.size() != 1) return "";
    const auto back = crosswalk.targets(there.front(), to, from);
    return back.size() == 1 && back.front() == code ? there.front() : "";
}

/// Gives the units of the new run the codes of the frame of the old one.
void recode(RunComparison& runs, const Crosswalk& crosswalk) {
    Localities& places = runs.after.run.localities;
    const std::string from = places.vintage, to = runs.before.run.localities.vintage;
    std::size_t paired = 0, alone = 0;
    for (Locality& unit : places.items) {
        if (places.depth(unit.level) < 0) continue;  // codes of other partitions are of no frame
        const std::string code = counterpart(crosswalk, unit.code, from, to);
        unit.code = code.empty() ? fmt::format("{} ({})", unit.code, from) : code;
        ++(code.empty() ? alone : paired);
    }
    runs.notes.push_back(
        fmt::format("crosswalk from {} to {}: {} units of the new run paired one to one, {} "
                    "without a counterpart of their own",
                    from, to, paired, alone));
    if (!crosswalk.poor.empty())
        runs.notes.push_back(
            fmt::format("{} pairs share less than 95 % of their area: their boundaries were "
                        "redrawn, and part of their change is due to that ({}, ...)",
                        crosswalk.poor.size(), crosswalk.poor.front()));
}

void cross_frames(RunComparison& runs, const std::filesystem::path& file) {
    const Crosswalk crosswalk = read_crosswalk(file, file.string());
    check_crosswalk(runs, crosswalk);
    runs.crosswalk_digest = sha256_file(file);
    recode(runs, crosswalk);
}

void read_shapes(RunComparison& runs) {
    const bool old_shapes = read_saved_shapes(runs.before), new_shapes = read_saved_shapes(runs.after);
    runs.shapes = old_shapes || new_shapes;
    if (!runs.shapes)
        runs.notes.emplace_back(
            "neither run has shapes (`gpkg` or `geojson` among the outputs of its scenario): there is no "
            "map");
}

void note_versions(RunComparison& runs) {
    if (runs.before.version != runs.after.version)
        runs.notes.push_back(
            fmt::format("the old run was saved by djoliba {}, the new one by {}: indicators may "
                        "differ because the program does",
                        runs.before.version, runs.after.version));
    if (runs.before.run.localities.vintage.empty() && runs.after.run.localities.vintage.empty())
        runs.notes.push_back(
            "neither run states its boundary frame: codes were taken to mean the same places");
}

}  // namespace

RunComparison compare_runs(const std::filesystem::path& before, const std::filesystem::path& after,
                           const ComparisonOptions& options, const Job& job, const CoverageCache& cache) {
    RunComparison runs{.before = read_saved_run(before), .after = read_saved_run(after)};
    check_frames(runs, !options.crosswalk.empty());
    note_versions(runs);
    if (options.shapes) read_shapes(runs);
    std::optional<CrossedIndicators> crossed;
    if (!options.data.empty()) crossed = cross_population(runs.before, runs.after, options.data, job, cache);
    if (!options.crosswalk.empty()) cross_frames(runs, options.crosswalk);
    runs.comparison = compare(runs.before.run, runs.after.run, crossed ? &*crossed : nullptr);
    return runs;
}

}  // namespace djoliba
