"""Versions of a codebook: every kind of change is told from every other."""

import html
import json
import re
import unicodedata
from pathlib import Path

import pytest

import intercoder as ic

ROOT = Path(__file__).resolve().parents[2]


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


# --- how it is shown ------------------------------------------------------------------------------------------------


def test_a_diff_says_how_codes_were_found(books):
    d = ic.diff_codebooks(*books)
    assert repr(d).splitlines() == [
        "CodebookDiff: 1 added, 1 removed, 1 renamed, 1 moved, 1 redefined",
        "  6 codes before, 6 after; found again: 4 by id, 1 by path",
        "  1 code under another identifier",
    ]
    page = d._repr_html_()
    assert "what it <del>takes</del> <ins>costs</ins> in money" in page
    assert page.count("<tr>") == 1 + 5


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("markdown", "what it ~~takes~~ **costs** in money"),
        ("html", "what it <del>takes</del> <ins>costs</ins> in money"),
        ("latex", r"what it [-takes-] \{+costs+\} in money"),
        ("csv", "what it [-takes-] {+costs+} in money"),
    ],
)
def test_a_definition_that_changed_is_marked_in_every_format(books, kind, cell):
    assert cell in ic.diff_codebooks(*books).table(kind)


def test_words_of_a_definition_are_escaped(tmp_path):
    old = book(tmp_path, "old", [(1, "A", "x &lt;b&gt; | y", [])])
    new = book(tmp_path, "new", [(1, "A", "x &lt;i&gt; | y", [])])
    d = ic.diff_codebooks(old, new)
    assert "x <del>&lt;b&gt;</del> <ins>&lt;i&gt;</ins> | y" in d.table("html")
    assert r"x ~~\<b\>~~ **\<i\>** \| y" in d.table()
    with pytest.raises(ic.BadArgument, match="no format called 'docx'"):
        d.table("docx")


def test_plain_values_say_the_same(books):
    found = ic.diff_codebooks(*books).to_dict()
    assert json.loads(json.dumps(found)) == found
    assert found["schema"] == "intercoder/codebook_diff/1"
    assert [change["change"] for change in found["changes"]] == ["added", "removed", "renamed", "moved", "redefined"]
    assert found["changes"][-1]["definition"][1:3] == [
        {"is": "removed", "words": "takes"},
        {"is": "added", "words": "costs"},
    ]


def test_what_a_reader_sees_as_the_same_has_not_changed(tmp_path):
    """Programs encode accents in two ways, and pad names; identifiers are their own."""
    old = book(tmp_path, "old", [(1, "E\u0301tat", "de l\u2019e\u0301te\u0301", [(2, "Cost  of living", "", [])])])
    new = book(tmp_path, "new", [(11, "\u00c9tat", "de l\u2019\u00e9t\u00e9", [(12, "Cost of living", "", [])])])
    assert repr(ic.diff_codebooks(old, new)).startswith("CodebookDiff: nothing changed but identifiers\n")


# --- several rounds -------------------------------------------------------------------------------------------------


@pytest.fixture
def rounds():
    """Three rounds of one study: a theme renamed, a code renamed, one split, one that comes back."""
    used = {
        "1": ["Barriers > Cost", "Barriers > Time", "Trust", "Stigma", "Stigma"],
        "2": ["Obstacles > Cost", "Obstacles > Time", None, "Stigma", "Shame"],
        "10": ["Obstacles > Money", None, "trust", "Stigma", "Stigma"],
    }
    rows = [
        {"source": "P1", "coder": "Ada", "start": 10 * k, "end": 10 * k + 10, "code": code, "round": name}
        for name, codes in used.items()
        for k, code in enumerate(codes)
        if code
    ]
    return ic.Study.from_segments(rows, lengths={"P1": 50})


