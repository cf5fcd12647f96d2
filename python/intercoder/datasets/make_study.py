"""Compose the shipped study: 18 interviews, two coders, and a truth file that says what was planted.

``python -m intercoder.datasets.make_study [DIRECTORY]`` writes ``study.qdpx`` and ``truth.json``. What people say and
who codes it how stands in ``passages.toml``, the codes and the questions in ``codebook.toml``, participants and small
talk in ``talk.toml``.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from intercoder.datasets._interviews import (
    Concept,
    Dice,
    Guide,
    Participant,
    Sentence,
    Spoken,
    Talk,
    Transcript,
    deal_passages,
)
from intercoder.datasets._qdpx import Coding, write_qdpx

HERE = Path(__file__).parent
SEED = 40
LEAD, SECOND = "VR", "ML"
N_DOUBLE = 5  # the first interviews are coded by both
OTHER_BOUNDARY = {LEAD: 0.12, SECOND: 0.22}  # share of passages that a coder bounds a sentence off


def load(name: str) -> dict[str, Any]:
    """Read one of the files beside this one."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def code_paths(codebook: dict[str, Any]) -> dict[str, str]:
    """Map every name in the codebook to its path; areas and themes have one, too."""
    paths = {}
    for area in codebook["area"]:
        paths[area["name"]] = area["name"]
        for theme in area["theme"]:
            paths[theme["name"]] = f"{area['name']} > {theme['name']}"
            paths.update({code: f"{paths[theme['name']]} > {code}" for code in theme["codes"]})
    return paths


def read_concepts(themes: dict[str, dict[str, Any]]) -> list[Concept]:
    """Read passages.toml; a concept belongs to the theme its code stands under."""
    theme_of = {code: name for name, theme in themes.items() for code in theme["codes"]}
    tables = load("passages.toml")["concept"]
    return [Concept(theme=theme_of[table.get("vr") or table["ml"]], **table) for table in tables]


def give_codes(said: list[Spoken], both: list[str], dice: Dice) -> dict[tuple[str, Spoken], str]:
    """Say which code each coder gives to each passage, with the disagreements that passages.toml asks for."""
    given = {(LEAD, spoken): spoken.concept.vr for spoken in said}
    places: dict[Concept, list[Spoken]] = defaultdict(list)
    for spoken in said:
        if spoken.source in both:
            given[SECOND, spoken] = spoken.concept.ml
            places[spoken.concept].append(spoken)
    for concept, spoken_there in places.items():
        left = dice.order(spoken_there)
        for coder, n_missed in concept.missed.items():
            given.update({(coder, left.pop()): None for _ in range(n_missed)})
        given.update({(SECOND, left.pop()): code for code in concept.swapped})
    return {key: code for key, code in given.items() if code}


def bounds(paragraph: list[Sentence], spoken: Spoken, off: bool) -> tuple[int, int]:
    """Find a passage; a sentence off is with the talk next to it or, where there is none, without its shorter end."""
    own = [at for at, sentence in enumerate(paragraph) if sentence.spoken is spoken]
    first, last = own[0], own[-1]
    if off and last + 1 < len(paragraph) and paragraph[last + 1].spoken is None:
        last += 1
    elif off and first > 0 and paragraph[first - 1].spoken is None:
        first -= 1
    elif off and first < last:
        lengths = [sentence.end - sentence.start for sentence in (paragraph[first], paragraph[last])]
        first, last = (first + 1, last) if lengths[0] < lengths[1] else (first, last - 1)
    return paragraph[first].start, paragraph[last].end


def code_texts(transcripts: dict[str, Transcript], given: dict[tuple[str, Spoken], str], dice: Dice) -> list[Coding]:
    """Mark the codes given in the texts, coder by coder in reading order."""
    codings = []
    for coder in (LEAD, SECOND):
        for source, transcript in transcripts.items():
            for paragraph in transcript.paragraphs:
                for spoken in dict.fromkeys(sentence.spoken for sentence in paragraph):
                    if spoken and (coder, spoken) in given:
                        start, end = bounds(paragraph, spoken, dice.chance(OTHER_BOUNDARY[coder]))
                        codings.append(Coding(coder, given[coder, spoken], source, start, end))
    return codings


