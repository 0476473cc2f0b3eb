// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/access.hpp>
#include <djoliba/engine/conflict.hpp>
#include <djoliba/engine/exposure_sums.hpp>
#include <djoliba/layers/coverage_cache.hpp>
#include <djoliba/scenarios/result.hpp>
#include <djoliba/scenarios/scenario.hpp>

#include "given_indicators.hpp"
#include "inputs.hpp"
#include "pieces.hpp"

namespace djoliba {

struct DroughtSeason;
struct TravelBase;
class FileDigests;
class Memo;

/// A national figure of the run.
struct Total {
    double value = 0;
    std::string date = {};  ///< date or period of the data
};

/// A run while it is being worked out: what the themes share and what they add to.
struct Workings {
    const Scenario& scenario;
    const Job& job;
    CoverageCache cache = {};
    Result result = {};
    Memo* memo = nullptr;                                           ///< of a batch (memo.hpp)
    FileDigests* digests = nullptr;                                 ///< of a batch: of files read before
    std::shared_ptr<const std::vector<GivenIndicator>> given = {};  ///< given_indicators(), from begin() on
    /// Sorted names of the indicators whose values are asked for, where nothing else is; null: everything.
    const std::vector<std::string>* only = nullptr;
    /// All changes whose edges, fields and places the one pass must hold: those of a batch, its own among
    /// them; empty: only its own.
    std::vector<const Changes*> counted_for = {};
    /// By piece: what the pass over all rasters adds up to, where others have counted; null: it is counted.
    std::shared_ptr<const ExposureSums> sums = {};

    /// People by cell, and what to multiply them with; empty where the scenario has no population raster.
    std::shared_ptr<const RasterSource> people_raster = {};
    /// Units with a shape that the streamed pass counts in: the finest level and other partitions. Shape s of
    /// the curves is unit counted[s].
    std::vector<int> counted = {};
    std::shared_ptr<const Pieces> pieces = {};  ///< of these shapes, cut for the changes
    /// By shape: residents over people in the raster, which moves exposed people to the population of the
    /// run; NaN where one of them is not known.
    std::vector<double> raster_factor = {};
    /// By shape: share of its area in which the raster knows the number of people.
    std::vector<double> people_known = {};
    std::vector<HazardLayer> hazards = {};  ///< filled in by the prepare functions, read by the add functions
    std::vector<std::shared_ptr<const RasterSource>> rasters = {};  ///< keeps their sources
    std::shared_ptr<const ExposureCurves> curves = {};              ///< by shape
    std::shared_ptr<const ExposureCurves> piece_curves = {};  ///< by piece; the same where nothing is cut

    std::shared_ptr<const std::vector<DroughtSeason>> seasons = {};
    std::vector<std::shared_ptr<const std::vector<ConflictEvent>>> events = {};  ///< of each conflict layer
    std::shared_ptr<const Places> settlements = {};  ///< weight 1 each; null without a layer
    /// What people travel on, by season: read and solved once.
    std::map<int, std::shared_ptr<const TravelBase>> travel = {};
    std::vector<double> displaced = {};  ///< by locality, NaN where not known; empty without a layer
    std::vector<bool> displaced_at_least = {};
    /// Figures of an indicator under errors of the flood depth, [variate of depth_variates][locality].
    std::map<std::string, std::vector<std::vector<double>>> responses = {};
    /// Of a public variant: what it leaves out.
    std::optional<Publication> publication = {};
    std::map<std::string, Total> totals = {};  ///< by name, for the reconciliation
    /// Figures that the scenario changes, by name, as they were in the data: these stand beside published
    /// ones. Empty where the data had no whole figure.
    std::map<std::string, std::optional<Total>> before_change = {};

