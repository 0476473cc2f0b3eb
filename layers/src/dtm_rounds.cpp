// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
//
// From rows of rounds to series of places: one level, one boundary frame, sums that cover the same units.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include <djoliba/layers/names.hpp>
#include <djoliba/layers/vintage.hpp>

#include "dtm_rows.hpp"

namespace djoliba {
namespace {

constexpr std::array<const char*, 4> level_names{"country", "region", "cercle", "commune"};

std::size_t level_of(const std::string& name) {
    const auto found = std::ranges::find(level_names, name);
    if (found == level_names.end())
        throw Error(Problem{"", "--level", fmt::format("there is no level `{}`", name),
                            "give country, region, cercle or commune"});
    return static_cast<std::size_t>(found - level_names.begin());
}

/// Without the blanks that DTM leaves behind, and with the country in two letters.
std::string repaired(const std::string& code) {
    return code.size() > 3 && code.starts_with("MLI") ? "ML" + code.substr(3) : code;
}

std::string at(const DtmRow& row, std::size_t level) {
    const DtmUnit& unit = row.units[level];
    return fmt::format("{} ({})", unit.name.empty() ? unit.code : unit.name, row.where);
}

void leave(PeopleReports& to, const DtmRow& row, std::size_t level, const std::string& reason) {
    if (std::isnan(row.people))
        exclude(to.account, row.file, reason, at(row, level));
    else
        exclude(to.account, row.file, reason, at(row, level), row.people);
}

/// Those of the level itself, else those of the next finer one, of which sums are made.
void keep_level(std::vector<DtmRow>& rows, std::size_t level, PeopleReports& to) {
    std::size_t finest = level_names.size();
    for (const DtmRow& row : rows)
        if (row.level >= level) finest = std::min(finest, row.level);
    if (finest == level_names.size())
        throw Error(Problem{rows.front().file, "--level",
                            fmt::format("no row tells of a {}", level_names[level]),
                            "give a coarser level: country, region or cercle"});
    std::erase_if(rows, [&](const DtmRow& row) {
        if (row.level == finest) return false;
        exclude(to.account, row.file, "rows of another level, which count the same people",
                fmt::format("{} ({})", level_names[row.level], row.where));
        return true;
    });
}

/// The frame of all rounds; empty where no code tells.
std::string frame_of(const std::vector<DtmRow>& rows) {
    std::map<std::pair<Date, std::string>, std::vector<CodedName>> units;
    for (const DtmRow& row : rows)
        for (std::size_t level = 1; level <= dtm_cercle; ++level)
            units[{row.date, row.file}].push_back({row.units[level].code, row.units[level].name});
    std::string frame, of;
    for (const auto& [round, coded] : units) {
        const std::string where = fmt::format("{}, round of {}", round.second, to_string(round.first));
        const Vintage found = recognise_vintage(coded, where);
        if (found.frame.empty()) continue;
        if (!frame.empty() && frame != found.frame)
            throw Error(
                Problem{where, "vintage",
                        fmt::format("has codes of the {}, and {} those of the {}: the same code means "
                                    "another place",
                                    found.frame, of, frame),
                        "forecast from rounds of one frame, or put the others into it first"});
        frame = found.frame, of = where;
    }
    return frame;
}

/// Why a row stands for no place; empty where it does.
std::string no_place(const DtmRow& row, std::size_t level, const std::string& frame, bool coded) {
    const DtmUnit& unit = row.units[level];
    if (unit.code.empty()) return coded || unit.name.empty() ? "rows without code" : "";
    if (code_form(unit.code) == CodeForm::placeholder) return "placeholder code " + unit.code;
    if (level != dtm_cercle) return "";
    const std::string instead = cercle_instead(frame, {unit.code, unit.name});
    return instead.empty() ? "" : fmt::format("code {} is {}, not {}", unit.code, instead, unit.name);
}

void keep_places(std::vector<DtmRow>& rows, std::size_t level, const std::string& frame, PeopleReports& to) {
    const bool coded =
        std::ranges::any_of(rows, [&](const DtmRow& row) { return !row.units[level].code.empty(); });
    std::erase_if(rows, [&](const DtmRow& row) {
        const std::string reason = no_place(row, level, frame, coded);
        if (!reason.empty()) leave(to, row, level, reason);
        return !reason.empty();
    });
}

std::string key_of(const DtmRow& row, std::size_t level) {
    if (!row.units[level].code.empty()) return row.units[level].code;
    const std::string above = level > 0 ? fold_name(row.units[level - 1].name) + "/" : "";
    return above + name_key(row.units[level].name, UnitWords::strip);
}

/// Without a frame that tells whose a code is, one code with two names is nobody's.
void drop_codes_of_several_names(std::vector<DtmRow>& rows, std::size_t level, PeopleReports& to) {
    std::map<std::string, std::string> names;
    std::set<std::string> several;
    for (const DtmRow& row : rows) {
        const DtmUnit& unit = row.units[level];
        if (unit.code.empty() || unit.name.empty()) continue;
        const auto [first, fresh] = names.try_emplace(unit.code, unit.name);
        if (!fresh && !same_name(first->second, unit.name)) several.insert(unit.code);
    }
    std::erase_if(rows, [&](const DtmRow& row) {
        const std::string& code = row.units[level].code;
        if (!several.contains(code)) return false;
        leave(to, row, level, fmt::format("code {} has several names", code));
        return true;
    });
}

/// The rows of one place in one round of one file, as a sum.
struct RoundFigure {
    BookedFigure booked;
    std::set<std::string> units = {};  ///< that it sums
};

class RoundSum {
 public:
    RoundSum(std::size_t level, PeopleReports& to) : level_(level), to_(to) {}