def test_rounds_of_a_study(rounds):
    assert list(rounds.rounds) == ["1", "2", "10"]
    paths = ["Stigma", "Obstacles", "Obstacles > Cost", "Obstacles > Time", "Shame"]
    assert rounds.rounds["2"].codebook.paths == paths
    d = ic.diff_codebooks(*list(rounds.rounds.values())[:2])
    assert d.renamed == (("Barriers", "Obstacles"),)
    assert d.matched_by["Obstacles"] == "codes below"
    assert d.moved == ()
    assert ic.diff_codebooks(rounds.rounds["2"], rounds.rounds["10"]).matched_by["Obstacles > Money"] == "codings"


def test_rounds_as_a_table(rounds):
    h = ic.codebook_history(rounds)
    assert h.table("csv").splitlines() == [
        "Code,1,2,10,Changes",
        "Stigma,x,x,x,2: split; 10: merged",
        "Obstacles,Barriers,x,x,2: renamed",
        "Obstacles > Money,Barriers > Cost,Obstacles > Cost,x,10: renamed",
        'trust,Trust,,x,"2: removed; 10: returned, renamed"',
        "Obstacles > Time,Barriers > Time,x,,10: removed",
        'Shame,,x,,"2: added, split; 10: removed, merged"',
    ]
    assert h.counts["codes"].tolist() == [5, 5, 4]
    assert h.counts["returned"].tolist() == [0, 0, 1]
    frame = h.to_frame()
    assert list(frame) == ["code", "1", "2", "10", "changes"]
    assert frame["1"].tolist()[2] == "Barriers > Cost"
    back = h.changes.loc[h.changes["change"] == "returned"].iloc[0]
    assert (back["round_before"], back["round_after"], back["matched_by"]) == ("1", "10", "path")
    assert repr(h).splitlines()[:4] == [
        "Codebook over 3 rounds",
        "  1: 5 codes",
        "  2: 5 codes; 1 added, 1 removed, 1 renamed, 1 split",
        "  10: 4 codes; 2 removed, 1 returned, 2 renamed, 1 merged",
    ]
    assert json.loads(json.dumps(h.to_dict())) == h.to_dict()
    assert "<th>Changes</th>" in h._repr_html_()


def test_rounds_can_be_chosen_and_put_in_order(rounds):
    h = ic.codebook_history(rounds, ["10", "1"])
    assert h.rounds == ["10", "1"]
    for wanted, message in [
        (["10", "3"], "round '3'; expected one of 1, 2, 10"),
        (["1"], "1 version"),
        (["1", "1"], "once"),
    ]:
        with pytest.raises(ic.BadArgument, match=message):
            ic.codebook_history(rounds, wanted)


def test_versions_as_a_list_or_by_name(books):
    old, new = books
    h = ic.codebook_history([old, new, old])
    assert h.rounds == ["1", "2", "3"]
    assert len(h.codes) == 7  # what the first has and the last again is one row
    assert "Barriers > Gone,x,,x,2: removed; 3: returned" in h.table("csv")
    assert "Help,x,x,x," not in h.table("csv")
    assert "Help,x,x,x," in h.table("csv", unchanged=True)
    named = ic.codebook_history({"code": old, "main": new})
    assert list(named.to_frame()) == ["code", "code_", "main", "changes"]
    assert named.changes["round_after"].tolist() == ["main"] * 5


def test_rows_trace_what_pairs_of_versions_say(books):
    """A history of two versions is their diff."""
    d, h = ic.diff_codebooks(*books), ic.codebook_history(list(books))
    assert h.changes["change"].tolist() == d.to_frame()["change"].tolist()
    was = {now: before for before, now in zip(h.to_frame()["1"], h.to_frame()["2"], strict=True)}
    assert {code for code in d.matched_by if isinstance(was[code], str)} == set(d.matched_by)


def test_histories_that_cannot_be_told_are_refused(books, rounds):
    one = ic.Study.from_segments({"source": ["P"], "coder": ["A"], "start": [0], "end": [1], "code": ["x"]})
    refused = [
        (one, "no rounds; expected two or more, in a column 'round'"),
        ([books[0]], "1 version; expected two or more"),
        ([books[0], rounds], "a Codebook, a Study; expected codebooks only or studies only"),
        (books[0], "found a Codebook; expected codebooks or studies"),
        ("versions", "the text 'versions'"),
    ]
    for versions, message in refused:
        with pytest.raises(ic.BadArgument, match=re.escape(message)):
            ic.codebook_history(versions)
    with pytest.raises(ic.BadArgument, match="rounds are chosen from one study"):
        ic.codebook_history(list(books), ["1"])


