"""Folding of names: what Python does with the same characters, over all of Unicode."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from intercoder import _core

# Python may know an older standard than the library; what both know folds and composes alike in either.
KNOWN = [c for c in map(chr, range(0x110000)) if unicodedata.category(c) not in ("Cn", "Cs")]
MARKS = [c for c in KNOWN if unicodedata.combining(c)]
CASED_OR_MADE = [c for c in KNOWN if c.casefold() != c or unicodedata.decomposition(c)]


def canonical_fold(text):
    """The Unicode Standard, D145, composed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).casefold())


def test_every_character_folds_as_in_python():
    single = [c for c in KNOWN if len(c.casefold()) == 1 and not unicodedata.decomposition(c)]
    assert len(single) > 200_000
    assert [
        c for c in single if _core.folded_text(c) != c.casefold() and not unicodedata.decomposition(c.casefold())
    ] == []
    assert [c for c in KNOWN if _core.folded_text(c) != canonical_fold(c)] == []


def test_every_character_composes_as_in_python():
    assert [c for c in KNOWN if _core.composed_text(c) != unicodedata.normalize("NFC", c)] == []


TEXTS = st.text(st.one_of(st.sampled_from(MARKS), st.sampled_from(CASED_OR_MADE), st.sampled_from(KNOWN)), max_size=8)
HANGUL = st.text(st.characters(min_codepoint=0x1100, max_codepoint=0x11FF), max_size=6)


@settings(max_examples=500)
@given(TEXTS | HANGUL)
def test_texts_fold_and_compose_as_in_python(text):
    assert _core.composed_text(text) == unicodedata.normalize("NFC", text)
    assert _core.folded_text(text) == canonical_fold(text)


@given(TEXTS)
def test_folding_twice_changes_nothing(text):
    once = _core.folded_name(text)
    assert _core.folded_name(once) == once
    assert _core.folded_name(unicodedata.normalize("NFD", text)) == once
    assert not once.startswith(" ")
    assert not once.endswith(" ")


def test_names_that_people_take_for_one():
    for one, other in [("STRASSE", "straße"), ("ΟΔΟΣ", "οδος"), ("БАРЬЕР", "барьер"), ("ＡＢ", "ａｂ"), ("Ⅳ", "ⅳ")]:
        assert _core.folded_name(one) == _core.folded_name(other)
    for path in ("Barriers/Cost", "Barriers::Cost", "Barriers: Cost", "barriers.cost", "Barriers -> Cost"):
        assert _core.folded_name(path) == "barriers cost"
