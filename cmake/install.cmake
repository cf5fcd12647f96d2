include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(destination ${CMAKE_INSTALL_LIBDIR}/cmake/intercoder)
install(TARGETS intercoder intercoder_headers EXPORT intercoder-targets FILE_SET HEADERS)
install(EXPORT intercoder-targets NAMESPACE intercoder:: DESTINATION ${destination})

configure_package_config_file(cmake/intercoder-config.cmake.in intercoder-config.cmake INSTALL_DESTINATION ${destination})
write_basic_package_version_file(intercoder-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/intercoder-config.cmake ${PROJECT_BINARY_DIR}/intercoder-config-version.cmake
  cmake/Findminizip.cmake DESTINATION ${destination})

file(RELATIVE_PATH INTERCODER_PC_TO_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
# The library is static, so what it calls is named to whoever links it, without asking for --static.
set(INTERCODER_PC_REQUIRES "eigen3 >= 3.4")
if(INTERCODER_IO)
  string(APPEND INTERCODER_PC_REQUIRES ", pugixml, minizip, zlib")
endif()
configure_file(cmake/intercoder.pc.in intercoder.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/intercoder.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
