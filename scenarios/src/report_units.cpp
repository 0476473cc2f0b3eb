// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <functional>

#include <djoliba/engine/explain.hpp>

#include "doubt_words.hpp"
#include "report_data.hpp"

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

Json column(const Result& r, const std::function<Json(int)>& cell) {
    Json list = Json::array();
    for (int i = 0; i < std::ssize(r.localities.items); ++i) list.push_back(cell(i));
    return list;
}

Json rank_json(int rank) { return rank == 0 ? Json(nullptr) : Json(rank); }

/// Only of a unit that has a rank.
Json drawn(const Result& r, int i, std::optional<double> RankUncertainty::* what, int decimals) {
    const auto& value = r.ranking.uncertainty[i].*what;
    return r.ranking.rank[i] == 0 || !value ? Json(nullptr) : fixed_json(*value, decimals);
}

Json words(const Result& r, Language language) {
    return {{"not_assessed", column(r,
                                    [&](int i) {
                                        return Json(reason_not_assessed(r.index, r.indicators, r.localities,
                                                                        i, language));
                                    })},
            {"doubt", column(r, [&](int i) { return Json(doubt_in_words(r, i, language)); })}};
}

/// What is known in words: months of flood, places of origin.
Json texts_json(const Result& r) {
    Json list = Json::array();
    for (const TextColumn& t : r.texts)
        list.push_back({{"name", t.name},
                        {"label_fr", t.label_fr.empty() ? t.name : t.label_fr},
                        {"label_en", t.label_en.empty() ? t.name : t.label_en},
                        {"value", t.value}});
    return list;
}

Json ranking_json(const Result& r) {
    const auto drawn_column = [&](std::optional<double> RankUncertainty::* what, int decimals) {
        return column(r, [&, what, decimals](int i) { return drawn(r, i, what, decimals); });
    };
    return {{"score", column(r, [&](int i) { return exact_json(r.index.score[0][i]); })},
            {"class", r.index.risk_class},
            {"rank", column(r, [&](int i) { return rank_json(r.ranking.rank[i]); })},
            {"rank_in_parent", column(r, [&](int i) { return rank_json(r.ranking.rank_in_parent[i]); })},
            {"reliability", column(r, [&](int i) { return fixed_json(r.index.reliability[i], 3); })},
            {"own_share", column(r, [&](int i) { return fixed_json(r.index.own_share[i], 3); })},
            {"rank_low", drawn_column(&RankUncertainty::low, 0)},
            {"rank_high", drawn_column(&RankUncertainty::high, 0)},
            {"score_low", drawn_column(&RankUncertainty::score_low, 3)},
            {"score_high", drawn_column(&RankUncertainty::score_high, 3)},
            {"in_top", drawn_column(&RankUncertainty::top20, 3)},
            {"oldest", column(r, [&](int i) { return Json(oldest_input(r.index, r.indicators, i)); })}};
}

/// Of units of other partitions: the units of the finest level that they hold.
Json members_json(const Localities& places) {
    Json members = Json::object();
    for (std::size_t i = 0; i < places.size(); ++i)
        if (!places.items[i].members.empty()) members[std::to_string(i)] = places.items[i].members;
    return members;
}

}  // namespace

nlohmann::ordered_json report_units(const Result& r) {
    const auto& places = r.localities;
    return {{"code", column(r, [&](int i) { return Json(places[i].code); })},
            {"name", column(r, [&](int i) { return Json(places[i].name); })},
            {"level", column(r, [&](int i) { return Json(places[i].level); })},
            {"parent", column(r, [&](int i) { return Json(places[i].parent); })},
            {"members", members_json(places)},
            {"people", column(r, [&](int i) { return exact_json(r.people[i]); })},
            {"ranking", ranking_json(r)},
            {"texts", texts_json(r)},
            {"fr", words(r, Language::french)},
            {"en", words(r, Language::english)}};
}

}  // namespace djoliba
