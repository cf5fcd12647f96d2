"""Ratings that are scores, from Python: against NumPy, published values, at scale, and what is refused."""

import inspect
import json
from pathlib import Path

import numpy as np
import pytest

import intercoder as ic
from intercoder import _core

JUDGES = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
NAMES = {"finn", "icc", "iota", "kendall_w", "lin_ccc", "maxwell_re", "mean_correlation", "robinson_a"}


def test_the_list_is_what_the_package_exports():
    assert {info.name for info in _core.score_list()} == NAMES
    assert set(ic.__all__) >= NAMES
    for name in NAMES:
        for section in ("Parameters", "Returns", "Raises", "References", "Examples"):
            assert f"\n{section}\n" in inspect.getdoc(getattr(ic, name))


def test_nominal_iota_is_what_irr_prints():
    cases = json.loads((Path(__file__).parents[1] / "data" / "statistics.json").read_text())
    data = next(c["data"] for c in cases if c["id"] == "irr_diagnoses_conger_light")
    assert ic.iota(data, scale="nominal").value == pytest.approx(0.4418085403, abs=1e-9)
    assert ic.iota(data, scale="nominal").value == pytest.approx(ic.conger_kappa(data).value, abs=1e-12)


def test_test_and_interval_are_data():
    test = ic.icc(JUDGES).test().to_dict()
    assert test["method"] == "F"
    assert (test["df"], test["df_denominator"]) == (5, pytest.approx(15))
    assert test["p_value"] == pytest.approx(0.0001345665165, abs=1e-9)
    assert ic.icc(JUDGES).interval().method == "exact"
    friedman = ic.kendall_w(JUDGES).test()
    assert (friedman.method, friedman.df, np.isnan(friedman.df_denominator)) == ("chi_squared", 5, True)


def test_a_million_different_numbers_near_a_hundred_million():
    random = np.random.default_rng(1)
    x = random.normal(size=1_000_000)
    table = 1e8 + np.column_stack([x, x + random.normal(size=x.size)])
    a, b = (table - 1e8).T
    expected = 2 * np.cov(a, b, bias=True)[0, 1] / (a.var() + b.var() + (a.mean() - b.mean()) ** 2)
    found = ic.lin_ccc(ic.Ratings.from_wide(table))
    assert found.value == pytest.approx(expected, abs=1e-10)
    assert found.se == pytest.approx(0.0005, rel=0.1)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: ic.icc(["a", "b"], ["a", "b"]), "icc: needs numbers; the categories are labels, such as 'a'"),
        (lambda: ic.icc(JUDGES, model="2"), "model: found the text '2'; expected 1, 2 or 3"),
        (lambda: ic.icc(JUDGES, kind="absolute"), "kind: found 'absolute'; expected 'agreement' or 'consistency'"),
        (lambda: ic.icc(JUDGES, average=1), "average: found 1; expected True or False"),
        (lambda: ic.finn(JUDGES, levels=1.5), "levels: found 1.5; expected a whole number of at least 2, or None"),
        (lambda: ic.iota(JUDGES, scale="ordinal"), "scale: found 'ordinal'; expected 'quantitative' or 'nominal'"),
        (lambda: ic.mean_correlation(JUDGES, method=1), "method: found 1; expected a word"),
        (lambda: ic.maxwell_re(JUDGES), "maxwell_re: compares 2 coders; found 4; select two of them"),
        (lambda: ic.kendall_w(JUDGES, missing="none"), "missing: no rule called 'none'; known: available"),
    ],
)
def test_refusals(call, message):
    with pytest.raises(ic.BadArgument) as error:
        call()
    assert str(error.value).startswith(message)


def test_undefined_raises_on_request():
    with pytest.raises(ic.InsufficientData, match="icc: One unit, or ratings without spread"):
        ic.icc([[3, 3], [3, 3]], undefined="raise")
