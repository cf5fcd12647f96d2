"""The command line in the hands of somebody new: what is said, what is written, and the status it ends with."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import intercoder as ic

COMMAND = [sys.executable, "-c", "from intercoder.cli import main; main()"]
STUDY = str(ic.datasets.study_path())


def run(folder, *words, **keywords):
    return subprocess.run([*COMMAND, *map(str, words)], cwd=folder, capture_output=True, timeout=120, **keywords)


@pytest.fixture
def folder(tmp_path):
    """A folder with files that people have."""
    (tmp_path / "values.csv").write_text("unit,coder,value\n1,A,x\n1,B,x\n2,A,y\n2,B,x\n")
    (tmp_path / "wide.csv").write_text("record,s1,s2\n7,1,1\n7,2,2\n8,1,2\n9,1,1\n")
    (tmp_path / "list.csv").write_text("name,age\nAda,36\n")
    (tmp_path / "spans.csv").write_text("source,coder,start,end,code\nP1,A,0,5,x\nP1,A,6,9,y\n")
    (tmp_path / "scores.csv").write_text("unit,coder,code\n1,A,100\n1,B,140\n2,A,500\n2,B,430\n3,A,900\n3,B,20\n")
    (tmp_path / "book.qdc").write_bytes(b"")
    ic.read(STUDY).codebook.write(tmp_path / "book.qdc")
    (tmp_path / "some folder").mkdir()
    (tmp_path / "some folder/long.csv").write_text("unit,coder,code\n1,A,x\n1,B,x\n")
    shutil.copy(STUDY, tmp_path / "study.qdpx")
    return tmp_path


COLUMNS = "columns: name, age; expected source, coder, start, end, code, a row for each marked stretch\n"
REFUSED = [
    ("report list.csv", 3, f"intercoder: list.csv: no column 'unit'; {COLUMNS}"),
    ("convert list.csv x.qdpx", 3, f"intercoder: list.csv: no column 'unit'; {COLUMNS}"),
    ("report spans.csv --unit source", 3, "intercoder: agreement needs at least two coders; the study has 1: A\n"),
    ("report some?folder", 3, "intercoder: some folder: is a folder; expected a file\n"),
    (
        "report some?folder/long.csv",
        3,
        "intercoder: some folder/long.csv: holds a table of codes, and no marked text; expected a study; "
        "try: intercoder agreement 'some folder/long.csv'\n",
    ),
    (
        "agreement study.qdpx --coefficient gwet_ac",
        3,
        "intercoder: study.qdpx: holds a study; expected a table of units, coders and codes for gwet_ac; "
        "try: intercoder report study.qdpx\n",
    ),
    (
        "agreement some?folder/long.csv --coefficient u_alpha",
        3,
        "intercoder: some folder/long.csv: holds a table of codes; expected a study, with passages that coders marked, "
        "for u_alpha\n",
    ),
    ("agreement scores.csv --coders A,Z", 2, "intercoder: select: no coder 'Z'; coders: A, B\n"),
    (
        "agreement scores.csv --coefficient icc --weights linear",
        2,
        "intercoder: --weights: found linear; icc has no weights to choose\n",
    ),
    ("report study.qdpx --coders ,", 2, "intercoder: --coders: no names; expected some of VR, ML\n"),
    (
        "report study.qdpx -o report",
        2,
        "intercoder: report: 'report' has no ending; known endings: .html, .md, .json\n",
    ),
    ("report study.qdpx -o some?folder", 2, "expected a file, such as 'some folder/out.html'\n"),
    (
        "agreement values.csv",
        2,
        "intercoder: values.csv: no column 'code'; columns: unit, coder, value; expected unit, coder, code, a row for "
        "each code; name yours with --columns, or try --wide\n",
    ),
    (
        "agreement values.csv --columns unit,coder,label",
        2,
        "intercoder: values.csv: no column 'label'; columns: unit, coder, value; expected unit, coder, label, a row for "
        "each code\n",
    ),
    (
        "convert study.qdpx study.qdpx",
        2,
        "intercoder: convert: 'study.qdpx' is the file that is read; expected another, so that nothing is lost\n",
    ),
    (
        "convert book.qdc book.csv",
        2,
        "intercoder: convert: book.qdc holds a codebook, which 'book.csv' cannot hold; expected .qdc\n",
    ),
    (
        "diff study.qdpx",
        2,
        "intercoder: diff: found study.qdpx alone, and no rounds in it; expected two files or more, or one whose "
        "codings have two rounds or more\n",
    ),
    ("diff study.qdpx book.qdc study.qdpx", 2, "diff: study.qdpx, book.qdc, study.qdpx; expected each file once\n"),
    (
        "diff study.qdpx scores.csv",
        3,
        "intercoder: scores.csv: holds a table of codes; expected a codebook, or a study with passages that coders "
        "marked\n",
    ),
    ("diff study.qdpx book.qdc --format docx", 2, "no format called 'docx'; known: markdown, latex, html, csv\n"),
    ("convert study.qdpx nowhere/x.csv", 2, "convert: there is no folder 'nowhere' to write 'x.csv' into\n"),
]


@pytest.mark.parametrize(("line", "status", "message"), REFUSED, ids=[line for line, _, _ in REFUSED])
def test_what_is_refused_and_nothing_is_touched(folder, line, status, message):
    before = {path: path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}
    done = run(folder, *(word.replace("?", " ") for word in line.split()), text=True)
    assert (done.returncode, done.stdout) == (status, ""), done.stderr
    assert done.stderr.endswith(message)
    assert {path: path.read_bytes() for path in folder.rglob("*.*") if path.is_file()} == before


def test_an_empty_name_of_a_coder_is_no_name(folder):
    done = run(folder, "report", "study.qdpx", "--coders", "VR,ML,", text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Agreement of VR and ML")


@pytest.mark.parametrize("target", ["x.qdpx", "x.csv", "x.tsv"])
def test_there_and_back(folder, target):
    assert run(folder, "convert", "study.qdpx", target).stdout == f"Wrote {target}.\n".encode()
    assert run(folder, "convert", target, "y.csv", "--json").stdout == b'{"written": "y.csv"}\n'
    run(folder, "convert", "study.qdpx", "z.csv")
    assert (folder / "y.csv").read_text(encoding="utf-8").count("\n") == 465
    stretches = [
        [line.split(",")[:5] for line in (folder / name).read_text(encoding="utf-8").splitlines() if line[:1] == "P"]
        for name in ("y.csv", "z.csv")
    ]
    assert sorted(stretches[0]) == sorted(stretches[1])


def test_a_wide_table_shows_whom_it_took_for_coders(folder):
    shown = run(folder, "agreement", "wide.csv", "--wide", text=True).stdout
    assert shown.startswith("wide.csv (coders: record, s1, s2)\n")
    shown = run(folder, "agreement", "wide.csv", "--wide", "--columns", "s1,s2", "--source", "record", text=True).stdout
    assert shown.startswith("wide.csv\n")
    assert "4 units coded twice, 2 coders, 3 sources" in shown


def test_coders_of_a_table_are_chosen_by_name(folder):
    (folder / "three.csv").write_text(
        "unit,coder,code\n" + "".join(f"{u},{c},{u % 2}\n" for u in range(9) for c in "ABC")
    )
    shown = run(folder, "agreement", "three.csv", "--coefficient", "cohen_kappa", "--coders", "C,A", text=True).stdout
    assert "9 units coded twice, 2 coders" in shown


def test_distances_without_a_bound_are_shown_as_such(folder):
    shown = run(folder, "agreement", "scores.csv", "--weights", "interval", text=True).stdout
    a = ic.krippendorff_alpha([[100, 140], [500, 430], [900, 20]], weights="interval")
    assert a.observed < 0
    assert f"  distance: observed {1 - a.observed:,.0f}, expected {1 - a.expected:,.0f}\n" in shown
    assert "  agreement: " not in shown


def test_demo_as_json(tmp_path):
    assert json.loads(run(tmp_path, "demo", "--json").stdout)["coders"] == ["VR", "ML"]


@pytest.mark.parametrize("command", ["report", "agreement", "convert", "demo"])
def test_help_speaks_of_the_task_not_of_python(tmp_path, command):
    done = run(tmp_path, command, "--help", text=True)
    assert done.returncode == 0
    options = done.stdout.partition("Options:")[2]
    assert "--json" in options
    assert not re.search(r"<|\bstr\b|\bNone\b", options)


def test_a_terminal_that_knows_few_characters_gets_the_report(folder):
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = run(folder, "report", "study.qdpx", env=environment)
    assert done.returncode == 0, done.stderr
    assert b"P05 ?17, 4 codes apart" in done.stdout
    done = run(folder, "report", "study.qdpx", "--json", env=environment)
    assert "¶17" in json.loads(done.stdout.decode())["disagreements"][0]["unit"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("words", [("report", "study.qdpx"), ("report", "study.qdpx", "--json"), ("--version",)])
def test_a_full_disk_is_no_traceback(folder, words):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *words], cwd=folder, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120
        )
    assert done.returncode == 2
    assert done.stderr == "intercoder: cannot write what was found: No space left on device\n"


def test_a_reader_that_has_read_enough_is_no_error_to_speak_of(folder):
    process = subprocess.Popen(
        [*COMMAND, "report", "study.qdpx", "--json"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(120) != 3


def test_read_takes_one_name_where_one_column_is_meant(folder):
    with pytest.raises(ic.BadArgument, match="read: code: found a list; expected the name of a column"):
        ic.read(folder / "values.csv", code=["value"])


def test_agreement_of_a_study(folder):
    shown = run(folder, "agreement", "study.qdpx", text=True).stdout
    assert shown.startswith("study.qdpx\n  Krippendorff's u-alpha, pooled over codes: ")
    assert "5 sources coded twice, 2 coders" in shown
    found = json.loads(
        run(folder, "agreement", "study.qdpx", "--coefficient", "u_alpha,boundary_similarity", "--json").stdout
    )
    study = ic.read(STUDY)
    assert [a["name"] for a in found] == ["u_alpha", "boundary_similarity"]
    assert found[0]["value"] == ic.u_alpha(study).value
    assert found[0]["interval"]["df"] == 4


def test_themes_and_saturation(folder):
    done = run(folder, "themes", "study.qdpx", "--double-coded", "intersection", text=True)
    assert done.returncode == 0
    assert "| Motives | 18 of 18 |" in done.stdout
    assert "every one of them applied it" in done.stderr
    found = json.loads(run(folder, "themes", "study.qdpx", "--json").stdout)
    assert [row["n"] for row in found["themes"]] == [18, 16, 17, 18, 17, 16, 18, 12]
    done = run(folder, "saturation", "study.qdpx", "--coder", "VR", text=True)
    assert done.returncode == 0
    assert "Saturation, guest2020: reached at 6 of 18 sources" in done.stdout
    found = json.loads(run(folder, "saturation", "study.qdpx", "--rule", "francis2010", "--json").stdout)
    assert (found["reached"], found["n_codes"]) == (13, 40)
    assert run(folder, "saturation", "study.qdpx", "--rule", "never").returncode == 2
    assert run(folder, "themes", "study.qdpx", "--double-coded", "consensus").returncode == 2


def test_compare(folder):
    done = run(folder, "compare", "study.qdpx", "--edit", "links.csv", "-o", "codes.html", text=True)
    assert done.returncode == 0
    assert "| Growing confidence | Sense of capability | other name |" in done.stdout
    assert "Agreement was .76 by the names of codes and .84 by the mapping." in done.stdout
    assert "Wrote codes.html." in done.stderr
    table = (folder / "links.csv").read_text(encoding="utf-8").splitlines()
    table = [line[:-4] + ",rejected,,ML," if ",renamed," in line else line for line in table]
    (folder / "links.csv").write_text("\n".join(table), encoding="utf-8")
    found = json.loads(run(folder, "compare", "study.qdpx", "--decisions", "links.csv", "--json").stdout)
    assert [d["decision"] for d in found["decisions"]] == ["rejected"] * 4
    assert sum(link["kind"] == "only_a" for link in found["links"]) == 7
    assert found["agreement"]["before"] < found["agreement"]["after"]
    done = run(folder, "compare", "study.qdpx", "--coders", "VR,VR", text=True)
    assert (done.returncode, "'VR' is on both sides" in done.stderr) == (2, True)
    assert run(folder, "compare", "study.qdpx", "--decisions", "no.csv").returncode == 2
    (folder / "alone.csv").write_text("source,coder,start,end,code\nP1,Ada,0,9,cost\n")
    done = run(folder, "compare", "alone.csv", text=True)
    assert (done.returncode, "coded by Ada; expected two coders" in done.stderr) == (3, True)


def test_diff_of_two_versions(folder):
    done = run(folder, "diff", "study.qdpx", "study.qdpx", text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "CodebookDiff: nothing changed\n  52 codes before, 52 after; found again: 52 by id\n"
    done = run(folder, "diff", "study.qdpx", "book.qdc", text=True)
    assert done.stdout.endswith(
        "Compared as codebooks, without codings, since one of the files is a codebook: study.qdpx.\n"
    )
    found = json.loads(run(folder, "diff", "spans.csv", "book.qdc", "--json").stdout)
    assert {change["change"] for change in found["changes"]} == {"added", "removed"}
    assert len(found["notes"]) == 3  # codebooks only, a table holds what was used, and no definitions
    done = run(folder, "diff", "spans.csv", "book.qdc", "--format", "csv", text=True)
    assert done.stdout.startswith("Change,Before,After,Known by,Definition\nadded,,")
    assert done.stderr.startswith("CodebookDiff: ")


def test_diff_of_several_versions_and_of_rounds(folder):
    head = "source,coder,start,end,code,round\n"
    (folder / "rounds.csv").write_text(f"{head}P,A,0,9,cost,pilot\nP,A,0,9,money,main\nP,A,10,19,time,main\n")
    (folder / "a").mkdir()
    (folder / "a/rounds.csv").write_text(f"{head}P,A,0,9,cost,1\n")
    done = run(folder, "diff", "rounds.csv", text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[:3] == [
        "Codebook over 2 rounds",
        "  main: 2 codes",
        "  pilot: 1 code; 1 removed, 1 renamed",
    ]
    done = run(folder, "diff", "rounds.csv", "a/rounds.csv", "study.qdpx", "--format", "csv", text=True)
    assert done.stdout.startswith("Code,rounds.csv,a/rounds.csv,study.qdpx,Changes\n")
    found = json.loads(run(folder, "diff", "study.qdpx", "rounds.csv", "book.qdc", "--json").stdout)
    assert [row["round"] for row in found["rounds"]] == ["study.qdpx", "rounds.csv", "book.qdc"]
    assert [row["returned"] for row in found["rounds"]] == [0, 0, 52]
