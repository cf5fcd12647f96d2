"""Cells that hold sets of codes: reading them, giving them back, what can be asked of them, what is refused."""

import json
import pickle

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import intercoder as ic

R = ic.Ratings

# Krippendorff & Craggs (2016), table 3: three coders, four units, one of them coded once.
TABLE3 = [[{"b", "d"}, {"d"}, None], [{"a", "b", "d"}, {"b"}, {"b", "d"}], [set(), {"a"}, {"a"}], [{"a"}, None, None]]
# The nine items of DKPro Agreement's tests.
NINE = [
    ["", ""],
    ["A", ""],
    ["A", "A"],
    ["A", "B"],
    ["AB", "A"],
    ["AB", "AC"],
    ["ABC", "ABC"],
    ["C", "AC"],
    ["C", "AC"],
]
NINE = [[set(cell) for cell in row] for row in NINE]
WEIGHTS = ["jaccard", "dice", "masi", "masi_2004", "masi_nltk", "masi_dkpro"]


def rows(r):
    wide = r.to_wide()
    cells = [[wide[c][u] for c in r.coders] for u in range(len(r))]
    return [[None if x is None or x != x else x for x in row] for row in cells]


# --- in and out -------------------------------------------------------------------------------------------------------


def test_every_kind_of_set_is_read():
    r = R.from_wide([[{"a"}, frozenset("ab")], [["b", "a"], ()], [None, ("b", "b")]])
    assert r.categories == (frozenset("a"), frozenset("ab"), frozenset(), frozenset("b"))
    assert r.codes == ("a", "b")
    assert rows(r) == [[{"a"}, {"a", "b"}], [{"a", "b"}, set()], [None, {"b"}]]
    assert r._core.coded_twice == 2
    assert repr(r) == "Ratings: 3 units (2 coded twice), 2 coders (1, 2), 4 sets of 2 codes (a, b)"
    assert "{a, b}: 2" in r._repr_html_()


def test_codes_in_sets_stay_what_they_are():
    numbers = R.from_wide([[{10, 2}, {2}], [{2.5}, set()]])
    assert numbers.codes == (2, 2.5, 10)
    assert numbers.categories[0] == {2, 10}
    flags = R.from_wide([[{True}, {False, True}]])
    assert flags.codes == (False, True)
    assert rows(flags) == [[{True}, {True, False}]]
    assert R.from_wide([[{"x"}, {"y"}]], categories=["y", "x", "z"]).codes == ("y", "x", "z")
    assert R.from_wide([[{3}, {1}]], categories=range(5)).codes == (0, 1, 2, 3, 4)


@pytest.mark.parametrize("backend", [pd.DataFrame, pl.DataFrame, pa.table])
def test_lists_in_every_kind_of_frame(backend):
    frame = backend({"Ada": [["a", "b"], [], ["b"]], "Ben": [["a"], None, ["b"]]})
    r = R.from_wide(frame)
    assert r.coders == ("Ada", "Ben")
    assert r.categories == ({"a", "b"}, {"a"}, set(), {"b"})
    assert r._core.coded_twice == 2
    wide, long = r.to_wide(), r.to_long()
    assert type(wide) is type(frame)
    assert [set(x) for x in (long["code"].to_pylist() if backend is pa.table else long["code"])] == [
        {"a", "b"}, {"a"}, set(), {"b"}, {"b"},
    ]  # fmt: skip


def test_long_tables_hold_sets_or_make_them():
    lines = {"unit": [1, 1, 2, 2], "coder": ["A", "B", "A", "B"], "code": [{"x", "y"}, {"x"}, set(), None]}
    r = R.from_long(lines)
    assert rows(r) == [[{"x", "y"}, {"x"}], [set(), None]]
    again = R.from_long(r.to_long())
    assert rows(again) == rows(r)
    single = {"unit": [1, 1, 1, 2, 2, 2], "coder": list("AABABB"), "code": ["y", "x", "x", "n/a", set(), "y"]}
    made = R.from_long(single, duplicates="set", missing=["n/a"])
    assert rows(made) == [[{"x", "y"}, {"x"}], [None, {"y"}]]
    numbers = R.from_long({"unit": [1, 1, 1], "coder": [1, 1, 2], "code": [4.0, np.nan, 7.0]}, duplicates="set")
    assert rows(numbers) == [[{4}, {7}]]
    category = pd.DataFrame({"unit": [1, 1], "coder": [1, 2], "code": pd.Categorical(["b", "a"], ["c", "b", "a"])})
    assert R.from_long(category, duplicates="set").codes == ("c", "b", "a")


