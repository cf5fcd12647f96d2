// Numbers as they lie in memory against the same table written cell by cell.
#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <intercoder/core/encode.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/random.hpp>

using namespace intercoder;

namespace {

double const no_code = std::numeric_limits<double>::quiet_NaN();

/// Units x coders, unit by unit.
template <class T>
std::vector<number_column> columns_of(std::vector<T> const& table, std::size_t coders) {
  std::vector<number_column> out;
  for (std::size_t c = 0; c < coders; ++c) out.push_back({table.data() + c, static_cast<std::ptrdiff_t>(coders)});
  return out;
}

template <class T>
ratings read(std::vector<T> const& table, std::size_t coders, number_meaning meaning = {}, ratings_options o = {}) {
  return ratings_of_numbers(columns_of(table, coders), table.size() / coders, std::move(meaning), std::move(o));
}

/// The number in each cell, NaN where it is missing.
std::vector<double> cells_of(ratings const& r) {
  std::vector<double> out(r.units() * r.coders(), no_code);
  for (std::size_t u = 0; u < r.units(); ++u)
    for (auto const& x : r.unit(u))
      out[u * r.coders() + static_cast<std::size_t>(x.coder)] =
          r.categories_scale().value(static_cast<std::size_t>(x.code));
  return out;
}

bool same(std::vector<double> const& a, std::vector<double> const& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!(a[i] == b[i] || (std::isnan(a[i]) && std::isnan(b[i])))) return false;
  return true;
}

/// Equal units share a row, each row is somebody's, and its count is right.
void check_rows(ratings const& r) {
  std::vector<double> count(r.rows());
  for (std::size_t u = 0; u < r.units(); ++u) count[r.design().row(u)] += r.design().copies(u);
  CHECK(count == r.row_count());
}

std::string message(auto f) {
  try {
    f();
  } catch (bad_argument const& e) {
    return e.what();
  }
  return "nothing was thrown";
}

std::vector<double> random_table(std::size_t cells, std::uint64_t kinds, double low, double step,
                                 double missing_share) {
  random_stream random{7, cells + kinds};
  std::vector<double> out(cells);
  for (double& x : out)
    x = random.uniform() < missing_share ? no_code : low + step * static_cast<double>(random.below(kinds));
  return out;
}

}  // namespace

