// Finding out which dialect of offsets a file speaks, from where its spans begin and end.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "dialect.hpp"

namespace intercoder {
namespace {

using namespace io;

/// Without an ellipsis at its end: quotations in names are often cut off.
[[nodiscard]] std::pair<std::string_view, bool> cut(std::string_view quote) {
  for (std::string_view const dots : {"...", "\xE2\x80\xA6"})
    if (quote.ends_with(dots)) return {quote.substr(0, quote.size() - dots.size()), true};
  return {quote, false};
}

/// Do they agree, every run of blanks taken as one space and blanks at the ends as none? With `begins`, `text` may go
/// on.
[[nodiscard]] bool same_words(std::string_view text, std::string_view quote, bool begins) {
  auto const next = [](std::string_view from, std::size_t& at) -> std::optional<char32_t> {
    bool blank = false;
    auto const start = at;
    while (at < from.size()) {
      auto const c = next_code_point(from, at);
      if (!is_space(c)) {
        if (blank && start != 0) {  // give the blank now, the character the next time
          while ((static_cast<unsigned char>(from[--at]) & 0xC0) == 0x80) {
          }
          return U' ';
        }
        return c;
      }
      blank = true;
    }
    return std::nullopt;
  };
  std::size_t t = 0, q = 0;
  for (;;) {
    auto const b = next(quote, q);
    if (!b && begins) return true;
    auto const a = next(text, t);
    if (a != b) return false;
    if (!a) return true;
  }
}

[[nodiscard]] bool worth_comparing(std::string_view quote) { return count_code_points(cut(quote).first) >= 3; }

/// One dialect tried on all texts.
struct hypothesis {
  std::string name;
  bool likely = true;
  std::vector<placed> at;  ///< every boundary of every text
  std::int64_t outside = 0;
  std::int64_t hits = 0;
  std::int64_t points = 0;
};

void sum_up(hypothesis& h) {
  for (auto const& p : h.at) {
    h.outside += p.index < 0;
    h.hits += p.rank > nowhere;
    h.points += p.rank;
  }
}

[[nodiscard]] bool same_places(hypothesis const& a, hypothesis const& b) {
  return std::ranges::equal(a.at, b.at,
                            [](placed const& x, placed const& y) { return x.index == y.index && x.split == y.split; });
}

/// P(X >= k) for a fair coin tossed n times.
[[nodiscard]] double sign_test(std::int64_t k, std::int64_t n) {
  double p = 0;
  for (auto i = k; i <= n; ++i) {
    auto const x = static_cast<double>(i), m = static_cast<double>(n);
    p += std::exp(std::lgamma(m + 1) - std::lgamma(x + 1) - std::lgamma(m - x + 1) - m * std::log(2.0));
  }
  return p;
}

/// A sign test at 1 %, and three of four: with many boundaries even a difference that means nothing is significant.
[[nodiscard]] bool clear(std::int64_t better, std::int64_t worse) {
  return better >= 3 * worse && better > 0 && sign_test(better, better + worse) <= 0.01;
}

[[nodiscard]] bool clearly_better(hypothesis const& a, hypothesis const& b) {
  std::int64_t better = 0, worse = 0, quotes = 0, other_quotes = 0;
  for (std::size_t i = 0; i < a.at.size(); ++i) {
    better += a.at[i].rank > b.at[i].rank;
    worse += a.at[i].rank < b.at[i].rank;
    quotes += a.at[i].rank == at_quote && b.at[i].rank != at_quote;
    other_quotes += b.at[i].rank == at_quote && a.at[i].rank != at_quote;
  }
  if (clear(worse, better)) return false;
  return clear(better, worse) || (quotes > 0 && other_quotes == 0) || a.outside < b.outside;
}

/// What a quotation says overrides what the letters around it look like.
void rank_quotes(std::vector<hypothesis>& all, marked_text const& text, std::vector<boundary> const& boundaries,
                 std::size_t first) {
  auto const normal = normalise_text(text.raw);
  text_index const index{normal};
  std::vector<bool> fits(all.size());
  std::vector<bool> quoted(boundaries.size());
  std::vector<std::vector<bool>> confirmed(all.size(), quoted);
  for (auto const& s : text.spans) {
    if (!worth_comparing(s.quote)) continue;
    auto const [words, begins] = cut(s.quote);
    auto const start = find(boundaries, {s.start, false}), end = find(boundaries, {s.end, true});
    for (std::size_t h = 0; h < all.size(); ++h) {
      auto const &from = all[h].at[first + start], &to = all[h].at[first + end];
      fits[h] = from.index >= 0 && to.index >= from.index && !from.split &&
                same_words(index.slice(from.index, to.index), words, begins);
    }
    if (std::ranges::none_of(fits, [](bool x) { return x; })) continue;  // a title, not a quotation
    quoted[start] = true;
    if (!begins) quoted[end] = true;
    for (std::size_t h = 0; h < all.size(); ++h) {
      if (!fits[h]) continue;
      confirmed[h][start] = true;
      if (!begins) confirmed[h][end] = true;
    }
  }
  for (std::size_t h = 0; h < all.size(); ++h)
    for (std::size_t b = 0; b < boundaries.size(); ++b)
      if (auto& rank = all[h].at[first + b].rank; quoted[b])
        rank = confirmed[h][b] ? at_quote : std::min<int>(rank, nowhere);
}

}  // namespace

offset_choice choose_offsets(std::span<marked_text const> texts) {
  std::vector<hypothesis> all;
  bool const marks =
      std::ranges::any_of(texts, [](marked_text const& t) { return t.raw.starts_with(byte_order_mark); });
  for (bool const bom : {false, true})
    if (!bom || marks)
      for (auto const d : offset_dialects)
        all.push_back(
            {.name = std::string{d} + std::string{bom ? bom_suffix : ""}, .likely = !bom && d != "utf8", .at = {}});
  for (auto const& t : texts) {
    auto const boundaries = boundaries_of(t.spans);
    auto const first = all.front().at.size();
    for (auto& h : all) {
      auto const here = place(t.raw, parse_dialect(h.name), boundaries);
      h.at.insert(h.at.end(), here.begin(), here.end());
    }
    rank_quotes(all, t, boundaries, first);
  }
  offset_choice out;
  out.boundaries = static_cast<std::int64_t>(all.front().at.size());
  if (out.boundaries == 0) return out;
  std::ranges::for_each(all, sum_up);

  // Those that put everything at the same place are one; the first named stands for them.
  std::vector<hypothesis> different;
  for (auto const& h : all) {
    bool const known = std::ranges::any_of(different, [&](hypothesis const& d) { return same_places(d, h); });
    if (!known) different.push_back(h);
  }
  auto const unlikely_and_not_better = [&](hypothesis const& h) {
    return !h.likely &&
           !std::ranges::all_of(different, [&](hypothesis const& d) { return !d.likely || clearly_better(h, d); });
  };
  std::vector<hypothesis> candidates;
  for (auto const& h : different)
    if (!unlikely_and_not_better(h)) candidates.push_back(h);
  std::ranges::stable_sort(candidates, [](hypothesis const& a, hypothesis const& b) {
    return std::pair{-a.points, a.outside} < std::pair{-b.points, b.outside};
  });

  // Among those that the best one does not clearly beat, the standard goes first.
  auto const rivals = std::stable_partition(candidates.begin() + 1, candidates.end(), [&](hypothesis const& h) {
    return !clearly_better(candidates.front(), h);
  });
  out.basis = candidates.size() == 1             ? offset_basis::coincide
              : rivals == candidates.begin() + 1 ? offset_basis::clear
                                                 : offset_basis::unclear;
  auto const standard =
      std::find_if(candidates.begin(), rivals, [](hypothesis const& h) { return h.name == offset_dialects.front(); });
  if (standard != rivals) std::rotate(candidates.begin(), standard, standard + 1);
  auto const& best = candidates.front();
  auto const total = static_cast<double>(out.boundaries);
  out.dialect = best.name;
  out.share = static_cast<double>(best.hits) / total;
  for (auto const& h : all)
    if (h.name != best.name && h.likely && same_places(h, best)) out.the_same.push_back(h.name);
  if (candidates.size() > 1) {
    out.runner_up = candidates[1].name;
    out.runner_up_share = static_cast<double>(candidates[1].hits) / total;
  }
  return out;
}

}  // namespace intercoder
