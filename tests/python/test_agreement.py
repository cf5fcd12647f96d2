"""The result of a coefficient as data: error, interval, test, dict, JSON, frame; many codes pooled."""

import dataclasses
import json
import math
import os
import signal
import threading

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import intercoder as ic

TABLE = ic.Ratings.from_confusion([[40, 9, 2], [6, 30, 4], [3, 1, 20]], categories=["a", "b", "c"])
COLUMNS = ["name", "code", "value", "observed", "expected", "se", "low", "high", "level", "method"]
COLUMNS += ["n_units", "n_pairable", "n_coders", "n_sources", "status"]


def clustered(seed=1, sources=8, units=25):
    """Two coders of units in sources that differ in how far they agree."""
    random = np.random.default_rng(seed)
    source = np.repeat(np.arange(sources), units)
    first = random.random(source.size) < 0.4
    slips = random.random(source.size) < np.repeat(random.uniform(0.02, 0.5, sources), units)
    return ic.Ratings.from_wide(np.column_stack([first, first ^ slips]), sources=source)


def test_fields():
    a = ic.cohen_kappa(TABLE)
    assert a.value == pytest.approx((90 / 115 - 4723 / 13225) / (1 - 4723 / 13225))
    assert a.observed == pytest.approx(90 / 115)
    assert a.expected == pytest.approx(4723 / 13225)
    assert (a.name, a.title, a.weights, a.code) == ("cohen_kappa", "Cohen's kappa", "nominal", None)
    assert (a.status, a.reason, a.warnings) == ("ok", "", [])
    assert (a.n_units, a.n_pairable, a.n_coders, a.n_sources) == (115, 115, 2, 0)
    assert (a.coders, a.categories) == (("1", "2"), ("a", "b", "c"))
    assert ic.cohen_kappa([[True, False], [True, True]]).categories == (False, True)


def test_errors_of_kappa():
    # Fleiss, Cohen & Everitt (1969), by hand from their formulas; the divisor here is n - 1.
    p = np.array([[40, 9, 2], [6, 30, 4], [3, 1, 20]]) / 115
    rows, columns, a = p.sum(1), p.sum(0), ic.cohen_kappa(TABLE)
    expected, observed, k = rows @ columns, np.trace(p), a.value
    diagonal = sum(p[i, i] * (1 - (rows[i] + columns[i]) * (1 - k)) ** 2 for i in range(3))
    others = sum(p[i, j] * (columns[i] + rows[j]) ** 2 for i in range(3) for j in range(3) if i != j)
    variance = (diagonal + (1 - k) ** 2 * others - (k - expected * (1 - k)) ** 2) / (1 - expected) ** 2
    assert observed == pytest.approx(a.observed)
    assert a.se == pytest.approx(math.sqrt(variance / 114))
    under_null = expected + expected**2 - sum(rows * columns * (rows + columns))
    assert a.se_null == pytest.approx(math.sqrt(under_null / 115) / (1 - expected))


