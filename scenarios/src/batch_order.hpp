// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include <djoliba/scenarios/batch_parts.hpp>

#include "batch_plan.hpp"

namespace djoliba {

/// What everybody who computes a part of a batch must agree on.
struct BatchOrder {
    std::string build = {};
    std::vector<std::string> files = {};  ///< as BatchRequest has them
    std::vector<std::string> texts = {};
    std::vector<std::filesystem::path> data = {};
    std::map<std::filesystem::path, KnownFile> known = {};  ///< all files that are read
    std::map<std::string, std::string> inputs = {};         ///< "layer: file" -> SHA-256
    std::vector<std::string> problems = {};  ///< why some of its scenarios cannot run, each once
    std::string digest = {};                 ///< of all scenarios, their files and the build

    Bytes bytes() const;
};

/// What the work of a request asks of others.
BatchOrder order_of(const BatchRequest& request, const BatchWork& work);

/// Throws Error for bytes that are no order, or the order of another build.
BatchOrder order_from(std::span<const std::byte> bytes);

/// The work that the order is about, found anew from the files here. Throws Error that names all that is
/// missing or another than in the order.
BatchWork work_of(const BatchOrder& order);

}  // namespace djoliba
