# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0

option(DJOLIBA_UNITY "Compile sources together in groups: whole builds and clang-tidy are much quicker, one edit is slower" OFF)

# Lets sources of a target that do not disturb each other be compiled as one.
function(djoliba_unity target)
  if(NOT DJOLIBA_UNITY)
    return()
  endif()
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  execute_process(
    COMMAND ${Python3_EXECUTABLE} ${DJOLIBA_ROOT}/cmake/unity_groups.py 8
            ${DJOLIBA_ROOT}/engine/include:${DJOLIBA_ROOT}/layers/include:${DJOLIBA_ROOT}/scenarios/include:${DJOLIBA_ROOT}/tests
            ${ARGN}
    OUTPUT_VARIABLE groups OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  foreach(source group IN ZIP_LISTS ARGN groups)
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group})
  endforeach()
  # Names of one file hide no names of another, and more inlining brings a false alarm of GCC 12.
  target_compile_options(${target} PRIVATE -Wno-shadow -Wno-free-nonheap-object)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP
                        UNITY_BUILD_CODE_BEFORE_INCLUDE "// NOLINTNEXTLINE(bugprone-suspicious-include)")
endfunction()
