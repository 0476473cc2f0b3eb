// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "batch_report.hpp"

#include <algorithm>
#include <fstream>
#include <future>
#include <iterator>
#include <optional>
#include <thread>

#include <fmt/format.h>

#include <djoliba/engine/byte_record.hpp>
#include <djoliba/layers/digest.hpp>

#include "report_page.hpp"
#include "report_scenarios.hpp"

namespace djoliba {
namespace {

constexpr std::string_view report_mark = "DJREPRT1", page_mark = "DJRPAGE1";

/// The scenario of the batch that is the baseline of another.
std::optional<std::size_t> baseline_of(std::size_t position, const BatchWork& work,
                                       const std::set<std::string>& scored) {
    const std::string wanted = digest_of_scores(*work.cases[position].base, *work.digests);
    for (std::size_t i = 0; i < work.cases.size(); ++i)
        if (const BatchCase& one = work.cases[i]; one.change.is_null() && scored.contains(one.name) &&
                                                  digest_of_scores(*one.base, *work.digests) == wanted)
            return i;
    return std::nullopt;
}

std::string digest_of(const BatchReport& report, const BatchWork& work) {
    std::string all = fmt::format("{}\n{}\n{}\n{}\n", build_id(), static_cast<int>(report.language),
                                  report.baseline_apart, report.scored);
    for (const std::size_t position : report.positions)
        all.append(work.entries[position].name)
            .append("\n")
            .append(digest_of(work.entries[position]))
            .append("\n")
            .append(digest_of_outputs(*work.cases[position].base, *work.digests))
            .append("\n");
    return sha256(all);
}

/// A scenario of the page.
struct ReportCase {
    std::size_t position;
    std::string name;  ///< empty: none of the batch
    BatchCase what;
};

std::vector<ReportCase> cases_of(const BatchReport& report, const BatchWork& work) {
    std::vector<ReportCase> list;
    if (report.baseline_apart)
        list.push_back({report.positions.front(), "", {.base = work.cases[report.positions.front()].base}});
    for (const std::size_t position : report.positions)
        list.push_back({position, work.cases[position].name, work.cases[position]});
    return list;
}

RecordReader reader_of(std::span<const std::byte> bytes, std::string_view mark) {
    return {bytes, mark, {"report of a batch", "use the same version of the program everywhere"}};
}

}  // namespace

BatchReport batch_report(const BatchWork& work, const BatchRequest& request,
                         const std::set<std::string>& scored) {
    BatchReport report{.scored = scored.size(), .language = request.language};
    for (const std::size_t position : work.for_report)
        if (report.positions.size() < most_in_report && scored.contains(work.cases[position].name))
            report.positions.push_back(position);
    if (report.positions.empty()) return report;
    const auto baseline = baseline_of(report.positions.front(), work, scored);
    report.baseline_apart = !baseline;
    if (baseline) {
        std::erase(report.positions, *baseline);
        report.positions.insert(report.positions.begin(), *baseline);
    }
    report.digest = digest_of(report, work);
    return report;
}

bool is_there(const std::filesystem::path& file, const BatchReport& report) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return text.find(fmt::format("\"digest\":\"{}\"", report.digest)) != text.npos;
}

BatchReportPage make_page(const BatchReport& report, const BatchWork& work, BatchReadings& readings,
                          const Job& job) {
    const auto wanted = cases_of(report, work);
    const auto result = [&](const ReportCase& one) {
        if (job.cancelled && job.cancelled()) throw Cancelled();
        return CaseScorer(readings.of(work.readings[one.position]).shared).result(one.what);
    };
    ReportScenarios page;
    const std::size_t at_once =
        job.threads > 0 ? job.threads : std::max(1U, std::thread::hardware_concurrency());
    for (std::size_t start = 0; start < wanted.size(); start += at_once) {
        std::vector<std::future<Result>> working;
        for (std::size_t k = start; k < std::min(start + at_once, wanted.size()); ++k)
            working.push_back(std::async(std::launch::async, result, std::cref(wanted[k])));
        for (std::size_t k = 0; k < working.size(); ++k)
            page.add(working[k].get(), wanted[start + k].name, wanted[start + k].what.parameters);
    }
    const auto data = page.data(report.scored, report.digest);
    const std::string& title = wanted.front().what.base->title;
    return {report_page(data, title, report.language), page.left_out()};
}

Bytes BatchReport::bytes() const {
    RecordWriter out(report_mark);
    out.put(positions);
    out.put(std::uint64_t{baseline_apart});
    out.put(scored);
    out.put(std::uint64_t{language == Language::french});
    out.put(digest);
    return out.finish();
}

BatchReport batch_report_from(std::span<const std::byte> bytes, std::size_t cases) {
    RecordReader in = reader_of(bytes, report_mark);
    BatchReport report{.positions = in.get_list<std::uint64_t>()};
    report.baseline_apart = in.get<std::uint64_t>() != 0;
    report.scored = in.get<std::uint64_t>();
    report.language = in.get<std::uint64_t>() != 0 ? Language::french : Language::english;
    report.digest = in.get_text();
    in.require(!report.positions.empty() && std::ranges::max(report.positions) < cases);
    in.finish();
    return report;
}

Bytes BatchReportPage::bytes() const {
    RecordWriter out(page_mark);
    out.put(html);
    out.put(left_out);
    return out.finish();
}

BatchReportPage batch_report_page_from(std::span<const std::byte> bytes) {
    RecordReader in = reader_of(bytes, page_mark);
    BatchReportPage page{.html = in.get_text()};
    page.left_out = in.get_texts();
    in.finish();
    return page;
}

}  // namespace djoliba
