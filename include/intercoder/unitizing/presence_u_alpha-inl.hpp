// The bodies of presence_u_alpha.hpp.
#pragma once

#include <map>
#include <utility>

#include <intercoder/core/sum.hpp>
#include <intercoder/core/wide.hpp>
#include <intercoder/unitizing/additive.hpp>
#include <intercoder/unitizing/lines-inl.hpp>
#include <intercoder/unitizing/presence_u_alpha.hpp>

namespace intercoder {
namespace detail {

/// One code in one source: what has it, over all coders; of that, what meets it again; squared lengths of its units.
struct code_presence {
  double length = 0;
  double agree = 0;
  double squares = 0;
};
struct source_presence {
  double total = 0;  ///< coders x length
  std::vector<code_presence> codes;
};

[[nodiscard]] INTERCODER_INLINE source_presence presence_in(continua const& all, continuum const& x,
                                                            std::span<std::size_t const> coders) {
  auto const m = static_cast<std::int64_t>(coders.size());
  source_presence out{.total = static_cast<double>(m * x.length), .codes = {}};
  for (auto const& lines : lines_by_code(x, coders, all.codes.size())) {
    std::int64_t length = 0, pairs = 0;
    sum_of_squares squares;
    if (std::ranges::any_of(lines.of_coder, [](auto const& line) { return !line.empty(); }))
      sweep(lines, [&](std::int64_t width, std::span<std::ptrdiff_t const> codes) {
        auto const here = m - static_cast<std::int64_t>(std::ranges::count(codes, no_code));
        length += width * here;
        pairs += width * here * (here - 1);
      });
    for (auto const& line : lines.of_coder)
      for (auto const& u : line) squares.add(u.end - u.start);
    out.codes.push_back(
        {static_cast<double>(length), static_cast<double>(pairs) / static_cast<double>(m - 1), squares.value()});
  }
  return out;
}

using presence_table = std::shared_ptr<source_by_source<source_presence> const>;

/// From total, length, agreement and squares of one code.
[[nodiscard]] INTERCODER_INLINE disagreement_pair presence_parts(double total, double length, double agree,
                                                                 double squares) {
  double const rest = total - length;
  return {2 * (length - agree) / total, 2 * length * rest / (total * total - squares - rest)};
}

[[nodiscard]] INTERCODER_INLINE additive_value<source_presence> presence_of(std::size_t code) {
  return {.size = 4,
          .sums =
              [code](source_presence const& x, std::span<double> out) {
                auto const& c = x.codes[code];
                out[0] = x.total;
                out[1] = c.length;
                out[2] = c.agree;
                out[3] = c.squares;
              },
          .parts = [](std::span<double const> s) { return presence_parts(s[0], s[1], s[2], s[3]); }};
}

[[nodiscard]] INTERCODER_INLINE additive_value<source_presence> presence_of_all(std::size_t codes) {
  return {.size = 1 + 3 * codes,
          .sums =
              [](source_presence const& x, std::span<double> out) {
                out[0] = x.total;
                auto to = out.begin() + 1;
                for (auto const& c : x.codes)
                  for (double const sum : {c.length, c.agree, c.squares}) *to++ = sum;
              },
          .parts =
              [codes](std::span<double const> s) {
                disagreement_pair all;
                for (std::size_t k = 0; k < codes; ++k) {
                  auto const one = presence_parts(s[0], s[1 + 3 * k], s[2 + 3 * k], s[3 + 3 * k]);
                  all.observed += one.observed / static_cast<double>(codes);
                  all.expected += one.expected / static_cast<double>(codes);
                }
                return all;
              }};
}

/// Cuts a coder's line wherever one of that coder's units begins or ends, and gives every stretch the number of the set
/// of codes on it; 0 is the empty set.
class set_lines {
 public:
  using codes = std::vector<std::size_t>;

  [[nodiscard]] coder_lines of(continuum const& x, std::span<std::size_t const> coders) {
    coder_lines out{.length = x.length, .of_coder = {}};
    for (auto const c : coders) out.of_coder.push_back(line(x.of_coder(c)));
    return out;
  }
  [[nodiscard]] std::vector<codes> const& sets() const noexcept { return sets_; }

 private:
  [[nodiscard]] std::vector<mark> line(std::span<mark const> units) {
    struct event {
      std::int64_t at;
      std::size_t code;
      int step;
    };
    std::vector<event> events;
    for (auto const& u : units) {
      events.push_back({u.start, u.code, 1});
      events.push_back({u.end, u.code, -1});
    }
    std::ranges::sort(events, {}, &event::at);
    std::map<std::size_t, int> on;  // codes here, and how many units have them
    std::vector<mark> out;
    for (std::size_t i = 0; i < events.size();) {
      auto const here = events[i].at;
      for (; i < events.size() && events[i].at == here; ++i)
        if ((on[events[i].code] += events[i].step) == 0) on.erase(events[i].code);
      if (on.empty() || i == events.size()) continue;
      codes set;
      for (auto const& [code, count] : on) set.push_back(code);
      auto const number = number_of(std::move(set));
      bool const same = !out.empty() && out.back().end == here && out.back().code == number;
      if (same)
        out.back().end = events[i].at;
      else
        out.push_back({0, number, here, events[i].at});
    }
    return out;
  }
  [[nodiscard]] std::size_t number_of(codes set) {
    auto const [at, is_new] = numbers_.try_emplace(std::move(set), sets_.size());
    if (is_new) sets_.push_back(at->first);
    return at->second;
  }

