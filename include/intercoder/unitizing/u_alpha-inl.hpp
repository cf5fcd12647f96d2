// The bodies of u_alpha.hpp.
#pragma once

#include <utility>

#include <intercoder/core/sum.hpp>
#include <intercoder/core/wide.hpp>
#include <intercoder/unitizing/additive.hpp>
#include <intercoder/unitizing/lines-inl.hpp>
#include <intercoder/unitizing/u_alpha.hpp>

namespace intercoder {
namespace detail {

/// Coincidences of lengths in one source. Those of two coders are divided by one less than the number of coders, so
/// that each coder's matter counts once.
struct coincidences {
  double total = 0;                ///< coders x length
  double gaps = 0;                 ///< what is not marked, over all coders
  double gaps_agree = 0;           ///< of that, what meets gaps
  double squares = 0;              ///< squared lengths of units
  double marked_twice = 0;         ///< what is marked and meets what another coder marked
  double squares_twice = 0;        ///< self-pairing within that
  std::vector<double> length;      ///< by code
  std::vector<double> agree;       ///< by code: what meets the same code
  std::vector<double> met;         ///< by code: what meets any code
  std::vector<double> met_square;  ///< by code: self-pairing within that
  std::size_t touching = 0;        ///< units that begin where one of the same coder and code ends
};

/// For each unit of one coder, the square of what it shares with each other coder.
INTERCODER_INLINE void add_self_pairs(coder_lines const& lines, std::vector<sum_of_squares>& of_code) {
  for (std::size_t c = 0; c < lines.coders(); ++c)
    for (std::size_t other = 0; other < lines.coders(); ++other) {
      if (other == c) continue;
      auto const& theirs = lines.of_coder[other];
      std::size_t first = 0;
      for (auto const& u : lines.of_coder[c]) {
        while (first < theirs.size() && theirs[first].end <= u.start) ++first;
        std::int64_t shared = 0;
        for (auto k = first; k < theirs.size() && theirs[k].start < u.end; ++k)
          shared += std::min(u.end, theirs[k].end) - std::max(u.start, theirs[k].start);
        of_code[u.code].add(shared);
      }
    }
}

[[nodiscard]] INTERCODER_INLINE coincidences look_at(continua const& all, continuum const& x,
                                                     std::span<std::size_t const> coders, std::string_view who) {
  auto const lines = exclusive_lines(all, x, coders, who);
  auto const m = static_cast<std::int64_t>(coders.size());
  auto const q = all.codes.size();
  std::vector<std::int64_t> length(q), agree(q), met(q), used(q);
  std::int64_t marked = 0, twice = 0, gap_pairs = 0;
  sweep(lines, [&](std::int64_t width, std::span<std::ptrdiff_t const> codes) {
    std::int64_t here = 0;
    for (auto const k : codes)
      if (k != no_code) {
        ++here;
        ++used[static_cast<std::size_t>(k)];
      }
    gap_pairs += width * (m - here) * (m - here - 1);
    if (here == 0) return;
    marked += width * here;
    twice += width * here * (here - 1);
    for (auto const code : codes) {
      if (code == no_code) continue;
      auto const k = static_cast<std::size_t>(code);
      length[k] += width;
      met[k] += width * (here - 1);
      agree[k] += width * (used[k] - 1);
    }
    for (auto const code : codes)
      if (code != no_code) used[static_cast<std::size_t>(code)] = 0;
  });

  coincidences out;
  auto const share = [m](std::int64_t pairs) { return static_cast<double>(pairs) / static_cast<double>(m - 1); };
  out.total = static_cast<double>(m * x.length);
  out.gaps = static_cast<double>(m * x.length - marked);
  out.gaps_agree = share(gap_pairs);
  out.marked_twice = share(twice);
  sum_of_squares squares;
  std::vector<sum_of_squares> self(q);
  for (auto const& line : lines.of_coder)
    for (std::size_t i = 0; i < line.size(); ++i) {
      squares.add(line[i].end - line[i].start);
      out.touching += i > 0 && line[i - 1].end == line[i].start && line[i - 1].code == line[i].code;
    }
  add_self_pairs(lines, self);
  out.squares = squares.value();
  for (std::size_t k = 0; k < q; ++k) {
    out.length.push_back(static_cast<double>(length[k]));
    out.agree.push_back(share(agree[k]));
    out.met.push_back(share(met[k]));
    out.met_square.push_back(self[k].value() / static_cast<double>(m - 1));
    out.squares_twice += out.met_square[k];
  }
  return out;
}

using coincidence_table = std::shared_ptr<source_by_source<coincidences> const>;

[[nodiscard]] INTERCODER_INLINE coincidence_table coincidences_of(continua all, std::string_view who) {
  return std::make_shared<source_by_source<coincidences> const>(
      std::move(all),
      [who = std::string{who}](continua const& c, continuum const& x, std::span<std::size_t const> coders) {
        return look_at(c, x, coders, who);
      });
}

/// 1 - sum of squared shares, without taking differences of large numbers.
[[nodiscard]] INTERCODER_INLINE double pairs_apart(std::span<double const> lengths, double total) {
  compensated_sum out;
  for (double const l : lengths) out += l * (total - l);
  return out.value();
}

/// Pairs that are no passage with itself; none where rounding is all that is left of them.
[[nodiscard]] INTERCODER_INLINE double pairs_left(double all, double self) {
  return all - self > 1e-12 * all ? all - self : 0;
}

[[nodiscard]] INTERCODER_INLINE additive_value<coincidences> position_and_code(std::size_t codes) {
  return {.size = codes + 4,
          .sums =
              [](coincidences const& x, std::span<double> out) {
                compensated_sum agree;
                for (double const a : x.agree) agree += a;
                out[0] = x.total;
                out[1] = agree.value() + x.gaps_agree;
                out[2] = x.squares + x.gaps;
                out[3] = x.gaps;
                std::ranges::copy(x.length, out.begin() + 4);
              },
          .parts = [](std::span<double const> s) -> disagreement_pair {
            double const total = s[0];
            return {(total - s[1]) / total, pairs_apart(s.subspan(3), total) / (total * total - s[2])};
          }};
}

[[nodiscard]] INTERCODER_INLINE additive_value<coincidences> marked_or_not() {
  return {.size = 4,
          .sums =
              [](coincidences const& x, std::span<double> out) {
                out[0] = x.total;
                out[1] = x.gaps;
                out[2] = x.gaps_agree;
                out[3] = x.squares + x.gaps;
              },
          .parts = [](std::span<double const> s) -> disagreement_pair {
            double const total = s[0], gaps = s[1];
            return {2 * (gaps - s[2]) / total, 2 * gaps * (total - gaps) / (total * total - s[3])};
          }};
}

[[nodiscard]] INTERCODER_INLINE additive_value<coincidences> codes_where_both_marked(std::size_t codes) {
  return {.size = codes + 3,
          .sums =
              [](coincidences const& x, std::span<double> out) {
                compensated_sum agree;
                for (double const a : x.agree) agree += a;
                out[0] = x.marked_twice;
                out[1] = agree.value();
                out[2] = x.squares_twice;
                std::ranges::copy(x.met, out.begin() + 3);
              },
          .parts = [](std::span<double const> s) -> disagreement_pair {
            double const met = s[0], pairs = pairs_left(met * met, s[2]);
            if (!(pairs > 0)) return {};
            return {(met - s[1]) / met, pairs_apart(s.subspan(3), met) / pairs};
          }};
}

[[nodiscard]] INTERCODER_INLINE additive_value<coincidences> one_code_where_both_marked(std::size_t code) {
  return {.size = 4,
          .sums =
              [code](coincidences const& x, std::span<double> out) {
                out[0] = x.marked_twice;
                out[1] = x.met[code];
                out[2] = x.agree[code];
                out[3] = x.met_square[code];
              },
          .parts = [](std::span<double const> s) -> disagreement_pair {
            double const met = s[1], pairs = pairs_left(met * s[0], s[3]);
            if (!(pairs > 0)) return {};
            return {(met - s[2]) / met, met * (s[0] - met) / pairs};
          }};
}

/// What these values cannot see.
INTERCODER_INLINE void warn_of_touching_units(estimate& e, coincidence_table const& sources) {
  double touching = 0;
  for (auto const& x : sources->with_all_coders()) touching += static_cast<double>(x.touching);
  if (touching > 0)
    e.warnings.push_back(
        {"touching_units",
         {{"n_units", touching}},
         "Units of one code follow each other without a gap: this value cannot tell them from one long "
         "unit. Report boundary similarity or gamma beside it."});
}

[[nodiscard]] INTERCODER_INLINE estimate blind_to_boundaries(coefficient_info const& info,
                                                             coincidence_table const& sources,
                                                             additive_value<coincidences> const& value) {
  auto e = estimate_of(info, sources, value);
  warn_of_touching_units(e, sources);
  return e;
}

/// The share of the first sum of `of` in the second one, over all sources.
template <class Part, class Whole>
[[nodiscard]] double coverage(coincidence_table const& sources, Part part, Whole whole) {
  compensated_sum met, all;
  for (auto const& x : sources->with_all_coders()) {
    met += part(x);
    all += whole(x);
  }
  return all.value() > 0 ? met.value() / all.value() : not_a_number;
}

[[nodiscard]] INTERCODER_INLINE covered_estimate cu_of(coincidence_table const& sources) {
  return {blind_to_boundaries(cu_alpha_info, sources, codes_where_both_marked(sources->all().codes.size())),
          coverage(
              sources, [](auto const& x) { return x.marked_twice; }, [](auto const& x) { return x.total; })};
}

[[nodiscard]] INTERCODER_INLINE std::vector<covered_estimate> k_u_of(coincidence_table const& sources) {
  std::vector<covered_estimate> out;
  for (std::size_t k = 0; k < sources->all().codes.size(); ++k)
    out.push_back({blind_to_boundaries(k_u_alpha_info, sources, one_code_where_both_marked(k)),
                   coverage(
                       sources, [k](auto const& x) { return x.met[k]; }, [k](auto const& x) { return x.length[k]; })});
  return out;
}

}  // namespace detail

INTERCODER_INLINE estimate u_alpha(continua all) {
  auto const codes = all.codes.size();
  return detail::blind_to_boundaries(u_alpha_info, detail::coincidences_of(std::move(all), u_alpha_info.name),
                                     detail::position_and_code(codes));
}

INTERCODER_INLINE estimate binary_u_alpha(continua all) {
  return detail::blind_to_boundaries(
      binary_u_alpha_info, detail::coincidences_of(std::move(all), binary_u_alpha_info.name), detail::marked_or_not());
}

INTERCODER_INLINE covered_estimate cu_alpha(continua all) {
  return detail::cu_of(detail::coincidences_of(std::move(all), cu_alpha_info.name));
}

INTERCODER_INLINE std::vector<covered_estimate> k_u_alpha(continua all) {
  return detail::k_u_of(detail::coincidences_of(std::move(all), k_u_alpha_info.name));
}

INTERCODER_INLINE u_alpha_values u_alpha_family(continua all) {
  auto const codes = all.codes.size();
  auto const sources = detail::coincidences_of(std::move(all), u_alpha_info.name);
  return {detail::blind_to_boundaries(u_alpha_info, sources, detail::position_and_code(codes)),
          detail::blind_to_boundaries(binary_u_alpha_info, sources, detail::marked_or_not()), detail::cu_of(sources),
          detail::k_u_of(sources)};
}

}  // namespace intercoder
