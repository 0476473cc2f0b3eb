// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/batch_parts.hpp>

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <random>

#include <sqlite3.h>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/byte_record.hpp>
#include <djoliba/engine/error.hpp>
#include <djoliba/layers/synthetic.hpp>

#include "temp_dir.hpp"

using namespace djoliba;

namespace {

namespace fs = std::filesystem;

/// The synthetic country on 1190 rows of cells, in 5 rows of blocks.
struct Country {
    TempDir dir;

    Country() {
        write_synthetic_country(dir.path(), {.resolution_degrees = 0.0125});
        dir.write("plain.yaml", R"(title: Cercles
as_of: 2024-06-30
synthetic: true
localities:
  {source: admin.gpkg, layer: adm2, level: cercle, code: ADM2_PCODE, name: ADM2_FR, vintage: synthetic,
   parents: [{level: region, layer: adm1, code: ADM1_PCODE, name: ADM1_FR}]}
layers:
  population: {raster: population.tif, quantity: people, nodata: unknown}
  flood: {raster: {10: flood_rp10.tif, 100: flood_rp100.tif}, quantity: depth_m, nodata: unknown,
          depths_m: [0.3], permanent_water: permanent_water.tif}
  conflict: [{name: conflict, events: conflict_events.csv, id: id, date: date, lon: lon, lat: lat,
              completeness: sample, window_days: 365, radius_km: 5}]
index:
  tree: {name: risk, mean: arithmetic, parts: [
    {name: flood, mean: arithmetic, parts: [{indicator: flood_people_share_0p3m_rp100, bounds: [0, 20]}]},
    {indicator: conflict_people, bounds: [0, 100000]}]}
insist: [flood_people_share_0p3m_rp100, conflict_people]
outputs: [csv]
)");
        dir.write("sweep.yaml", R"(base: plain.yaml
keep: [report]
sweep:
  flood: [null, {depth_add_m: 0.3},
          {depth_add_m: 0.3, where: {polygon: [[-8, 12], [-4, 12], [-4, 15], [-8, 15]]}}]
  conflict: [null, {move: {east_km: 30}}]
  weights.flood: [1, 2]
)");
        // Another reading, with outputs, intervals, and a place that is not there.
        dir.write("kept.yaml", R"(base: plain.yaml
layers: {flood: {depths_m: [0.5]}}
index: {tree: {name: risk, mean: arithmetic, parts: [
  {indicator: flood_people_share_0p5m_rp100, bounds: [0, 20]}, {indicator: conflict_people, bounds: [0, 100000]}]}}
insist: [flood_people_share_0p5m_rp100]
uncertainty: {draws: 50, in_batch: true, weights: 0.2}
keep: [csv, geojson, report]
sweep: {flood: [null, {depth_scale: 2}, {depth_scale: 2, where: {codes: [SY99]}}]}
)");
        dir.write("broken.yaml", "base: plain.yaml\nlayers: {flood: {seasonal_water: gone.tif}}\n");
    }
    BatchRequest request(const fs::path& out,
                         const std::vector<std::string>& names = {"sweep", "kept", "broken"}) const {
        BatchRequest request{.directory = out};
        for (const auto& name : names) request.files.push_back((dir / (name + ".yaml")).string());
        return request;
    }
};

const Country& country() {
    static const Country made;
    return made;
}

using Content = std::map<std::string, std::string>;

/// All rows of the tables of the ledger but times and who computed, and all other files.
Content content_of(const fs::path& folder) {
    Content content;
    sqlite3* ledger = nullptr;
    BOOST_REQUIRE(sqlite3_open((folder / "batch.db").c_str(), &ledger) == SQLITE_OK);
    const auto add_row = [](void* to, int count, char** values, char**) {
        for (int i = 0; i < count; ++i)
            static_cast<std::string*>(to)->append(values[i] ? values[i] : "NULL").append("|");
        static_cast<std::string*>(to)->append("\n");
        return 0;
    };
    for (const char* query :
         {"* FROM base", "* FROM input", "* FROM parameter", "* FROM locality", "* FROM interval",
          "scenario, locality, printf('%!.17g', score), rank, class FROM score",
          "id, name, file, base, change, inputs, keep, digest, wanted, state, error FROM scenario"})
        BOOST_REQUIRE(sqlite3_exec(ledger, (std::string("SELECT ") + query).c_str(), add_row, &content[query],
                                   nullptr) == SQLITE_OK);
    sqlite3_close(ledger);
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().filename() != "batch.db" &&
            !entry.path().filename().string().starts_with(".owner-"))  // the lock of a desk that is open
            content[entry.path().lexically_relative(folder).string()] = file_bytes(entry.path());
    return content;
}