  std::map<codes, std::size_t> numbers_{};
  std::vector<codes> sets_{};
};

/// Sets of codes in one source.
struct source_sets {
  double total = 0;
  double apart = 0;                                     ///< distances between coders, times length, over all coders
  double squares = 0;                                   ///< squared lengths of stretches with one set
  std::map<std::vector<std::size_t>, double> length{};  ///< of each set that is not empty
};

[[nodiscard]] INTERCODER_INLINE double set_apart(std::vector<std::size_t> const& a, std::vector<std::size_t> const& b,
                                                 set_distance by) {
  std::size_t shared = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();)
    if (*i == *j)
      ++shared, ++i, ++j;
    else
      ++(*i < *j ? i : j);
  auto const s = static_cast<double>(shared), sizes = static_cast<double>(a.size() + b.size());
  return by == set_distance::dice ? 1 - 2 * s / sizes : 1 - s / (sizes - s);
}

[[nodiscard]] INTERCODER_INLINE source_sets sets_in(continuum const& x, std::span<std::size_t const> coders,
                                                    set_distance by) {
  set_lines cut;
  auto const lines = cut.of(x, coders);
  auto const m = coders.size();
  source_sets out{.total = static_cast<double>(m) * static_cast<double>(x.length)};
  compensated_sum apart;
  sweep(lines, [&](std::int64_t width, std::span<std::ptrdiff_t const> codes) {
    double here = 0;
    for (std::size_t a = 0; a < m; ++a)
      for (std::size_t b = a + 1; b < m; ++b) {
        if (codes[a] == codes[b]) continue;
        here += codes[a] == no_code || codes[b] == no_code
                    ? 1
                    : set_apart(cut.sets()[static_cast<std::size_t>(codes[a])],
                                cut.sets()[static_cast<std::size_t>(codes[b])], by);
      }
    apart += here * static_cast<double>(width);
  });
  out.apart = 2 * apart.value() / static_cast<double>(m - 1);
  sum_of_squares squares;
  std::vector<std::int64_t> length(cut.sets().size());
  for (auto const& line : lines.of_coder)
    for (auto const& u : line) {
      squares.add(u.end - u.start);
      length[u.code] += u.end - u.start;
    }
  out.squares = squares.value();
  for (std::size_t k = 0; k < length.size(); ++k) out.length[cut.sets()[k]] = static_cast<double>(length[k]);
  return out;
}

/// A pair of different sets that share a code, and how near they are: 1 less their distance.
struct near_sets {
  std::size_t a, b;
  double nearness;
};

[[nodiscard]] INTERCODER_INLINE std::vector<near_sets> sets_that_meet(std::vector<std::vector<std::size_t>> const& sets,
                                                                      set_distance by) {
  std::map<std::size_t, std::vector<std::size_t>> with_code;
  std::vector<std::size_t> seen(sets.size(), sets.size());
  std::vector<near_sets> out;
  for (std::size_t i = 0; i < sets.size(); ++i)
    for (auto const code : sets[i]) {
      for (auto const j : with_code[code])
        if (seen[j] != i) {
          seen[j] = i;
          out.push_back({i, j, 1 - set_apart(sets[i], sets[j], by)});
        }
      with_code[code].push_back(i);
    }
  return out;
}

}  // namespace detail

INTERCODER_INLINE std::vector<estimate> presence_u_alpha(continua all) {
  auto const codes = all.codes.size();
  detail::presence_table const sources =
      std::make_shared<source_by_source<detail::source_presence> const>(std::move(all), detail::presence_in);
  std::vector<estimate> out;
  for (std::size_t k = 0; k < codes; ++k)
    out.push_back(estimate_of(presence_u_alpha_info, sources, detail::presence_of(k)));
  return out;
}

INTERCODER_INLINE estimate pooled_u_alpha(continua all) {
  auto const codes = all.codes.size();
  detail::presence_table const sources =
      std::make_shared<source_by_source<detail::source_presence> const>(std::move(all), detail::presence_in);
  return estimate_of(pooled_u_alpha_info, sources, detail::presence_of_all(codes));
}

INTERCODER_INLINE estimate set_u_alpha(continua all, set_distance by) {
  using detail::source_sets;
  auto const sources = std::make_shared<source_by_source<source_sets> const>(
      std::move(all), [by](continua const&, continuum const& x, std::span<std::size_t const> coders) {
        return detail::sets_in(x, coders, by);
      });
  std::map<std::vector<std::size_t>, std::size_t> place;
  std::vector<std::vector<std::size_t>> sets;
  for (auto const& x : sources->with_all_coders())
    for (auto const& [set, length] : x.length)
      if (place.try_emplace(set, sets.size()).second) sets.push_back(set);
  additive_value<source_sets> const value{
      .size = sets.size() + 3,
      .sums =
          [place](source_sets const& x, std::span<double> out) {
            out[0] = x.total;
            out[1] = x.apart;
            out[2] = x.squares;
            for (auto const& [set, length] : x.length) out[3 + place.at(set)] = length;
          },
      .parts = [near = detail::sets_that_meet(sets, by)](std::span<double const> s) -> disagreement_pair {
        double const total = s[0];
        auto const length = s.subspan(3);
        compensated_sum marked, apart;  // over pairs of draws, as if no two sets were near each other
        for (double const l : length) {
          marked += l;
          apart += l * (total - l);
        }
        double const gaps = total - marked.value();
        apart += gaps * marked.value();
        for (auto const& pair : near) apart += -2 * length[pair.a] * length[pair.b] * pair.nearness;
        return {s[1] / total, apart.value() / (total * total - s[2] - gaps)};
      }};
  auto e = estimate_of(set_u_alpha_info, sources, value);
  e.weights = by == set_distance::dice ? "dice" : "jaccard";
  return e;
}

}  // namespace intercoder
