// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include <djoliba/engine/figure.hpp>
#include <djoliba/engine/locality.hpp>

namespace djoliba {

/// People of several units together, of which none has a figure of its own.
struct SharedPeople {
    std::vector<int> units = {};
    double people = 0;
};

/// Displaced people by locality, known at one level; missing everywhere else.
struct DisplacedPeople {
    std::vector<Figure> people = {};  ///< one for each locality
    std::vector<SharedPeople> shared = {};
};

// What a scenario supposes of them. An unknown figure never becomes 0. All throw Error, naming the units and
// saying what to do instead.

/// Known figures of the units `in` (one flag for each locality) times `factor`; unknown ones stay unknown.
/// Error below 0, and where only some of the units that share a figure are in.
void scale_people(DisplacedPeople& displaced, const std::vector<bool>& in, double factor,
                  const Localities& localities);

/// `people` come to a unit; negative: leave it. Where the figure was unknown those who come are a lower
/// bound; where it is known only for several units together it grows for them together. Error where more
/// leave than are there, or where nobody knows how many are.
void add_people(DisplacedPeople& displaced, int unit, double people, const Localities& localities);

/// So many people, or this share of those who are there, go from one unit to another. Error as for
/// add_people(), and for a unit whose figure is known only together with others.
void move_people(DisplacedPeople& displaced, int from, int to, std::optional<double> people, double share,
                 const Localities& localities);

}  // namespace djoliba
