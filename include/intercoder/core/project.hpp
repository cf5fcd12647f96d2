// From codings of text to units: which coder gave which unit which code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/selection.hpp>
#include <intercoder/core/study.hpp>
#include <intercoder/core/units.hpp>

namespace intercoder {

/// What it means that a coder gave a unit no code.
enum class uncoded_rule {
  agree,      ///< the coder says no to every code
  exclude,    ///< the same, but units that none of the coders gave any code are dropped
  as_missing  ///< "missing": the coder says nothing about the unit
};

[[nodiscard]] constexpr std::string_view name(uncoded_rule r) noexcept {
  switch (r) {
    case uncoded_rule::agree: return "agree";
    case uncoded_rule::exclude: return "exclude";
    case uncoded_rule::as_missing: return "missing";
  }
  return "agree";
}

/// @throws bad_argument listing the rules there are.
[[nodiscard]] uncoded_rule uncoded_rule_named(std::string_view name);

struct projection {
  unit_kind unit = unit_kind::paragraph;
  uncoded_rule uncoded = uncoded_rule::agree;
  std::vector<std::size_t> coders = {};   ///< empty: all
  std::vector<std::size_t> sources = {};  ///< empty: those assigned to all of the coders
  /// The units, where these are segments; none: the stretches that the coders marked. What is given for sources that
  /// are not compared is left out.
  std::optional<std::vector<segment>> segments = {};
};

/// Units and the codes that each coder gave them. A unit has a code when the coder marked at least one of its
/// characters that is not blank with it; a stretch of characters, when it is marked. A coding of a whole source counts
/// when the units are sources and covers no character otherwise.
///
/// Kept as runs of units, so that its size is that of the codings, whatever the number of units.
class presence {
 public:
  selection compared;
  unit_list units;
  uncoded_rule uncoded = uncoded_rule::agree;
  std::vector<std::string> notes;  ///< what was assumed or left out, one sentence each

  [[nodiscard]] std::size_t coders() const noexcept { return compared.coders.size(); }
  /// All of the codebook.
  [[nodiscard]] std::size_t codes() const noexcept { return codes_; }
  /// Runs of units to which the coder (by place in `compared`) gave the code; `start` and `end` are unit indices.
  [[nodiscard]] std::span<mark const> with_code(std::size_t coder, std::size_t code) const {
    return run(runs_, coder * codes_ + code);
  }
  /// Runs of units to which the coder gave any code.
  [[nodiscard]] std::span<mark const> with_any_code(std::size_t coder) const { return run(any_, coder); }
  /// All runs, by coder, code and unit.
  [[nodiscard]] std::vector<mark> const& runs() const noexcept { return runs_.marks; }
  /// How many units, or characters, a coder gave the code.
  [[nodiscard]] std::int64_t amount(std::size_t coder, std::size_t code) const;
  /// Codes that at least this many of the coders used, in the order of the codebook.
  [[nodiscard]] std::vector<std::size_t> used(std::size_t by_coders = 1) const;
  /// units x coders, row by row: 1 has the code, 0 has not, -1 missing.
  [[nodiscard]] std::vector<int> table(std::size_t code) const;

 private:
  struct grouped {
    std::vector<mark> marks;
    std::vector<std::size_t> first;  ///< where each group starts; one more than there are groups
  };
  [[nodiscard]] static std::span<mark const> run(grouped const& g, std::size_t i) {
    return {g.marks.data() + g.first[i], g.first[i + 1] - g.first[i]};
  }
  void drop_uncoded();
  void group(std::vector<mark> runs);

  std::size_t codes_ = 0;
  grouped runs_, any_;

  friend presence project(study const& s, projection const& how);
};

/// Cuts the sources into units and finds who gave which unit which code: all codes in one go.
/// @throws bad_argument, insufficient_data as `select_shared` and `text_units` do.
[[nodiscard]] presence project(study const& s, projection const& how = {});

/// What has to be said when these coders are compared in these units: no shared source, lengths that were assumed,
/// codings of whole sources that units within sources cannot show. One sentence each.
[[nodiscard]] std::vector<std::string> notes_on(study const& s, selection const& compared, unit_kind unit);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/project-inl.hpp>
#endif
