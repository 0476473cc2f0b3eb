// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>
#include <memory>

#include <djoliba/engine/drawer.hpp>
#include <djoliba/engine/index_sensitivity.hpp>
#include <djoliba/engine/random.hpp>

namespace djoliba {
namespace {

// The index under one choice of each kind. Draws are keyed by names: the same under all of them.
struct Variant {
    IndexResult result;  // only what a Drawer looks at
    Scorer scorer;
    std::unique_ptr<const Drawer> drawer = {};
};

std::unique_ptr<Variant> variant(const IndexResult& result, IndexPlan plan, const IndicatorTable& table,
                                 const Localities& localities, const std::vector<double>& people,
                                 const Doubts& doubts, std::uint64_t seed) {
    Scorer scorer(plan, localities, people);
    auto made = std::make_unique<Variant>(Variant{
        .result = {.plan = std::move(plan), .indicator = result.indicator}, .scorer = std::move(scorer)});
    made->drawer =
        std::make_unique<const Drawer>(made->scorer, made->result, table, localities, doubts, seed);
    return made;
}

// One of several things with equal chances; none where there is one only.
struct Choice {
    std::size_t count = 1;
    int group = -1;
    std::uint64_t item = 0;

    std::size_t take(std::uint64_t seed, const SobolRun& run) const {
        if (group < 0) return 0;
        const double u = uniform(seed, 2 * run.row + run.from_b[static_cast<std::size_t>(group)], item);
        return static_cast<std::size_t>(u * static_cast<double>(count));
    }
};

struct Setup {
    std::vector<std::unique_ptr<Variant>> variants = {};  // [normalisation][mean]
    std::vector<SensitivityGroup> groups = {};
    Choice normalisation = {};
    Choice mean = {};
    std::size_t units = 0;
    std::uint64_t seed = 0;

    const Drawer& drawer(std::size_t variant) const { return *variants[variant]->drawer; }
};

SensitivityGroup group_of(const DoubtSource& source) {
    using Kind = SensitivityGroup::Kind;
    switch (source.kind) {
        case DoubtSource::Kind::indicator:
            return {Kind::indicator, source.name};
        case DoubtSource::Kind::common:
            return {Kind::common, source.name};
        case DoubtSource::Kind::weights:
            break;
    }
    return {Kind::weights, "weights"};
}

void add_choice(Setup& setup, Choice& choice, std::size_t count, const SensitivityGroup& group) {
    choice.count = std::max<std::size_t>(count, 1);
    if (count < 2) return;
    choice.group = static_cast<int>(setup.groups.size());
    choice.item = item_of("choice|" + group.name);
    setup.groups.push_back(group);
}

Setup set_up(const IndexResult& result, const IndicatorTable& table, const Localities& localities,
             const std::vector<double>& people, const Doubts& doubts, const IndexChoices& choices,
             std::uint64_t seed) {
    Setup setup{.units = localities.size(), .seed = seed};
    const auto normalisations =
        choices.normalisations.empty() ? std::vector{Normalisation::declared} : choices.normalisations;
    const auto means = choices.means.empty() ? std::vector<std::optional<Mean>>{std::nullopt} : choices.means;
    for (const Normalisation normalisation : normalisations)
        for (const auto& mean : means)
            setup.variants.push_back(
                variant(result, chosen_plan(result.plan, result, table, localities, normalisation, mean),
                        table, localities, people, doubts, seed));
    for (const DoubtSource& source : setup.drawer(0).sources()) setup.groups.push_back(group_of(source));
    add_choice(setup, setup.normalisation, normalisations.size(),
               {SensitivityGroup::Kind::normalisation, "normalisation"});
    add_choice(setup, setup.mean, means.size(), {SensitivityGroup::Kind::aggregation, "aggregation"});
    if (setup.groups.empty())
        throw Error({.where = {},
                     .key = "uncertainty",
                     .problem = "nothing is in doubt",
                     .remedy = "declare the uncertainty of an indicator or of the weights"});
    return setup;
}

// Scores, then ranks, of all localities in a run.
class IndexModel {
 public:
    explicit IndexModel(const Setup& setup)
        : setup_(&setup),
          spaces_(setup.variants.size()),
          draws_(setup.drawer(0).sources().size()),
          ranks_(setup.units) {}

