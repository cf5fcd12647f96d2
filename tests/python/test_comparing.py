"""Comparisons, strata, benchmarks and tables of details, through Python."""

import math

import pytest

import intercoder as ic

ROUND = [["a", "b"], ["b", "b"], ["a", "c"], ["c", "c"], ["a", "a"], ["b", "c"], ["c", "a"], ["b", "b"], ["a", "a"]]
LATER = [["a", "a"], ["b", "b"], ["a", "a"], ["c", "c"], ["a", "a"], ["b", "c"], ["c", "c"], ["b", "b"], ["a", "a"]]
THREE = {
    "Ada": ["x", "x", "y", "z", "y", "x"],
    "Ben": ["x", "y", "y", "z", "y", "x"],
    "Cem": ["x", "y", "z", "z", None, "y"],
}


@pytest.mark.parametrize("function", [ic.krippendorff_alpha, ic.cohen_kappa, ic.gwet_ac, ic.percent_agreement])
def test_with_itself(function):
    a = function(ROUND)
    c = ic.compare(a, a, paired=True)
    assert (c.difference, c.status) == (0, "identical")
    assert all(math.isnan(x) for x in (c.statistic, c.p_value, c.se, c.interval.low))
    assert c.sentence().startswith("The two values are identical.")
    assert ic.compare(a, a, paired=False).p_value == 1


def test_units_are_found_by_name():
    first = ic.Ratings.from_wide(ROUND, units=list("ABCDEFGHI"))
    turned = ic.Ratings.from_wide(LATER[::-1], units=list("IHGFEDCBA"))
    c = ic.compare(ic.cohen_kappa(first), ic.cohen_kappa(turned), paired=True)
    straight = ic.compare(ic.cohen_kappa(ROUND), ic.cohen_kappa(LATER), paired=True)
    for name in ("difference", "se", "statistic", "p_value", "df"):
        assert getattr(c, name) == pytest.approx(getattr(straight, name), rel=1e-12)
    assert c.to_dict()["interval"]["low"] == pytest.approx(straight.interval.low)
    with pytest.raises(ic.BadArgument, match="compare: unit 'A' is one of value 1 only, of 9 and 9 units; expected"):
        ic.compare(ic.cohen_kappa(first), ic.cohen_kappa(LATER), paired=True)


def test_by_source():
    sources = ["i1"] * 3 + ["i2"] * 3 + ["i3"] * 3
    a = ic.fleiss_kappa(ic.Ratings.from_wide(ROUND, sources=sources))
    b = ic.fleiss_kappa(ic.Ratings.from_wide(LATER, sources=sources))
    c = ic.compare(a, b, paired=True)
    assert (c.n_units, c.n_sources) == (9, 3)
    assert c.df == pytest.approx(6)  # three sources: the rule of the automatic interval
    assert c.interval.correlation_assumed
    assert "(the same units, 9 from 3 sources)" in c.sentence()
    apart = ic.compare(a, b, paired=False)
    assert apart.reason == "Both values have units of source 'i1': they are not independent of each other."


def test_undefined():
    c = ic.compare(ic.cohen_kappa(ROUND), ic.cohen_kappa([["a", "a"]] * 9), paired=True)
    assert c.status == "undefined"
    assert c.sentence().startswith("The values cannot be compared: Value 2 is undefined.")


def test_compare_all():
    values = {"one": ic.fleiss_kappa(ROUND), "two": ic.fleiss_kappa(LATER), "three": ic.fleiss_kappa(ROUND[::-1])}
    h = ic.compare_all(values, paired=True, pairs=True)
    assert (h.method, h.df) == ("hotelling", 2)
    assert list(h.pairs["first"]) == ["one", "one", "two"]
    assert all(h.pairs["p_holm"] >= h.pairs["p_value"])
    assert ic.compare_all(list(values.values()), paired=False).pairs is None
    two = ic.compare_all([values["one"], values["two"]], paired=True)
    assert two.statistic == pytest.approx(ic.compare(values["one"], values["two"], paired=True).statistic ** 2)


def test_strata():
    strata = [ic.cohen_kappa(ROUND), ic.cohen_kappa(LATER)]
    a = ic.pooled_strata(strata, "chance")
    assert a.name == "pooled_strata_cohen_kappa"
    weights = [1 - s.expected for s in strata]
    assert a.value == pytest.approx(sum(w * s.value for w, s in zip(weights, strata, strict=True)) / sum(weights))
    assert a.interval().low < a.value < a.interval().high
    assert "weighted by chance" in a.sentence()
    with pytest.raises(ic.BadArgument, match="pooled_strata: no weights called 'n'; known: size, variance, chance"):
        ic.pooled_strata(strata, "n")


