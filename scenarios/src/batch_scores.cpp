// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "batch_scores.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <djoliba/engine/coverage_rule.hpp>
#include <djoliba/engine/scorer.hpp>

namespace djoliba {
namespace {

constexpr std::size_t first_step = 0, displaced_step = 4, facilities_step = 6, access_step = 7, flow_step = 8;

std::string section_text(const YamlNode& change, const char* section) {
    const YamlNode* node = change.find(section);
    return node ? to_yaml(*node) : "";
}

/// What the first step depends on: events that move and seasons that are replayed are read anew.
std::string first_key(const YamlNode& change) {
    return section_text(change, "population") + "|" + reading_part(change, "drought") + "|" +
           reading_part(change, "conflict");
}

std::string key_of(std::size_t which, const YamlNode& change) {
    const RunStep& step = run_steps()[which];
    std::string key = step.name;
    if (which == first_step) return key + "|" + first_key(change);
    for (const char* section : step.sections) key += "|" + section_text(change, section);
    return key;
}

}  // namespace

std::string reading_part(const YamlNode& change, const char* section) {
    const YamlNode* node = change.find(section);
    if (!node) return "";
    YamlNode rest = *node;
    std::vector<YamlNode*> maps;
    if (rest.is_map()) maps.push_back(&rest);
    for (YamlNode& item : rest.items) maps.push_back(&item);
    bool reads = false;
    for (YamlNode* map : maps) {
        std::erase_if(map->entries,
                      [](const YamlEntry& e) { return e.key == "scale" || e.key == "spi_add"; });
        for (const YamlEntry& e : map->entries) reads = reads || (e.key != "where" && e.key != "sources");
    }
    return reads ? to_yaml(rest) : "";
}

std::shared_ptr<const StepValues> StepCache::find(const std::string& key) {
    const std::scoped_lock lock(mutex_);
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    newest_first_.splice(newest_first_.begin(), newest_first_, found->second);
    return found->second->second;
}

void StepCache::keep(const std::string& key, std::shared_ptr<const StepValues> values) {
    const std::scoped_lock lock(mutex_);
    if (by_key_.contains(key)) return;
    newest_first_.emplace_front(key, std::move(values));
    by_key_[key] = newest_first_.begin();
    if (newest_first_.size() <= most) return;
    by_key_.erase(newest_first_.back().first);
    newest_first_.pop_back();
}

Workings begun(SharedBaseline& shared, const Scenario& scenario) {
    return {.scenario = scenario,
            .job = shared.reading,
            .cache = shared.cache,
            .memo = &shared.memo,
            .digests = shared.digests.get(),
            .only = &shared.indicators,
            .counted_for = shared.counted_for,
            .sums = shared.sums};
}

/// A run that has read everything, and works out one step after the other for changing cases.
struct CaseScorer::Running {
    Scenario scenario;
    Workings w;
    std::string key = {};
    std::size_t indicators = 0;  ///< that the first step gave
    std::size_t maps = 0;

