// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace djoliba {

/// Boundary frames of Mali whose P-codes reuse the same strings for other places.
inline constexpr std::string_view frame_2015 = "2015-frame";  ///< 9 regions, 50 cercles; Menaka is ML0704
inline constexpr std::string_view frame_2016 =
    "2016-frame";  ///< 10 regions, 53 cercles; ML09 Bamako, ML10 Menaka
inline constexpr std::string_view frame_2023 =
    "2023-frame";  ///< 19 regions and Bamako (ML20); ML09 is Taoudenni

/// Whether a vintage is one of the frames above.
bool names_frame(std::string_view vintage);

/// Whether a frame has a code of Mali's form; empty for frames whose codes are not known here.
std::optional<bool> frame_has(std::string_view frame, std::string_view code);

/// What a text in a code column is.
enum class CodeForm {
    empty,
    placeholder,  ///< stands for no place: "MLI-XXX", "ML21" (a bucket for displaced people)
    mali,         ///< ML and two, four or six digits
    foreign       ///< anything else: another country, another scheme
};
CodeForm code_form(std::string_view code);

struct CodedName {
    std::string code;
    std::string name = {};  ///< may be empty
};

/// Where the code of a cercle is that of another cercle of the frame than the name: the name that the code
/// stands for. Empty where they agree, where the name is no cercle's (another spelling), and for frames whose
/// codes are not known here.
std::string cercle_instead(std::string_view frame, const CodedName& unit);

struct Vintage {
    std::string frame;     ///< empty where the codes do not tell
    std::string evidence;  ///< in words, also where the frame is unknown
    std::int64_t foreign = 0;
    std::vector<std::string> foreign_examples = {};
};

enum class Extent { part, whole_country };

/// The frame that codes, alone or with their names, belong to. Levels may be mixed; placeholders and empty
/// codes do not count. A code tells where only one frame has it, or where its name is that of one frame only.
/// Extent::whole_country lets the number of regions tell as well. Throws Error (naming `where`) for codes of
/// several frames in one file.
Vintage recognise_vintage(const std::vector<CodedName>& units, const std::string& where,
                          Extent extent = Extent::part);

/// The frame to go by: the recognised one, else the claimed one. Throws Error where both are known and
/// differ.
std::string settle_vintage(const std::string& claim, const Vintage& found, const std::string& where);

}  // namespace djoliba
