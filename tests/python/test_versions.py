"""Versions of a codebook: every kind of change is told from every other."""

import os
from pathlib import Path

import pytest

import intercoder as ic


def book(tmp_path, name, codes):
    """Write a codebook file: guid, name, definition, codes below."""

    def xml(entries):
        out = ""
        for number, called, text, below in entries:
            guid = f"00000000-0000-4000-8000-{number:012d}"
            inner = (f"<Description>{text}</Description>" if text else "") + xml(below)
            out += f'<Code guid="{guid}" name="{called}" isCodable="true">{inner}</Code>'
        return out

    path = tmp_path / f"{name}.qdc"
    head = '<?xml version="1.0" encoding="utf-8"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="test"><Codes>'
    path.write_text(f"{head}{xml(codes)}</Codes></CodeBook>", encoding="utf-8")
    return ic.read(path)


@pytest.fixture
def books(tmp_path):
    old = [
        (1, "Barriers", "", [(2, "Cost", "what it takes in money", []), (3, "Time", "", []), (4, "Gone", "", [])]),
        (5, "Help", "", []),
        (9, "Only", "", []),
    ]
    new = [
        (1, "Obstacles", "", [(2, "Cost", "what it costs in money", []), (6, "New", "", [])]),
        (5, "Help", "", [(3, "Time", "", [])]),
        (8, "Only", "", []),
    ]
    return book(tmp_path, "old", old), book(tmp_path, "new", new)


def test_every_kind_of_change(books):
    d = ic.diff_codebooks(*books)
    assert d.added == ("Obstacles > New",)
    assert d.removed == ("Barriers > Gone",)
    assert d.renamed == (("Barriers", "Obstacles"),)
    assert d.moved == (("Barriers > Time", "Help > Time"),)  # Cost stays: what stands above it was renamed
    assert d.redefined == (("Obstacles > Cost", "what it [-takes-] {+costs+} in money"),)
    assert d.matched_by["Obstacles"] == "id"
    assert d.matched_by["Only"] == "path"
    assert d.other_ids == 1
    assert d.to_frame()["change"].tolist() == ["added", "removed", "renamed", "moved", "redefined"]


def coded(codes):
    rows = {"source": [], "coder": [], "start": [], "end": [], "code": []}
    for place, code in enumerate(codes):
        for column, x in zip(rows, ("P1", "Ada", 10 * place, 10 * place + 10, code), strict=True):
            rows[column].append(x)
    return ic.Study.from_segments(rows, lengths={"P1": 10 * len(codes)})


def test_splits_and_mergers_come_from_codings():
    old = coded(["trust"] * 6 + ["cost"] * 3 + ["money"] * 3 + ["time"] * 4)
    new = coded(["trust"] * 3 + ["confidence"] * 3 + ["cost"] * 6 + ["time"] * 4)
    d = ic.diff_codebooks(old, new)
    assert d.split == ((("trust",), ("trust", "confidence")),)
    assert d.merged == ((("cost", "money"), ("cost",)),)
    assert d.added == ("confidence",)
    assert d.removed == ("money",)


def test_what_cannot_be_compared_is_refused():
    s = ic.read(ic.datasets.study_path())
    with pytest.raises(ic.BadArgument, match="expected two codebooks or two studies"):
        ic.diff_codebooks(s, s.codebook)


@pytest.mark.shared
def test_two_programs_write_the_same_codebook_with_other_identifiers():
    shared = Path(os.environ.get("INTERCODER_SHARED", ""))
    files = sorted(p for p in shared.glob("**/*.qdpx") if "nvivo" in p.name.lower())
    mac = [p for p in files if "mac" in p.name.lower()]
    windows = [p for p in files if "win" in p.name.lower()]
    if not mac or not windows:
        pytest.skip("no pair of files")
    d = ic.diff_codebooks(ic.read(mac[0]), ic.read(windows[0]))
    assert repr(d).startswith("CodebookDiff: nothing changed")
    assert d.other_ids > 0
