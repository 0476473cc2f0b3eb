// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <djoliba/engine/account.hpp>
#include <djoliba/scenarios/result.hpp>

#include "workings.hpp"

namespace djoliba {

/// What one scenario of a batch has read, kept for the others that read the same: those whose keys but
/// `change`, `index` and `title` agree. May be used from several threads.
class Memo {
 public:
    /// A value, and what reading it said: it is said again in every run that takes the value from here.
    struct Entry {
        std::shared_ptr<const void> value = {};
        Account account = {};
        std::map<std::size_t, InputFile> inputs = {};  ///< by position in Result::inputs: those it changed
    };
    using Read = std::function<std::shared_ptr<const void>()>;

    /// The entry of a key; where there is none yet, what `read` gives, read once also by several threads.
    const Entry& get(Result& result, const std::string& key, const Read& read);

 private:
    std::recursive_mutex mutex_;  // a read may need other reads
    std::map<std::string, Entry> entries_;
};

/// read() as kept under `key` by the memo of the run; without a memo just read(). What is read must not
/// depend on the changes of the scenario but through the key.
template <typename Reader>
auto remembered(Workings& w, const std::string& key, Reader read) -> std::shared_ptr<const decltype(read())> {
    using T = decltype(read());
    if (!w.memo) return std::make_shared<const T>(read());
    const auto& entry = w.memo->get(
        w.result, key, [&] { return std::shared_ptr<const void>(std::make_shared<const T>(read())); });
    return std::static_pointer_cast<const T>(entry.value);
}

}  // namespace djoliba
