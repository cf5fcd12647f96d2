"""The page of warnings names those that the code gives, and no others."""

import re
from itertools import chain
from pathlib import Path

import intercoder as ic

ROOT = Path(__file__).parents[2]
GIVEN_IN = [
    "include/intercoder/inference/warnings-inl.hpp",
    "include/intercoder/unitizing/source_statistic-inl.hpp",
    "include/intercoder/unitizing/u_alpha-inl.hpp",
    "src/report/comparison.cpp",
]


def ids_in_code() -> set[str]:
    """Find ids: the first word of each warning that is made."""
    made = re.compile(r'(?:\bwarn\(|warnings\.push_back\(\s*\{)"(\w+)"')
    found = chain.from_iterable(made.findall((ROOT / name).read_text(encoding="utf-8")) for name in GIVEN_IN)
    return set(found)


def ids_on_page() -> set[str]:
    """Find ids: the first cell of each line of a table."""
    text = (ROOT / "docs/reference/warnings.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `(\w+)`", text, re.MULTILINE))


def test_the_page_has_every_warning_and_no_other() -> None:
    assert ids_in_code() | {"codes_"} == ids_on_page()


def test_no_warning_is_made_elsewhere() -> None:
    sources = [*(ROOT / "include").rglob("*.hpp"), *(ROOT / "src").rglob("*.cpp")]
    makes = re.compile(r'\bwarn\("|warnings\.push_back\(\s*\{')
    found = {p.relative_to(ROOT).as_posix() for p in sources if makes.search(p.read_text(encoding="utf-8"))}
    assert found == set(GIVEN_IN)


def test_statuses_are_on_the_page() -> None:
    header = (ROOT / "include/intercoder/core/estimate.hpp").read_text(encoding="utf-8")
    listed = re.search(r"enum class status \{(.*?)\};", header, re.DOTALL)
    assert listed
    names = set(re.findall(r"^\s+(\w+),", listed[1], re.MULTILINE)) - {"ok"}
    text = (ROOT / "docs/reference/warnings.md").read_text(encoding="utf-8")
    assert len(names) == 6
    assert all(f"`{name}`" in text for name in names)


def test_disagreements_that_lie_together() -> None:
    first = [1] * 46 + [0] * 54
    second = [1] * 40 + [0] * 6 + [1] * 6 + [0] * 48
    together = ic.cohen_kappa(
        ic.Ratings.from_wide(list(zip(first, second, strict=True)), sources=[f"P{u // 10}" for u in range(100)])
    )
    apart = ic.cohen_kappa(
        ic.Ratings.from_wide(list(zip(first, second, strict=True)), sources=[f"P{u % 10}" for u in range(100)])
    )
    numbers = {w.id: w.numbers for w in together.warnings}["few_disagreements"]
    assert numbers["n_contested"] == 12
    assert 1 < numbers["effective"] < 5
    assert "few_disagreements" not in [w.id for w in apart.warnings]
