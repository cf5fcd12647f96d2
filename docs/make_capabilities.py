"""Write docs/reference/capabilities.md from what the code says of itself: `make docs-table`."""

from pathlib import Path

from intercoder.capabilities import capabilities

PAGE = Path(__file__).resolve().parent / "reference" / "capabilities.md"

HEADINGS = {
    "name": "Function",
    "title": "What it is called",
    "coders": "Coders",
    "categories": "Categories",
    "weights": "Weights",
    "missing": "Missing codes",
    "needs_coders": "Needs to know who gave a code",
    "interval": "Interval",
    "source": "Source",
}

INTRODUCTION = """# What each coefficient supports

This page is made from the code (`make docs-table`), and a test holds it to the code. In Python the same table is
`intercoder.coefficients()`, in C++ `intercoder::coefficient_list()`, `intercoder::score_list()` and
`intercoder::grouping_list()`.

- **Categories**: numbers, sets of codes, how many there must be, or any.
- **Weights**: whether others than nominal can be asked for.
- **Missing codes**: the rule for units that not every coder coded, and in brackets what else can be asked for.
- **Interval**: what `method="auto"` takes for several coders or several categories. Two coders and one yes/no code
  always get a posterior (`jeffreys`); at the ends of what is possible, limits are exact or come from a posterior too.
- **Source**: keys of `docs/references.bib`.
- `percent_agreement_all` and `brennan_prediger_all` are `percent_agreement` and `brennan_prediger` with
  `extension="all"`.
- Statistics of scores (`icc` and what follows, but for `omega_index`, which compares groupings) are listed with their defaults; `docs/explanation/scores.md` says what else
  can be asked. `icc` has an exact interval from F for independent units.

"""


def page() -> str:
    """Give the page as text."""
    columns = capabilities()
    lines = ["| " + " | ".join(HEADINGS.values()) + " |", "|" + " --- |" * len(HEADINGS)]
    for row in zip(*(columns[name] for name in HEADINGS), strict=True):
        cells = [{True: "yes", False: "no"}.get(cell, str(cell)) for cell in row]
        lines.append("| " + " | ".join([f"`{cells[0]}`", *cells[1:]]) + " |")
    return INTRODUCTION + "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
