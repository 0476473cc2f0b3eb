// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/displacement_agents.hpp>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include <djoliba/engine/random.hpp>

#include "flow_case.hpp"
#include "flow_choice.hpp"
#include "parallel.hpp"

namespace djoliba {
namespace {

struct Person {
    std::uint64_t item = 0;   ///< of its random stream
    std::uint32_t draws = 0;  ///< taken from it so far
    int place = -1;           ///< where they stand; under way: where they come from
    int route = -1;           ///< planned, and on its first link where under way
    bool under_way = false, first = true, turned = false;
    double km = 0;  ///< on the link
    double km_today = 0;
    double recent = 0;  ///< running mean of a day's way by speed
};

/// One run, day by day.
class AgentRun {
 public:
    AgentRun(const FlowCase& given, std::uint64_t seed, int number, FlowRun& total)
        : given_(given),
          network_(graph_of(given), given.closures, given.rules),
          choice_(network_, {FlowVariant(given.rules, network_.graph())}),
          seed_(seed),
          run_(static_cast<std::uint64_t>(number)),
          total_(total) {
        const std::size_t places = network_.graph().places.size();
        here_.assign(places, 0);
        const auto initial = initial_of(given);
        for (std::size_t p = 0; p < places; ++p)
            for (long long i = std::llround(initial[p]); i > 0; --i) add(static_cast<int>(p));
    }

    void run(const Job& job) {
        const auto since = days_in_conflict(given_.intensity);
        const std::size_t places = here_.size();
        for (std::size_t day = 0; day < given_.intensity.days; ++day) {
            if (job.cancelled && job.cancelled()) throw Cancelled();
            today_ = day;
            const FlowDrivers drivers{
                given_.intensity.on(day), {since.data() + day * places, places}, given_.new_people.on(day)};
            network_.set_day(static_cast<int>(day), drivers);
            choice_.set_day(drivers);
            flee(given_.new_people.on(day));
            for (Person& p : people_)
                if (p.under_way && !network_.is_open(way(p))) p.turned = true;
            for (Person& p : people_)
                if (!p.under_way) decide(p, false);
            for (Person& p : people_) travel(p);
            end_day();
        }
    }

 private:
    const FlowRoutes& routes() const { return network_.routes(); }
    std::size_t way(const Person& p) const { return routes().way[p.route]; }
    double draw(Person& p) { return uniform(seed_, p.draws++, p.item); }
    /// A stream for each person of each run, and one for each day of it.
    std::uint64_t stream(std::uint64_t number) const { return run_ << 40U | number; }

    void add(int place) {
        people_.push_back({.item = stream(people_.size()), .place = place});
        ++here_[place];
    }

    void flee(std::span<const double> new_people) {
        const double sum = std::accumulate(new_people.begin(), new_people.end(), 0.0);
        std::vector<double> up_to(new_people.size());
        std::partial_sum(new_people.begin(), new_people.end(), up_to.begin());
        for (long long i = std::llround(sum); i > 0; --i) {
            add(0);
            --here_[0];
            Person& p = people_.back();
            const auto at = std::ranges::upper_bound(up_to, draw(p) * sum);
            p.place = static_cast<int>(std::min<std::ptrdiff_t>(at - up_to.begin(), std::ssize(up_to) - 1));
            ++here_[p.place];
        }
    }

    void decide(Person& p, bool forced) {
        const double chance = p.route >= 0 || (forced && is_town(p.place)) ? 1 : choice_.chance(p.place)[0];
        if (chance < 1 && !(draw(p) < chance)) return;
        if (p.route < 0 && !choose(p)) return;
        const int end = routes().end[p.route];
        const bool away = network_.turns_away(end, room(end));
        if (away || !network_.is_open(way(p))) {
            p.route = -1;
            return;
        }
        --here_[p.place];
        p.under_way = true;
        p.km = 0;
        total_.departures.at(today_, p.place) += 1;
        total_.set_out.at(today_, way(p)) += 1;
    }

    /// Without conflict.
    bool is_town(int place) const {
        return network_.kind(place) == PlaceKind::town && !(given_.intensity.at(today_, place) > 0);
    }
    double room(int place) const { return network_.room(place, static_cast<double>(here_[place])); }

    bool choose(Person& p) {
        const auto open = network_.open_routes(p.place);
        if (open.empty()) return false;
        chances_.resize(open.size());
        choice_.choose(p.place, [&](int place) { return People<1>{{room(place)}}; }, chances_);
        std::partial_sum(chances_.begin(), chances_.end(), chances_.begin());
        const auto at = std::ranges::upper_bound(chances_, People<1>{{draw(p) * chances_.back()[0]}});
        p.route = open[std::min<std::size_t>(at - chances_.begin(), open.size() - 1)];
        return true;
    }

