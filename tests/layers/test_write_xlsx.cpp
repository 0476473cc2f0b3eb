// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/write_xlsx.hpp>

#include <cpl_vsi.h>
#include <locale.h>

#include <boost/test/unit_test.hpp>
#include <djoliba/engine/error.hpp>

#include "../problems.hpp"
#include "writing_support.hpp"

using namespace djoliba;
using namespace writing;

namespace {

/// A part of the workbook, as text.
std::string part(const std::filesystem::path& file, const std::string& name) {
    const std::string path = "/vsizip/" + file.string() + "/" + name;
    VSILFILE* in = VSIFOpenL(path.c_str(), "rb");
    if (in == nullptr) return "";
    std::string text(1 << 20, '\0');
    text.resize(VSIFReadL(text.data(), 1, text.size(), in));
    VSIFCloseL(in);
    return text;
}

std::vector<XlsxSheet> ranking() { return {{"Classement", three_communes(), "class", 3}}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(write_xlsx_file)

BOOST_AUTO_TEST_CASE(sheets_headings_and_texts_are_french) {
    const TempDir dir;
    write_xlsx(dir / "c.xlsx", ranking(), {{"Méthode", "Moyenne géométrique"}}, stamp());
    const std::string book = part(dir / "c.xlsx", "xl/workbook.xml"),
                      texts = part(dir / "c.xlsx", "xl/sharedStrings.xml");
    for (const char* name : {"name=\"Classement\"", "name=\"Légende\"", "name=\"Lire_moi\""})
        BOOST_TEST(mentions(book, name), name);
    for (const char* text : {"Population (personnes)", "Score de risque", "non évalué", "Diré, \"ville\"",
                             "Situation au 2024-06-30", "Méthode", "5 - très élevé (6,5 à 10,0)"})
        BOOST_TEST(mentions(texts, text), text);
    BOOST_TEST(!mentions(texts, "SYNTH"));
}

BOOST_AUTO_TEST_CASE(numbers_are_numbers_and_missing_is_an_empty_cell) {
    const TempDir dir;
    write_xlsx(dir / "c.xlsx", ranking(), {}, stamp());
    const std::string sheet = part(dir / "c.xlsx", "xl/worksheets/sheet1.xml");
    BOOST_TEST(mentions(sheet, "<v>23000.5</v>"));
    BOOST_TEST(mentions(sheet, "<v>7.25</v>"));
    const auto row = sheet.find("<row r=\"4\"");
    const std::string last = sheet.substr(row, sheet.find("</row>", row) - row);
    for (const char* cell : {"r=\"A4\"", "r=\"D4\"", "r=\"E4\""}) {
        const auto at = last.find(cell);
        BOOST_REQUIRE(at != std::string::npos);
        BOOST_TEST(mentions(last.substr(at, last.find('>', at) - at + 1), "/>"), cell);
    }
}

BOOST_AUTO_TEST_CASE(the_header_stays_in_view_and_filters) {
    const TempDir dir;
    write_xlsx(dir / "c.xlsx", ranking(), {}, stamp());
    const std::string sheet = part(dir / "c.xlsx", "xl/worksheets/sheet1.xml");
    BOOST_TEST(mentions(sheet, "<pane xSplit=\"3\" ySplit=\"1\" topLeftCell=\"D2\""));
    BOOST_TEST(mentions(sheet, "<autoFilter ref=\"A1:G4\"/>"));
}

BOOST_AUTO_TEST_CASE(classes_are_coloured_and_not_assessed_is_hatched) {
    const TempDir dir;
    write_xlsx(dir / "c.xlsx", ranking(), {}, stamp());
    const std::string styles = part(dir / "c.xlsx", "xl/styles.xml");
    BOOST_TEST(mentions(styles, "FFBD0026"));
    BOOST_TEST(mentions(styles, "FFFFFFB2"));
    BOOST_TEST(mentions(
        styles,
        "<patternFill patternType=\"lightUp\"><fgColor rgb=\"FF8A949E\"/><bgColor rgb=\"FFD3DAE0\"/>"));
    BOOST_TEST(mentions(styles, "0&quot; - très élevé&quot;"));
}

BOOST_AUTO_TEST_CASE(synthetic_stands_above_every_table) {
    const TempDir dir;
    auto sheets = ranking();
    sheets.push_back({"Colonnes", column_dictionary(three_communes())});
    write_xlsx(dir / "c.xlsx", sheets, {}, stamp(true));
    BOOST_TEST(mentions(part(dir / "c.xlsx", "xl/sharedStrings.xml"), "SYNTHETIC DATA"));
    for (const char* name : {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"})
        BOOST_TEST(mentions(part(dir / "c.xlsx", name), "ySplit=\"2\""), name);
}

BOOST_AUTO_TEST_CASE(a_french_locale_does_not_put_commas_into_numbers) {
    const TempDir dir;
    const char* before = setlocale(LC_NUMERIC, nullptr);
    const std::string kept = before == nullptr ? "C" : before;
    if (setlocale(LC_NUMERIC, "fr_FR.UTF-8") == nullptr && setlocale(LC_NUMERIC, "de_DE.UTF-8") == nullptr)
        BOOST_TEST_MESSAGE("no locale with a decimal comma is installed: only the C locale is tested");
    write_xlsx(dir / "c.xlsx", ranking(), {}, stamp());
    setlocale(LC_NUMERIC, kept.c_str());
    BOOST_TEST(mentions(part(dir / "c.xlsx", "xl/worksheets/sheet1.xml"), "<v>23000.5</v>"));
}

BOOST_AUTO_TEST_CASE(the_bytes_depend_on_the_input_only) {
    const TempDir dir;
    write_xlsx(dir / "a.xlsx", ranking(), {}, stamp());
    write_xlsx(dir / "b.xlsx", ranking(), {}, stamp());
    const std::string bytes = file_bytes(dir / "a.xlsx");
    BOOST_TEST((bytes == file_bytes(dir / "b.xlsx")));
    // Date and time of the first archive member: 1980-01-01 00:00.
    BOOST_TEST((bytes.substr(10, 4) == std::string("\x00\x00\x21\x00", 4)));
    BOOST_TEST(mentions(part(dir / "a.xlsx", "docProps/core.xml"), "2024-06-30T00:00:00Z</dcterms:created>"));
}

BOOST_AUTO_TEST_CASE(integers_beyond_2_to_the_53_stay_exact_as_text) {
    const TempDir dir;
    write_xlsx(dir / "c.xlsx", {{"a", {{{"n", ColumnType::integer}}, {{std::int64_t{9007199254740993}}}}}},
               {}, stamp());
    BOOST_TEST(mentions(part(dir / "c.xlsx", "xl/sharedStrings.xml"), "9007199254740993"));
}

BOOST_AUTO_TEST_CASE(an_empty_table_is_a_heading) {
    const TempDir dir;
    OutputTable table = three_communes();
    table.rows.clear();
    write_xlsx(dir / "c.xlsx", {{"Classement", table, "class", 0}}, {}, stamp());
    BOOST_TEST(mentions(part(dir / "c.xlsx", "xl/sharedStrings.xml"), "Commune"));
}

BOOST_AUTO_TEST_CASE(what_the_format_cannot_hold_is_named_and_leaves_no_file) {
    const TempDir dir;
    const auto refused = [&](const XlsxSheet& sheet, const std::string& words) {
        BOOST_CHECK_EXCEPTION(write_xlsx(dir / "c.xlsx", {sheet}, {}, stamp()), Error,
                              [&](const Error& error) { return mentions(error.what(), words); });
    };
    refused({"A name of more than thirty-one letters", three_communes()}, "A name of more than");
    refused({"a/b", three_communes()}, "a/b");
    refused({"a", {{{"t", ColumnType::text}}, {{std::string(40000, 'x')}}}}, "a, row 1, t");
    refused({"a", three_communes(), "absent"}, "absent");
    refused({"a", three_communes(), "name"}, "name");
    BOOST_CHECK_THROW(write_xlsx(dir / "absent/c.xlsx", ranking(), {}, stamp()), Error);
    BOOST_TEST(dir.names().empty());
}

BOOST_AUTO_TEST_CASE(a_failing_write_leaves_no_file) {
    const TempDir dir;
    {
        const FileSizeLimit limit(2000);
        BOOST_CHECK_THROW(write_xlsx(dir / "c.xlsx", ranking(), {}, stamp()), Error);
    }
    BOOST_TEST(dir.names().empty());
}

BOOST_AUTO_TEST_SUITE_END()
