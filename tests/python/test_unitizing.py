"""Passages of coders' own choosing: the alphas, tools' figures, the ledger; on small studies and on real ones."""

from __future__ import annotations

import csv
import gzip
import json
import math
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import intercoder as ic

FIGURE = {
    "Alex": [(2, 9, "1"), (11, 17, "2"), (24, 30, "5"), (32, 36, "6"), (36, 44, "6"), (44, 60, "7")],
    "Paul": [(2, 9, "1"), (11, 17, "3"), (19, 25, "5"), (32, 44, "6")],
    "Suzan": [(2, 9, "1"), (11, 17, "4"), (21, 27, "5"), (32, 36, "6"), (36, 40, "6"), (40, 44, "6")],
}


def study_of(units: dict[str, list[tuple[int, int, str]]], length: int, **more: object) -> ic.Study:
    rows = [
        {"source": "text", "coder": coder, "start": a, "end": b, "code": code}
        for coder, marked in units.items()
        for a, b, code in marked
    ]
    return ic.Study.from_segments(rows, lengths={"text": length}, **more)  # type: ignore[arg-type]


@pytest.fixture
def figure() -> ic.Study:
    return study_of(FIGURE, 60)


@pytest.fixture(scope="module")
def shipped() -> ic.Study:
    return ic.read(ic.datasets.study_path())


def test_krippendorff_2019_figure_12_11(figure: ic.Study) -> None:
    assert ic.u_alpha(figure).value == pytest.approx(0.510, abs=5e-4)
    assert ic.binary_u_alpha(figure).value == pytest.approx(0.413, abs=5e-4)
    cu = ic.cu_alpha(figure)
    assert cu.value == pytest.approx(0.72408, abs=5e-6)
    assert cu.coverage == pytest.approx(83 / 180, abs=1e-12)
    by_code = ic.k_u_alpha(figure)
    assert by_code["5"].value == 1
    assert by_code["5"].coverage == pytest.approx(4 / 9)
    assert math.isnan(by_code["7"].value)
    assert by_code["7"].coverage == 0
    assert "meets no passage" in by_code["7"].reason


def test_results_speak_of_sources(figure: ic.Study, shipped: ic.Study) -> None:
    a = ic.u_alpha(figure)
    assert (a.n_units, a.n_sources, a.n_coders, a.status) == (1, 1, 3, "ok")
    assert a.coders == ("Alex", "Paul", "Suzan")
    assert a.categories == ("1", "2", "5", "6", "7", "3", "4")
    assert "1 source coded twice, 3 coders" in repr(a)
    assert math.isnan(a.interval().low)
    pooled = ic.pooled_u_alpha(shipped)
    assert "5 sources marked by both coders" in pooled.sentence()
    assert "other sources like these" in pooled.sentence()
    assert "5 sources coded twice, 2 coders" in pooled._repr_html_()
    assert pooled.to_dict()["n_sources"] == 5
    assert json.loads(ic.cu_alpha(figure).to_json())["coverage"] == pytest.approx(83 / 180)


def test_intervals_resample_sources(shipped: ic.Study) -> None:
    a = ic.pooled_u_alpha(shipped)
    default = a.interval()
    assert default.method == "fisher_z"
    assert default.df == 4
    for method in ("percentile", "bca", "t"):
        i = a.interval(method=method)
        assert i.low < a.value < i.high
    assert a.interval(method="percentile", seed=3) == a.interval(method="percentile", seed=3)
    with pytest.raises(ic.BadArgument, match="exact"):
        a.interval(method="exact")


def test_parts_of_a_value(shipped: ic.Study) -> None:
    a = ic.pooled_u_alpha(shipped)
    by_source = a.by_source()
    assert list(by_source["source"]) == [f"P0{i}" for i in range(1, 6)]
    alone = ic.pooled_u_alpha(shipped, sources=["P02"])
    assert by_source["value"][1] == pytest.approx(alone.value)
    rest = ic.pooled_u_alpha(shipped, sources=["P01", "P03", "P04", "P05"])
    assert by_source["without"][1] == pytest.approx(rest.value)
    table = a.by_code()
    each = ic.presence_u_alpha(shipped)
    assert list(table["code"]) == list(each)
    assert table["value"][0] == pytest.approx(next(iter(each.values())).value, nan_ok=True)
    assert list(each.to_frame()["code"]) == list(each)
    with pytest.raises(ic.BadArgument, match="ledger"):
        a.disagreements()


