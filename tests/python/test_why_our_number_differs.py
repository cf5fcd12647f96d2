"""The right values where other programs print others, and the page that says why: both sides, from the data."""

import json
import math
import re
from pathlib import Path

import numpy as np
import pytest

import intercoder as ic

NAN = float("nan")
PAGE = Path(__file__).resolve().parents[2] / "docs/explanation/why-our-number-differs.md"
TWELVE = [
    [1, 1, NAN, 1],
    [2, 2, 3, 2],
    [3, 3, 3, 3],
    [3, 3, 3, 3],
    [2, 2, 2, 2],
    [1, 2, 3, 4],
    [4, 4, 4, 4],
    [1, 1, 2, 1],
    [2, 2, 2, 2],
    [NAN, 5, 5, 5],
    [NAN, NAN, 1, 1],
    [NAN, NAN, 3, NAN],
]
# Westlund & Kurland (1953): neurologists in New Orleans (rows) and Winnipeg, certain to doubtful
MULTIPLE_SCLEROSIS = [[38, 5, 0, 1], [33, 11, 3, 0], [10, 14, 5, 6], [3, 7, 3, 10]]


def rows():
    """Read the page's table: who -> what they say, what we say."""
    cells = [[c.strip() for c in line.split("|")[1:-1]] for line in PAGE.read_text().splitlines() if line[:2] == "| "]
    return [(f"{who}: {asked}", theirs, ours) for who, asked, theirs, ours, _ in cells[2:]]


def said(about):
    """What the page says of the one line whose program and question contain this: theirs, ours."""
    found = [(theirs, ours) for what, theirs, ours in rows() if re.search(about, what)]
    assert len(found) == 1, about
    return found[0]


def error_dividing_by_n(a, formula="ratio"):
    return a.interval(method="t", se=formula).se * math.sqrt((a.n_units - 1) / a.n_units)


def test_irr_alpha_on_complete_data_of_three_coders():
    a = ic.krippendorff_alpha([[1, 1, 2], [2, 1, 2], [1, 2, 1], [2, 2, 2], [3, 3, 3], [3, 3, 1]])
    # counting each pair in full makes 36 of 18 codes, and (n - 1) / n is taken of that
    disagreement = (1 - a.value) * 18 / 17
    theirs, ours = said("kripp.alpha.*6 units")
    assert f"{a.value:.4f}" == ours
    assert f"{1 - disagreement * 35 / 36:.4f}" == theirs


def test_psych_error_of_weighted_kappa():
    a = ic.cohen_kappa(ic.Ratings.from_confusion(MULTIPLE_SCLEROSIS), weights="linear")
    theirs, ours = said("psych")
    assert f"{error_dividing_by_n(a):.4f}" == ours
    assert theirs == "0.0559"


def test_qualcoder_kappa_is_no_kappa():
    both, only_a, only_b, neither = 810, 90, 90, 10
    a = ic.cohen_kappa(ic.Ratings.from_confusion([[both, only_a], [only_b, neither]]))
    observed = both / (both + only_a + only_b)
    expected = 0.9 * 0.9 * 0.1 * 0.1
    theirs, ours = said("QualCoder")
    assert f"{abs(a.value):.3f}" == ours
    assert f"{(observed - expected) / (1 - expected):.3f}" == theirs


def test_krippendorffsalpha_keeps_a_code_that_has_no_partner():
    a = ic.krippendorff_alpha(TWELVE)
    codes = np.array([x for row in TWELVE for x in row if x == x])
    shares = np.unique(codes, return_counts=True)[1]
    expected = 1 - (shares * (shares - 1)).sum() / (codes.size * (codes.size - 1))
    theirs, ours = said("customary")
    assert f"{a.value:.4f}" == ours
    assert 1 - (1 - a.observed) / expected == pytest.approx(float(theirs), abs=1e-4)


