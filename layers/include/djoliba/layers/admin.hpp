// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <djoliba/engine/account.hpp>
#include <djoliba/engine/locality.hpp>

namespace djoliba {

/// Where the units of one level are, and where those above and beside them.
struct AdminLayer {
    std::filesystem::path source =
        {};                  ///< for parents and other partitions: empty means that of the layer before
    std::string file = {};   ///< as written in the scenario, for messages and accounts; `source` where empty
    std::string layer = {};  ///< may be empty where the file has one layer
    Level level = {};
    std::string code = {};                 ///< field of the code; must be a field of the layer below as well
    std::string name = {};                 ///< field of the name
    std::string vintage = {};              ///< claimed frame; only read in the finest level
    std::vector<AdminLayer> parents = {};  ///< fine to coarse
    std::vector<AdminLayer> also = {};     ///< other partitions, levels of their own
};

/// Reads all levels into one list in the order that Localities promises, geometry in EPSG:4326.
/// Adds to the account what was read, the frame with its evidence, units without geometry, repaired
/// geometries and codes that are not of Mali among codes that are. Throws Error: unreadable or malformed
/// file, unknown layer or field, no CRS, a layer without features or with geometry other than areas, empty or
/// repeated codes, a parent that is not in its layer, more than half of the units without geometry, codes of
/// several frames, a frame other than the claimed one, a level named twice.
Localities read_localities(const AdminLayer& layers, Account& account);

}  // namespace djoliba
