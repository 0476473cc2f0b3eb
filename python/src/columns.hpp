// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <nanobind/ndarray.h>

#include <djoliba/layers/output_table.hpp>

#include "bind.hpp"

namespace djoliba::python {

/// A vector as an array of NumPy that takes it over, without copying.
template <typename T>
nb::object array_of(std::vector<T> values, std::initializer_list<std::size_t> shape) {
    auto* kept = new std::vector<T>(std::move(values));
    const nb::capsule owner(kept, [](void* p) noexcept { delete static_cast<std::vector<T>*>(p); });
    return nb::cast(nb::ndarray<nb::numpy, T>(kept->data(), shape, owner));
}

/// Columns by name, in their order: real numbers as arrays of float64 with NaN where missing, others as lists
/// with None.
nb::dict values_of(const OutputTable& table);

/// Columns as {name, type, title, title_fr, unit}, as datapackage.json has them: what is empty is left out.
nb::list columns_of(const OutputTable& table);

}  // namespace djoliba::python
