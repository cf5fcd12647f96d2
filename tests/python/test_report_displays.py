"""The report of the shipped study as people see it, compared with files that a person has looked at."""

import difflib
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import intercoder as ic
from intercoder import _render, _terminal
from intercoder._view import View

DISPLAYS = Path(__file__).resolve().parents[1] / "data/displays"
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@pytest.fixture(scope="module")
def report():
    return ic.read(ic.datasets.study_path()).agreement(coders=["VR", "ML"]).to_dict()


def page(data):
    """Leave the style out, which stands in a template as it is."""
    return re.sub(r"(?s)(?<=<style>).*?(?=</style>)", "", _render.report_html(data))


WRITERS = {"report.md": _render.report_markdown, "report.txt": lambda r: _terminal.text(View(r)), "report.html": page}


@pytest.mark.parametrize("name", WRITERS)
def test_the_report_looks_as_it_did(report, name, request):
    found = WRITERS[name](report).replace(f"intercoder {ic.__version__}", "intercoder VERSION")
    path = DISPLAYS / name
    if request.config.getoption("--update-displays"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, encoding="utf-8", newline="\n")
        pytest.skip("written anew")
    expected = path.read_text(encoding="utf-8")
    if found != expected:
        lines = difflib.unified_diff(expected.splitlines(), found.splitlines(), f"tests/data/displays/{name}", "found")
        pytest.fail("\n".join([*lines, "", "If it is better: pytest --update-displays"]), pytrace=False)


def test_a_pipe_has_80_columns_whatever_the_terminal(report, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("FORCE_COLOR", "1")
    text = _terminal.text(View(report))
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text


def test_markdown_keeps_a_disagreement_together(report):
    html = MARKDOWN.render(_render.report_markdown(report))
    assert html.count("<ol>") == 1
    cases = re.findall(
        r"(?s)<li>\n<p>(?:(?!<ol>).)*?</blockquote>\n</li>", html[html.index("<ol>") : html.index("</ol>")]
    )
    assert len(cases) == 10
    assert all(case.count("<ul>") == case.count("<blockquote>") == 1 for case in cases)


@settings(max_examples=1000, deadline=None)
@given(st.text(alphabet='ab1 .)-+=>#*_`~[](){}<!&;:|$\\"x/^', max_size=30))
def test_markdown_shows_what_was_written(text):
    words = " ".join(text.split())
    shown = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    assert MARKDOWN.render(_render._plain(text)).strip() == (f"<p>{shown}</p>" if words else "")
    assert MARKDOWN.render(f"# {_render._plain(text)}").strip() == f"<h1>{shown}</h1>"
    row = MARKDOWN.render(f"| a | b |\n| :-- | --: |\n| {_render._plain(text)} | c |\n")
    assert f'<td style="text-align:left">{shown}</td>' in row


@pytest.mark.parametrize("text", ["krippendorff_alpha", "[.57, .87]", "Motives > Money", "Elliott & Teleki", "no. 5"])
def test_markdown_is_plain_where_it_can_be(text):
    assert _render._plain(text) == text


def test_a_long_word_is_broken_not_cut():
    code = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    rows = {"source": ["P"] * 2, "coder": ["A", "Bartholomew"], "start": [0] * 2, "end": [9] * 2, "code": [code] * 2}
    found = ic.Study.from_segments(rows, texts={"P": "some text\nmore"}).agreement()
    text = _terminal.text(View(found.to_dict()))
    table = text[text.index("code by code") : text.index("Overlap")]
    column = "".join(line[2:20].split("  ")[0].strip() for line in table.splitlines()[5:])
    assert code[:40] in column
    assert "…" not in table
    assert {"Few units (2)", "One source", "Perfect (2 units)"} <= {
        about for about, _ in View(found.to_dict()).warnings
    }
