// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "buffer.hpp"

#include <array>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

namespace djoliba::python {
namespace {

/// Gives a buffer back to Python, whichever thread is the last to need it.
void release(Py_buffer* view) {
    const nb::gil_scoped_acquire lock;
    PyBuffer_Release(view);
    delete view;
}

std::optional<CellType> integer_of(bool is_signed, Py_ssize_t bytes) {
    switch (bytes) {
        case 1:
            return is_signed ? CellType::int8 : CellType::uint8;
        case 2:
            return is_signed ? CellType::int16 : CellType::uint16;
        case 4:
            return is_signed ? CellType::int32 : CellType::uint32;
        case 8:
            return is_signed ? CellType::int64 : CellType::uint64;
        default:
            return {};
    }
}

/// Of a format of the module `struct`; nothing for other byte orders, complex numbers, objects, records.
std::optional<CellType> type_of(std::string_view format, Py_ssize_t bytes) {
    if (!format.empty() && (format.front() == '@' || format.front() == '=')) format.remove_prefix(1);
    if (format == "f" && bytes == 4) return CellType::float32;
    if (format == "d" && bytes == 8) return CellType::float64;
    if (format.size() != 1) return {};
    if (std::string_view("bhilqn").find(format) != std::string_view::npos) return integer_of(true, bytes);
    if (std::string_view("?BHILQN").find(format) != std::string_view::npos) return integer_of(false, bytes);
    return {};
}

}  // namespace

Buffer::Buffer(const nb::object& array, int dimensions, const std::string& name) {
    auto view = std::make_unique<Py_buffer>();
    if (PyObject_GetBuffer(array.ptr(), view.get(), PyBUF_RECORDS_RO) != 0) throw nb::python_error();
    view_ = std::shared_ptr<Py_buffer>(view.release(), release);
    if (view_->ndim != dimensions)
        throw Error(Problem{name, "", fmt::format("the array has {} dimensions", view_->ndim),
                            fmt::format("give one of {}", dimensions)});
    const auto type = type_of(view_->format ? view_->format : "B", view_->itemsize);
    if (!type)
        throw Error(Problem{name, "", fmt::format("cells of type '{}' cannot be read", view_->format),
                            "give numbers of 1 to 8 bytes in the byte order of this machine"});
    type_ = *type;
}

}  // namespace djoliba::python
