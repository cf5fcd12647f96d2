"""Ratings: the same table in every shape is the same ratings."""

import copy
import pickle

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import intercoder as ic

NAN = float("nan")
CODERS = ["A", "B", "C"]
LABELS = [["x", "y", None], ["y", "y", "y"], [None, "z", "x"], ["z", "z", None]]
NUMBERS = [[3, 1, None], [1, 1, 1], [None, 2, 3], [2, 2, None]]


def columns(rows):
    return {coder: [row[c] for row in rows] for c, coder in enumerate(CODERS)}


def lines(rows, *, missing=True):
    cells = [(u, c, v) for u, row in enumerate(rows, 1) for c, v in zip(CODERS, row, strict=True)]
    unit, coder, code = zip(*[cell for cell in cells if missing or cell[2] is not None], strict=True)
    return {"unit": list(unit), "coder": list(coder), "code": list(code)}


def floats(rows):
    return np.array([[NAN if x is None else x for x in row] for row in rows], dtype=float)


def structured(rows):
    out = np.zeros(len(rows), dtype=[(c, "f8" if isinstance(rows[0][0], int) else "O") for c in CODERS])
    for u, row in enumerate(rows):
        out[u] = tuple(NAN if x is None and isinstance(rows[0][0], int) else x for x in row)
    return out


WIDE = {
    "list of lists": lambda rows: rows,
    "tuple of tuples": lambda rows: tuple(map(tuple, rows)),
    "list of dicts": lambda rows: [dict(zip(CODERS, row, strict=True)) for row in rows],
    "dict of columns": columns,
    "dict of arrays": lambda rows: {c: np.array(v, dtype=object) for c, v in columns(rows).items()},
    "pandas": lambda rows: pd.DataFrame(columns(rows)),
    "pandas objects": lambda rows: pd.DataFrame(columns(rows), dtype=object),
    "pandas nullable": lambda rows: pd.DataFrame(columns(rows)).convert_dtypes(),
    "polars": lambda rows: pl.DataFrame(columns(rows)),
    "pyarrow": lambda rows: pa.table(columns(rows)),
    "objects": lambda rows: np.array(rows, dtype=object),
    "objects by column": lambda rows: np.asfortranarray(np.array(rows, dtype=object)),
    "structured": structured,
    "masked": lambda rows: np.ma.array(
        [[0 if x is None else x for x in row] for row in rows] if isinstance(rows[0][0], int) else rows,
        mask=[[x is None for x in row] for row in rows],
        dtype=int if isinstance(rows[0][0], int) else object,
    ),
}
LONG = {
    "dict of columns": lambda table: table,
    "list of dicts": lambda table: [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)],
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "pyarrow": pa.table,
    "structured": lambda table: np.array(
        list(zip(*table.values(), strict=True)), dtype=[("unit", "i8"), ("coder", "U1"), ("code", "O")]
    ),
}


def cells(r):
    """The cells as a list of rows, None where there is no code."""
    values = np.array([*r.categories, None], dtype=object)
    return values[r._core.codes()].tolist()


@pytest.mark.parametrize("shape", WIDE)
def test_wide_labels(shape):
    r = ic.Ratings.from_wide(WIDE[shape](LABELS))
    assert cells(r) == LABELS
    assert r.categories == ("x", "y", "z")
    assert (r.n_units, r.n_coders, len(r)) == (4, 3, 4)


@pytest.mark.parametrize("shape", WIDE)
def test_wide_numbers(shape):
    r = ic.Ratings.from_wide(WIDE[shape](NUMBERS))
    assert cells(r) == NUMBERS
    assert r.categories == (1, 2, 3)
    assert all(type(x) is int for x in r.categories)


@pytest.mark.parametrize("rows", [LABELS, NUMBERS], ids=["labels", "numbers"])
@pytest.mark.parametrize("missing", [True, False], ids=["missing lines", "absent lines"])
@pytest.mark.parametrize("shape", LONG)
def test_long(shape, missing, rows):
    r = ic.Ratings.from_long(LONG[shape](lines(rows, missing=missing)))
    assert cells(r) == rows
    assert r.coders == ("A", "B", "C")
    assert r._core.unit_names == ["1", "2", "3", "4"]


@pytest.mark.parametrize("dtype", ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "g", ">i4", ">f8"])
def test_types_of_numbers(dtype):
    table = np.array([[1, 2, 2], [3, 3, 1], [0, 1, 2]])
    assert cells(ic.Ratings.from_wide(table.astype(dtype))) == table.tolist()
    assert cells(ic.Ratings.from_long({"unit": [1, 2], "coder": ["a", "a"], "code": np.array([2, 1], dtype)})) == [
        [2],
        [1],
    ]


