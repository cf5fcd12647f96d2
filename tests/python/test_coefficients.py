"""Coefficients through Python: published values, every way to call them, what is undefined."""

import threading
import time

import numpy as np
import pandas as pd
import polars as pl
import pytest

import intercoder as ic

NAN = float("nan")

# Krippendorff (2011), Computing Krippendorff's alpha-reliability: four coders, twelve units.
TWELVE = np.array(
    [
        [1, 1, NAN, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
        [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [NAN, 5, 5, 5], [NAN, NAN, 1, 1], [NAN, 3, NAN, NAN],
    ]
)  # fmt: skip
# Fleiss (1971): six psychiatrists, thirty patients, five diagnoses.
PATIENTS = [
    [0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0], [2, 0, 4, 0, 0],
    [0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6], [1, 0, 0, 5, 0], [1, 1, 0, 4, 0],
    [0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1], [0, 0, 5, 0, 1], [3, 0, 0, 1, 2], [5, 1, 0, 0, 0],
    [0, 2, 0, 4, 0], [1, 0, 2, 0, 3], [0, 0, 0, 0, 6], [0, 1, 0, 5, 0], [0, 2, 0, 1, 3], [2, 0, 0, 4, 0],
    [1, 0, 0, 4, 1], [0, 5, 0, 1, 0], [4, 0, 0, 0, 2], [0, 2, 0, 4, 0], [1, 0, 5, 0, 0], [0, 0, 0, 0, 6],
]  # fmt: skip
# Cohen (1968): two clinicians, three diagnoses, in per cent of 200 patients; disagreement weights of his table 1.
DIAGNOSES = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
COSTS = np.array([[0, 1, 3], [1, 0, 6], [3, 6, 0]])

ALL = [
    ic.percent_agreement,
    ic.brennan_prediger,
    ic.scott_pi,
    ic.fleiss_kappa,
    ic.cohen_kappa,
    ic.conger_kappa,
    ic.gwet_ac,
    ic.krippendorff_alpha,
]
BOUNDED = [ic.percent_agreement, ic.gwet_ac]
UNBOUNDED = ["ordinal", "interval"]
NAMES = ["nominal", "ordinal", "interval", "ratio", "circular", "bipolar", "linear", "quadratic", "radical"]
NAMES += ["gwet_ordinal", "gwet_ratio", "gwet_circular", "gwet_bipolar"]

by_name = {f.__name__: f for f in ALL}
each = pytest.mark.parametrize("name", by_name)


@pytest.mark.parametrize(
    ("weights", "value"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_of_krippendorff(weights, value):
    assert ic.krippendorff_alpha(TWELVE, weights=weights).value == pytest.approx(value, abs=5e-4)


def test_kappa_of_fleiss():
    a = ic.fleiss_kappa(ic.Ratings.from_counts(PATIENTS))
    assert a.value == pytest.approx(0.430, abs=5e-4)
    assert a.observed == pytest.approx(0.556, abs=5e-4)
    assert a.expected == pytest.approx(0.220, abs=5e-4)


def test_kappa_of_cohen():
    r = ic.Ratings.from_confusion(DIAGNOSES)
    assert ic.cohen_kappa(r).value == pytest.approx(0.492, abs=5e-4)
    assert ic.cohen_kappa(r, weights=1 - COSTS / 6).value == pytest.approx(0.348, abs=5e-4)


def test_ac1_of_gwet():
    # Gwet (2008), table 3: 118 yes/yes, 5 yes/no, 2 no/yes, 0 no/no; kappa is near 0, AC1 is not.
    r = ic.Ratings.from_confusion([[118, 5], [2, 0]])
    assert ic.gwet_ac(r).value == pytest.approx(0.9408, abs=5e-5)
    assert ic.cohen_kappa(r).value == pytest.approx(-0.0234, abs=5e-5)


@each
def test_two_sequences_are_two_coders(name):
    f = by_name[name]
    a, b = ["x", "y", None, "y", "x"], ["x", "x", "y", "y", "x"]
    expected = f(list(zip(a, b, strict=True))).value
    assert np.isfinite(expected)
    assert f(a, b).value == expected
    assert f(np.array(a, dtype=object), tuple(b)).value == expected
    assert f(pd.Series(a), pd.Series(b)).value == expected
    assert f(pl.Series(a), pl.Series(b)).value == expected
    numbers = {"x": 1, "y": 2, None: NAN}
    assert f(np.array([numbers[x] for x in a]), np.array([numbers[x] for x in b])).value == expected


@each
@pytest.mark.parametrize("weights", NAMES)
def test_every_weighting(name, weights):
    f = by_name[name]
    r = ic.Ratings.from_wide(TWELVE).select(coders=[2, 4])
    if f in BOUNDED and weights in UNBOUNDED:
        with pytest.raises(ic.BadArgument, match="needs agreement weights between 0 and 1"):
            f(r, weights=weights)
        return
    a = f(r, weights=weights)
    assert (a.weights, a.status) == (weights, "ok")
    assert -1 <= a.value <= 1


@each
def test_a_matrix_and_a_function_say_the_same(name):
    f = by_name[name]
    r = ic.Ratings.from_wide(TWELVE).select(coders=[2, 4])
    q = np.array(r.categories)
    expected = f(r, weights="quadratic").value
    matrix = 1 - ((q[:, None] - q[None, :]) / (q[-1] - q[0])) ** 2
    for weights in (matrix, matrix.tolist(), lambda a, b: ((a - b) / 4) ** 2):
        a = f(r, weights=weights)
        assert a.value == pytest.approx(expected, abs=1e-12)
        assert a.weights == "custom"


def test_a_function_gets_the_codes_as_they_are():
    seen = set()

    def distance(a, b):
        seen.update([a, b])
        return a != b

    ic.cohen_kappa([["x", "y"], ["y", "y"]], weights=distance)
    assert seen == {"x", "y"}
    seen.clear()
    ic.cohen_kappa([[True, False], [True, True]], weights=distance)
    assert seen == {True, False}


@each
def test_missing_rules(name):
    f = by_name[name]
    r = ic.Ratings.from_wide([[1, 1], [1, 2], [2, 2], [2, None], [2, None], [1, 1], [1, 1]])
    complete = f(r.select(units=[1, 2, 3, 6, 7])).value
    assert f(r, missing="complete").value == pytest.approx(complete)
    assert f(r, missing="pairable").value == pytest.approx(complete)  # two coders: pairable is complete
    available = f(r, missing="available").value
    assert f(r).value == (f(r, missing="pairable").value if name == "krippendorff_alpha" else available)
    if name not in ("percent_agreement", "brennan_prediger"):  # chance there does not look at the codes
        assert available != pytest.approx(complete)


def test_fleiss_is_scott_and_conger_is_cohen_for_two():
    r = ic.Ratings.from_confusion(DIAGNOSES)
    assert ic.fleiss_kappa(r).value == ic.scott_pi(r).value
    assert ic.conger_kappa(r).value == ic.cohen_kappa(r).value


def test_ratings_of_text_have_an_order_only_when_it_is_declared():
    table = [["low", "high"], ["middle", "low"], ["low", "low"]]
    guessed = ic.krippendorff_alpha(table, weights="ordinal")
    assert "order_of_appearance" in [w.id for w in guessed.warnings]
    r = ic.Ratings.from_wide(table, categories=["low", "middle", "high"])
    assert "order_of_appearance" not in [w.id for w in ic.krippendorff_alpha(r, weights="ordinal").warnings]


def test_categories_that_nobody_used_count_where_all_are_alike():
    table = [["a", "b"], ["b", "b"], ["a", "a"]]
    two, four = (ic.Ratings.from_wide(table, categories=list(names)) for names in ("ab", "abcd"))
    assert ic.brennan_prediger(two).value < ic.brennan_prediger(four).value
    assert ic.cohen_kappa(two).value == ic.cohen_kappa(four).value


UNDEFINED = {
    "no_variation": [["x", "x"], ["x", "x"]],
    "no_pairs": [["x", None], [None, "y"]],
    "one_coder": [["x"], ["y"]],
    "no_units": [[None, None]],
}


@pytest.mark.parametrize("status", UNDEFINED)
def test_undefined_is_a_status_with_a_reason(status):
    a = ic.krippendorff_alpha(UNDEFINED[status])
    assert np.isnan(a.value)
    assert a.status == status
    assert a.reason.endswith(".")
    assert np.isnan(a.se)
    i = a.interval()
    assert np.isnan([i.low, i.high]).all()
    assert i.reason == a.reason
    assert a.warnings[0].id == status
    with pytest.raises(ic.InsufficientData, match=f"^krippendorff_alpha: {a.reason}$"):
        ic.krippendorff_alpha(UNDEFINED[status], undefined="raise")


def test_what_can_be_said_is_said():
    a = ic.cohen_kappa(UNDEFINED["no_variation"])
    assert (a.observed, a.expected) == (1, 1)
    assert ic.cohen_kappa([[1, 1], [2, 1]], undefined="raise").status == "one_coder_constant"


@each
def test_influence_is_the_derivative_by_units(name):
    f = by_name[name]
    table = np.array([[1, 1], [1, 2], [2, 2], [2, 2], [3, 1], [3, 3], [1, 1]])
    a = f(table)
    assert a.influence.shape == (7,)
    assert a.influence.sum() == pytest.approx(0, abs=1e-12)
    assert not a.influence.flags.writeable
    step = 1e-5
    slopes = []
    for u in range(7):
        counts = np.ones(7)
        counts[u] += step
        slopes.append((f(ic.Ratings.from_wide(table, counts=counts)).value - a.value) / step)
    assert a.influence == pytest.approx(7 * (np.array(slopes) - np.mean(slopes)), abs=1e-3)


def test_counts_are_copies():
    table = [[1, 1], [1, 2], [2, 2]]
    copies = [row for row, n in zip(table, (3, 1, 2), strict=True) for _ in range(n)]
    for f in ALL:
        a, b = f(ic.Ratings.from_wide(table, counts=[3, 1, 2])), f(copies)
        assert (a.value, a.se, a.n_units) == pytest.approx((b.value, b.se, b.n_units))


def test_other_threads_run_while_a_coefficient_is_computed():
    random = np.random.default_rng(0)
    table = random.random((400_000, 2)) + 0.5
    steps, done = [0], threading.Event()

    def count():
        while not done.is_set():
            steps[0] += 1
            time.sleep(0)

    thread = threading.Thread(target=count)
    thread.start()
    before = steps[0]
    ic.krippendorff_alpha(table, weights="ratio")
    during = steps[0] - before
    done.set()
    thread.join()
    assert during > 10  # a held lock would leave none


def test_threads_share_ratings():
    r = ic.Ratings.from_wide(TWELVE)
    expected = [ic.krippendorff_alpha(r, weights=w).value for w in NAMES]
    found = {}

    def work(k):
        found[k] = [ic.krippendorff_alpha(r, weights=w).value for w in NAMES]

    threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(found[k] == expected for k in range(4))
