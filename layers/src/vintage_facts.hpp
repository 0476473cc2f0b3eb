// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

namespace djoliba {

/// A cercle as a boundary frame numbers it: its communes are code + 01 to code + `communes`.
struct CercleFact {
    std::string_view code;
    std::string_view name;
    int communes;
};

/// OCHA COD-AB of 2015: 9 regions, 50 cercles, 701 communes.
inline constexpr std::array<CercleFact, 50> cercles_2015 = {
    {{"ML0101", "Kayes", 29},         {"ML0102", "Bafoulabe", 13},  {"ML0103", "Diema", 15},
     {"ML0104", "Kenieba", 12},       {"ML0105", "Kita", 33},       {"ML0106", "Nioro", 16},
     {"ML0107", "Yelimane", 11},      {"ML0201", "Koulikoro", 9},   {"ML0202", "Banamba", 8},
     {"ML0203", "Dioila", 23},        {"ML0204", "Kangaba", 9},     {"ML0205", "Kati", 37},
     {"ML0206", "Kolokani", 11},      {"ML0207", "Nara", 11},       {"ML0301", "Kadiolo", 9},
     {"ML0302", "Yorosso", 9},        {"ML0303", "Kolondieba", 12}, {"ML0304", "Yanfolila", 13},
     {"ML0305", "Koutiala", 35},      {"ML0306", "Bougouni", 25},   {"ML0307", "Sikasso", 43},
     {"ML0401", "Baroueli", 13},      {"ML0402", "Segou", 28},      {"ML0403", "Bla", 18},
     {"ML0404", "San", 25},           {"ML0405", "Niono", 12},      {"ML0406", "Tominian", 12},
     {"ML0407", "Macina", 11},        {"ML0501", "Mopti", 15},      {"ML0502", "Bandiagara", 22},
     {"ML0503", "Bankass", 12},       {"ML0504", "Youwarou", 7},    {"ML0505", "Djenne", 12},
     {"ML0506", "Douentza", 15},      {"ML0507", "Koro", 15},       {"ML0508", "Tenenkou", 10},
     {"ML0601", "Tombouctou", 6},     {"ML0602", "Dire", 13},       {"ML0603", "Goundam", 16},
     {"ML0604", "Gourma-Rharous", 9}, {"ML0605", "Niafunke", 8},    {"ML0701", "Gao", 7},
     {"ML0702", "Ansongo", 7},        {"ML0703", "Bourem", 5},      {"ML0704", "Menaka", 4},
     {"ML0801", "Kidal", 2},          {"ML0802", "Tin-Essako", 1},  {"ML0803", "Abeibara", 3},
     {"ML0804", "Tessalit", 4},       {"ML0901", "Bamako", 6}}};

/// OCHA COD-AB of 2019 to 2021: 10 regions, 53 cercles, 701 communes.
inline constexpr std::array<CercleFact, 53> cercles_2016 = {
    {{"ML0101", "Bafoulabe", 13}, {"ML0102", "Diema", 15},      {"ML0103", "Kayes", 28},
     {"ML0104", "Kenieba", 12},   {"ML0105", "Kita", 33},       {"ML0106", "Nioro", 16},
     {"ML0107", "Yelimane", 12},  {"ML0201", "Banamba", 9},     {"ML0202", "Dioila", 23},
     {"ML0203", "Kangaba", 9},    {"ML0204", "Kati", 37},       {"ML0205", "Kolokani", 10},
     {"ML0206", "Koulikoro", 9},  {"ML0207", "Nara", 11},       {"ML0301", "Bougouni", 26},
     {"ML0302", "Kadiolo", 9},    {"ML0303", "Kolondieba", 12}, {"ML0304", "Koutiala", 36},
     {"ML0305", "Sikasso", 43},   {"ML0306", "Yanfolila", 12},  {"ML0307", "Yorosso", 9},
     {"ML0401", "Baraoueli", 11}, {"ML0402", "Bla", 17},        {"ML0403", "Macina", 11},
     {"ML0404", "Niono", 12},     {"ML0405", "San", 25},        {"ML0406", "Segou", 30},
     {"ML0407", "Tominian", 12},  {"ML0501", "Bandiagara", 21}, {"ML0502", "Bankass", 12},
     {"ML0503", "Djenne", 12},    {"ML0504", "Douentza", 15},   {"ML0505", "Koro", 16},
     {"ML0506", "Mopti", 15},     {"ML0507", "Tenenkou", 10},   {"ML0508", "Youwarou", 7},
     {"ML0601", "Dire", 13},      {"ML0602", "Goundam", 16},    {"ML0603", "Gourma-Rharous", 9},
     {"ML0604", "Niafunke", 8},   {"ML0605", "Tombouctou", 6},  {"ML0701", "Ansongo", 7},
     {"ML0702", "Bourem", 5},     {"ML0703", "Gao", 7},         {"ML0801", "Abeibara", 3},
     {"ML0802", "Kidal", 3},      {"ML0803", "Tessalit", 3},    {"ML0804", "Tin-Essako", 1},
     {"ML0901", "Bamako", 6},     {"ML1001", "Menaka", 1},      {"ML1002", "Anderamboukane", 1},
     {"ML1003", "Inekar", 1},     {"ML1004", "Tidermene", 1}}};

}  // namespace djoliba
