// A program that links the compiled library: reads a project, compares its two coders on every code they share, and
// shows how their codes overlap.
//
//     consumer study.qdpx VR ML
#include <cstdio>
#include <exception>
#include <string>

#include <intercoder/agreement/coefficients.hpp>
#include <intercoder/codebooks/overlap.hpp>
#include <intercoder/core/code_ratings.hpp>
#include <intercoder/inference/interval.hpp>
#include <intercoder/io/refi.hpp>

#ifndef INTERCODER_COMPILED
#error "intercoder::intercoder must say that it is compiled"
#endif

namespace ic = intercoder;

namespace {

void show_agreement(ic::study const& s, std::string const& a, std::string const& b) {
  auto const units = ic::project(s, {.coders = {s.coder_index(a), s.coder_index(b)}, .sources = {}});
  std::printf("%zu paragraphs in %zu sources\n\n%-32s %8s %8s  %s\n", units.units.size(), units.compared.sources.size(),
              "code", "kappa", "alpha", "95 % interval");
  for (auto const code : units.used(2)) {
    auto const ratings = ic::code_ratings(s, units, code);
    auto const alpha = ic::krippendorff_alpha(ratings);
    auto const i = ic::interval(alpha, {.level = 0.95});
    std::printf("%-32s %8.3f %8.3f  [%.3f, %.3f]\n", s.codes[code].name.c_str(), ic::cohen_kappa(ratings).value,
                alpha.value, i.low, i.high);
  }
}

void show_overlap(ic::study const& s, std::string const& a, std::string const& b) {
  auto const t = ic::overlap(s, a, b);
  std::printf("\nJaccard of characters, %s in rows, %s in columns\n%-32s", a.c_str(), b.c_str(), "");
  for (std::size_t j = 0; j < t.columns(); ++j) std::printf(" %5zu", j + 1);
  for (std::size_t i = 0; i < t.rows(); ++i) {
    std::printf("\n%-32s", s.codes[t.codes_a[i]].name.c_str());
    for (std::size_t j = 0; j < t.columns(); ++j) std::printf(" %5.2f", t.value(ic::overlap_measure::jaccard, i, j));
  }
  std::printf("\n");
  for (std::size_t j = 0; j < t.columns(); ++j) std::printf("%zu = %s\n", j + 1, s.codes[t.codes_b[j]].name.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: consumer STUDY CODER CODER\n");
    return 2;
  }
  try {
    auto const s = ic::read_refi_qda(argv[1]);
    show_agreement(s, argv[2], argv[3]);
    show_overlap(s, argv[2], argv[3]);
  } catch (std::exception const& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 3;
  }
  return 0;
}
