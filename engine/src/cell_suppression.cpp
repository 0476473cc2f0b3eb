// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/cell_suppression.hpp>

#include <algorithm>
#include <limits>
#include <set>

namespace djoliba {
namespace {

constexpr double unbounded = std::numeric_limits<double>::infinity();
constexpr double spread = least_shown_count - 2;  ///< of what a small count may be: from 1 to 9

bool known(double count) { return !std::isnan(count); }
bool small(double count) { return count > 0 && count < least_shown_count; }

/// Units and, behind them, the total. Only units with a count are in it.
struct Tree {
    Tree(const Counts& count, const UnitTree& parent) : children(count.size() + 1), up(count.size(), -1) {
        for (std::size_t i = 0; i < count.size(); ++i) {
            if (!known(count[i])) continue;
            const std::size_t above = parent[i] < 0 ? count.size() : static_cast<std::size_t>(parent[i]);
            if (above < count.size() && !known(count[above])) continue;
            up[i] = static_cast<int>(above);
            children[above].push_back(static_cast<int>(i));
        }
    }
    std::vector<std::vector<int>> children;
    std::vector<int> up;  ///< -1: nothing above it is known
};

Range meet(const Range& a, const Range& b) { return {std::max(a.low, b.low), std::min(a.high, b.high)}; }
Range sum(const Range& a, const Range& b) { return {a.low + b.low, a.high + b.high}; }

/// How far below and above its value each cell can lie, as far as it says itself.
std::vector<Range> own_bounds(const Counts& count, const Tree& tree, const Suppression& not_shown) {
    std::vector<Range> bounds(count.size() + 1, Range{0, 0});
    for (std::size_t i = 0; i < count.size(); ++i) {
        const double v = count[i];
        if (!not_shown.cell[i] || !(v > 0)) continue;
        const bool one_part =
            std::ranges::count_if(tree.children[i], [&](int c) { return count[c] > 0; }) < 2;
        if (!small(v))
            bounds[i] = {least_shown_count - v, unbounded};
        else
            bounds[i] = {std::min(1.0, v) - v, one_part ? std::max(least_shown_count - 1, v) - v : unbounded};
    }
    if (not_shown.total) bounds.back() = {-unbounded, unbounded};
    return bounds;
}

/// The bounds of the sum of all but one, for each.
std::vector<Range> sums_of_others(const std::vector<int>& members, const std::vector<Range>& bounds) {
    std::vector<Range> others(members.size(), Range{0, 0});
    Range before{0, 0}, after{0, 0};
    for (std::size_t k = 0; k < members.size(); ++k) {
        others[k] = sum(others[k], before);
        before = sum(before, bounds[members[k]]);
        const std::size_t back = members.size() - 1 - k;
        others[back] = sum(others[back], after);
        after = sum(after, bounds[members[back]]);
    }
    return others;
}

/// From the finest units up, then down again.
std::vector<Range> pass_bounds(std::vector<Range> bounds, const Tree& tree) {
    const std::size_t total = bounds.size() - 1;
    for (std::size_t n = total; n-- > 0;) {
        if (tree.children[n].empty()) continue;
        Range all{0, 0};
        for (const int c : tree.children[n]) all = sum(all, bounds[c]);
        bounds[n] = meet(bounds[n], all);
    }
    const auto down = [&](std::size_t n) {
        const auto others = sums_of_others(tree.children[n], bounds);
        for (std::size_t k = 0; k < others.size(); ++k) {
            Range& own = bounds[tree.children[n][k]];
            own = meet(own, {bounds[n].low - others[k].high, bounds[n].high - others[k].low});
        }
    };
    down(total);
    for (std::size_t n = 0; n < total; ++n) down(n);
    return bounds;
}

/// One table while cells are taken out.
struct Table {
    Table(const Counts& counts, const UnitTree& parent) : count(counts), tree(counts, parent) {}

    bool is_total(int node) const { return node == static_cast<int>(count.size()); }
    bool shown(int unit, const Suppression& s) const { return !s.cell[unit] && count[unit] > 0; }
    std::vector<int> told(const Suppression& not_shown) const;
    int least_of(const std::vector<int>& units, const Suppression& not_shown) const;
    void take_out(int unit, Suppression& not_shown) const;
    bool protect(int unit, Suppression& not_shown) const;
    bool protect_groups(const std::vector<int>& units, Suppression& not_shown) const;

    const Counts& count;
    Tree tree;
};

/// Small counts of which more can be told than that they are small.
std::vector<int> Table::told(const Suppression& not_shown) const {
    const auto bounds = pass_bounds(own_bounds(count, tree, not_shown), tree);
    std::vector<int> units;
    for (std::size_t i = 0; i < count.size(); ++i)
        if (small(count[i]) && bounds[i].high - bounds[i].low < spread - 1e-9)
            units.push_back(static_cast<int>(i));
    return units;
}

/// Of the units that are shown the one with the least count that leaves enough room, else the largest; -1
/// where none is shown.
int Table::least_of(const std::vector<int>& units, const Suppression& not_shown) const {
    int best = -1;
    const auto enough = [&](int i) { return count[i] >= least_shown_count + spread; };
    for (const int i : units) {
        if (!shown(i, not_shown)) continue;
        const bool better =
            best < 0 || (enough(i) == enough(best) ? (count[i] < count[best]) == enough(i) : enough(i));
        if (better) best = i;
    }
    return best;
}

/// With a part of it, which would otherwise add up to it.
void Table::take_out(int unit, Suppression& not_shown) const {
    for (int i = unit; i >= 0; i = least_of(tree.children[i], not_shown)) not_shown.cell[i] = true;
}

/// Takes out one more cell for a small one; false where there is none left that could help it.
bool Table::protect(int unit, Suppression& not_shown) const {
    for (int i = unit; !is_total(i) && tree.up[i] >= 0; i = tree.up[i]) {
        const int above = tree.up[i];
        if (const int sibling = least_of(tree.children[above], not_shown); sibling >= 0) {
            take_out(sibling, not_shown);
            return true;
        }
        if (is_total(above) ? !not_shown.total : !not_shown.cell[above]) {
            if (is_total(above))
                not_shown.total = true;
            else
                not_shown.cell[above] = true;
            return true;
        }
    }
    return false;
}

/// The first of each group of siblings: what helps it may help the others.
bool Table::protect_groups(const std::vector<int>& units, Suppression& not_shown) const {
    bool more = false;
    std::set<int> groups;
    for (const int unit : units)
        if (groups.insert(tree.up[unit]).second) more = protect(unit, not_shown) || more;
    return more;
}

}  // namespace

std::vector<Range> bounds_of(const Counts& count, const UnitTree& parent, const Suppression& not_shown) {
    const Tree tree(count, parent);
    auto bounds = pass_bounds(own_bounds(count, tree, not_shown), tree);
    bounds.pop_back();
    for (std::size_t i = 0; i < count.size(); ++i) bounds[i] = sum(bounds[i], {count[i], count[i]});
    return bounds;
}

Suppression suppress(const std::vector<Counts>& tables, const UnitTree& parent, std::vector<bool> wanted) {
    wanted.resize(parent.size(), false);
    Suppression not_shown{std::move(wanted)};
    std::vector<Table> list;
    for (const Counts& counts : tables) {
        list.emplace_back(counts, parent);
        for (std::size_t i = 0; i < counts.size(); ++i)
            if (small(counts[i])) not_shown.cell[i] = true;
    }
    for (bool more = true; more;) {
        more = false;
        for (const Table& table : list) more = table.protect_groups(table.told(not_shown), not_shown) || more;
    }
    return not_shown;
}

}  // namespace djoliba