TEST_SUITE("encode") {
  TEST_CASE("every cell comes back, whichever way is taken") {
    struct {
      char const* name;
      std::size_t units, coders;
      std::uint64_t kinds;
      double low, step, missing;
    } const cases[] = {
        {"few patterns, many units", 5000, 5, 5, 1, 1, 0.2},
        {"few units", 12, 4, 5, 1, 1, 0.2},
        {"negative", 3000, 3, 9, -4, 1, 0.1},
        {"many coders", 900, 40, 3, 0, 1, 0.5},
        {"hundred categories", 2000, 5, 100, 0, 1, 0},
        {"halves", 2000, 3, 9, 1, 0.5, 0.1},
        {"far apart", 2000, 2, 50, -1e6, 1000003, 0.1},
        {"nearly all different", 60000, 2, 1u << 31, 0, 0.1, 0},
        {"range seen late", 9000, 2, 7, 1, 1, 0},
        {"all missing", 100, 3, 1, 0, 1, 1.1},
    };
    for (auto const& c : cases) {
      CAPTURE(c.name);
      auto table = random_table(c.units * c.coders, c.kinds, c.low, c.step, c.missing);
      if (std::string{c.name} == "range seen late") {
        table[table.size() - 1] = 300;
        table[table.size() - 2] = -5;
      }
      auto const r = read(table, c.coders);
      CHECK(r.units() == c.units);
      CHECK(r.coders() == c.coders);
      CHECK(same(cells_of(r), table));
      check_rows(r);
    }
  }

  TEST_CASE("a number just below the first ones is not taken for a missing code") {
    std::vector<double> table(20000, 1);
    for (std::size_t i = 0; i < table.size(); i += 3) table[i] = 2;
    table[19999] = 0;
    auto const r = read(table, 2);
    CHECK(same(cells_of(r), table));
    CHECK(r.categories() == 3);
  }

  TEST_CASE_TEMPLATE("types", T, std::int8_t, std::int16_t, std::int32_t, std::int64_t, std::uint8_t, std::uint16_t,
                     std::uint32_t, std::uint64_t, float, double) {
    std::vector<T> table;
    random_stream random{3};
    for (int i = 0; i < 6000; ++i) table.push_back(static_cast<T>(random.below(6)));
    std::vector<double> const expected(table.begin(), table.end());
    CHECK(same(cells_of(read(table, 3)), expected));
    table[5999] = static_cast<T>(100);
    CHECK(cells_of(read(table, 3))[5999] == 100);
    table[0] = std::numeric_limits<T>::lowest();
    if constexpr (sizeof(T) < 8) CHECK(cells_of(read(table, 3))[0] == static_cast<double>(table[0]));
  }

  TEST_CASE("columns anywhere: other strides, other orders, other types") {
    auto const table = random_table(3000, 4, 1, 1, 0.2);  // 1000 units x 3
    auto const flat = read(table, 3);
    std::vector<double> by_column(3000);
    for (std::size_t u = 0; u < 1000; ++u)
      for (std::size_t c = 0; c < 3; ++c) by_column[c * 1000 + u] = table[u * 3 + c];
    std::vector<number_column> columns;
    for (std::size_t c = 0; c < 3; ++c) columns.push_back({by_column.data() + c * 1000});
    CHECK(same(cells_of(ratings_of_numbers(columns, 1000)), table));

    std::vector<double> reversed(table.rbegin(), table.rend());
    columns.clear();
    for (std::size_t c = 0; c < 3; ++c) columns.push_back({reversed.data() + 2999 - c, -3});
    CHECK(same(cells_of(ratings_of_numbers(columns, 1000)), table));

    std::vector<float> second;
    for (std::size_t u = 0; u < 1000; ++u) second.push_back(static_cast<float>(table[u * 3 + 1]));
    columns = {{table.data(), 3}, {second.data(), 1}, {table.data() + 2, 3}};
    CHECK(same(cells_of(ratings_of_numbers(columns, 1000)), table));
    CHECK(flat.rows() == ratings_of_numbers(columns, 1000).rows());
  }

  TEST_CASE("categories: those in use, ascending; or the declared ones, used or not") {
    std::vector<double> const table{3, 1, no_code, 3, 1, 1};
    CHECK(read(table, 2).categories_scale().values() == std::vector<double>{1, 3});
    auto const r = read(table, 2, {{1, 2, 3, 4}, {}});
    CHECK(r.categories() == 4);
    CHECK(same(cells_of(r), table));
    std::vector<double> const halves{0.5, 1.5, no_code, 0.5};
    CHECK(read(halves, 2, {{0.5, 1, 1.5}, {}}).categories_scale().values() == std::vector<double>{0.5, 1, 1.5});
  }

  TEST_CASE("numbers listed as missing are no codes, and units that differ only in them share a row") {
    for (double const step : {1.0, 0.5}) {
      CAPTURE(step);
      std::vector<double> const table{1, 1 + step, 99, 1, no_code, 1, -9, 1};
      auto const r = read(table, 2, {{}, {99, -9}});
      CHECK(same(cells_of(r), {1, 1 + step, no_code, 1, no_code, 1, no_code, 1}));
      CHECK(r.rows() == 2);
      check_rows(r);
    }
  }

  TEST_CASE("minus zero is zero") {
    std::vector<double> const table{0.0, -0.0, 0.5, -0.0};
    CHECK(read(table, 2).categories_scale().values() == std::vector<double>{0, 0.5});
  }

  TEST_CASE("counts add up in rows, weights keep rows apart") {
    std::vector<double> const table{1, 2, 1, 2, 2, 2};
    auto const counted = read(table, 2, {}, {.count = {2, 3, 4}});
    CHECK(counted.rows() == 2);
    check_rows(counted);
    CHECK(read(table, 2, {}, {.weight = {2, 3, 4}}).rows() == 3);
  }

  TEST_CASE("indices of categories") {
    std::vector<std::int32_t> const codes{0, 1, missing, 2, 2, 2};
    auto const r = ratings_of_codes(codes, 2, scale::of_labels({"a", "b", "c", "d"}));
    CHECK(r.units() == 3);
    CHECK(r.categories() == 4);
    CHECK(same(cells_of(r), {1, 2, no_code, 3, 3, 3}));
    CHECK(message([] {
            std::vector<std::int32_t> const out{0, 1, 7, 0};
            static_cast<void>(ratings_of_codes(out, 2, scale::of_labels({"a", "b"})));
          }) == "ratings: unit 2, coder 1 holds code 7; expected -1 (missing) or 0 to 1");
  }

  TEST_CASE("refusals name unit, coder, what was found and what is known") {
    double const inf = std::numeric_limits<double>::infinity();
    CHECK(message([&] {
            return read(std::vector<double>{1, 2, 1, -inf}, 2);
          }) == "ratings: unit 2, coder 2 holds -inf; expected a finite number, or NaN for a missing code");
    CHECK(message([] {
            return read(std::vector<double>{1, 2, 7, 1}, 2, {{1, 2, 3}, {}}, {.coders = {"A", "B"}});
          }) == "ratings: unit 2, coder A holds 7; known codes: 1, 2, 3");
    CHECK(message([] {
            return read(std::vector<double>{1, 1.5, 2, 1}, 2, {{1, 2, 3}, {}}, {.units = {"x", "y"}});
          }) == "ratings: unit x, coder 2 holds 1.5; known codes: 1, 2, 3");
    CHECK(message([] {
            return read(std::vector<std::int64_t>{1, (std::int64_t{1} << 53) + 1}, 2);
          }) ==
          "ratings: unit 1, coder 2 holds 9007199254740993; whole numbers beyond 2^53 cannot be told apart; "
          "expected smaller ones, or text");
    CHECK(message([] {
            return read(std::vector<double>{1, 2}, 2, {}, {.coders = {"A"}});
          }) == "ratings: 1 coder names; expected 2, one for each coder");
  }

  TEST_CASE("distinct numbers of a column, exact for 64-bit whole numbers") {
    std::int64_t const big = std::int64_t{1} << 53;
    std::vector<std::int64_t> const x{big + 1, 5, big, big + 1, -7};
    auto const d = distinct({x.data()}, x.size());
    CHECK(d.place == std::vector<std::int32_t>{3, 1, 2, 3, 0});
    CHECK(d.first == std::vector<std::size_t>{4, 1, 2, 0});
    std::vector<float> const y{0.5F, std::numeric_limits<float>::quiet_NaN(), -0.0F, 0.0F};
    auto const e = distinct({y.data()}, y.size());
    CHECK(e.place == std::vector<std::int32_t>{1, -1, 0, 0});
    std::vector<double> const many = random_table(50000, 1u << 30, 0, 0.25, 0.1);
    auto const m = distinct({many.data()}, many.size());
    bool good = true;
    for (std::size_t i = 0; i < many.size(); ++i)
      good = good &&
             (m.place[i] < 0 ? std::isnan(many[i]) : many[m.first[static_cast<std::size_t>(m.place[i])]] == many[i]);
    CHECK(good);
    for (std::size_t k = 1; k < m.first.size(); ++k) good = good && many[m.first[k - 1]] < many[m.first[k]];
    CHECK(good);
  }
}
