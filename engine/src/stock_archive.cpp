// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/stock_archive.hpp>

#include <algorithm>
#include <climits>
#include <cmath>
#include <set>

#include <fmt/format.h>

namespace djoliba {
namespace {

void check_reports(const CampRecord& camp, std::vector<Problem>& found) {
    const auto add = [&](std::size_t i, std::string problem, std::string remedy) {
        found.push_back(
            {"", fmt::format("{}: reports[{}]", camp.name, i), std::move(problem), std::move(remedy)});
    };
    for (std::size_t i = 0; i < camp.reports.size(); ++i) {
        const PublishedStock& r = camp.reports[i];
        if (!(r.people >= 0) || !std::isfinite(r.people))
            add(i, fmt::format("{} people", r.people), "give a number of people, at least 0");
        if (r.published < r.day)
            add(i, fmt::format("day {} is published on day {}", r.day, r.published),
                "publish no report before its day");
        if (i == 0) continue;
        const PublishedStock& before = camp.reports[i - 1];
        if (r.day < before.day || (r.day == before.day && r.published <= before.published))
            add(i, fmt::format("day {} does not come after day {}", r.day, before.day),
                "give reports in the order of days, and another one of a day only where it was published "
                "later");
    }
}

void check_reregistrations(const CampRecord& camp, std::vector<Problem>& found) {
    const auto& list = camp.reregistrations;
    for (std::size_t i = 0; i < list.size(); ++i)
        if (list[i].published < list[i].day || (i > 0 && list[i].day <= list[i - 1].day))
            found.push_back({"", fmt::format("{}: reregistrations[{}]", camp.name, i),
                             fmt::format("day {} is out of order", list[i].day),
                             "give each once, in the order of days, published on its day or later"});
}

CampRecord cut(const CampRecord& camp, int origin) {
    const auto known = [origin](const auto& item) { return item.published <= origin; };
    CampRecord kept{camp.name, {}, {}};
    std::ranges::copy_if(camp.reports, std::back_inserter(kept.reports), known);
    std::ranges::copy_if(camp.reregistrations, std::back_inserter(kept.reregistrations), known);
    return kept;
}

/// A closure that lasts is open-ended to whoever does not know its end yet.
std::vector<FlowClosure> cut(const std::vector<FlowClosure>& closures, int origin) {
    std::vector<FlowClosure> kept;
    for (FlowClosure c : closures) {
        if (c.first > origin) continue;
        if (c.open_again > origin) c.open_again = INT_MAX;
        kept.push_back(std::move(c));
    }
    return kept;
}

PlaceDays cut(const PlaceDays& intensity, int origin) {
    PlaceDays kept(std::min(intensity.days, static_cast<std::size_t>(origin) + 1), intensity.places);
    std::copy_n(intensity.values.begin(), kept.values.size(), kept.values.begin());
    return kept;
}

bool closed_for_good(const std::vector<FlowClosure>& closures, const std::string& place) {
    return std::ranges::any_of(closures, [&](const FlowClosure& c) {
        return c.kind == FlowClosure::Kind::place && c.first_name == place && c.first <= 0 &&
               c.open_again == INT_MAX;
    });
}

FlowRecord cut(const FlowRecord& flow, const std::vector<CampRecord>& known, int origin) {
    FlowRecord kept{flow.graph, cut(flow.closures, origin), cut(flow.intensity, origin)};
    for (FlowPlace& place : kept.graph.places) {
        place.capacity.reset();
        const bool camp = place.kind == PlaceKind::camp || place.kind == PlaceKind::idp_camp;
        const bool reported = std::ranges::find(known, place.name, &CampRecord::name) != known.end();
        if (camp && !reported && !closed_for_good(kept.closures, place.name))
            kept.closures.push_back({FlowClosure::Kind::place, place.name, "", 0, INT_MAX});
    }
    return kept;
}

/// The report of each day that was published last.
CampRecord latest_reports(const CampRecord& camp) {
    CampRecord latest{camp.name, {}, camp.reregistrations};
    for (const PublishedStock& r : camp.reports) {
        if (!latest.reports.empty() && latest.reports.back().day == r.day) latest.reports.pop_back();
        latest.reports.push_back(r);
    }
    return latest;
}

std::vector<CampRecord> latest_reports(const std::vector<CampRecord>& camps) {
    std::vector<CampRecord> latest;
    latest.reserve(camps.size());
    for (const CampRecord& camp : camps) latest.push_back(latest_reports(camp));
    return latest;
}

StockArchive cut(const StockArchive& archive, int origin) {
    StockArchive kept;
    for (const CampRecord& camp : archive.camps) {
        CampRecord known = cut(camp, origin);
        if (!known.reports.empty()) kept.camps.push_back(std::move(known));
    }
    if (archive.flow && origin >= 0 && archive.flow->intensity.days > 0)
        kept.flow = cut(*archive.flow, kept.camps, origin);
    return kept;
}

}  // namespace

std::vector<Problem> problems(const StockArchive& archive) {
    std::vector<Problem> found;
    if (archive.camps.empty())
        found.push_back({"", "camps", "there is no camp", "give the reports of at least one"});
    std::set<std::string> names;
    for (const CampRecord& camp : archive.camps) {
        if (camp.name.empty() || !names.insert(camp.name).second)
            found.push_back({"", "camps", fmt::format("the name `{}` is empty or not its own", camp.name),
                             "give each camp a name of its own"});
        check_reports(camp, found);
        check_reregistrations(camp, found);
    }
    return found;
}

AsOfView::AsOfView(const StockArchive& archive, int origin) : origin_(origin) {
    auto found = problems(archive);
    if (!found.empty()) throw Error(std::move(found));
    known_ = cut(archive, origin);
    camps_ = latest_reports(known_.camps);
}

AsOfView AsOfView::earlier(int origin) const {
    if (origin > origin_)
        throw Error({"", "origin", fmt::format("day {} is after day {} of the view", origin, origin_),
                     "take an earlier day"});
    AsOfView view;
    view.origin_ = origin;
    view.known_ = cut(known_, origin);
    view.camps_ = latest_reports(view.known_.camps);
    return view;
}

std::vector<int> AsOfView::publication_days() const {
    std::set<int> days;
    for (const CampRecord& camp : known_.camps)
        for (const PublishedStock& r : camp.reports) days.insert(r.published);
    return {days.begin(), days.end()};
}

std::vector<StockReport> comparable_reports(const CampRecord& camp) {
    std::vector<StockReport> reports;
    reports.reserve(camp.reports.size());
    for (const PublishedStock& r : camp.reports) reports.push_back({r.day, r.people});
    for (const Reregistration& r : camp.reregistrations) correct_registration(reports, r.day);
    return reports;
}

int first_report_day(const std::vector<CampRecord>& camps) {
    int first = INT_MAX;
    for (const CampRecord& camp : camps)
        if (!camp.reports.empty()) first = std::min(first, camp.reports.front().day);
    return first;
}

}  // namespace djoliba