def test_sets_survive_selection_and_pickling():
    r = R.from_wide(TABLE3, coders=["F", "G", "H"], sources=["s", "s", "t", "t"])
    part = r.select(coders=["H", "F"], sources=["s"])
    assert rows(part) == [[None, {"b", "d"}], [{"b", "d"}, {"a", "b", "d"}]]
    again = pickle.loads(pickle.dumps(r))
    assert rows(again) == rows(r)
    assert again.codes == r.codes


def test_one_code_of_sets():
    r = R.from_wide(TABLE3)
    assert rows(r.collapse("b")) == [
        ["yes", "no", None], ["yes", "yes", "yes"], ["no", "no", "no"], ["no", None, None],
    ]  # fmt: skip
    with pytest.raises(ic.BadArgument, match=r"collapse: no category 'e'; known codes: b, d, a"):
        r.collapse("e")


def test_order_does_not_change_from_run_to_run():
    table = [[{"pear", "fig", "apple"}, {"kiwi", "date"}]]
    assert R.from_wide(table).codes == ("apple", "fig", "pear", "date", "kiwi")


# --- values -----------------------------------------------------------------------------------------------------------


def test_multi_valued_alpha_of_krippendorff_and_craggs():
    a = ic.mv_alpha(TABLE3)
    assert a.value == pytest.approx(0.2865907, abs=5e-8)
    assert a.n_pairable == 3
    assert a.se > 0
    assert a.interval().low < a.value < a.interval().high


def test_nine_items_of_dkpro():
    values = {w: ic.krippendorff_alpha(NINE, weights=w).value for w in WEIGHTS}
    assert values["masi_2004"] == pytest.approx(0.186, abs=1.1e-3)
    assert values["masi_dkpro"] == pytest.approx(0.252, abs=1.1e-3)
    assert values["masi"] == pytest.approx(0.273, abs=5e-4)
    assert values["dice"] == pytest.approx(0.3602, abs=5e-5)
    assert values["jaccard"] == pytest.approx(0.315619967794, abs=1e-10)
    assert ic.mv_alpha(NINE).value == pytest.approx(0.3809, abs=5e-5)


def test_nltk_rounds_thirds():
    pair = [[{1, 2}, {1, 2, 3, 4}]]
    assert 1 - ic.percent_agreement(pair, weights="masi_nltk").value == pytest.approx(0.665)
    assert 1 - ic.percent_agreement(pair, weights="masi").value == pytest.approx(2 / 3)


def test_a_function_of_two_sets_is_a_weighting():
    def jaccard(a, b):
        return 1 - len(a & b) / len(a | b) if a | b else 0

    for f in (ic.krippendorff_alpha, ic.cohen_kappa, ic.fleiss_kappa, ic.gwet_ac, ic.percent_agreement):
        assert f(NINE, weights=jaccard).value == pytest.approx(f(NINE, weights="jaccard").value, abs=1e-12)


def test_two_sequences():
    first, second = zip(*NINE, strict=True)
    assert ic.mv_alpha(first, second).value == ic.mv_alpha(NINE).value


@pytest.mark.parametrize("seed", range(20))
def test_omega_is_the_adjusted_rand_index_without_overlap(seed):
    metrics = pytest.importorskip("sklearn.metrics")
    random = np.random.default_rng(seed)
    a, b = random.integers(0, 4, 30), random.integers(4, 7, 30)
    b = np.where(random.random(30) < 0.5, a + 4, b)
    expected = metrics.adjusted_rand_score(a, b)
    assert ic.omega_index(a, b).value == pytest.approx(expected, abs=1e-12)
    assert ic.omega_index([{x} for x in a], [{x} for x in b]).value == pytest.approx(expected, abs=1e-12)


def test_omega_needs_no_common_names():
    a = [{"cost"}, {"cost", "time"}, {"time"}, set(), {"trust"}]
    b = [{"A"}, {"A", "B"}, {"B"}, set(), {"C"}]
    assert ic.omega_index(a, b).value == pytest.approx(1)


# --- parts of a value -------------------------------------------------------------------------------------------------


