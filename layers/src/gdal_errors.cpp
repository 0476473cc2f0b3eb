// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "gdal_errors.hpp"

#include "text_file.hpp"

namespace djoliba {
namespace {

constexpr std::size_t most_warnings = 20;

}  // namespace

void CPL_STDCALL GdalErrors::keep(CPLErr level, CPLErrorNum, const char* message) {
    auto& self = *static_cast<GdalErrors*>(CPLGetErrorHandlerUserData());
    if (level >= CE_Failure) {
        if (self.failures_++ == 0) self.first_failure_ = message;
    } else if (level == CE_Warning && self.warnings_.size() < most_warnings) {
        self.warnings_.emplace_back(message);
    }
}

const std::string& GdalErrors::first() const {
    static const std::string none;
    if (failed()) return first_failure_;
    return warnings_.empty() ? none : warnings_.front();
}

Error gdal_error(const std::string& where, const std::string& key, const std::string& problem,
                 const std::string& remedy, const GdalErrors& errors) {
    const auto& said = errors.first();
    return Error(Problem{where, key, said.empty() ? problem : problem + " (GDAL: " + said + ")", remedy});
}

Error gdal_write_error(const std::filesystem::path& file, const GdalErrors& errors) {
    const auto& said = errors.first();
    return write_error(file, said.empty() ? "GDAL gave no reason" : said);
}

}  // namespace djoliba
