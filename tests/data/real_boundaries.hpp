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

/// Regions, cercles and communes of one file, whose columns hold the number of the level between `before` and
/// `code` or `name`.
inline djoliba::AdminLayer real_layers(const std::string& file, const std::string& before,
                                       const std::string& code, const std::string& name) {
    const auto layer = [&](const char* level, const std::string& number) {
        djoliba::AdminLayer l;
        l.layer = "adm" + number;
        l.level = level;
        l.code = before + number + code;
        l.name = before + number + name;
        return l;
    };
    auto fine = layer("commune", "3");
    fine.source = real_data() / file;
    fine.file = file;
    fine.parents = {layer("cercle", "2"), layer("region", "1")};
    return fine;
}

/// OCHA COD-AB as published 2021-12-20.
inline djoliba::AdminLayer real_layers_2021() {
    return real_layers("admin/mli_cod_ab_20211220.gpkg", "ADM", "_PCODE", "_FR");
}

/// The older COD-AB with other P-codes.
inline djoliba::AdminLayer real_layers_2015() {
    return real_layers("admin/mli_cod_ab_2015.gpkg", "admin", "Pcod", "Name");
}
