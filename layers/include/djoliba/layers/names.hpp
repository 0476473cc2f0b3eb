// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace djoliba {

/// A place name without what spellings differ in: accents, case, hyphens and apostrophes, runs of blanks.
/// "Ségou " and "SEGOU" give "segou", "N'Gorkou" gives "ngorkou", "Tin-Essako" gives "tin essako".
/// UTF-8 in, ASCII out for Latin letters (the Latin-1 and Extended-A blocks and the letters of Mali's
/// languages); other letters stay as they are.
std::string fold_name(std::string_view name);

enum class UnitWords { keep, strip };

/// fold_name, then the one spelling of a unit that has several ("Koulikouro" is "koulikoro"). Aliases are
/// spellings only: a unit that was split or renamed by a reform has no alias. With UnitWords::strip, "Kati
/// Commune", "Commune de Kati" and "Cercle de Kati" give "kati"; "Commune I" stays.
std::string name_key(std::string_view name, UnitWords words = UnitWords::keep);

/// Equal keys, with or without unit words. Empty names equal nothing.
bool same_name(std::string_view a, std::string_view b);

}  // namespace djoliba
