// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "batch_bytes.hpp"

#include <algorithm>

#include <djoliba/engine/byte_record.hpp>
#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

constexpr std::string_view count_mark = "DJCOUNT1";
constexpr std::string_view outcome_mark = "DJSCORE1";

using SharedPlaces = std::shared_ptr<const Localities>;

/// What a ledger knows of localities: their shapes stay where they are.
void put(RecordWriter& out, const Localities& places) {
    out.put(places.vintage);
    out.put(std::uint64_t{places.size()});
    for (const Locality& place : places.items) {
        out.put(place.level), out.put(place.code), out.put(place.name);
        out.put(std::int32_t{place.parent});
    }
}

SharedPlaces get_places(RecordReader& in) {
    auto places = std::make_shared<Localities>();
    places->vintage = in.get_text();
    const std::size_t size = in.count(1);
    for (std::size_t i = 0; i < size; ++i) {
        Locality place;
        place.level = in.get_text(), place.code = in.get_text(), place.name = in.get_text();
        place.parent = in.get<std::int32_t>();
        in.require(place.parent < static_cast<std::int64_t>(size));
        places->items.push_back(std::move(place));
    }
    return places;
}

void put(RecordWriter& out, const LedgerIntervals& i) {
    for (const auto* list : {&i.score_low, &i.score_high, &i.rank_low, &i.rank_high, &i.p_top})
        out.put(*list);
}

/// A list for each of the localities.
template <class T>
std::vector<T> get_figures(RecordReader& in, std::size_t size) {
    auto list = in.get_list<T>();
    in.require(list.size() == size);
    return list;
}

void put(RecordWriter& out, const PackedOutcome& packed, const std::vector<SharedPlaces>& places) {
    const BatchOutcome& o = packed.outcome;
    out.put(std::uint64_t{o.position});
    out.put(o.error);
    out.put(o.seconds);
    if (!o.error.empty()) return;
    out.put(static_cast<std::uint64_t>(std::ranges::find(places, o.places) - places.begin()));
    out.put(o.scores.score), out.put(o.scores.rank), out.put(o.scores.risk_class);
    out.put(std::uint8_t{!o.intervals.p_top.empty()});
    if (!o.intervals.p_top.empty()) put(out, o.intervals);
    out.put(std::uint64_t{packed.files.size()});
    for (const KeptFile& file : packed.files) out.put(file.name), out.put(file.bytes);
}

PackedOutcome get_outcome(RecordReader& in, const std::vector<SharedPlaces>& places, std::size_t cases) {
    PackedOutcome packed;
    BatchOutcome& o = packed.outcome;
    o.position = in.get<std::uint64_t>();
    in.require(o.position < cases);
    o.error = in.get_text();
    o.seconds = in.get<double>();
    if (!o.error.empty()) return packed;
    const auto place = in.get<std::uint64_t>();
    in.require(place < places.size());
    o.places = places[place];
    const std::size_t size = o.places->size();
    o.scores = {get_figures<double>(in, size), get_figures<int>(in, size), get_figures<int>(in, size)};
    if (in.get<std::uint8_t>() != 0) {
        LedgerIntervals& i = o.intervals;
        for (auto* list : {&i.score_low, &i.score_high, &i.rank_low, &i.rank_high, &i.p_top})
            *list = get_figures<double>(in, size);
    }
    for (std::size_t n = in.count(1); n > 0; --n) {
        packed.files.push_back({.name = in.get_text()});
        packed.files.back().bytes = in.get_list<std::byte>();
    }
    return packed;
}

}  // namespace

Bytes to_bytes(const CountPart& part) {
    RecordWriter out(count_mark);
    out.put(part.order);
    out.put(part.name);
    out.put(part.of);
    out.put(std::vector<std::uint64_t>(part.bands.begin(), part.bands.end()));
    out.put(to_bytes(part.sums));
    return out.finish();
}

CountPart count_from_bytes(std::span<const std::byte> bytes) {
    RecordReader in(bytes, count_mark, {"counted people of a batch", "count the band again"});
    CountPart part{in.get_text(), in.get_text(), in.get<std::uint64_t>()};
    for (const std::uint64_t band : in.get_list<std::uint64_t>()) {
        in.require(band < part.of);
        part.bands.insert(band);
    }
    part.sums = sums_from_bytes(in.get_list<std::byte>());
    in.finish();
    return part;
}

Bytes to_bytes(const std::string& order, const std::vector<PackedOutcome>& outcomes) {
    std::vector<SharedPlaces> places;
    for (const auto& [o, files] : outcomes)
        if (o.places && std::ranges::find(places, o.places) == places.end()) places.push_back(o.places);
    RecordWriter out(outcome_mark);
    out.put(order);
    out.put(std::uint64_t{places.size()});
    for (const SharedPlaces& some : places) put(out, *some);
    out.put(std::uint64_t{outcomes.size()});
    for (const PackedOutcome& packed : outcomes) put(out, packed, places);
    return out.finish();
}

std::vector<PackedOutcome> outcomes_from_bytes(std::span<const std::byte> bytes, const std::string& order,
                                               std::size_t cases) {
    RecordReader in(bytes, outcome_mark, {"scores of a batch", "score the scenarios again"});
    if (in.get_text() != order)
        throw Error(
            Problem{"", "scores of a batch", "they are of another batch", "score the scenarios again"});
    std::vector<SharedPlaces> places;
    for (std::size_t n = in.count(1); n > 0; --n) places.push_back(get_places(in));
    std::vector<PackedOutcome> outcomes;
    for (std::size_t n = in.count(1); n > 0; --n) outcomes.push_back(get_outcome(in, places, cases));
    in.finish();
    return outcomes;
}

}  // namespace djoliba