def test_pairs_and_coders_left_out(figure: ic.Study) -> None:
    a = ic.u_alpha(figure)
    pairs = a.by_pair()
    for first, second, value in zip(pairs["coder_a"], pairs["coder_b"], pairs["value"], strict=True):
        assert value == pytest.approx(ic.u_alpha(figure, coders=[first, second]).value)
    assert all(o == o for o in pairs["observed"])
    without = a.without_coder()
    assert without["value"][0] == pytest.approx(ic.u_alpha(figure, coders=["Paul", "Suzan"]).value)


def test_one_unit_against_ten_that_touch() -> None:
    s = study_of({"Ada": [(0, 100, "x")], "Ben": [(10 * i, 10 * i + 10, "x") for i in range(10)]}, 200)
    a = ic.u_alpha(s)
    assert a.value == 1
    warning = next(w for w in a.warnings if w.id == "touching_units")
    assert warning.numbers["n_units"] == 9
    assert "boundary similarity" in warning.advice
    assert ic.boundary_similarity(s).value < 1
    assert ic.alpha_u_1995(s).value == pytest.approx(-2.106358042777615)
    assert "touching_units" in repr(a)


def test_levels_and_domains() -> None:
    units = {"A": [(0, 10, "T > x"), (20, 30, "U > y")], "B": [(0, 10, "T > z"), (20, 30, "U > y")]}
    s = study_of(units, 40)
    assert ic.u_alpha(s).value < 1
    assert ic.u_alpha(s, level="theme").value == 1
    assert ic.u_alpha(s, codes=["y"]).value == 1
    assert list(ic.presence_u_alpha(s, level=0)) == ["T", "U"]
    with pytest.raises(ic.BadArgument, match="code 'x' counts as 'T' at this level"):
        ic.u_alpha(s, codes=["x"], level="theme")
    by_domain = ic.domain_u_alpha(s, {"first": ["x", "z"], "second": ["y"]})
    assert by_domain["second"].value == 1
    with pytest.raises(ic.BadArgument, match="domain_u_alpha: found a list; expected a Study"):
        ic.domain_u_alpha([])  # type: ignore[arg-type]


def test_who_was_assigned_matters() -> None:
    marked = {"A": [(0, 10, "x")], "B": [(0, 10, "x")]}
    with_third = study_of(marked, 40, assignments={"A": ["text"], "B": ["text"], "C": ["text"]})
    assert ic.u_alpha(study_of(marked, 40)).value == 1
    assert ic.u_alpha(with_third).value < 1  # C looked at it and marked nothing
    assert ic.u_alpha(with_third).n_coders == 3
    for function in (ic.u_alpha, ic.alpha_u_1995, ic.boundary_similarity, ic.gamma):
        ids = [[w.id for w in function(s).warnings] for s in (study_of(marked, 40), with_third)]
        assert ["assumed_assignments" in found for found in ids] == [True, False], function.__name__


def test_refusals(figure: ic.Study) -> None:
    with pytest.raises(ic.BadArgument, match="found a list; expected a Study"):
        ic.u_alpha([1, 2])  # type: ignore[arg-type]
    with pytest.raises(ic.BadArgument, match="'Nobody'"):
        ic.u_alpha(figure, coders=["Alex", "Nobody"])
    with pytest.raises(ic.BadArgument, match="expected 'dice' or 'jaccard'"):
        ic.set_u_alpha(figure, distance="cosine")  # type: ignore[arg-type]
    with pytest.raises(ic.BadArgument, match="expected 'nan' or 'raise'"):
        ic.u_alpha(figure, undefined="zero")  # type: ignore[arg-type]
    overlapping = study_of({"A": [(0, 10, "x"), (5, 15, "y")], "B": [(0, 10, "x")]}, 20)
    with pytest.raises(ic.BadArgument, match="at 0-10 with 'x' and at 5-15 with 'y'"):
        ic.u_alpha(overlapping)
    assert ic.pooled_u_alpha(overlapping).status == "ok"
    nothing = study_of({"A": [(0, 10, "x")], "B": []}, 20, assignments={"A": ["text"], "B": ["text"]})
    assert ic.cu_alpha(nothing).status == "no_variation"
    with pytest.raises(ic.InsufficientData, match="No passage was marked by two coders"):
        ic.cu_alpha(nothing, undefined="raise")


