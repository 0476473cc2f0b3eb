// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/locality.hpp>

namespace djoliba {

inline constexpr double missing_value = std::numeric_limits<double>::quiet_NaN();

/// Where the value of one locality comes from.
enum class Origin : std::uint8_t {
    missing,    ///< not known; the value is NaN and a reason is given. Never 0.
    own,        ///< measured or computed at the level of the locality
    inherited,  ///< figure of the parent carried down; the same for all its children, never to be summed
    shared,     ///< rate or class of several units together that one code of the source stands for
    rolled_up   ///< computed from the values of the children
};

/// How the value of a parent follows from those of its children.
enum class RollUp : std::uint8_t {
    sum,             ///< counts
    mean_by_people,  ///< shares, rates, classes: mean weighted by resident people
    none             ///< not defined for parents unless the source gives it
};

/// Which values of an indicator are worse, where its source or who declares it says so.
enum class Worse : std::uint8_t { not_stated, higher, lower };

/// One figure per locality, with all that is needed to read it. Vectors have one entry for each of
/// Localities.
struct Indicator {
    std::string name;  ///< identifier: lower case, digits and underscores
    std::string label_en;
    std::string label_fr;
    std::string unit;  ///< "people", "%", "people/10000", "class", "km", ...
    std::string base;  ///< what is counted: "resident", "exposed", "affected", "displaced", "villages", ...;
                       ///< may be empty
    Level level;       ///< level at which the source gives it
    std::string
        date;  ///< ISO 8601 date or period of the data ("2021-09-30", "2022-06/2022-08"); may be empty
    std::string oldest = {};           ///< date of the oldest input that goes into it; empty: `date`
    std::string source;                ///< key of the layer it comes from
    std::string sensitivity = "open";  ///< or "published", "restricted"
    /// Figures of a unit that may follow from each other share a group and are masked together, see
    /// small_counts.hpp: first its own, then those of figures that go into it.
    std::vector<std::string> groups = {};
    RollUp roll_up = RollUp::none;
    Worse worse = Worse::not_stated;

    std::vector<double> value = {};  ///< NaN where missing
    std::vector<Origin> origin = {};
    std::vector<std::string> reason = {};  ///< why it is missing; empty where it is not
    std::vector<bool> at_least = {};       ///< known, but a lower bound

    /// Sets every locality to missing for `why`.
    void clear(std::size_t localities, std::string_view why);
    void set(std::size_t locality, double v, Origin from = Origin::own, bool lower_bound = false);
    void set_missing(std::size_t locality, std::string_view why);
    bool known(std::size_t locality) const { return origin[locality] != Origin::missing; }
};

/// The indicators of a run in the order in which they were computed.
struct IndicatorTable {
    std::vector<Indicator> items = {};

    const Indicator* find(std::string_view name) const;
    Indicator* find(std::string_view name);
    /// Adds an indicator; throws Error where the name is taken.
    Indicator& add(Indicator indicator);
};

/// Gives every locality below the indicator's level the value of its ancestor at that level, marked as
/// inherited. Values that are there already stay. A missing ancestor passes its reason on. A lower bound
/// stays one.
void carry_down(Indicator& indicator, const Localities& localities);

/// Why a unit of another partition has no figure where it has no members.
inline constexpr const char* holds_nothing = "no locality of the finest level lies in it";

/// Fills in parents from their children by the indicator's rule, marked as rolled up, from fine to coarse,
/// and units of other partitions from their members. Parents that have a value keep it. A parent is missing
/// where a child is missing (sum) or where no child with people is known (mean). What a lower bound goes into
/// is a lower bound. `people`: resident people per locality; NaN where not known.
void roll_up(Indicator& indicator, const Localities& localities, const std::vector<double>& people);

}  // namespace djoliba
