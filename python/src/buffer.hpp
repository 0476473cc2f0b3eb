// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include <djoliba/layers/array_raster.hpp>

#include "bind.hpp"

namespace djoliba::python {

/// The memory of an array, held without copying it while an owner lives.
class Buffer {
 public:
    /// Throws Error, naming the array, for another number of dimensions and for cells that are no numbers in
    /// the byte order of this machine.
    Buffer(const nb::object& array, int dimensions, const std::string& name);

    const Py_buffer& view() const { return *view_; }
    CellType type() const { return type_; }
    /// Gives the memory back when the last copy of it goes, from any thread.
    std::shared_ptr<const void> owner() const { return view_; }

 private:
    std::shared_ptr<Py_buffer> view_;
    CellType type_ = CellType::float64;
};

}  // namespace djoliba::python
