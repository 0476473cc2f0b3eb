// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cpl_error.h>

#include <filesystem>
#include <string>
#include <vector>

#include <djoliba/engine/error.hpp>

namespace djoliba {

/// While it lives, messages of GDAL in this thread are kept here and nothing is printed. Lives on the stack.
class GdalErrors {
 public:
    GdalErrors() {
        CPLErrorReset();
        CPLPushErrorHandlerEx(&GdalErrors::keep, this);
    }
    ~GdalErrors() { CPLPopErrorHandler(); }
    GdalErrors(const GdalErrors&) = delete;
    GdalErrors& operator=(const GdalErrors&) = delete;

    bool failed() const { return failures_ > 0; }
    int failures() const { return failures_; }
    /// First message of a failure, else the first warning, else "".
    const std::string& first() const;
    const std::vector<std::string>& warnings() const { return warnings_; }

 private:
    static void CPL_STDCALL keep(CPLErr level, CPLErrorNum number, const char* message);

    // GDAL adds to them while it lives, also where it is declared const.
    mutable int failures_ = 0;
    mutable std::string first_failure_;
    mutable std::vector<std::string> warnings_;
};

/// `problem`, with GDAL's own words in brackets where it said something.
Error gdal_error(const std::string& where, const std::string& key, const std::string& problem,
                 const std::string& remedy, const GdalErrors& errors);

/// `file` could not be written, in GDAL's own words where it said something.
Error gdal_write_error(const std::filesystem::path& file, const GdalErrors& errors);

}  // namespace djoliba
