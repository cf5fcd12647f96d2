"""The table of what there is, the page made from it, and many coefficients side by side."""

import importlib.util
import math
import re
from pathlib import Path

import pytest

import intercoder as ic
from intercoder.capabilities import EVERYTHING

ROOT = Path(__file__).resolve().parents[2]

COLUMNS = ["name", "title", "coders", "categories", "weights", "missing", "needs_coders", "interval", "source"]


def test_every_coefficient_is_listed_with_what_it_supports():
    table = ic.coefficients()
    assert list(table) == COLUMNS
    names = list(table["name"])
    assert names == list(EVERYTHING)
    row = {column: table[column][names.index("bangdiwala_b")] for column in COLUMNS}
    assert row["coders"] == "2"
    assert row["weights"]
    assert row["needs_coders"]
    assert row["missing"] == "complete"
    assert table["missing"][names.index("cohen_kappa")] == "available (pairable, complete)"


def test_every_name_is_a_function_of_the_package_or_an_extension_of_one():
    for name in EVERYTHING:
        assert hasattr(ic, name.removesuffix("_all"))


def test_every_source_is_in_the_bibliography():
    keys = set(re.findall(r"@\w+\{(\w+)", (ROOT / "docs/references.bib").read_text(encoding="utf-8")))
    for source in ic.coefficients()["source"]:
        assert source
        assert set(source.split(", ")) <= keys


def test_the_page_is_what_the_code_gives():
    path = ROOT / "docs/make_capabilities.py"
    spec = importlib.util.spec_from_file_location("make_capabilities", path)
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    assert make.PAGE.read_text(encoding="utf-8") == make.page(), "the page is old; run: make docs-table"


def test_all_coefficients_side_by_side():
    table = ic.coefficient_table([[1, 1, 1], [1, 2, 2], [2, 2, 2], [1, 2, 1]])
    assert list(table["name"]) == list(EVERYTHING)
    by_name = {name: k for k, name in enumerate(table["name"])}
    k = by_name["fleiss_kappa"]
    expected = ic.fleiss_kappa([[1, 1, 1], [1, 2, 2], [2, 2, 2], [1, 2, 1]])
    assert table["value"][k] == expected.value
    assert table["low"][k] == expected.interval().low
    k = by_name["cohen_kappa"]
    assert table["status"][k] == "not_applicable"
    assert "found 3" in table["reason"][k]
    assert math.isnan(table["value"][k])
    assert list(table)[:-1] == list(expected.to_frame())
    assert list(table)[-1] == "reason"


def test_weights_that_one_coefficient_does_not_take_are_its_own_matter():
    table = ic.coefficient_table([[1, 2], [2, 2], [3, 3]], ["krippendorff_alpha", "hubert_kappa"], "interval")
    assert list(table["status"]) == ["ok", "not_applicable"]
    assert "expected 'nominal'" in table["reason"][1]


@pytest.mark.parametrize("data", [[[1]], [[1, 2]], [[1, 1], [1, 1]], [[None, None]], [[1, None], [None, 2]]])
def test_nothing_to_say_is_a_status(data):
    table = ic.coefficient_table(ic.Ratings.from_wide(data, categories=[1, 2]))
    for status, reason, value in zip(table["status"], table["reason"], table["value"], strict=True):
        assert not math.isnan(value) or (status != "ok" and reason)


def test_a_frame_of_the_kind_that_came():
    pl = pytest.importorskip("polars")
    table = ic.coefficient_table(pl.DataFrame({"a": [1, 2, 2], "b": [1, 2, 1]}))
    assert isinstance(table, pl.DataFrame)


def test_refusals():
    with pytest.raises(ic.BadArgument, match="names: no coefficient called 'kappa'; known: percent_agreement, "):
        ic.coefficient_table([[1, 2]], ["kappa"])
    with pytest.raises(ic.BadArgument, match="no weights called 'cubic'"):
        ic.coefficient_table([[1, 2]], weights="cubic")
