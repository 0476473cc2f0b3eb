// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <djoliba/scenarios/scenario_access.hpp>
#include <djoliba/scenarios/scenario_changes.hpp>
#include <djoliba/scenarios/scenario_flow.hpp>
#include <djoliba/scenarios/scenario_layers.hpp>
#include <djoliba/scenarios/scenario_uncertainty.hpp>

namespace djoliba {

struct LocalityLevel {
    LayerInfo info = {};  ///< of another partition; the hierarchy has that of LocalitiesInput
    Level level = {};
    ScenarioFile source = {};
    std::string layer = {};
    std::string code = {};  ///< fields
    std::string name = {};
    Mark mark = {};
};

struct LocalitiesInput {
    LayerInfo info = {};
    LocalityLevel finest = {};
    std::string vintage = {};
    std::vector<LocalityLevel> parents =
        {};  ///< fine to coarse; `source` is filled in where the file leaves it out
    std::vector<LocalityLevel> also = {};

    /// Names of the hierarchy from coarse to fine, as in Localities.
    std::vector<Level> hierarchy() const;
};

/// A published table of people exposed by return period.
struct PublishedExposure {
    LayerInfo info = {};
    ScenarioFile file = {};
    std::string layer = {};  ///< sheet of a workbook, layer of a vector file
    RowFilter where = {};
    std::string return_period = {};  ///< columns
    std::string people = {};
};

struct PublishedFigure {
    std::string figure = {};
    std::string figure_fr = {};
    double published = 0;
    std::string unit = "people";
    std::string source = {};
    std::string ours = {};
    std::optional<PublishedExposure> beside = {};  ///< in the place of `ours`
    std::string reason = {};
    std::string reason_fr = {};
    Mark mark = {};
};

/// A scenario as it is to be run, after its `base` files.
struct Scenario {
    std::string title = {};
    std::string description = {};
    Date as_of = {};
    bool synthetic = false;
    LocalitiesInput localities = {};
    PopulationLayer population = {};
    std::optional<FloodLayer> flood = {};
    std::optional<DrainageLayer> drainage = {};
    std::optional<DroughtLayer> drought = {};
    std::vector<ConflictLayer> conflict = {};
    std::optional<DisplacedLayer> displaced = {};
    std::optional<FacilitiesLayer> facilities = {};
    std::optional<AccessLayer> access = {};
    std::optional<FlowLayer> flow = {};
    std::optional<SettlementsLayer> settlements = {};
    std::optional<TownsLayer> towns = {};
    std::optional<BranchesLayer> branches = {};
    std::optional<FoodSecurityLayer> food_security = {};
    std::vector<IndicatorTableLayer> indicators = {};
    IndexReference index = {};
    std::vector<std::string> insist = {};  ///< indicators ranked with whatever they cover
    double map_resolution = 0.01;          ///< cell of the score maps, degrees
    std::vector<PublishedFigure> reconcile = {};
    std::vector<std::string> outputs = {"csv", "xlsx", "geojson", "gpkg", "geotiff"};
    std::vector<std::string> keep = {};  ///< what a batch writes of it; formats as in `outputs`
    std::uint64_t seed = 1;
    Uncertainty uncertainty = {};
    Changes change = {};  ///< made to all of the above

    YamlNode tree = {};             ///< what all of the above was read from
    ChangeFiles change_files = {};  ///< for changes that a batch makes later
};

/// Reads a scenario (a path, or a name of the library), merges it over its `base`, checks it against the
/// schema and in itself (see check.hpp) and finds its files, first in the data folders in their order, then
/// in the folder of the file that names them. Throws Error with every problem found, in the order of the
/// files.
Scenario resolve(const std::string& file, const std::vector<std::filesystem::path>& data = {});

/// The same for a text; files are searched in the data folders and in `folder`, `base` as well.
Scenario resolve_text(std::string_view text, const std::string& name, const std::filesystem::path& folder,
                      const std::vector<std::filesystem::path>& data = {});

/// `change` over `base`: maps merge, everything else replaces, null removes a key that `base` has.
YamlNode merged(const YamlNode& base, const YamlNode& change);

/// The tree as YAML that reads back to the same; aliases are written out, comments are gone.
std::string to_yaml(const YamlNode& tree);

/// The index that a scenario with these changes ranks by: its own or another, with the weights changed.
IndexTree changed_index(const Scenario& scenario, const Changes& changes);

/// Where a key such as "layers.conflict[0].lat" stands, or the nearest map or list above it that is there.
Mark mark_of(const Scenario& scenario, std::string_view key);
Mark mark_of(const YamlNode& tree, std::string_view key);

/// A file with the layer that names it ("population", "conflict.ucdp", "localities").
struct LayerFile {
    const LayerInfo* layer;
    const ScenarioFile* file;
};

/// Every file of a scenario in the order of the struct; a file that is named twice is there twice.
std::vector<LayerFile> files_of(const Scenario& scenario);

}  // namespace djoliba