def test_a_coding_without_a_round_is_left_out_and_said_so():
    rows = {"source": ["P"] * 3, "coder": ["A"] * 3, "start": [0, 1, 2], "end": [1, 2, 3], "code": ["x", "y", "z"]}
    h = ic.codebook_history(ic.Study.from_segments(rows | {"round": ["1", "2", ""]}))
    assert h.notes[1] == "1 coding without a round: left out."


def test_the_example_of_the_page_runs(books, rounds):
    page = (ROOT / "docs/explanation/codebooks.md").read_text(encoding="utf-8")
    code = page.split("## Versions of one codebook\n")[1].split("```python\n")[1].split("```")[0]
    names = {"ic": ic, "old": books[0], "new": books[1], "study": rounds}
    exec(code, names)  # our own page
    assert names["h"].rounds == ["1", "2", "10"]


# --- real files -----------------------------------------------------------------------------------------------------


@pytest.fixture
def nvivo(shared):
    """One project as NVivo for Mac wrote it, and as NVivo for Windows wrote it after reading that."""
    folder = "samples/DEpt-metagenom+pyqdpx"
    return shared(f"{folder}/nvivo_mac_12.7.0_scrubbed.qdpx"), shared(f"{folder}/nvivo_win_12.6_scrubbed.qdpx")


@pytest.mark.shared
def test_two_programs_write_the_same_codebook_with_other_identifiers(nvivo):
    mac, windows = map(ic.read, nvivo)
    for d in (ic.diff_codebooks(mac, windows), ic.diff_codebooks(mac.codebook, windows.codebook)):
        assert repr(d).startswith("CodebookDiff: nothing changed but identifiers\n")
        assert len(d.matched_by) == 152
        assert set(d.matched_by.values()) == {"path"}
        assert d.other_ids == 152
        assert not d.notes  # the texts differ in a line break at their end alone
    assert ic.codebook_history([mac, windows, mac]).changes["change"].tolist() == []


@pytest.mark.shared
def test_a_table_of_a_real_project_knows_no_definitions(nvivo, tmp_path):
    """Of 152 codes 93 were used; what a table cannot hold was not taken away."""
    mac = ic.read(nvivo[0])
    mac.write(tmp_path / "mac.csv")
    d = ic.diff_codebooks(ic.read(tmp_path / "mac.csv"), mac)
    assert (len(d.added), d.removed, d.renamed, d.moved, d.redefined, d.split) == (59, (), (), (), (), ())
    assert d.notes == ("Definitions are not compared: one of the two has none, nor identifiers.",)


@pytest.mark.shared
def test_an_earlier_draft_of_a_real_codebook(nvivo, tmp_path):
    """A draft made of a real codebook by another program: other identifiers, names as they may have been."""
    codes = ic.read(nvivo[0]).codebook.frame
    first = codes["code"].tolist()[:60]
    top = {path.split(" > ")[0] for path in first}
    renamed = {name: f"{name.split()[0]} {k}" for k, name in enumerate(sorted(top)) if name.startswith("HBM 4")}
    renamed |= {"piros": "Piros"}

    def draft(above):
        out = []
        for k, path in enumerate(first):
            *before, name = path.split(" > ")
            if before == above:
                decomposed = unicodedata.normalize("NFD", renamed.get(name, name))
                out.append((k, html.escape(decomposed), "", draft([*before, name])))
        return out

    d = ic.diff_codebooks(book(tmp_path, "draft", draft([])), ic.read(nvivo[0]).codebook)
    assert len(d.added) == 92
    assert d.removed == d.moved == ()
    assert [now for _, now in d.renamed] == [
        "2. Attitűd szint az oltáshoz > piros",
        "HBM 4. Perceived Barriers – Észlelt akadályok",
    ]
