"""What is wrong is refused, and the message says where it is, what was found and what was expected."""

import datetime
import math

import numpy as np
import pandas as pd
import polars as pl
import pytest

import intercoder as ic

NAN = float("nan")
R = ic.Ratings
LONG = {"unit": ["a", "a", "b", "b"], "coder": ["x", "y", "x", "y"], "code": ["yes", "no", "yes", "yes"]}
BIG = "whole numbers beyond 2^53 cannot be told apart; expected smaller ones, or text"
KIND = "expected text, a number or a boolean"


def long(**columns):
    return LONG | columns


def kappa():
    return ic.cohen_kappa([[1, 2], [1, 1], [2, 2]])


LONG_TABLES = {
    "unknown column": (
        lambda: R.from_long(LONG, code="cod"),
        "long table: no column 'cod'; columns: unit, coder, code; did you mean 'code'?",
    ),
    "unknown column, nothing near": (
        lambda: R.from_long(pd.DataFrame(LONG), source="transcript"),
        "long table: no column 'transcript'; columns: unit, coder, code",
    ),
    "duplicate pair": (
        lambda: R.from_long(long(coder=["x", "x", "x", "y"])),
        "long table: unit a, coder x is given twice, in lines 1 and 2; expected one line, or duplicates='first', 'last' or "
        "'set'",
    ),
    "duplicates": (
        lambda: R.from_long(LONG, duplicates="all"),
        "duplicates: found 'all'; expected 'error', 'first', 'last' or 'set'",
    ),
    "no unit": (
        lambda: R.from_long(long(unit=["a", None, "b", "b"])),
        "long table: line 2 has no unit; expected a name or a number",
    ),
    "no coder": (
        lambda: R.from_long(pl.DataFrame(long(coder=["x", "y", "", "y"]))),
        "long table: line 3 has no coder; expected a name or a number",
    ),
    "coder as text and as a number": (
        lambda: R.from_long(long(coder=[1, "1", 1, "1"])),
        "long table: coder as text and as a number: '1' is given twice",
    ),
    "two sources": (
        lambda: R.from_long(long(s=["s", "t", "s", "s"]), source="s"),
        "long table: unit a has source s in line 1 and t in line 2; expected one source for each unit",
    ),
    "two weights": (
        lambda: R.from_long(long(w=[1, 2.5, 3, 3]), weight="w"),
        "long table: unit a has weight 1 in line 1 and 2.5 in line 2; expected one weight for each unit",
    ),
    "weight that is none": (
        lambda: R.from_long(long(w=[1, 1, 3, NAN]), weight="w"),
        "long table, column 'w': line 4 has none; expected a number",
    ),
    "weight that is text": (
        lambda: R.from_long(long(w=list("abcd")), weight="w"),
        "long table, column 'w': values that are not numbers; expected a number for each line",
    ),
    "code that is not declared": (
        lambda: R.from_long(LONG, categories=["yes"]),
        "ratings: unit a, coder y holds 'no'; known codes: yes",
    ),
    "not a table": (
        lambda: R.from_long([[1, 2, 3]]),
        "long table: found a list; expected a frame with named columns",
    ),
}