@pytest.mark.parametrize("order", ["C", "F"])
def test_arrays_are_read_where_they_lie(order):
    table = np.array(floats(NUMBERS), order=order)
    assert cells(ic.Ratings.from_wide(table)) == NUMBERS
    assert cells(ic.Ratings.from_wide(table[::-1])) == NUMBERS[::-1]
    assert cells(ic.Ratings.from_wide(table[::2, ::-1])) == [row[::-1] for row in NUMBERS[::2]]
    table.setflags(write=False)
    assert cells(ic.Ratings.from_wide(table)) == NUMBERS
    packed = np.zeros(4, dtype=[("x", "i1"), ("A", "f8"), ("B", "f8")])  # not aligned
    packed["A"], packed["B"] = table[:, 0], table[:, 1]
    assert cells(ic.Ratings.from_wide(packed, coders=["A", "B"])) == [row[:2] for row in NUMBERS]


def test_columns_of_different_types_stand_side_by_side():
    frame = pd.DataFrame({"A": [1, 2, 3], "B": [1.0, NAN, 3.5], "C": np.array([1, 2, 2], dtype="u1")})
    assert cells(ic.Ratings.from_wide(frame)) == [[1, 1, 1], [2, None, 2], [3, 3.5, 2]]


def test_fixed_width_text_and_bytes():
    assert cells(ic.Ratings.from_wide(np.array([["a", "b"], ["", "a"]]))) == [["a", "b"], [None, "a"]]
    assert cells(ic.Ratings.from_wide(np.array([[b"a", b"b"]]))) == [["a", "b"]]


@pytest.mark.parametrize("nothing", [None, NAN, "", pd.NA, pd.NaT, np.ma.masked, np.float32("nan")], ids=repr)
def test_what_is_always_missing(nothing):
    r = ic.Ratings.from_wide(np.array([["a", nothing], ["b", "a"]], dtype=object))
    assert cells(r) == [["a", None], ["b", "a"]]


def test_what_is_listed_as_missing():
    r = ic.Ratings.from_wide([["a", "n/a"], ["b", "a"]], missing=["n/a"])
    assert (cells(r), r.categories) == ([["a", None], ["b", "a"]], ("a", "b"))
    assert cells(ic.Ratings.from_wide([["a", "n/a"]], missing="n/a")) == [["a", None]]
    assert cells(ic.Ratings.from_wide(np.array([[1, 99], [2, -9]]), missing=[99, -9, "x"])) == [[1, None], [2, None]]
    assert cells(ic.Ratings.from_wide([[True, False]], missing=[1])) == [[True, False]]
    long = {"unit": [1, 2], "coder": ["A", "A"], "code": [7.5, 99]}
    assert cells(ic.Ratings.from_long(long, missing=[99])) == [[7.5], [None]]


def test_nothing_else_is_guessed():
    assert ic.Ratings.from_wide([["NA", "-"], ["n/a", " "]]).categories == ("NA", "-", "n/a", " ")


def test_booleans_are_labels_false_and_true():
    for table in (
        [[True, False], [True, None]],
        pd.DataFrame({"A": [True, True], "B": pd.array([False, None], "boolean")}),
    ):
        r = ic.Ratings.from_wide(table)
        assert r.categories == (False, True)
        assert cells(r) == [[True, False], [True, None]]
    r = ic.Ratings.from_wide(np.array([[True, True]]))
    assert r.categories == (False, True)  # used or not
    assert r.collapse(False).categories == ("other", "False")


def test_declared_categories_are_kept_in_their_order():
    r = ic.Ratings.from_wide([["low", "high"]], categories=["low", "middle", "high"])
    assert r.categories == ("low", "middle", "high")
    r = ic.Ratings.from_wide(np.array([[3, 1]]), categories=[5, 4, 3, 2, 1])
    assert r.categories == (1, 2, 3, 4, 5)
    assert ic.Ratings.from_wide([[3, 1.5]], categories=np.array([1.5, 2, 3])).categories == (1.5, 2.0, 3.0)


CATEGORICALS = {
    "pandas": lambda v, c: pd.DataFrame({"A": pd.Categorical(v, c)}),
    "pandas ordered": lambda v, c: pd.DataFrame({"A": pd.Categorical(v, c, ordered=True)}),
    "polars enum": lambda v, c: pl.DataFrame({"A": pl.Series(v, dtype=pl.Enum(c))}),
    "pyarrow": lambda v, c: pa.table(
        {"A": pa.DictionaryArray.from_arrays(pa.array([None if x is None else c.index(x) for x in v], "int8"), c)}
    ),
}


