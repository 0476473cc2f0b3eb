// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <djoliba/engine/locality.hpp>

#include <string>
#include <vector>

/// A square of side 1 with its lower left corner at (x, y).
inline djoliba::MultiPolygon unit_square(double x, double y) {
    return {{{{x, y}, {x + 1, y}, {x + 1, y + 1}, {x, y + 1}, {x, y}}}};
}

/// Two regions, three cercles and four communes side by side, of the 2016 frame.
inline djoliba::Localities sample_localities() {
    djoliba::Localities l;
    l.hierarchy = {"region", "cercle", "commune"};
    l.vintage = "2016-frame";
    l.crs = "EPSG:4326";
    l.items = {{"ML01", "Kayes", "region", -1, {}},
               {"ML10", "Menaka", "region", -1, {}},
               {"ML0102", "Diéma", "cercle", 0, {}},
               {"ML0106", "Nioro", "cercle", 0, {}},
               {"ML1001", "Ménaka", "cercle", 1, {}},
               {"ML1004", "Tidermene", "cercle", 1, {}},
               {"ML010201", "Béma", "commune", 2, unit_square(0, 0)},
               {"ML010601", "Madina", "commune", 3, unit_square(1, 0)},
               {"ML100101", "Ménaka", "commune", 4, unit_square(2, 0)},
               {"ML100401", "Madina", "commune", 5, unit_square(3, 0)}};
    return l;
}
