// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/scenarios/batch_parts.hpp>

#include "batch_bytes.hpp"
#include "batch_order.hpp"
#include "batch_report.hpp"
#include "case_worker.hpp"

namespace djoliba {
namespace {

namespace fs = std::filesystem;

/// A new folder for outputs on their way to the desk, removed at the end.
class Outbox {
 public:
    Outbox() {
        static std::atomic<int> count{0};
        folder_ = fs::temp_directory_path() / fmt::format("djoliba-batch-{}-{}", getpid(), count++);
        fs::remove_all(folder_);
    }
    ~Outbox() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    Outbox(const Outbox&) = delete;
    Outbox& operator=(const Outbox&) = delete;
    const fs::path& folder() const { return folder_; }

 private:
    fs::path folder_;
};

Bytes bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::vector<char> content{std::istreambuf_iterator<char>(in), {}};
    if (in.bad() || !in.is_open())
        throw Error(Problem{file.string(), "", "the file cannot be read back", "check the disk"});
    const auto* bytes = reinterpret_cast<const std::byte*>(content.data());
    return {bytes, bytes + content.size()};
}

/// Takes the files below a folder out of it.
std::vector<KeptFile> take_files(const fs::path& folder) {
    std::vector<KeptFile> files;
    if (!fs::exists(folder)) return files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files.push_back(
                {entry.path().lexically_relative(folder).generic_string(), bytes_of(entry.path())});
    std::ranges::sort(files, {}, &KeptFile::name);
    fs::remove_all(folder);
    return files;
}

/// The sums of a whole count of this batch.
ExposureSums whole_sums(const Bytes& bytes, const std::string& order, const std::string& name) {
    CountPart part = count_from_bytes(bytes);
    if (part.order != order || part.name != name)
        throw Error(Problem{"", "counted people", "they are of another batch or count", "count them again"});
    if (!part.whole())
        throw Error(Problem{"", "counted people",
                            fmt::format("they are {} of {} bands", part.bands.size(), part.of),
                            "count the missing bands, too"});
    return std::move(part.sums);
}

}  // namespace

struct BatchSite::State {
    BatchOrder order;
    BatchWork work;
    BatchReadings readings;

    State(std::span<const std::byte> bytes, const CoverageCache& cache, const Job& job)
        : order(order_from(bytes)), work(work_of(order)), readings(work, cache, job) {}
};

BatchSite::BatchSite(std::span<const std::byte> order, const CoverageCache& cache, const Job& job)
    : state_(std::make_unique<State>(order, cache, job)) {}
BatchSite::~BatchSite() = default;
BatchSite::BatchSite(BatchSite&&) noexcept = default;

Bytes BatchSite::count(const std::string& name, std::size_t band, std::size_t bands, const Job& job) const {
    CountPart part{state_->order.digest, name, bands, {band}};
    part.sums = state_->readings.of(name).count(band, bands, job);
    return to_bytes(part);
}

void BatchSite::take(const std::map<std::string, Bytes>& counts) const {
    for (const auto& [name, bytes] : counts)
        state_->readings.of(name).take([&] { return whole_sums(bytes, state_->order.digest, name); });
}

Bytes BatchSite::report(std::span<const std::byte> report, const std::map<std::string, Bytes>& counts,
                        const Job& job) const {
    take(counts);
    return make_page(batch_report_from(report, state_->work.cases.size()), state_->work, state_->readings,
                     job)
        .bytes();
}

Bytes BatchSite::score(std::span<const std::size_t> positions, const std::map<std::string, Bytes>& counts,
                       const Job& job) const {
    State& s = *state_;
    take(counts);
    const Outbox outbox;
    CaseWorker worker(s.work, s.readings, outbox.folder(), job);
    std::vector<PackedOutcome> outcomes;
    for (const std::size_t position : positions) {
        if (job.cancelled && job.cancelled()) throw Cancelled();
        if (position >= s.work.cases.size())
            throw Error(Problem{"", "", fmt::format("the batch has no scenario {}", position), ""});
        outcomes.push_back({worker.work(position)});
        outcomes.back().files = take_files(outbox.folder() / kept_folder(s.work.cases[position]));
        if (job.progress)
            job.progress(static_cast<double>(outcomes.size()) / static_cast<double>(positions.size()));
    }
    return to_bytes(s.order.digest, outcomes);
}

Bytes add_counts(std::span<const Bytes> counts) {
    if (counts.empty())
        throw Error(Problem{"", "counted people", "there is nothing to add", "name the counts"});
    CountPart sum = count_from_bytes(counts.front());
    for (const Bytes& bytes : counts.subspan(1)) {
        const CountPart part = count_from_bytes(bytes);
        if (part.order != sum.order || part.name != sum.name || part.of != sum.of)
            throw Error(Problem{"", "counted people", "bands of different batches or counts cannot be added",
                                "add what belongs together"});
        for (const std::uint64_t band : part.bands)
            if (!sum.bands.insert(band).second)
                throw Error(Problem{"", "counted people", fmt::format("band {} is there twice", band),
                                    "add every band once"});
        sum.sums.add(part.sums);
    }
    return to_bytes(sum);
}

}  // namespace djoliba
