// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "synthetic_scenario.hpp"

#include <fmt/format.h>

#include "synthetic_tables.hpp"

namespace djoliba::synthetic {
namespace {

// Braces of YAML are doubled for fmt only where a value goes in: in branch_lines() and readme().
constexpr std::string_view scenario_head = R"(# SYNTHETIC: every value is invented. See README.txt.
title: Synthetic country, rainy season 2024
description: >-
  Invented inputs over the outline of Mali, for learning, tests and benchmarks. No figure says anything about the real
  country.
as_of: 2024-06-30
synthetic: true

localities:
  source: admin.gpkg
  layer: adm3
  level: commune
  code: ADM3_PCODE
  name: ADM3_FR
  vintage: synthetic
  parents:
    - {level: cercle, layer: adm2, code: ADM2_PCODE, name: ADM2_FR}
    - {level: region, layer: adm1, code: ADM1_PCODE, name: ADM1_FR}

layers:
  population:
    table: {table: population_groups.csv, code: code, name: name, people: population, level: commune, vintage: synthetic}
    raster: population.tif
    quantity: people
    nodata: unknown
    groups:
      under_5: [female_0_4, male_0_4]
      women_15_59: [female_15_59]
      aged_60_plus: [female_60_plus, male_60_plus]
    urban: {table: population_groups.csv, code: code, level: commune, vintage: synthetic, column: setting, values: [urban]}
    date: 2023
  flood:
    raster:
      2: flood_rp2.tif
      5: flood_rp5.tif
      10: flood_rp10.tif
      20: flood_rp20.tif
      50: flood_rp50.tif
      100: flood_rp100.tif
      500: flood_rp500.tif
    quantity: depth_m
    nodata: unknown                    # the model ends at 19 degrees north; dry cells hold 0
    depths_m: [0.3, 0.5]
    seasonal_water: flood_rp2.tif
    permanent_water: permanent_water.tif
    months: {table: flood_months.csv, code: code, level: commune, vintage: synthetic, first: first_month, last: last_month}
  drought:
    raster_series: rainfall_1991_2020.tif
    quantity: rainfall_mm_per_month
    start: 1991-01
    index: [{spi: 3, month: 9, reference: 1991-2020, year: 2020}]
    threshold: -1
  conflict:
    - name: conflict
      label_en: Conflict
      label_fr: Conflit
      events: conflict_events.csv
      id: id
      date: date
      lon: lon
      lat: lat
      precision: geo_precision
      precision_km: {1: 1, 2: 25, 3: 60, 4: 200}
      fatalities: fatalities
      type: type
      completeness: complete
      coverage: {from: 2015-01-01, to: 2024-06-30}
      window_days: 365
      half_life_days: 180
      radius_km: 5
      at_level: cercle                 # one event in ten is known to the cercle only
    - name: aid
      label_en: Attacks on health and aid workers
      label_fr: Attaques contre des soignants et humanitaires
      events: aid_incidents.csv
      type: target
      id: id
      date: date
      lon: lon
      lat: lat
      precision: geo_precision
      precision_km: {1: 1, 2: 25, 3: 60, 4: 200}
      completeness: complete
      coverage: {from: 2020-01-01, to: 2024-06-30}
      window_days: 1096
      radius_km: 5
      at_level: cercle
  displaced:
    table: displacement.csv
    where: {round: 2}
    code: code
    name: name
    level: commune
    vintage: synthetic
    foreign_codes: [SY050199, SY119901]  # of a former list: counted and left out
    people: displaced
    households: households
    returned_displaced: returned_displaced
    returned_refugees: returned_refugees
    hosts: hosts
    displaced_from: displaced_from
    displaced_from_level: cercle
    date: 2024-05-31
    earlier_rounds:
      - {table: displacement.csv, where: {round: 1}, date: 2023-05-31}
  facilities:
    points: facilities.csv
    lon: lon
    lat: lat
    id: id
    name: name
    type: type
    types: {cscom: [CSCom], csref: [CSRef], hospital: [Hopital]}
    residents_per: [cscom]
    status: status
    status_values:
      functioning: [functioning]
      partly_functioning: [partially functioning]
      not_functioning: [not functioning]
    within_km: [5, 15]
    date: 2023
  access:
    surface:
      cell: 0.025
      land_cover:                      # km/h on foot: invented, as all speeds here
        raster: land_cover.tif
        speeds: {1: {dry: 4, wet: 3}, 2: {dry: 4.5, wet: 3}, 3: {dry: 4.5, wet: 3.5}, 4: 4}
      water: {raster: permanent_water.tif, at_least: 1}
      roads:
        lines: roads.geojson
        class: class
        speeds: {primary: {dry: 60, wet: 50}, secondary: {dry: 40, wet: 30}, track: {dry: 20, wet: 10}}
        bridges: true
    season: dry
    minutes: [60, 120]
    km: [5, 15]
    flood: {closes_over_m: 0.3}
    criticality: true
    date: 2023
  flow:                                # who flees where: priors are judgements, and no index scores it
    conflict: conflict
    flood: {shares: {0.3: 0.05}}       # invented
  settlements: {points: settlements.csv, id: id, name: name, lon: lon, lat: lat}
  towns: {points: settlements.csv, where: {kind: town}, name: name, lon: lon, lat: lat}  # for the map only
  food_security:
    table: food_security.csv
    code: code
    name: name
    level: cercle
    vintage: synthetic
    phases: [phase1, phase2, phase3, phase4, phase5]
    people: population
    exercise: {months: exercise_months, year: exercise_year}
    period: {months: period, year: period_year}
    outlook: outlook
    season: {from: Jun, to: Aug}
    year: 2024
    date: 2024-03
  branches:
    points:
)";

constexpr std::string_view scenario_tail = R"(
index: demo
uncertainty:                           # sizes are invented like the data
  weights: 0.25
  common:
    population: {cv: 0.1, shared: cercle}
    displaced: {factor: 1.3}
  indicators:
    flood_people_share_0p3m: {depth_m: 0.3, shared: region}
    flood_people_0p3m: {depth_m: 0.3, shared: region, ties: {population: 1}}
    drought_spi3_severe_frequency: {truncated_normal: 0.03, least: 0, most: 1}
    drought_spi3_people_share: {truncated_normal: 10, least: 0, most: 100, shared: region}
    conflict_events_decayed_per_100k: {factor: 1.3, ties: {population: -1}}
    conflict_recurrence: {truncated_normal: 0.05, least: 0, most: 1}
    displaced_people: {ties: {displaced: 1}}
    displaced_per_100: {ties: {displaced: 1, population: -1}}
    food_phase3plus_share: {truncated_normal: 4, least: 0, most: 100}
    villages_beyond_5km_share: {truncated_normal: 5, least: 0, most: 100}
    villages_beyond_15km_share: {truncated_normal: 5, least: 0, most: 100}
    residents_per_cscom: {factor: 1.2, ties: {population: 1}}
    branch_distance_km: {factor: 1.1}
    aid_events: {factor: 1.3}
outputs: [csv, xlsx, geojson, gpkg, geotiff, report, validation]
)";

