"""Write the tables of core/break_tables.hpp from the character properties that the package `regex` knows.

    pip install regex==2025.11.3
    python cmake/make_break_tables.py 17.0

The argument is the version of Unicode that this `regex` was made for. The standard's own test cases,
tests/data/unicode_breaks.json, are of the same version.
"""

import sys
import textwrap
from itertools import pairwise
from pathlib import Path

import regex

HEADER = Path(__file__).resolve().parents[1] / "include/intercoder/core/break_tables.hpp"
END = 0x110000

# In the order of the enumerations of break_tables.hpp.
SENTENCE = ["CR", "LF", "Sep", "Extend", "Format", "Sp", "Lower", "Upper", "OLetter", "Numeric", "ATerm", "STerm"]
SENTENCE += ["Close", "SContinue"]
WORD = ["CR", "LF", "Newline", "Extend", "Format", "ZWJ", "ALetter", "Hebrew_Letter", "Katakana", "Numeric"]
WORD += ["ExtendNumLet", "MidLetter", "MidNum", "MidNumLet", "Single_Quote", "Double_Quote", "WSegSpace"]
WORD += ["Regional_Indicator"]
LETTER_OR_DIGIT, PICTOGRAPH = 0x40, 0x80  # bits beside the class of a word table
ALTERNATING = 0x80  # bit of a sentence table: this class and the other of Lower and Upper, in turn


def classes(prefix: str, names: list[str]) -> list[int]:
    """Give the class of each code point: 0 for Other, else the place in the list, counted from 1."""
    out = [0] * END
    for number, name in enumerate(names, 1):
        for c in members(rf"\p{{{prefix}={name}}}"):
            out[c] = number
    return out


def members(pattern: str) -> list[int]:
    """List the code points that a pattern of one character matches."""
    match = regex.compile(pattern).match
    return [c for c in range(END) if not 0xD800 <= c < 0xE000 and match(chr(c))]


def runs(values: list[int]) -> list[tuple[int, int]]:
    """Give where each run of equal values begins, and its value."""
    return [(0, values[0])] + [(c, b) for c, (a, b) in enumerate(pairwise(values), 1) if a != b]


def with_alternating(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Make one of runs of single code points that are Lower and Upper in turn: half of the table."""
    letters = {SENTENCE.index("Lower") + 1, SENTENCE.index("Upper") + 1}
    ends = [first for first, _ in found[1:]] + [END]
    out: list[tuple[int, int]] = []
    i = 0
    while i < len(found):
        j = i
        while j < len(found) and found[j][1] in letters and ends[j] == found[j][0] + 1:
            j += 1
        if j - i >= 3:
            out.append((found[i][0], found[i][1] | ALTERNATING))
            i = j
        else:
            out.append(found[i])
            i += 1
    return out


def table(name: str, found: list[tuple[int, int]]) -> str:
    """Write an array, as many entries a line as there is room for."""
    entries = ", ".join(f"0x{first << 8 | value:X}" for first, value in found)
    lines = textwrap.fill(entries, 116, initial_indent="    ", subsequent_indent="    ")
    return f"inline constexpr std::array<std::uint32_t, {len(found)}> {name}{{{{\n{lines}}}}};\n"


def main(version: str) -> None:
    """Put new tables behind the line of the header that says so."""
    words = classes("WB", WORD)
    for bit, pattern in ((LETTER_OR_DIGIT, r"[\p{L}\p{N}]"), (PICTOGRAPH, r"\p{Extended_Pictographic}")):
        for c in members(pattern):
            words[c] |= bit
    text = HEADER.read_text(encoding="utf-8")
    kept = text[: text.rindex("// clang-format off")]
    HEADER.write_text(
        f"{kept}// clang-format off\n// Unicode {version}; written by cmake/make_break_tables.py.\n"
        + table("sentence_table", with_alternating(runs(classes("SB", SENTENCE))))
        + table("word_table", runs(words))
        + "// clang-format on\n\n}  // namespace intercoder::detail\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(sys.argv[1])
