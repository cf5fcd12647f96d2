// The bodies of simulate.hpp.
#include "simulate.hpp"

#include <algorithm>
#include <iterator>

#include <intercoder/agreement/by_name.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/parallel.hpp>
#include <intercoder/inference/interval.hpp>
#include <intercoder/inference/warnings.hpp>

#include "generate.hpp"

namespace coverage {
namespace {

using namespace intercoder;

/// Data sets of one cell that one thread takes at a time: the unit in which widths are summed, so part of the digits.
constexpr std::size_t block_size = 100;

void record(tally& t, confidence_interval const& i, double truth) {
  if (!(i.low <= i.high)) return;
  ++t.given;
  t.width += i.high - i.low;
  // Rounding must not decide where the value and a limit are the same number, as at 1.
  bool const above = i.low > truth + 1e-9, below = i.high < truth - 1e-9;
  t.covered += !above && !below;
  t.too_high += above;
  t.too_low += below;
}

/// One row of tallies per coefficient, one entry per contender.
using tallies = std::vector<std::vector<tally>>;

tallies run_block(cell const& c, std::size_t cell_number, std::size_t first, std::size_t end,
                  std::vector<contender> const& kinds, settings const& s) {
  generator const make{c, s.seed + cell_number};
  tallies out(std::size(coefficients), std::vector<tally>(kinds.size()));
  std::vector<coefficient_function> functions;
  std::vector<double> truth;
  for (auto const name : coefficients) {
    functions.push_back(coefficient_by_name(name));
    truth.push_back(true_value(name, c));
  }
  std::vector<interval_method> methods;
  for (auto const& k : kinds) methods.push_back(interval_method_by_name(k.method));
  for (std::size_t i = first; i < end; ++i) {
    auto const data = make(i);
    for (std::size_t f = 0; f < functions.size(); ++f) {
      auto const e = functions[f](data, weights::nominal, {});
      bool const warned = !warnings_of(e).empty();
      for (std::size_t k = 0; k < kinds.size(); ++k) {
        if (kinds[k].slow && i >= s.slow_datasets) continue;
        if (!kinds[k].by_source && c.rho_d + c.rho_p > 0) continue;       // as if independent: only where it is true
        if (kinds[k].name == "auto_by_unit" && c.sources == 0) continue;  // that is "auto"
        auto& t = out[f][k];
        ++t.datasets;
        if (!e.defined()) continue;
        ++t.defined;
        t.warned += warned;
        try {
          interval_options const o{.method = methods[k], .by_source = kinds[k].by_source, .draws = s.draws};
          auto const found = interval(e, o);
          record(t, found, truth[f]);
          if (k == 0) ++t.chosen[found.low <= found.high ? std::string{text(found.method)} : "none"];
        } catch (bad_argument const&) {
          ++t.refused;
        }
      }
    }
  }
  return out;
}

}  // namespace

std::vector<contender> contenders() {
  return {
      {"auto", "auto"},
      {"fisher_z", "fisher_z"},
      {"t", "t"},
      {"normal", "normal"},
      {"logit", "logit"},
      {"exact", "exact"},
      {"gof", "gof"},
      {"jeffreys", "jeffreys", true, true},
      {"jeffreys_by_unit", "jeffreys", false, true},
      {"auto_by_unit", "auto", false, true},
  };
}

void tally::add(tally const& o) {
  datasets += o.datasets;
  defined += o.defined;
  given += o.given;
  refused += o.refused;
  covered += o.covered;
  too_high += o.too_high;
  too_low += o.too_low;
  warned += o.warned;
  width += o.width;
  for (auto const& [method, times] : o.chosen) chosen[method] += times;
}

std::vector<result> simulate(std::vector<cell> const& cells, settings const& s,
                             std::function<void(double)> const& done) {
  auto const kinds = contenders();
  std::size_t const per_cell = (s.datasets + block_size - 1) / block_size;
  std::size_t const blocks = per_cell * cells.size();
  std::vector<tallies> found(blocks);
  auto const block = [&](std::size_t b) {
    std::size_t const number = b / per_cell;
    std::size_t const first = (b % per_cell) * block_size;
    found[b] = run_block(cells[number], number, first, std::min(first + block_size, s.datasets), kinds, s);
  };
  in_parallel(
      blocks, s.threads, [&] { return block; },
      [&](std::size_t finished) {
        if (done) done(static_cast<double>(finished) / static_cast<double>(blocks));
      });

  std::vector<result> out;
  for (std::size_t number = 0; number < cells.size(); ++number)
    for (std::size_t f = 0; f < std::size(coefficients); ++f)
      for (std::size_t k = 0; k < kinds.size(); ++k) {
        out.push_back({number, std::string{coefficients[f]}, kinds[k].name, {}});
        for (std::size_t b = 0; b < per_cell; ++b) out.back().counts.add(found[number * per_cell + b][f][k]);
      }
  return out;
}

}  // namespace coverage
