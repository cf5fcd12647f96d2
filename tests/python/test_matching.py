"""Two coders' codebooks matched: what was planted is found, decisions are kept, chance is told from agreement."""

import dataclasses
import json
import math
import sys
from pathlib import Path

import numpy as np
import pytest

import intercoder as ic
from intercoder import _core

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "bench" / "codebooks"))
from drawn import LAYOUTS, agreeing, links_of, noisy, planted, unrelated  # noqa: E402

CASES = {c["id"]: c for c in json.loads((ROOT / "tests/data/inference.json").read_text())}


@pytest.fixture(scope="module")
def study():
    return ic.read(ic.datasets.study_path())


@pytest.fixture(scope="module")
def truth():
    return ic.datasets.truth()


def kinds_of(mapping):
    table = mapping.mapping
    return {
        (None if a != a else a, None if b != b else b): kind
        for a, b, kind in zip(table["code_a"], table["code_b"], table["kind"], strict=True)
    }


@pytest.mark.parametrize("unit", ["character", "paragraph", "sentence"])
def test_all_that_was_planted_is_found_and_nothing_else(study, truth, unit):
    found = kinds_of(ic.compare_codebooks(study, "VR", "ML", unit=unit))
    assert {pair for pair in found if None not in pair} == planted()
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


def figures(study):
    m = ic.compare_codebooks(study, "A", "B", unit="paragraph", resamples=0)
    a = m.agreement()
    return a.after.value, a.held_out.value


def test_held_out_agreement_of_unrelated_codes_is_nothing():
    found = [figures(agreeing(seed, 0.0, n_sources=6, n_units=30)) for seed in range(40)]
    after, held_out = (sum(x) / len(found) for x in zip(*found, strict=True))
    assert after > 0.05
    assert abs(held_out) < 0.02


@pytest.mark.parametrize("kappa", [0.3, 0.6, 0.8])
def test_held_out_agreement_of_planted_links_is_what_was_planted(kappa):
    found = [figures(agreeing(seed, kappa))[1] for seed in range(8)]
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
    assert {(a, b) for a, b, p in pairs if p < 0.05} == planted()
    assert (found["p_least"] <= found["p_value"] * (1 + 1e-12)).all()


@pytest.mark.parametrize("name", LAYOUTS)
def test_unrelated_codes_are_seldom_significant_and_planted_ones_are(name):
    found = [p for seed in range(60) for p in ic.overlap(unrelated(name, seed), "A", "B").significance()["p_value"]]
    assert sum(p <= 0.05 for p in found) / len(found) <= 0.06
    for seed in range(5):
        table = ic.overlap(unrelated(name, seed, planted_pair=0.9), "A", "B").significance(
            correction="max_t", draws=999
        )
        at = (table["code_a"] == "Ax") & (table["code_b"] == "planted")
        assert table[at]["p_adjusted"].tolist()[0] <= 0.05


def test_links_survive_a_tenth_of_noise(study, truth):
    wanted = planted()
    links = [links_of(ic.compare_codebooks(noisy(study, 0.1, seed), "VR", "ML", resamples=0)) for seed in range(20)]
    right = sum(len(x & wanted) for x in links)
    assert right / sum(map(len, links)) >= 0.95
    assert right / (20 * len(wanted)) >= 0.95


# --- more than two coders, words, files ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def three():
    rows = {
        "source": ["P1", "P1", "P1", "P2"],
        "coder": ["Ada", "Ben", "Cy", "Ada"],
        "start": [0, 0, 5, 0],
        "end": [9, 9, 20, 4],
        "code": list("xyzx"),
    }
    return ic.Study.from_segments(rows, lengths={"P1": 40, "P2": 9})


def test_overlap_of_all_pairs_and_of_one_against_the_rest(three):
    every = ic.overlap_all(three)
    assert [(a, b) for a, b in every] == [("Ada", "Ben"), ("Ada", "Cy"), ("Ben", "Cy")]
    table = every.to_frame()
    assert table["value"].tolist() == [1.0, 0.2, 0.2]
    rest = ic.overlap(three, "Cy")
    assert (rest.coder_a, rest.coder_b) == ("Cy", "Ada + Ben")
    assert rest.to_frame()["code_b"].tolist() == ["x", "y"]
    assert ic.overlap(three, ["Ada", "Ben"], "Cy").values.tolist() == [[0.2], [0.2]]
    assert ic.compare_codebooks(three, "Ada", resamples=0).coder_b == "Ben + Cy"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda s: ic.overlap(s, ["Ada", "Ben", "Cy"]), "stand against nobody"),
        (lambda s: ic.overlap(s, "Ada", ["Ada", "Ben"]), "'Ada' is on both sides"),
        (lambda s: ic.overlap(s, "Ada", "Bern"), "Bern"),
        (lambda s: ic.overlap_all(s, ["Ada"]), "expected at least two"),
        (lambda s: ic.overlap_all(s, ["Ada", "Bern"]), "'Bern' is not known"),
        (lambda s: ic.overlap(s, "Ada", "Ben").significance("magic"), "expected permutation or hypergeometric"),
        (lambda s: ic.overlap(s, "Ada", "Ben").significance(correction="none"), "expected benjamini_hochberg or max_t"),
        (lambda s: ic.overlap(s, "Ada", "Ben").significance("hypergeometric", correction="max_t"), "needs method"),
        (lambda s: ic.overlap(s, "Ada", "Ben").significance(codable="some"), "expected 'all'"),
    ],
)
def test_bad_calls_are_refused(three, call, message):
    with pytest.raises(ic.BadArgument, match=message):
        call(three)