def drawn(units=25, coders=3):
    random = np.random.default_rng(7)
    truth = random.random((units, 1, 4)) < 0.4
    noise = random.random((units, coders, 4)) < 0.4
    held = np.where(random.random((units, coders, 1)) < 0.6, truth, noise)
    return R.from_wide(
        [[{"abcd"[v] for v in range(4) if cell[v]} for cell in row] for row in held], coders=list("XYZ")[:coders]
    )


@pytest.mark.parametrize(
    "compute", [ic.mv_alpha, lambda r: ic.krippendorff_alpha(r, weights="masi"), ic.krippendorff_alpha]
)
def test_parts_of_a_value(compute):
    r = drawn()
    a = compute(r)
    by_code = a.by_code()
    assert list(by_code["code"]) == list(r.codes)
    for code, value in zip(by_code["code"], by_code["value"], strict=True):
        assert value == pytest.approx(ic.krippendorff_alpha(r.collapse(code)).value, abs=1e-12)
    pairs = a.by_pair()
    assert list(zip(pairs["coder_a"], pairs["coder_b"], strict=True)) == [("X", "Y"), ("X", "Z"), ("Y", "Z")]
    assert pairs["value"][1] == pytest.approx(compute(r.select(coders=["X", "Z"])).value, abs=1e-12)
    without = a.without_coder()
    assert without["value"][0] == pytest.approx(compute(r.select(coders=["Y", "Z"])).value, abs=1e-12)
    found = a.disagreements()
    assert sum(found["cost"]) == pytest.approx(1 - a.observed)
    assert "{" in found["codes"][0]
    assert a.influence.sum() == pytest.approx(0, abs=1e-9)
    boot = a.interval(method="percentile", resamples=200)
    assert boot.low < a.value < boot.high
    assert json.loads(a.to_json())["categories"][0] == sorted(r.categories[0])
    assert not {"order_of_appearance", "unused_categories"} & {w.id for w in a.warnings}


def test_parts_of_fuzzy_kappa_and_omega():
    r = drawn(coders=2)
    assert list(ic.fuzzy_kappa(r).by_code()["value"]) == pytest.approx(
        [ic.cohen_kappa(r.collapse(code)).value for code in r.codes]
    )
    assert len(ic.omega_index(r).by_code()["value"]) == 4
    assert ic.omega_index(r).interval().low < ic.omega_index(r).value


def test_all_coefficients_of_sets_side_by_side():
    table = ic.coefficient_table(drawn(coders=2), weights="jaccard")
    status = dict(zip(table["name"], table["status"], strict=True))
    assert status["krippendorff_alpha"] == status["gwet_ac"] == status["cohen_kappa"] == "ok"
    assert status["omega_index"] == "ok"
    assert status["icc"] == status["mv_alpha"] == "not_applicable"
    table = ic.coefficient_table(drawn(coders=2))
    assert dict(zip(table["name"], table["status"], strict=True))["mv_alpha"] == "ok"
    listed = ic.coefficients()
    assert dict(zip(listed["name"], listed["categories"], strict=True))["mv_alpha"] == "sets"


def test_partial_credit_can_only_be_given_where_sets_differ():
    r = drawn()
    assert ic.krippendorff_alpha(r).observed < ic.krippendorff_alpha(r, weights="masi").observed
    assert ic.krippendorff_alpha(r, weights="masi").observed < ic.krippendorff_alpha(r, weights="jaccard").observed


def test_a_reference_says_of_each_code_whether_the_set_holds_it():
    r = drawn()
    by_code = ic.against_reference(r, "X").by_code
    assert list(by_code["code"]) == [*r.codes, *r.codes]
    for k, code in enumerate(r.codes):
        alone = ic.against_reference(r.collapse(code), "X").by_code
        yes = list(alone["code"]).index("yes")
        assert by_code["sensitivity"][k] == alone["sensitivity"][yes]
        assert by_code["precision"][k] == alone["precision"][yes]


