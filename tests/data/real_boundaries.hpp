// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <djoliba/layers/admin.hpp>

#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "../temp_dir.hpp"

/// Prints that the data are absent; use as `if (!has_real_data()) return;`.
inline bool has_real_data() {
    if (!real_data().empty()) return true;
    BOOST_TEST_MESSAGE("skipped: the real data are absent (set DJOLIBA_DATA)");
    std::puts("skipped: the real data are absent (set DJOLIBA_DATA)");
    return false;
}

/// OCHA COD-AB as published 2021-12-20.
inline djoliba::AdminLayer real_layers_2021() {
    const auto layer = [](const char* level, const std::string& number) {
        djoliba::AdminLayer l;
        l.layer = "adm" + number;
        l.level = level;
        l.code = "ADM" + number + "_PCODE";
        l.name = "ADM" + number + "_FR";
        return l;
    };
    auto fine = layer("commune", "3");
    fine.source = real_data() / "admin/mli_cod_ab_20211220.gpkg";
    fine.file = "admin/mli_cod_ab_20211220.gpkg";
    fine.parents = {layer("cercle", "2"), layer("region", "1")};
    return fine;
}

/// The older COD-AB with other P-codes.
inline djoliba::AdminLayer real_layers_2015() {
    const auto layer = [](const char* level, const std::string& number) {
        djoliba::AdminLayer l;
        l.layer = "adm" + number;
        l.level = level;
        l.code = "admin" + number + "Pcod";
        l.name = "admin" + number + "Name";
        return l;
    };
    auto fine = layer("commune", "3");
    fine.source = real_data() / "admin/mli_cod_ab_2015.gpkg";
    fine.file = "admin/mli_cod_ab_2015.gpkg";
    fine.parents = {layer("cercle", "2"), layer("region", "1")};
    return fine;
}
