// The version. These three numbers are the only place it is written down; CMake and pip read them from here.
#pragma once

#define INTERCODER_VERSION_MAJOR 0
#define INTERCODER_VERSION_MINOR 1
#define INTERCODER_VERSION_PATCH 0
