// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"

// NOLINTNEXTLINE: the macro is nanobind's
NB_MODULE(_core, m) {
    m.doc() = "The C++ libraries of Djoliba; the public names are those of the package `djoliba`.";
    m.attr("__version__") = DJOLIBA_VERSION;
    djoliba::python::bind_errors(m);
    djoliba::python::bind_files(m);
    djoliba::python::bind_run(m);
    djoliba::python::bind_inputs(m);
    djoliba::python::bind_zonal(m);
    djoliba::python::bind_expose(m);
    djoliba::python::bind_spi(m);
    djoliba::python::bind_index(m);
    djoliba::python::bind_rank(m);
    djoliba::python::bind_access(m);
    djoliba::python::bind_displace(m);
    djoliba::python::bind_batch_parts(m);
}
