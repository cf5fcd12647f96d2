"""Every paper that code and documentation name is in docs/references.bib."""

import re
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENTRIES = {
    match[1]: match[0]
    for match in re.finditer(r"@\w+\{(\w+),.*?\n\}\n", (ROOT / "docs/references.bib").read_text(encoding="utf-8"), re.S)
}

# "Cohen (1960)", "(Cohen, 1960)", "Fleiss, Cohen & Everitt (1969)", "De Vries et al. (2008)", "Gwet's (2008)".
NAME = r"[A-Z][\w'-]*[a-z]"
CITED = re.compile(rf"\b({NAME})(?:'s?)?(?:,? et al\.)?,? \(?((?:19|20)\d\d)\b(?!-)")
NOT_A_PAPER = {("January", "1980")}


def named_in(path):
    text = unicodedata.normalize("NFD", path.read_text(encoding="utf-8"))
    text = "".join(c for c in text if not unicodedata.combining(c))  # as the names in the bibliography come out
    text = re.sub(r"\n\s*(///|//|#)?\s*", " ", text)
    return {(name.removesuffix("'s"), year) for name, year in CITED.findall(text)} - NOT_A_PAPER


def surnames(entry):
    authors = " ".join(re.search(r"author = \{(.*?)\},\n", entry, re.S)[1].split())
    last = [author.split(",")[0].split()[-1] for author in authors.split(" and ")]
    return {re.sub(r"\\u\b|[{}\\'\"]", "", name) for name in last}


PLACES = sorted(
    path
    for folder, ending in (
        ("docs/explanation", "*.md"),
        ("include", "**/*.hpp"),
        ("src", "**/*.cpp"),
        ("python/intercoder", "**/*.py"),
    )
    for path in (ROOT / folder).glob(ending)
    if named_in(path)
)


@pytest.mark.parametrize("path", PLACES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_paper_named_is_in_the_bibliography(path):
    known = {(name, re.search(r"year = (\d+)", e)[1]) for e in ENTRIES.values() for name in surnames(e)}
    assert named_in(path) - known == set()


def test_entries_are_in_order_and_complete():
    assert list(ENTRIES) == sorted(ENTRIES)
    for key, entry in ENTRIES.items():
        assert re.search(r"year = (\d+)", entry)[1] == key.rsplit("_", 1)[1]
        assert re.search(r"title = \{", entry)
        if entry.startswith("@article"):
            assert re.search(r"journal = \{.*volume = \d+", entry, re.S), key
