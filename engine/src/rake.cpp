// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/rake.hpp>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

void check_not_negative(std::span<const double> figures, std::string_view what) {
    for (std::size_t i = 0; i < figures.size(); ++i)
        if (figures[i] < 0 || std::isinf(figures[i]))
            throw Error(Problem{{},
                                "rake_to",
                                fmt::format("{} {} has {} people", what, i + 1, figures[i]),
                                "correct the table or declare its missing value"});
}

std::vector<RakedParent> gather(std::span<const double> children, std::span<const int> parent_of,
                                std::span<const double> published) {
    std::vector<RakedParent> parents(published.size());
    for (std::size_t p = 0; p < parents.size(); ++p) parents[p].published = published[p];
    for (std::size_t c = 0; c < children.size(); ++c) {
        if (parent_of[c] < 0) continue;
        RakedParent& parent = parents.at(static_cast<std::size_t>(parent_of[c]));
        ++parent.children;
        if (std::isnan(children[c]))
            ++parent.children_missing;
        else
            parent.children_sum =
                std::isnan(parent.children_sum) ? children[c] : parent.children_sum + children[c];
    }
    return parents;
}

// Sets the factor, or the reason why there is none.
void decide(RakedParent& p) {
    p.ratio_before = p.published > 0 ? p.children_sum / p.published : missing_value;
    if (p.children == 0)
        p.reason = "no children";
    else if (std::isnan(p.published))
        p.reason = "no published total";
    else if (p.children_missing > 0)
        p.reason = fmt::format("{} of {} children have no figure", p.children_missing, p.children);
    else if (p.children_sum == 0 && p.published > 0)
        p.reason = fmt::format("the children sum to 0, the published total is {}", p.published);
    else if (p.published == 0 && p.children_sum > 0)
        p.reason = fmt::format("the published total is 0, the children sum to {}", p.children_sum);
    else
        p.factor = p.children_sum > 0 ? p.published / p.children_sum : 1;
}

// Figures that contradict the total cannot be used at all; where one of the two is missing the rest stays.
bool contradicts(const RakedParent& p) {
    const bool both = p.children > 0 && p.children_missing == 0 && !std::isnan(p.published);
    return both && std::isnan(p.factor);
}

}  // namespace

Raked rake(std::span<const double> children, std::span<const int> parent_of,
           std::span<const double> published) {
    if (children.size() != parent_of.size())
        throw Error(Problem{{},
                            "rake_to",
                            fmt::format("{} figures for {} children", children.size(), parent_of.size()),
                            "give one parent for each child"});
    check_not_negative(children, "child");
    check_not_negative(published, "parent");
    Raked r{{children.begin(), children.end()}, gather(children, parent_of, published)};
    double sum = 0;
    double total = 0;
    for (RakedParent& p : r.parents) {
        decide(p);
        if (std::isnan(p.children_sum) || std::isnan(p.published)) continue;
        sum += p.children_sum;
        total += p.published;
    }
    if (total > 0) r.ratio_before = sum / total;
    for (std::size_t c = 0; c < children.size(); ++c) {
        if (parent_of[c] < 0) {
            r.without_parent += !std::isnan(children[c]);
            continue;
        }
        const RakedParent& p = r.parents[static_cast<std::size_t>(parent_of[c])];
        if (contradicts(p))
            r.value[c] = missing_value;
        else if (!std::isnan(p.factor))
            r.value[c] *= p.factor;
    }
    return r;
}

}  // namespace djoliba
