// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <djoliba/engine/error.hpp>
#include <djoliba/layers/write_cog.hpp>
#include <limits>
#include <span>
#include <string>

namespace djoliba {

/// Running count, range, mean and sum of squared deviations (Welford) of the known cells; rows come in order,
/// so the result does not depend on threads.
struct Statistics {
    double count = 0, cells = 0, low = 0, high = 0, mean = 0, squares = 0;

    void add(float value) {
        ++cells;
        if (std::isnan(value)) return;
        const double v = value;
        low = count == 0 ? v : std::min(low, v);
        high = count == 0 ? v : std::max(high, v);
        ++count;
        const double delta = v - mean;
        mean += delta / count;
        squares += delta * (v - mean);
    }
};

/// Replaces NaN by nodata and refuses what the file cannot hold.
class Encoder {
 public:
    Encoder(std::string file, const RasterOutput& output)
        : file_(std::move(file)),
          byte_(output.type == RasterType::uint8),
          nodata_(static_cast<float>(output.nodata)),
          apart_(static_cast<float>(output.apart)) {}

    void encode(std::span<float> values, Statistics& statistics) const {
        for (float& value : values) {
            statistics.add(value == apart_ ? std::numeric_limits<float>::quiet_NaN() : value);
            if (std::isnan(value))
                value = nodata_;
            else if (!fits(value))
                refuse(value);
        }
    }

 private:
    bool fits(float v) const {
        if (std::isinf(v) || v == nodata_) return false;
        return !byte_ || (v >= 0 && v <= 255 && v == std::floor(v));
    }
    [[noreturn]] void refuse(float v) const {
        throw Error({file_, "",
                     v == nodata_ ? fmt::format("a cell has the value {}, which stands for nodata here", v)
                                  : fmt::format("a cell has the value {}, which the raster cannot hold", v),
                     "check the layer that it comes from"});
    }

    std::string file_;
    bool byte_;
    float nodata_;
    float apart_;
};

}  // namespace djoliba