    void operator()(const SobolRun& run, std::span<double> outputs) {
        const std::size_t v = setup_->normalisation.take(setup_->seed, run) * setup_->mean.count +
                              setup_->mean.take(setup_->seed, run);
        const Drawer& drawer = setup_->drawer(v);
        if (!spaces_[v]) spaces_[v] = std::make_unique<Drawer::Space>(drawer.space());
        for (std::size_t s = 0; s < draws_.size(); ++s) draws_[s] = 2 * run.row + run.from_b[s];
        changed_.clear();
        for (std::size_t s = 0; s < draws_.size(); ++s)
            if (draws_[s] != spaces_[v]->drawn[s])
                std::ranges::copy(drawer.sources()[s].nodes, std::back_inserter(changed_));
        drawer.draw(draws_, *spaces_[v]);
        Scorer::Space& space = spaces_[v]->scorer;
        const Scorer& scorer = drawer.scorer();
        scorer.evaluate(space, scorer.above(changed_));
        const auto scores = outputs.first(setup_->units), ranks = outputs.last(setup_->units);
        scorer.roll_up(space, 0, scores);
        scorer.rank(space, scores, ranks_);
        std::ranges::transform(ranks_, ranks.begin(), [](int r) { return r == 0 ? missing_value : r; });
    }

 private:
    const Setup* setup_;
    std::vector<std::unique_ptr<Drawer::Space>> spaces_;  // made when first used
    std::vector<std::uint64_t> draws_;
    std::vector<int> changed_ = {};  // leaves, and nodes whose weight is another
    std::vector<int> ranks_;
};

std::vector<Level> levels_of(const Localities& localities) {
    std::vector<Level> levels;
    for (const Locality& locality : localities.items)
        if (std::ranges::find(levels, locality.level) == levels.end()) levels.push_back(locality.level);
    return levels;
}

// For each level the positions of its scores, then those of its ranks.
std::vector<std::vector<std::size_t>> sets_of(const std::vector<Level>& levels,
                                              const Localities& localities) {
    std::vector<std::vector<std::size_t>> sets;
    for (const Level& level : levels)
        for (const std::size_t offset : {std::size_t{0}, localities.size()}) {
            auto& set = sets.emplace_back();
            for (const int i : localities.of_level(level))
                set.push_back(offset + static_cast<std::size_t>(i));
        }
    return sets;
}

}  // namespace

IndexSensitivity index_sensitivity(const IndexResult& result, const IndicatorTable& table,
                                   const Localities& localities, const std::vector<double>& people,
                                   const Doubts& doubts, const IndexChoices& choices,
                                   const SensitivityOptions& options, const Job& job) {
    Setup setup = set_up(result, table, localities, people, doubts, choices, options.seed);
    const auto levels = levels_of(localities);
    // std::function must be copied; the workspace need not.
    const SobolModelMaker maker = [&setup]() -> SobolModel {
        return [model = std::make_shared<IndexModel>(setup)](const SobolRun& run, std::span<double> outputs) {
            (*model)(run, outputs);
        };
    };
    Sensitivity found =
        sobol_indices(setup.groups.size(), 2 * setup.units, maker, options, sets_of(levels, localities), job);
    IndexSensitivity made{
        .groups = std::move(setup.groups), .score = {}, .rank = {}, .levels = {}, .runs = found.runs};
    const auto middle = found.outputs.begin() + static_cast<std::ptrdiff_t>(setup.units);
    made.score.assign(found.outputs.begin(), middle);
    made.rank.assign(middle, found.outputs.end());
    for (std::size_t k = 0; k < levels.size(); ++k)
        made.levels.push_back({levels[k], found.sets[2 * k], found.sets[2 * k + 1]});
    return made;
}

}  // namespace djoliba
