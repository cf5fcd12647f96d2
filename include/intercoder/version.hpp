// The version. These three numbers are the only place it is written down; CMake and pip read them from here.
#pragma once

#define INTERCODER_VERSION_MAJOR 0
#define INTERCODER_VERSION_MINOR 1
#define INTERCODER_VERSION_PATCH 0

#define INTERCODER_TEXT_OF(x) #x
#define INTERCODER_TEXT(x) INTERCODER_TEXT_OF(x)

namespace intercoder {

/// "1.2.3".
inline constexpr char version[] = INTERCODER_TEXT(INTERCODER_VERSION_MAJOR) "." INTERCODER_TEXT(
    INTERCODER_VERSION_MINOR) "." INTERCODER_TEXT(INTERCODER_VERSION_PATCH);

}  // namespace intercoder