# --- as other programs have it ------------------------------------------------------------------------------------


def test_like_nvivo() -> None:
    s = study_of({"A": [(0, 150, "n")], "B": [(100, 200, "n")]}, 1000)
    f = ic.like_nvivo(s)
    row = {name: values[0] for name, values in f.columns["rows"].items()}
    assert (row["agreement"], row["both"], row["neither"]) == (85, 5, 80)
    assert (row["disagreement"], row["only_a"], row["only_b"]) == (15, 10, 5)
    assert row["kappa"] == pytest.approx(0.3181818181818182)
    assert f["kappa"] == f["added"] == pytest.approx(0.3181818181818182)
    assert "NVivo" in repr(f)
    assert any("not verified" in note.lower() for note in f.notes)
    assert f.to_dict()["tables"]["rows"]["characters"] == [1000]


def test_like_maxqda_atlasti_dedoose(figure: ic.Study) -> None:
    f = ic.like_maxqda(figure, "Alex", "Paul", overlap=0.9)
    assert list(f["segments"]["code"]) == ["1", "2", "5", "6", "7", "3"]
    assert f["segments_observed"] == pytest.approx(4 / 10)
    assert f["segments_kappa"] == pytest.approx((0.4 - 1 / 6) / (5 / 6))
    domains = ic.like_atlasti(figure, {"all": [*"1234567"]})
    assert domains["domains"]["codes"][0] == pytest.approx(0.7267, abs=5e-5)
    with pytest.raises(ic.BadArgument, match="two segments overlap"):
        ic.like_dedoose(figure, "Alex", "Paul")
    with pytest.raises(ic.BadArgument, match="expected two coders, or two groups"):
        ic.like_nvivo(figure)
    with pytest.raises(ic.BadArgument, match="expected a share"):
        ic.like_maxqda(figure, "Alex", "Paul", overlap=1.5)


# --- the ledger ---------------------------------------------------------------------------------------------------


