"""Partitions of units beside scikit-learn and clusim, and clusterings beside SciPy, where these are installed."""

import numpy as np
import pytest
from tables import NAN, Comparison, conclude

import intercoder as ic
from intercoder import _core

pytestmark = pytest.mark.filterwarnings("ignore")

CLUSTERINGS = 500


def clusterings(seed):
    """Two labels for each unit, alike to some degree; sometimes one group, sometimes nearly all alone."""
    for k in range(CLUSTERINGS):
        random = np.random.default_rng([seed, k])
        units = int(random.integers(2, 120))
        groups = int(random.choice([1, 2, 4, 10, units]))
        a = random.integers(0, groups, units)
        b = np.where(random.random(units) < random.random(), a, random.integers(0, random.integers(1, 12), units))
        yield a.tolist(), b.tolist()


def test_scikit_learn_partitions():
    metrics = pytest.importorskip("sklearn.metrics")
    peers = {
        "ari": metrics.adjusted_rand_score,
        "ami": metrics.adjusted_mutual_info_score,
        "nmi": metrics.normalized_mutual_info_score,
        "homogeneity": metrics.homogeneity_score,
        "completeness": metrics.completeness_score,
        "v_measure": metrics.v_measure_score,
        "rand": metrics.rand_score,
        "fowlkes_mallows": metrics.fowlkes_mallows_score,
    }
    comparisons = {name: Comparison(1e-9) for name in peers}
    for a, b in clusterings(31):
        ours = ic.partition_similarity(a, b)
        for name, peer in peers.items():
            # scikit-learn calls two partitions into single units 0 alike by Fowlkes and Mallows: no pair is anywhere.
            comparisons[name].check(ours[name], lambda peer=peer: peer(a, b), (name, a, b))
    conclude(*comparisons.values())


def test_clusim_variation_of_information():
    sim = pytest.importorskip("clusim.sim")
    clustering = pytest.importorskip("clusim.clustering")
    comparison = Comparison(1e-9)
    for a, b in clusterings(32):
        both = [clustering.Clustering().from_membership_list(labels) for labels in (a, b)]
        # In units of information of the base that clusim takes.
        comparison.check(
            ic.partition_similarity(a, b)["vi"] / np.log(2), lambda both=both: sim.vi(*both, norm_type="none"), (a, b)
        )
    conclude(comparison)


def test_clusim_omega_index():
    sim = pytest.importorskip("clusim.sim")
    clustering = pytest.importorskip("clusim.clustering")
    comparison = Comparison(1e-9)
    for k in range(CLUSTERINGS):
        random = np.random.default_rng([34, k])
        units = int(random.integers(4, 25))
        both = [[set(random.integers(0, 4, random.integers(1, 3)).tolist()) for _ in range(units)] for _ in "ab"]
        peers = [clustering.Clustering(elm2clu_dict={u: sorted(s) for u, s in enumerate(sets)}) for sets in both]
        ours = ic.omega_index(*[[{f"c{code}" for code in s} for s in sets] for sets in both]).value
        comparison.check(ours, lambda peers=peers: sim.omega_index(*peers), both)
    conclude(comparison)


def test_scipy_average_linkage():
    hierarchy = pytest.importorskip("scipy.cluster.hierarchy")
    distance = pytest.importorskip("scipy.spatial.distance")
    heights, correlations = Comparison(1e-9), Comparison(1e-9)
    for k in range(CLUSTERINGS):
        random = np.random.default_rng([33, k])
        n = int(random.integers(3, 25))
        d = distance.squareform(random.random(n * (n - 1) // 2))
        steps, correlation, _ = _core.average_linkage(d.ravel().tolist(), n, None)
        tree = hierarchy.linkage(distance.squareform(d), "average")
        for ours, theirs in zip(steps, tree, strict=True):
            heights.check(ours[2], lambda theirs=theirs: theirs[2], d)
        correlations.check(
            correlation if correlation == correlation else NAN,
            lambda tree=tree, d=d: hierarchy.cophenet(tree, distance.squareform(d))[0],
            d,
        )
    conclude(heights, correlations)