    void add(const DtmRow& row) {
        const auto part = std::pair(key_of(row, row.level), row.part);
        const auto [first, fresh] = parts_.try_emplace(part, &row);
        const bool same = first->second->people == row.people ||
                          (std::isnan(first->second->people) && std::isnan(row.people));
        if (!fresh && same)
            return exclude(to_.account, row.file, "rows that repeat another", at(row, level_));
        contradicts_ = contradicts_ || !fresh;
        rows_.push_back(&row);
    }

    /// Nothing where the sum is not known.
    std::optional<RoundFigure> figure() const {
        const bool unknown =
            std::ranges::any_of(rows_, [](const DtmRow* r) { return std::isnan(r->people); });
        if (unknown || contradicts_) {
            for (const DtmRow* row : rows_)
                leave(to_, *row, level_,
                      unknown ? "figures that are missing or suppressed, with the sums that they are part of"
                              : "several figures of one place and round, and nothing tells of which part");
            return {};
        }
        const DtmRow& first = *rows_.front();
        const DtmUnit& unit = first.units[level_];
        RoundFigure sum{{key_of(first, level_), {}, first.file, first.where}};
        sum.booked.report = {unit.name.empty() ? unit.code : unit.name, unit.code, first.date, {}, 0};
        for (const DtmRow* row : rows_) {
            sum.units.insert(key_of(*row, row->level));
            sum.booked.report.people += row->people;
            sum.booked.report.published = std::max(sum.booked.report.published, row->published);
        }
        use_rows(to_.account, first.file, std::ssize(rows_));
        return sum;
    }