void check_same(const Content& found, const Content& expected) {
    BOOST_TEST(found.size() == expected.size());
    for (const auto& [name, text] : expected) {
        const auto at = found.find(name);
        BOOST_TEST((at != found.end() && at->second == text), name << " is missing or another");
    }
}

/// What run_batch() makes of all files.
const Content& local_content() {
    static const Content content = [] {
        const TempDir out;
        const auto summary = run_batch(country().request(out / "batch"), {.threads = 2});
        BOOST_TEST(summary.done == 14);
        BOOST_TEST(summary.failed == 2);
        return content_of(out / "batch");
    }();
    return content;
}

template <class T>
std::vector<T> shuffled(std::vector<T> items, std::mt19937_64& random) {
    std::shuffle(items.begin(), items.end(), random);
    return items;
}

/// The sums of all bands, counted in any order by several sites and added up in pairs.
Bytes counted(const std::vector<const BatchSite*>& sites, const std::string& name, std::size_t bands,
              std::mt19937_64& random) {
    std::vector<Bytes> parts;
    for (std::size_t band = 0; band < bands; ++band)
        parts.push_back(sites[band % sites.size()]->count(name, band, bands, {.threads = 1}));
    while (parts.size() > 1) {
        parts = shuffled(std::move(parts), random);
        const std::vector<Bytes> pair(parts.end() - 2, parts.end());
        parts.resize(parts.size() - 2);
        parts.push_back(add_counts(pair));
    }
    return parts.front();
}

std::vector<std::vector<std::size_t>> groups_of(const std::vector<std::size_t>& positions,
                                                std::size_t parts) {
    std::vector<std::vector<std::size_t>> groups(parts);
    for (std::size_t i = 0; i < positions.size(); ++i)
        groups[i * parts / positions.size()].push_back(positions[i]);
    return groups;
}

