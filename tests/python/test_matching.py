"""Two coders' codebooks matched: what was planted is found, decisions are kept, chance is told from agreement."""

import dataclasses
import json
import math
import random
from pathlib import Path

import pytest

import intercoder as ic
from intercoder import _core

CASES = {c["id"]: c for c in json.loads((Path(__file__).parents[1] / "data/inference.json").read_text())}


@pytest.fixture(scope="module")
def study():
    return ic.read(ic.datasets.study_path())


@pytest.fixture(scope="module")
def truth():
    return ic.datasets.truth()


def planted(truth):
    links = {(code, code) for code in truth["same"]} | {(x["VR"], x["ML"]) for x in truth["renamed"]}
    links |= {(x["VR"], b) for x in truth["split"] for b in x["ML"]}
    return links | {(a, x["ML"]) for x in truth["merged"] for a in x["VR"]}


def kinds_of(mapping):
    table = mapping.mapping
    return {
        (None if a != a else a, None if b != b else b): kind
        for a, b, kind in zip(table["code_a"], table["code_b"], table["kind"], strict=True)
    }


def links_of(mapping):
    return {pair for pair in kinds_of(mapping) if None not in pair}


@pytest.mark.parametrize("unit", ["character", "paragraph", "sentence"])
def test_all_that_was_planted_is_found_and_nothing_else(study, truth, unit):
    found = kinds_of(ic.compare_codebooks(study, "VR", "ML", unit=unit))
    assert {pair for pair in found if None not in pair} == planted(truth)
    assert {a for a, b in found if b is None} == set(truth["only"]["VR"])
    assert {b for a, b in found if a is None} == set(truth["only"]["ML"])
    for x in truth["split"]:
        assert all(found[x["VR"], b] == "split" for b in x["ML"])
    for x in truth["merged"]:
        assert all(found[a, x["ML"]] == "merged" for a in x["VR"])
    assert all(found[code, code] == "same" for code in truth["same"])
    assert all(found[x["VR"], x["ML"]] == "renamed" for x in truth["renamed"])


def test_every_link_carries_evidence_and_quotes(study):
    table = ic.compare_codebooks(study, "VR", "ML").mapping
    for _, row in table[table["code_b"].notna() & table["code_a"].notna()].iterrows():
        assert 0 < row["similarity"] <= min(row["share_a"], row["share_b"]) <= 1
        assert row["p_value"] < 0.05
        assert row["stability"] > 0.9
        assert 0 <= row["name_similarity"] <= 1
        assert row["quote_1"]
        assert row["quote_2"]


def multi_coded():
    """Six segments, several codes each: the constructed case of the references."""
    given = {
        "a": ["barriers", "barriers cost", "cost", "trust", "trust", "cost trust"],
        "b": ["obstacles", "obstacles money", "money", "trust", "confidence", "money trust"],
    }
    rows = {"source": [], "coder": [], "start": [], "end": [], "code": []}
    for coder, segments in given.items():
        for k, codes in enumerate(segments):
            for code in codes.split():
                for column, x in zip(rows, ("P1", coder, 2 * k, 2 * k + 1, code), strict=True):
                    rows[column].append(x)
    return ic.Study.from_segments(rows, texts={"P1": "1\n2\n3\n4\n5\n6\n"})


def test_the_published_matching():
    expected = CASES["matching-hungarian"]["expected"]
    s = multi_coded()
    assert ic.overlap(s, "a", "b").values.sum() > 0
    m = ic.compare_codebooks(s, "a", "b", unit="paragraph")
    assert links_of(m) == set(expected["assignment"].items()) | {("trust", "confidence")}
    assert {kinds_of(m)["trust", b] for b in ("trust", "confidence")} == {"split"}
    table = m.mapping
    of_trust = table[table["code_a"] == "trust"]
    assert of_trust["group_similarity"].tolist() == [1.0, 1.0]
    assert of_trust["similarity"].tolist() == pytest.approx([2 / 3, 1 / 3])


def test_the_published_hypergeometric_tail():
    case = CASES["overlap-hypergeometric"]
    data = case["data"]
    p = _core.hypergeometric_tail(data["both"], data["a"], data["b"], data["N"])
    assert p == pytest.approx(case["expected"]["p_at_least"], rel=1e-9)