@pytest.mark.parametrize("kind", CATEGORICALS)
def test_categoricals_bring_their_order_and_what_nobody_used(kind):
    frame = CATEGORICALS[kind](["high", None, "low"], ["low", "middle", "high"])
    r = ic.Ratings.from_wide(frame)
    assert r.categories == ("low", "middle", "high")
    assert cells(r) == [["high"], [None], ["low"]]


def test_categories_of_pandas_that_are_numbers_are_labels():
    r = ic.Ratings.from_wide(pd.DataFrame({"A": pd.Categorical([3, 1], [3, 2, 1]), "B": pd.Categorical([1, 1], [1])}))
    assert r.categories == ("3", "2", "1")


def test_integers_of_a_frame_with_missing_ones_stay_exact_or_are_refused():
    good = pl.DataFrame({"A": [2**53 - 1, None], "B": [1, 1]})
    assert ic.Ratings.from_wide(good).categories == (1, 2**53 - 1)
    with pytest.raises(ic.BadArgument, match="beside missing ones cannot be told apart"):
        ic.Ratings.from_wide(pl.DataFrame({"A": [2**53 + 1, None], "B": [1, 1]}))


def test_identifiers_are_exact_whatever_they_are():
    big = [2**60, 2**60 + 1]
    r = ic.Ratings.from_long({"unit": big, "coder": [1.0, 1.0], "code": ["x", "y"]})
    assert (r._core.unit_names, r.coders) == ([str(x) for x in big], ("1",))


def test_designs_in_long_tables():
    table = {
        "unit": ["u", "u", "v", "v"],
        "coder": ["A", "B", "A", "B"],
        "code": [1, 2, 2, 2],
        "text": ["s2", "s2", "s1", "s1"],
        "n": [3, 3, 1, 1],
        "w": [0.5, 0.5, 2.0, 2.0],
    }
    r = ic.Ratings.from_long(pl.DataFrame(table), source="text", count="n")
    assert (r.sources, r.n_units, len(r)) == (("s2", "s1"), 4, 2)
    assert ic.percent_agreement(r).value == 0.25
    assert ic.percent_agreement(ic.Ratings.from_long(table, weight="w")).value == 0.8


def test_designs_in_wide_tables():
    frame = pd.DataFrame({"id": ["u", "v"], "text": ["s", "t"], "n": [3, 1], "A": [1, 2], "B": [2, 2]})
    r = ic.Ratings.from_wide(frame, units="id", sources="text", counts="n")
    assert (r.coders, r.sources, r.n_units) == (("A", "B"), ("s", "t"), 4)
    same = ic.Ratings.from_wide([[1, 2], [2, 2]], units=["u", "v"], sources=["s", "t"], counts=[3, 1])
    assert ic.percent_agreement(same).value == ic.percent_agreement(r).value == 0.25
    assert ic.percent_agreement(ic.Ratings.from_wide([[1, 2], [2, 2]], weights=[0.5, 2])).value == 0.8
    assert ic.Ratings.from_wide(frame, coders=["B", "A"]).coders == ("B", "A")


def test_several_code_columns_are_several_ratings():
    frame = pd.DataFrame({"unit": [1, 1], "coder": ["A", "B"], "tone": ["x", "y"], "topic": [1, 1]})
    both = ic.Ratings.from_long(frame, code=["tone", "topic"])
    assert list(both) == ["tone", "topic"]
    assert (both["tone"].categories, both["topic"].categories) == (("x", "y"), (1,))
    assert ic.percent_agreement(both["tone"]).code == "tone"


def test_duplicates_first_and_last_take_the_line_whatever_it_holds():
    table = {"unit": [1, 1, 1, 2], "coder": ["A", "A", "B", "A"], "code": ["?", "x", "y", "x"]}
    assert cells(ic.Ratings.from_long(table, duplicates="first", missing=["?"])) == [[None, "y"], ["x", None]]
    assert cells(ic.Ratings.from_long(table, duplicates="last", missing=["?"])) == [["x", "y"], ["x", None]]


def test_counts():
    r = ic.Ratings.from_counts(pd.DataFrame({"no": [2, 0], "yes": [1, 3]}))
    assert (r.categories, r.n_coders, r.coders, r.n_units) == (("no", "yes"), 3, (), 2)
    by_value = ic.Ratings.from_counts([[1, 2], [3, 0]], categories=[9, 4])  # columns follow their numbers
    assert by_value.categories == (4, 9)
    assert by_value._core.use() == [2, 4]