def test_three_schemes_called_ordinal():
    ours_of_it = f"{ic.krippendorff_alpha(TWELVE, weights='ordinal').value:.4f}"
    gwet = f"{ic.krippendorff_alpha(TWELVE, weights='gwet_ordinal').value:.4f}"
    assert said("krippendorffsalpha.*ordinal") == ("0.8459", ours_of_it)
    assert said("irrCAC.*ordinal") == (gwet, ours_of_it)


def test_irrcac_error_of_alpha():
    a = ic.krippendorff_alpha(TWELVE)
    theirs, ours = said("irrCAC.*error of nominal alpha")
    assert f"{a.interval(method='t', se='gwet').se:.4f}" == ours
    assert theirs == "0.1456"


def test_values_are_not_places():
    values = np.array([[1, 1], [2, 2], [10, 10], [10, 2], [1, 1], [2, 10]])
    places = np.searchsorted([1, 2, 10], values)
    theirs, ours = said("disagree")
    assert f"{ic.krippendorff_alpha(values, weights='interval').value:.4f}" == ours
    assert f"{ic.krippendorff_alpha(places, weights='interval').value:.4f}" == theirs


def test_an_error_under_the_null_makes_no_interval():
    cases = json.loads((Path(__file__).resolve().parents[1] / "data/inference.json").read_text(encoding="utf-8"))
    counts = next(c["data"]["counts"] for c in cases if c["id"] == "fleiss1971-diagnoses-null")
    a = ic.fleiss_kappa(ic.Ratings.from_counts(counts))
    shares = np.sum(counts, axis=0) / np.sum(counts)
    spread = (shares * (1 - shares)).sum()
    null = math.sqrt(2 * (spread**2 - (shares * (1 - shares) * (1 - 2 * shares)).sum()) / (30 * 6 * 5)) / spread
    theirs, ours = said("Fleiss' kappa")
    assert f"{a.se:.4f}" == ours
    assert f"{null:.4f}" == theirs


def test_units_coded_once_are_no_variation():
    table = [[1, 1]] * 6 + [[0, 0]] * 12 + [[1, 0], [0, 1]] + [[1, NAN]] * 9 + [[0, NAN]] * 21
    a = ic.percent_agreement(table)
    theirs, ours = said("percent agreement")
    assert f"{a.se:.4f}" == ours
    assert f"{a.interval(method='t', se='gwet').se:.4f}" == theirs
    assert f"{a.interval(method='t', se='jackknife').se:.4f}" == "0.0699"


def test_nothing_could_have_disagreed():
    a = ic.krippendorff_alpha([[1, 1], [1, 1], [1, 1]])
    assert math.isnan(a.value)
    assert (a.status, a.observed) == ("no_variation", 1)
    assert said("one category") == ("1", "undefined")


def test_p_values_are_two_sided():
    a = ic.gwet_ac(TWELVE)
    p = a.test().p_value
    assert said("p-value") == ("one-sided", "two-sided")
    assert a.interval(level=1 - p, method="t").low == pytest.approx(0, abs=1e-9)  # both tails outside add up to p


def test_masi_takes_thirds():
    pair = [[{1, 2}, {1, 2, 3, 4}]]
    found = {w: 1 - ic.percent_agreement(pair, weights=w).value for w in ("masi_nltk", "masi")}
    assert said("MASI distance") == (f"{found['masi_nltk']:.3f}", f"{found['masi']:.4f}")


def test_masi_is_a_product_of_agreements():
    names = [("", ""), ("A", ""), ("A", "A"), ("A", "B"), ("AB", "A"), ("AB", "AC"), ("ABC", "ABC"), ("C", "AC")]
    items = [[set(a), set(b)] for a, b in [*names, names[-1]]]
    found = {w: ic.krippendorff_alpha(items, weights=w).value for w in ("masi_dkpro", "masi")}
    theirs, ours = said("alpha with MASI")
    assert float(theirs) == pytest.approx(found["masi_dkpro"], abs=1.1e-3)  # they print so many digits of each part
    assert f"{found['masi']:.3f}" == ours


def test_every_line_of_the_page_is_held_here():
    assert len(rows()) == 14
