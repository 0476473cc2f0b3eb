// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/conflict.hpp>

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

#include "conflict_records.hpp"

namespace djoliba {
namespace {

// What was counted for one unit; `hidden_*`: records that may belong to units below it but are placed no
// finer.
struct Tally {
    double events = 0;      // as they count
    int records = 0;        // of these events
    int happened = 0;       // events, whatever their scale
    int events_before = 0;  // in the window before
    double deaths = 0;
    int deaths_known = 0;
    double decayed = 0;
    std::set<int> years;
    int hidden_events = 0;
    std::set<int> hidden_years;
};

Date day_before(const Date& date, int days) {
    return Date{std::chrono::sys_days{date} - std::chrono::days{days}};
}

void check(const EventClaim& claim, std::size_t localities) {
    std::vector<Problem> problems;
    if (claim.from && claim.to && days_between(*claim.from, *claim.to) < 0)
        problems.push_back({{},
                            "coverage",
                            fmt::format("from {} to {}", to_string(*claim.from), to_string(*claim.to)),
                            "give the earlier day first"});
    if (!claim.area.empty() && claim.area.size() != localities)
        problems.push_back({{},
                            "coverage",
                            fmt::format("an area of {} localities out of {}", claim.area.size(), localities),
                            "give one entry for each locality"});
    if (!problems.empty()) throw Error(std::move(problems));
}

int parent_of(const Localities& l, int i) { return l.items[static_cast<std::size_t>(i)].parent; }

void count_for(Tally& t, const Dated& d, const ConflictWindow& w) {
    t.years.insert(d.year);
    if (!d.age_days) return;
    if (*d.age_days >= w.days) {
        if (*d.age_days < 2 * w.days) t.events_before += d.event->alike;
        return;
    }
    const double times = d.event->alike * d.event->scale;
    ++t.records;
    t.happened += d.event->alike;
    t.events += times;
    if (!std::isnan(d.event->fatalities)) {
        t.deaths += times * d.event->fatalities;
        ++t.deaths_known;
    }
    if (w.half_life_days) t.decayed += times * std::exp2(-*d.age_days / *w.half_life_days);
}

void hide_in(Tally& t, const Dated& d, const ConflictWindow& w) {
    t.hidden_years.insert(d.year);
    t.hidden_events += d.age_days && *d.age_days < w.days;
}

// Counts one record for the units that its precision allows. Returns the finest of them, -1 for none.
int place(const Dated& d, int unit, const Localities& l, const ConflictWindow& w,
          std::vector<Tally>& tallies) {
    while (unit >= 0 && !can_place(d.event->precision, l.items[static_cast<std::size_t>(unit)].level))
        unit = parent_of(l, unit);
    for (int u = unit; u >= 0; u = parent_of(l, u)) count_for(tallies[static_cast<std::size_t>(u)], d, w);
    return unit;
}

// A record that is too coarse for all levels over `unit` may belong to any unit of these levels.
void hide_everywhere(const Dated& d, int unit, const Localities& l, const ConflictWindow& w,
                     std::vector<Tally>& tallies) {
    for (; unit >= 0; unit = parent_of(l, unit))
        for (std::size_t u = 0; u < l.size(); ++u)
            if (l.items[u].level == l.items[static_cast<std::size_t>(unit)].level) hide_in(tallies[u], d, w);
}

struct Placed {
    std::vector<Tally> tallies;
    std::vector<Tally> unplaced;  // of each unit: only what is hidden, from records that no level can place
};

void count_country(const Dated& d, bool counts_now, ConflictCounts& counts) {
    counts.country_only += counts_now;
    if (counts_now && !std::isnan(d.event->fatalities)) counts.deaths_country_only += d.event->fatalities;
}

Placed place_all(const std::vector<Dated>& records, const Localities& l, const ConflictWindow& w,
                 std::vector<ConflictCounts>& per_file) {
    Placed p{std::vector<Tally>(l.size()), std::vector<Tally>(l.size())};
    for (const Dated& d : records) {
        const bool counts_now = in_window(d, w);
        ConflictCounts& counts = per_file[d.event->file];
        counts.before_window += d.age_days && !counts_now;
        if (d.event->precision == EventPrecision::country) {
            count_country(d, counts_now, counts);
            continue;
        }
        counts.outside += counts_now && d.event->units.empty();
        bool somewhere = false;
        bool finest = true;
        for (const int unit : d.event->units) {
            const int at = place(d, unit, l, w, p.tallies);
            somewhere = somewhere || at >= 0;
            if (at >= 0 && at != unit) {
                hide_in(p.tallies[static_cast<std::size_t>(at)], d, w);
                finest = false;
            }
            if (at < 0) hide_everywhere(d, unit, l, w, p.unplaced);
        }
        counts.in_window += counts_now && somewhere;
        counts.coarser_than_finest += counts_now && somewhere && !finest;
        if (!somewhere && !d.event->units.empty()) count_country(d, counts_now, counts);
    }
    return p;
}

// Records that may lie in the unit though they are not counted for it.
Tally hidden_from(const Placed& p, const Localities& l, std::size_t unit) {
    Tally hidden = p.unplaced[unit];
    for (int u = l.items[unit].parent; u >= 0; u = parent_of(l, u)) {
        const Tally& above = p.tallies[static_cast<std::size_t>(u)];
        hidden.hidden_events += above.hidden_events;
        hidden.hidden_years.insert(above.hidden_years.begin(), above.hidden_years.end());
    }
    return hidden;
}

// Why the source does not know all events of the unit in a period; empty where it does.
std::string doubt(const EventClaim& claim, std::size_t unit, const Date& first, const Date& last) {
    if (!claim.complete) return "a sample: no record does not say that there was no event";
    if (!claim.area.empty() && !claim.area[unit]) return "outside the declared area of the source";
    if (!claim.from || !claim.to) return "the source declares no period";
    if (days_between(*claim.from, first) < 0 || days_between(last, *claim.to) < 0)
        return fmt::format("the source covers {} to {}, not all of {} to {}", to_string(*claim.from),
                           to_string(*claim.to), to_string(first), to_string(last));
    return {};
}

// Why nothing recorded is not zero, or a count is only a lower bound.
std::string doubt_in_window(const EventClaim& claim, const ConflictWindow& w, std::size_t unit, int hidden) {
    std::string why = doubt(claim, unit, day_before(w.as_of, w.days - 1), w.as_of);
    if (!why.empty() || hidden == 0 || !w.coarser_hides_zero) return why;
    return fmt::format("records known only for a unit above: {}", hidden);
}

Figure count_figure(double value, bool any, const std::string& doubt, bool more_hidden) {
    if (any) return known_figure(value, !doubt.empty() || more_hidden);
    return doubt.empty() ? known_figure(0, more_hidden) : missing_figure(doubt);
}

Figure deaths_figure(const Tally& t, const Figure& events) {
    if (t.records == 0) return events;
    if (t.deaths_known == 0) return missing_figure("no record says how many died");
    return known_figure(t.deaths, events.at_least || t.deaths_known < t.records);
}

Figure trend_figure(const Tally& t, const EventClaim& claim, const ConflictWindow& w, std::size_t unit) {
    const std::string why = doubt(claim, unit, day_before(w.as_of, 2 * w.days - 1), w.as_of);
    if (!why.empty()) return missing_figure(why);
    if (t.happened + t.events_before < w.fewest_for_trend)
        return missing_figure(fmt::format("fewer than {} events in both windows", w.fewest_for_trend));
    return known_figure((t.events + 0.5) / (t.events_before + 0.5));
}

// First and last calendar year that the declared period holds whole, up to as_of; empty where there is none.
std::optional<std::pair<int, int>> whole_years(const EventClaim& claim, const Date& as_of) {
    using namespace std::chrono;
    if (!claim.from || !claim.to) return std::nullopt;
    const Date last = days_between(*claim.to, as_of) < 0 ? as_of : *claim.to;
    const bool begins = *claim.from == Date{claim.from->year() / January / 1};
    const bool ends = last == Date{last.year() / December / 31};
    const int from = static_cast<int>(claim.from->year()) + (begins ? 0 : 1);
    const int to = static_cast<int>(last.year()) - (ends ? 0 : 1);
    if (from > to) return std::nullopt;
    return std::pair(from, to);
}

Figure recurrence_figure(const Tally& t, const Tally& hidden, const EventClaim& claim,
                         const ConflictWindow& w, std::size_t unit) {
    const auto years = whole_years(claim, w.as_of);
    if (!years) return missing_figure("the source declares no period with a whole calendar year");
    int with_events = 0;
    int in_doubt = 0;
    for (int y = years->first; y <= years->second; ++y) {
        if (t.years.contains(y))
            ++with_events;
        else
            in_doubt += hidden.hidden_years.contains(y);
    }
    std::string why;
    if (!claim.complete)
        why = "a sample: no record does not say that there was no event";
    else if (!claim.area.empty() && !claim.area[unit])
        why = "outside the declared area of the source";
    else if (in_doubt > 0 && w.coarser_hides_zero)
        why = fmt::format("years with records known only for a unit above: {}", in_doubt);
    const double share = static_cast<double>(with_events) / (years->second - years->first + 1);
    return count_figure(share, with_events > 0, why, in_doubt > 0);
}

}  // namespace

ConflictFigures conflict_figures(const std::vector<ConflictEvent>& events, const Localities& localities,
                                 const EventClaim& claim, const ConflictWindow& window) {
    check(claim, localities.size());
    ConflictFigures f;
    const std::vector<Dated> records = usable(events, window, f.per_file);
    const Placed placed = place_all(records, localities, window, f.per_file);
    for (const ConflictCounts& of_file : f.per_file) f.counts += of_file;
    for (std::size_t u = 0; u < localities.size(); ++u) {
        const Tally& t = placed.tallies[u];
        const Tally hidden = hidden_from(placed, localities, u);
        const std::string why = doubt_in_window(claim, window, u, hidden.hidden_events);
        const bool more = hidden.hidden_events > 0;
        f.coarser.push_back(hidden.hidden_events);
        f.events.push_back(count_figure(t.events, t.records > 0, why, more));
        f.deaths.push_back(deaths_figure(t, f.events.back()));
        if (window.half_life_days) f.decayed.push_back(count_figure(t.decayed, t.records > 0, why, more));
        f.trend.push_back(trend_figure(t, claim, window, u));
        f.recurrence.push_back(recurrence_figure(t, hidden, claim, window, u));
    }
    return f;
}

}  // namespace djoliba
