// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include <djoliba/engine/list_change.hpp>
#include <djoliba/engine/nearest.hpp>
#include <djoliba/engine/random.hpp>

#include "draw_sample.hpp"
#include "parallel.hpp"

namespace djoliba {
namespace {

constexpr int classes = 10;

/// The list of one level over all draws.
struct List {
    std::vector<int> units = {};                         // localities of the level
    std::vector<int> of_unit = {};                       // position in `units` by locality, -1
    std::vector<std::vector<std::uint8_t>> in_top = {};  // [unit][draw]
    std::vector<double> share = {};                      // p, by unit
};

List list_of(const DrawSample& sample, const Localities& localities, std::string_view level, int top) {
    List list{.units = localities.of_level(level)};
    list.of_unit.assign(localities.size(), -1);
    for (std::size_t u = 0; u < list.units.size(); ++u) {
        list.of_unit[list.units[u]] = static_cast<int>(u);
        std::vector<std::uint8_t> in_top(sample.draws);
        double count = 0;
        for (std::size_t d = 0; d < sample.draws; ++d) {
            const int rank = sample.rank[d * sample.units + list.units[u]];
            in_top[d] = rank > 0 && rank <= top ? 1 : 0;
            count += in_top[d];
        }
        list.in_top.push_back(std::move(in_top));
        list.share.push_back(count / static_cast<double>(sample.draws));
    }
    return list;
}

// Variance of the share in the top between classes of the variate, less what chance gives.
double value_for_unit(const std::vector<std::uint8_t>& in_top, const std::vector<std::uint8_t>& class_of,
                      double p) {
    std::array<double, classes> count{}, hits{};
    for (std::size_t d = 0; d < in_top.size(); ++d) {
        count[class_of[d]] += 1;
        hits[class_of[d]] += in_top[d];
    }
    const auto n = static_cast<double>(in_top.size());
    double between = 0, used = 0;
    for (int c = 0; c < classes; ++c) {
        if (count[c] == 0) continue;
        const double off = hits[c] / count[c] - p;
        between += count[c] / n * off * off;
        used += 1;
    }
    // Classes of chance differ by (used - 1) / n of the variance within them.
    const double within = p * (1 - p) - between;
    return n > used ? between - (used - 1) / (n - used) * within : 0;
}

// Units of the list that carry a figure or hold a locality that does.
std::vector<int> units_with(const List& list, const Localities& localities, std::string_view level,
                            const std::vector<int>& carriers, const std::vector<std::vector<int>>& in_units) {
    std::vector<int> found;
    for (const int i : carriers) {
        const int above = localities.depth(level) >= 0 ? localities.ancestor(i, level) : -1;
        if (above >= 0) found.push_back(list.of_unit[above]);
        for (const int u : in_units[i]) found.push_back(u);
    }
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

// Units of another partition by their members.
std::vector<std::vector<int>> units_by_member(const List& list, const Localities& localities) {
    std::vector<std::vector<int>> found(localities.size());
    for (std::size_t u = 0; u < list.units.size(); ++u)
        for (const int i : localities[list.units[u]].members) found[i].push_back(static_cast<int>(u));
    return found;
}

struct Valuation {
    const Drawer& drawer;
    const Localities& localities;
    std::string_view level;
    const List& list;
    const DrawOptions& options;

    std::vector<int> carriers_of(const std::vector<int>& rows) const;
    double of_figure(const DoubtFigure& figure, const std::vector<std::vector<int>>& in_units) const;
    std::vector<InformationValue> of_figures(const Job& job) const;
    std::vector<int> carriers_of_source(int source, const std::vector<DoubtFigure>& figures) const;
};

std::vector<int> Valuation::carriers_of(const std::vector<int>& rows) const {
    std::vector<int> carriers;
    carriers.reserve(rows.size());
    for (const int r : rows) carriers.push_back(drawer.scorer().rows()[r]);
    return carriers;
}

double Valuation::of_figure(const DoubtFigure& figure, const std::vector<std::vector<int>>& in_units) const {
    std::vector<int> moving;
    for (const int u : units_with(list, localities, level, carriers_of(figure.rows), in_units))
        if (list.share[u] > 0 && list.share[u] < 1) moving.push_back(u);
    if (moving.empty()) return 0;
    std::vector<std::uint8_t> class_of(list.in_top[moving[0]].size());
    for (std::size_t d = 0; d < class_of.size(); ++d)
        class_of[d] = static_cast<std::uint8_t>(uniform(drawer.seed(), d, figure.item) * classes);
    double value = 0;
    for (const int u : moving) value += value_for_unit(list.in_top[u], class_of, list.share[u]);
    return value;
}

bool larger(const InformationValue& a, const InformationValue& b) { return a.value > b.value; }

std::vector<InformationValue> Valuation::of_figures(const Job& job) const {
    const auto figures = drawer.figures();
    const auto in_units = units_by_member(list, localities);
    std::vector<double> value(figures.size(), 0);
    for_each(job, figures.size(), [&](std::size_t f) {
        if (!figures[f].rows.empty()) value[f] = of_figure(figures[f], in_units);
    });
    std::vector<InformationValue> found;
    for (std::size_t f = 0; f < figures.size(); ++f) {
        if (!(value[f] > 0)) continue;
        const DoubtSource& source = drawer.sources()[figures[f].source];
        found.push_back({source.kind, source.name, figures[f].error, carriers_of(figures[f].rows), value[f]});
    }
    std::ranges::stable_sort(found, larger);
    return found;
}

std::vector<int> Valuation::carriers_of_source(int source, const std::vector<DoubtFigure>& figures) const {
    std::vector<int> rows;
    for (const DoubtFigure& figure : figures)
        if (figure.source == source) rows.insert(rows.end(), figure.rows.begin(), figure.rows.end());
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return carriers_of(rows);
}

// Sum over units of the covariance of being in the top in a draw of all sources, and in one that has nothing
// but this source in common with it.
double value_of_source(Drawing& drawing, const List& list, int source, int top, std::size_t draws) {
    const Drawer& drawer = drawing.drawer;
    DrawWorker& w = drawing.workers.local();
    std::vector<int> first(list.units.size()), second(first), both(first);
    for (std::size_t d = 0; d < draws; ++d) {
        const std::uint64_t other = list.in_top[0].size() + d;  // draws beyond those of the sample
        std::ranges::fill(w.draws, other);
        w.draws[source] = d;
        drawer.draw(w.draws, w.space);
        drawer.scorer().evaluate(w.space.scorer);
        w.rank(drawer.scorer());
        for (std::size_t u = 0; u < first.size(); ++u) {
            const int rank = w.ranks[list.units[u]];
            const int in_top = rank > 0 && rank <= top ? 1 : 0;
            first[u] += list.in_top[u][d];
            second[u] += in_top;
            both[u] += in_top * list.in_top[u][d];
        }
    }
    double sum = 0;
    const auto n = static_cast<double>(draws);
    for (std::size_t u = 0; u < first.size(); ++u) {
        const double mean = (first[u] + second[u]) / (2 * n);
        sum += both[u] / n - mean * mean;
    }
    return std::max(sum, 0.0);
}

std::vector<InformationValue> values_of_sources(Drawing& drawing, const Valuation& v, const Job& job) {
    const auto& sources = v.drawer.sources();
    const auto draws = static_cast<std::size_t>(std::min(v.options.draws, v.options.draws_by_source));
    std::vector<InformationValue> found(sources.size());
    if (draws == 0 || v.list.units.empty()) return {};
    const auto figures = v.drawer.figures();
    for_each(job, sources.size(), [&](std::size_t s) {
        const int source = static_cast<int>(s);
        found[s] = {sources[s].kind, sources[s].name, "", v.carriers_of_source(source, figures),
                    value_of_source(drawing, v.list, source, v.options.top, draws)};
    });
    std::ranges::stable_sort(found, larger);
    return found;
}

void add_doubt(TopDoubt& found, const List& list, const std::vector<int>& ranks_as_given) {
    for (std::size_t u = 0; u < list.units.size(); ++u) {
        const double p = list.share[u];
        const int rank = ranks_as_given[list.units[u]];
        found.doubt += p * (1 - p);
        if (rank > 0 && rank <= found.top) found.expected_wrong += 1 - p;
    }
}

}  // namespace

void check_level(const Localities& localities, std::string_view level) {
    std::vector<std::string> levels;
    for (const Locality& unit : localities.items)
        if (std::ranges::find(levels, unit.level) == levels.end()) levels.push_back(unit.level);
    if (std::ranges::find(levels, level) == levels.end())
        throw Error(
            {.where = {},
             .key = "level",
             .problem = fmt::format("there is no level `{}`", level),
             .remedy = did_you_mean(level, levels, fmt::format("give one of {}", fmt::join(levels, ", ")))});
}

TopDoubt value_of(Drawing& drawing, const DrawSample& sample, const Localities& localities,
                  std::string_view level, const DrawOptions& options, const Job& job) {
    DrawWorker given = drawing.worker();
    given.rank(drawing.drawer.scorer());
    const List list = list_of(sample, localities, level, options.top);
    TopDoubt found{.level = Level(level), .top = options.top};
    add_doubt(found, list, given.ranks);
    const Valuation valuation{drawing.drawer, localities, level, list, options};
    found.of_figures = valuation.of_figures(part_of(job, 0, 0.3));
    found.of_sources = values_of_sources(drawing, valuation, part_of(job, 0.3, 1));
    for (auto* list_of_values : {&found.of_figures, &found.of_sources})
        for (InformationValue& v : *list_of_values) v.value = std::min(v.value, found.doubt);
    return found;
}

TopDoubt value_of_information(const IndexResult& result, const IndicatorTable& table,
                              const Localities& localities, const std::vector<double>& people,
                              const Doubts& doubts, std::string_view level, const DrawOptions& options,
                              const Job& job) {
    check(options);
    check_level(localities, level);
    const Scorer scorer(result.plan, localities, people);
    const Drawer drawer(scorer, result, table, localities, doubts, options.seed);
    Drawing drawing(drawer);
    const DrawSample sample = drawing.sample(options.draws, part_of(job, 0, 0.4));
    return value_of(drawing, sample, localities, level, options, part_of(job, 0.4, 1));
}

DrawnList draw_list(const IndexResult& result, const IndicatorTable& table, const Localities& localities,
                    const std::vector<double>& people, const Doubts& doubts, std::string_view level,
                    const DrawOptions& options, const Job& job) {
    check(options);
    check_level(localities, level);
    const Scorer scorer(result.plan, localities, people);
    const Drawer drawer(scorer, result, table, localities, doubts, options.seed);
    Drawing drawing(drawer);
    const DrawSample sample = drawing.sample(options.draws, part_of(job, 0, 0.4));
    return {ranks_of(drawing, sample, options, part_of(job, 0.4, 0.7)),
            value_of(drawing, sample, localities, level, options, part_of(job, 0.7, 1))};
}

}  // namespace djoliba
