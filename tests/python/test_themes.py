"""Themes by source, and saturation, against published numbers and against what is counted by hand."""

import csv
import json
import math
from pathlib import Path

import numpy as np
import pytest

import intercoder as ic
from intercoder import _core

CASES = {c["id"]: c for c in json.loads((Path(__file__).parents[1] / "data/inference.json").read_text())}
NEW = [26, 12, 18, 14, 17, 3, 11, 5, 7, 8, 22, 2, 10, 5, 4, 7, 11, 6, 3, 8, 5, 6, 6, 4, 0, 1, 0, 0]


@pytest.fixture(scope="module")
def study():
    return ic.read(ic.datasets.study_path())


def found_in(sets, **how):
    """Saturation of sources given as sets of codes."""
    rows = [(f"S{i:02}", code) for i, some in enumerate(sets) for code in some]
    columns = {"source": [s for s, _ in rows], "code": [c for _, c in rows], "coder": ["A"] * len(rows)}
    s = ic.Study.from_segments(
        columns | {"start": [0] * len(rows), "end": [5] * len(rows)},
        lengths={f"S{i:02}": 5 for i in range(len(sets))},
        assignments={"A": [f"S{i:02}" for i in range(len(sets))]},
    )
    return ic.saturation(s, **({"orders": 50} | how))


def sets_of_new(sizes):
    """Sources with as many new codes each, and nothing else."""
    start = np.cumsum([0, *sizes])
    return [[f"c{k:03}" for k in range(start[i], start[i] + n)] for i, n in enumerate(sizes)]


# --- themes ---------------------------------------------------------------------------------------------------------


def small(rows, lengths=None, **more):
    names = ("source", "coder", "start", "end", "code")
    columns = {name: [row[k] for row in rows] for k, name in enumerate(names)}
    return ic.Study.from_segments(columns, lengths=lengths or {r[0]: 100 for r in rows}, **more)


ROWS = [
    ("P1", "A", 0, 10, "Barriers"),
    ("P1", "A", 2, 8, "Barriers > Cost"),
    ("P1", "A", 20, 30, "Barriers > Cost > Travel"),
    ("P1", "B", 0, 10, "Trust"),
    ("P2", "A", 0, 5, "Trust"),
    ("P2", "B", 0, 5, "Trust"),
    ("P3", "A", 0, 5, "Trust"),
]


def test_rules_for_sources_coded_twice():
    s = small(ROWS)
    tables = {rule: ic.theme_table(s, double_coded=rule, level=0) for rule in ("union", "intersection", "A", "B")}
    assert tables["union"].themes == ["Barriers", "Trust"]
    assert tables["union"].present.astype(int).tolist() == [[1, 0, 0], [1, 1, 1]]
    assert tables["intersection"].present.astype(int).tolist() == [[0, 0, 0], [0, 1, 1]]
    assert tables["A"].present.astype(int).tolist() == [[1, 0, 0], [0, 1, 1]]
    assert tables["B"].present.astype(int).tolist() == [[0, 0, 0], [1, 1, 1]]  # nobody else coded P3
    counts = tables["union"].counts()
    assert counts["found_by_all"].tolist() == [0, 1]
    assert counts["found_by_some"].tolist() == [1, 1]
    assert counts["twice"].tolist() == [2, 2]
    with pytest.raises(ic.BadArgument, match="no layer 'consensus'"):
        ic.theme_table(s, double_coded="consensus")
    with pytest.raises(ic.BadArgument, match="double_coded: 'both'; expected 'union'"):
        ic.theme_table(s, double_coded="both")


def test_a_code_and_the_one_above_it_in_one_place_count_once():
    t = ic.theme_table(small(ROWS), level=0)
    assert t.stretches[0, 0].tolist() == [2, 0]  # 0 to 10 and 20 to 30
    s = small(ROWS).themes({"Obstacles": ["Barriers"], "Faith": ["Trust"]})
    assert s.codebook.paths == ["Obstacles", "Faith"]
    obstacles = [row for row in s.codings.to_dict("records") if row["code"] == "Obstacles"]
    assert [(row["start"], row["end"]) for row in obstacles] == [(0, 10), (20, 30)]


