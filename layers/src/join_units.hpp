// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/locality.hpp>

namespace djoliba {

/// The units of one level by code and by name.
class UnitsByName {
 public:
    /// Throws Error for a level without units.
    UnitsByName(const Localities& localities, std::string_view level, const std::string& where);

    int by_code(std::string_view code) const;
    /// Units of that name, spellings and unit words folded; those that match with their unit words, where
    /// there are any.
    std::vector<int> by_name(std::string_view name) const;
    /// Those of by_name that lie in a unit of the other name.
    std::vector<int> by_name(std::string_view name, std::string_view parent_name) const;
    const Locality& operator[](int i) const { return localities_[static_cast<std::size_t>(i)]; }
    const Localities& localities() const { return localities_; }
    const std::string& level() const { return level_; }

 private:
    const Localities& localities_;
    std::string level_;
    std::map<std::string, int, std::less<>> codes_;
    std::map<std::string, std::vector<int>, std::less<>> names_;  // unit words stripped
};

}  // namespace djoliba