 private:
    std::size_t level_;
    PeopleReports& to_;
    std::map<std::pair<std::string, std::string>, const DtmRow*> parts_;
    std::vector<const DtmRow*> rows_;
    bool contradicts_ = false;
};

std::vector<RoundFigure> sums_of(const std::vector<DtmRow>& rows, std::size_t level, PeopleReports& to) {
    std::map<std::tuple<std::string, Date, std::string>, RoundSum> sums;
    for (const DtmRow& row : rows)
        sums.try_emplace({key_of(row, level), row.date, row.file}, level, to).first->second.add(row);
    std::vector<RoundFigure> figures;
    for (const auto& [round, sum] : sums)
        if (auto figure = sum.figure()) figures.push_back(std::move(*figure));
    return figures;
}

bool lacks(const std::set<std::string>& units, const std::set<std::string>& of) {
    return !std::ranges::includes(units, of);
}

/// A sum that lacks a unit of the round before says nothing of the place; one with more units is on another
/// level. Figures by place, then date.
std::vector<BookedFigure> comparable(std::vector<RoundFigure> figures, PeopleReports& to) {
    std::vector<BookedFigure> kept;
    const std::set<std::string>* before = nullptr;  // units of the last sum of an earlier day
    const std::set<std::string>* now = nullptr;
    for (RoundFigure& figure : figures) {
        PeopleReport& report = figure.booked.report;
        const bool same_place = !kept.empty() && kept.back().key == figure.booked.key;
        if (!same_place) before = now = nullptr;
        if (same_place && kept.back().report.date != report.date) before = now;
        if (before && lacks(figure.units, *before)) {
            exclude(to.account, figure.booked.file,
                    "sums without a unit that was listed in the round before: absent is not zero",
                    fmt::format("{}, {}", report.place, to_string(report.date)), report.people);
            continue;
        }
        report.wider = before && lacks(*before, figure.units);
        now = &figure.units;
        kept.push_back(figure.booked);
    }
    return kept;
}

/// Places that the last round does not list have no report of it, and no zero.
void tell_absent(PeopleReports& to) {
    Date last = {};
    std::set<Date> rounds;
    for (const PeopleReport& r : to.reports) last = std::max(last, r.date), rounds.insert(r.date);
    std::map<std::string, const PeopleReport*> latest;
    for (const PeopleReport& r : to.reports) latest[r.place] = &r;
    double people = 0;
    std::vector<std::string> absent;
    for (const auto& [place, report] : latest)
        if (report->date != last) absent.push_back(place), people += report->people;
    if (!to.account.layers.empty() && !rounds.empty())
        to.account.layers.front().notes.push_back(fmt::format("{} rounds, {} to {}, {} places", rounds.size(),
                                                              to_string(*rounds.begin()), to_string(last),
                                                              latest.size()));
    if (!absent.empty())
        to.account.warnings.push_back(fmt::format(
            "the round of {} has no figure of {} places that earlier rounds have, with {} people in their "
            "last one: absent is not zero ({}{})",
            to_string(last), absent.size(), people,
            fmt::join(absent.begin(), absent.begin() + std::min<std::ptrdiff_t>(5, std::ssize(absent)), ", "),
            absent.size() > 5 ? ", ..." : ""));
}

std::vector<DtmRow> rows_of(const std::vector<ReportTable>& tables, const PeopleChoice& choice,
                            PeopleReports& to) {
    std::vector<Problem> problems;
    std::vector<DtmRow> rows;
    if (to.format == PeopleFormat::dtm_rounds) {
        rows = dtm_api_rows(tables, choice, to, problems);
    } else {
        for (const ReportTable& table : tables)
            for (DtmRow& row : dtm_baseline_rows(table, problems)) rows.push_back(std::move(row));
    }
    if (!problems.empty()) throw_first(std::move(problems));
    for (DtmRow& row : rows)
        for (DtmUnit& unit : row.units) unit.code = repaired(unit.code);
    return rows;
}

}  // namespace

void read_dtm(const std::vector<ReportTable>& tables, const PeopleChoice& choice, PeopleReports& to) {
    const std::size_t level = level_of(choice.level);
    if (to.format == PeopleFormat::dtm_baseline && level == dtm_commune)
        throw Error(Problem{tables.front().table.file, "--level",
                            "figures of cercles are booked on their chief communes, and are none of communes",
                            "give cercle, region or country"});
    std::vector<DtmRow> rows = rows_of(tables, choice, to);
    keep_level(rows, level, to);
    const std::string frame = frame_of(rows);
    keep_places(rows, level, frame, to);
    if (frame.empty()) drop_codes_of_several_names(rows, level, to);
    settle(comparable(sums_of(rows, level, to), to), to);
    if (to.reports.empty())
        throw Error(Problem{tables.front().table.file, "", "no row stands for a place with a figure",
                            "look at codes and figures"});
    to.base = fmt::format("internally displaced persons by {}", level_names[level]);
    if (!frame.empty()) to.account.layers.front().notes.push_back("codes of the " + frame);
    tell_absent(to);
}

}  // namespace djoliba
