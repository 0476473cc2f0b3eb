// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "ledger.hpp"

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/digest.hpp>

namespace djoliba {
namespace {

/// Of the tables; another one is refused.
constexpr int layout = 1;

constexpr const char* tables = R"sql(
CREATE TABLE base (id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, program TEXT NOT NULL, scenario TEXT NOT NULL);
CREATE TABLE input (base INTEGER NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (base, file)) WITHOUT ROWID;
CREATE TABLE scenario (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, file TEXT NOT NULL, base INTEGER NOT NULL,
  change TEXT NOT NULL, inputs TEXT NOT NULL, keep TEXT NOT NULL, digest TEXT NOT NULL, wanted INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('to do', 'running', 'done', 'failed')), owner TEXT, seconds REAL, error TEXT);
CREATE INDEX scenario_state ON scenario (state, wanted);
CREATE TABLE parameter (scenario INTEGER NOT NULL, key TEXT NOT NULL, value, PRIMARY KEY (scenario, key)) WITHOUT ROWID;
CREATE TABLE locality (id INTEGER PRIMARY KEY, frame TEXT NOT NULL, level TEXT NOT NULL, code TEXT NOT NULL,
  name TEXT NOT NULL, parent_code TEXT, UNIQUE (frame, level, code));
CREATE TABLE score (scenario INTEGER NOT NULL, locality INTEGER NOT NULL, score REAL, rank INTEGER, class INTEGER NOT NULL,
  PRIMARY KEY (scenario, locality)) WITHOUT ROWID;
CREATE TABLE interval (scenario INTEGER NOT NULL, locality INTEGER NOT NULL, score_low REAL, score_high REAL,
  rank_low REAL, rank_high REAL, p_top REAL, PRIMARY KEY (scenario, locality)) WITHOUT ROWID;
CREATE TABLE worker (owner TEXT PRIMARY KEY, batch TEXT NOT NULL);
CREATE VIEW result AS SELECT s.name AS scenario,
    (SELECT json_group_object(p.key, p.value) FROM parameter p WHERE p.scenario = s.id) AS parameters,
    l.frame, l.level, l.code, l.name, l.parent_code, x.score, x.rank, x.class,
    i.score_low, i.score_high, i.rank_low, i.rank_high, i.p_top
  FROM scenario s JOIN score x ON x.scenario = s.id JOIN locality l ON l.id = x.locality
    LEFT JOIN interval i ON i.scenario = s.id AND i.locality = x.locality
  WHERE s.wanted AND s.state = 'done';
)sql";

std::filesystem::path made(const std::filesystem::path& directory) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error)
        throw Error(Problem{directory.string(), "", "the folder cannot be made: " + error.message(),
                            "check the path and the permissions"});
    return directory;
}

std::string text_of(Database& database, const std::string& pragma) {
    Statement ask(database, "PRAGMA " + pragma);
    return ask.step() ? ask.text(0) : "";
}

}  // namespace

Ledger::Ledger(const std::filesystem::path& directory)
    : directory_(made(directory)), database_(directory / "batch.db"), owner_(directory) {
    database_.run("PRAGMA foreign_keys = OFF; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536");
    make_tables();
    remove_dead_owners(directory);
}

void Ledger::make_tables() {
    Transaction whole(database_);
    const std::string version = text_of(database_, "user_version");
    const bool empty = text_of(database_, "schema_version") == "0";
    if (!empty && version != std::to_string(layout))
        throw Error(Problem{(directory_ / "batch.db").string(), "user_version",
                            fmt::format("it is no ledger of layout {}, but {}", layout, version),
                            "give another folder, or move the file away"});
    if (empty) {
        database_.run(tables);
        database_.run(fmt::format("PRAGMA user_version = {}", layout));
    }
    whole.commit();
}

Ledger::~Ledger() {
    try {
        Statement(database_, "DELETE FROM worker WHERE owner = ?")
            .bind(1, std::string_view(owner_.name()))
            .run();
    } catch (const std::exception&) {  // the next process removes what a dead one left
        return;
    }
}

/// Two processes may share the same scenarios, but not each have some of its own: each would take those of
/// the other for no longer wanted.
void Ledger::work_alone_or_alike(const std::string& batch) {
    std::vector<std::pair<std::string, std::string>> others;
    Statement all(database_, "SELECT owner, batch FROM worker");
    while (all.step()) others.emplace_back(all.text(0), all.text(1));
    Statement forget(database_, "DELETE FROM worker WHERE owner = ?");
    for (const auto& [owner, theirs] : others) {
        if (owner == owner_.name()) continue;
        if (!owner_lives(directory_, owner))
            forget.bind(1, std::string_view(owner)).run();
        else if (theirs != batch)
            throw Error(Problem{directory_.string(), "",
                                "another process computes other scenarios in this folder",
                                "wait until it has ended, or take another folder"});
    }
    Statement(database_, "INSERT OR REPLACE INTO worker VALUES (?, ?)")
        .bind(1, std::string_view(owner_.name()))
        .bind(2, std::string_view(batch))
        .run();
}

