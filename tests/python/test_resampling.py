"""Intervals by resampling, other coders, and a function of one's own."""

import numpy as np
import pytest

import intercoder as ic


def clustered(sources=8, units=15, coders=3):
    random = np.random.default_rng(0)
    differ = np.repeat(random.uniform(0, 0.5, sources), units)
    truth = random.integers(1, 4, sources * units)
    table = np.where(
        random.random((sources * units, coders)) < differ[:, None],
        random.integers(1, 4, (sources * units, coders)),
        truth[:, None],
    )
    names = np.repeat([f"P{s:02}" for s in range(sources)], units)
    return ic.Ratings.from_wide(table, sources=list(names))


@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_the_seed_decides_the_digits(method):
    a = ic.krippendorff_alpha(clustered())
    i, again, other = (a.interval(method=method, seed=seed, resamples=400) for seed in (1, 1, 2))
    assert (i.low, i.high) == (again.low, again.high)
    assert (i.low, i.high) != (other.low, other.high)
    assert i.low < a.value < i.high
    assert (i.method, i.n_resamples, i.undefined_resamples) == (method, 400, 0)
    assert "400 resamples of sources" in a.sentence(method=method).replace("2,000", "400")


def test_sources_are_drawn_whole():
    a = ic.krippendorff_alpha(clustered())
    by_source, by_unit = (a.interval(method="percentile", cluster=c) for c in ("source", None))
    assert by_source.high - by_source.low > 1.2 * (by_unit.high - by_unit.low)


def test_krippendorffs_own_is_narrower_than_units():
    a = ic.krippendorff_alpha(clustered())
    own, units = (a.interval(method=m, cluster=None) for m in ("krippendorff", "percentile"))
    assert own.high - own.low < 0.8 * (units.high - units.low)
    with pytest.raises(ic.BadArgument, match="method 'krippendorff' takes pairs of codes as independent"):
        a.interval(method="krippendorff")


def test_other_coders_widen_the_interval_and_the_sentence_says_so():
    a = ic.conger_kappa(clustered())
    i = a.interval(other_coders=True)
    assert i.other_coders
    assert i.high - i.low > a.interval().high - a.interval().low
    few = a.interval(other_coders=True, coder_population=4)
    assert few.se < i.se
    with pytest.raises(ic.BadArgument, match="coder_population: is about other coders"):
        a.interval(coder_population=4)
    with pytest.raises(ic.BadArgument, match="found 2 coder"):
        ic.cohen_kappa([1, 2, 1, 2], [1, 2, 2, 2]).interval(other_coders=True)


def test_a_function_of_ones_own():
    r = clustered()
    b = ic.bootstrap(ic.fleiss_kappa, r, n=300, seed=3)
    core = ic.fleiss_kappa(r).interval(method="percentile", seed=3, resamples=300)
    assert b.value == ic.fleiss_kappa(r).value
    assert (b.low, b.high) == pytest.approx((core.low, core.high), abs=1e-12)  # the same resamples
    assert b.replicates.shape == (300,)
    assert b.se == pytest.approx(b.replicates.std(ddof=1))
    assert ic.bootstrap(ic.fleiss_kappa, r, n=300, seed=3, cluster=None).se < b.se


def test_a_function_without_value_or_with_another_one():
    r = clustered()
    b = ic.bootstrap(lambda _: float("nan"), r, n=100)
    assert (b.undefined_resamples, b.replicates.size) == (100, 0)
    assert np.isnan([b.low, b.high, b.se]).all()
    with pytest.raises(ic.BadArgument, match="what the statistic gave: found"):
        ic.bootstrap(lambda _: "much", r, n=100)
    with pytest.raises(ZeroDivisionError):
        ic.bootstrap(lambda _: 1 / 0, r, n=100)
    with pytest.raises(ic.BadArgument, match="bootstrap: 10 resamples; expected at least 100"):
        ic.bootstrap(ic.fleiss_kappa, r, n=10)
    with pytest.raises(ic.BadArgument, match="expected a function of ratings"):
        ic.bootstrap(0.5, r)
