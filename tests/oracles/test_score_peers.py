"""Statistics of scores, and tests of margins, from pingouin, SciPy, statsmodels and R's psych: `make oracles`."""

import shutil
import subprocess
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from tables import Comparison, conclude, tables

import intercoder as ic

pytestmark = pytest.mark.filterwarnings("ignore")

FORMS = [(model, average) for average in (False, True) for model in (1, 2, 3)]


def scores(seed, **options):
    """Tables in which units differ, as a share of variance needs."""
    return (table for table in tables(seed, numeric=True, **options) if np.ptp(table) > 0)


def test_pingouin_icc_with_its_test_and_interval():
    pingouin, pandas = pytest.importorskip("pingouin"), pytest.importorskip("pandas")
    names = {
        **{(1, a): f"ICC(1,{k})" for a, k in ((False, 1), (True, "k"))},
        **{(2, a): f"ICC(A,{k})" for a, k in ((False, 1), (True, "k"))},
        **{(3, a): f"ICC(C,{k})" for a, k in ((False, 1), (True, "k"))},
    }
    numbers = {what: Comparison(1e-9) for what in ("value", "F", "p", "df", "df_error")}
    limits = Comparison(0.005 + 1e-9)  # it rounds them to two digits
    for table in scores(20):
        if len(table) < 5:
            continue  # it does not take fewer
        unit, coder = np.indices(table.shape)
        long = pandas.DataFrame({"unit": unit.ravel(), "coder": coder.ravel(), "score": table.ravel()})
        theirs = pingouin.intraclass_corr(long, "unit", "coder", "score").set_index("Type")
        for (model, average), name in names.items():
            ours = ic.icc(table, model=model, average=average)
            if ours.value != ours.value:
                continue
            row, test = theirs.loc[name], ours.test()
            numbers["value"].check(ours.value, lambda: row["ICC"], (name, table))
            for what, found, key in (
                ("F", test.statistic, "F"),
                ("p", test.p_value, "pval"),
                ("df", test.df, "df1"),
                ("df_error", test.df_denominator, "df2"),
            ):
                numbers[what].check(found, lambda key=key: row[key], (name, table))
            i = ours.interval(method="exact")  # "auto" takes it only where enough was seen
            for found, j in ((i.low, 0), (i.high, 1)):
                limits.check(found, lambda j=j: row["CI95"][j], (name, table))
    conclude(*numbers.values(), limits)


def has_psych():
    if shutil.which("Rscript") is None:
        return False
    look = "quit(status = !('psych' %in% rownames(installed.packages())))"
    return subprocess.run(["Rscript", "-e", look], capture_output=True).returncode == 0


@pytest.mark.skipif(not has_psych(), reason="needs R with psych")
def test_psych_icc_with_its_test_and_interval():
    given = list(scores(21))
    lines = "".join(f"{t.shape[1]} {' '.join(f'{x:g}' for x in t.ravel())}\n" for t in given)
    script = Path(__file__).with_name("icc.R")
    out = subprocess.run(["Rscript", str(script)], input=lines, capture_output=True, text=True, check=True).stdout
    comparisons = {what: Comparison(1e-9) for what in ("value", "F", "p", "low", "high")}
    for table, line in zip(given, out.splitlines(), strict=True):
        found = np.array([float(x.replace("NA", "nan")) for x in line.split()]).reshape(6, 5)
        for (model, average), theirs in zip(FORMS, found, strict=True):
            ours = ic.icc(table, model=model, average=average)
            if ours.value != ours.value:
                continue
            test, i = ours.test(), ours.interval(method="exact")
            mine = (ours.value, test.statistic, test.p_value, i.low, i.high)
            for comparison, a, b in zip(comparisons.values(), mine, theirs, strict=True):
                comparison.check(a, lambda b=b: b, (model, average, table))
    conclude(*comparisons.values())


