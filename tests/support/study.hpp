// Two studies compared, whatever their sources, codes and users are called inside a file.
#pragma once

#include <doctest/doctest.h>

#include <intercoder/core/study.hpp>

namespace intercoder::test {

inline void check_same(study const& a, study const& b) {
  CHECK(a.name == b.name);
  CHECK(a.coders == b.coders);
  REQUIRE(a.sources.size() == b.sources.size());
  for (std::size_t i = 0; i < a.sources.size(); ++i) {
    CHECK(a.sources[i].name == b.sources[i].name);
    CHECK(a.sources[i].text == b.sources[i].text);
    CHECK(a.sources[i].length == b.sources[i].length);
    CHECK(a.sources[i].attributes == b.sources[i].attributes);
  }
  REQUIRE(a.codes.size() == b.codes.size());
  for (std::size_t i = 0; i < a.codes.size(); ++i) {
    CHECK(a.codes.path(i) == b.codes.path(i));
    CHECK(a.codes[i].definition == b.codes[i].definition);
    CHECK(a.codes[i].codable == b.codes[i].codable);
    CHECK(a.codes[i].colour == b.codes[i].colour);
  }
  REQUIRE(a.codings.size() == b.codings.size());
  for (std::size_t i = 0; i < a.codings.size(); ++i) {
    auto const &x = a.codings[i], &y = b.codings[i];
    CHECK(x.source == y.source);
    CHECK(x.coder == y.coder);
    CHECK(x.code == y.code);
    CHECK(x.start == y.start);
    CHECK(x.end == y.end);
    CHECK(x.whole_source == y.whole_source);
    CHECK(x.round == y.round);
  }
  REQUIRE(a.assignments.size() == b.assignments.size());
  for (std::size_t i = 0; i < a.assignments.size(); ++i) {
    CHECK(a.assignments[i].coder == b.assignments[i].coder);
    CHECK(a.assignments[i].source == b.assignments[i].source);
    CHECK(a.assignments[i].assumed == b.assignments[i].assumed);
  }
}

}  // namespace intercoder::test
