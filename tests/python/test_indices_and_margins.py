"""Indices of two coders, tests of margins, extensions and tolerance, through Python."""

import math

import pytest

import intercoder as ic

TABLE = ic.Ratings.from_confusion([[90, 4], [5, 1]], categories=["yes", "no"])


def test_what_means_yes_is_said_or_asked_for():
    assert ic.positive_agreement(TABLE, positive="yes").value == pytest.approx(180 / 189)
    assert ic.negative_agreement(TABLE, positive="no").value == pytest.approx(180 / 189)
    assert ic.prevalence_index(TABLE).value == pytest.approx(-0.89)  # declared: the second one means yes
    assert ic.prevalence_index([True, True, False], [True, True, True]).value == pytest.approx(2 / 3)
    with pytest.raises(ic.BadArgument, match="positive_agreement: 'b' and 'a' are labels in the order they appeared"):
        ic.positive_agreement(["b", "a"], ["b", "b"])
    assert ic.positive_agreement(["b", "a"], ["b", "b"], positive="b").value == pytest.approx(2 / 3)


def test_specific_agreement_of_one_of_many_categories():
    found = ic.positive_agreement(["a", "b", "c", "a"], ["a", "c", "c", "b"], positive="a")
    assert found.value == pytest.approx(2 / 3)
    with pytest.raises(ic.BadArgument, match="is about 2 categories; found 3; collapse to one"):
        ic.positive_agreement([1, 2, 3], [1, 2, 3])


def test_extensions():
    table = [[1, 1, 1], [1, 2, 2], [2, 2, 2], [3, 3, 3]]
    assert ic.percent_agreement(table, extension="all").value == pytest.approx(0.75)
    assert ic.brennan_prediger(table, extension="all").value == pytest.approx((0.75 - 1 / 9) / (1 - 1 / 9))
    assert ic.brennan_prediger(table, extension="pairwise").value == ic.brennan_prediger(table).value
    with pytest.raises(ic.BadArgument, match="extension: found 'some'; expected 'pairwise' or 'all'"):
        ic.brennan_prediger(table, extension="some")


def test_tolerance():
    table = [[1, 2, 2], [4, 4, 4], [1, 3, 3], [5, 5, 4]]
    assert ic.percent_agreement(table, tolerance=1).value == pytest.approx(10 / 12)
    assert ic.percent_agreement(table, weights="within_1").value == pytest.approx(10 / 12)
    assert ic.percent_agreement(table, tolerance=1, extension="all").value == pytest.approx(3 / 4)
    assert ic.percent_agreement(table, tolerance=0.5).weights == "within_0.5"
    with pytest.raises(ic.BadArgument, match="tolerance: given beside weights"):
        ic.percent_agreement(table, tolerance=1, weights="linear")
    with pytest.raises(ic.BadArgument, match="tolerance: found True; expected a number"):
        ic.percent_agreement(table, tolerance=True)
    with pytest.raises(ic.BadArgument, match="weights: tolerance -1; expected a number that is not negative"):
        ic.percent_agreement(table, tolerance=-1)


def test_light_is_the_mean_of_the_pairs():
    r = ic.Ratings.from_wide([["a", "a", "b"], ["b", "b", "b"], ["a", "b", "a"], ["b", "b", None], ["a", "a", "a"]])
    pairs = [r.select(coders=[r.coders[i], r.coders[j]]) for i, j in ((0, 1), (0, 2), (1, 2))]
    for weights in ("nominal", "linear", "ordinal"):
        values = [ic.cohen_kappa(pair, weights=weights).value for pair in pairs]
        assert ic.light_kappa(r, weights=weights).value == pytest.approx(sum(values) / 3)


def test_fleiss_null_error_of_many_coders():
    a = ic.fleiss_kappa([[1, 1, 1], [1, 2, 2], [2, 2, 2], [1, 1, 2], [2, 2, 2]])
    assert a.se_null == pytest.approx(math.sqrt(2 / (5 * 3 * 2)))  # with two categories it is free of the data
    t = a.test()
    assert (t.method, t.null, t.estimate) == ("null_error", 0, a.value)
    assert t.statistic == pytest.approx(a.value / a.se_null)
    some_missing = ic.fleiss_kappa([[1, 1, None], [1, 2, 2], [2, 2, 2], [1, 1, 2]])
    assert math.isnan(some_missing.se_null)


def test_margins():
    t = ic.mcnemar(TABLE)
    assert t.to_dict()["method"] == "mcnemar_mid_p"
    assert t.estimate == pytest.approx(0.01)  # no is the second category: 5 + 1 against 4 + 1
    assert ic.mcnemar(TABLE, method="asymptotic").statistic == pytest.approx(1 / 9)
    assert ic.stuart_maxwell(TABLE).df == 1
    same = ic.bhapkar(["a", "b"], ["a", "b"])
    assert math.isnan(same.p_value)
    assert same.reason == "The coders differ on no unit: nothing speaks for or against a difference."


def test_refusals_of_margins():
    with pytest.raises(ic.BadArgument, match="stuart_maxwell: compares 2 coders; found 3; select two of them"):
        ic.stuart_maxwell([[1, 2, 1]])
    with pytest.raises(ic.BadArgument, match="mcnemar: no method called 'yates'; known: mid_p, exact, "):
        ic.mcnemar(TABLE, method="yates")
    with pytest.raises(ic.BadArgument, match="method: found 3; expected a name"):
        ic.mcnemar(TABLE, method=3)
    with pytest.raises(ic.BadArgument, match="rater_bias: needs to know which category is higher"):
        ic.rater_bias(["a", "b", "c"], ["b", "b", "c"])


def test_what_a_coefficient_does_not_take_is_refused_with_what_it_does():
    with pytest.raises(ic.BadArgument, match="holsti: knows codes that are the same or not; found weights 'linear'"):
        ic.holsti([[1, 2]], weights="linear")
    with pytest.raises(ic.BadArgument, match="kappa_max: found missing 'available'; expected 'complete', the only"):
        ic.kappa_max([[1, 2]], missing="available")
    a = ic.positive_agreement(TABLE)
    with pytest.raises(ic.BadArgument, match="pooled: positive agreement has no mean of observed and of expected"):
        ic.pooled([a, a])
