// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "synthetic_rivers.hpp"

#include <algorithm>
#include <numbers>

#include "synthetic_plane.hpp"
#include "synthetic_random.hpp"

namespace djoliba::synthetic {
namespace {

// Longitude, latitude, half width of the flood plain and of the bed in km.
struct Knot {
    double lon, lat, plain, bed;
};
using Course = std::vector<Knot>;

const std::vector<Course>& courses() {
    static const std::vector<Course> all = {
        // Niger (Djoliba) with the branch Issa-Ber
        {{-9.05, 11.52, 1.5, .25}, {-8.67, 11.72, 1.5, .25}, {-8.42, 11.88, 2, .3},  {-8.20, 12.06, 2, .4},
         {-8.15, 12.35, 2, .4},    {-8.03, 12.60, 2, .5},    {-7.90, 12.66, 2, .5},  {-7.56, 12.84, 2, .5},
         {-7.25, 13.07, 3, .5},    {-6.99, 13.30, 3, .5},    {-6.62, 13.37, 4, .5},  {-6.27, 13.46, 4, .6},
         {-6.07, 13.68, 4, .6},    {-5.85, 13.73, 5, .5},    {-5.60, 13.86, 6, .5},  {-5.36, 13.94, 9, .5},
         {-5.02, 14.13, 15, .4},   {-4.75, 14.20, 20, .4},   {-4.45, 14.33, 24, .4}, {-4.22, 14.52, 26, .5},
         {-4.12, 14.85, 26, .5},   {-4.12, 15.15, 26, .5},   {-4.15, 15.35, 24, .5}, {-4.20, 15.55, 13, .5},
         {-4.10, 15.78, 11, .5},   {-3.99, 15.95, 10, .5},   {-3.70, 16.12, 10, .5}, {-3.42, 16.28, 10, .5},
         {-3.10, 16.55, 9, .6},    {-3.00, 16.68, 8, .6},    {-2.70, 16.75, 7, .6},  {-2.35, 16.83, 6, .6},
         {-1.93, 16.91, 5, .6},    {-1.40, 17.01, 4, .6},    {-0.95, 17.03, 3, .5},  {-0.60, 16.97, 2, .4},
         {-0.33, 16.93, 3, .5},    {-0.20, 16.65, 4, .6},    {-0.07, 16.28, 5, .7},  {0.15, 15.98, 5, .6},
         {0.50, 15.64, 5, .6},     {0.60, 15.40, 4, .6},     {0.70, 15.10, 4, .6},   {0.85, 14.80, 4, .6}},
        // Diaka
        {{-5.02, 14.13, 15, .2},
         {-4.98, 14.40, 19, .2},
         {-4.80, 14.70, 21, .2},
         {-4.62, 14.95, 21, .2},
         {-4.35, 15.20, 22, .2}},
        // The heart of the inner delta: no river, but low ground
        {{-5.00, 14.20, 10, .001},
         {-4.62, 14.58, 26, .001},
         {-4.35, 14.95, 28, .001},
         {-4.20, 15.25, 20, .001}},
        // Bara-Issa
        {{-4.05, 15.25, 16, .2},
         {-3.90, 15.45, 12, .2},
         {-3.72, 15.75, 9, .2},
         {-3.55, 15.95, 8, .2},
         {-3.42, 16.22, 8, .2}},
        // Baoule and Bagoe
        {{-7.30, 10.40, .6, .05},
         {-7.05, 11.05, .8, .06},
         {-6.95, 11.50, 1, .08},
         {-6.85, 12.00, 1.2, .1},
         {-6.78, 12.48, 1.5, .1},
         {-6.35, 12.75, 2, .12}},
        {{-6.30, 10.40, .6, .05},
         {-6.35, 11.00, .8, .06},
         {-6.42, 11.50, 1, .08},
         {-6.48, 12.00, 1.2, .1},
         {-6.35, 12.75, 2, .12}},
        // Bani
        {{-6.35, 12.75, 2, .15},
         {-5.95, 12.85, 2, .2},
         {-5.55, 13.05, 3, .2},
         {-5.15, 13.30, 4, .25},
         {-4.90, 13.42, 5, .25},
         {-4.72, 13.62, 7, .25},
         {-4.55, 13.85, 11, .25},
         {-4.35, 13.98, 15, .25},
         {-4.25, 14.20, 19, .3},
         {-4.22, 14.52, 26, .5}},
        // Sankarani
        {{-8.55, 10.90, .8, .1},
         {-8.38, 11.20, 1, .15},
         {-8.22, 11.63, 1.2, .15},
         {-8.30, 11.90, 1.5, .2},
         {-8.20, 12.06, 2, .2}},
        // Bafing, Bakoye, northern Baoule, Senegal
        {{-10.85, 11.90, .8, .1},
         {-10.55, 12.35, 1, .12},
         {-10.40, 12.80, 1, .15},
         {-10.43, 13.20, 1.2, .15},
         {-10.60, 13.50, 1.2, .2},
         {-10.83, 13.80, 1.5, .2}},
        {{-9.25, 12.30, .6, .05},
         {-9.45, 12.75, .8, .05},
         {-9.68, 13.15, .8, .08},
         {-9.90, 13.45, 1, .1},
         {-10.25, 13.58, 1, .12},
         {-10.60, 13.75, 1.2, .15},
         {-10.83, 13.80, 1.5, .2}},
        {{-8.25, 12.80, .4, .03},
         {-8.35, 13.30, .5, .03},
         {-8.60, 13.75, .6, .04},
         {-9.10, 13.92, .6, .04},
         {-9.55, 13.72, .8, .05},
         {-9.90, 13.45, 1, .1}},
        {{-10.83, 13.80, 1.5, .25},
         {-11.05, 14.05, 1.5, .25},
         {-11.27, 14.14, 2, .25},
         {-11.44, 14.46, 2.5, .3},
         {-11.79, 14.61, 3, .3},
         {-12.05, 14.75, 3, .3},
         {-12.40, 14.90, 3, .3}}};
    return all;
}

double catmull_rom(double a, double b, double c, double d, double t) {
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

// A point of the course between knots i and i + 1, with meanders that end at the knots so that courses still
// meet.
Knot along(const Course& course, std::size_t i, double t, std::uint64_t key) {
    const Knot &b = course[i], &c = course[i + 1];
    const Knot &a = course[i == 0 ? 0 : i - 1], &d = course[std::min(i + 2, course.size() - 1)];
    Point p{catmull_rom(a.lon, b.lon, c.lon, d.lon, t), catmull_rom(a.lat, b.lat, c.lat, d.lat, t)};
    const double swing = 0.025 * std::sin(t * std::numbers::pi);
    p.x += swing * (smooth_noise(key, p.x * 18, p.y * 18) + 0.5 * smooth_noise(key + 1, p.x * 50, p.y * 50));
    p.y +=
        swing * (smooth_noise(key + 2, p.x * 18, p.y * 18) + 0.5 * smooth_noise(key + 3, p.x * 50, p.y * 50));
    return {p.x, p.y, b.plain + t * (c.plain - b.plain), b.bed + t * (c.bed - b.bed)};
}

Reach reach(const Knot& a, const Knot& b) {
    return {to_km({a.lon, a.lat}), to_km({b.lon, b.lat}), a.plain, b.plain, a.bed, b.bed};
}

}  // namespace

std::vector<Reach> river_reaches(std::uint64_t seed) {
    const std::uint64_t key = Stream(seed, Purpose::meander, 0).bits();
    std::vector<Reach> reaches;
    for (const auto& course : courses())
        for (std::size_t i = 0; i + 1 < course.size(); ++i) {
            const double length = distance(to_km({course[i].lon, course[i].lat}),
                                           to_km({course[i + 1].lon, course[i + 1].lat}));
            const int pieces = std::max(1, static_cast<int>(length / 0.8));
            Knot from = course[i];
            for (int k = 1; k <= pieces; ++k) {
                const Knot to = along(course, i, static_cast<double>(k) / pieces, key);
                reaches.push_back(reach(from, to));
                from = to;
            }
        }
    return reaches;
}

std::vector<Lake> lakes() {
    // Debo, Faguibine, Horo, Tele, Niangaye, Korarou, Selingue, Manantali
    struct Fact {
        double lon, lat, x, y, degrees;
    };
    constexpr Fact facts[] = {{-4.14, 15.30, 19, 11, 20}, {-3.95, 16.77, 36, 6, 8},
                              {-3.94, 16.22, 8, 4, 40},   {-3.80, 16.40, 6, 3, 60},
                              {-3.12, 15.88, 12, 7, 20},  {-3.25, 15.32, 9, 5, 30},
                              {-8.21, 11.44, 3, 16, 5},   {-10.39, 12.98, 3.5, 20, 3}};
    std::vector<Lake> all;
    for (const auto& f : facts)
        all.push_back({to_km({f.lon, f.lat}), f.x, f.y, f.degrees * std::numbers::pi / 180});
    return all;
}

std::vector<Reach> straight_reaches() {
    std::vector<Reach> reaches;
    for (const auto& course : courses())
        for (std::size_t i = 0; i + 1 < course.size(); ++i)
            reaches.push_back(reach(course[i], course[i + 1]));
    return reaches;
}

}  // namespace djoliba::synthetic
