// How much of a study was coded by whom, and how much of it by all: what a methods section states first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/study.hpp>

namespace intercoder {

struct coder_extent {
  std::size_t coder = 0;    ///< index into the study
  std::size_t sources = 0;  ///< assigned
  bool assumed = false;     ///< nobody said which sources these are: they are those where the coder coded anything
  std::size_t codings = 0;
  std::size_t codes = 0;  ///< different ones
};

struct text_extent {
  std::size_t sources = 0;
  std::size_t without_text = 0;  ///< of these sources; they add no paragraphs
  std::int64_t paragraphs = 0;   ///< that are not blank
  std::int64_t characters = 0;
  std::int64_t codable = 0;  ///< characters that at least one of the coders marked
};

struct extent {
  std::vector<coder_extent> coders;
  text_extent shared;        ///< sources assigned to every one of the coders: what agreement is computed on
  text_extent any;           ///< sources assigned to at least one of them
  std::size_t in_study = 0;  ///< all sources of the study, also those that nobody was assigned to
};

/// @throws bad_argument when a coder is not there or given twice; without coders all of the study are taken.
[[nodiscard]] extent extent_of(study const& s, std::vector<std::size_t> coders = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/extent-inl.hpp>
#endif
