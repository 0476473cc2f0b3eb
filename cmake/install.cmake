# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0

# find_package(djoliba) from an installed copy gives djoliba::engine, djoliba::layers and djoliba::scenarios.
include(CMakePackageConfigHelpers)
set(config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/djoliba)

install(TARGETS djoliba_engine djoliba_layers djoliba_scenarios EXPORT djoliba
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS djoliba RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
foreach(library engine layers scenarios)
  install(DIRECTORY ${library}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
endforeach()
install(DIRECTORY scenarios/library/ DESTINATION ${CMAKE_INSTALL_DATADIR}/djoliba/library)
install(FILES scenarios/schema/scenario.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/djoliba)
install(EXPORT djoliba NAMESPACE djoliba:: DESTINATION ${config_dir} FILE djoliba-targets.cmake)
configure_package_config_file(cmake/djoliba-config.cmake.in ${CMAKE_BINARY_DIR}/djoliba-config.cmake
                              INSTALL_DESTINATION ${config_dir})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/djoliba-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/djoliba-config.cmake ${CMAKE_BINARY_DIR}/djoliba-config-version.cmake
        DESTINATION ${config_dir})
