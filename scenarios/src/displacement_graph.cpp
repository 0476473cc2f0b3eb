// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "displacement_rows.hpp"

namespace djoliba {
namespace {

constexpr int never = std::numeric_limits<int>::max();

/// What Flee calls a place. A conflict zone is a town with conflict.
std::optional<PlaceKind> kind_of(const std::string& written) {
    const std::string word = lower(written);
    const auto has = [&](std::string_view part) { return word.find(part) != std::string::npos; };
    if (has("camp")) return has("idp") ? PlaceKind::idp_camp : PlaceKind::camp;
    if (has("conflict") || has("town") || has("default")) return PlaceKind::town;
    if (has("forward")) return PlaceKind::forwarding_hub;
    if (has("marker")) return PlaceKind::marker;
    return {};
}

bool is_camp(PlaceKind kind) { return kind == PlaceKind::camp || kind == PlaceKind::idp_camp; }

class PlaceReader {
 public:
    PlaceReader(const PlaceRows& rows, DisplacementCase& to, std::vector<Problem>& problems)
        : rows_(rows), to_(to), in_(rows.text, problems) {}

    void read(std::size_t row) {
        FlowPlace place;
        place.name = in_.text(row, 0);
        place.country = in_.text(row, 2);
        if (place.name.empty()) in_.complain(row, "name", "is missing", "name the place");
        const auto [first, fresh] = seen_.emplace(place.name, row);
        if (!fresh)
            in_.complain(row, "name",
                         fmt::format("'{}' is also in line {}", place.name, rows_.text.lines[first->second]),
                         "give each place one row");
        read_kind(row, place);
        read_people(row, place);
        place.foreign =
            !to_.flow.graph.places.empty() && place.country != to_.flow.graph.places.front().country;
        to_.map.push_back(
            {in_.text(row, 1), in_.number(row, 4, "longitude"), in_.number(row, 3, "latitude")});
        check_position(row, to_.map.back());
        to_.flow.graph.places.push_back(std::move(place));
    }

 private:
    void read_kind(std::size_t row, FlowPlace& place) {
        const auto kind = kind_of(in_.text(row, 5));
        if (!kind)
            in_.complain(row, "location_type", fmt::format("'{}' is no kind of place", in_.text(row, 5)),
                         "write town, conflict_zone, camp, idpcamp, forwarding_hub or marker");
        place.kind = kind.value_or(PlaceKind::town);
    }

    void read_people(std::size_t row, FlowPlace& place) {
        const double people = in_.count(row, 7, "population");
        const bool capacity_here = is_camp(place.kind) && !rows_.capacity_apart;
        const double capacity = capacity_here ? people : in_.count(row, 8, "capacity");
        if (!capacity_here) place.population = std::isnan(people) ? 0 : people;
        if (!std::isnan(capacity) && (!capacity_here || capacity > 0)) place.capacity = capacity;
        if (capacity_here && !place.capacity)
            leave_out(to_.account, "places", rows_.text.file,
                      "camps without a capacity, or with 0: taken as without limit", place.name);
        if (!is_camp(place.kind) && !(people > 0))
            leave_out(to_.account, "places", rows_.text.file,
                      "towns without a population: nobody flees from them by population", place.name);
    }

    void check_position(std::size_t row, const PlaceOnMap& at) const {
        if (std::abs(at.latitude) > 90 || std::abs(at.longitude) > 180)
            in_.complain(row, "latitude",
                         fmt::format("{}, {} is no latitude and longitude", at.latitude, at.longitude),
                         "write degrees, latitude first");
    }

    const PlaceRows& rows_;
    DisplacementCase& to_;
    RowReader in_;
    std::map<std::string, std::size_t> seen_;
};

class RouteReader {
 public:
    RouteReader(const TextRows& text, DisplacementCase& to, std::vector<Problem>& problems)
        : text_(text), to_(to), in_(text, problems) {}

