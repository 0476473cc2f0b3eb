# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0

include_guard(GLOBAL)

# What every part of the project is built with: those over the sources and those over an installed copy.
get_filename_component(DJOLIBA_ROOT ${CMAKE_CURRENT_LIST_DIR} DIRECTORY)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
include(${CMAKE_CURRENT_LIST_DIR}/unity.cmake)

# Flags for our own targets. -ffp-contract=off keeps sums the same on machines with and without FMA.
add_library(djoliba_options INTERFACE)
target_compile_options(djoliba_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -ffp-contract=off)
# GCC 12 warns of impossible overlaps and overflows inside its own std::string when it inlines at -O3.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(djoliba_options INTERFACE -Wno-restrict -Wno-stringop-overflow -Wno-maybe-uninitialized)
endif()
if(DJOLIBA_SANITIZE)
  target_compile_options(djoliba_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(djoliba_options INTERFACE -fsanitize=address,undefined)
endif()
if(DJOLIBA_COVERAGE)
  target_compile_options(djoliba_options INTERFACE --coverage)
  target_link_options(djoliba_options INTERFACE --coverage)
endif()

# One library of the house: include/, src/, alias djoliba::<name>.
function(djoliba_library name)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/src/*.cpp)
  add_library(djoliba_${name} STATIC ${sources})
  add_library(djoliba::${name} ALIAS djoliba_${name})
  set_target_properties(djoliba_${name} PROPERTIES EXPORT_NAME ${name} POSITION_INDEPENDENT_CODE ON)
  target_include_directories(djoliba_${name}
    PUBLIC $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
    PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/src)
  target_compile_features(djoliba_${name} PUBLIC cxx_std_20)
  target_link_libraries(djoliba_${name} PRIVATE $<BUILD_INTERFACE:djoliba_options>)
  djoliba_unity(djoliba_${name} ${sources})
endfunction()