def test_groupings():
    s = small(ROWS)
    split = s.themes({"Money": ["Barriers > Cost"], "Rest": ["Barriers"]})  # the nearest code that is named counts
    assert sorted(split.codings["code"].tolist()) == ["Money", "Money", "Rest"]
    assert "Codings of codes that belong to no theme were left out: 4." in split.notes
    assert s.themes(0).codings["code"].tolist().count("Barriers") == 2
    with pytest.raises(ic.BadArgument, match="belongs to the themes 'a' and 'b'"):
        s.themes({"a": ["Trust"], "b": ["Trust"]})
    with pytest.raises(ic.BadArgument, match="empty dict"):
        s.themes({})


def test_areas(study):
    t = ic.theme_table(study)
    assert t.themes[0] == "Coming to the workshop > Motives"
    assert t.areas[0] == "Coming to the workshop"
    assert t.n.tolist() == [18, 16, 17, 18, 17, 16, 18, 12]
    given = ic.theme_table(study, areas={"Mine": ["Giving", "Access"]})
    assert given.areas == ["Mine", "Mine", *[None] * 6]
    assert given.n.tolist()[:2] == [16, 16]
    with pytest.raises(ic.BadArgument, match="expected one area"):
        ic.theme_table(study, areas={"a": ["Giving"], "b": ["Giving"]})
    for format_ in ("markdown", "latex", "html", "csv"):
        text = t.table(format_, sources=True, interval="wilson")
        assert "16 of 18" in text
        assert "P18" in text
    with pytest.raises(ic.BadArgument, match="no format"):
        t.table("word")


def test_presence_is_what_codings_say(study):
    t = ic.theme_table(study, level="code")
    codings = study.codings
    pairs = set(zip(codings["code"], codings["source"], strict=True))
    assert {(t.themes[k], t.sources[i]) for k, i in np.argwhere(t.present)} == pairs
    assert t.stretches.sum() == len(codings)  # no stretch of one code overlaps another by the same coder


def test_quotes_and_attributes(study):
    t = ic.theme_table(study)
    quotes = t.quotes(n=3, labels=["group"])
    assert quotes.groupby("theme").size().tolist() == [3] * 8
    assert (quotes.groupby("theme")["source"].nunique() == 3).all()
    assert set(quotes["label"].str.extract(r"\((.*)\)")[0]) <= {"visitor", "volunteer"}
    by = t.by("group")
    assert by.groupby("theme")["n"].sum().to_dict() == dict(zip(t.counts()["theme"], t.n.tolist(), strict=True))
    with pytest.raises(ic.BadArgument, match="attribute 'age'; expected one of group, years"):
        t.by("age")


def test_intervals_of_shares():
    case = CASES["theme-prevalence-15-of-18"]
    x, n = case["data"]["x"], case["data"]["n"]
    for method in ("wilson", "clopper_pearson", "jeffreys"):
        assert _core.share_limits(x, n, method, 0.95) == pytest.approx(case["expected"][method], abs=1e-6)
    assert _core.share_limits(0, 5, "wilson", 0.95)[0] == 0
    assert _core.share_limits(5, 5, "clopper_pearson", 0.95)[1] == 1


def test_agreement_can_fall_at_a_parent():
    """Two children with kappa .94, their parent with .88: where one coder uses the other child on one unit."""
    rows, unit = [], 0

    def units(n, *given):
        nonlocal unit
        for _ in range(n):
            rows.extend(("S", coder, 10 * unit, 10 * unit + 9, code) for coder, code in given)
            unit += 1

    units(10, ("A", "P > x"), ("B", "P > x"), ("A", "P > y"), ("B", "P > y"))
    units(1, ("A", "P > x"), ("A", "Q"), ("B", "Q"))
    units(1, ("A", "P > y"), ("A", "Q"), ("B", "Q"))
    units(38, ("A", "Q"), ("B", "Q"))
    s = small(rows, {"S": 10 * unit})
    found = ic.agreement_by_level(s, "cohen_kappa", unit="segment").to_frame()
    row = found[found["code"] == "P"].iloc[0]
    assert row["below"] == pytest.approx(0.9398, abs=1e-4)
    assert row["value"] == pytest.approx(0.8837, abs=1e-4)
    assert row["lost"] < 0


# --- saturation -----------------------------------------------------------------------------------------------------


def test_worked_example_of_guest_namey_and_chen():
    case = CASES["saturation-guest2020"]
    sets = sets_of_new([20, 10, 5, 2, 3, 1, 0, 0])  # 37 in the base, 4 in the first run, 1 in the second
    found = found_in(sets)
    shares = found.curve["run_share"]
    assert shares[3] == pytest.approx(case["expected"]["first_run_share"], abs=1e-9)
    assert shares[4] == pytest.approx(case["expected"]["later_run_share"], abs=1e-9)
    assert (found.reached, found.needed) == (5, 7)
    assert "(5+2)" in found.sentence()


