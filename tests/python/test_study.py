"""Studies, reading, overlap, reports and the command line, on the shipped study and on small ones made here."""

from __future__ import annotations

import doctest
import html.parser
import importlib
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import intercoder as ic
from intercoder.agreement import COEFFICIENTS

ROWS = {
    "source": ["P1", "P1", "P1", "P2", "P2", "P3"],
    "coder": ["VR", "ML", "VR", "VR", "ML", "VR"],
    "start": [0, 0, 12, 0, 6, 0],
    "end": [5, 11, 17, 5, 11, 5],
    "code": ["Barriers > Cost", "Barriers > Cost", "Trust", "Trust", "Faith", "Trust"],
}
TEXTS = {"P1": "Hello there\nagain\n\nlast", "P2": "first\nother", "P3": "alone"}


@pytest.fixture(scope="module")
def shipped() -> ic.Study:
    return ic.read(ic.datasets.study_path())


@pytest.fixture
def small() -> ic.Study:
    return ic.Study.from_segments(ROWS, texts=TEXTS)


def columns(frame: object) -> dict[str, list[object]]:
    return {c: list(frame[c]) for c in frame}  # type: ignore[attr-defined]


def test_frames_of_a_study(small: ic.Study) -> None:
    assert columns(small.coders) == {"coder": ["VR", "ML"], "n_sources": [3, 2], "n_codings": [4, 2]}
    assert columns(small.sources) == {"source": ["P1", "P2", "P3"], "length": [23, 11, 5], "n_coders": [2, 2, 1]}
    codings = columns(small.codings)
    assert list(codings) == ["source", "coder", "code", "start", "end", "text", "round"]
    assert codings["text"][:3] == ["Hello", "again", "Hello there"]
    book = columns(small.codebook.frame)
    assert book["code"] == ["Barriers", "Barriers > Cost", "Trust", "Faith"]
    assert book["n_codings"] == [0, 2, 3, 1]
    assert columns(small.codebooks["ML"].frame)["code"] == ["Barriers", "Barriers > Cost", "Faith"]
    assert columns(small.assignments)["assumed"] == [True] * 5


def test_ratings_by_hand(small: ic.Study) -> None:
    r = small.ratings(code="Cost")
    assert r.categories == ("no", "yes")
    assert r.n_units == 5  # three paragraphs of P1, two of P2; P3 is VR's alone
    wide = columns(r.to_wide())
    assert wide["VR"] == ["yes", "no", "no", "no", "no"]
    assert wide["ML"] == ["yes", "no", "no", "no", "no"]
    assert small.ratings(code="Cost", uncoded="exclude").n_units == 4
    assert small.ratings(code="Trust", unit="source").n_units == 2
    assert ic.percent_agreement(small.ratings(code="Cost", unit="character")).value == pytest.approx(1 - 6 / 34)


def test_agreement_on_the_shipped_study(shipped: ic.Study) -> None:
    a = shipped.agreement(coders=["VR", "ML"])
    assert a.pooled.value == pytest.approx(0.7617641, abs=1e-6)
    assert a.pooled.n_sources == 5
    table = columns(a.by_code())
    assert sum(table["shared"]) == 10
    one = ic.krippendorff_alpha(shipped.ratings(code=str(table["code"][0])))
    assert table["value"][0] == pytest.approx(one.value)
    assert table["low"][0] == pytest.approx(one.interval().low)
    assert "pooled Krippendorff's alpha was .76" in a.methods.paragraph
    costs = columns(a.disagreements())["cost"]
    assert costs == sorted(costs, reverse=True)
    assert sum(costs) == pytest.approx(1 - np.mean(table["observed"]))
    assert a.to_dict()["schema"] == "intercoder/report/1"
    json.loads(a.to_json(), parse_constant=lambda x: pytest.fail(f"{x} is not JSON"))


def test_every_planted_partner_is_found(shipped: ic.Study) -> None:
    table = columns(shipped.agreement().by_code())
    partner = dict(zip(table["code"], table["partner"], strict=True))
    for link in ic.datasets.truth()["renamed"]:
        assert partner[link["VR"]] == link["ML"]


def test_overlap(small: ic.Study) -> None:
    o = ic.overlap(small, "VR", "ML", measure="length")
    assert o.codes_a == ["Barriers > Cost", "Trust"]
    assert o.codes_b == ["Barriers > Cost", "Faith"]
    assert o.values.tolist() == [[5, 0], [0, 0]]
    assert ic.overlap(small, "VR", "ML").values[0, 0] == pytest.approx(5 / 11)
    assert list(columns(o.to_frame())) == ["code_a", "code_b", "value", "shared", "total_a", "total_b"]


