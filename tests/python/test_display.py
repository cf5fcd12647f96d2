"""Results as text: sentences, tables, and what a terminal and a notebook show."""

import csv
import io
import re
from html.parser import HTMLParser

import numpy as np

import intercoder as ic

TABLE = ic.Ratings.from_confusion([[40, 9, 2], [6, 30, 4], [3, 1, 20]])
SOURCES = ic.Ratings.from_wide(
    [["x", "x"], ["y", "x"], ["y", "y"], ["x", "x"], ["x", "y"], ["y", "y"]] * 5, sources=["s", "t", "u"] * 10
)


def well_formed(text):
    """Check that every tag that opens closes, and that nothing is fetched or run."""
    waiting = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            assert tag not in ("script", "link", "img", "iframe")
            assert not [name for name, _ in attrs if name.startswith("on") or name in ("src", "href")]
            waiting.append(tag)

        def handle_endtag(self, tag):
            assert waiting.pop() == tag

    Reader().feed(text)
    assert waiting == []


def test_sentence():
    assert ic.cohen_kappa(TABLE).sentence() == (
        "Cohen's kappa was .66, 95% CI [.52, .77] (115 units coded by both coders). The interval is from "
        "Fisher's z and Student's t, units as independent; it generalises to other units like these, not to other "
        "coders."
    )
    said = ic.krippendorff_alpha(SOURCES).sentence(level=0.9)
    assert said.startswith("Krippendorff's alpha was .34, 90% CI [")
    assert "(30 units coded by both coders in 3 sources)" in said
    assert said.endswith("it generalises to other sources like these, not to other coders.")
    codes = list(zip("aabbaabbab" * 3, "aabbaabbba" * 3, strict=True))
    few = ic.krippendorff_alpha(ic.Ratings.from_wide(codes, sources=[f"P{u // 10}" for u in range(30)]))
    assert "an intra-source correlation of .05 assumed" in few.sentence()
    assert ic.cohen_kappa(TABLE, weights="linear").sentence().startswith("Cohen's kappa (linear weights) was .69")
    assert ic.cohen_kappa(TABLE.collapse("2")).sentence().startswith("Code '2': Cohen's kappa was ")


def test_sentence_of_what_is_not_estimable():
    assert ic.cohen_kappa([["x", "x"]] * 12).sentence() == (
        "Cohen's kappa is not estimable (12 units coded by both coders): Every code is 'x': without "
        "variation there is nothing to agree on beyond chance. Observed agreement was 1.00."
    )


def test_markdown():
    assert ic.cohen_kappa(TABLE).table() == (
        "| Coefficient | Value | 95% CI | Observed | Expected | Units coded twice | Coders | Status |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- |\n"
        "| Cohen's kappa | .66 | [.52, .77] | .78 | .36 | 115 | 2 | ok |\n"
    )
    assert ic.cohen_kappa([["x", "x"]]).table().splitlines()[2] == (
        "| Cohen's kappa | not estimable |  | 1.00 | 1.00 | 1 | 2 | no variation |"
    )


def test_markdown_and_latex_escape():
    r = ic.Ratings.from_wide([["a|b_c*", "50% & #1"], ["50% & #1", "50% & #1"]])
    a = ic.percent_agreement(r.collapse("a|b_c*"))
    assert "| a\\|b\\_c\\* |" in a.table()
    latex = ic.percent_agreement(r.collapse("50% & #1")).table("latex", level=0.9)
    assert r"50\% \& \#1" in latex
    assert r"90\% CI" in latex
    assert latex.startswith("\\begin{tabular}{lllllllll}\n\\hline\nCoefficient & Code & Value")
    assert latex.endswith("\\hline\n\\end{tabular}\n")
    assert all(line.count(" & ") == 8 for line in re.sub(r"\\&", "", latex).splitlines() if line.endswith(r"\\"))


def test_html():
    text = ic.krippendorff_alpha(SOURCES).table("html")
    well_formed(text)
    cells = re.findall("<t[hd]>(.*?)</t[hd]>", text)
    assert dict(zip(cells[:9], cells[9:], strict=True))["Sources"] == "3"


def test_html_escapes():
    r = ic.Ratings.from_wide([["<b>&", "x"], ["x", "x"]])
    text = ic.percent_agreement(r.collapse("<b>&")).table("html")
    well_formed(text)
    assert "<td>&lt;b&gt;&amp;</td>" in text


def test_csv_has_every_digit():
    a = ic.cohen_kappa(TABLE)
    head, row = csv.reader(io.StringIO(a.table("csv")))
    assert head[:3] == ["name", "code", "value"]
    assert dict(zip(head, row, strict=True))["value"] == repr(a.value)
    empty = dict(zip(*csv.reader(io.StringIO(ic.cohen_kappa([["x", "x"]]).table("csv"))), strict=True))
    assert (empty["value"], empty["low"], empty["status"]) == ("", "", "no_variation")


def test_repr():
    assert repr(ic.cohen_kappa(TABLE)) == (
        "Cohen's kappa: 0.662, 95% interval 0.525 to 0.766\n"
        "  agreement: observed 0.783, expected 0.357\n"
        "  data: 115 units coded twice, 2 coders\n"
        "  interval: Fisher's z and Student's t, units as independent; not about other coders"
    )
    said = repr(ic.krippendorff_alpha(SOURCES))
    assert "30 units coded twice, 2 coders, 3 sources" in said
    assert "\n  few_sources: Fewer than 6 sources were coded twice; how much sources differ is hardly known." in said


def test_repr_of_what_is_undefined():
    said = repr(ic.cohen_kappa([["x", "x"]]))
    assert said.startswith("Cohen's kappa: not estimable\n")
    assert "no_variation: Every code is 'x'" in said


def test_notebooks_show_the_same_without_scripts():
    for shown in (ic.krippendorff_alpha(SOURCES), SOURCES, ic.cohen_kappa([["x", "x"]])):
        well_formed(shown._repr_html_())
    assert "0.344, 95% interval" in ic.krippendorff_alpha(SOURCES)._repr_html_()
    r = ic.Ratings.from_wide([["<script>", "x"], ["x", "x"]], coders=["<i>", "B"])
    well_formed(r._repr_html_())
    well_formed(ic.percent_agreement(r.collapse("<script>"))._repr_html_())


def test_repr_of_ratings():
    assert repr(SOURCES) == "Ratings: 30 units (30 coded twice), 2 coders (1, 2), 2 categories (x, y), 3 sources"
    many = ic.Ratings.from_wide(np.arange(60_000).reshape(-1, 2) / 2)
    assert len(repr(many)) < 300
    assert "60,000 categories (0, 0.5, 1" in repr(many)
    assert "30,000 units (30,000 coded twice)" in repr(many)