def test_the_ledger(shipped: ic.Study, tmp_path: Path) -> None:
    table = shipped.ledger()
    assert sum(table["share"]) == pytest.approx(1)
    assert set(table["kind"]) <= {"boundary", "different_code", "only_a", "only_b"}
    texts = dict(zip(shipped._core.sources["source"], shipped._core.sources["text"], strict=True))
    for source, start, end, text, before in zip(
        table["source"], table["start"], table["end"], table["text"], table["before"], strict=True
    ):
        assert texts[source][start:end] == text
        assert texts[source][:start].endswith(before)
    by_share = table.sort("share", descending=True)
    assert by_share["share"][0] == max(table["share"])
    few = table.sample(1, per="kind", seed=2)
    assert sorted(few["kind"]) == sorted(set(table["kind"]))
    assert few.to_dict() == table.sample(1, per="kind", seed=2).to_dict()
    for ending in (".csv", ".json", ".md", ".html", ".tex"):
        by_share.write(tmp_path / f"ledger{ending}")
        assert (tmp_path / f"ledger{ending}").stat().st_size > 1000
    with (tmp_path / "ledger.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(table)
    with pytest.raises(ic.BadArgument, match="no column 'colour'"):
        table.sort("colour")
    with pytest.raises(ic.BadArgument, match="expected one of cp-lf"):
        shipped.ledger(offsets="ebcdic")


def test_positions_in_the_callers_dialect() -> None:
    text = "a\U0001f600b\nc"
    rows = {"source": ["t"] * 2, "coder": ["A", "B"], "start": [0, 0], "end": [5, 2], "code": ["x", "x"]}
    s = ic.Study.from_segments(rows, texts={"t": text})
    found = {d: s.ledger(offsets=d) for d in ("cp-lf", "u16-lf", "u16-raw", "utf8")}
    assert {d: (t["start"][0], t["end"][0]) for d, t in found.items()} == {
        "cp-lf": (2, 5),
        "u16-lf": (3, 6),
        "u16-raw": (3, 7),
        "utf8": (5, 8),
    }
    assert found["utf8"]["text"][0] == "b\nc"


def test_disagreements_can_be_sampled(shipped: ic.Study) -> None:
    table = shipped.disagreements()
    drawn = table.sample(2, per="source", seed=0)
    assert len(drawn) == 10
    assert Counter(drawn["source"]) == dict.fromkeys(set(table["source"]), 2)
    assert len(table.sample(10**6)) == len(table)
    assert "cost" in table


# --- real coders --------------------------------------------------------------------------------------------------


@pytest.mark.shared
def test_segmentation_1997_2012(shared: Callable[[str], Path]) -> None:
    expected = {}
    with shared("data/reference_values.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["dataset"] == "segmentation_1997_2012":
                expected[row["what"].split(": Fleiss")[0]] = float(row["value"])
    with shared("data/segmentation_1997_2012/spans.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for source, value in expected.items():
        mine = [r for r in rows if r["source"] == source]
        length = max(int(r["end"]) for r in mine)
        coders = sorted({r["coder"] for r in mine})
        table = np.zeros((length - 1, len(coders)), dtype=int)  # is there a boundary behind each unit?
        for r in mine:
            if int(r["end"]) < length:
                table[int(r["end"]) - 1, coders.index(r["coder"])] = 1
        assert ic.fleiss_kappa(table).value == pytest.approx(value, abs=5e-7)
        s = ic.Study.from_segments(
            {k: [r[k] if k in ("source", "coder", "code") else int(r[k]) for r in mine] for k in rows[0]},
            lengths={source: length},
        )
        assert 0 < ic.boundary_similarity(s).value < ic.segmentation_similarity(s).value < 1


@pytest.mark.shared
def test_casa_stutter_2025(shared: Callable[[str], Path]) -> None:
    with gzip.open(shared("data/casa_stutter_2025/aligned_items_long.csv.gz"), "rt", encoding="utf-8") as file:
        items = [r for r in csv.DictReader(file) if r["coder"] != "Gold"]
    with gzip.open(shared("data/casa_stutter_2025/spans.csv.gz"), "rt", encoding="utf-8") as file:
        spans = [r for r in csv.DictReader(file) if r["coder"] != "Gold"]
    for task, ordinal, masi, fleiss in (
        ("interview", 0.447266, 0.316158, 0.713008),
        ("reading", 0.305039, 0.258579, 0.644289),
    ):
        # a coder who marked an item twice counts as two, and labels are compared as NLTK rounds them
        mine = [r for r in items if r["unit"].startswith(task)]
        units, seen, coders = [r["unit"] for r in mine], Counter[tuple[str, str]](), []
        for r in mine:
            seen[r["unit"], r["coder"]] += 1
            coders.append(f"{r['coder']} {seen[r['unit'], r['coder']]}")
        tension = ic.Ratings.from_long({"unit": units, "coder": coders, "code": [float(r["tension"]) for r in mine]})
        assert ic.krippendorff_alpha(tension, weights="ordinal").value == pytest.approx(ordinal, abs=5e-7)
        labels = [frozenset(filter(None, r["labels"].split(";"))) for r in mine]
        sets = ic.Ratings.from_long({"unit": units, "coder": coders, "code": labels})
        assert ic.krippendorff_alpha(sets, weights="masi_nltk").value == pytest.approx(masi, abs=5e-7)
        assert ic.krippendorff_alpha(sets, weights="masi").value == pytest.approx(masi, abs=5e-4)

        # frames of 10 ms up to the last mark, in recordings that all three marked
        of_task = [r for r in spans if r["source"].startswith(task)]
        marked = {s: {r["coder"] for r in of_task if r["source"] == s} for s in {r["source"] for r in of_task}}
        frames = [r for r in of_task if len(marked[r["source"]]) == 3 and int(r["start"]) // 10 < int(r["end"]) // 10]
        last = {s: max(int(r["end"]) for r in of_task if r["source"] == s) // 10 + 1 for s in marked}
        columns = {name: [int(r[name]) // 10 for r in frames] for name in ("start", "end")}
        columns |= {name: [r[name] for r in frames] for name in ("source", "coder")}
        s = ic.Study.from_segments(columns | {"code": ["stuttered"] * len(frames)}, lengths=last)
        r = s.ratings(unit="character", code="stuttered")
        assert ic.fleiss_kappa(r).value == pytest.approx(fleiss, abs=5e-7)
        assert ic.presence_u_alpha(s)["stuttered"].value == pytest.approx(fleiss, abs=0.02)
        assert ic.presence_u_alpha(s)["stuttered"].interval().low > 0.5
