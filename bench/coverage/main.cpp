// intercoder_coverage: simulates how often intervals hold the true value, and writes a tab-separated table.
#include <algorithm>
#include <charconv>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <thread>

#include "simulate.hpp"

namespace {

constexpr std::string_view usage = R"(intercoder_coverage [option value] ...
  --out FILE        where the table goes (default: standard output)
  --grid NAME       full or small (default: full)
  --every N         every N-th cell only (default: 1)
  --only N          the cell with this number only (may be given several times)
  --datasets N      data sets in a cell (default: 4000)
  --slow N          data sets for methods that resample or draw (default: 400)
  --posterior N     draws of a posterior (default: 500)
  --threads N       default: as many as the machine has
  --seed N          default: 20260101
)";

struct request {
  coverage::settings settings;
  std::string out;
  std::string grid = "full";
  std::size_t every = 1;
  std::vector<std::size_t> only;
};

std::size_t number(std::string_view option, std::string_view value) {
  std::size_t n = 0;
  auto const [end, error] = std::from_chars(value.data(), value.data() + value.size(), n);
  if (error != std::errc{} || end != value.data() + value.size())
    throw std::runtime_error{std::string{option} + " '" + std::string{value} + "'; expected a whole number"};
  return n;
}

request read(int count, char** words) {
  request r;
  r.settings.threads = std::max(1U, std::thread::hardware_concurrency());
  for (int i = 1; i < count; i += 2) {
    std::string_view const option{words[i]};
    if (option == "--help" || i + 1 >= count) throw std::runtime_error{std::string{usage}};
    std::string_view const value{words[i + 1]};
    if (option == "--out")
      r.out = value;
    else if (option == "--grid" && (value == "full" || value == "small"))
      r.grid = value;
    else if (option == "--every")
      r.every = std::max<std::size_t>(1, number(option, value));
    else if (option == "--only")
      r.only.push_back(number(option, value));
    else if (option == "--datasets")
      r.settings.datasets = number(option, value);
    else if (option == "--slow")
      r.settings.slow_datasets = number(option, value);
    else if (option == "--posterior")
      r.settings.draws = number(option, value);
    else if (option == "--threads")
      r.settings.threads = std::max<std::size_t>(1, number(option, value));
    else if (option == "--seed")
      r.settings.seed = number(option, value);
    else
      throw std::runtime_error{"unknown: " + std::string{option} + " " + std::string{value} + "\n" +
                               std::string{usage}};
  }
  return r;
}

void write(std::ostream& out, std::vector<coverage::cell> const& cells, std::vector<coverage::result> const& results,
           coverage::settings const& s) {
  out.precision(10);
  out << "# seed " << s.seed << ", data sets " << s.datasets << ", for slow methods " << s.slow_datasets
      << ", draws of a posterior " << s.draws << "\n";
  out << "cell\tblock\tunits\tsources\tsizes\trho_d\trho_p\tcoders\tcategories\tprevalence\tkappa\tcoded_once\tpattern"
         "\teffective_"
         "sources\tpositives\tdisagreements\tcoefficient\ttruth\tinterval\tdatasets\tdefined\tgiven\trefused\tcovered"
         "\ttoo_high\ttoo_low\twarned\twidth\tchosen\n";
  for (auto const& r : results) {
    auto const& c = cells[r.cell];
    coverage::population const p{c};
    auto const& t = r.counts;
    out << r.cell << '\t' << c.block << '\t' << c.units << '\t' << c.sources << '\t' << text(c.sizes) << '\t' << c.rho_d
        << '\t' << c.rho_p << '\t' << c.coders << '\t' << c.categories << '\t' << c.prevalence << '\t' << c.kappa
        << '\t' << c.coded_once << '\t' << text(c.pattern) << '\t' << p.effective_sources << '\t' << p.positives << '\t'
        << p.disagreements << '\t' << r.coefficient << '\t' << coverage::true_value(r.coefficient, c) << '\t'
        << r.interval << '\t' << t.datasets << '\t' << t.defined << '\t' << t.given << '\t' << t.refused << '\t'
        << t.covered << '\t' << t.too_high << '\t' << t.too_low << '\t' << t.warned << '\t'
        << (t.given ? t.width / static_cast<double>(t.given) : 0) << '\t';
    char const* between = "";
    for (auto const& [method, times] : t.chosen) {
      out << between << method << '=' << times;
      between = ",";
    }
    out << '\n';
  }
}

}  // namespace

int main(int count, char** words) try {
  auto const r = read(count, words);
  auto const all = r.grid == "full" ? coverage::full_grid() : coverage::small_grid();
  std::vector<coverage::cell> cells;
  for (std::size_t i = 0; i < all.size(); i += r.every)
    if (r.only.empty() || std::ranges::find(r.only, i) != r.only.end()) cells.push_back(all[i]);
  int shown = -1;
  auto const results = coverage::simulate(cells, r.settings, [&](double done) {
    if (int const percent = static_cast<int>(100 * done); percent > shown) {
      shown = percent;
      std::cerr << "\r" << cells.size() << " cells: " << percent << " %" << std::flush;
    }
  });
  std::cerr << "\n";
  if (r.out.empty()) {
    write(std::cout, cells, results, r.settings);
  } else {
    std::ofstream file{r.out};
    write(file, cells, results, r.settings);
    if (!file.flush()) throw std::runtime_error{"cannot write " + r.out};
  }
  return 0;
} catch (std::exception const& e) {
  std::cerr << e.what() << "\n";
  return 1;
}
