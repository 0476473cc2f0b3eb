// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <utility>

namespace djoliba {

/// The last few values by key, each worked out once also where several threads ask for it at a time. A value
/// that could not be worked out is not kept: whoever asked gets the exception.
template <typename Key, typename Value>
class Kept {
 public:
    using Shared = std::shared_ptr<const Value>;

    explicit Kept(std::size_t most) : most_(most) {}

    Shared get(const Key& key, const std::function<Value()>& work) {
        std::promise<Shared> promise;
        if (auto known = find_or_enter(key, promise); known.valid()) return known.get();
        try {
            auto value = std::make_shared<const Value>(work());
            promise.set_value(value);
            return value;
        } catch (...) {
            promise.set_exception(std::current_exception());
            forget(key);
            throw;
        }
    }

 private:
    using Future = std::shared_future<Shared>;

    /// What is there; where nothing is, not valid, and the promise of the caller stands for it from now on.
    Future find_or_enter(const Key& key, std::promise<Shared>& promise) {
        const std::scoped_lock lock(mutex_);
        for (const auto& [known, value] : latest_first_)
            if (known == key) return value;
        latest_first_.emplace_front(key, promise.get_future().share());
        if (latest_first_.size() > most_) latest_first_.pop_back();
        return {};
    }
    void forget(const Key& key) {
        const std::scoped_lock lock(mutex_);
        std::erase_if(latest_first_, [&](const auto& entry) { return entry.first == key; });
    }

    std::size_t most_;
    std::mutex mutex_;
    std::deque<std::pair<Key, Future>> latest_first_;
};

}  // namespace djoliba
