// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <optional>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/digest.hpp>

#include <djoliba/scenarios/yaml_file.hpp>

#include "ledger.hpp"

namespace djoliba {
namespace {

/// A scenario as a former call left it.
struct Known {
    std::int64_t id = 0;
    std::int64_t base = 0;
    std::string base_digest = {};
    std::string program = {};
    std::string change = {};
    std::string inputs = {};
    std::string keep = {};
    std::string digest = {};
    std::string state = {};
};

std::optional<Known> find(Database& database, const std::string& name) {
    Statement ask(database,
                  "SELECT s.id, s.base, b.digest, b.program, s.change, s.inputs, s.keep, s.digest, s.state "
                  "FROM scenario s LEFT JOIN base b ON b.id = s.base WHERE s.name = ?");
    ask.bind(1, std::string_view(name));
    if (!ask.step()) return std::nullopt;
    return Known{ask.integer(0), ask.integer(1), ask.text(2), ask.text(3), ask.text(4),
                 ask.text(5),    ask.text(6),    ask.text(7), ask.text(8)};
}

/// "flood: rp10.tif has changed", or that the scenario itself has.
std::string what_changed(Database& database, const Known& known, const LedgerBase& base) {
    std::map<std::string, std::string> before;
    Statement ask(database, "SELECT file, sha256 FROM input WHERE base = ?");
    ask.bind(1, known.base);
    while (ask.step()) before.emplace(ask.text(0), ask.text(1));
    std::string changed;
    const auto say = [&](const std::string& file, const char* what) {
        changed += (changed.empty() ? "" : "; ") + file + what;
    };
    for (const auto& [file, digest] : base.inputs) {
        const auto old = before.find(file);
        if (old == before.end())
            say(file, " is new");
        else if (old->second != digest)
            say(file, " has changed");
    }
    for (const auto& [file, digest] : before)
        if (!base.inputs.contains(file)) say(file, " is no longer read");
    if (!changed.empty()) return changed;
    return known.program == DJOLIBA_VERSION ? "the baseline has changed" : "the program has changed";
}

LedgerTask task_of(Database& database, const std::optional<Known>& known, const LedgerCase& c,
                   const LedgerBase* base) {
    using State = LedgerTask::State;
    if (!c.problem.empty()) return {State::failed, c.problem};
    if (!known) return {State::to_do, "new"};
    if (base && known->base_digest != c.base) return {State::to_do, what_changed(database, *known, *base)};
    if (known->change != c.change) return {State::to_do, "its change is another"};
    if (known->inputs != c.inputs) return {State::to_do, "a file that its change names is another"};
    if (known->keep != c.keep) return {State::to_do, "other outputs are to be kept"};
    if (known->state == "failed") return {State::to_do, "it failed before"};
    if (known->state != "done") return {State::to_do, "not finished"};
    if (!c.keep.empty() && !c.kept) return {State::to_do, "outputs that were kept are gone"};
    return {State::done, "finished"};
}

const LedgerBase* base_of(const std::vector<LedgerBase>& bases, const std::string& digest) {
    for (const auto& base : bases)
        if (base.digest == digest) return &base;
    return nullptr;
}

std::map<std::string, std::int64_t> enter_bases(Database& database, const std::vector<LedgerBase>& bases) {
    std::map<std::string, std::int64_t> ids;
    Statement find(database, "SELECT id FROM base WHERE digest = ?");
    Statement add(database, "INSERT INTO base (digest, program, scenario) VALUES (?, ?, ?)");
    Statement input(database, "INSERT INTO input VALUES (?, ?, ?)");
    for (const auto& base : bases) {
        find.bind(1, std::string_view(base.digest));
        const bool there = find.step();
        if (there) ids[base.digest] = find.integer(0);
        find.reset();
        if (there) continue;
        add.bind(1, std::string_view(base.digest))
            .bind(2, std::string_view(DJOLIBA_VERSION))
            .bind(3, std::string_view(base.scenario))
            .run();
        find.step();
        const std::int64_t id = ids[base.digest] = find.integer(0);
        find.reset();
        for (const auto& [file, digest] : base.inputs)
            input.bind(1, id).bind(2, std::string_view(file)).bind(3, std::string_view(digest)).run();
    }
    return ids;
}

void enter_parameters(Database& database, std::int64_t id, const LedgerCase& c) {
    Statement(database, "DELETE FROM parameter WHERE scenario = ?").bind(1, id).run();
    Statement add(database, "INSERT OR REPLACE INTO parameter VALUES (?, ?, ?)");
    for (const auto& [key, value] : c.parameters) {
        add.bind(1, id).bind(2, std::string_view(key));
        YamlNode scalar;
        scalar.kind = YamlNode::Kind::scalar;
        scalar.text = value;
        if (value.empty())
            add.bind_null(3);
        else if (const auto number = number_of(scalar); number && scalar_type(scalar) == ScalarType::integer)
            add.bind(3, static_cast<std::int64_t>(*number));
        else if (number)
            add.bind(3, *number);
        else
            add.bind(3, std::string_view(value));
        add.run();
    }
}

/// Parameters 1 to 8: file, base, change, inputs, keep, digest, state, error.
void bind_row(Statement& statement, const LedgerCase& c, std::int64_t base, const std::string& digest,
              const char* state) {
    statement.bind(1, std::string_view(c.file))
        .bind(2, base)
        .bind(3, std::string_view(c.change))
        .bind(4, std::string_view(c.inputs))
        .bind(5, std::string_view(c.keep))
        .bind(6, std::string_view(digest))
        .bind(7, std::string_view(state));
    if (c.problem.empty())
        statement.bind_null(8);
    else
        statement.bind(8, std::string_view(c.problem));
}

/// The row of a scenario as it is to be from now on; its id.
std::int64_t enter_case(Database& database, const std::optional<Known>& known, const LedgerCase& c,
                        std::int64_t base, const LedgerTask& task) {
    const std::string digest = digest_of(c);
    const char* state = task.state == LedgerTask::State::failed ? "failed" : "to do";
    if (!known) {
        Statement add(
            database,
            "INSERT INTO scenario (file, base, change, inputs, keep, digest, wanted, state, error, name) "
            "VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?)");
        bind_row(add, c, base, digest, state);
        add.bind(9, std::string_view(c.name)).run();
        return database.last_row();
    }
    if (task.state == LedgerTask::State::done || (known->digest == digest && known->state == "running")) {
        Statement(database, "UPDATE scenario SET wanted = 1 WHERE id = ?").bind(1, known->id).run();
        return known->id;
    }
    Statement change(
        database,
        "UPDATE scenario SET file = ?, base = ?, change = ?, inputs = ?, keep = ?, digest = ?, wanted = 1, "
        "state = ?, error = ?, owner = NULL, seconds = NULL WHERE id = ?");
    bind_row(change, c, base, digest, state);
    change.bind(9, known->id).run();
    return known->id;
}

}  // namespace

std::string digest_of(const LedgerCase& c) {
    return sha256(fmt::format("{}\n{}\n{}\n{}\n{}", c.base, c.change, c.inputs, c.keep, c.problem));
}

std::vector<LedgerTask> Ledger::plan(const std::vector<LedgerBase>& bases,
                                     const std::vector<LedgerCase>& cases, const Job& job) {
    std::vector<LedgerTask> tasks;
    tasks.reserve(cases.size());
    for (const auto& c : cases) {
        if (job.cancelled && job.cancelled()) throw Cancelled();
        tasks.push_back(task_of(database_, find(database_, c.name), c, base_of(bases, c.base)));
    }
    return tasks;
}

std::vector<LedgerTask> Ledger::enter(const std::vector<LedgerBase>& bases,
                                      const std::vector<LedgerCase>& cases, const Job& job) {
    std::string batch;
    digests_.clear();
    for (const auto& c : cases) {
        digests_.push_back(digest_of(c));
        batch.append(c.name).append("\n").append(digests_.back()).append("\n");
    }
    Transaction whole(database_);
    work_alone_or_alike(sha256(batch));
    const auto base_ids = enter_bases(database_, bases);
    database_.run("UPDATE scenario SET wanted = 0");
    std::vector<LedgerTask> tasks;
    scenario_ids_.clear();
    position_of_.clear();
    for (const auto& c : cases) {
        if (job.cancelled && job.cancelled()) throw Cancelled();
        const auto known = find(database_, c.name);
        tasks.push_back(task_of(database_, known, c, base_of(bases, c.base)));
        const auto base = base_ids.find(c.base);
        const std::int64_t id =
            enter_case(database_, known, c, base == base_ids.end() ? 0 : base->second, tasks.back());
        enter_parameters(database_, id, c);
        position_of_[id] = scenario_ids_.size();
        scenario_ids_.push_back(id);
    }
    database_.run("DELETE FROM base WHERE id NOT IN (SELECT base FROM scenario)");
    database_.run("DELETE FROM input WHERE base NOT IN (SELECT id FROM base)");
    whole.commit();
    return tasks;
}

}  // namespace djoliba