@pytest.mark.parametrize("ending", [".qdpx", ".json", ".csv", ".qdc"])
def test_written_files_read_the_same(small: ic.Study, tmp_path: Path, ending: str) -> None:
    first, second = tmp_path / "a.qdpx", tmp_path / f"b{ending}"
    small.write(first)
    assert run("convert", first, second).returncode == 0
    if ending == ".qdpx":
        assert columns(ic.read(second).codings) == columns(small.codings)
    if ending == ".csv":
        again = ic.Study.from_segments(columns_of_csv(second), texts=TEXTS)
        assert columns(again.codings) == columns(small.codings)
    if ending == ".qdc":
        assert ic.read(second).paths == small.codebook.paths
    if ending == ".json":
        assert json.loads(second.read_text())["schema"] == "intercoder/study/1"


def columns_of_csv(path: Path) -> dict[str, list[str]]:
    import csv

    with path.open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {k: [r[k] for r in rows] for k in rows[0]}


REFUSALS = [
    (
        lambda s: s.ratings(code="Nothing"),
        "study: no code 'Nothing'; known codes: Barriers, Barriers > Cost, Trust, Faith",
    ),
    (lambda s: s.agreement(coders=["VR", "KT"]), "study: no coder 'KT'; known coders: VR, ML"),
    (lambda s: s.agreement(sources=["P9"]), "study: no source 'P9'; known sources: P1, P2, P3"),
    (
        lambda s: s.agreement("kappa"),
        f"no coefficient called 'kappa'; known: {', '.join(COEFFICIENTS)}",
    ),
    (
        lambda s: s.write("study.xml"),
        "Study.write: 'study.xml' ends in '.xml'; known endings: .qdpx, .json, .csv, .tsv",
    ),
    (lambda s: ic.report(s, "report.docx"), "report: 'report.docx' ends in '.docx'; known endings: .html, .md, .json"),
    (
        lambda s: ic.report(3, "report.md"),
        "report: found 3; expected a Study, or what Study.agreement or compare_codebooks gives",
    ),
]


@pytest.mark.parametrize(("call", "message"), REFUSALS, ids=[m[:30] for _, m in REFUSALS])
def test_refusals(small: ic.Study, call: object, message: str) -> None:
    with pytest.raises(ic.BadArgument) as caught:
        call(small)  # type: ignore[operator]
    assert str(caught.value) == message


def test_unknown_units_and_measures_list_the_known_ones(small: ic.Study) -> None:
    with pytest.raises(ic.BadArgument, match="paragraph, sentence, token, turn, segment, source, character"):
        small.agreement(unit="page")
    with pytest.raises(ic.BadArgument, match="agree, exclude, missing"):
        small.agreement(uncoded="ignore")
    with pytest.raises(ic.BadArgument, match="jaccard, dice, overlap"):
        ic.overlap(small, "VR", "ML", measure="cosine")


def test_a_row_outside_its_text_is_named() -> None:
    rows = {k: list(v) for k, v in ROWS.items()}
    rows["end"][3] = 99
    with pytest.raises(ic.BadArgument, match=r"row 4.*99"):
        ic.Study.from_segments(rows, texts=TEXTS)


# --- reports -------------------------------------------------------------------------------------------------------


class Page(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "line", "circle"):
            self.open.append(tag)
        self.outside += [v for k, v in attrs if k in ("src", "href") and v]

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("line", "circle"):
            assert self.open.pop() == tag


def test_the_page_is_whole_and_stands_alone(shipped: ic.Study, tmp_path: Path) -> None:
    page = Page()
    text = ic.report(shipped, tmp_path / "report.html").read_text(encoding="utf-8")
    page.feed(text)
    assert page.open == []
    assert page.outside == []
    assert "<script" not in text
    for words in ("5 of 18 sources (28%)", "Krippendorff", "Saving money", "Overlap", "Assumed assignments"):
        assert words in text


def test_what_a_stranger_wrote_is_escaped(tmp_path: Path) -> None:
    rows = {k: list(v) for k, v in ROWS.items()}
    rows["code"] = ["<script>alert(1)</script>", "<script>alert(1)</script>", "|", "|", "|", "|"]
    text = ic.report(ic.Study.from_segments(rows, texts=TEXTS), tmp_path / "r.html").read_text(encoding="utf-8")
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_markdown_tables_have_rows_of_one_width(shipped: ic.Study, tmp_path: Path) -> None:
    text = ic.report(shipped, tmp_path / "report.md").read_text(encoding="utf-8")
    width = 0
    for line in text.splitlines():
        cells = line.replace("\\|", "").count("|") if line.startswith("|") else 0
        assert not (cells and width) or cells == width, line
        width = cells


# --- the command line ----------------------------------------------------------------------------------------------