WIDE_TABLES = {
    "ragged": (
        lambda: R.from_wide([[1, 2], [1, 2, 3]]),
        "wide table: row 2 has 3 values; expected 2, as in row 1",
    ),
    "code that is not declared": (
        lambda: R.from_wide([["yes", "no"], ["no", "no"], ["maybe", "no"]], categories=["yes", "no"]),
        "ratings: unit 3, coder 1 holds 'maybe'; known codes: yes, no",
    ),
    "number that is not declared": (
        lambda: R.from_wide(np.array([[1, 2], [1.5, 2]]), categories=[1, 2], coders=["Ada", "Ben"], units=["u", "v"]),
        "ratings: unit v, coder Ada holds 1.5; known codes: 1, 2",
    ),
    "codes of another kind than the categories": (
        lambda: R.from_wide(np.array([[1, 2]]), categories=["a", "b"]),
        "ratings: unit 1, coder 1 holds 1; known codes: a, b",
    ),
    "text among numbers": (
        lambda: R.from_wide([[1, "a"], [1, 2]]),
        "ratings: unit 1, coder 2 holds 'a', which is text, and others before it are not; expected codes of one kind",
    ),
    "boolean among numbers": (
        lambda: R.from_wide([[1, 2], [1, True]]),
        "ratings: unit 2, coder 2 holds True, which is a boolean, and others before it are not; expected codes of one "
        "kind",
    ),
    "date": (
        lambda: R.from_wide([["a", datetime.date(2024, 2, 29)]]),
        f"ratings: unit 1, coder 2 holds a date; {KIND}",
    ),
    "infinity": (
        lambda: R.from_wide(np.array([[1, 2], [math.inf, 1]])),
        "ratings: unit 2, coder 1 holds inf; expected a finite number, or NaN for a missing code",
    ),
    "infinity among objects": (
        lambda: R.from_wide([[1, -math.inf]]),
        "ratings: unit 1, coder 2 holds -inf; expected a finite number, or NaN for a missing code",
    ),
    "large whole number": (
        lambda: R.from_wide(np.array([[1, 2**53 + 1]])),
        f"ratings: unit 1, coder 2 holds 9007199254740993; {BIG}",
    ),
    "large whole number among objects": (
        lambda: R.from_wide([[-(2**60), None]]),
        f"ratings: unit 1, coder 1 holds -1152921504606846976; {BIG}",
    ),
    "huge whole number": (
        lambda: R.from_wide([[1, 10**5000]]),
        f"ratings: unit 1, coder 2 holds a number of more than 40 digits; {BIG}",
    ),
    "half a surrogate pair": (
        lambda: R.from_wide([["a", "\ud800"]]),
        "ratings: unit 1, coder 2 holds '\\ud800', which is not valid Unicode",
    ),
    "complex numbers": (
        lambda: R.from_wide(np.zeros((2, 2), complex)),
        "wide table: values of type complex128; expected numbers, text or booleans",
    ),
    "one dimension": (
        lambda: ic.krippendorff_alpha([1, 2, 3]),
        "wide table: found one dimension; expected units x coders, such as [['yes', 'no'], ['no', 'no']]",
    ),
    "three dimensions": (
        lambda: R.from_wide(np.zeros((2, 2, 2))),
        "wide table: found an array of 3 dimensions; expected two, units x coders",
    ),
    "nothing": (
        lambda: R.from_wide([]),
        "wide table: found nothing; expected units x coders, such as [['yes', 'no'], ['no', 'no']]",
    ),
    "None": (lambda: R.from_wide(None), "wide table: found None; expected a table of units x coders"),
    "text": (lambda: R.from_wide("a.csv"), "wide table: found the text 'a.csv'; expected a table of units x coders"),
    "no columns": (lambda: R.from_wide({}), "wide table: no columns; expected one for each coder"),
    "no columns in an array": (
        lambda: R.from_wide(np.empty((3, 0))),
        "wide table: no columns; expected one for each coder",
    ),
    "columns of different lengths": (
        lambda: R.from_wide({"A": [1, 2], "B": [1]}),
        "wide table: columns of different lengths: 'A' has 2, 'B' has 1; expected one length",
    ),
    "lazy frame": (
        lambda: R.from_wide(pl.LazyFrame({"A": [1]})),
        "wide table: found a LazyFrame; expected a frame with its data: collect it first",
    ),
    "columns with one name": (
        lambda: R.from_wide(pd.DataFrame([[1, 2]], columns=["A", "A"])),
        "wide table: two columns with one name (Expected unique column names, got: - 'A' 2 times)",
    ),
    "unknown coder": (
        lambda: R.from_wide({"Ada": [1], "Ben": [2]}, coders=["Ada", "Bn"]),
        "wide table: no column 'Bn'; columns: Ada, Ben; did you mean 'Ben'?",
    ),
    "too few coders": (
        lambda: R.from_wide([[1, 2]], coders=["A"]),
        "coders: 1 names for 2 columns; expected one for each",
    ),
    "coder twice": (lambda: R.from_wide([[1, 2]], coders=["A", "A"]), "coders: 'A' is given twice"),
    "too few sources": (
        lambda: R.from_wide([[1, 2], [1, 1]], sources=["s"]),
        "sources: 1 given; expected 2, one for each unit",
    ),
    "source that is none": (
        lambda: R.from_wide([[1, 2], [1, 1]], sources=["s", None]),
        "sources: unit 2 has none; expected a name or a number",
    ),
    "name of a column that has none": (
        lambda: R.from_wide([[1, 2]], sources="s"),
        "sources: the column 's' of a table without column names",
    ),
    "negative count": (
        lambda: R.from_wide([[1, 2]], counts=[-1]),
        "ratings: unit 1 has count -1; expected a number that is not negative",
    ),
}