    void read(std::size_t row) {
        const FlowGraph& graph = to_.flow.graph;
        FlowLink link{in_.place(row, 0, "name1", graph), in_.place(row, 1, "name2", graph)};
        link.km = in_.needed_count(row, 2, "distance");
        const double walk = in_.count(row, 4, "walk_probability");
        link.walk_probability = std::isnan(walk) ? 0 : walk;
        if (link.from < 0 || link.to < 0 || std::isnan(link.km)) return;
        check_values(row, link);
        add(row, link);
        if (const std::string& forced = text_.at(row, 3); !forced.empty() && forced != "0")
            leave_out(to_.account, "routes", text_.file,
                      "forced redirections: they have no effect, as in the reference system", line(row));
    }

 private:
    std::string line(std::size_t row) const { return fmt::format("line {}", text_.lines[row]); }

    void check_values(std::size_t row, const FlowLink& link) const {
        if (link.from == link.to)
            in_.complain(row, "name2", fmt::format("the link leads from '{}' to itself", text_.at(row, 0)),
                         "leave it out");
        if (link.km == 0) in_.complain(row, "distance", "is 0 km", "write the length of the road, above 0");
        if (link.walk_probability > 1)
            in_.complain(row, "walk_probability", fmt::format("{} is above 1", text_.at(row, 4)),
                         "write 0 to 1");
    }

    /// A link is there once; the same again is left out, with another length it is a contradiction.
    void add(std::size_t row, const FlowLink& link) {
        const auto [before, fresh] = seen_.try_emplace(std::minmax(link.from, link.to), row, link.km);
        const auto& [first_row, km] = before->second;
        if (fresh)
            to_.flow.graph.links.push_back(link);
        else if (km == link.km)
            leave_out(to_.account, "routes", text_.file, "links that are there already, with the same length",
                      line(row));
        else
            in_.complain(row, "distance",
                         fmt::format("'{}' - '{}' is {} km here and {} km in line {}", text_.at(row, 0),
                                     text_.at(row, 1), link.km, km, text_.lines[first_row]),
                         "keep the right one: a link is open in both directions");
    }

    const TextRows& text_;
    DisplacementCase& to_;
    RowReader in_;
    std::map<std::pair<int, int>, std::pair<std::size_t, double>> seen_;
};

using Kind = FlowClosure::Kind;

std::optional<Kind> closure_kind(const std::string& word) {
    static const std::map<std::string, Kind> kinds{{"country", Kind::border},  {"border", Kind::border},
                                                   {"location", Kind::place},  {"place", Kind::place},
                                                   {"link", Kind::link},       {"camp", Kind::camp},
                                                   {"idpcamp", Kind::idp_camp}};
    const auto found = kinds.find(lower(word));
    if (found == kinds.end()) return {};
    return found->second;
}

}  // namespace

void read_places(const PlaceRows& rows, DisplacementCase& to, std::vector<Problem>& problems) {
    PlaceReader reader(rows, to, problems);
    for (std::size_t row = rows.first; row < rows.text.size(); ++row) reader.read(row);
    if (to.flow.graph.places.empty()) problems.push_back(no_rows(rows.text.file, "places"));
}

void read_routes(const TextRows& text, std::size_t first, DisplacementCase& to,
                 std::vector<Problem>& problems) {
    RouteReader reader(text, to, problems);
    for (std::size_t row = first; row < text.size(); ++row) reader.read(row);
}

void read_closures(const TextRows& text, std::size_t first, DisplacementCase& to,
                   std::vector<Problem>& problems) {
    const RowReader in(text, problems);
    for (std::size_t row = first; row < text.size(); ++row) {
        const auto from = in.day(row, 3, "closure_start", to.start),
                   until = in.day(row, 4, "closure_end", to.start);
        if (!from || !until) continue;
        const std::string example = fmt::format("line {}", text.lines[row]);
        const auto kind = closure_kind(text.at(row, 0));
        if (!kind) {
            leave_out(to.account, "closures", text.file, "closures of a kind that is not known", example);
            continue;
        }
        // An end before the start stands for "not opened again".
        const FlowClosure closure{*kind, text.at(row, 1), text.at(row, 2), *from,
                                  *until < *from ? never : *until};
        const auto found = djoliba::problems(std::span(&closure, 1), to.flow.graph);
        if (found.empty())
            to.flow.closures.push_back(closure);
        else
            leave_out(to.account, "closures", text.file,
                      "closures that close nothing: " + found.front().problem, example);
    }
}

}  // namespace djoliba
