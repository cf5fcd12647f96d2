"""Every example in a docstring or on a page is run, and everything public has one."""

import doctest
import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest

import intercoder
from intercoder.agreement import COEFFICIENTS

MODULES = [m.name for m in pkgutil.walk_packages(intercoder.__path__, "intercoder.") if not m.name.endswith("_core")]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    found = doctest.testmod(importlib.import_module(name))
    assert found.failed == 0


ROOT = Path(__file__).parents[2]
PAGES = [p for p in ROOT.glob("docs/*/*.md") if ">>> " in p.read_text(encoding="utf-8")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_of_pages(page):
    text = "\n".join(line for line in page.read_text(encoding="utf-8").splitlines() if not line.startswith("```"))
    examples = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)
    assert examples.examples
    assert doctest.DocTestRunner().run(examples).failed == 0


# Statements without their results: with two codebooks, or versions of one, or a file to look at, in tests of their own.
ELSEWHERE = {"codebooks.md", "figures.md"}
STATEMENTS = {
    page: blocks
    for page in [ROOT / "README.md", *ROOT.glob("docs/*/*.md")]
    if (blocks := re.findall(r"```python\n(?!>>> )(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL))
}


@pytest.mark.parametrize("page", [p for p in STATEMENTS if p.name not in ELSEWHERE], ids=lambda page: page.name)
def test_statements_of_pages_run(page, tmp_path, monkeypatch):
    plt = pytest.importorskip("matplotlib.pyplot")
    monkeypatch.chdir(tmp_path)
    lines = {"unit": [1, 1, 2], "coder": ["A", "A", "B"], "code": ["cost", "time", "cost"]}
    names = {"ic": intercoder, "study": intercoder.read(intercoder.datasets.study_path()), "lines": lines}
    for block in STATEMENTS[page]:
        exec(block, names)  # our own page
    plt.close("all")


def test_figures_of_the_readme():
    (block,) = STATEMENTS[ROOT / "README.md"]
    value, sentence = (line.partition("  # ") for line in block.splitlines() if "  # 0" in line or '  # "' in line)
    assert f"{eval(value[0], {'ic': intercoder}):.3f}" == value[2]
    study = intercoder.read(intercoder.datasets.study_path())
    agreement = study.agreement(coders=["VR", "ML"], unit="paragraph")
    assert agreement.sentence().startswith(sentence[2].strip('"').removesuffix("..."))


TESTS = ["stuart_maxwell", "bhapkar", "mcnemar", "rater_bias", "compare", "compare_all", "pooled_strata", "replaceable"]


@pytest.mark.parametrize("name", [*COEFFICIENTS, *TESTS])
def test_coefficients_have_examples_that_run(name):
    function = COEFFICIENTS[name] if name in COEFFICIENTS else getattr(intercoder, name)
    (examples,) = doctest.DocTestFinder().find(function, name, module=False, globs={})
    assert len(examples.examples) >= 2
    assert doctest.DocTestRunner().run(examples).failed == 0
    for section in ("Parameters", "Returns", "Raises", "References", "Examples"):
        assert f"\n{section}\n" in inspect.getdoc(function)