    double km_per_day(Person& p) {
        const TravelRules& travel = given_.rules.travel;
        const double walk = network_.graph().links[link_of(way(p))].walk_probability;
        if (travel.start_on_foot && p.first) return travel.walk_km_per_day;
        return walk > 0 && draw(p) < walk ? travel.walk_km_per_day : travel.km_per_day;
    }

    /// Goes on as long as the day lasts.
    void travel(Person& p) {
        while (p.under_way) {
            const double speed = km_per_day(p), km = network_.graph().links[link_of(way(p))].km;
            p.km += speed;
            p.km_today += speed;
            if (!(p.km > km)) return;
            p.km_today += km - p.km;
            p.first = false;
            const bool turned = arrive(p);
            if (turned || !(p.km_today < speed)) return;
            const TravelRules& travel = given_.rules.travel;
            decide(p, travel.avoid_short_stints && (p.recent + p.km_today / travel.km_per_day) / 2 < 0.5);
        }
    }

    /// True for people sent back where they came from.
    bool arrive(Person& p) {
        p.under_way = false;
        const bool turned = std::exchange(p.turned, false);
        if (!turned) p.place = way_end(network_.graph(), way(p));
        p.route = turned ? -1 : routes().rest[p.route];
        ++here_[p.place];
        total_.arrivals.at(today_, p.place) += 1;
        return turned;
    }

    void end_day() {
        for (Person& p : people_) {
            p.recent = (p.recent + p.km_today / given_.rules.travel.km_per_day) / 2;
            p.km_today = 0;
            total_.under_way[today_] += p.under_way ? 1 : 0;
        }
        for (std::size_t p = 0; p < here_.size(); ++p)
            total_.stock.at(today_, p) += static_cast<double>(here_[p]);
    }

    const FlowCase& given_;
    FlowNetwork network_;
    FlowChoice<1> choice_;
    std::uint64_t seed_, run_;
    FlowRun& total_;
    std::size_t today_ = 0;
    std::vector<Person> people_;
    std::vector<long long> here_;
    std::vector<People<1>> chances_;  ///< scratch
};

std::vector<std::vector<double>*> figures(FlowRun& run) {
    return {&run.stock.values, &run.arrivals.values, &run.departures.values, &run.set_out.values,
            &run.under_way};
}

/// Whole numbers: the same in any order.
void add(FlowRun& total, FlowRun& run) {
    const auto to = figures(total), from = figures(run);
    for (std::size_t f = 0; f < to.size(); ++f)
        std::ranges::transform(*to[f], *from[f], to[f]->begin(), std::plus());
}

void check(const FlowCase& given, const AgentOptions& options) {
    check(given);
    const auto require = [](bool good, const char* key, std::string problem, const char* remedy) {
        if (!good) throw Error(Problem{{}, key, std::move(problem), remedy});
    };
    require(options.runs >= 1 && options.runs <= 100'000, "runs", fmt::format("{} runs", options.runs),
            "give 1 to 100,000");
    require(options.first_run >= 0, "first_run", fmt::format("{}", options.first_run), "give 0 or more");
    const auto initial = initial_of(given);
    for (std::size_t p = 0; p < initial.size(); ++p)
        require(initial[p] == std::trunc(initial[p]), "initial",
                fmt::format("{} people at place {}", initial[p], p), "agents are whole people: round it");
    const auto& fleeing = given.new_people.values;
    const double people =
        std::accumulate(fleeing.begin(), fleeing.end(), std::accumulate(initial.begin(), initial.end(), 0.0));
    require(people < 1e9, "new_people", fmt::format("{:.0f} people", people),
            "run the expected flow instead");
}

}  // namespace

FlowRun displacement_agents(const FlowCase& given, const AgentOptions& options, const Job& job) {
    check(given, options);
    FlowRun total = empty_run(given);
    std::mutex adding;
    for_each(job, static_cast<std::size_t>(options.runs), [&](std::size_t i) {
        FlowRun run = empty_run(given);
        AgentRun(given, options.seed, options.first_run + static_cast<int>(i), run).run(job);
        const std::scoped_lock lock(adding);
        add(total, run);
    });
    for (auto* values : figures(total))
        for (double& v : *values) v /= options.runs;
    return total;
}

}  // namespace djoliba