# --- decisions ---------------------------------------------------------------------------------------------------


def test_decisions_are_kept_applied_and_read_back(study, tmp_path):
    m = ic.compare_codebooks(study, "VR", "ML")
    m = m.edit("Being thanked", "Recognition", "renamed", name="Thanks, all of them", by="VR", why='"both"\nmean it')
    m = m.edit("Social contact", "Meeting neighbours", "rejected", by="ML", why="wider")
    m = m.edit("Curiosity", "Worries about safety", "confirmed", by="VR")
    found = {(a.split(" > ")[-1], b.split(" > ")[-1]): kind for (a, b), kind in kinds_of(m).items() if a and b}
    assert found["Social contact", "Relief from loneliness"] == "renamed"  # no split any more
    assert found["Curiosity", "Worries about safety"] == "renamed"
    for name in ("decisions.json", "decisions.csv"):
        m.write_decisions(tmp_path / name)
        again = ic.compare_codebooks(study, "VR", "ML", decisions=tmp_path / name)
        assert again.decisions == m.decisions
        assert kinds_of(again) == kinds_of(m)
    joint = m.apply()
    assert "People > Giving > Thanks, all of them" in joint.codebook.paths
    both = joint.codings[joint.codings["code"] == "People > Giving > Thanks, all of them"]
    assert set(both["coder"]) == {"VR", "ML"}
    assert joint.codings["coder"].value_counts().to_dict() == study.codings["coder"].value_counts().to_dict()


def test_a_decision_that_no_longer_fits_is_kept_and_marked(study):
    old = {"code_a": "Trust", "code_b": "Confidence", "decision": "confirmed", "by": "VR"}
    m = ic.compare_codebooks(study, "VR", "ML", decisions=[old])
    assert m.decisions[0].code_a == "Trust"
    assert not m.fits["fits"][0]
    assert "VR does not use 'Trust'" in m.fits["note"][0]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda m: m.edit("Curiosity", "Recognition", "maybe"), "expected one of confirmed, rejected, renamed"),
        (lambda m: m.edit("Curiosity", "Recognition", "renamed"), "without a name"),
        (lambda m: m.edit("Curiositee", "Recognition", "confirmed"), "Curiositee"),
        (lambda m: m.with_decisions([{"code_a": "x"}]), "expected the fields"),
    ],
)
def test_bad_decisions_are_refused(study, call, message):
    with pytest.raises(ic.BadArgument, match=message):
        call(ic.compare_codebooks(study, "VR", "ML", resamples=0))


def test_codes_of_one_name_that_are_not_linked_stay_apart(study):
    m = ic.compare_codebooks(study, "VR", "ML").edit("Saving money", "Saving money", "rejected")
    codings = m.apply().codings
    of_ml = codings[codings["coder"] == "ML"]["code"]
    assert "Coming to the workshop > Motives > Saving money (ML)" in set(of_ml)
    assert "Coming to the workshop > Motives > Saving money" not in set(of_ml)


# --- agreement, significance, noise on drawn studies ---------------------------------------------------------------


def drawn(seed, kappa, n_codes=8, n_sources=10, n_units=60, prevalence=0.12):
    """Two coders whose codes agree at this kappa in each unit; B's have other names."""
    rng = random.Random(seed)
    rows = {"source": [], "coder": [], "start": [], "end": [], "code": []}

    def add(source, coder, unit, code):
        for column, x in zip(rows, (source, coder, 2 * unit, 2 * unit + 1, code), strict=True):
            rows[column].append(x)

    for source in (f"S{i}" for i in range(n_sources)):
        for unit in range(n_units):
            for k in range(n_codes):
                a = rng.random() < prevalence
                b = a if rng.random() < kappa else rng.random() < prevalence
                if a:
                    add(source, "A", unit, f"a{k}")
                if b:
                    add(source, "B", unit, f"b{k}")
    return ic.Study.from_segments(rows, texts={f"S{i}": "x\n" * n_units for i in range(n_sources)})


def figures(study):
    m = ic.compare_codebooks(study, "A", "B", unit="paragraph", resamples=0)
    a = m.agreement()
    return a.after.value, a.held_out.value


