// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <tuple>

#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>

#include <djoliba/engine/error.hpp>

#include "bind.hpp"

namespace djoliba::python {
namespace {

using Texts = std::tuple<std::string, std::string, std::string, std::string>;

Texts texts(const Problem& p) { return {p.where, p.key, p.problem, p.remedy}; }

Problem problem_of(const Texts& t) {
    return {std::get<0>(t), std::get<1>(t), std::get<2>(t), std::get<3>(t)};
}

/// Raises djoliba.Error, which Python defines.
void raise(const Error& error) {
    nb::list problems;
    for (const Problem& p : error.problems()) problems.append(p);
    const nb::object type = nb::module_::import_("djoliba._errors").attr("Error");
    PyErr_SetObject(type.ptr(), type(problems).ptr());
}

void translate(const std::exception_ptr& thrown, void*) {
    try {
        std::rethrow_exception(thrown);
    } catch (const Error& error) {
        raise(error);
    } catch (const Cancelled&) {
        PyErr_SetString(PyExc_KeyboardInterrupt, "cancelled");
    }
}

}  // namespace

void bind_errors(nb::module_& m) {
    nb::class_<Problem>(m, "Problem",
                        "One thing that is wrong with an input. `str()` is the line that the command prints.")
        .def(
            "__init__",
            [](Problem* self, std::string where, std::string key, std::string problem, std::string remedy) {
                new (self) Problem{std::move(where), std::move(key), std::move(problem), std::move(remedy)};
            },
            nb::arg("where") = "", nb::arg("key") = "", nb::arg("problem") = "", nb::arg("remedy") = "")
        .def_ro("where", &Problem::where, "File, or file:line:column; empty where no file is involved")
        .def_ro("key", &Problem::key, "Key, layer, field or code concerned; may be empty")
        .def_ro("problem", &Problem::problem, "What is wrong, with the offending value")
        .def_ro("remedy", &Problem::remedy, "What to do about it; may be empty")
        .def("__str__", [](const Problem& p) { return to_string(p); })
        .def("__repr__", [](const Problem& p) { return "<Problem " + to_string(p) + ">"; })
        .def(
            "__eq__", [](const Problem& a, const Problem& b) { return texts(a) == texts(b); },
            nb::is_operator())
        .def("__hash__", [](const Problem& p) { return nb::hash(nb::cast(texts(p))); })
        .def("__getstate__", texts)
        .def("__setstate__", [](Problem& self, const Texts& t) { new (&self) Problem(problem_of(t)); });
    nb::register_exception_translator(translate);
}

}  // namespace djoliba::python
