"""Interviews put together from phrases: who says what, in which order, and where it stands in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, TypeVar

LINE_END = "\r\n"
TIMES = ("no years", "one year", *(f"{n} years" for n in ("two", "three", "four", "five", "six", "seven", "eight")))

T = TypeVar("T")
Participant = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Concept:
    """One idea people voice, and the code each coder gives it: a table of passages.toml."""

    theme: str
    passages: list[str]
    later: int
    vr: str | None = None
    ml: str | None = None
    double: int = 0
    first: int = 1
    missed: dict[str, int] = field(default_factory=dict)
    swapped: list[str] = field(default_factory=list)


Place = tuple[str, Concept, str]  # a source, what comes up there, in which passage


@dataclass(frozen=True, eq=False)
class Spoken:
    """A passage as it was said in one interview."""

    concept: Concept
    source: str
    text: str


@dataclass(frozen=True)
class Sentence:
    """A stretch of an interview, in UTF-16 units; `spoken` is None for talk that nobody codes."""

    start: int
    end: int
    spoken: Spoken | None


class Dice:
    """Seeded choices. Of Random's methods only `random` is sure to give the same numbers in every Python."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def chance(self, probability: float) -> bool:
        """Say yes with this probability."""
        return self._random.random() < probability

    def order(self, items: Iterable[T]) -> list[T]:
        """Shuffle."""
        return sorted(items, key=lambda _: self._random.random())


class Talk:
    """Phrases with their blanks filled; of a list, each is dealt before any comes up again."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._uses: Counter[str] = Counter()
        self._decks: dict[tuple[str, ...], list[str]] = {}

    def fill(self, phrase: str, who: Participant) -> str:
        """Fill the blanks of a phrase: the participant's words, and the next of {a|b}."""
        use = self._uses[phrase]
        self._uses[phrase] += 1
        words = who | {"time": TIMES[who["years"]]}

        def blank(match: re.Match[str]) -> str:
            options = match[1].split("|")
            return options[use % len(options)] if len(options) > 1 else str(words[match[1]])

        text = re.sub(r"\{([^{}]+)\}", blank, phrase)
        return text[0].upper() + text[1:]

    def deal(self, phrases: Sequence[str], who: Participant) -> str:
        """Take the next phrase of a list."""
        deck = self._decks.setdefault(tuple(phrases), [])
        if not deck:
            deck.extend(self._dice.order(phrases))
        return self.fill(deck.pop(), who)


class Transcript:
    """An interview as it grows, with the place of every sentence."""

    def __init__(self) -> None:
        self.text = ""
        self.paragraphs: list[list[Sentence]] = []

    def add(self, speaker: str, *pieces: Spoken | str) -> None:
        """Add a paragraph; without a speaker it goes on with the turn before."""
        self.text += 2 * LINE_END if self.text else ""
        self.text += f"{speaker}: " if speaker else ""
        sentences: list[Sentence] = []
        for piece in pieces:
            text, spoken = (piece.text, piece) if isinstance(piece, Spoken) else (piece, None)
            for words in re.split(r"(?<=[.!?]) |(?<=[.!?]”) ", text):
                self.text += " " if sentences else ""
                start = utf16_length(self.text)
                self.text += words
                sentences.append(Sentence(start, utf16_length(self.text), spoken))
        self.paragraphs.append(sentences)


def utf16_length(text: str) -> int:
    """Count UTF-16 units, in which NVivo writes positions: CR and LF are one each, an emoji two or more."""
    return len(text.encode("utf-16-le")) // 2


def deal_passages(concepts: list[Concept], both: list[str], others: list[str], dice: Dice) -> list[Place]:
    """Say what comes up in which interview; a passage is dealt at most once to `both` and once to `others`."""
    places: list[Place] = []
    fullness: Counter[str] = Counter()

    def deal(concept: Concept, sources: list[str]) -> None:
        fullness.update(sources)
        passages = dice.order(concept.passages)[: len(sources)]
        places.extend((source, concept, passage) for source, passage in zip(sources, passages, strict=True))

    def emptiest(pool: list[str], n: int) -> list[str]:
        return sorted(dice.order(pool), key=fullness.__getitem__)[:n]

    for concept in concepts:
        if concept.double:
            pool = both[concept.first - 1 :]
            rounds, rest = divmod(concept.double, len(pool))
            deal(concept, pool * rounds + emptiest(pool, rest))
    for concept in concepts:
        if concept.double:
            deal(concept, emptiest(others, concept.later))
        else:
            start, *pool = (both + others)[concept.first - 1 :]
            deal(concept, [start, *emptiest(pool, concept.later - 1)])
    return places


@dataclass(frozen=True)
class Guide:
    """What the interviewer goes by: the themes with their questions, and the small talk of talk.toml."""

    themes: dict[str, dict[str, Any]]
    script: dict[str, Any]
    talk: Talk
    dice: Dice

    def interview(self, who: Participant, said: list[Spoken]) -> Transcript:
        """Put together one interview: the opening, each theme that comes up, the closing."""
        transcript = Transcript()

        def say(speaker: str, phrases: Sequence[str]) -> None:
            transcript.add(speaker, self.talk.deal(phrases, who))

        name, opening, closing = who["name"], self.script["opening"], self.script["closing"]
        say("Interviewer", opening["interviewer"])
        say(name, opening["answer"])
        say("Interviewer", opening["how_long"])
        say(name, opening[who["group"]])
        for theme, table in self.themes.items():
            passages = [spoken for spoken in said if spoken.concept.theme == theme]
            for at, pieces in enumerate(self.answers(passages, who)):
                goes_on = at > 0 and self.dice.chance(0.6)
                if not goes_on:
                    say("Interviewer", table["questions"] if at == 0 else self.script["following"]["interviewer"])
                    if self.dice.chance(0.4):
                        pieces.insert(0, self.talk.deal(self.script["between"]["start"], who))
                transcript.add("" if goes_on else name, *pieces)
            if passages and self.dice.chance(0.2):
                say("", self.script["between"]["alone"])
        say("Interviewer", closing["interviewer"])
        say(name, closing["answer"])
        transcript.text += LINE_END
        return transcript

    def answers(self, passages: list[Spoken], who: Participant) -> list[list[Spoken | str]]:
        """Group passages into paragraphs of one or two, never two on one idea, with talk in between."""
        ideas = self.dice.order(dict.fromkeys(spoken.concept for spoken in passages))
        by_idea = [spoken for idea in ideas for spoken in passages if spoken.concept is idea]
        n_answers = (2 * len(passages) + 2) // 3
        answers: list[list[Spoken | str]] = [[*by_idea[at::n_answers]] for at in range(n_answers)]
        for pieces in answers:
            if len(pieces) > 1 and self.dice.chance(0.4):
                pieces.insert(1, self.talk.deal(self.script["between"]["middle"], who))
        return answers
