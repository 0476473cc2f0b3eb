// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "displaced_changes.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/scenarios/where.hpp>

#include "change_at.hpp"

namespace djoliba {
namespace {

/// A change while it is being made to the displaced people of a layer.
struct Making {
    Workings& w;
    const DisplacedLayer& layer;
    const Changes& changes;
    DisplacedPeople& displaced;

    const Localities& places() const { return w.places(); }
    int unit(const std::string& code, const std::string& key) const {
        return unit_with_code(code, layer.table.level, key, change_mark(changes, key), places());
    }
    void account(const std::string& key, std::string what, std::int64_t number) const {
        w.result.account.changes.push_back({key, layer.info.source, std::move(what), number});
    }
};

void scale(Making& m, const DisplacedChange& change) {
    if (change.scale == 1) return;
    const auto in = units_in(change.where, m.places());
    // Units below the level of the layer have no figure of their own that could change.
    for (std::size_t i = 0; i < in.size(); ++i) {
        const int above = m.places().ancestor(static_cast<int>(i), m.layer.table.level);
        if (in[i] && above >= 0 && !in[above])
            change_at(m.changes, change.key + ".where", [&] {
                throw Error(
                    Problem{{},
                            {},
                            fmt::format("{} ({}) has no displaced people of its own: they are given by {}",
                                        m.places()[i].name, m.places()[i].code, m.layer.table.level),
                            fmt::format("name units of the level {} or above", m.layer.table.level)});
            });
    }
    change_at(m.changes, change.key, [&] { scale_people(m.displaced, in, change.scale, m.places()); });
    std::int64_t units = 0;
    for (const int i : m.places().of_level(m.layer.table.level))
        units += in[i] && m.displaced.people[i].known() ? 1 : 0;
    m.account(change.key,
              fmt::format("{}s whose displaced people count {} times", m.layer.table.level, change.scale),
              units);
}

void add(Making& m, const DisplacedChange& change) {
    double people = 0;
    for (const auto& [code, n] : change.add) {
        const std::string key = change.key + ".add." + code;
        const int to = m.unit(code, key);
        change_at(m.changes, key, [&] { add_people(m.displaced, to, n, m.places()); });
        people += n;
    }
    if (!change.add.empty())
        m.account(change.key,
                  fmt::format("{}s in which {} displaced people come (less those who leave)",
                              m.layer.table.level, people),
                  std::ssize(change.add));
}

void move(Making& m, const DisplacedChange& change) {
    for (const DisplacedMove& move : change.move) {
        const int from = m.unit(move.from, move.key + ".from"), to = m.unit(move.to, move.key + ".to");
        const Figure before = m.displaced.people[from];
        change_at(m.changes, move.key, [&] {
            move_people(m.displaced, from, to, move.people, move.share.value_or(0), m.places());
        });
        m.account(
            move.key,
            fmt::format("displaced people go from {} to {}", m.places()[from].name, m.places()[to].name),
            std::llround(before.value - m.displaced.people[from].value));
    }
}

void add_table(Making& m, const DisplacedPeople& table, const std::string& key) {
    for (const SharedPeople& shared : table.shared) {
        const auto same =
            std::ranges::find_if(m.displaced.shared, [&](const auto& s) { return s.units == shared.units; });
        if (same == m.displaced.shared.end())
            change_at(m.changes, key, [&] {
                throw Error(Problem{{},
                                    {},
                                    fmt::format("one row stands for {} {}s, which the layer knows one by one",
                                                shared.units.size(), m.layer.table.level),
                                    "give a row for each of them"});
            });
        same->people += shared.people;
    }
    for (const int i : m.places().of_level(m.layer.table.level)) {
        const bool is_shared = std::ranges::any_of(
            table.shared, [&](const auto& s) { return std::ranges::find(s.units, i) != s.units.end(); });
        if (table.people[i].known())
            add_people(m.displaced, i, table.people[i].value, m.places());
        else if (!is_shared && table.people[i].reason != no_row_in_source)
            m.displaced.people[i].at_least =
                m.displaced.people[i].known();  // some come, nobody says how many
    }
}

void take_table(Making& m, const DisplacedChange& change) {
    if (!change.table) return;
    const std::string key = change.key + ".table";
    const CodedTable& table = change.table->table;
    if (table.level != m.layer.table.level)
        change_at(m.changes, key + ".level", [&] {
            throw Error(Problem{{},
                                {},
                                fmt::format("the table is by {}, the displaced people of the layer by {}",
                                            table.level, m.layer.table.level),
                                "give a table of the level of the layer"});
        });
    const auto rows = read_coded(m.w, m.changes.info, table, change.table->people);
    DisplacedPeople read{column_figures(m.w, rows, change.table->people, Kind::amount), {}};
    for (auto& shared : shared_amounts(rows, change.table->people))
        read.shared.push_back({shared.units, shared.amount});
    std::int64_t units = 0;
    for (const Figure& f : read.people) units += f.known() ? 1 : 0;
    if (change.table_replaces)
        m.displaced = std::move(read);
    else
        add_table(m, read, key);
    m.account(key,
              fmt::format("{}s whose displaced people {} {}", m.layer.table.level,
                          change.table_replaces ? "are those of" : "grow by those of", table.file.text),
              units);
}

}  // namespace

DisplacedPeople displaced_of(const Workings& w, const DisplacedLayer& layer, const CodedRows& rows) {
    DisplacedPeople displaced{column_figures(w, rows, layer.people, Kind::amount), {}};
    for (auto& shared : shared_amounts(rows, layer.people))
        displaced.shared.push_back({shared.units, shared.amount});
    return displaced;
}

void change_displaced(Workings& w, const DisplacedLayer& layer, const Changes& changes,
                      DisplacedPeople& displaced) {
    Making making{w, layer, changes, displaced};
    for (const DisplacedChange& change : changes.displaced) {
        scale(making, change);
        add(making, change);
        move(making, change);
        take_table(making, change);
    }
}

}  // namespace djoliba
