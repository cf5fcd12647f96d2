// Results as JSON: strict, complete, versioned.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <intercoder/agreement/coefficients.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/report/json.hpp>
#include <intercoder/version.hpp>

#include "support/near.hpp"
#include "support/report_study.hpp"

using namespace intercoder;
using json = nlohmann::json;

namespace {

[[nodiscard]] std::vector<std::string> keys(json const& object) {
  std::vector<std::string> out;
  for (auto const& [key, value] : object.items()) out.push_back(key);
  return out;
}

}  // namespace

TEST_SUITE("results as JSON") {
  TEST_CASE("a report holds all that is shown") {
    auto const s = report_study();
    auto const j = json::parse(to_json(s, compare_coders(s)));
    CHECK(keys(j) == std::vector<std::string>{"coders", "codes", "coefficient", "disagreements", "level", "material",
                                              "methods", "notes", "overlaps", "pooled", "schema", "sentence",
                                              "single_coder_codes", "uncoded", "unit", "version", "warnings"});
    CHECK(j["schema"] == "intercoder/report/1");
    CHECK(j["version"] == version);
    CHECK(j["coders"] == json{"A", "B"});
    CHECK(j["unit"] == "paragraph");
    CHECK(j["uncoded"] == "agree");
    CHECK(j["level"] == 0.95);
    auto const& m = j["material"];
    CHECK(m["sources_in_study"] == 3);
    CHECK(m["sources_compared"] == json{"S1", "S2"});
    CHECK(m["share_coded_by_all"]["sources"].get<double>() == near{2.0 / 3, 1e-12});
    CHECK(m["share_coded_by_all"]["paragraphs"].get<double>() == near{10.0 / 13, 1e-12});
    CHECK(m["coders"][1] == json{{"coder", "B"}, {"sources", 2}, {"assumed", true}, {"codings", 7}, {"codes", 3}});
    CHECK(m["coded_by_all"] ==
          json{{"sources", 2}, {"without_text", 0}, {"paragraphs", 10}, {"characters", 50}, {"coded_characters", 32}});
    auto const& x = j["codes"][0];
    CHECK(x["code"] == "theme > x");
    CHECK(x["amount"] == json{4, 4});
    CHECK(x["observed"].get<double>() == near{0.8, 1e-12});
    CHECK(x["main"]["value"].get<double>() == near{1 - 0.2 * 380 / 192, 1e-12});
    CHECK(x["main"]["interval"]["method"] == "jeffreys");
    CHECK(x["kappa"]["name"] == "cohen_kappa");
    CHECK_FALSE(x["kappa"].contains("interval"));
    auto const& old = j["single_coder_codes"][0];
    CHECK(old["coder"] == "A");
    CHECK(old["partner"] == "new");
    CHECK(old["partner_coder"] == "B");
    CHECK(old["jaccard"] == 0.5);
    CHECK(j["pooled"][1]["uncoded"] == "exclude");
    CHECK(j["pooled"][1]["units"] == 8);
    auto const& t = j["overlaps"][0];
    CHECK(t["codes_b"] == json{"theme > x", "theme > y", "new"});
    CHECK(t["shared"] == json{{12, 0, 0}, {0, 4, 0}, {0, 0, 4}});
    CHECK(t["jaccard"][2][2] == 0.5);
    auto const& d = j["disagreements"][0];
    CHECK(d["unit"] == "S2 ¶3");
    CHECK(d["codes"] == json{{"A", {"old"}}, {"B", {"new"}}});
    CHECK(d["text"] == "cccc");
    CHECK(d["start"] == 10);
    CHECK(d["end"] == 14);
    CHECK(j["disagreements"].size() == 4);
    CHECK(j["methods"]["references"].size() == 3);
  }

  TEST_CASE("what is undefined is null") {
    auto s = bare_study({{"S1", "one\ntwo\n"}}, {"A", "B"}, {"a", "b"});
    mark_text(s, 0, 0, 0, 0, 3);
    mark_text(s, 0, 1, 1, 4, 7);
    s = check_study(std::move(s));
    auto const text = to_json(s, compare_coders(s));
    auto const j = json::parse(text);
    CHECK(j["pooled"][0]["shared"]["value"].is_null());
    CHECK(j["pooled"][0]["shared"]["interval"]["low"].is_null());
    CHECK(j["pooled"][0]["shared"]["status"] == "no_variation");
    CHECK(j["single_coder_codes"][0]["partner"].is_null());
    CHECK(j["single_coder_codes"][0]["jaccard"].is_null());
    CHECK(text.find("nan") == std::string::npos);
    CHECK(text.find("NaN") == std::string::npos);
  }

  TEST_CASE("text as people write it") {
    auto s = bare_study({{"\"S\\1\"\n", "caf\u00E9 \U0001F600\ttab\x01\n"}}, {"A", "B"}, {"<a> & 'b'"});
    mark_text(s, 0, 0, 0, 0, 6);
    s.assignments = {{.coder = 0, .source = 0}, {.coder = 1, .source = 0}};
    s = check_study(std::move(s));
    auto const j = json::parse(to_json(s, compare_coders(s)));
    CHECK(j["material"]["sources_compared"][0] == "\"S\\1\"\n");
    CHECK(j["disagreements"][0]["text"] == "caf\u00E9 \U0001F600\ttab\x01");
    CHECK(j["disagreements"][0]["codes"]["A"][0] == "<a> & 'b'");
    s.name = "\xFF";
    CHECK_THROWS_AS(static_cast<void>(to_json(s, compare_coders(s))), bad_argument);
  }

  TEST_CASE("one value with its interval and its warnings") {
    code_table t(4, 2);
    t << 0, 0, 1, 1, 0, 1, 1, 1;
    auto const e = krippendorff_alpha(ratings{t, scale::of_labels({"no", "yes"})});
    auto const j = json::parse(to_json(e, interval(e)));
    CHECK(j["schema"] == "intercoder/agreement/1");
    CHECK(j["name"] == "krippendorff_alpha");
    CHECK(j["value"].get<double>() == near{e.value, 1e-12});
    CHECK(j["n_pairable"] == 4);
    CHECK(j["interval"]["level"] == 0.95);
    REQUIRE(j["warnings"].size() > 0);
    CHECK(j["warnings"][0]["id"] == "few_units");
    CHECK(j["warnings"][0]["numbers"]["n_pairable"] == 4);
  }
}
