// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/conflict_days.hpp>
#include <djoliba/engine/error.hpp>
#include <djoliba/engine/flow_graph.hpp>
#include <djoliba/engine/observed_stock.hpp>

namespace djoliba {

// Days count from day 0 of the archive; days before it are negative.

/// People present in a camp as somebody published them. A figure that is corrected later stays, and the
/// correction is another one of the same day, published later.
struct PublishedStock {
    int day = 0;        ///< of which the figure is
    int published = 0;  ///< from this day on it is known; not before `day`
    double people = 0;  ///< at least 0
};

/// The people of a camp were counted anew on a day: the report of that day and later ones are on another
/// level than those before.
struct Reregistration {
    int day = 0;
    int published = 0;  ///< from this day on it is known; not before `day`
};

struct CampRecord {
    std::string name;                                  ///< each once
    std::vector<PublishedStock> reports = {};          ///< ascending by day, then by publication
    std::vector<Reregistration> reregistrations = {};  ///< in ascending order of days
};

/// What moves people, as far as it is known. Capacities in `graph` are never looked at.
struct FlowRecord {
    FlowGraph graph = {};
    std::vector<FlowClosure> closures = {};
    PlaceDays intensity = {};  ///< of conflict, from day 0 on, known on the day itself
};

/// Everything that was ever published, of all times.
struct StockArchive {
    std::vector<CampRecord> camps = {};
    std::optional<FlowRecord> flow = {};
};

/// Everything wrong with the camps: no camp, no name or one twice, people that are negative or not finite,
/// days out of order, two reports of a day that are not published one after the other, published before the
/// day. `key` is "Mentao: reports[3]".
std::vector<Problem> problems(const StockArchive& archive);

/// What was known on the day of origin: all that a forecast may be made from. There is no other way to one
/// than to cut an archive, or a view of a later day, and what came later is not in it:
/// - reports, corrections and re-registrations published later, and camps without any report yet (in the
///   graph such a camp is a closed place);
/// - conflict of later days, closures that begin later, and the day on which a closure ends that still lasts;
/// - every capacity: those of published cases are often the later outcome.
class AsOfView {
 public:
    /// Throws Error with everything wrong with the archive.
    AsOfView(const StockArchive& archive, int origin);
    /// What was known before. Throws Error where `origin` is later than that of this view.
    AsOfView earlier(int origin) const;

    int origin() const { return origin_; }
    /// Each with at least one report, in the order of the archive; of each day the report that was published
    /// last.
    const std::vector<CampRecord>& camps() const { return camps_; }
    /// Days on which a report was published, corrected since or not; ascending, each once.
    std::vector<int> publication_days() const;
    /// nullptr where the archive has no flow, or nothing of it was known yet.
    const FlowRecord* flow() const { return known_.flow ? &*known_.flow : nullptr; }

 private:
    AsOfView() = default;
    int origin_ = 0;
    StockArchive known_;  ///< with what has been corrected since: an earlier view needs it
    std::vector<CampRecord> camps_;
};

/// The reports of a camp on the level of the last one: before each re-registration in the record, all values
/// times (value on its day / last value before); without a report on its day, nothing can be told and they
/// stay.
std::vector<StockReport> comparable_reports(const CampRecord& camp);

/// Day of the first report that was published; INT_MAX without any.
int first_report_day(const std::vector<CampRecord>& camps);

}  // namespace djoliba