    const Localities& places() const { return result.localities; }
    /// The finest unit that is counted as shape s, or another partition's.
    int unit_of_shape(std::size_t s) const { return counted[s]; }
};

/// What an indicator is called and counts.
struct IndicatorSpec {
    std::string name;
    Wording label;
    std::string unit;
    std::string base = {};
    Level level;
    RollUp roll_up = RollUp::none;
    std::vector<const LayerInfo*> with = {};  ///< other layers that go into it
    /// Of Indicator::groups its own; empty: all figures of the layer share one, and those of `with` go into
    /// it.
    std::string group = {};
    std::vector<std::string> other_groups = {};  ///< where `group` is given
};

/// Whether anybody looks at an indicator of this name: themes need not work it out otherwise.
bool is_wanted(const Workings& w, std::string_view name);

/// An indicator of a layer without values: missing everywhere for `why`. Throws std::logic_error where
/// given_indicators() does not know it: what a run gives is what a check of the scenario knows.
Indicator new_indicator(const Workings& w, const LayerInfo& layer, const IndicatorSpec& spec,
                        std::string_view why);

/// Carries an indicator down to finer levels, rolls it up to coarser ones and adds it to the result.
void publish(Workings& w, Indicator indicator);

/// The same where values by locality, or the reasons why they are missing, are at hand. Only units of
/// `spec.level` and of other partitions are taken over.
void publish(Workings& w, const LayerInfo& layer, const IndicatorSpec& spec,
             const std::vector<Figure>& figures);

/// The indicator that publish() would add.
Indicator carried(const Workings& w, const LayerInfo& layer, const IndicatorSpec& spec,
                  const std::vector<Figure>& figures);

/// Figures that the engine gives for every level of the hierarchy, taken over as they are: no unit inherits
/// and none is rolled up.
void publish_all_levels(Workings& w, const LayerInfo& layer, const IndicatorSpec& spec,
                        const std::vector<Figure>& figures);

/// The layers that go into what is counted on the population raster.
std::vector<const LayerInfo*> people_of(const Scenario& scenario);

/// Why nobody can be counted on the raster in a shape: it knows the people of less than half of the area
/// (judgement). Empty where it can.
std::string gap_in_people(const Workings& w, std::size_t shape);
/// People may live in a part of the shape that the raster does not know: counts are lower bounds.
bool partly_known(const Workings& w, std::size_t shape);

/// A total of the run by name: a national figure, or the sum of an indicator that counts over the coarsest
/// level; empty where it is not known.
std::optional<Total> total_of(const Workings& w, const std::string& name);

/// Adds a list by number of people.
void add_caseload(Workings& w, std::string hazard, std::string hazard_fr, std::string indicator);

/// "0,3" for 0.3: a number in a French label.
std::string decimal_comma(double number);

/// Opens a raster of the scenario; where it has another CRS than the localities the run says so. Throws Error
/// as open_raster_over() does.
std::shared_ptr<const RasterSource> open_layer_raster(Workings& w, const LayerInfo& layer,
                                                      const ScenarioFile& file, const RasterUse& use = {});

/// All bands of a raster of the scenario in the same way. Throws Error as open_bands_over() does.
std::vector<std::shared_ptr<const RasterSource>> open_layer_bands(Workings& w, const LayerInfo& layer,
                                                                  const ScenarioFile& file);

/// Reads a raster once and accounts for values that are not finite; warns of values outside a plausible
/// range, which hint at a wrong unit. `lowest` and `highest` are in units of the raster. Nothing where only
/// values of indicators are asked for.
void check_plausible(Workings& w, const LayerInfo& layer, const ScenarioFile& file,
                     const RasterSource& source, double lowest, double highest, const std::string& hint);

// The themes, in the order in which a run calls them. Each reads its layer where the scenario has it, adds
// indicators, maps and texts, and accounts for everything that it did not use.
void begin(Workings& w);
void cut_shapes(Workings& w);  ///< which shapes are counted, and in which pieces
void read_population(Workings& w);
void read_settlements(Workings& w);
void prepare_flood(Workings& w);
void prepare_drought(Workings& w);
void prepare_conflict(Workings& w);
void count_exposure(Workings& w);  ///< the one pass over all rasters, and what the population takes from it

/// Everything up to prepare_conflict(): what a count needs.
void prepare_count(Workings& w);
/// The pass over the rows of one of `bands` bands (exposure_sums.hpp), by piece. The scenario must have a
/// population raster, and be prepared. May be called from several threads.
ExposureSums count_band(const Workings& w, std::size_t band, std::size_t bands, const Job& job);

void account_for_partitions(Workings& w);  ///< people that lie in no unit of another partition
void grow_population(Workings& w);         ///< `change.population`
void add_flood(Workings& w);
void add_drought(Workings& w);
void add_conflict(Workings& w);
void add_displaced(Workings& w);
void add_food_security(Workings& w);
void add_facilities(Workings& w);
void add_access(Workings& w);
void add_flow(Workings& w);
void add_towns(Workings& w);
void add_branches(Workings& w);
void add_drainage(Workings& w);
void add_indicator_tables(Workings& w);
void reconcile(Workings& w);
/// Of a public variant: takes out what it must not tell, before anything is ranked, and sentences that
/// remain.
void withhold(Workings& w);
void withhold_reconciliations(Workings& w);

/// A step of a run, and the sections of `change` that what it gives depends on.
struct RunStep {
    const char* name;
    std::vector<const char*> sections;
    void (*work)(Workings&);
};

/// All but ranking and reconciling, in their order. The first reads and counts; the others stand on it, and
/// on no other but that facilities count the displaced.
const std::vector<RunStep>& run_steps();

/// A run with what others of its batch have read; its inputs are checked already.
Result run_checked(Workings w);

}  // namespace djoliba
