// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#define BOOST_TEST_MODULE DJOLIBA_TEST_SUITE
#include <boost/test/unit_test.hpp>
