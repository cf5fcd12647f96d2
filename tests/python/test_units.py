"""Sentences, words, turns and segments as units; codes at a level; how often: every argument and every refusal."""

import subprocess
import sys

import pandas as pd
import polars as pl
import pytest

import intercoder as ic

ROWS = {
    "source": ["P1", "P1", "P1", "P2", "P2"],
    "coder": ["VR", "ML", "VR", "VR", "ML"],
    "start": [3, 3, 14, 0, 0],
    "end": [8, 12, 20, 5, 5],
    "code": ["Barriers > Cost", "Barriers > Time", "Barriers", "Trust", "Barriers > Cost"],
}
TEXTS = {"P1": "I: Hello. So?\nB: Well,\nyes.\nI: Ok.\nB: Bye.", "P2": "I: a\nB: b\nI: c\nB: d"}


@pytest.fixture
def study():
    return ic.Study.from_segments(ROWS, texts=TEXTS)


@pytest.mark.parametrize(
    ("unit", "labels"),
    [
        ("sentence", ["P1 sentence 1", "P1 sentence 2", "P1 sentence 3"]),
        ("token", ["P1 token 1", "P1 token 2", "P1 token 3"]),
        ("turn", ["P1 turn 1", "P1 turn 2", "P1 turn 3"]),
        ("paragraph", ["P1 ¶1", "P1 ¶2", "P1 ¶3"]),
    ],
)
def test_labels_and_numbers(study, unit, labels):
    wide = study.ratings(unit, "Barriers > Cost").to_wide()
    assert wide["unit"].tolist()[:3] == labels
    numbers = {"sentence": 10, "token": 18, "turn": 8, "paragraph": 9}
    assert len(wide) == numbers[unit]


@pytest.mark.parametrize("unit", ["sentence", "token", "turn", "segment"])
def test_everything_takes_every_unit(study, unit):
    given = {} if unit != "segment" else {"segments": [("P1", 0, 13), ("P1", 14, 28), ("P2", 0, 4)]}
    a = study.agreement(unit=unit, **given)
    assert a.unit == unit
    named = {"token": "word"}.get(unit, unit)
    assert f"The unit was the {named}," in a.methods.items["unit"]
    assert len(a.disagreements()) == len(study.disagreements(unit=unit, **given))
    assert len(a.disagreements("Trust")) == len(study.disagreements("Trust", unit=unit, **given))
    if unit != "segment":
        assert ic.overlap(study, "VR", "ML", unit=unit).values.shape == (3, 2)
        assert "count" in repr(ic.overlap(study, "VR", "ML", measure="count", unit=unit))


@pytest.mark.parametrize("kind", [list, pd.DataFrame, pl.DataFrame, dict, "records", "floats"])
def test_segments_in_any_form(study, kind):
    triples = [("P1", 0, 9), ("P1", 10, 13), ("P2", 0, 19)]
    columns = {name: [row[k] for row in triples] for k, name in enumerate(("source", "start", "end"))}
    given = {
        list: triples,
        dict: columns,
        "records": [dict(zip(columns, row, strict=True)) for row in triples],
        "floats": pd.DataFrame(columns).astype({"start": float, "end": float}),
    }.get(kind)
    if given is None:
        given = kind(columns)
    r = study.ratings("segment", "Barriers > Time", segments=given)
    assert r.to_wide()["ML"].tolist() == ["yes", "yes", "no"]
    assert r.to_wide()["unit"].tolist() == ["P1 segment 1", "P1 segment 2", "P2 segment 1"]


REFUSALS = [
    ([("P1", 0, 9), ("P1", 5, 12)], "two segments overlap: source 'P1', 0-9 and source 'P1', 5-12; expected segments"),
    ([("P9", 0, 9)], "study: no source 'P9'; known sources: P1, P2"),
    ([("P1", 5, 99)], "segment 1: 5 to 99 in source 'P1'; expected 0 <= start < end <= 42"),
    ([("P1", 5, 5)], "segment 1: 5 to 5 in source 'P1'"),
    ([("P1", "x", 5)], "segments: row 1, start: found the text 'x'; expected a whole number, of code points"),
    ([("P1", 0, 1.5)], "segments: row 1, end: found 1.5; expected a whole number"),
    ([("P1", 0, True)], "segments: row 1, end: found True"),
    ([("P1", 0)], "segments: found .*; expected a frame with the columns source, start and end, or triples"),
    ("P1", "segments: found the text 'P1'; expected a frame"),
    (7, "segments: found 7; expected a frame"),
    ([], "segments: none are given; expected a source, a start and an end for each"),
    ({"source": ["P1"], "start": [0], "stop": [5]}, "segments: no column 'end'; columns: source, start, stop"),
]