    Running(SharedBaseline& shared, const BatchCase& one, std::string first)
        : scenario(*shared.scenario), w(begun(shared, scenario)), key(std::move(first)) {
        scenario.change = one.changes;
        run_steps()[first_step].work(w);
        indicators = w.result.indicators.items.size();
        maps = w.result.maps.size();
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    /// As after the first step, but for displaced people.
    void go_back() {
        w.result.indicators.items.resize(indicators);
        w.result.maps.resize(maps);
        w.result.texts.clear();
        w.result.caseloads.clear();
        w.result.flood_people.clear();
        w.result.months.clear();
        w.result.account = {};
    }
};

/// The index of the last case, ready to score the next where that has the same and as many people.
struct CaseScorer::Ranker {
    const Scenario* base;
    std::string index;
    std::shared_ptr<const StepValues> first;
    Scorer scorer;
    Scorer::Space space;
};

CaseScorer::CaseScorer(SharedBaseline& shared) : shared_(shared) {}
CaseScorer::~CaseScorer() = default;

CaseScorer::Running& CaseScorer::begin(const BatchCase& one) {
    std::string key = first_key(one.change);
    if (!running_ || running_->key != key) {
        running_.reset();
        running_ = std::make_unique<Running>(shared_, one, std::move(key));
        if (!places_) {
            places_ = std::make_shared<const Localities>(running_->w.places());
            coverage_ = std::make_shared<const CoverageRule>(*places_);
        }
    }
    running_->scenario.change = one.changes;
    return *running_;
}

namespace {

StepValues harvest(const Workings& w, std::size_t from, const std::vector<std::string>& wanted) {
    StepValues values;
    for (std::size_t i = from; i < w.result.indicators.items.size(); ++i) {
        const Indicator& indicator = w.result.indicators.items[i];
        if (std::binary_search(wanted.begin(), wanted.end(), indicator.name))
            values.indicators.emplace(indicator.name, indicator.value);
    }
    return values;
}

}  // namespace

std::shared_ptr<const StepValues> CaseScorer::step(std::size_t which, const BatchCase& one) {
    const std::string key = key_of(which, one.change);
    if (auto known = shared_.steps.find(key)) return known;
    if (which == facilities_step || which == access_step ||
        which == flow_step) {  // take displaced people from that step
        const auto displaced = step(displaced_step, one);
        begin(one).w.displaced = displaced->displaced;
    }
    Running& running = begin(one);
    auto values = std::make_shared<StepValues>();
    if (which == first_step) {
        *values = harvest(running.w, 0, shared_.indicators);
        values->people = running.w.result.people;
    } else {
        run_steps()[which].work(running.w);
        *values = harvest(running.w, running.indicators, shared_.indicators);
        if (which == displaced_step) values->displaced = running.w.displaced;
        running.go_back();
    }
    shared_.steps.keep(key, values);
    return values;
}

CaseScorer::Ranker& CaseScorer::ranker(const BatchCase& one) {
    std::string index = section_text(one.change, "index");
    auto first = step(first_step, one);
    if (!ranker_ || ranker_->base != one.base.get() || ranker_->index != index || ranker_->first != first) {
        Changes without_weights = one.changes;
        without_weights.weights.clear();
        const IndexTree tree = changed_index(*one.base, without_weights);
        Scorer scorer(plan(tree), *places_, first->people);
        Scorer::Space space = scorer.space();
        ranker_ = std::make_unique<Ranker>(
            Ranker{one.base.get(), std::move(index), std::move(first), std::move(scorer), std::move(space)});
    }
    return *ranker_;
}

namespace {

/// The weights of a case: those of its index, changed, and 0 for indicators that cover too little.
void set_weights(Scorer::Space& space, const IndexPlan& plan, const std::map<std::string, double>& changed) {
    for (std::size_t n = 0; n < plan.size(); ++n) {
        const auto other = changed.find(plan.nodes[n].id());
        space.weight[n] = other == changed.end() ? plan.weight[n] : other->second;
    }
}

const std::vector<double>& values_of(const std::vector<std::shared_ptr<const StepValues>>& given,
                                     const IndexNode& leaf) {
    for (const auto& values : given)
        if (const auto found = values->indicators.find(leaf.indicator); found != values->indicators.end())
            return found->second;
    throw Error(Problem{"", "indicator", "no layer gives the indicator `" + leaf.indicator + "`",
                        "add a layer that gives it, or take it out of the index"});
}

}  // namespace

LedgerScores CaseScorer::scores(const BatchCase& one) {
    std::vector<std::shared_ptr<const StepValues>> given;
    given.reserve(run_steps().size());
    for (std::size_t k = 0; k < run_steps().size(); ++k) given.push_back(step(k, one));
    if (!places_) begin(one);
    Ranker& r = ranker(one);
    const IndexPlan& plan = r.scorer.plan();
    set_weights(r.space, plan, one.changes.weights);
    const auto& insist = one.base->insist;
    std::vector<double> column(r.scorer.rows().size());
    for (const int leaf : plan.leaves) {
        const auto& values = values_of(given, plan.nodes[leaf]);
        const bool insisted = std::ranges::find(insist, plan.nodes[leaf].indicator) != insist.end();
        if (!insisted && !coverage_->enough(values)) r.space.weight[leaf] = 0;
        for (std::size_t k = 0; k < column.size(); ++k) column[k] = values[r.scorer.rows()[k]];
        r.scorer.scale_leaf(r.space, leaf, column);
    }
    r.scorer.evaluate(r.space);
    LedgerScores found;
    found.score.assign(places_->size(), missing_value);
    found.rank.assign(places_->size(), 0);
    r.scorer.roll_up(r.space, 0, found.score);
    r.scorer.rank(r.space, found.score, found.rank);
    for (const double score : found.score) found.risk_class.push_back(risk_class(score));
    return found;
}

Result CaseScorer::result(const BatchCase& one) {
    Scenario scenario = *one.base;
    scenario.change = one.changes;
    auto& entries = scenario.tree.entries;
    const auto place = std::ranges::find(entries, "change", &YamlEntry::key);
    if (place != entries.end())
        place->value = one.change;
    else if (!one.change.is_null())
        entries.push_back({"change", one.change.mark, one.change});
    std::erase_if(entries, [](const YamlEntry& e) { return e.key == "change" && e.value.is_null(); });
    Workings w = begun(shared_, scenario);
    w.only = nullptr;
    return run_checked(std::move(w));
}

}  // namespace djoliba
