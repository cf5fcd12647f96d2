// How alike the uses of two codes are, from one 2 x 2 table: what both coders marked, one of them, neither.
#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include <intercoder/core/error.hpp>
#include <intercoder/core/two_by_two.hpp>

namespace intercoder {

/// Undefined (0/0) is not a number.
namespace similarity {

/// Of what either marked, the share that both marked. Jaccard (1912).
[[nodiscard]] inline double jaccard(two_by_two const& t) noexcept { return t.both / t.either(); }
/// Twice what both marked, of what each marked added up. Dice (1945); the F measure of one against the other.
[[nodiscard]] inline double dice(two_by_two const& t) noexcept { return 2 * t.both / (t.a() + t.b()); }
/// Of the smaller of the two, the share that both marked: 1 when one lies within the other.
[[nodiscard]] inline double overlap(two_by_two const& t) noexcept { return t.both / std::fmin(t.a(), t.b()); }
/// Of what A marked, the share that B marked too.
[[nodiscard]] inline double share_a(two_by_two const& t) noexcept { return t.both / t.a(); }
/// Of what B marked, the share that A marked too.
[[nodiscard]] inline double share_b(two_by_two const& t) noexcept { return t.both / t.b(); }
/// Agreement on marked or not, corrected for what the two would share by chance. Cohen (1960).
[[nodiscard]] inline double kappa(two_by_two const& t) noexcept {
  double const not_a = t.only_b + t.neither;
  double const not_b = t.only_a + t.neither;
  return 2 * (t.both * t.neither - t.only_a * t.only_b) / (t.a() * not_b + t.b() * not_a);
}
/// Correlation of marked or not.
[[nodiscard]] inline double phi(two_by_two const& t) noexcept {
  double const not_a = t.only_b + t.neither;
  double const not_b = t.only_a + t.neither;
  return (t.both * t.neither - t.only_a * t.only_b) / (std::sqrt(t.a() * not_a) * std::sqrt(t.b() * not_b));
}
/// How many times as much both marked as would be expected if the two had nothing to do with each other.
[[nodiscard]] inline double lift(two_by_two const& t) noexcept { return t.both * t.total() / (t.a() * t.b()); }

}  // namespace similarity

/// What an overlap matrix can show.
enum class overlap_measure { jaccard, dice, overlap, share_a, share_b, kappa, phi, count, length, lift };

inline constexpr overlap_measure all_overlap_measures[] = {
    overlap_measure::jaccard, overlap_measure::dice,  overlap_measure::overlap, overlap_measure::share_a,
    overlap_measure::share_b, overlap_measure::kappa, overlap_measure::phi,     overlap_measure::count,
    overlap_measure::length,  overlap_measure::lift};

[[nodiscard]] constexpr std::string_view name(overlap_measure m) noexcept {
  switch (m) {
    case overlap_measure::jaccard: return "jaccard";
    case overlap_measure::dice: return "dice";
    case overlap_measure::overlap: return "overlap";
    case overlap_measure::share_a: return "share_a";
    case overlap_measure::share_b: return "share_b";
    case overlap_measure::kappa: return "kappa";
    case overlap_measure::phi: return "phi";
    case overlap_measure::count: return "count";
    case overlap_measure::length: return "length";
    case overlap_measure::lift: return "lift";
  }
  return "jaccard";
}

/// @throws bad_argument listing the measures there are.
[[nodiscard]] inline overlap_measure overlap_measure_named(std::string_view wanted) {
  std::string known;
  for (auto const m : all_overlap_measures) {
    if (name(m) == wanted) return m;
    known += (known.empty() ? "" : ", ") + std::string{name(m)};
  }
  throw bad_argument{"measure '" + std::string{wanted} + "'; expected one of " + known};
}

}  // namespace intercoder