def test_frozen():
    a = ic.cohen_kappa(TABLE)
    for name in ("value", "se", "code", "anything"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(a, name, 1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        a.interval().low = 0
    a.warnings.append("mine")
    assert a.warnings == []


def test_interval_says_what_it_is():
    i = ic.cohen_kappa(TABLE).interval(level=0.9)
    assert (i.method, i.level, i.df, i.n_resamples, i.correlation_assumed) == ("fisher_z", 0.9, 114, 0, False)
    assert i.low < ic.cohen_kappa(TABLE).value < i.high
    assert i.se == pytest.approx(ic.cohen_kappa(TABLE).se)
    wide = ic.cohen_kappa(TABLE).interval(level=0.99)
    assert wide.low < i.low
    assert wide.high > i.high


@pytest.mark.parametrize("method", ["fisher_z", "t", "normal", "logit"])
@pytest.mark.parametrize("se", ["ratio", "gwet", "jackknife"])
def test_methods_and_errors(method, se):
    a = ic.cohen_kappa(TABLE)
    i = a.interval(method=method, se=se)
    assert i.method == method
    assert i.se == pytest.approx(a.se, rel=0.05)
    assert i.low == pytest.approx(a.value - 2 * a.se, abs=0.03)
    assert i.high == pytest.approx(a.value + 2 * a.se, abs=0.03)


def test_two_coders_and_a_yes_no_code():
    r = ic.Ratings.from_confusion([[20, 3], [2, 15]])
    i = ic.cohen_kappa(r).interval()
    assert (i.method, i.n_resamples) == ("jeffreys", 20_000)
    assert ic.cohen_kappa(r).interval(seed=0) == i
    assert ic.cohen_kappa(r).interval(seed=1) != i
    assert ic.scott_pi(r).interval(method="gof").method == "gof"


def test_perfect_agreement_is_never_certain():
    r = ic.Ratings.from_confusion([[6, 0], [0, 5]])
    for f in (ic.percent_agreement, ic.cohen_kappa, ic.krippendorff_alpha, ic.gwet_ac):
        i = f(r).interval()
        assert (f(r).value, i.high) == (1, 1)
        assert 0 < i.low < 0.95


def test_sources_widen_the_interval():
    r = clustered()
    a = ic.krippendorff_alpha(r)
    assert a.n_sources == 8
    by_source, by_unit = a.interval(), a.interval(cluster=None)
    assert by_source.design_effect > 1.5
    assert by_unit.design_effect == 1
    assert by_source.high - by_source.low > 1.2 * (by_unit.high - by_unit.low)
    assert not by_source.correlation_assumed
    few = ic.krippendorff_alpha(r.select(sources=[0, 1, 2]))
    assert few.interval().correlation_assumed
    assert few.warnings[0].id == "few_sources"


def test_a_population_that_is_nearly_exhausted_narrows_it():
    a = ic.krippendorff_alpha(clustered())
    widths = [i.high - i.low for i in (a.interval(method="t", population=n) for n in (None, 20, 10, 8))]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] == 0


def test_test():
    a = ic.cohen_kappa(TABLE)
    t = a.test()
    assert (t.method, t.null, t.df) == ("null_error", 0, math.inf)
    assert t.statistic == pytest.approx(a.value / a.se_null)
    assert t.p_value < 1e-10
    t = a.test(null=0.6)
    assert (t.method, t.df) == ("t", 114)
    assert t.statistic == pytest.approx((a.value - 0.6) / a.se)
    assert ic.krippendorff_alpha(clustered()).test().method == "inverted_interval"
    undefined = ic.cohen_kappa([[1, 1], [1, 1]])
    assert math.isnan(undefined.test().p_value)
    assert undefined.test().reason == undefined.reason


def test_warnings_have_ids_numbers_and_advice():
    warnings = ic.cohen_kappa([["a", "a"], ["b", "b"]] * 5).warnings
    assert [w.id for w in warnings][:2] == ["perfect", "few_units"]
    assert warnings[1].numbers == {"n_pairable": 10}
    assert warnings[1].advice.startswith("Fewer than 30 units were coded twice")


def test_to_dict():
    a = ic.krippendorff_alpha(TABLE)
    d = a.to_dict()
    assert d["schema"] == "intercoder/agreement/1"
    assert d["interval"] == a.interval().to_dict()
    assert d["categories"] == ["a", "b", "c"]
    for name in ("name", "value", "observed", "expected", "se", "status", "n_units", "n_sources", "weights"):
        assert d[name] == getattr(a, name)
    assert a.to_dict(level=0.8)["interval"]["level"] == 0.8


@pytest.mark.parametrize("table", [[[1, 1], [1, 1]], [[None, None]], [["ä", "b"], ["b", "ä"], ["b", "b"]]])
def test_to_json_is_strict(table):
    text = ic.krippendorff_alpha(table).to_json()
    d = json.loads(text, parse_constant=lambda x: pytest.fail(f"{x} is not JSON"))
    a = ic.krippendorff_alpha(table)
    assert d["value"] == (None if math.isnan(a.value) else a.value)
    assert d["status"] == a.status
    assert "\\u" not in text


@pytest.mark.parametrize(
    ("frame", "kind"), [(pd.DataFrame, pd.DataFrame), (pl.DataFrame, pl.DataFrame), (pa.table, pa.Table)]
)
def test_to_frame_has_these_columns_and_the_kind_of_frame_that_came(frame, kind):
    found = ic.cohen_kappa(frame({"A": ["x", "y", "x"], "B": ["x", "x", "x"]})).to_frame()
    assert isinstance(found, kind)
    assert list(found.columns if kind is not pa.Table else found.column_names) == COLUMNS


def test_to_frame_without_pandas(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    found = ic.cohen_kappa(TABLE).to_frame(level=0.9)
    assert list(found) == COLUMNS
    assert (found["level"], found["n_units"], found["method"]) == ([0.9], [115], ["fisher_z"])


def test_pooled_is_mean_observed_and_mean_expected():
    each = [ic.cohen_kappa(TABLE.collapse(code)) for code in TABLE.categories]
    a = ic.pooled(each)
    observed, expected = np.mean([x.observed for x in each]), np.mean([x.expected for x in each])
    assert a.value == pytest.approx((observed - expected) / (1 - expected))
    assert (a.name, a.coders, a.categories) == ("pooled_cohen_kappa", (), ())
    assert [x.code for x in each] == ["a", "b", "c"]
    assert a.interval().low < a.value < a.interval().high
    never = ic.cohen_kappa(ic.Ratings.from_wide([["x", "x"]] * 3, categories=["x", "y"]).collapse("y"))
    assert ic.pooled([never]).status == "no_variation"
    assert ic.pooled([*each, never]).value == pytest.approx(a.value)


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_stops_long_work():
    table = np.random.default_rng(0).random((30_000, 2))
    a = ic.krippendorff_alpha(table, weights="interval")
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        a.interval(se="jackknife")