constexpr std::string_view year_before = R"(# SYNTHETIC: every value is invented. See README.txt.
base: scenario.yaml
title: Synthetic country, one year earlier
description: What the same country looked like on 30 June 2023, for a comparison of two years.
as_of: 2023-06-30
layers:
  displaced:
    where: {round: 1}
    date: 2023-05-31
    earlier_rounds: null
  food_security:
    year: 2023
    date: 2023-03
    where: {exercise_year: 2023, exercise_months: Jan-May}
)";

constexpr std::string_view all_water = R"(# SYNTHETIC: every value is invented. See README.txt.
base: scenario.yaml
title: Synthetic country, the yearly flood counted too
description: >-
  Shows how much of the exposure to floods is the yearly water of the inner delta, which is livelihood and not disaster:
  here it is not taken off, and only deep water counts.
layers:
  flood:
    depths_m: [0.3, 1]
    seasonal_water: null
)";

constexpr std::string_view readme = R"(SYNTHETIC DATA - DONNEES SYNTHETIQUES
======================================

Every value in these files is invented by Djoliba. They are for learning, tests and benchmarks and say nothing about
the real country. Real are the names of regions, cercles and some towns, the approximate positions of these towns and
of rivers and lakes, and the national outline (Natural Earth, public domain, simplified).
Toutes les valeurs de ces fichiers sont inventees. Elles servent a apprendre et a tester, et ne disent rien du pays reel.

resolution of the rasters: {resolution} degrees      seed: {seed}
to make them again:        djoliba demo --out DIR --resolution {resolution} --seed {seed}

scenario.yaml              all layers, index `demo`: start with   djoliba run scenario.yaml --out results
year-before.yaml           the same on 30 June 2023 (base: scenario.yaml)
all-water.yaml             the yearly flood is counted as well (base: scenario.yaml)

admin.gpkg                 adm1 ({regions} regions), adm2 ({cercles} cercles), adm3 ({communes} communes). NAME_KIND tells real from invented
                           names. Codes begin with SY and are no P-codes.
population.tif             people per cell. 0 is uninhabited, nodata is outside, and one rectangle in Menaka is not known
flood_rp<T>.tif            depth in m of the river flood with return period T years. 0 is dry; nodata is outside the
                           model, which ends at 19 degrees north
permanent_water.tif        1 river bed or lake, 0 land, 255 outside
rainfall_1991_2020.tif     mm per month, 360 bands named YYYY-MM
conflict_events.csv        2015-01-01 to 2024-06-30, complete. geo_precision 1 exact, 2 within 25 km, 3 cercle, 4 region.
                           Three events lie outside the country
aid_incidents.csv          attacks on health and aid workers, 2020-01-01 to 2024-06-30, complete
displacement.csv           two rounds by commune. Communes that were not surveyed are absent in round 2: unknown, not zero.
                           Two codes join nothing, and SYX-XXX is no place
facilities.csv             health facilities. An empty status is unknown; a few have no position
settlements.csv            towns and villages
food_security.csv          people in phases 1 to 5 by cercle, three exercises; two project the same season. Two cercles
                           were not analysed
population_groups.csv      people by commune, sex and age; urban or rural
flood_months.csv           months in which each commune floods
branches.csv               regional capitals
roads.geojson              roads between seats of cercles and communes
land_cover.tif             1 woodland, 2 cropland, 3 grassland, 4 bare ground
)";

std::string branch_lines(const Country& country) {
    std::string text;
    for (const auto& region : country.regions)
        text += fmt::format("      - {{name: {}, lon: {:.3f}, lat: {:.3f}, serves: {}}}\n", region.name,
                            region.seat.x, region.seat.y, region.code);
    return text;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> scenario_files(const Country& country,
                                                                const SyntheticOptions& options) {
    const auto about = fmt::format(
        fmt::runtime(readme), fmt::arg("resolution", options.resolution_degrees),
        fmt::arg("seed", options.seed), fmt::arg("regions", country.regions.size()),
        fmt::arg("cercles", country.cercles.size()), fmt::arg("communes", country.communes.size()));
    return {
        {"scenario.yaml", std::string(scenario_head) + branch_lines(country) + std::string(scenario_tail)},
        {"year-before.yaml", std::string(year_before)},
        {"all-water.yaml", std::string(all_water)},
        {"README.txt", about}};
}

}  // namespace djoliba::synthetic
