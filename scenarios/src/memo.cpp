// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "memo.hpp"

namespace djoliba {
namespace {

template <typename T>
void append(std::vector<T>& to, const std::vector<T>& more) {
    to.insert(to.end(), more.begin(), more.end());
}

void append(Account& to, const Account& more) {
    append(to.layers, more.layers);
    append(to.exclusions, more.exclusions);
    append(to.reconciliations, more.reconciliations);
    append(to.warnings, more.warnings);
    append(to.changes, more.changes);
}

bool same(const InputFile& a, const InputFile& b) { return a.vintage == b.vintage && a.date == b.date; }

Memo::Entry read_entry(Result& result, const Memo::Read& read) {
    Memo::Entry entry;
    const auto inputs = result.inputs;
    Account before = std::move(result.account);
    result.account = {};
    try {
        entry.value = read();
    } catch (...) {
        result.account = std::move(before);
        throw;
    }
    entry.account = std::move(result.account);
    result.account = std::move(before);
    for (std::size_t i = 0; i < inputs.size(); ++i)
        if (!same(inputs[i], result.inputs[i])) entry.inputs.emplace(i, result.inputs[i]);
    return entry;
}

}  // namespace

const Memo::Entry& Memo::get(Result& result, const std::string& key, const Read& read) {
    const std::scoped_lock lock(mutex_);
    auto found = entries_.find(key);
    if (found == entries_.end()) found = entries_.emplace(key, read_entry(result, read)).first;
    const Entry& entry = found->second;
    append(result.account, entry.account);
    for (const auto& [i, input] : entry.inputs) result.inputs[i] = input;
    return entry;
}

}  // namespace djoliba