def run(*words: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    code = "from intercoder.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        capture_output=True,
        text=True,
        cwd=cwd,
        timeout=120,
        check=False,
    )


def test_demo_writes_one_file(tmp_path: Path) -> None:
    done = run("demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Pooled Krippendorff's alpha was .76, 95% CI [.57, .87]" in done.stdout
    assert [p.name for p in tmp_path.iterdir()] == ["report.html"]


def test_report_as_json(tmp_path: Path) -> None:
    done = run("report", ic.datasets.study_path(), "--coders", "VR,ML", "--json", "-o", tmp_path / "r.md")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["coders"] == ["VR", "ML"]
    assert (tmp_path / "r.md").exists()


def test_agreement_of_tables(tmp_path: Path) -> None:
    (tmp_path / "long.csv").write_text("unit,coder,code\n1,A,x\n1,B,x\n2,A,y\n2,B,x\n3,A,y\n3,B,y\n")
    (tmp_path / "wide.tsv").write_text("A\tB\n1\t1\n2\t1\n2\t2\n")
    assert "0.400" in run("agreement", tmp_path / "long.csv", "--coefficient", "cohen_kappa").stdout
    done = run("agreement", tmp_path / "wide.tsv", "--wide", "--weights", "interval", "--json")
    assert json.loads(done.stdout)["value"] == pytest.approx(0.44444444)


BAD_CALLS = [
    (["report", "no.qdpx"], 3, "intercoder: no.qdpx: no such file\n"),
    (["report", "empty.qdpx"], 3, "empty.qdpx"),
    (
        ["report", "text.docx"],
        2,
        "intercoder: read: 'text.docx'; known endings: .qdpx, .qde, .qdc, .csv, .tsv, .csv.gz, .tsv.gz\n",
    ),
    (["report", "STUDY", "--coders", "VR,XX"], 2, "intercoder: study: no coder 'XX'; known coders: VR, ML\n"),
    (["report", "STUDY", "--coders", "VR"], 2, "coder"),
    (["report", "STUDY", "--unit", "page"], 2, "paragraph, sentence, token, turn, segment, source, character"),
    (["report", "STUDY", "--uncoded", "no"], 2, "agree, exclude, missing"),
    (["report", "STUDY", "--offsets", "latin"], 2, "latin"),
    (["report", "STUDY", "--coder-from", "me"], 2, "me"),
    (["report", "STUDY", "-o", "r.docx"], 2, "report: 'r.docx' ends in '.docx'; known endings: .html, .md, .json\n"),
    (["report", "STUDY", "-o", "nowhere/r.md"], 2, "report: there is no folder 'nowhere' to write 'r.md' into\n"),
    (["agreement", "ragged.csv"], 3, "ragged.csv, line 3"),
    (
        ["agreement", "long.csv", "--columns", "unit,coder"],
        2,
        "--columns: found 'unit,coder'; expected three names, such as unit,coder,code\n",
    ),
    (["agreement", "long.csv", "--columns", "unit,coder,label"], 2, "label"),
    (["agreement", "long.csv", "--coefficient", "kappa"], 2, "--coefficient: 'kappa'; known: percent_agreement"),
    (["agreement", "long.csv", "--weights", "cubic"], 2, "weights: no weights called 'cubic'; known: nominal"),
    (
        ["convert", "STUDY", "out.xml"],
        2,
        "convert: 'out.xml' ends in '.xml'; known endings: .qdpx, .csv, .tsv, .json, .qdc\n",
    ),
    (["frobnicate"], 2, "frobnicate"),
    (["report"], 2, "Missing argument"),
]


@pytest.mark.parametrize(("words", "status", "message"), BAD_CALLS, ids=[" ".join(w) for w, _, _ in BAD_CALLS])
def test_bad_calls_and_files(tmp_path: Path, words: list[str], status: int, message: str) -> None:
    (tmp_path / "empty.qdpx").write_bytes(b"")
    (tmp_path / "text.docx").write_bytes(b"PK")
    (tmp_path / "ragged.csv").write_text("unit,coder,code\n1,A,x\n1,B\n")
    (tmp_path / "long.csv").write_text("unit,coder,code\n1,A,x\n1,B,x\n2,A,y\n2,B,x\n")
    before = sorted(p.name for p in tmp_path.iterdir())
    done = run(*[str(ic.datasets.study_path()) if w == "STUDY" else w for w in words], cwd=tmp_path)
    assert done.returncode == status, done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == before


MODULES = ["codebooks", "comparison", "errors", "inference", "io", "ratings", "report", "results", "study"]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name: str) -> None:
    module = importlib.import_module(f"intercoder.{name}")
    failed, tried = doctest.testmod(module)
    assert failed == 0
    assert tried > 0 or name in ("errors", "inference")