def test_codable_text_and_corrections(study):
    o = ic.overlap(study, "VR", "ML")
    wide, narrow = o.significance(codable="all"), o.significance()
    assert (wide["shared"] == narrow["shared"]).all()
    assert wide["p_value"].sum() != narrow["p_value"].sum()
    turns = study.turns
    assert set(turns["speaker"]) >= {"Interviewer", "P01"}
    of_people = turns[turns["speaker"] != "Interviewer"]
    once, again = (o.significance(correction="max_t", codable=of_people, seed=4, draws=500) for _ in range(2))
    assert once["p_adjusted"].tolist() == again["p_adjusted"].tolist()
    assert (once["p_adjusted"] >= once["p_value"] - 0.05).all()
    with pytest.raises(ic.BadArgument, match="no unit of the sources compared"):
        o.significance(codable=[("P01", 10**6, 10**6 + 5)])


def test_an_embedding_is_evidence_and_decides_nothing(study):
    asked = []

    def of_lengths(texts):
        asked.extend(texts)
        return [[len(text), 1.0] for text in texts]

    plain = ic.compare_codebooks(study, "VR", "ML", resamples=0)
    m = ic.compare_codebooks(study, "VR", "ML", resamples=0, embedding=of_lengths)
    assert links_of(m) == links_of(plain)
    linked = m.mapping[m.mapping["kind"] == "renamed"]
    assert (linked["embedding_similarity"] > 0.9).all()
    assert plain.mapping["embedding_similarity"].isna().all()
    assert any(": " in text for text in asked)  # a definition
    with pytest.raises(ic.BadArgument, match=r"found an array of shape \(3,\)"):
        ic.compare_codebooks(study, "VR", "ML", resamples=0, embedding=lambda _: np.zeros(3))


def test_a_table_that_was_edited_by_hand_is_read_back(study, tmp_path):
    m = ic.compare_codebooks(study, "VR", "ML", resamples=0)
    m.write(tmp_path / "links.csv")
    text = (tmp_path / "links.csv").read_text(encoding="utf-8")
    assert ic.compare_codebooks(study, "VR", "ML", resamples=0, decisions=tmp_path / "links.csv").decisions == ()
    head, first, *rest = text.splitlines()
    assert first.endswith(",,,,")
    (tmp_path / "edited.csv").write_text("\n".join([head, first[:-4] + ",rejected,,ML,other", *rest]), encoding="utf-8")
    again = ic.compare_codebooks(study, "VR", "ML", resamples=0, decisions=tmp_path / "edited.csv")
    assert [(d.decision, d.by, d.why) for d in again.decisions] == [("rejected", "ML", "other")]
    (tmp_path / "semicolons.csv").write_text("code_a;code_b;decision\nCuriosity;Recognition;confirmed\n")
    with_other = ic.compare_codebooks(study, "VR", "ML", resamples=0, decisions=tmp_path / "semicolons.csv")
    assert with_other.decisions[0].decision == "confirmed"
    assert with_other.fits["fits"].tolist() == [True]


def test_a_page_says_it_all(study, tmp_path):
    m = ic.compare_codebooks(study, "VR", "ML").edit("Curiosity", "Recognition", "confirmed", by="ML", why="<same>")
    for name in ("page.html", "page.md", "page.json"):
        assert ic.report(m, tmp_path / name) == tmp_path / name
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Sense of capability" in html
    assert "&lt;same&gt;" in html
    assert "<script" not in html
    data = json.loads((tmp_path / "page.json").read_text(encoding="utf-8"))
    assert data["agreement"]["held_out"] == pytest.approx(m.agreement().held_out.value)
    assert len(data["links"]) == len(m.mapping)
    assert "4 pairs are used alike" not in m.sentence()  # Curiosity and Recognition belong to one group now
    assert "4 pairs are used alike" in ic.compare_codebooks(study, "VR", "ML", resamples=0).sentence()
    assert "\\begin{tabular}" in m.table("latex")


def test_nothing_in_common_is_no_agreement_and_no_error():
    rows = {"source": ["P1"] * 4, "coder": ["A", "A", "B", "B"], "start": [0, 2, 4, 6], "end": [1, 3, 5, 7]}
    s = ic.Study.from_segments(rows | {"code": ["a", "b", "c", "d"]}, texts={"P1": "1\n2\n3\n4\n"})
    m = ic.compare_codebooks(s, "A", "B")
    assert set(m.mapping["kind"]) == {"only_a", "only_b"}
    a = m.agreement(permutations=2)
    assert math.isnan(a.after.value)
    assert a.held_out is None
    assert "no code is linked" in a.sentence()


def test_codes_that_are_everywhere_are_linked():
    rows = {"source": ["P1"] * 2, "coder": ["A", "B"], "start": [0, 0], "end": [9, 9], "code": ["a", "b"]}
    m = ic.compare_codebooks(ic.Study.from_segments(rows, lengths={"P1": 9}), "A", "B")
    assert links_of(m) == {("a", "b")}


def test_the_example_of_the_page_runs(study, tmp_path, monkeypatch):
    plt = pytest.importorskip("matplotlib.pyplot")
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs/explanation/codebooks.md").read_text(encoding="utf-8")
    code = page.split("```python\n")[1].split("```")[0]
    exec(code, {"ic": ic, "study": study})  # our own page
    plt.close("all")
    assert (tmp_path / "codes.html").exists()
