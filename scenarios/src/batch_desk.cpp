// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/staging.hpp>
#include <djoliba/scenarios/batch_parts.hpp>

#include "batch_bytes.hpp"
#include "batch_clerk.hpp"
#include "batch_order.hpp"

namespace djoliba {
namespace {

/// The files that a scenario keeps, in their folder: all of them or none.
void write_kept(const std::vector<KeptFile>& files, const std::filesystem::path& folder) {
    if (files.empty()) return;
    Staging staging(folder);
    for (const KeptFile& file : files)
        write_text(staging.path(file.name),
                   {reinterpret_cast<const char*>(file.bytes.data()), file.bytes.size()});
    staging.commit();
}

}  // namespace

struct BatchDesk::State {
    BatchRequest request;
    BatchClerk clerk;
    BatchOrder order;

    State(const BatchRequest& r, const Job& job)
        : request(r), clerk(r, job), order(order_of(r, clerk.work())) {}
};

BatchDesk::BatchDesk(const BatchRequest& request, const Job& job)
    : state_(std::make_unique<State>(request, job)) {}
BatchDesk::~BatchDesk() = default;
BatchDesk::BatchDesk(BatchDesk&&) noexcept = default;

const BatchPlan& BatchDesk::plan() const { return state_->clerk.plan(); }

Bytes BatchDesk::order() const { return state_->order.bytes(); }

std::vector<std::string> BatchDesk::counts() const {
    const BatchWork& work = state_->clerk.work();
    std::set<std::string> names;
    for (std::size_t i = 0; i < work.cases.size(); ++i)
        if (work.cases[i].base && work.cases[i].base->population.raster.given() &&
            state_->clerk.needed().contains(work.readings[i]))
            names.insert(work.readings[i]);
    return {names.begin(), names.end()};
}

std::vector<std::size_t> BatchDesk::claim(std::size_t most) { return state_->clerk.claim(most); }

std::size_t BatchDesk::write(std::span<const std::byte> bytes) {
    const BatchWork& work = state_->clerk.work();
    std::vector<BatchOutcome> outcomes;
    for (auto& packed : outcomes_from_bytes(bytes, state_->order.digest, work.cases.size())) {
        write_kept(packed.files,
                   state_->request.directory / kept_folder(work.cases[packed.outcome.position]));
        outcomes.push_back(std::move(packed.outcome));
    }
    state_->clerk.write(outcomes);
    return outcomes.size();
}

bool BatchDesk::others_at_work() { return state_->clerk.others_at_work(); }

Bytes BatchDesk::report() {
    const BatchReport report = state_->clerk.report();
    return report.positions.empty() ? Bytes{} : report.bytes();
}

void BatchDesk::write_report(std::span<const std::byte> page) {
    state_->clerk.write(batch_report_page_from(page));
}

BatchSummary BatchDesk::finish() { return state_->clerk.finish(); }

}  // namespace djoliba