# --- a study ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("uncoded", ["agree", "exclude", "missing"])
@pytest.mark.parametrize("unit", ["paragraph", "source", "character"])
def test_all_codes_of_a_study_at_once(unit, uncoded):
    s = ic.read(ic.datasets.study_path())
    r = s.ratings(unit=unit, uncoded=uncoded)
    assert set(r.codes) <= set(s.codebook.paths)
    for code in r.codes[:5]:
        assert rows(r.collapse(code)) == rows(s.ratings(unit=unit, code=code, uncoded=uncoded))
    assert (frozenset() in r.categories) == (uncoded != "missing" and unit != "source")  # all sources were coded
    a = ic.mv_alpha(r)
    assert a.status == "ok"
    assert a.n_sources > 1


# --- refusals ---------------------------------------------------------------------------------------------------------

REFUSALS = {
    "a set among labels": (
        lambda: R.from_wide([["a", "b"], ["a", {"a", "b"}]]),
        "ratings: unit 2, coder 2 holds {a, b}, which is a set of codes, and others before it are not; expected codes "
        "of one kind: a set in every cell, or in none",
    ),
    "a label among sets": (
        lambda: R.from_wide(pd.DataFrame({"A": [["x"]], "B": ["y"]})),
        "ratings: unit 1, coder B holds 'y', which is text, and others before it are not; expected codes of one kind: "
        "a set in every cell, or in none",
    ),
    "two kinds in a set": (
        lambda: R.from_wide([[{"a"}, {1, "a"}]]),
        "ratings: unit 1, coder 2 holds 1 in a set, which is a number; the other codes are not; expected codes of one "
        "kind",
    ),
    "nothing in a set": (
        lambda: R.from_wide([[{"a"}, [None]]]),
        "ratings: unit 1, coder 2 holds None in a set; expected text, numbers or booleans: an empty set says that nothing "
        "applies, None in place of a set that the coder is missing",
    ),
    "empty text in a set": (
        lambda: R.from_wide([[{"a"}, [""]]]),
        "ratings: unit 1, coder 2 holds empty text in a set; expected text, numbers or booleans: an empty set says that "
        "nothing applies, None in place of a set that the coder is missing",
    ),
    "a list in a list": (
        lambda: R.from_long({"unit": [1], "coder": [1], "code": [[["a"]]]}, duplicates="set"),
        "ratings: unit 1, coder 1 holds a list in a set; expected text, numbers or booleans: an empty set says that "
        "nothing applies, None in place of a set that the coder is missing",
    ),
    "a code that is not declared": (
        lambda: R.from_wide([[{"a"}, {"a", "c"}]], categories=["a", "b"]),
        "ratings: unit 1, coder 2 holds 'c', in {a, c}; known codes: a, b",
    ),
    "declared sets": (
        lambda: R.from_wide([[{"a"}, {"b"}]], categories=[{"a"}, {"b"}]),
        "categories: found a set; expected the single codes that sets are made of",
    ),
    "weights of sets on labels": (
        lambda: ic.krippendorff_alpha(["a", "b"], ["a", "a"], weights="masi"),
        "weights: 'masi' compares sets of codes; the categories are labels, such as 'a'; give every cell a set of codes, "
        "or use 'nominal'",
    ),
    "an order of sets": (
        lambda: ic.krippendorff_alpha([{"a"}, {"b"}], [{"a"}, set()], weights="ordinal"),
        "weights: 'ordinal' needs numbers, or labels in an order; the categories are sets of codes, such as '{a}'; use "
        "'nominal', 'jaccard', 'dice', 'masi' or another weighting of sets",
    ),
    "multi-valued alpha of single codes": (
        lambda: ic.mv_alpha([1, 2], [1, 1]),
        "mv_alpha: needs a set of codes in each cell; the categories are numbers, such as '1'",
    ),
    "numbers wanted": (
        lambda: ic.icc([{"a"}, {"b"}], [{"a"}, set()]),
        "icc: needs numbers; the categories are sets of codes, such as '{a}'",
    ),
    "fuzzy kappa of three": (
        lambda: ic.fuzzy_kappa(TABLE3),
        "fuzzy_kappa: compares 2 coders; found 3; select two of them",
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_refusals(name):
    call, message = REFUSALS[name]
    with pytest.raises(ic.BadArgument) as error:
        call()
    assert str(error.value) == message


def test_undefined_is_a_status():
    for cell in (set(), {"a", "b"}):
        a = ic.mv_alpha([[cell, cell], [cell, cell]])
        assert np.isnan(a.value)
        assert a.status == "no_variation"
        assert ic.omega_index([[cell, cell], [cell, cell]]).status == "no_variation"
