"""The same numbers from other Python packages, where they are installed: `make oracles`.

Every peer is asked only what it is known to compute as published; what it gets wrong stands in
docs/explanation/why-our-number-differs.md.
"""

import numpy as np
import pytest
from tables import Comparison, conclude, sets, tables

import intercoder as ic

pytestmark = pytest.mark.filterwarnings("ignore")


def categories(table):
    return sorted(set(table[~np.isnan(table)]))


@pytest.mark.parametrize("weights", ["nominal", "linear", "quadratic"])
def test_scikit_learn_cohen_kappa(weights):
    metrics = pytest.importorskip("sklearn.metrics")
    named = None if weights == "nominal" else weights
    comparison = Comparison(1e-9)
    for table in tables(1, coders=(2, 2)):
        a, b = table.T.astype(int)
        every = list(range(1, int(table.max()) + 1))  # scikit-learn weighs places, so no place may be skipped
        ours = ic.cohen_kappa(ic.Ratings.from_wide(table, categories=every), weights=weights).value
        comparison.check(ours, lambda: metrics.cohen_kappa_score(a, b, labels=every, weights=named), table)
    conclude(comparison)


def test_statsmodels_cohen_kappa_and_its_errors():
    peer = pytest.importorskip("statsmodels.stats.inter_rater")
    value, error, null = Comparison(1e-9), Comparison(1e-9), Comparison(1e-9)
    for table in tables(2, coders=(2, 2)):
        ours = ic.cohen_kappa(table)
        if ours.value != ours.value:
            continue
        every = categories(table)
        cells = np.array([[np.sum((table[:, 0] == a) & (table[:, 1] == b)) for b in every] for a in every])
        theirs = peer.cohens_kappa(cells)
        n = len(table)
        value.check(ours.value, lambda: theirs.kappa, table)
        if ours.status == "ok" and ours.value < 1:  # else the error is 0, and theirs the root of what rounding left
            error.check(ours.se * np.sqrt((n - 1) / n), lambda: theirs.std_kappa, table)
            null.check(ours.se_null, lambda: theirs.std_kappa0, table)
    conclude(value, error, null)


def test_statsmodels_fleiss_and_randolph():
    peer = pytest.importorskip("statsmodels.stats.inter_rater")
    fleiss, randolph = Comparison(1e-9), Comparison(1e-9)
    for table in tables(3):
        counts, _ = peer.aggregate_raters(table)
        fleiss.check(ic.fleiss_kappa(table).value, lambda: peer.fleiss_kappa(counts), table)
        randolph.check(ic.brennan_prediger(table).value, lambda: peer.fleiss_kappa(counts, "randolph"), table)
    conclude(fleiss, randolph)


@pytest.mark.parametrize("weights", ["nominal", "ordinal", "interval", "ratio"])
def test_krippendorff_alpha(weights):
    peer = pytest.importorskip("krippendorff")
    comparison = Comparison(1e-9)
    for table in tables(4, missing=True, numeric=True):
        comparison.check(
            ic.krippendorff_alpha(table, weights=weights).value,
            lambda: peer.alpha(reliability_data=table.T, level_of_measurement=weights),
            table,
        )
    conclude(comparison)


def test_nltk_on_complete_tables():
    agreement = pytest.importorskip("nltk.metrics.agreement")
    names = {
        "S": ic.brennan_prediger,
        "pi": ic.fleiss_kappa,
        "multi_kappa": None,
        "alpha": ic.krippendorff_alpha,
        "avg_Ao": ic.percent_agreement,
    }
    comparisons = {name: Comparison(1e-9) for name in names}
    for table in tables(5):
        task = agreement.AnnotationTask(
            [(str(c), str(u), str(v)) for u, row in enumerate(table) for c, v in enumerate(row)]
        )
        for name, ours in names.items():
            if ours is not None:
                comparisons[name].check(ours(table).value, getattr(task, name), table)
        # Davies & Fleiss' kappa averages observed and expected over pairs of coders, as Conger's does.
        comparisons["multi_kappa"].check(ic.conger_kappa(table).value, task.multi_kappa, table)
    conclude(*comparisons.values())


@pytest.mark.parametrize("weights", ["jaccard", "masi_nltk"])
def test_nltk_alpha_of_sets(weights):
    agreement, distance = pytest.importorskip("nltk.metrics.agreement"), pytest.importorskip("nltk.metrics.distance")
    theirs = distance.jaccard_distance if weights == "jaccard" else distance.masi_distance
    rounds = abs(distance.masi_distance({1, 2}, {1, 2, 3, 4}) - 0.665) < 1e-9  # versions before exact thirds
    ours = weights if weights == "jaccard" or rounds else "masi"
    comparison = Comparison(1e-9)
    for table in sets(7):
        codes = {frozenset(cell) for row in table for cell in row}
        task = agreement.AnnotationTask(
            [(str(c), str(u), cell) for u, row in enumerate(table) for c, cell in enumerate(row)], distance=theirs
        )
        if len(codes) > 1:
            comparison.check(ic.krippendorff_alpha(table, weights=ours).value, task.alpha, table)
    comparison.conclude()


def test_scikit_learn_adjusted_rand_index():
    metrics = pytest.importorskip("sklearn.metrics")
    comparison = Comparison(1e-9)
    for table in tables(8, coders=(2, 2)):
        a, b = table.T.astype(int)
        comparison.check(ic.omega_index(a, b).value, lambda: metrics.adjusted_rand_score(a, b), table)
    comparison.conclude()


NAMES_OF_IRRCAC = {
    "bp": ic.brennan_prediger,
    "conger": ic.conger_kappa,
    "fleiss": ic.fleiss_kappa,
    "gwet": ic.gwet_ac,
    "krippendorff": ic.krippendorff_alpha,
}


@pytest.mark.parametrize("weights", ["identity", "linear", "quadratic", "radical", "ordinal"])
def test_irrcac_values_and_errors(weights):
    raw, pandas = pytest.importorskip("irrCAC.raw"), pytest.importorskip("pandas")
    ours_of = {"identity": "nominal", "ordinal": "gwet_ordinal"}.get(weights, weights)
    values, errors = Comparison(6e-6), Comparison(6e-6)  # it rounds to five digits before it returns
    for table in tables(6, missing=True):
        coded = table[~np.isnan(table).all(axis=1)]
        coded = coded[:, ~np.isnan(coded).all(axis=0)]
        if coded.shape[1] < 2 or len(categories(coded)) < 2:
            continue
        peer = raw.CAC(pandas.DataFrame(coded), weights=weights, categories=categories(coded))
        for name, coefficient in NAMES_OF_IRRCAC.items():
            ours = coefficient(coded, weights=ours_of)
            if ours.value != ours.value or ours.status != "ok":
                continue
            try:
                theirs = getattr(peer, name)()["est"]
            except (ZeroDivisionError, ValueError, KeyError, IndexError):
                continue  # it does not take such tables
            values.check(ours.value, lambda: theirs["coefficient_value"], (name, coded))
            if name != "krippendorff":  # centred elsewhere: see why-our-number-differs.md
                errors.check(ours.interval(method="t", se="gwet").se, lambda: theirs["se"], (name, coded))
    conclude(values, errors)
