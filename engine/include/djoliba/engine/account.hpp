// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace djoliba {

/// Something that was read but not used, or used with a reservation: rows that did not join, placeholder
/// codes, points outside every locality, cells without value. Each is counted, with its people or events.
struct Exclusion {
    std::string source;                      ///< key of the layer, for example "displaced"
    std::string file;                        ///< as written in the scenario
    std::string reason;                      ///< "repaired code ML1004 is Tidermene, not Menaka"
    std::int64_t rows = 0;                   ///< rows, points or cells concerned
    std::optional<double> people = {};       ///< people in them, where the source counts people
    std::optional<double> events = {};       ///< events in them, where the source counts events
    std::vector<std::string> examples = {};  ///< a few codes, names or line numbers
};

/// A figure of the run as published elsewhere, beside ours.
struct Reconciliation {
    std::string figure;
    std::string unit;
    std::string source;
    double published = 0;
    std::optional<double> ours = {};  ///< empty where the run has no such figure
    std::string reason;               ///< why they differ, or why we have none
    std::string figure_fr = {};       ///< empty: as `figure`
    std::string reason_fr = {};       ///< empty: as `reason`
    std::string ours_date = {};       ///< date or period of `ours`; empty where not known
    std::string ours_source = {};     ///< where `ours` comes from, if not from the run itself

    /// ours / published; empty where either is missing or published is 0.
    std::optional<double> ratio() const;
};

/// Counts of one layer as it was read: what came in and what became of it.
struct LayerAccount {
    std::string source;  ///< key of the layer
    std::string file;
    std::int64_t rows_read = 0;
    std::int64_t rows_used = 0;
    std::vector<std::string> notes = {};  ///< assumptions and reservations in plain words
};

/// What one change of a scenario did.
struct ChangeMade {
    std::string key;                         ///< of the change: "change.conflict[0]"
    std::string source;                      ///< key of the layer
    std::string what;                        ///< in words
    std::int64_t number = 0;                 ///< events, facilities, units concerned
    std::vector<std::string> examples = {};  ///< a few names or codes
};

/// Everything that a run must say beside its figures.
struct Account {
    std::vector<LayerAccount> layers = {};
    std::vector<Exclusion> exclusions = {};
    std::vector<Reconciliation> reconciliations = {};
    std::vector<std::string> warnings = {};
    std::vector<ChangeMade> changes = {};
};

}  // namespace djoliba
