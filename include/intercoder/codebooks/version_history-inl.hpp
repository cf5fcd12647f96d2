// The bodies of version_history.hpp.
#pragma once

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include <intercoder/codebooks/code_names.hpp>
#include <intercoder/codebooks/version_history.hpp>
#include <intercoder/codebooks/versions-inl.hpp>
#include <intercoder/core/error.hpp>

namespace intercoder {
namespace detail {

/// Rows of codes, one version after the other.
class version_tracer {
 public:
  explicit version_tracer(std::vector<codebook const*> const& versions) : versions_{&versions} {
    if (versions.size() < 2)
      throw bad_argument{"a history of " + std::to_string(versions.size()) + " version(s); expected two or more"};
    row_of_.resize(versions.front()->size());
    for (std::size_t k = 0; k < row_of_.size(); ++k) row_of_[k] = new_row(0, k);
  }

  /// Takes the changes that lead to the version.
  void add(std::size_t version, codebook_changes changes) {
    std::vector<std::size_t> rows(codes(version).size());
    for (auto const& x : changes.same) rows[x.after] = row_of_[x.before];
    for (auto const& x : changes.same) put(version, rows[x.after], x.after);
    auto const first = out_.returned.size();
    find_again(version, changes.added, rows);
    for (auto const k : changes.added) rows[k] = new_row(version, k);
    for (auto at = first; at < out_.returned.size(); ++at) {
      auto& [now, last, x] = out_.returned[at];
      compare_code(x, codes(last), codes(now));
      auto const old_above = codes(last)[x.before].parent, above = codes(now)[x.after].parent;
      x.moved = old_above.has_value() != above.has_value() || (above && out_.codes[rows[*above]][last] != old_above);
    }
    row_of_ = std::move(rows);
    out_.changes.push_back(std::move(changes));
  }

  [[nodiscard]] version_history finished() && {
    std::ranges::sort(out_.codes, {}, [](auto const& row) {
      auto const last = last_of(row);
      return std::tuple{row.size() - last, *row[last]};
    });
    return std::move(out_);
  }

 private:
  using places = std::vector<std::optional<std::size_t>>;

  [[nodiscard]] codebook const& codes(std::size_t version) const { return *(*versions_)[version]; }
  [[nodiscard]] static std::size_t last_of(places const& r) {
    auto k = r.size() - 1;
    while (!r[k]) --k;
    return k;
  }
  void put(std::size_t version, std::size_t at, std::size_t code) { out_.codes[at][version] = code; }
  std::size_t new_row(std::size_t version, std::size_t code) {
    out_.codes.emplace_back(versions_->size());
    put(version, out_.codes.size() - 1, code);
    return out_.codes.size() - 1;
  }

  /// Takes out of `added` what a version before the last one had.
  void find_again(std::size_t version, std::vector<std::size_t>& added, std::vector<std::size_t>& rows) {
    using key_of = std::string (*)(codebook const&, std::size_t);
    auto const by = [&](same_code::known_by evidence, key_of key) {
      keys gone(out_.codes.size()), left(codes(version).size());
      for (std::size_t r = 0; r < gone.size(); ++r)
        if (auto const& row = out_.codes[r]; !row[version] && !row[version - 1])
          gone[r] = key(codes(last_of(row)), *row[last_of(row)]);
      for (auto const k : added) left[k] = key(codes(version), k);
      for (auto const& [r, k] : pairs_of_one_key(gone, left, repeated::left)) {
        auto const last = last_of(out_.codes[r]);
        auto const there = *out_.codes[r][last];
        out_.returned.push_back({version, last, {.before = there, .after = k, .by = evidence}});
        put(version, r, k);
        rows[k] = r;
        added.erase(std::ranges::find(added, k));
      }
    };
    by(same_code::known_by::id, [](codebook const& b, std::size_t k) { return b[k].id; });
    by(same_code::known_by::path, [](codebook const& b, std::size_t k) { return as_read(b.path(k)); });
    by(same_code::known_by::path, [](codebook const& b, std::size_t k) { return folded_name(b.path(k)); });
  }

  std::vector<codebook const*> const* versions_;
  std::vector<std::size_t> row_of_;  ///< of each code of the version that came last
  version_history out_;
};

}  // namespace detail

INTERCODER_INLINE version_history history_of(std::vector<codebook const*> const& versions) {
  detail::version_tracer trace{versions};
  for (std::size_t v = 1; v < versions.size(); ++v) trace.add(v, diff_codebooks(*versions[v - 1], *versions[v]));
  return std::move(trace).finished();
}

INTERCODER_INLINE version_history history_of(std::vector<study const*> const& versions) {
  std::vector<codebook const*> codes;
  for (auto const* const s : versions) codes.push_back(&s->codes);
  detail::version_tracer trace{codes};
  for (std::size_t v = 1; v < versions.size(); ++v) trace.add(v, diff_codebooks(*versions[v - 1], *versions[v]));
  return std::move(trace).finished();
}

}  // namespace intercoder
