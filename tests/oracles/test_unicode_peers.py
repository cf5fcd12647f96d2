"""The same sentences from ICU, the same words from unicode-segmentation, on texts drawn by seed: `make oracles`.

The peers may know an older Unicode standard: characters are letters, marks, digits and punctuation that Python knows too.
"""

import random
import unicodedata

import pytest

import intercoder as ic

SIGNS = [*".!?,;:'\"()…。！？、-–«»„“”’ \u00a0\u0301\u200d\u200b_%€#", "...", " ", " ", ". ", "? ", ".) "]
WORDS = [
    "and",
    "Then",
    "etc",
    "Dr",
    "3",
    "14",
    "1,000",
    "a",
    "B",
    "l'eau",
    "Über",
    "straße",
    "Он",
    "ушёл",
    "我们",
    "カタカナ",
]
WORDS += [
    "ひらがな",
    "مرحبا",
    "שלום",
    "नमस्ते",
    "ไทย",
    "한국어",
    "😀",
    "👨\u200d👩\u200d👦",
    "🇩🇪🇫🇷",
    "e\u0301",
    "x_1",
    "½",
    "①",
]
SCRIPTS = [0x20, 0xA0, 0x100, 0x370, 0x400, 0x590, 0x600, 0x900, 0xE00, 0x1100, 0x2000, 0x3000, 0x4E00, 0xFF00, 0x1F300]


def text(seed):
    draw = random.Random(seed)
    pieces = []
    for _ in range(draw.randint(1, 30)):
        kind = draw.random()
        if kind < 0.45:
            pieces.append(draw.choice(WORDS))
        elif kind < 0.9:
            pieces.append(draw.choice(SIGNS))
        else:
            c = chr(draw.choice(SCRIPTS) + draw.randint(0, 0xFF))
            pieces.append(c if unicodedata.category(c)[0] in "LMNP" else "x")
    return "".join(pieces)


def ours(given, unit):
    """Give all units: one coder gave all of the text a code, the other did not."""
    rows = {"source": ["A", "A"], "coder": ["Ada", "Ben"], "start": [0, 0], "end": [len(given), 1], "code": ["a", "b"]}
    found = ic.Study.from_segments(rows, texts={"A": given}).disagreements("a", unit=unit)
    return sorted(zip(found["start"], found["end"], strict=True))


def theirs(given, pieces, keep):
    at, out = 0, []
    for piece in pieces(given):
        start = at + len(piece) - len(piece.lstrip())
        end = at + len(piece.rstrip())
        if keep(piece):
            out.append((start, end))
        at += len(piece)
    return out


def test_icu_sentences():
    peer = pytest.importorskip("icu4py.breakers").SentenceBreaker
    for seed in range(2000):
        given = text(seed)
        wanted = theirs(given, lambda x: list(peer(x, "en")), lambda piece: piece.strip())
        assert ours(given, "sentence") == wanted, repr(given)


def test_unicode_segmentation_words():
    peer = pytest.importorskip("unibreak")
    for seed in range(2000):
        given = text(seed)
        wanted = theirs(given, peer.split_words, lambda piece: any(unicodedata.category(c)[0] in "LN" for c in piece))
        assert ours(given, "token") == wanted, repr(given)
