"""Write core/fold_tables.hpp: what letters are without case, and what accented characters are made of.

    pip install regex==2025.11.3 unicodedata2==17.0.0
    python cmake/make_fold_tables.py

Both packages know Unicode 17.0, the version of the other tables in core/.
"""

import textwrap
from itertools import pairwise
from pathlib import Path

import regex
import unicodedata2
from regex import _regex

HEADER = Path(__file__).resolve().parents[1] / "include/intercoder/core/fold_tables.hpp"
END = 0x110000
CODE_POINTS = [c for c in range(END) if not 0xD800 <= c < 0xE000]
HANGUL = range(0xAC00, 0xD7A4)  # put together by arithmetic
FULL = int(regex.FULLCASE | regex.IGNORECASE | regex.UNICODE)

TOP = """// What letters are without case, what accented characters are made of: properties of the Unicode standard, as tables.
#pragma once

#include <array>
#include <cstdint>

namespace intercoder::detail {

/// Letters whose folded form lies at one distance from them: `first` to `last`, every one or every second.
struct fold_run {
  char32_t first, last;
  std::int32_t distance;
  std::uint32_t step;
};

// clang-format off
"""


def folded(c: int) -> str:
    """Give the full case folding; `regex` keeps the dotted and the dotless i apart, for the sake of Turkish."""
    return {"I": "i", "\u0130": "i\u0307"}.get(chr(c)) or _regex.fold_case(FULL, chr(c))


def runs(pairs: list[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Join letters that follow each other, or every second one, at one distance from what they fold to."""
    out: list[list[int]] = []
    for c, to in pairs:
        last = out[-1] if out else None
        if last and last[2] == to - c and c - last[1] <= 2 and (last[0] == last[1] or c - last[1] == last[3]):
            last[3], last[1] = c - last[1], c
        else:
            out.append([c, c, to - c, 1])
    return [(first, last, distance, step) for first, last, distance, step in out]


def array(about: str, kind: str, name: str, entries: list[str]) -> str:
    """Write an array, as many entries a line as there is room for."""
    lines = textwrap.fill(", ".join(entries), 116, initial_indent="    ", subsequent_indent="    ")
    return f"// {about}\ninline constexpr std::array<{kind}, {len(entries)}> {name}{{{{\n{lines}}}}};\n"


def numbers(values: list[int]) -> list[str]:
    """Write numbers in hexadecimal."""
    return [f"0x{value:X}" for value in values]


def main() -> None:
    """Write the header anew."""
    changed = [(c, folded(c)) for c in CODE_POINTS if folded(c) != chr(c)]
    single = runs([(c, ord(to)) for c, to in changed if len(to) == 1])
    several = [[c, *map(ord, to), 0][:4] for c, to in changed if len(to) > 1]
    parts = []
    for c in CODE_POINTS:
        made_of = unicodedata2.decomposition(chr(c))
        if made_of and not made_of.startswith("<") and c not in HANGUL:
            first, second = [*(int(x, 16) for x in made_of.split()), 0][:2]
            again = second != 0 and unicodedata2.normalize("NFC", chr(c)) == chr(c)
            parts.append(c << 43 | first << 22 | second << 1 | again)
    classes = [0] * END
    for c in CODE_POINTS:
        classes[c] = unicodedata2.combining(chr(c))
    marks = [(0, 0)] + [(c, b) for c, (a, b) in enumerate(pairwise(classes), 1) if a != b]
    text = TOP + f"// Unicode {unicodedata2.unidata_version}; written by cmake/make_fold_tables.py.\n\n"
    text += array(
        "Folded to one code point.",
        "fold_run",
        "fold_runs",
        [f"{{0x{a:X}, 0x{b:X}, {distance}, {step}}}" for a, b, distance, step in single],
    )
    text += array(
        "Folded to two or three: the letter, what it becomes, 0 for none.",
        "std::array<char32_t, 4>",
        "fold_expansions",
        ["{" + ", ".join(numbers(row)) + "}" for row in several],
    )
    text += array(
        "Canonical decompositions: the character << 43, its first part << 22, its second or 0 << 1, whether the two make"
        "\n// it again when a text is composed.",
        "std::uint64_t",
        "parts_table",
        numbers(parts),
    )
    text += array(
        "Canonical combining classes: the first code point of a run << 8, its class.",
        "std::uint32_t",
        "mark_table",
        numbers([first << 8 | value for first, value in marks]),
    )
    HEADER.write_text(text + "// clang-format on\n\n}  // namespace intercoder::detail\n", encoding="utf-8")


if __name__ == "__main__":
    main()
