// Header-only or compiled once: the same bodies either way.
#pragma once

/// Bodies live in `*-inl.hpp`. Without INTERCODER_COMPILED every header brings its own; with it (the CMake target
/// intercoder::intercoder) they are compiled once, in src/.
#ifdef INTERCODER_COMPILED
#define INTERCODER_INLINE
#else
#define INTERCODER_INLINE inline
#endif
