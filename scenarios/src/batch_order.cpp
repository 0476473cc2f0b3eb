// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "batch_order.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <djoliba/engine/byte_record.hpp>
#include <djoliba/engine/error.hpp>
#include <djoliba/layers/digest.hpp>

namespace djoliba {
namespace {

constexpr std::string_view mark = "DJORDER1";
constexpr const char* same_files =
    "let this process see the same files under the same names, relative ones from its working directory";

/// All files that the scenarios of a batch read, by what they are for.
std::map<std::string, std::string> inputs_of(const BatchWork& work) {
    std::map<std::string, std::string> inputs;
    for (const LedgerBase& base : work.bases) inputs.insert(base.inputs.begin(), base.inputs.end());
    return inputs;
}

std::vector<std::string> problems_of(const BatchWork& work) {
    std::vector<std::string> problems;
    for (const BatchCase& one : work.cases)
        for (const Problem& problem : one.problems) problems.push_back(to_string(problem));
    std::ranges::sort(problems);
    const auto again = std::ranges::unique(problems);
    problems.erase(again.begin(), again.end());
    return problems;
}

std::string digest_of(const BatchWork& work, const std::string& build) {
    std::string all = build + "\n";
    for (const LedgerCase& entry : work.entries)
        all.append(entry.name).append("\n").append(digest_of(entry)).append("\n");
    for (const std::string& reading : work.readings) all.append(reading).append("\n");
    return sha256(all);
}

/// Scenarios that can run there but not here, and why: files that are missing, above all.
std::vector<Problem> only_here(const BatchOrder& order, const BatchWork& work) {
    std::vector<Problem> found;
    for (const BatchCase& one : work.cases)
        for (const Problem& problem : one.problems) {
            const auto told = [&](const Problem& p) { return to_string(p) == to_string(problem); };
            if (!std::ranges::binary_search(order.problems, to_string(problem)) &&
                std::ranges::none_of(found, told))
                found.push_back(problem);
        }
    return found;
}

std::vector<Problem> other_contents(const BatchOrder& order, const BatchWork& work) {
    std::vector<Problem> found;
    for (const auto& [file, known] : work.digests->known()) {
        const auto there = order.known.find(file);
        if (there != order.known.end() && there->second.sha256 != known.sha256)
            found.push_back(
                {file.string(), "",
                 fmt::format("it has another content here (SHA-256 {}...) than where the batch was "
                             "planned ({}...)",
                             known.sha256.substr(0, 12), there->second.sha256.substr(0, 12)),
                 "copy it anew"});
    }
    if (!found.empty()) return found;
    for (const auto& [name, digest] : inputs_of(work)) {  // found under another path, in a data folder
        const auto there = order.inputs.find(name);
        if (there == order.inputs.end() || there->second != digest)
            found.push_back(
                {name, "", "it is another file here than where the batch was planned", same_files});
    }
    return found;
}

}  // namespace

BatchOrder order_of(const BatchRequest& request, const BatchWork& work) {
    BatchOrder order{build_id(),      request.files,    request.texts, request.data, work.digests->known(),
                     inputs_of(work), problems_of(work)};
    order.digest = digest_of(work, order.build);
    return order;
}

Bytes BatchOrder::bytes() const {
    RecordWriter out(mark);
    out.put(build);
    out.put(files);
    out.put(texts);
    out.put(std::uint64_t{data.size()});
    for (const auto& folder : data) out.put(folder.string());
    out.put(std::uint64_t{known.size()});
    for (const auto& [file, it] : known) {
        out.put(file.string());
        out.put(it.size), out.put(it.changed_ns), out.put(it.inode);
        out.put(it.sha256);
    }
    out.put(std::uint64_t{inputs.size()});
    for (const auto& [name, sha256] : inputs) out.put(name), out.put(sha256);
    out.put(problems);
    out.put(digest);
    return out.finish();
}

BatchOrder order_from(std::span<const std::byte> bytes) {
    RecordReader in(bytes, mark, {"order of a batch", "use the same version of the program everywhere"});
    BatchOrder order{.build = in.get_text()};
    if (order.build != build_id())
        throw Error(Problem{"", "build",
                            fmt::format("this is {}, the batch was planned by {}", build_id(), order.build),
                            "install the same package everywhere: only the same build gives the same bytes"});
    order.files = in.get_texts();
    order.texts = in.get_texts();
    for (const std::string& folder : in.get_texts()) order.data.emplace_back(folder);
    for (std::size_t n = in.count(1); n > 0; --n) {
        const std::string file = in.get_text();
        KnownFile known{in.get<std::uint64_t>(), in.get<std::int64_t>(), in.get<std::uint64_t>()};
        known.sha256 = in.get_text();
        order.known[file] = std::move(known);
    }
    for (std::size_t n = in.count(1); n > 0; --n) {
        const std::string name = in.get_text();
        order.inputs[name] = in.get_text();
    }
    order.problems = in.get_texts();
    order.digest = in.get_text();
    in.finish();
    return order;
}

BatchWork work_of(const BatchOrder& order) {
    BatchWork work =
        batch_work({.files = order.files, .data = order.data, .texts = order.texts}, order.known);
    auto problems = only_here(order, work);
    for (auto& problem : other_contents(order, work)) problems.push_back(std::move(problem));
    if (problems.empty() && digest_of(work, order.build) != order.digest)
        problems.push_back({fmt::format("{}", fmt::join(order.files, ", ")), "",
                            "the scenarios say something else here than where the batch was planned",
                            same_files});
    if (!problems.empty()) throw Error(std::move(problems));
    return work;
}

}  // namespace djoliba
