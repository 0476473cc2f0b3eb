// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <signal.h>
#include <sys/resource.h>

#include <chrono>
#include <djoliba/layers/output_table.hpp>
#include <string>

#include "../temp_dir.hpp"

namespace writing {

/// While it lives no file can grow beyond `bytes`: every writer meets a failing write, as on a full disk.
class FileSizeLimit {
 public:
    explicit FileSizeLimit(rlim_t bytes) {
        before_handler_ = signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limited = {bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limited);
    }
    ~FileSizeLimit() {
        setrlimit(RLIMIT_FSIZE, &before_);
        signal(SIGXFSZ, before_handler_);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
    rlimit before_ = {};
    sighandler_t before_handler_ = SIG_DFL;
};

inline djoliba::Stamp stamp(bool synthetic = false) {
    using namespace std::chrono;
    return {"Mali, saison des pluies", djoliba::Date{year{2024}, June, day{30}}, synthetic,
            "Limites : cadre 2016"};
}

inline djoliba::MultiPolygon square(double west, double south, double size) {
    return {{{{west, south},
              {west + size, south},
              {west + size, south + size},
              {west, south + size},
              {west, south}}}};
}

/// Three communes: class 5, class 1, not assessed.
inline djoliba::OutputTable three_communes() {
    using djoliba::ColumnType;
    djoliba::OutputTable table;
    table.columns = {
        {"rank", ColumnType::integer, "Rang", "Rank", "", "", 0},
        {"code", ColumnType::text, "Code", "Code", "#adm3+code", "", -1},
        {"name", ColumnType::text, "Commune", "Commune", "#adm3+name", "", -1},
        {"population", ColumnType::real, "Population", "Population", "#population+total", "people", 0},
        {"score", ColumnType::real, "Score de risque", "Risk score", "#severity+num", "", 1},
        {"class", ColumnType::integer, "Classe", "Class", "#severity+type", "class", 0},
        {"in_list", ColumnType::boolean, "Liste officielle", "Official list", "", "", -1}};
    table.rows = {{std::int64_t{1}, std::string("ML050101"), std::string("Bandiagara"), 100000.0, 7.25,
                   std::int64_t{5}, true},
                  {std::int64_t{2}, std::string("ML060101"), std::string("Diré, \"ville\""), 23000.5, 0.1,
                   std::int64_t{1}, false},
                  {{}, std::string("ML090101"), std::string("Ménaka"), {}, {}, {}, {}}};
    return table;
}

}  // namespace writing