def what_was_planted(
    concepts: list[Concept], sources: list[str], paths: dict[str, str], codings: list[Coding]
) -> dict[str, Any]:
    """List how the two coders' codes relate, which follows from passages.toml, and how often each is used by both."""
    compared = [concept for concept in concepts if concept.double]
    of_lead: dict[str, list[str]] = defaultdict(list)
    of_second: dict[str, list[str]] = defaultdict(list)
    for concept in compared:
        if concept.vr and concept.ml:
            of_lead[paths[concept.vr]].append(paths[concept.ml])
            of_second[paths[concept.ml]].append(paths[concept.vr])
    one_to_one = [(a, b[0]) for a, b in of_lead.items() if len(b) == 1 == len(of_second[b[0]])]
    uses: dict[str, Counter[str]] = {path: Counter() for path in paths.values()}
    for coding in codings:
        if coding.source in sources[:N_DOUBLE]:
            uses[paths[coding.code]][coding.coder] += 1
    return {
        "seed": SEED,
        "coders": [LEAD, SECOND],
        "sources": {LEAD: sources, SECOND: sources[:N_DOUBLE]},
        "areas": [path for path in uses if path.count(" > ") == 0],
        "themes": [path for path in uses if path.count(" > ") == 1],
        "codes": [path for path in uses if path.count(" > ") == 2],
        "same": [a for a, b in one_to_one if a == b],
        "renamed": [{LEAD: a, SECOND: b} for a, b in one_to_one if a != b],
        "split": [{LEAD: a, SECOND: b} for a, b in of_lead.items() if len(b) > 1],
        "merged": [{LEAD: a, SECOND: b} for b, a in of_second.items() if len(a) > 1],
        "only": {
            LEAD: [paths[concept.vr] for concept in compared if concept.vr and not concept.ml],
            SECOND: [paths[concept.ml] for concept in compared if concept.ml and not concept.vr],
        },
        "later": [
            {"code": paths[concept.vr], "first": sources[concept.first - 1]}
            for concept in concepts
            if concept.vr and not concept.double
        ],
        "uses_in_double_coded": {path: dict(of_coder) for path, of_coder in uses.items() if of_coder},
        "planted": [
            {
                LEAD: concept.vr and paths[concept.vr],
                SECOND: concept.ml and paths[concept.ml],
                "places": concept.double,
                "missed": concept.missed,
                "swapped": [paths[code] for code in concept.swapped],
            }
            for concept in compared
        ],
    }


def write_study(directory: Path) -> None:
    """Write ``study.qdpx`` and ``truth.json`` into a directory."""
    dice = Dice(SEED)
    talk = Talk(dice)
    codebook, script = load("codebook.toml"), load("talk.toml")
    themes = {theme["name"]: theme for area in codebook["area"] for theme in area["theme"]}
    guide = Guide(themes, script, talk, dice)
    columns = script["participants"]["columns"]
    people: list[Participant] = [dict(zip(columns, row, strict=True)) for row in script["participants"]["rows"]]
    names = [who["name"] for who in people]
    both = names[:N_DOUBLE]
    paths, concepts = code_paths(codebook), read_concepts(themes)

    places = deal_passages(concepts, both, names[N_DOUBLE:], dice)
    said: list[Spoken] = []
    transcripts: dict[str, Transcript] = {}
    for who in people:
        own = [Spoken(concept, name, talk.fill(text, who)) for name, concept, text in places if name == who["name"]]
        transcripts[who["name"]] = guide.interview(who, own)
        said += own
    codings = code_texts(transcripts, give_codes(said, both, dice), dice)

    texts = {name: transcript.text for name, transcript in transcripts.items()}
    write_qdpx(directory / "study.qdpx", [LEAD, SECOND], codebook, paths, people, texts, codings)
    truth = json.dumps(what_was_planted(concepts, names, paths, codings), indent=2)
    (directory / "truth.json").write_text(truth + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_study(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