@pytest.mark.parametrize(("given", "message"), REFUSALS, ids=[m[:40] for _, m in REFUSALS])
def test_segments_that_make_no_sense(study, given, message):
    for ask in (
        lambda: study.ratings("segment", "Trust", segments=given),
        lambda: study.agreement(unit="segment", segments=given),
        lambda: study.disagreements(unit="segment", segments=given),
    ):
        with pytest.raises(ic.BadArgument, match=message):
            ask()


def test_segments_that_were_marked(study):
    with pytest.raises(
        ic.BadArgument, match=r"coder 'VR', source 'P1', 3-8 and coder 'ML', source 'P1', 3-12.*u_alpha"
    ):
        study.ratings("segment", "Trust")
    assert study.ratings("segment", "Trust", sources=["P2"]).to_wide()["unit"].tolist() == ["P2 segment 1"]
    with pytest.raises(ic.BadArgument, match="segments were given, and unit 'turn'; they need unit 'segment'"):
        study.ratings("turn", "Trust", segments=[("P1", 0, 9)])


def test_a_source_without_speakers(study):
    essay = ic.Study.from_segments(ROWS, texts=TEXTS | {"P2": "Nobody speaks in this."})
    with pytest.raises(ic.BadArgument, match="source 'P2' has no speakers: no label such as 'Anna:'"):
        essay.ratings("turn", "Trust")


def test_levels(study):
    cost = study.ratings(code="Barriers", level="theme")
    assert cost.to_wide()["VR"].tolist()[:3] == ["yes", "yes", "no"]
    assert cost.to_wide()["ML"].tolist()[:3] == ["yes", "no", "no"]
    assert study.ratings(code="Barriers > Cost", level=1).to_wide()["VR"].tolist()[:2] == ["yes", "no"]
    a = study.agreement(level="theme")
    assert a.to_dict()["notes"][0].startswith("Codes were taken at the level of themes")
    assert a.by_code()["code"].tolist() == ["Barriers", "Trust"]
    assert len(a.disagreements("Barriers")) == len(study.disagreements("Barriers", level="theme"))
    assert study.agreement().to_dict()["notes"] == []


@pytest.mark.parametrize("level", ["themes", -1, 1.5, True, None, "0"])
def test_levels_that_there_are_not(study, level):
    for ask in (
        lambda: study.ratings(code="Trust", level=level),
        lambda: study.agreement(level=level),
        lambda: study.frequency_ratings("Trust", level=level),
    ):
        with pytest.raises(ic.BadArgument, match="expected 'code', 'theme', or a depth of the codebook"):
            ask()


def test_a_code_that_is_another_one_at_a_level(study):
    message = "level='theme': code 'Cost' counts as 'Barriers' at this level; ask for that"
    with pytest.raises(ic.BadArgument, match=message):
        study.ratings(code="Cost", level="theme")
    with pytest.raises(ic.BadArgument, match=r"level=0: code 'Cost' counts as 'Barriers'"):
        study.frequency_ratings("Cost", level=0)


def test_frequencies(study):
    r = study.frequency_ratings("Barriers", level=0)
    assert r.to_wide()["unit"].tolist() == ["P1", "P2"]
    assert r.to_wide()["VR"].tolist() == [2, 0]
    assert r.to_wide()["ML"].tolist() == [1, 1]
    assert ic.krippendorff_alpha(r, weights="ordinal").n_units == 2
    assert ic.icc(study.frequency_ratings("Trust")).n_units == 2
    assert study.frequency_ratings("Trust", sources=["P2"]).n_units == 1
    with pytest.raises(ic.BadArgument, match="no code 'Nothing'"):
        study.frequency_ratings("Nothing")
    with pytest.raises(ic.BadArgument, match="at least two coders; given 1: VR"):
        study.frequency_ratings("Trust", coders=["VR"])


def test_the_command_line(tmp_path):
    path = tmp_path / "study.qdpx"
    ic.Study.from_segments(ROWS, texts=TEXTS).write(path)

    def report(*args):
        code = "from intercoder.cli import main; main()"
        return subprocess.run(
            [sys.executable, "-c", code, "report", str(path), *args], capture_output=True, text=True, check=False
        )

    assert "The unit was the sentence" in " ".join(report("--unit", "sentence").stdout.split())
    assert "level of themes" in report("--level", "theme", "--json").stdout
    assert "depth 0" in report("--level", "0", "--json").stdout
    wrong = report("--level", "themes")
    assert wrong.returncode == 2
    assert "expected 'code', 'theme', or a depth" in wrong.stderr
    assert report("--unit", "segment").returncode == 2