void Ledger::release_orphans() {
    std::vector<std::string> owners;
    Statement running(database_, "SELECT DISTINCT owner FROM scenario WHERE state = 'running'");
    while (running.step()) owners.push_back(running.text(0));
    Statement release(
        database_, "UPDATE scenario SET state = 'to do', owner = NULL WHERE owner = ? AND state = 'running'");
    for (const auto& owner : owners)
        if (owner != owner_.name() && !owner_lives(directory_, owner))
            release.bind(1, std::string_view(owner)).run();
}

std::vector<std::size_t> Ledger::claim(std::size_t most) {
    Transaction whole(database_);
    release_orphans();
    std::vector<std::size_t> positions;
    Statement free(database_,
                   "SELECT id, digest FROM scenario WHERE state = 'to do' AND wanted ORDER BY id LIMIT ?");
    free.bind(1, static_cast<std::int64_t>(most));
    while (free.step())
        if (const auto at = position_of_.find(free.integer(0));
            at != position_of_.end() && digests_[at->second] == free.text(1))
            positions.push_back(at->second);
    Statement take(database_, "UPDATE scenario SET state = 'running', owner = ? WHERE id = ?");
    for (const std::size_t p : positions)
        take.bind(1, std::string_view(owner_.name())).bind(2, scenario_ids_[p]).run();
    whole.commit();
    return positions;
}

const std::vector<std::int64_t>& Ledger::ids_of(const Localities& localities) {
    std::string all = localities.vintage;
    for (const auto& l : localities.items) all += "|" + l.level + ":" + l.code;
    const std::string frame = localities.vintage + " " + sha256(all).substr(0, 16);
    auto found = locality_ids_.find(frame);
    if (found != locality_ids_.end()) return found->second;
    std::vector<std::int64_t> ids;
    ids.reserve(localities.size());
    Statement add(
        database_,
        "INSERT OR IGNORE INTO locality (frame, level, code, name, parent_code) VALUES (?, ?, ?, ?, ?)");
    Statement find(database_, "SELECT id FROM locality WHERE frame = ? AND level = ? AND code = ?");
    for (const auto& l : localities.items) {
        add.bind(1, std::string_view(frame))
            .bind(2, std::string_view(l.level))
            .bind(3, std::string_view(l.code));
        add.bind(4, std::string_view(l.name));
        if (l.parent < 0)
            add.bind_null(5);
        else
            add.bind(5, std::string_view(localities[l.parent].code));
        add.run();
        find.bind(1, std::string_view(frame))
            .bind(2, std::string_view(l.level))
            .bind(3, std::string_view(l.code));
        find.step();
        ids.push_back(find.integer(0));
        find.reset();
    }
    return locality_ids_.emplace(frame, std::move(ids)).first->second;
}

void Ledger::finish(std::size_t position, const Localities& localities, const LedgerScores& scores,
                    const LedgerIntervals& intervals, double seconds) {
    const std::int64_t id = scenario_ids_[position];
    Statement done(database_,
                   "UPDATE scenario SET state = 'done', owner = NULL, error = NULL, seconds = ? WHERE id = ? "
                   "AND owner = ? AND digest = ?");
    done.bind(1, seconds)
        .bind(2, id)
        .bind(3, std::string_view(owner_.name()))
        .bind(4, std::string_view(digests_[position]))
        .run();
    if (database_.changes() == 0) return;  // its inputs have changed since; somebody else has it
    for (const char* table : {"score", "interval"})
        Statement(database_, fmt::format("DELETE FROM {} WHERE scenario = ?", table)).bind(1, id).run();
    const auto& ids = ids_of(localities);
    Statement add(database_, "INSERT INTO score VALUES (?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < ids.size(); ++i) {
        add.bind(1, id).bind(2, ids[i]).bind(3, scores.score[i]).bind(5, scores.risk_class[i]);
        if (scores.rank[i] > 0)
            add.bind(4, scores.rank[i]);
        else
            add.bind_null(4);
        add.run();
    }
    if (intervals.p_top.empty()) return;
    Statement between(database_, "INSERT INTO interval VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < ids.size(); ++i)
        between.bind(1, id)
            .bind(2, ids[i])
            .bind(3, intervals.score_low[i])
            .bind(4, intervals.score_high[i])
            .bind(5, intervals.rank_low[i])
            .bind(6, intervals.rank_high[i])
            .bind(7, intervals.p_top[i])
            .run();
}

void Ledger::fail(std::size_t position, const std::string& reason, double seconds) {
    Statement failed(database_,
                     "UPDATE scenario SET state = 'failed', owner = NULL, error = ?, seconds = ? WHERE id = "
                     "? AND owner = ? AND digest = ?");
    failed.bind(1, std::string_view(reason))
        .bind(2, seconds)
        .bind(3, scenario_ids_[position])
        .bind(4, std::string_view(owner_.name()))
        .bind(5, std::string_view(digests_[position]))
        .run();
}

LedgerCounts Ledger::counts() {
    LedgerCounts counts;
    Statement ask(database_, "SELECT state, count(*) FROM scenario WHERE wanted GROUP BY state");
    while (ask.step()) {
        const std::string state = ask.text(0);
        (state == "done"      ? counts.done
         : state == "running" ? counts.running
         : state == "failed"  ? counts.failed
                              : counts.to_do) = ask.integer(1);
    }
    return counts;
}

}  // namespace djoliba
