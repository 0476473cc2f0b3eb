// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/account.hpp>
#include <djoliba/engine/geometry.hpp>
#include <djoliba/engine/locality.hpp>
#include <djoliba/layers/table.hpp>

namespace djoliba {

struct PointColumns {
    std::string lon = {};  ///< degrees east; both columns or, for vector files with point geometry, none
    std::string lat = {};  ///< degrees north
    std::string id = {};   ///< may be empty
};

/// Points with the attributes of their rows: position i belongs to row i of the table.
struct Points {
    std::vector<Point> position = {};  ///< longitude and latitude in degrees
    std::vector<std::string> id = {};  ///< of the id column; the line number where there is none
    Table table = {};                  ///< rows without a usable position are left out
    std::size_t size() const { return position.size(); }
};

/// Reads points from a table with columns of longitude and latitude, or from a layer of points (brought to
/// EPSG:4326). Left out and counted in the account: rows without coordinates, rows whose coordinates lie
/// outside -180..180 and -90..90, rows at exactly 0, 0, and ragged rows. Adds a LayerAccount
/// with rows read and used. Throws Error as read_table and read_vector do, where only one of lon and lat is
/// named, for coordinates that are no numbers, for a file without rows, and where no position is usable.
Points read_points(const std::filesystem::path& path, const PointColumns& columns,
                   const TableOptions& options, Account& account);

/// The same of a table that was read already, which has both columns.
Points points_of(Table table, const PointColumns& columns, const TableOptions& options, Account& account);

/// Index of the unit of `level` that contains each point, -1 where none does; these are counted in the
/// account under the source and file of the points. Throws Error for a level without units.
std::vector<int> locate_points(const Points& points, const Localities& localities, std::string_view level,
                               Account& account);

}  // namespace djoliba
