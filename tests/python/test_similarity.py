"""Codings and codebooks compared without a mapping, codes that meet, and what was decided."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

import intercoder as ic
from intercoder import _core

CASES = {c["id"]: c for c in json.loads((Path(__file__).parents[1] / "data/inference.json").read_text())}
PARTITION = {
    "rand": "rand",
    "ari": "ari",
    "vi": "vi",
    "nmi_arithmetic": "nmi",
    "ami_arithmetic": "ami",
    "homogeneity": "homogeneity",
    "completeness": "completeness",
    "v_measure": "v_measure",
    "fowlkes_mallows": "fowlkes_mallows",
    "purity_cols": "purity_b",
    "purity_rows": "purity_a",
}


@pytest.fixture(scope="module")
def study():
    return ic.read(ic.datasets.study_path())


def labels_of(contingency):
    pairs = [(i, j) for i, row in enumerate(contingency) for j, n in enumerate(row) for _ in range(n)]
    return [i for i, _ in pairs], [j for _, j in pairs]


def text_study(rows, length=100):
    names = ("source", "coder", "start", "end", "code")
    columns = {name: [row[k] for row in rows] for k, name in enumerate(names)}
    return ic.Study.from_segments(columns, texts={row[0]: "abcdefghi " * (length // 10) for row in rows})


# --- partitions -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["partition-irbook", "partition-sklearn-doc"])
def test_published_partitions(name):
    assert name in {"partition-irbook", "partition-sklearn-doc"}
    case = CASES[name]
    found = ic.partition_similarity(*labels_of(case["data"]["contingency"]))
    for key, mine in PARTITION.items():
        assert found[mine] == pytest.approx(case["expected"][key], abs=1e-6), key


def test_partitions_at_their_ends():
    one, own = [0] * 5, list(range(5))
    same = ic.partition_similarity(one, ["x"] * 5)
    assert same["ari"] == same["ami"] == same["v_measure"] == 1
    assert same["vi"] == 0
    assert ic.partition_similarity(own, own[::-1])["ari"] == 1
    assert ic.partition_similarity(one, own)["ari"] == 0
    assert math.isnan(ic.partition_similarity([], [])["nmi"])
    with pytest.raises(ic.BadArgument, match="3 and 2 units"):
        ic.partition_similarity([1, 2, 3], [1, 2])
    with pytest.raises(ic.BadArgument, match="expected a group for each unit"):
        ic.partition_similarity("abc", "abd")


def test_partitions_by_hand():
    """Pairs of units one by one."""
    random = np.random.default_rng(1)
    for _ in range(20):
        a, b = random.integers(0, 4, 15), random.integers(0, 3, 15)
        i, j = np.triu_indices(15, 1)
        same_a, same_b = a[i] == a[j], b[i] == b[j]
        found = ic.partition_similarity(a.tolist(), b.tolist())
        assert found["rand"] == pytest.approx(np.mean(same_a == same_b))
        by_chance = same_a.sum() * same_b.sum() / len(i)
        assert found["ari"] == pytest.approx(
            ((same_a & same_b).sum() - by_chance) / ((same_a.sum() + same_b.sum()) / 2 - by_chance)
        )


def numbered(coder, units):
    names = sorted({code for codes in coder.values() for code in codes})
    return [sorted(names.index(code) for code in coder[u]) for u in units]


def test_b_cubed():
    case = CASES["bcubed-bagga-1"]
    place = [{u: k for k, some in enumerate(case["data"][side]) for u in some} for side in ("response", "key")]
    units = sorted(place[0])
    found = _core.extended_b_cubed([[place[0][u]] for u in units], [[place[1][u]] for u in units])
    assert found == pytest.approx([case["expected"][k] for k in ("precision", "recall", "f1")], abs=1e-9)
    case = CASES["omega-multicode"]
    a, b = case["data"]["coder_a"], case["data"]["coder_b"]
    found = _core.extended_b_cubed(numbered(a, sorted(a)), numbered(b, sorted(a)))
    expected = [case["expected"][k] for k in ("bcubed_precision_of_a", "bcubed_recall_of_a", "bcubed_f1")]
    assert found == pytest.approx(expected, abs=1e-9)
    omega = ic.omega_index([set(a[u]) for u in sorted(a)], [set(b[u]) for u in sorted(a)])
    assert omega.value == pytest.approx(case["expected"]["omega"], abs=1e-9)


def test_two_codings_of_a_study(study):
    found = ic.similarity_of_codings(study, "VR", "ML", permutations=199, seed=4)
    value = dict(zip(found["measure"], found["value"], strict=True))
    ratings = study.ratings(uncoded="exclude")
    assert value["omega"] == pytest.approx(ic.omega_index(ratings).value, abs=1e-12)
    wide = ratings.to_wide()
    direct = ic.partition_similarity(wide["VR"].tolist(), wide["ML"].tolist())
    for name, x in direct.items():
        assert value[name] == pytest.approx(x, abs=1e-12), name
    assert (found["p_value"] == 1 / 200).all()
    without = []
    for left_out in ("P01", "P02", "P03", "P04", "P05"):
        kept = [p for p in ("P01", "P02", "P03", "P04", "P05") if p != left_out]
        wide = study.ratings(uncoded="exclude", sources=kept).to_wide()
        without.append(ic.partition_similarity(wide["VR"].tolist(), wide["ML"].tolist())["ari"])
    assert found["se"][4] == pytest.approx(np.sqrt(4 / 5 * np.sum((np.array(without) - np.mean(without)) ** 2)))
    assert (found["low"] < found["value"]).all()
    again = ic.similarity_of_codings(study, "VR", "ML", permutations=199, seed=4)
    assert found.equals(again)
    with pytest.raises(ic.BadArgument, match="unit 'character'"):
        ic.similarity_of_codings(study, "VR", "ML", unit="character")


def test_codes_at_random_are_alike_by_chance_only():
    random, p_values = np.random.default_rng(5), []
    for seed in range(10):
        rows = [
            (f"S{u % 4}", coder, 10 * (u // 4), 10 * (u // 4) + 9, f"{coder}{random.integers(3)}")
            for u in range(40)
            for coder in "AB"
        ]
        found = ic.similarity_of_codings(text_study(rows), "A", "B", unit="segment", permutations=99, seed=seed)
        row = found[found["measure"] == "ari"].iloc[0]
        assert abs(row["by_chance"]) < 0.1
        p_values.append(row["p_value"])
    assert 0.15 < np.mean(p_values) < 0.85


# --- trees ----------------------------------------------------------------------------------------------------------


def book(tree):
    rows = []

    def visit(node, above):
        path = f"{above} > {node[0]}" if above else node[0]
        rows.append(("S", "A", 0, 5, path))
        for child in node[1]:
            visit(child, path)

    visit(tree, "")
    return text_study(rows).codebook


def test_trees():
    case = CASES["tree-edit-zhang-shasha"]
    found = ic.tree_similarity(book(case["data"]["tree1"]), book(case["data"]["tree2"]))
    assert found["edit_distance"] == case["expected"]["distance"]
    assert found["common"] == 6
    assert found["parent_agreement"] == pytest.approx(2 / 6 + 1 / 6)  # f, e and a; d, c and b moved
    same = ic.tree_similarity(book(case["data"]["tree1"]), book(case["data"]["tree1"]))
    assert (same["edit_distance"], same["edit_similarity"], same["ancestor_jaccard"]) == (0, 1, 1)
    none = ic.tree_similarity(book(["x", []]), book(["y", []]))
    assert none["edit_distance"] == 1
    assert math.isnan(none["parent_agreement"])


# --- codes that meet ------------------------------------------------------------------------------------------------


def test_codes_that_meet():
    rows = [
        ("S", "A", 0, 20, "a"),
        ("S", "A", 5, 10, "b"),
        ("S", "A", 15, 30, "c"),
        ("S", "A", 31, 40, "d"),
        ("S", "B", 0, 40, "d"),  # another coder: meets nothing of A's
        ("S", "A", 0, 20, "e"),
    ]
    c = ic.cooccurrence(text_study(rows), "A")
    at = {code: k for k, code in enumerate(c.codes)}
    assert c.shared[at["a"], at["b"]] == 5
    assert c.shared[at["a"], at["c"]] == 5
    assert c.within[at["b"], at["a"]] == 1
    assert c.within[at["a"], at["b"]] == 0
    assert c.within[at["a"], at["e"]] == c.within[at["e"], at["a"]] == 1
    assert c.adjacent[at["c"], at["d"]] == 1
    assert ic.cooccurrence(text_study(rows), "A", gap=0).adjacent.sum() == 0
    assert c.jaccard[at["a"], at["c"]] == pytest.approx(5 / 30)
    assert c.to_frame()["jaccard"][0] == 1
    assert c.groups(0.9).groups == [["a", "e"]]
    with pytest.raises(ic.BadArgument, match="measure 'lift'"):
        c.values("lift")


def test_cooccurrence_by_characters(study):
    c = ic.cooccurrence(study, "VR")
    covered = {}
    for row in study.codings.to_dict("records"):
        if row["coder"] == "VR":
            covered.setdefault(row["code"], set()).update(
                (row["source"], p) for p in range(int(row["start"]), int(row["end"]))
            )
    for i, a in enumerate(c.codes):
        assert c.characters[i] == len(covered[a])
        for j, b in enumerate(c.codes):
            assert i == j or c.shared[i, j] == len(covered[a] & covered[b])


def test_average_linkage():
    """Three points on a line, worked by hand."""
    d = np.array([[0, 1, 4], [1, 0, 3], [4, 3, 0]], dtype=float)
    steps, correlation, groups = _core.average_linkage(d.ravel().tolist(), 3, 2.0)
    assert steps == [(0, 1, 1.0, 2), (3, 2, 3.5, 3)]
    assert groups == [0, 0, 1]
    assert correlation == pytest.approx(np.corrcoef([1, 4, 3], [1, 3.5, 3.5])[0, 1])


# --- what was decided -----------------------------------------------------------------------------------------------


def test_consensus_by_hand():
    rows = [
        ("S", "A", 0, 20, "a"),
        ("S", "B", 10, 30, "a"),
        ("S", "A", 50, 60, "b"),
        ("S", "B", 70, 80, "b"),
        ("S", "A", 90, 99, "c"),
        ("S", "B", 90, 99, "c"),
    ]
    s = text_study(rows)
    first = ic.consensus(s)
    assert (first.agreed, first.undecided) == (19, 40)
    questions = first.open_questions
    assert [tuple(x) for x in questions[["code", "start", "end", "marked_by"]].itertuples(index=False)] == [
        ("a", 0, 10, "A"),
        ("a", 20, 30, "B"),
        ("b", 50, 60, "A"),
        ("b", 70, 80, "B"),
    ]
    assert questions["text"][0] == "abcdefghi "
    questions["decision"] = ["yes", "no", "", "yes"]
    questions["why"] = ["because"] * 4
    second = ic.consensus(s, questions)
    assert (second.accepted, second.rejected, second.undecided) == (20, 10, 10)
    layer = [row for row in second.study.codings.to_dict("records") if row["coder"] == "consensus"]
    assert [(row["code"], row["start"], row["end"]) for row in layer] == [("a", 0, 20), ("b", 70, 80), ("c", 90, 99)]
    assert second.decisions["why"].tolist() == ["because"] * 4
    away = ic.consensus(s, {"source": ["S"], "code": ["c"], "start": [90], "end": [99], "decision": ["no"]})
    assert (away.agreed, away.rejected) == (19, 9)
    assert "'consensus' is a layer of decided codings" in second.study.notes[-1]


def test_consensus_of_the_shipped_study(study):
    found = ic.consensus(study)
    before, against = found.before(), found.against()
    assert before.pooled.value == study.agreement().pooled.value
    assert (against["value"] > before.pooled.value).all()
    t = ic.theme_table(found.study, double_coded="consensus")
    assert t.present.shape == (8, 18)
    assert (t.n <= ic.theme_table(found.study).n).all()
    assert ic.theme_table(found.study).coders == ["VR", "ML"]
    assert ic.saturation(found.study).n_codes == 40
    with pytest.raises(ic.BadArgument, match="there is a coder called 'consensus'"):
        ic.consensus(found.study)


def test_decisions_that_cannot_be():
    s = text_study([("S", "A", 0, 5, "a"), ("S", "B", 0, 9, "a")])
    row = {"source": ["S"], "code": ["a"], "start": [0], "end": [5], "decision": ["maybe"]}
    with pytest.raises(ic.BadArgument, match="row 1: decision 'maybe'; expected 'yes', 'no'"):
        ic.consensus(s, row)
    with pytest.raises(ic.BadArgument, match="the stretch 5 to 5"):
        ic.consensus(s, row | {"start": [5], "decision": ["yes"]})
    with pytest.raises(ic.BadArgument, match="no column 'decision'"):
        ic.consensus(s, {"source": ["S"], "code": ["a"], "start": [0], "end": [5]})
    with pytest.raises(ic.BadArgument, match="two coders"):
        ic.consensus(s, coders=["A"])
