// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <djoliba/engine/error.hpp>

namespace djoliba {

/// What a place is to people who flee. Being a conflict zone is no kind but a state: that of a place on days
/// with a conflict intensity above 0.
enum class PlaceKind : std::uint8_t {
    town,            ///< any place where people may stay for a while
    camp,            ///< of refugees
    idp_camp,        ///< of internally displaced persons: a camp that is left more easily
    forwarding_hub,  ///< left every day
    marker,          ///< a bend or crossing: never a destination, and no link counts that ends there
};

/// "town", "camp", "idpcamp", "forwarding_hub", "marker".
const char* place_kind_name(PlaceKind kind);

struct FlowPlace {
    std::string name;  ///< each once
    PlaceKind kind = PlaceKind::town;
    std::string country = {};
    bool foreign = false;   ///< in another country than the one people flee from
    double population = 0;  ///< residents; never negative
    /// People it can take. Empty: no limit. 0: nobody.
    std::optional<double> capacity = {};
    double attraction = 1;  ///< factor of the score
};

/// A road that people take in both directions.
struct FlowLink {
    int from = -1;  ///< index of a place
    int to = -1;
    double km = 0;                ///< above 0
    double walk_probability = 0;  ///< share of travellers who walk on a day, 0 to 1
};

struct FlowGraph {
    std::vector<FlowPlace> places = {};
    std::vector<FlowLink> links = {};

    std::size_t ways() const { return 2 * links.size(); }
};

// A way is a link in one direction: way 2 i goes along link i from `from` to `to`, way 2 i + 1 back.
inline std::size_t link_of(std::size_t way) { return way / 2; }
inline std::size_t way_back(std::size_t way) { return way ^ 1U; }
inline int way_start(const FlowGraph& graph, std::size_t way) {
    const FlowLink& link = graph.links[link_of(way)];
    return way % 2 == 0 ? link.from : link.to;
}
inline int way_end(const FlowGraph& graph, std::size_t way) { return way_start(graph, way_back(way)); }

/// What is closed from the start of day `first` to the start of day `open_again`.
struct FlowClosure {
    enum class Kind : std::uint8_t {
        border,    ///< every link between two countries
        place,     ///< every link of a place
        link,      ///< the link between two places
        camp,      ///< the camp: a town meanwhile, a camp from `open_again` on, whatever it was before
        idp_camp,  ///< the same for a camp of internally displaced persons
    };
    Kind kind = Kind::link;
    /// Countries of a border; names of places otherwise. `second` only for a border and a link.
    std::string first_name = {}, second_name = {};
    int first = 0;       ///< day from which it is closed; below 0: before the period
    int open_again = 0;  ///< day from which it is open again, after `first`
};

/// Everything that is wrong with a graph: places without name or named twice, counts that are negative or
/// not finite, links to places that there are not, from a place to itself, of no length, or drawn twice.
/// `where` of a problem is left empty; `key` is "places[3]" or "links[7]", counted from 0.
std::vector<Problem> problems(const FlowGraph& graph);

/// And with closures: names that the graph does not have, days in the wrong order. `key` is "closures[2]".
std::vector<Problem> problems(std::span<const FlowClosure> closures, const FlowGraph& graph);

/// Index of a place by its exact name; -1 where there is none.
int find_place(const FlowGraph& graph, const std::string& name);

}  // namespace djoliba