def test_confusion():
    table = [[10, 2, 0], [1, 5, 3], [0, 0, 7]]
    r = ic.Ratings.from_confusion(table, categories=["a", "b", "c"])
    assert (r.n_units, r.n_coders, r.categories) == (28, 2, ("a", "b", "c"))
    assert ic.percent_agreement(r).value == pytest.approx(22 / 28)
    turned = ic.Ratings.from_confusion(np.array(table)[::-1, ::-1], categories=[3, 2, 1])
    straight = ic.Ratings.from_confusion(table, categories=[1, 2, 3])
    assert ic.cohen_kappa(turned, weights="interval").value == ic.cohen_kappa(straight, weights="interval").value


def test_select():
    r = ic.Ratings.from_wide(LABELS, coders=CODERS, sources=["s", "s", "t", "t"], units=list("klmn"))
    assert cells(r.select(coders=["C", "A"])) == [[row[2], row[0]] for row in LABELS]
    assert cells(r.select(units=["n", "k"])) == [LABELS[3], LABELS[0]]
    assert cells(r.select(sources="t")) == LABELS[2:]
    assert r.select(sources=["t"], coders=["A", "B"]).sources == ("t",)
    assert r.select(coders=["A", "B"]).categories == ("x", "y", "z")  # still declared
    assert cells(ic.Ratings.from_wide(NUMBERS).select(coders=[2], units=[3, 1])) == [[2], [1]]


def test_collapse():
    r = ic.Ratings.from_wide(LABELS).collapse("y")
    assert r.categories == ("other", "y")
    assert cells(r)[0] == ["other", "y", None]
    assert ic.Ratings.from_wide(NUMBERS).collapse(2).categories == ("other", "2")


@pytest.mark.parametrize("shape", ["pandas", "polars", "pyarrow"])
@pytest.mark.parametrize("rows", [LABELS, NUMBERS], ids=["labels", "numbers"])
def test_tables_come_back_as_the_kind_of_frame_that_came(shape, rows):
    frame = WIDE[shape](rows)
    r = ic.Ratings.from_wide(frame, sources=["s", "s", "t", "t"])
    wide, long = r.to_wide(), r.to_long()
    assert type(wide) is type(long) is type(frame)
    assert cells(ic.Ratings.from_wide(wide, units="unit", sources="source")) == rows
    again = ic.Ratings.from_long(long, source="source", categories=r.categories)
    assert (cells(again), again.sources, again.coders) == (rows, r.sources, r.coders)


def test_tables_without_a_frame_are_pandas_or_a_dict(monkeypatch):
    r = ic.Ratings.from_wide([[1, 2], [2, 2]])
    assert r.to_long()["code"].tolist() == [1, 2, 2, 2]
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert r.to_wide() == {"unit": ["1", "2"], "1": [1, 2], "2": [2, 2]}


def test_weights_and_counts_come_back():
    r = ic.Ratings.from_wide([[1, 2], [2, 2]], counts=[3, 1], weights=[0.5, 2])
    again = ic.Ratings.from_long(r.to_long(), weight="weight", count="count")
    assert ic.krippendorff_alpha(again).se == ic.krippendorff_alpha(r).se


@pytest.mark.parametrize(
    "make",
    [
        lambda: ic.Ratings.from_wide(LABELS, sources=["s", "s", "t", "t"], coders=CODERS),
        lambda: ic.Ratings.from_wide(floats(NUMBERS), counts=[1, 2, 3, 4]),
        lambda: ic.Ratings.from_wide([[True, False]], weights=[2.0]),
        lambda: ic.Ratings.from_counts([[2, 1], [0, 3]]),
    ],
)
@pytest.mark.parametrize("way", [lambda r: pickle.loads(pickle.dumps(r)), copy.copy, copy.deepcopy])
def test_pickles_and_copies_are_the_same(make, way):
    r = make()
    again = way(r)
    assert repr(again) == repr(r)
    assert again._core.codes().tolist() == r._core.codes().tolist()
    assert ic.krippendorff_alpha(again).to_json() == ic.krippendorff_alpha(r).to_json()


def test_ratings_are_frozen():
    r = ic.Ratings.from_wide(NUMBERS)
    with pytest.raises(AttributeError):
        r.coders = ("A",)


def test_no_units_and_no_codes():
    assert ic.krippendorff_alpha(np.empty((0, 2))).status == "no_units"
    assert ic.krippendorff_alpha([[None, None], [None, NAN]]).status == "no_units"
    assert ic.krippendorff_alpha({"unit": [], "coder": []}).status == "no_units"
    assert ic.Ratings.from_long({"unit": [], "coder": [], "code": []}).n_units == 0