def test_ten_plus_three_and_the_other_rules():
    sets = [*sets_of_new([5] * 10), ["c000"], ["c001"], ["c002", "n"], ["c000"], ["c001"], ["c003"], ["c004"]]
    assert found_in(sets, rule="francis2010").reached == 13
    assert found_in(sets[:15], rule="francis2010").reached is None
    assert found_in(sets, rule="s_coefficient").reached == 13
    assert found_in(sets, rule="hennink2017").reached == 10  # 50 of 51 codes; 45 would be 88 %
    assert found_in(sets, rule="hennink2017", threshold=0.0).reached == 13
    assert found_in(sets).reached == 10
    with pytest.raises(ic.BadArgument, match="rule 'enough'"):
        found_in(sets, rule="enough")
    with pytest.raises(ic.BadArgument, match="base 0"):
        found_in(sets, base=0)


def test_richness_of_barro_colorado():
    """The histogram of incidences does not say where species meet: all but two errors depend on it alone."""
    case = CASES["richness-bci-vegan"]
    sets = [[] for _ in range(case["data"]["m_interviews"])]
    code = 0
    for k, times in case["data"]["incidence_histogram"].items():
        for _ in range(times):
            for j in range(int(k)):
                sets[(code + j) % len(sets)].append(code)
            code += 1
    found = _core.saturation(sets, "guest2020", 4, 2, 0.05, 10, 0.9, 0)
    expected, estimates = case["expected"], found["estimates"]
    assert (found["n_codes"], found["once"], found["twice"]) == (expected["S_obs"], expected["Q1"], expected["Q2"])
    assert estimates["chao2"] == pytest.approx((expected["chao2"], expected["chao2_se"]), abs=1e-4)
    for name, key in (("jackknife1", "jack1"), ("jackknife2", "jack2"), ("bootstrap", "boot")):
        assert estimates[name][0] == pytest.approx(expected[key], abs=1e-4)
    assert estimates["coverage"][0] == pytest.approx(expected["sample_coverage"], abs=1e-8)


def test_curve_and_band():
    found = found_in([["a", "b"], ["a"], ["b", "c"], [], ["a", "d"]], orders=50)
    curve = found.curve
    assert curve["new"].tolist() == [2, 0, 1, 0, 1]
    assert curve["seen"].tolist() == [2, 2, 3, 3, 4]
    assert curve["s"].tolist()[1:3] == [1.0, 0.5]
    assert math.isnan(curve["s"][3])
    assert curve["expected"][0] == pytest.approx(7 / 5)
    assert curve["expected"][4] == 4
    assert (curve["low"] <= curve["expected"] + 1).all()
    assert (curve["high"] >= curve["expected"] - 1).all()
    assert found.to_dict()["curve"]["s"][0] is None


def test_saturation_by_coder(study):
    assert ic.saturation(study).n_codes == 40
    assert ic.saturation(study, coder="VR").n_codes == 28
    ml = ic.saturation(study, coder="ML")
    assert ml.n_codes == 22
    assert ml.sources == ["P01", "P02", "P03", "P04", "P05"]
    back = ic.saturation(study, sources=["P05", "P01"])
    assert back.sources == ["P05", "P01"]
    assert ic.saturation(study, seed=1).to_dict() == ic.saturation(study, seed=1).to_dict()
    assert ic.saturation(study, level="theme").n_codes == 8


@pytest.mark.shared
def test_mannheimer(shared):
    path = shared("samples/ndporter+open-qualitative-research-qualcoder/derived_codings_long.csv")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    columns = {"source": [r["source"] for r in rows], "coder": [r["owner"] for r in rows]}
    columns |= {"start": [int(r["pos0"]) for r in rows], "end": [int(r["pos1"]) for r in rows]}
    columns["code"] = [" > ".join(name.strip() for name in r["code_path"].split("/")) for r in rows]
    s = ic.Study.from_segments(columns, lengths={r["source"]: int(r["source_length_cp"]) for r in rows})
    found = ic.saturation(s)
    assert found.curve["new"].tolist() == NEW
    assert found.n_codes == 221
    assert ic.theme_table(s).present.shape[1] == 28
