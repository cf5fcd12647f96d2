// Where agreement by chance comes from. One small type per answer: this is what tells the coefficients apart.
#pragma once

#include <concepts>
#include <span>
#include <vector>

#include <intercoder/agreement/shares.hpp>
#include <intercoder/agreement/weighting.hpp>

namespace intercoder {

/// Disagreement expected by chance (1 - expected agreement), and how it changes.
struct expected {
  double disagreement = 0;
  std::vector<double> by_share{};     ///< slope by each share, laid out like the shares and centred on them
  std::vector<double> by_position{};  ///< slope by each category's position; only for weights that follow use
  double by_self = 0;                 ///< slope by `pooled_shares::self`
  double published_factor = 1;        ///< by which the slopes of the published error are to be multiplied
  bool defined = true;                ///< false where the model does not say anything, as with one category only
};

/// A chance model names the shares it looks at, and turns them into an expected disagreement.
template <class C>
concept chance_model = requires(C const& c, typename C::shares const& s, weighting const& w) {
  { c(s, w) } -> std::same_as<expected>;
};

namespace chance {
namespace detail {

/// The mean distance of two draws from `p`, as `shared`, `dealt`, `learnt` and, from equal shares, `uniform` and
/// `occasional` see it.
[[nodiscard]] expected two_draws(std::span<double const> p, weighting const& w);
[[nodiscard]] std::vector<double> equal_shares(std::size_t categories);

}  // namespace detail

/// Nothing agrees by chance: percent agreement.
struct none {
  using shares = no_shares;
  expected operator()(shares const&, weighting const&) const { return {.disagreement = 1}; }
};

/// Every category is equally likely: Bennett, Alpert & Goldstein (1954); Brennan & Prediger (1981).
struct uniform {
  using shares = no_shares;
  expected operator()(shares const&, weighting const& w) const {
    auto e = detail::two_draws(detail::equal_shares(w.categories()), w);
    e.by_share.clear();
    return e;
  }
};

/// All coders draw from one distribution: Scott (1955); Fleiss (1971).
struct shared {
  using shares = pooled_shares;
  expected operator()(shares const& s, weighting const& w) const { return detail::two_draws(s.share, w); }
};

/// Codes are dealt, without replacement, from the pool that was observed: Krippendorff (1970).
struct dealt {
  using shares = pooled_shares;
  expected operator()(shares const& s, weighting const& w) const {
    auto e = detail::two_draws(s.share, w);
    double const others = 1 - s.self;
    e.disagreement /= others;
    for (double& x : e.by_share) x /= others;
    for (double& x : e.by_position) x /= others;
    e.by_self = e.disagreement / others;
    e.published_factor = 1 / others;  // as published, the error of alpha is that of alpha before this factor
    return e;
  }
};

/// All coders draw from one distribution, learnt from the codes by someone who began with equal shares: van Oest
/// (2019).
struct learnt {
  using shares = pooled_shares;
  expected operator()(shares const& s, weighting const& w) const;
};

/// Each coder draws from their own distribution: Cohen (1960); Conger (1980). The mean over pairs of coders that have
/// codes at all.
struct own {
  using shares = coder_shares;
  expected operator()(shares const& s, weighting const& w) const;
};

/// Only units that are hard to code are coded at random: Gwet (2008).
struct occasional {
  using shares = pooled_shares;
  expected operator()(shares const& s, weighting const& w) const;
};

}  // namespace chance
}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/agreement/chance-inl.hpp>
#endif
