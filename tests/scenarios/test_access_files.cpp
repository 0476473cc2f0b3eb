// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>

#include <djoliba/scenarios/access_files.hpp>

#include "../problems.hpp"
#include "../temp_dir.hpp"

using namespace djoliba;

namespace {

/// What is wrong with a request, before any file is looked for.
std::string problem(const AccessRequest& request) {
    return problem_of([&] { access_from_files(request, [](const std::string&) { return Job{}; }); });
}

AccessRequest request() {
    AccessRequest r;
    r.friction.file = "nowhere.tif";
    r.facilities.file = "nowhere.csv";
    return r;
}

/// What a list of facilities is refused for; the friction is looked for only after it.
std::string list_problem(std::string_view bytes, FacilityFile list = {}) {
    const TempDir dir;
    AccessRequest r = request();
    list.file = dir.write("list.csv", bytes).string();
    r.facilities = std::move(list);
    return problem(r);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(access_files)

BOOST_AUTO_TEST_CASE(numbers_that_say_nothing_are_refused_before_files_are_read) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const std::vector<double>& wrong :
         {std::vector<double>{60, 30}, {30, 30}, {0}, {-1}, {nan}, {1e9}}) {
        AccessRequest minutes = request(), km = request();
        minutes.within_minutes = km.within_km = wrong;
        BOOST_TEST(mentions(problem(minutes), "--within: "));
        BOOST_TEST(mentions(problem(km), "--within-km: "));
    }
    AccessRequest none = request(), no_km = request();
    none.within_minutes = {};
    no_km.within_km = {};
    BOOST_TEST(mentions(problem(none), "no minutes"));
    BOOST_TEST(mentions(problem(no_km), "nowhere"));  // ways may be left out
    for (const double wrong : {-1.0, 1001.0, nan}) {
        AccessRequest r = request();
        r.snap_km = wrong;
        BOOST_TEST(mentions(problem(r), "--snap-km"));
    }
    AccessRequest beyond = request(), add = request();
    beyond.beyond_minutes = 0;
    add.add = NewFacilities{};
    BOOST_TEST(mentions(problem(beyond), "--beyond"));
    BOOST_TEST(mentions(problem(add), "give --people"));
}

BOOST_AUTO_TEST_CASE(columns_are_found_by_their_usual_names_in_any_spelling) {
    for (const char* heading :
         {"Long,Lat", "LONGITUDE,Latitude", "x,y", "lng,lat", "GPS_Longitude,GPS Latitude"})
        BOOST_TEST(mentions(list_problem(std::string(heading) + "\n-4,14\n"), "nowhere.tif"));
    BOOST_TEST(mentions(list_problem("east,north\n-4,14\n"), "no column has a usual name"));
    BOOST_TEST(mentions(list_problem("east,north\n-4,14\n", {.file = {}, .lon = "east", .lat = "north"}),
                        "nowhere.tif"));
    BOOST_TEST(
        mentions(list_problem("lon,lat\n-4,14\n", {.file = {}, .name = "nam"}), "there is no column `nam`"));
}

BOOST_AUTO_TEST_CASE(types_must_be_there) {
    const char* list = "lon,lat,type\n-4,14,CSCom\n";
    BOOST_TEST(mentions(list_problem(list, {.file = {}, .types = {"cscom"}}), "nowhere.tif"));
    BOOST_TEST(mentions(list_problem(list, {.file = {}, .types = {"csref"}}), "no row has the type `csref`"));
    BOOST_TEST(
        mentions(list_problem("lon,lat\n-4,14\n", {.file = {}, .types = {"csref"}}), "no column tells them"));
}

BOOST_AUTO_TEST_SUITE_END()