bool says(const Error& error, const std::string& word) {
    return std::ranges::any_of(
        error.problems(), [&](const Problem& p) { return to_string(p).find(word) != std::string::npos; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(batch_parts)

BOOST_AUTO_TEST_CASE(any_bands_and_groups_in_any_order_give_the_bytes_of_the_local_batch) {
    for (const std::size_t parts : {1U, 2U, 7U}) {
        std::mt19937_64 random(parts);
        const TempDir out;
        BatchDesk desk(country().request(out / "batch"));
        BOOST_TEST(desk.plan().tasks.size() == 16);
        const Bytes order = desk.order();
        const BatchSite one(order, {}, {.threads = 1}), other(order, {}, {.threads = 2});
        const std::vector<const BatchSite*> sites{&one, &other};
        std::map<std::string, Bytes> counts;
        BOOST_TEST(desk.counts().size() == 2);
        for (const std::string& name : desk.counts()) counts[name] = counted(sites, name, parts, random);
        std::vector<Bytes> outcomes;
        for (const auto& group : shuffled(groups_of(desk.claim(100), parts), random))
            outcomes.push_back(sites[outcomes.size() % 2]->score(group, counts, {}));
        std::size_t written = 0;
        for (const Bytes& some : shuffled(outcomes, random)) written += desk.write(some);
        BOOST_TEST(written == 15);
        BOOST_TEST(desk.claim(1).empty());
        BOOST_TEST(!desk.others_at_work());
        if (const Bytes wanted = desk.report(); !wanted.empty())  // the page was built
            desk.write_report(other.report(wanted, counts, {}));
        BOOST_TEST(desk.report().empty());
        const auto summary = desk.finish();
        BOOST_TEST(summary.done == 14);
        BOOST_TEST(summary.failed == 2);
        check_same(content_of(out / "batch"), local_content());
    }
}

BOOST_AUTO_TEST_CASE(the_same_part_has_the_same_bytes_wherever_it_is_counted) {
    const TempDir out;
    BatchDesk desk(country().request(out / "batch", {"sweep"}));
    const BatchSite one(desk.order(), {}, {.threads = 1}), other(desk.order(), {}, {.threads = 3});
    const std::string name = desk.counts().front();
    BOOST_TEST((one.count(name, 1, 3, {.threads = 1}) == other.count(name, 1, 3, {.threads = 3})));
    std::mt19937_64 random(1);
    BOOST_TEST((counted({&one}, name, 3, random) == counted({&other}, name, 3, random)));
}

BOOST_AUTO_TEST_CASE(counts_that_do_not_belong_together_are_refused) {
    const TempDir out;
    BatchDesk desk(country().request(out / "batch", {"sweep"}));
    BatchDesk elsewhere(country().request(out / "other", {"plain"}));
    const BatchSite site(desk.order(), {}, {}), foreign(elsewhere.order(), {}, {});
    const std::string name = desk.counts().front(), their_name = elsewhere.counts().front();
    const Bytes first = site.count(name, 0, 2, {}), second = site.count(name, 1, 2, {});
    const Bytes theirs = foreign.count(their_name, 1, 2, {});
    for (const std::vector<Bytes>& some :
         {std::vector{first, first}, {first, theirs}, {first, site.count(name, 1, 3, {})}, {}})
        BOOST_CHECK_THROW(add_counts(some), Error);
    Bytes cut = second;
    cut.resize(cut.size() / 2);
    BOOST_CHECK_THROW(add_counts(std::vector{first, cut}), Error);
    const auto claimed = desk.claim(1);
    BOOST_CHECK_EXCEPTION(site.score(claimed, {{name, first}}, {}), Error,
                          [](const Error& e) { return says(e, "1 of 2 bands"); });
    BOOST_CHECK_THROW(site.score(claimed, {{name, theirs}}, {}), Error);
    BOOST_CHECK_THROW(site.count(name, 2, 2, {}), Error);
    BOOST_CHECK_THROW(site.count("no such reading", 0, 1, {}), Error);
    BOOST_CHECK_THROW(desk.write(foreign.score(elsewhere.claim(1), {}, {})), Error);
    Bytes scores = site.score(claimed, {{name, add_counts(std::vector{second, first})}}, {});
    BOOST_TEST(desk.write(scores) == 1);
    scores[scores.size() / 2] ^= std::byte{1};
    BOOST_CHECK_THROW(desk.write(scores), Error);
}

BOOST_AUTO_TEST_CASE(what_is_not_counted_before_is_counted_where_it_is_scored) {
    const TempDir out;
    run_batch(country().request(out / "local", {"plain"}));
    BatchDesk desk(country().request(out / "parts", {"plain"}));
    const BatchSite site(desk.order(), {}, {});
    desk.write(site.score(desk.claim(9), {}, {}));
    desk.finish();
    check_same(content_of(out / "parts"), content_of(out / "local"));
}

BOOST_AUTO_TEST_CASE(a_site_with_other_files_or_of_another_build_is_refused) {
    const TempDir out;
    const auto& dir = country().dir;
    const auto copy = [&](const char* name) {
        fs::copy(dir / name, out / name, fs::copy_options::overwrite_existing);
    };
    for (const char* name : {"admin.gpkg", "population.tif", "flood_rp100.tif"}) copy(name);
    out.write(
        "small.yaml",
        "title: Small\nas_of: 2024-06-30\nsynthetic: true\n"
        "localities: {source: admin.gpkg, layer: adm1, level: region, code: ADM1_PCODE, name: ADM1_FR}\n"
        "layers:\n"
        "  population: {raster: population.tif, nodata: unknown}\n"
        "  flood: {raster: {100: flood_rp100.tif}, quantity: depth_m, nodata: unknown, depths_m: [0.3]}\n"
        "index: {tree: {name: risk, mean: arithmetic, parts: [\n"
        "  {indicator: flood_people_share_0p3m_rp100, bounds: [0, 20]}]}}\n");
    BatchDesk desk({.files = {(out / "small.yaml").string()}, .directory = out / "batch"});
    const Bytes order = desk.order();
    const auto refused = [&](const std::string& word) {
        BOOST_CHECK_EXCEPTION(BatchSite(order, {}, {}), Error, [&](const Error& e) { return says(e, word); });
    };
    BatchSite(order, {}, {});
    fs::remove(out / "flood_rp100.tif");
    refused("flood_rp100.tif");
    fs::copy(dir / "flood_rp10.tif", out / "flood_rp100.tif");
    refused("flood_rp100.tif: it has another content here");
    fs::remove(out / "flood_rp100.tif");
    copy("flood_rp100.tif");
    BatchSite(order, {}, {});
    const std::string text = file_bytes(out / "small.yaml");
    out.write("small.yaml", text + "change: {flood: {depth_add_m: 1}}\n");
    refused("say something else here");
    Bytes cut = order;
    cut.pop_back();
    BOOST_CHECK_THROW(BatchSite(cut, {}, {}), Error);
    RecordWriter forged("DJORDER1");
    forged.put(std::string("djoliba 0.0.1"));
    BOOST_CHECK_EXCEPTION(BatchSite(forged.finish(), {}, {}), Error,
                          [](const Error& e) { return says(e, "the batch was planned by djoliba 0.0.1"); });
}

BOOST_AUTO_TEST_SUITE_END()
