# For the project's own targets only, never for those it exports.
add_library(intercoder_warnings INTERFACE)
target_compile_options(intercoder_warnings INTERFACE
  $<$<CXX_COMPILER_ID:GNU,Clang,AppleClang>:-Wall;-Wextra;-Wpedantic;-Wconversion;-Wsign-conversion;-Wshadow>
  $<$<CXX_COMPILER_ID:MSVC>:/W4;/permissive->
  $<$<AND:$<BOOL:${INTERCODER_WERROR}>,$<CXX_COMPILER_ID:GNU,Clang,AppleClang>>:-Werror>
  $<$<AND:$<BOOL:${INTERCODER_WERROR}>,$<CXX_COMPILER_ID:MSVC>>:/WX>
)
