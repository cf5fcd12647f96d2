# What the library stands on: the system's own packages first, else a pinned archive. To forbid the archives:
# -DFETCHCONTENT_FULLY_DISCONNECTED=ON.
include(FetchContent)

# An archive that is only unpacked: its own build, if it has one, is not run.
macro(intercoder_declare name url sha256)
  FetchContent_Declare(${name} URL ${url} URL_HASH SHA256=${sha256}
    DOWNLOAD_EXTRACT_TIMESTAMP TRUE SOURCE_SUBDIR only-unpacked FIND_PACKAGE_ARGS ${ARGN})
endmacro()

# Where find_package did not define it: a target made of an include folder, or of a library built here. It is imported, as
# the system's are, so that the installed library names it instead of carrying it.
function(intercoder_imported target)
  cmake_parse_arguments(PARSE_ARGV 1 as "" "INCLUDE;LIBRARY" "")
  if(NOT TARGET ${target})
    add_library(${target} INTERFACE IMPORTED GLOBAL)
    target_include_directories(${target} SYSTEM INTERFACE ${as_INCLUDE})
    target_link_libraries(${target} INTERFACE ${as_LIBRARY})
  endif()
endfunction()

intercoder_declare(Eigen3 https://gitlab.com/libeigen/eigen/-/archive/3.4.0/eigen-3.4.0.tar.gz
  8586084f71f9bde545ee7fa6d00288b264a2b7ac3607b974e54d13e7162c1c72 3.4 CONFIG)
# Boost.Math alone is all of Boost that is used.
intercoder_declare(Boost https://github.com/boostorg/math/archive/refs/tags/boost-1.83.0.tar.gz
  53e5f7539a66899fe0fca3080405cbd5f7959da5394ec13664746741aece1705 1.74 CONFIG)
FetchContent_MakeAvailable(Eigen3 Boost)
find_package(Threads REQUIRED)
intercoder_imported(Eigen3::Eigen INCLUDE "${eigen3_SOURCE_DIR}")
intercoder_imported(Boost::headers INCLUDE "${boost_SOURCE_DIR}/include")

if(INTERCODER_IO)
  include(${CMAKE_CURRENT_LIST_DIR}/zlib.cmake)
  intercoder_declare(pugixml https://github.com/zeux/pugixml/releases/download/v1.14/pugixml-1.14.tar.gz
    2f10e276870c64b1db6809050a75e11a897a8d7456c4be5c6b2e35a11168a015 1.13 CONFIG)
  intercoder_declare(nlohmann_json https://github.com/nlohmann/json/releases/download/v3.11.3/json.tar.xz
    d6c65aca6b1ed68e7a182f4757257b107ae403032760ed6ef121c9d55e81757d 3.11 CONFIG)
  FetchContent_MakeAvailable(pugixml nlohmann_json)
  if(NOT TARGET pugixml::pugixml)
    add_library(intercoder_pugixml STATIC ${pugixml_SOURCE_DIR}/src/pugixml.cpp)
    target_include_directories(intercoder_pugixml SYSTEM PUBLIC ${pugixml_SOURCE_DIR}/src)
    set_target_properties(intercoder_pugixml PROPERTIES POSITION_INDEPENDENT_CODE ON)
    intercoder_imported(pugixml::pugixml LIBRARY intercoder_pugixml)
  endif()
  intercoder_imported(nlohmann_json::nlohmann_json INCLUDE "${nlohmann_json_SOURCE_DIR}/include")
endif()

if(INTERCODER_TESTS)
  intercoder_declare(doctest https://github.com/doctest/doctest/archive/refs/tags/v2.4.11.tar.gz
    632ed2c05a7f53fa961381497bf8069093f0d6628c5f26286161fbd32a560186 2.4.9 CONFIG)
  FetchContent_MakeAvailable(doctest)
  if(doctest_DIR)
    include(${doctest_DIR}/doctest.cmake)
  else()
    include(${doctest_SOURCE_DIR}/scripts/cmake/doctest.cmake)
  endif()
  intercoder_imported(doctest::doctest INCLUDE "${doctest_SOURCE_DIR}")
endif()

if(INTERCODER_BENCH)
  foreach(part IN ITEMS TESTING GTEST_TESTS INSTALL INSTALL_DOCS)
    set(BENCHMARK_ENABLE_${part} OFF)
  endforeach()
  FetchContent_Declare(benchmark URL https://github.com/google/benchmark/archive/refs/tags/v1.8.3.tar.gz
    URL_HASH SHA256=6bc180a57d23d4d9515519f92b0c83d61b05b5bab188961f36ac7b06b0d9e9ce
    DOWNLOAD_EXTRACT_TIMESTAMP TRUE FIND_PACKAGE_ARGS 1.7 CONFIG)
  FetchContent_MakeAvailable(benchmark)
endif()
