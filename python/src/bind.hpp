// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nanobind/nanobind.h>

// The extension djoliba._core, one file a subject. Nothing is computed here: arguments become those of the
// libraries, and what they return becomes arrays, lists and dictionaries.

namespace djoliba::python {

namespace nb = nanobind;

void bind_access(nb::module_& m);
void bind_displace(nb::module_& m);
void bind_batch_parts(nb::module_& m);
void bind_errors(nb::module_& m);
void bind_expose(nb::module_& m);
void bind_files(nb::module_& m);
void bind_index(nb::module_& m);
void bind_inputs(nb::module_& m);
void bind_rank(nb::module_& m);
void bind_run(nb::module_& m);
void bind_spi(nb::module_& m);
void bind_zonal(nb::module_& m);

}  // namespace djoliba::python
