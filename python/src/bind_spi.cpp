// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/spi.hpp>

#include "buffer.hpp"
#include "call.hpp"
#include "columns.hpp"

namespace djoliba::python {
namespace {

SpiZeros zeros_of(const std::string& word) {
    if (word == "share") return SpiZeros::share;
    if (word == "centre_of_mass") return SpiZeros::centre_of_mass;
    throw Error(Problem{"", "zeros", fmt::format("'{}' is neither share nor centre_of_mass", word),
                        "say what becomes of sums of 0"});
}

std::vector<std::uint8_t> numbers_of(const std::vector<SpiGap>& gaps) {
    std::vector<std::uint8_t> numbers(gaps.size());
    std::ranges::transform(gaps, numbers.begin(), [](SpiGap gap) { return static_cast<std::uint8_t>(gap); });
    return numbers;
}

/// `rain`: months x cells, contiguous doubles, read in place.
nb::tuple spi_of(const nb::object& rain, const SpiSettings& settings, const CallOptions& options) {
    const Buffer buffer(rain, 2, "series");
    const auto months = static_cast<std::size_t>(buffer.view().shape[0]);
    const auto cells = static_cast<std::size_t>(buffer.view().shape[1]);
    if (buffer.type() != CellType::float64 || !PyBuffer_IsContiguous(&buffer.view(), 'C'))
        throw Error(Problem{"series", "", "the array is not of contiguous doubles", ""});
    const std::span values(static_cast<const double*>(buffer.view().buf), months * cells);
    SpiStack stack = call(options, [&](const Job& job) { return spi_stack(values, cells, settings, job); });
    auto gaps = numbers_of(stack.gap);
    return nb::make_tuple(array_of(std::move(stack.value), {months, cells}),
                          array_of(std::move(gaps), {months, cells}));
}

}  // namespace

void bind_spi(nb::module_& m) {
    m.def(
        "spi",
        [](const nb::object& rain, int window, int first_year, int first_month, int reference_from,
           int reference_to, int only_month, const std::string& zeros, int threads,
           const nb::object& progress) {
            return spi_of(
                rain,
                {window, first_year, first_month, reference_from, reference_to, only_month, zeros_of(zeros)},
                {threads, progress});
        },
        nb::arg("rain"), nb::arg("window"), nb::arg("first_year"), nb::arg("first_month"),
        nb::arg("reference_from"), nb::arg("reference_to"), nb::arg("only_month") = 0,
        nb::arg("zeros") = "share", nb::arg("threads") = 0, nb::arg("progress").none() = nb::none(),
        "Values, and the numbers of the reasons why there are none.");
    m.def("spi_gaps", [] {
        nb::list words;
        for (int gap = 0; gap <= static_cast<int>(SpiGap::no_variance); ++gap)
            words.append(nb::cast(text_en(static_cast<SpiGap>(gap))));
        return words;
    });
}

}  // namespace djoliba::python