def test_refusals():
    a = ic.cohen_kappa(ROUND)
    with pytest.raises(ic.BadArgument, match="compare: paired is 1; expected True for the same units"):
        ic.compare(a, a, paired=1)
    with pytest.raises(ic.BadArgument, match="compare: found a list; expected an Agreement"):
        ic.compare(a, ROUND, paired=True)
    with pytest.raises(ic.BadArgument, match="se: found 'jackknife'; expected 'ratio' or 'gwet'"):
        ic.compare(a, a, paired=True, se="jackknife")
    with pytest.raises(ic.BadArgument, match="compare_all: found an Agreement; expected agreements, in a list"):
        ic.compare_all(a, paired=True)
    with pytest.raises(ic.BadArgument, match=r"compare_all: 0 value\(s\); expected at least two"):
        ic.compare_all([], paired=True)
    with pytest.raises(ic.BadArgument, match="benchmark: no scale called 'sas'; known: landis_koch, altman"):
        a.benchmark("sas")
    with pytest.raises(ic.BadArgument, match="scale: found 3; expected a name"):
        a.benchmark(3)


def test_benchmark():
    b = ic.gwet_ac(ROUND).benchmark("krippendorff", probability=0.9)
    assert b.label == "not reliable"
    assert b.sentence() == "not reliable: no better word is reached (P >= .90, scale krippendorff)"
    assert sum(row.probability for row in b.table) == pytest.approx(1)
    perfect = ic.cohen_kappa([["a", "a"], ["b", "b"]] * 40).benchmark()
    assert (perfect.method, perfect.point_label, perfect.label) == ("interval", "almost perfect", "almost perfect")
    assert "(P >= .950, scale landis_koch)" in perfect.sentence()
    none = ic.cohen_kappa([["a", "a"]] * 5).benchmark()
    assert (none.label, none.sentence()[:8]) == ("", "No word:")


def test_tables_have_one_row_each():
    r = ic.Ratings.from_wide(THREE, sources=["s", "s", "s", "t", "t", "t"])
    a = ic.krippendorff_alpha(r)
    assert list(a.by_code()["code"]) == ["x", "y", "z"]
    assert list(a.by_code()["value"]) == [ic.krippendorff_alpha(r.collapse(c)).value for c in r.categories]
    assert list(a.by_pair()["coder_b"]) == ["Ben", "Cem", "Cem"]
    assert a.by_pair()["value"][1] == ic.krippendorff_alpha(r.select(coders=["Ada", "Cem"])).value
    assert list(a.without_coder()["change"])[2] > 0
    assert list(a.by_source()["source"]) == ["s", "t"]
    units = a.by_unit()
    assert list(units["unit"]) == ["1", "2", "3", "4", "5", "6"]
    assert list(units["influence"]) == pytest.approx(list(a.influence))
    assert list(units["codes"]) == [3, 3, 3, 3, 2, 3]


@pytest.mark.parametrize("weights", ["nominal", "linear", "ordinal"])
def test_costs_add_up_to_the_observed_disagreement(weights):
    r = ic.Ratings.from_wide(THREE, categories=["x", "y", "z"], sources=list("sssttt"), counts=[1, 2, 3, 1, 1, 2])
    for function in (ic.krippendorff_alpha, ic.conger_kappa):
        a = function(r, weights=weights)
        table = a.disagreements()
        assert sum(table["cost"]) == pytest.approx(1 - a.observed, rel=1e-14)
        assert sum(table["share"]) == pytest.approx(1)
        assert list(table["cost"]) == sorted(table["cost"], reverse=True)
        assert list(table.columns) == ["unit", "source", "count", "cost", "share", "agreement", "codes"]
    assert list(a.disagreements()["codes"])[-1] in ("x: Ada; y: Ben, Cem", "x: Ada, Ben; y: Cem", "y: Ada, Ben; z: Cem")


def test_no_disagreement_no_rows():
    table = ic.fleiss_kappa([["a", "a"], ["b", "b"]]).disagreements()
    assert len(table) == 0
    assert "cost" in table.columns


def test_tables_keep_the_kind_of_frame():
    polars = pytest.importorskip("polars")
    a = ic.fleiss_kappa(ic.Ratings.from_wide(polars.DataFrame(THREE)))
    for table in (a.by_code(), a.by_pair(), a.by_unit(), a.without_coder(), a.disagreements()):
        assert isinstance(table, polars.DataFrame)


def test_parts_that_cannot_be_had():
    with pytest.raises(ic.BadArgument, match="by_source: sources are not known"):
        ic.fleiss_kappa(THREE).by_source()
    with pytest.raises(ic.BadArgument, match=r"without_coder: found 2 coder\(s\); expected at least 3"):
        ic.fleiss_kappa(ROUND).without_coder()
    with pytest.raises(ic.BadArgument, match="disagreements: Light's kappa is not made of disagreements"):
        ic.light_kappa(THREE).disagreements()
    r = ic.Ratings.from_wide(ROUND)
    pooled = ic.pooled([ic.cohen_kappa(r.collapse(c)) for c in r.categories])
    with pytest.raises(ic.BadArgument, match="by_code: pooled Cohen's kappa cannot be computed for parts"):
        pooled.by_code()
    assert all(math.isnan(x) for x in pooled.by_unit()["without"])