@pytest.mark.parametrize("kind", ["few", "many", "halves", "objects"])
def test_a_table_of_any_size_is_the_table_cell_by_cell(kind):
    random = np.random.default_rng(1)
    table = random.integers(1, 6, (5000, 4)).astype(float)
    if kind == "many":
        table = random.integers(0, 900, (5000, 4)).astype(float)
    elif kind == "halves":
        table /= 2
    table[random.random(table.shape) < 0.2] = NAN
    given = table.astype(object) if kind == "objects" else table
    expected = [[None if x != x else x for x in row] for row in table.tolist()]
    assert cells(ic.Ratings.from_wide(given)) == expected
    if kind == "objects":
        text = np.array([[None if x is None else f"label {x:g}" for x in row] for row in expected], dtype=object)
        assert cells(ic.Ratings.from_wide(text)) == text.tolist()


# --- names that pandas gives -----------------------------------------------------------------------------------------


def test_a_cross_table_is_read_by_its_labels():
    first, second = list("aabbaabb"), list("bbccbbcc")
    crossed = ic.Ratings.from_confusion(pd.crosstab(pd.Series(first), pd.Series(second)))
    assert set(crossed.categories) == set("abc")
    assert ic.cohen_kappa(crossed).value == pytest.approx(ic.cohen_kappa(first, second).value)
    turned = pd.DataFrame([[5, 1], [2, 7]], index=["yes", "no"], columns=["no", "yes"])
    assert ic.percent_agreement(ic.Ratings.from_confusion(turned)).value == pytest.approx(3 / 15)
    numbered = pd.DataFrame([[5, 1], [2, 7]], columns=["no", "yes"])  # rows without names are in the columns' order
    assert ic.percent_agreement(ic.Ratings.from_confusion(numbered)).value == pytest.approx(12 / 15)
    numbers = ic.Ratings.from_confusion(pd.crosstab([1, 2, 1, 2], [1, 2, 2, 2]), categories=[1, 2])
    assert ic.percent_agreement(numbers).value == 0.75


def test_an_index_names_the_units():
    table = pd.DataFrame({"A": list("aabbab"), "B": list("aabbaa"), "C": list("abbbab")}, index=list("uvwxyz"))
    mixed = table.sample(frac=1, random_state=1)
    assert ic.Ratings.from_wide(table).select(units=["z"]).to_wide()["A"].tolist() == ["b"]

    def kappa(frame, second):
        return ic.cohen_kappa(ic.Ratings.from_wide(frame[["A", second]]))

    same = ic.compare(kappa(table, "B"), kappa(table, "C"), paired=True)
    assert ic.compare(kappa(table, "B"), kappa(mixed, "C"), paired=True).se == pytest.approx(same.se)
    twice = pd.concat([table, table])
    assert ic.Ratings.from_wide(twice).n_units == 12  # names that are given twice name nothing
    with pytest.raises(ic.BadArgument, match="two sequences: their indices name the same units in different orders"):
        ic.cohen_kappa(table["A"], mixed["B"])
    lines = pd.DataFrame({"code": list("aabb"), "coder": list("ABAB")})  # parts of one frame have different indices
    first, second = (lines[lines["coder"] == coder]["code"] for coder in "AB")
    assert ic.cohen_kappa(first, second).value == 1
    counted = ic.Ratings.from_counts(pd.DataFrame({"no": [2, 1], "yes": [0, 1]}, index=["u", "v"]))
    assert counted.select(units=["v"]).n_units == 1


def test_columns_need_not_be_called_by_text():
    array = np.array([[1, 1], [2, 1], [2, 2]])
    expected = ic.krippendorff_alpha(array).value
    assert ic.krippendorff_alpha(pd.DataFrame(array)).value == expected
    parts = pd.MultiIndex.from_tuples([("team", "A"), ("team", "B")])
    assert ic.Ratings.from_wide(pd.DataFrame(array, columns=parts)).coders == ("team, A", "team, B")
    assert ic.Ratings.from_wide(pd.DataFrame({1: [1, 2], "A": [1, 2]})).coders == ("1", "A")
    with pytest.raises(ic.BadArgument, match=r"two columns with one name \(1\)"):
        ic.Ratings.from_wide(pd.DataFrame([[1, 2]], columns=[1, "1"]))
    long = pd.DataFrame({0: [1, 1, 2, 2], 1: list("ABAB"), 2: [1, 1, 2, 1]})
    assert ic.Ratings.from_long(long, unit=0, coder=1, code=2).n_units == 2