CATEGORIES = {
    "twice": (lambda: R.from_wide([[1, 2]], categories=[1, 2, 2]), "categories: 2 is given twice"),
    "none": (
        lambda: R.from_wide([[1, 2]], categories=[]),
        "categories: an empty list; expected at least one category",
    ),
    "text": (
        lambda: R.from_wide([["a", "b"]], categories="ab"),
        "categories: found the text 'ab'; expected a list, such as ['no', 'yes']",
    ),
    "two kinds": (
        lambda: R.from_wide([["a", "b"]], categories=["a", 1]),
        "categories: 'a' and 1 are of two kinds; expected one",
    ),
    "missing": (
        lambda: R.from_wide([["a", "b"]], categories=["a", None]),
        "categories: found None; expected text, numbers or booleans",
    ),
    "one for three columns": (
        lambda: R.from_counts([[1, 2, 0]], categories=["a"]),
        "counts: 1 categories for 3 columns; expected one for each",
    ),
}

COUNTS = {
    "negative": (
        lambda: R.from_counts([[1, -1]]),
        "ratings: unit 1, category '2' has count -1; expected a whole number of coders",
    ),
    "half": (
        lambda: R.from_counts({"no": [1], "yes": [0.5]}),
        "ratings: unit 1, category 'yes' has count 0.5; expected a whole number of coders",
    ),
    "text": (
        lambda: R.from_counts([["a", "b"]]),
        "counts: values that are not numbers; expected a number for each row",
    ),
    "none": (lambda: R.from_counts([[1, 2], [NAN, 1]]), "counts: row 2 has none; expected a number"),
    "not square": (
        lambda: R.from_confusion([[1, 2, 3], [1, 2, 3]]),
        "ratings: confusion table is 2 x 3; expected 3 categories on each side",
    ),
    "negative in a confusion table": (
        lambda: R.from_confusion([[1, 2], [-1, 2]]),
        "ratings: confusion table, row 2, column 1 holds -1; expected a count",
    ),
    "who gave a code": (
        lambda: R.from_counts([[1, 2]]).to_long(),
        "to_long: these ratings are counts per category; which coder gave a code is not known",
    ),
    "coders of counts": (
        lambda: ic.cohen_kappa(R.from_counts([[1, 1], [2, 0]])),
        "cohen_kappa: needs to know which coder gave which code; these ratings are counts per category",
    ),
}

PARTS = {
    "coder": (lambda: R.from_wide([[1, 2]]).select(coders=["3"]), "select: no coder '3'; coders: 1, 2"),
    "unit": (lambda: R.from_wide([[1, 2]]).select(units=[3]), "select: no unit '3'; units: 1"),
    "source": (
        lambda: R.from_wide([[1, 2]]).select(sources=["s"]),
        "select: no source 's'; sources: none are known",
    ),
    "category": (lambda: R.from_wide([[1, 2]]).collapse("1"), "collapse: no category '1'; known codes: 1, 2"),
    "coder called like a column": (
        lambda: R.from_wide({"unit": [1], "B": [2]}).to_wide(),
        "to_wide: a coder is called 'unit', like another column; use to_long",
    ),
}

COEFFICIENTS = {
    "three coders": (
        lambda: ic.cohen_kappa([[1, 2, 3]]),
        "cohen_kappa: compares 2 coders; found 3; select two of them, or use conger_kappa, which takes any number",
    ),
    "sequences of different lengths": (
        lambda: ic.scott_pi([1, 2], [1]),
        "two sequences: 2 and 1 codes; expected the same units in the same order",
    ),
    "text as a sequence": (
        lambda: ic.cohen_kappa("ab", "ab"),
        "the first coder: found the text 'ab'; expected a sequence with one value for each unit",
    ),
    "ratings and a sequence": (
        lambda: ic.cohen_kappa(R.from_wide([[1, 2]]), [1]),
        "two sequences: one of them is Ratings; expected one table, or the codes of each coder",
    ),
    "weights by another name": (
        lambda: ic.cohen_kappa([[1, 2]], weights="cubic"),
        "weights: no weights called 'cubic'; known: nominal, ordinal, interval, ratio, circular, bipolar, linear, "
        "quadratic, radical, gwet_ordinal, gwet_ratio, gwet_circular, gwet_bipolar, jaccard, dice, masi, masi_2004, "
        "masi_nltk, masi_dkpro, within_1",
    ),
    "weights of the wrong size": (
        lambda: ic.cohen_kappa([[1, 2]], weights=np.eye(3)),
        "weights: a matrix of 3 x 3; expected 2 categories on each side",
    ),
    "weights that are no matrix": (
        lambda: ic.cohen_kappa([[1, 2]], weights={"a": 1}),
        "weights: found a dict; expected a name, a matrix, or a function",
    ),
    "distance that is negative": (
        lambda: ic.cohen_kappa([[1, 2]], weights=lambda a, b: a - b),
        "weights: the distance from 1 to 2 is -1; expected a number that is not negative",
    ),
    "distance from itself": (
        lambda: ic.cohen_kappa([["a", "b"]], weights=lambda a, b: 1),
        "weights: the distance from 'a' to 'a' is 1; expected 0",
    ),
    "distance that depends on the direction": (
        lambda: ic.cohen_kappa([[1, 2]], weights=lambda a, b: max(0, a - b)),
        "weights: the distance from 1 to 2 is 0, and back it is 1; expected the same",
    ),
    "ratio weights of a negative value": (
        lambda: ic.krippendorff_alpha([[-1, 2], [2, 2]], weights="ratio"),
        "weights: 'ratio' needs values that are not negative; found -1",
    ),
    "ordinal weights for percent agreement": (
        lambda: ic.percent_agreement([[1, 2]], weights="ordinal"),
        "percent_agreement: needs agreement weights between 0 and 1; found 'ordinal', a distance without upper limit; "
        "use 'quadratic', 'linear' or 'gwet_ordinal'",
    ),
    "missing rule": (
        lambda: ic.cohen_kappa([[1, 2]], missing="drop"),
        "missing: no rule called 'drop'; known: available, pairable, complete",
    ),
    "missing rule that is no name": (
        lambda: ic.cohen_kappa([[1, 2]], missing=3),
        "missing: found 3; expected the name of a rule",
    ),
    "undefined": (
        lambda: ic.cohen_kappa([[1, 2]], undefined="ignore"),
        "undefined: found 'ignore'; expected 'nan' or 'raise'",
    ),
}

