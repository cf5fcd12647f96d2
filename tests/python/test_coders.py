"""Replacing a coder, a reference, and drift, through Python."""

import math
from datetime import datetime, timedelta

import pytest

import intercoder as ic

TABLE = {
    "Ada": list("abcabcabcaabcabcabcabbabcabcabca"),
    "Ben": list("abcabcabcaabcaccabcabcabcabcabcc"),
    "Cem": list("abbabcabcaabcabcabcabcabcaacabca"),
    "model": list("abcabcabcaabcabcabcabcabcabcabca"),
}


def test_replaceable():
    found = ic.replaceable(TABLE, "model", epsilon=0.2)
    assert list(found.table["coder"]) == ["Ada", "Ben", "Cem"]
    assert list(found.table["n_units"]) == [32, 32, 32]
    assert found.sentence() == (
        "model passes the alternative annotator test: it outdoes 3 of 3 coders (winning rate 1.00; epsilon = .20, "
        "false discovery rate .05), and is as near to the other coders as the one it replaces, or nearer, on 100% of "
        "the units."
    )
    guess = ic.replaceable(TABLE | {"model": list("cab" * 10 + "ca")}, "model")
    assert not guess.passed
    assert "model does not pass" in guess.sentence()


def test_numbers_are_compared_by_squared_differences():
    numbers = {name: [float("abc".index(x)) for x in codes] for name, codes in TABLE.items()}
    by_default = ic.replaceable(numbers, "model")
    assert list(by_default.table["p_value"]) == list(
        ic.replaceable(numbers, "model", weights="interval").table["p_value"]
    )
    assert ic.replaceable(numbers, "model", weights="nominal").advantage == ic.replaceable(TABLE, "model").advantage


def test_the_signed_rank_test_where_it_is_asked_for():
    few = {name: codes[:20] for name, codes in TABLE.items()}
    found = ic.replaceable(few, "model", test="signed_rank").table
    # 16 draws, each -0.1, and 4 units on which the model is nearer, each -1.1: every rank is on the model's side.
    assert list(found["statistic"]) == [0.0, 0.0, 0.0]
    assert found["p_value"][0] == pytest.approx(0.5**20)
    assert ic.replaceable(few, "model").table["reason"][0] != found["reason"][0] == ""
    with pytest.raises(ic.BadArgument, match="replaceable: no test called 'sign'; known: t, signed_rank"):
        ic.replaceable(few, "model", test="sign")


def test_refusals_of_replaceable():
    with pytest.raises(ic.BadArgument, match="no coder 'gpt'"):
        ic.replaceable(TABLE, "gpt")
    with pytest.raises(ic.BadArgument, match="epsilon: found the text 'much'; expected a number"):
        ic.replaceable(TABLE, "model", epsilon="much")
    with pytest.raises(ic.BadArgument, match=r"replaceable: found 1 coder\(s\) besides the candidate"):
        ic.replaceable({"a": [1, 2], "b": [1, 2]}, "a")
    with pytest.raises(ic.BadArgument, match="replaceable: these ratings are counts per category"):
        ic.replaceable(ic.Ratings.from_counts([[3, 0], [1, 2]]), "1")


def test_against_a_reference():
    table = {"expert": [1, 1, 0, 0, 1, 0], "Ada": [1, 1, 0, 0, 1, 1], "Ben": [1, 0, 0, None, 0, 0]}
    found = ic.against_reference(table, "expert")
    assert list(found.by_coder["coder"]) == ["Ada", "Ben"]
    assert found.by_coder["value"][0] == ic.cohen_kappa(table["expert"], table["Ada"]).value
    rows = [dict(zip(found.by_code.columns, row, strict=True)) for row in found.by_code.itertuples(index=False)]
    ada, ben = rows[1], rows[3]
    assert (ada["code"], ada["both"], ada["only_coder"], ada["only_reference"], ada["neither"]) == (1, 3, 1, 0, 2)
    assert (ada["sensitivity"], ada["precision"], ada["f1"]) == (1, 0.75, pytest.approx(6 / 7))
    assert 0 < ada["sensitivity_low"] < ada["sensitivity_high"] == 1
    assert (ben["sensitivity"], ben["precision"], ben["neither"]) == (pytest.approx(1 / 3), 1, 2)
    with pytest.raises(ic.BadArgument, match="against_reference: no coefficient called 'kappa'; known: "):
        ic.against_reference(table, "expert", coefficient="kappa")
    with pytest.raises(ic.BadArgument, match="no coder 'Cem'"):
        ic.against_reference(table, "Cem")


def test_a_code_that_nobody_gave():
    r = ic.Ratings.from_wide([["a", "a"], ["b", "a"], ["a", "a"]], categories=["a", "b", "c"], coders=["x", "y"])
    found = ic.against_reference(r, "y")
    assert math.isnan(found.by_code["sensitivity"][2])
    assert math.isnan(found.by_code["f1"][2])
    assert found.by_code["sensitivity"][0] == pytest.approx(2 / 3)


def test_drift():
    a = ic.fleiss_kappa(ic.Ratings.from_wide(TABLE, sources=[f"i{k // 8}" for k in range(32)]))
    d = a.drift(window=8)
    assert list(d.windows["first"]) == ["1", "9", "17", "25"]
    assert sum(d.windows["mean"]) / 4 == pytest.approx(a.value)
    assert d.n_sources == 4
    times = [datetime(2026, 1, 1) + timedelta(hours=k) for k in range(32)]
    assert a.drift(times, 8).slope == pytest.approx(d.slope)
    assert a.drift(times[::-1], 8).slope == pytest.approx(-d.slope)
    assert a.drift(times[::-1], 8).windows["first"][0] == "32"


def test_refusals_of_drift():
    a = ic.fleiss_kappa(TABLE)
    with pytest.raises(ic.BadArgument, match="drift: 2 numbers to order units by; expected 32"):
        a.drift([1, 2])
    with pytest.raises(ic.BadArgument, match="order: found the text 'x'; expected a number or a time for each unit"):
        a.drift(["x"] * 32)
    with pytest.raises(ic.BadArgument, match="order: an empty list"):
        a.drift([])
    with pytest.raises(ic.BadArgument, match="window: found 0; expected a number of units"):
        a.drift(window=0)
    with pytest.raises(ic.BadArgument, match="interval: level 2; expected a number between 0 and 1"):
        a.drift(level=2)
