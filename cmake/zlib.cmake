# zlib and minizip, which is part of zlib's source: the system's, or both compiled from one archive.
find_package(ZLIB)
find_package(minizip MODULE)
if(NOT ZLIB_FOUND OR NOT minizip_FOUND)
  enable_language(C)
  FetchContent_Declare(intercoder_zlib
    URL https://github.com/madler/zlib/releases/download/v1.3.1/zlib-1.3.1.tar.gz
    URL_HASH SHA256=9a93b2b7dfdac77ceba5a558a580e74667dd6fede4585b91eefb60f03b72df23
    DOWNLOAD_EXTRACT_TIMESTAMP TRUE SOURCE_SUBDIR only-unpacked)
  FetchContent_MakeAvailable(intercoder_zlib)
endif()

function(intercoder_c_library name target folder)
  list(TRANSFORM ARGN PREPEND ${folder}/)
  list(TRANSFORM ARGN APPEND .c)
  add_library(${name} STATIC ${ARGN})
  target_include_directories(${name} SYSTEM PUBLIC ${folder})
  target_compile_definitions(${name} PRIVATE $<$<BOOL:${UNIX}>:HAVE_UNISTD_H>)
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  intercoder_imported(${target} LIBRARY ${name})
endfunction()

if(NOT ZLIB_FOUND)
  intercoder_c_library(intercoder_z ZLIB::ZLIB ${intercoder_zlib_SOURCE_DIR}
    adler32 compress crc32 deflate gzclose gzlib gzread gzwrite infback inffast inflate inftrees trees uncompr zutil)
endif()
if(NOT minizip_FOUND)
  intercoder_c_library(intercoder_minizip minizip::minizip ${intercoder_zlib_SOURCE_DIR}/contrib/minizip
    ioapi unzip zip)
  target_link_libraries(intercoder_minizip PUBLIC ZLIB::ZLIB)
endif()