RESULTS = {
    "level": (
        lambda: kappa().interval(level=1.5),
        "interval: level 1.5; expected a number between 0 and 1, such as 0.95",
    ),
    "level that is text": (lambda: kappa().interval(level="a"), "level: found the text 'a'; expected a number"),
    "method": (
        lambda: kappa().interval(method="wald"),
        "interval: no method called 'wald'; known: auto, fisher_z, t, normal, logit, jeffreys, exact, percentile, bca, krippendorff, gof",
    ),
    "method that does not fit": (
        lambda: kappa().interval(method="gof"),
        "interval: method 'gof' is for Scott's pi and Krippendorff's alpha; found Cohen's kappa",
    ),
    "error": (
        lambda: kappa().interval(se="wald"),
        "se: no formula called 'wald'; known: ratio, gwet, jackknife",
    ),
    "cluster": (lambda: kappa().interval(cluster="unit"), "cluster: found 'unit'; expected 'source' or None"),
    "population": (
        lambda: kappa().interval(population=2),
        "population: 2; expected at least the 3 units at hand",
    ),
    "population below nothing": (
        lambda: kappa().interval(population=-2),
        "population: -2; expected how many sources (or units) there are in all",
    ),
    "seed": (
        lambda: kappa().interval(seed=-2),
        "seed: found -2; expected a whole number from 0 to 2^64 - 1",
    ),
    "null": (lambda: kappa().test(null=1), "test: null 1; expected a number from -1 to below 1"),
    "style": (lambda: kappa().sentence("mla"), "sentence: no style called 'mla'; known: 'apa'"),
    "format": (
        lambda: kappa().table("docx"),
        "table: no format called 'docx'; known: markdown, latex, html, csv",
    ),
    "no agreements": (lambda: ic.pooled([]), "pooled: no estimate given; expected one for each code"),
    "not agreements": (lambda: ic.pooled([0.7]), "pooled: found 0.7; expected agreements, one for each code"),
    "agreements of two kinds": (
        lambda: ic.pooled([kappa(), ic.scott_pi([[1, 2], [1, 1]])]),
        "pooled: cohen_kappa with nominal weights and scott_pi with nominal weights; expected the same coefficient for "
        "every code",
    ),
}

ALL = {
    f"{group}: {name}": case
    for group, cases in {
        "long": LONG_TABLES,
        "wide": WIDE_TABLES,
        "categories": CATEGORIES,
        "counts": COUNTS,
        "parts": PARTS,
        "coefficients": COEFFICIENTS,
        "results": RESULTS,
    }.items()
    for name, case in cases.items()
}


@pytest.mark.parametrize("name", ALL)
def test_refusal(name):
    call, message = ALL[name]
    with pytest.raises(ic.BadArgument) as refused:
        call()
    assert str(refused.value) == message


def test_exceptions_are_value_errors_of_the_package():
    for name in ("BadArgument", "BadFile", "InsufficientData"):
        kind = getattr(ic, name)
        assert issubclass(kind, ic.IntercoderError)
        assert kind.__module__ == "intercoder.errors"
    assert issubclass(ic.IntercoderError, ValueError)