def test_scipy_friedman_and_kendall_w():
    stats = pytest.importorskip("scipy.stats")
    value, statistic = Comparison(1e-9), Comparison(1e-9)
    for table in scores(22, coders=(3, 6)):
        units, coders = table.shape
        ours = ic.kendall_w(table)
        chi_squared = stats.friedmanchisquare(*table)
        value.check(ours.value, lambda: chi_squared.statistic / (coders * (units - 1)), table)
        if ours.value == ours.value:
            statistic.check(ours.value * coders * (units - 1), lambda: chi_squared.statistic, table)
    conclude(value, statistic)


@pytest.mark.parametrize("method", ["pearson", "spearman"])
def test_scipy_mean_correlation(method):
    stats = pytest.importorskip("scipy.stats")
    correlation = {"pearson": stats.pearsonr, "spearman": stats.spearmanr}[method]
    comparison = Comparison(1e-9)
    for table in scores(23):
        if (np.ptp(table, axis=0) == 0).any():
            continue  # a coder who gives everyone the same has no correlation with anybody
        comparison.check(
            ic.mean_correlation(table, method=method).value,
            lambda: np.mean([correlation(a, b)[0] for a, b in combinations(table.T, 2)]),
            table,
        )
    conclude(comparison)


def test_numpy_lin_ccc():
    comparison = Comparison(1e-9)
    for table in scores(24, coders=(2, 2)):
        a, b = table.T
        comparison.check(
            ic.lin_ccc(table).value,
            lambda: 2 * np.cov(a, b, ddof=0)[0, 1] / (a.var() + b.var() + (a.mean() - b.mean()) ** 2),
            table,
        )
    conclude(comparison)


def cells_of(table):
    used = np.unique(table)
    return np.array([[np.sum((table[:, 0] == a) & (table[:, 1] == b)) for b in used] for a in used])


@pytest.mark.parametrize("method", ["stuart_maxwell", "bhapkar"])
def test_statsmodels_homogeneity_of_margins(method):
    peer = pytest.importorskip("statsmodels.stats.contingency_tables")
    numbers = [Comparison(1e-8), Comparison(1e-9), Comparison(0)]
    for table in tables(25, coders=(2, 2)):
        cells = cells_of(table)
        if len(cells) < 2:
            continue
        ours = getattr(ic, method)(table)
        try:
            theirs = peer.SquareTable(cells, shift_zeros=False).homogeneity(method=method)
        except np.linalg.LinAlgError:
            continue  # it inverts where we look for what can be inverted
        if ours.df != len(cells) - 1:
            continue  # margins that are the same for sure: we do not count them
        for comparison, a, b in zip(
            numbers,
            (ours.statistic, ours.p_value, ours.df),
            (theirs.statistic, theirs.pvalue, theirs.df),
            strict=True,
        ):
            comparison.check(a, lambda b=b: b, (ours, cells))
    conclude(*numbers)


def test_statsmodels_mcnemar():
    peer = pytest.importorskip("statsmodels.stats.contingency_tables")
    kinds = {
        "exact": {"exact": True},
        "asymptotic": {"exact": False, "correction": False},
        "corrected": {"exact": False},
    }
    comparisons = {method: Comparison(1e-9) for method in kinds}
    symmetry = Comparison(1e-9)
    for table in tables(26, coders=(2, 2)):
        two = np.where(table > 1, 2.0, 1.0)
        cells = cells_of(two)
        if len(cells) < 2 or cells[0, 1] + cells[1, 0] == 0:
            continue
        for method, options in kinds.items():
            if method == "corrected" and cells[0, 1] == cells[1, 0]:
                continue  # it moves a difference of 0 away from 0
            ours = ic.mcnemar(two, method=method).p_value
            comparisons[method].check(ours, lambda options=options: peer.mcnemar(cells, **options).pvalue, cells)
        square = peer.SquareTable(cells, shift_zeros=False)
        symmetry.check(ic.mcnemar(two, method="asymptotic").p_value, lambda: square.symmetry().pvalue, cells)
    conclude(*comparisons.values(), symmetry)
