// A study small enough to compare two coders by hand.
#pragma once

#include <utility>

#include <support/small_study.hpp>

/// Three sources of five, five and three paragraphs of four letters. A coded all of them, B the first two:
///
///     paragraph   S1: 1    2    3    4    5    S2: 1    2    3    4    5    S3: 1
///     A               x    x    x    y             x         old                x
///     B               x    x         y             x    x    new  new
[[nodiscard]] inline intercoder::study report_study() {
  std::string const three = "aaaa\nbbbb\ncccc\n", five = three + "dddd\neeee\n";
  auto s = bare_study({{"S1", five}, {"S2", five}, {"S3", three}}, {"A", "B"}, {"theme"});
  auto const add = [&](std::string name, std::optional<std::size_t> parent) {
    intercoder::code c;
    c.name = std::move(name);
    c.parent = parent;
    s.codes.add(std::move(c));
  };
  add("x", 0);
  add("y", 0);
  add("old", {});
  add("new", {});
  auto const mark = [&](std::size_t source, std::size_t coder, std::size_t code, std::int64_t paragraph) {
    mark_text(s, source, coder, code, 5 * (paragraph - 1), 5 * (paragraph - 1) + 4);
  };
  for (auto const& [source, paragraph] : {std::pair{0, 1}, {0, 2}, {0, 3}, {1, 1}, {2, 1}})
    mark(static_cast<std::size_t>(source), 0, 1, paragraph);
  mark(0, 0, 2, 4);
  mark(1, 0, 3, 3);
  for (auto const& [source, paragraph] : {std::pair{0, 1}, {0, 2}, {1, 1}, {1, 2}})
    mark(static_cast<std::size_t>(source), 1, 1, paragraph);
  mark(0, 1, 2, 4);
  mark(1, 1, 4, 3);
  mark(1, 1, 4, 4);
  return intercoder::check_study(std::move(s));
}
