// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <djoliba/layers/sheet.hpp>

#include "csv_records.hpp"
#include "gdal_errors.hpp"
#include "gdal_vector.hpp"

namespace djoliba {

std::vector<std::string> sheet_names(const std::filesystem::path& path, const std::string& name) {
    const GdalErrors errors;
    const auto dataset = open_vector_dataset(path.string(), name, errors);
    std::vector<std::string> names;
    names.reserve(static_cast<std::size_t>(GDALDatasetGetLayerCount(dataset.get())));
    for (int i = 0; i < GDALDatasetGetLayerCount(dataset.get()); ++i)
        names.emplace_back(OGR_L_GetName(GDALDatasetGetLayer(dataset.get(), i)));
    return names;
}

std::vector<TextRecord> read_sheet(const std::filesystem::path& path, const std::string& layer,
                                   const std::string& where) {
    // Header and tag rows are found by our own rules, so the sheet is taken as plain rows of text.
    const GdalOption options[] = {{"OGR_XLSX_HEADERS", "DISABLE"},
                                  {"OGR_XLSX_FIELD_TYPES", "STRING"},
                                  {"OGR_ODS_HEADERS", "DISABLE"},
                                  {"OGR_ODS_FIELD_TYPES", "STRING"}};
    const GdalErrors errors;
    const auto dataset = open_vector_dataset(path.string(), where, errors);
    const auto sheet = layer_of(dataset.get(), layer, where);
    std::vector<TextRecord> records;
    OGR_L_ResetReading(sheet);
    while (const GdalFeature row{OGR_L_GetNextFeature(sheet)}) {
        TextRecord record{OGR_F_GetFID(row.get()), field_values(row.get())};
        const auto empty = [](const std::string& field) { return trimmed(field).empty(); };
        if (!std::all_of(record.fields.begin(), record.fields.end(), empty))
            records.push_back(std::move(record));
    }
    if (errors.failed())
        throw gdal_error(where, layer, "the sheet is damaged", "open and save it again", errors);
    return records;
}

}  // namespace djoliba
