// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
//
// Answers of the APIs of DTM and UNHCR.
#include <algorithm>
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "people_book.hpp"

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

Json read_json(const std::filesystem::path& path, const std::string& name) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
        throw Error(Problem{name, "", "the file does not exist or cannot be opened", "check the path"});
    Json json = Json::parse(stream, nullptr, false);
    if (json.is_discarded())
        throw Error(Problem{name, "", "this is no JSON, or it breaks off", "fetch the file again"});
    return json;
}

/// Answers that failed look like answers.
void check_success(const Json& answer, const std::string& name) {
    const auto success = answer.find("isSuccess");
    if (success == answer.end() || *success != false) return;
    const auto messages = answer.find("errorMessages");
    throw Error(Problem{name, "isSuccess",
                        fmt::format("the answer says that it failed: {}",
                                    messages == answer.end() ? "no reason given" : messages->dump()),
                        "mend the query and fetch the file again"});
}

/// The list itself, or the one that an answer holds.
Json records_in(const Json& json, const std::string& name) {
    if (json.is_array()) return json;
    if (json.is_object()) {
        check_success(json, name);
        for (const char* key : {"result", "items", "data"})
            if (const auto found = json.find(key); found != json.end() && found->is_array()) return *found;
    }
    throw Error(Problem{name, "", "there is no list of records in `result`, `items` or `data`",
                        "give the answer of the API as it came"});
}

std::int64_t count(const Json& json, const char* key, std::int64_t otherwise) {
    if (!json.is_object()) return otherwise;
    const auto found = json.find(key);
    return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : otherwise;
}

std::string text_of(const Json& value) {
    if (value.is_null()) return "";
    return value.is_string() ? value.get<std::string>() : value.dump();
}

/// Columns in the order in which records name them first.
std::vector<std::string> keys_of(const Json& records, const std::string& name) {
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (!records[i].is_object())
            throw Error(Problem{fmt::format("{}:{}", name, i + 1), "", "this is no record with names",
                                "give the answer of the API as it came"});
        for (const auto& item : records[i].items())
            if (std::ranges::find(keys, item.key()) == keys.end()) keys.push_back(item.key());
    }
    return keys;
}

}  // namespace

RecordPage read_records(const std::filesystem::path& path, const std::string& name) {
    const Json json = read_json(path, name);
    const Json records = records_in(json, name);
    const auto found = static_cast<std::int64_t>(records.size());
    if (const std::int64_t all = count(json, "totalRecordsCount", found); all != found)
        throw Error(Problem{name, "totalRecordsCount", fmt::format("{} of {} records are here", found, all),
                            "fetch all of them"});
    RecordPage page{
        {name, "reports", keys_of(records, name)}, count(json, "page", 1), count(json, "maxPages", 1)};
    for (std::size_t i = 0; i < records.size(); ++i) {
        auto& row = page.table.rows.emplace_back();
        for (const std::string& key : page.table.columns) {
            const auto value = records[i].find(key);
            row.push_back(value == records[i].end() ? "" : text_of(*value));
        }
        page.table.lines.push_back(static_cast<std::int64_t>(i) + 1);
    }
    page.table.rows_read = found;
    return page;
}

}  // namespace djoliba
