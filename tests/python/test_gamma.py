"""Gamma and boundaries, from Python: published values, what results hold and say, and what is refused."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

import intercoder as ic

CASES = json.loads((Path(__file__).parents[1] / "data" / "unitizing_gamma.json").read_text())


def study_of(case):
    """A study of one source, each code of a stretch a coding."""
    rows = [
        {"source": "text", "coder": a["coder"], "start": a["start"], "end": a["end"], "code": code}
        for a in case["annotations"]
        for code in a["codes"] or ["piece"]
    ]
    assignments = {coder: ["text"] for coder in case["coders"]}
    return ic.Study.from_segments(rows, lengths={"text": case["continuum_length"]}, assignments=assignments)


@pytest.fixture(scope="module")
def figure():
    return study_of(next(c for c in CASES if c["id"] == "gamma-observed-fig12.11"))


@pytest.fixture(scope="module")
def interviews():
    return ic.read(ic.datasets.study_path())


@pytest.mark.parametrize("case", [c for c in CASES if "observed_disorder" in str(c["expected"])], ids=lambda c: c["id"])
def test_observed_disorder(case):
    p = case["params"]
    found = ic.gamma(study_of(case), alpha=p["alpha"], beta=p["beta"], precision=0.2)
    expected = case["expected"]["gamma"]["observed_disorder"]
    assert found.observed_disorder == pytest.approx(expected, abs=case["tolerance"])
    assert found.exact


@pytest.mark.parametrize("case", [c for c in CASES if c["kind"] == "segmentation"], ids=lambda c: c["id"])
def test_segmentations(case):
    s = study_of(case)
    for name, expected in case["expected"].items():
        options = {"reference": "reference"} if name in ("p_k", "window_diff") else {}
        assert getattr(ic, name)(s, **options).value == pytest.approx(expected, abs=case["tolerance"])


def test_what_a_gamma_holds(figure):
    g = ic.gamma(figure, precision=0.05)
    assert g.value == pytest.approx(0.459, abs=0.05)
    assert (g.solution, g.exact, g.lower, g.upper) == ("exact", True, g.value, g.value)
    assert 0 < g.monte_carlo_error < 0.02
    assert g.n_samples >= 30
    assert (g.n_units, g.n_sources, g.n_coders) == (1, 1, 3)
    assert g.categories == ("1", "2", "5", "6", "7", "3", "4")
    assert g.parameters["alpha"] == 3
    assert g.interval().reason == "One source only: an interval says how much sources differ, and needs at least two."
    assert math.isnan(g.interval().low)
    assert "alpha 3.0, beta 1.0, delta_empty 1.0" in repr(g)
    assert "1 source coded twice, 3 coders" in repr(g)
    assert "in 1 source" not in g.sentence()
    assert "(1 source marked by at least two of 3 coders)" in g.sentence()
    table = g.alignment()
    assert list(table.columns) == ["source", "Alex", "Paul", "Suzan"]
    assert table["Alex"][0] == "1 [2, 9)"
    assert len(table) in (6, 7)  # two alignments are as good
    json.loads(g.to_json())
    assert g.to_dict()["parameters"]["precision"] == 0.05
    with pytest.raises(ic.BadArgument, match="by_code: gamma aligns units of all codes together"):
        g.by_code()


def test_the_same_digits_whatever_the_threads(figure):
    one, many = (ic.gamma(figure, precision=0.1, seed=3, threads=n).value for n in (1, 4))
    assert one == many
    assert one != ic.gamma(figure, precision=0.1, seed=4).value


def test_codes_of_aligned_units(figure):
    g = ic.gamma_cat(figure, precision=0.05)
    assert g.value == pytest.approx(0.69, abs=0.04)
    table = g.by_code()
    assert list(table["code"]) == list(g.categories)
    of_six = ic.gamma_cat(figure, code="6", precision=0.05)
    assert of_six.value == table["value"][3] == 1
    assert (of_six.name, of_six.code) == ("gamma_k", "6")


def test_distances_of_codes(figure):
    def apart(a, b):
        return 0 if a == b else 0.5

    codes = list(ic.gamma(figure, precision=1).categories)
    matrix = 0.5 * (1 - np.eye(len(codes)))
    pairs = {(a, b): 0.5 for a in codes for b in codes if a < b}
    values = {ic.gamma(figure, precision=0.2, distance=d, codes=codes).value for d in (apart, matrix, pairs)}
    assert len(values) == 1
    assert ic.gamma(figure, precision=0.2, distance=apart).observed_disorder < 0.960625


def test_sources(interviews):
    g = ic.gamma(interviews, precision=0.1)
    assert (g.n_sources, g.n_units) == (5, 5)
    assert g.interval().low < g.value < g.interval().high
    assert "5 sources" in g.sentence()
    assert "generalises to other sources" in g.sentence()
    assert [w.id for w in g.warnings] == ["few_sources", "assumed_assignments"]
    by_source = g.by_source()
    assert len(by_source) == 5
    alone = ic.gamma(interviews, precision=0.1, sources=[by_source["source"][0]])
    assert by_source["value"][0] == alone.value
    assert "Sources" in g.table()
    assert "Units" not in g.table()
    assert g.by_pair()["value"][0] == g.value
    b = ic.boundary_similarity(interviews, n_t=6)
    assert b.interval().low < b.value < b.interval().high
    assert "n_t 6" in repr(b)
    assert "5 sources coded twice, 2 coders" in repr(b)
    p = ic.p_k(interviews)
    assert p.parameters == {"reference": "VR", "window": "half a piece"}
    assert 0 < p.value < 1
    assert b.interval(method="percentile", resamples=200).n_resamples == 200


def test_undefined_has_a_reason():
    rows = {"source": ["a"], "coder": ["Ada"], "start": [0], "end": [10], "code": ["x"]}
    s = ic.Study.from_segments(rows, lengths={"a": 10}, assignments={"Ada": ["a"], "Ben": ["a"]})
    assert ic.boundary_similarity(s).reason == "No coder has a boundary."
    with pytest.raises(ic.InsufficientData, match="boundary_similarity: No coder has a boundary"):
        ic.boundary_similarity(s, undefined="raise")
    assert ic.gamma_cat(s).reason == "No two units that lie near each other are aligned."
    assert math.isnan(ic.gamma_cat(s).value)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda s: ic.gamma(3), "gamma: found 3; expected a Study"),
        (lambda s: ic.gamma(s, alpha=-1), "gamma: alpha -1; expected a number that is not negative"),
        (lambda s: ic.gamma(s, precision=0), "gamma: precision 0; expected a number above 0, such as 0.02"),
        (lambda s: ic.gamma(s, seed=-1), "seed: found -1"),
        (lambda s: ic.gamma(s, coders=["Alex", "Nobody"]), "coder 'Nobody'"),
        (lambda s: ic.gamma(s, distance=[[0]]), "distance: found"),
        (lambda s: ic.gamma(s, distance={"a": 1}), "distance: found the key 'a'; expected pairs of codes"),
        (lambda s: ic.gamma(s, distance=lambda a, b: -1), "gamma: the distance of codes '1' and '1' is -1"),
        (lambda s: ic.gamma(s, undefined="zero"), "undefined: found 'zero'"),
        (lambda s: ic.gamma_cat(s, code="none"), "code 'none'"),
        (lambda s: ic.boundary_similarity(s, n_t=0), "near misses within 0"),
        (lambda s: ic.p_k(s, reference="Nobody"), "reference: 'Nobody' is not one of the coders compared"),
        (lambda s: ic.window_diff(s, window=0), "window: found 0; expected a length of at least 1, or None"),
        (lambda s: ic.boundary_similarity(s).by_code(), "by_code: boundary similarity looks at whole sources"),
    ],
)
def test_refusals(figure, call, message):
    with pytest.raises(ic.BadArgument) as error:
        call(figure)
    assert message in str(error.value)
