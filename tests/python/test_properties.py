"""What must hold for every coefficient, whatever the table: hypothesis looks for one that breaks it."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import intercoder as ic
from intercoder.agreement import COEFFICIENTS
from intercoder.capabilities import EVERYTHING, compute_by_name

NAN = float("nan")
KAPPAS = [
    "cohen_kappa",
    "conger_kappa",
    "scott_pi",
    "fleiss_kappa",
    "brennan_prediger",
    "gwet_ac",
    "krippendorff_alpha",
]


@st.composite
def tables(draw, coders=(2, 4), missing=True):
    """A table of codes 1 to 3, NaN where one is missing, units x coders."""
    units, n = draw(st.integers(1, 14)), draw(st.integers(*coders))
    codes = st.sampled_from([1.0, 2.0, 3.0, NAN] if missing else [1.0, 2.0, 3.0])
    return np.array(draw(st.lists(st.lists(codes, min_size=n, max_size=n), min_size=units, max_size=units)))


def ratings(table, **options):
    return ic.Ratings.from_wide(table, categories=[1, 2, 3], **options)


def same(a, b, tolerance=1e-9):
    """The same value, or both undefined for the same reason."""
    if math.isnan(a.value) or math.isnan(b.value):
        return math.isnan(a.value) and math.isnan(b.value) and a.status == b.status
    return abs(a.value - b.value) <= tolerance


def takes(name, table):
    info = EVERYTHING[name]
    return (info.most_coders or 9) >= table.shape[1] and info.categories in (0, 3) and not info.needs_sets


@pytest.mark.parametrize("name", EVERYTHING)
@given(table=tables())
def test_a_number_in_bounds_or_a_status_with_a_reason(name, table):
    if not takes(name, table):
        return
    a = compute_by_name(name, ratings(table), "nominal")
    if math.isnan(a.value):
        assert a.status in ("no_variation", "no_pairs", "one_coder", "no_units")
        assert a.reason.endswith((".", "'"))
        assert math.isnan(a.interval().low)
        return
    assert a.value <= 1 + 1e-9
    if EVERYTHING[name].from_zero_to_one:
        assert a.value >= -1e-9
    i = a.interval()
    if math.isnan(i.low):
        assert i.reason
    else:
        assert i.low - 1e-9 <= a.value <= i.high + 1e-9
        assert i.high > i.low


@pytest.mark.parametrize("name", COEFFICIENTS)
@given(table=tables(), data=st.data())
def test_order_of_units_and_names_of_codes_do_not_matter(name, table, data):
    if not takes(name, table):
        return
    a = COEFFICIENTS[name](ratings(table))
    shuffled = table[data.draw(st.permutations(range(len(table))))]
    assert same(a, COEFFICIENTS[name](ratings(shuffled)))
    renamed = np.select([table == 1, table == 2, table == 3], [3.0, 1.0, 2.0], NAN)
    assert same(a, COEFFICIENTS[name](ratings(renamed)))


@pytest.mark.parametrize("name", [n for n in COEFFICIENTS if n != "bias_index"])
@given(table=tables(), data=st.data())
def test_order_of_coders_does_not_matter(name, table, data):
    if not takes(name, table):
        return
    turned = table[:, data.draw(st.permutations(range(table.shape[1])))]
    assert same(COEFFICIENTS[name](ratings(table)), COEFFICIENTS[name](ratings(turned)))


OF_SETS = {
    "mv_alpha": ic.mv_alpha,
    "fuzzy_kappa": ic.fuzzy_kappa,
    "omega_index": ic.omega_index,
    **{w: lambda r, w=w: ic.krippendorff_alpha(r, weights=w) for w in ("jaccard", "dice", "masi", "masi_2004")},
}
SETS = [None, set(), {"a"}, {"b"}, {"a", "b"}, {"a", "b", "c"}, {"c"}]


@pytest.mark.parametrize("name", OF_SETS)
@given(table=st.lists(st.tuples(*[st.sampled_from(SETS)] * 2), min_size=1, max_size=12), data=st.data())
def test_sets_of_codes(name, table, data):
    a = OF_SETS[name](table)
    if math.isnan(a.value):
        assert a.status in ("no_variation", "no_pairs", "one_coder", "no_units")
        assert a.reason.endswith((".", "'"))
    else:
        assert a.value <= 1 + 1e-9
        i = a.interval()
        assert i.reason if math.isnan(i.low) else i.low - 1e-9 <= a.value <= i.high + 1e-9
    names = dict(zip("abc", data.draw(st.permutations("xyz")), strict=True))
    renamed = [[cell if cell is None else {names[code] for code in cell} for cell in row] for row in table]
    assert same(a, OF_SETS[name](data.draw(st.permutations(renamed))))
    assert same(a, OF_SETS[name]([row[::-1] for row in table]))


@pytest.mark.parametrize("name", KAPPAS)
@given(table=tables(coders=(2, 2)), data=st.data())
def test_counts_are_copies(name, table, data):
    counts = data.draw(st.lists(st.integers(1, 4), min_size=len(table), max_size=len(table)))
    counted = COEFFICIENTS[name](ratings(table, counts=counts))
    copied = COEFFICIENTS[name](ratings(np.repeat(table, counts, axis=0)))
    assert same(counted, copied)
    assert counted.se == pytest.approx(copied.se, abs=1e-9, nan_ok=True)


@pytest.mark.parametrize("name", KAPPAS)
@given(table=tables(coders=(2, 2), missing=False))
def test_sources_of_one_unit_are_units(name, table):
    a = COEFFICIENTS[name](ratings(table))
    b = COEFFICIENTS[name](ratings(table, sources=[f"s{u}" for u in range(len(table))]))
    assert same(a, b, 0)
    assert a.se == pytest.approx(b.se, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("name", KAPPAS)
@given(table=tables(coders=(2, 2)))
def test_nothing_differs_from_itself(name, table):
    a = COEFFICIENTS[name](ratings(table))
    if math.isnan(a.value):
        return
    c = ic.compare(a, a, paired=True)
    assert (c.difference, c.status) == (0, "identical")
    assert math.isnan(c.statistic)


@given(table=tables())
def test_costs_add_up_to_the_observed_disagreement(table):
    a = ic.krippendorff_alpha(ratings(table))
    if math.isnan(a.observed):
        return
    assert sum(a.disagreements()["cost"]) == pytest.approx(1 - a.observed, abs=1e-12)