def test_held_out_agreement_of_unrelated_codes_is_nothing():
    found = [figures(drawn(seed, 0.0, n_sources=6, n_units=30)) for seed in range(40)]
    after, held_out = (sum(x) / len(found) for x in zip(*found, strict=True))
    assert after > 0.05
    assert abs(held_out) < 0.02


@pytest.mark.parametrize("kappa", [0.3, 0.6, 0.8])
def test_held_out_agreement_of_planted_links_is_what_was_planted(kappa):
    found = [figures(drawn(seed, kappa))[1] for seed in range(8)]
    assert sum(found) / len(found) == pytest.approx(kappa, abs=0.03)


def test_agreement_rises_with_the_mapping_and_says_by_how_much_it_flatters(study):
    a = ic.compare_codebooks(study, "VR", "ML").agreement(permutations=3)
    assert a.before.value < a.held_out.value <= a.after.value
    assert a.optimism == a.after.value - a.held_out.value
    assert a.by_chance < a.held_out.value
    assert "flattered nothing" in a.sentence()
    assert "flatters by .02" in dataclasses.replace(a, optimism=0.02).sentence()
    assert math.isfinite(a.to_dict()["held_out"])


def test_planted_overlaps_are_significant_and_no_other(study, truth):
    found = ic.overlap(study, "VR", "ML").significance()
    pairs = zip(found["code_a"], found["code_b"], found["p_adjusted"], strict=True)
    assert {(a, b) for a, b, p in pairs if p < 0.05} == planted(truth)
    assert (found["p_least"] <= found["p_value"] * (1 + 1e-12)).all()


def layout(name, seed, n_sources=8, n_units=40):
    """Codes of two coders that know nothing of each other, on whole paragraphs."""
    rng = random.Random(seed)
    rows = {"source": [], "coder": [], "start": [], "end": [], "code": []}
    for i in range(n_sources):
        common = (0.2 if i % 2 else 2.2) if name == "unequal prevalence" else 1
        units = range(n_units // 2) if name == "half" else range(1 if name == "answers" else 0, n_units)
        units = units[::2] if name == "answers" else units
        for coder in "AB":
            for code, prevalence in (("x", 0.15), ("y", 0.3), ("z", 0.3)):
                at = 0
                while at < len(units):
                    run = rng.randint(1, 4) if name == "runs" else 1
                    if rng.random() < min(0.9, prevalence * common / run):
                        for unit in units[at : at + run]:
                            values = (f"S{i}", coder, 2 * unit, 2 * unit + 1, f"{coder}{code}")
                            for column, value in zip(rows, values, strict=True):
                                rows[column].append(value)
                    at += run
    return ic.Study.from_segments(rows, texts={f"S{i}": "x\n" * n_units for i in range(n_sources)})


@pytest.mark.parametrize("name", ["free", "half", "runs", "answers", "unequal prevalence"])
def test_unrelated_codes_are_seldom_significant(name):
    found = [p for seed in range(60) for p in ic.overlap(layout(name, seed), "A", "B").significance()["p_value"]]
    assert sum(p <= 0.05 for p in found) / len(found) <= 0.06


def noisy(study, noise, seed):
    """The study's shared sources, where each coder forgets a coding, or gives it another of their codes, this often."""
    rng = random.Random(seed)
    table = study.codings
    shared = set(table[table["coder"] == "ML"]["source"])
    table = table[table["source"].isin(shared)]
    own = {coder: sorted(set(rows["code"])) for coder, rows in table.groupby("coder")}
    keep, codes = [], []
    for coder, code in zip(table["coder"], table["code"], strict=True):
        hit = rng.random() < noise
        keep.append(not (hit and rng.random() < 0.5))
        codes.append(rng.choice(own[coder]) if hit else code)
    out = table.assign(code=codes)[keep].drop(columns=["text", "round"])
    return ic.Study.from_segments(out, lengths=dict.fromkeys(shared, 100_000))


def test_links_survive_a_tenth_of_noise(study, truth):
    wanted = planted(truth)
    links = [links_of(ic.compare_codebooks(noisy(study, 0.1, seed), "VR", "ML", resamples=0)) for seed in range(20)]
    right = sum(len(x & wanted) for x in links)
    assert right / sum(map(len, links)) >= 0.95
    assert right / (20 * len(wanted)) >= 0.95
