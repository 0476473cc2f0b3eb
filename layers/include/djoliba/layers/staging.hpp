// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace djoliba {

/// Name of the file in which a run lists its outputs: a JSON object whose array "outputs" holds file names,
/// or objects with a name under "file". Names are relative to the directory, with '/' between folders.
inline constexpr std::string_view manifest_name = "run.json";

/// Throws Error where results cannot go to `directory`: it or one of its parents is a file or a dangling
/// link, or the nearest parent that exists cannot be written to. Creates nothing; meant to be called before
/// anything is computed.
void check_output_directory(const std::filesystem::path& directory);

/// Writes a set of files beside its place and moves it there when it is whole.
///
///     Staging staging(out);
///     write_csv(staging.path("ranking.csv"), table);
///     staging.commit();
///
/// Until commit() nothing in `directory` changes, and a Staging that is destroyed without it leaves no trace.
/// A directory that does not exist yet appears at once and whole. In one that exists each file is replaced
/// atomically, the manifest last; where a manifest is staged, files that only the former manifest lists are
/// removed. Other files in it are never touched. Every member throws Error, naming the file and the reason
/// (disk full, no permission, ...).
class Staging {
 public:
    explicit Staging(const std::filesystem::path& directory);
    ~Staging();
    Staging(const Staging&) = delete;
    Staging& operator=(const Staging&) = delete;

    /// Where to write the output `name` ("ranking.csv", "maps/flood.tif"); folders in it are made. Throws
    /// where `name` is absolute or leads out of the directory.
    std::filesystem::path path(std::string_view name);

    /// Moves everything into place. To be called once.
    void commit();

 private:
    Staging() = default;  // complete before the public one can throw, so that the destructor cleans up
    void make_parents();
    void commit_files(const std::vector<std::string>& names);

    std::filesystem::path directory_;
    std::filesystem::path partial_;               ///< holds the files until commit
    std::vector<std::filesystem::path> parents_;  ///< made by us, outermost first
    bool replaces_ = false;                       ///< the directory exists
    bool committed_ = false;
    int lock_ = -1;  ///< tells other processes that `partial_` is in use
};

/// The files that a manifest lists; empty where there is none or it is not such a file.
std::vector<std::string> listed_outputs(const std::filesystem::path& manifest);

/// Writes a text file; no file is left behind on error. Throws Error.
void write_text(const std::filesystem::path& file, std::string_view text);

}  // namespace djoliba
