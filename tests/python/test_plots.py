"""Figures hold the numbers of the tables they stand for, draw where they are told to, and leave nothing behind."""

import re
import sys
from pathlib import Path

import numpy as np
import pytest

import intercoder as ic

pytest.importorskip("matplotlib", reason="matplotlib is not installed: pip install intercoder[plots]")

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.collections import QuadMesh
from matplotlib.patches import PathPatch, Rectangle


@pytest.fixture(scope="module")
def study():
    return ic.read(ic.datasets.study_path())


@pytest.fixture(scope="module")
def drawn(study):
    return {
        "overlap": ic.overlap(study, "VR", "ML"),
        "mapping": ic.compare_codebooks(study, "VR", "ML", resamples=0),
        "saturation": ic.saturation(study),
        "themes": ic.theme_table(study),
        "agreement": study.agreement(),
        "cooccurrence": ic.cooccurrence(study),
    }


RESULTS = ["overlap", "mapping", "saturation", "themes", "agreement", "cooccurrence"]


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


@pytest.fixture
def ax():
    return plt.subplots(figsize=(10, 10), layout="constrained")[1]


def texts(ax):
    return [text.get_text() for text in ax.texts]


def y_labels(ax):
    return [label.get_text().strip() for label in ax.get_yticklabels()]


def cells(ax):
    """Put together the cells of all meshes, from the top."""
    arrays = [mesh.get_array() for mesh in ax.collections if isinstance(mesh, QuadMesh)]
    return np.ma.vstack([a.reshape(-1, len(ax.get_xticklabels())) for a in arrays])  # flat in older versions


def ribbons(ax, filled=True):
    return [p for p in ax.patches if isinstance(p, PathPatch) and p.get_fill() == filled]


# --- where figures are drawn --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RESULTS)
def test_the_given_axes_are_used(drawn, ax, name):
    before = dict(mpl.rcParams)
    assert drawn[name].plot(ax=ax) is ax
    assert len(plt.get_fignums()) == 1
    assert dict(mpl.rcParams) == before
    assert ax.figure.get_size_inches().tolist() == [10, 10]


@pytest.mark.parametrize("name", RESULTS)
def test_without_axes_there_is_one_new_figure_in_which_nothing_is_cut(drawn, name):
    ax = drawn[name].plot()
    assert len(plt.get_fignums()) == 1
    figure = ax.figure
    figure.canvas.draw()
    parts = figure.get_tightbbox()  # in inches
    width, height = figure.get_size_inches()
    assert parts.x0 >= -0.01
    assert parts.y0 >= -0.01
    assert parts.x1 <= width + 0.01
    assert parts.y1 <= height + 0.01


@pytest.mark.parametrize("name", RESULTS)
def test_names_do_not_overlap(drawn, name):
    ax = drawn[name].plot()
    ax.figure.canvas.draw()
    upright = [label.get_window_extent() for label in [*ax.get_yticklabels(), *ax.texts] if label.get_text()]
    for k, box in enumerate(upright):
        for other in upright[k + 1 :]:
            across = min(box.x1, other.x1) - max(box.x0, other.x0)
            along = min(box.y1, other.y1) - max(box.y0, other.y0)
            assert across <= 1 or along <= 1


def test_axes_within_a_subfigure():
    parts = plt.figure(layout="constrained").subfigures(1, 2)
    ax = parts[0].subplots()
    assert ic.theme_table(ic.read(ic.datasets.study_path())).plot(ax) is ax
    assert not parts[1].axes


@pytest.mark.parametrize("name", RESULTS)
def test_without_matplotlib(drawn, monkeypatch, name):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ImportError, match=r"pip install intercoder\[plots\]"):
        drawn[name].plot()


def test_the_example_of_the_documentation_runs(tmp_path, monkeypatch):
    page = Path(__file__).resolve().parents[2] / "docs/explanation/figures.md"
    (example,) = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.S)
    monkeypatch.chdir(tmp_path)
    exec(example, {})
    assert (tmp_path / "agreement.pdf").stat().st_size > 1000
    assert len(plt.get_fignums()) == 1


def test_names_are_taken_literally():
    names = ["Costs > from $5 to $\\frac{1", "Costs > $x$", "line\nbreak"]
    rows = [("$A$" if c else "B", 20 * k, 20 * k + 15, name) for c in (0, 1) for k, name in enumerate(names)]
    columns = dict(zip(("coder", "start", "end", "code"), map(list, zip(*rows, strict=True)), strict=True))
    s = ic.Study.from_segments(columns | {"source": ["$P$"] * 6}, lengths={"$P$": 100})
    o = ic.overlap(s, "B", "$A$")
    results = [o, ic.compare_codebooks(s, "B", "$A$", resamples=0), ic.saturation(s), ic.theme_table(s, level="code")]
    for result in results:
        result.plot().figure.canvas.draw()
    s.agreement(unit="source").plot().figure.canvas.draw()
    assert y_labels(o.plot()) == ["from $5 to $\\frac{1", "$x$", "line break"]


# --- matrices -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", ["jaccard", "kappa", "length", "lift"])
def test_overlap(study, ax, measure):
    o = ic.overlap(study, "VR", "ML", measure)
    o.plot(ax)
    assert cells(ax).filled(np.nan) == pytest.approx(o.values, nan_ok=True)
    assert y_labels(ax) == [code.split(" > ")[-1] for code in o.codes_a]
    assert [label.get_text() for label in ax.get_xticklabels()] == [code.split(" > ")[-1] for code in o.codes_b]
    assert (ax.get_ylabel(), ax.get_xlabel()) == ("Codes of VR", "Codes of ML")
    assert ax.get_ylim() == (23, 0)  # the first code is at the top
    (bar,) = (other for other in ax.figure.axes if other is not ax)
    named = {"jaccard": "Jaccard", "kappa": "Kappa", "length": "Characters shared", "lift": "Lift"}
    assert bar.get_ylabel() == named[measure]
    (mesh,) = ax.collections
    assert mesh.get_clim() == {"jaccard": (0, 1), "kappa": (-1, 1)}.get(measure, (0, np.nanmax(o.values)))


def test_numbers_stand_in_cells_that_are_not_small(drawn, ax):
    o = drawn["overlap"]
    o.plot(ax)
    assert sorted(texts(ax)) == sorted(f"{x:.2f}"[1:] for x in o.values.ravel() if x >= 0.05)


def test_numbers_are_left_out_where_they_would_be_too_small(drawn):
    small = plt.subplots(figsize=(4, 4), layout="constrained")[1]
    drawn["overlap"].plot(small)
    assert texts(small) == []
    assert len(small.get_yticklabels()) == 23


def many_codes(n):
    rows = [(coder, 20 * k, 20 * k + 15, f"Area {k % 2} > A code {k // 2}") for coder in "AB" for k in range(n)]
    columns = dict(zip(("coder", "start", "end", "code"), map(list, zip(*rows, strict=True)), strict=True))
    return ic.Study.from_segments(columns | {"source": ["P1"] * len(rows)}, lengths={"P1": 20 * n})


def test_sixty_codes_that_share_their_names():
    ax = ic.overlap(many_codes(60), "A", "B").plot()
    assert len(set(y_labels(ax))) == 60
    assert y_labels(ax)[0] == "Area 0 > A code 0"
    assert min(ax.figure.get_size_inches()) > 10
    assert texts(ax) == []


def test_codes_that_meet(drawn, ax):
    c = drawn["cooccurrence"]
    c.plot(ax, "jaccard")
    shown = cells(ax)
    beside = ~np.eye(len(c.codes), dtype=bool)
    assert shown[beside].tolist() == c.jaccard[beside].tolist()
    assert shown.mask.diagonal().all()
    with pytest.raises(ic.BadArgument, match="measure 'chi'"):
        c.plot(measure="chi")


def test_themes(drawn, ax):
    t = drawn["themes"]
    t.plot(ax)
    assert cells(ax).tolist() == t.present.astype(float).tolist()
    areas = list(dict.fromkeys(t.areas))
    assert [label for label in y_labels(ax) if label in areas] == areas
    assert [label for label in y_labels(ax) if label not in areas] == [path.split(" > ")[-1] for path in t.themes]
    assert [label.get_text() for label in ax.get_xticklabels()] == t.sources
    assert texts(ax) == [f"{n} of 18" for n in t.n]
    heavy = [label.get_text() for label in ax.get_yticklabels() if label.get_fontweight() == "bold"]
    assert heavy == areas


# --- two codebooks --------------------------------------------------------------------------------------------------


def test_mapping(drawn, ax):
    m = drawn["mapping"]
    m.plot(ax)
    rows = m.mapping
    linked = rows[~rows["kind"].str.startswith("only")]
    assert len(ribbons(ax)) == len(linked)
    assert ribbons(ax, filled=False) == []
    heights = [p.get_path().vertices[-2, 1] - p.get_path().vertices[0, 1] for p in ribbons(ax)]
    assert heights == pytest.approx(0.9 * linked["similarity"])
    assert sorted(texts(ax)) == sorted(
        ["VR", "ML", *(c.split(" > ")[-1] for side in "ab" for c in rows[f"code_{side}"].dropna().unique())]
    )
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == ["same (10)", "renamed (4)", "split (4)", "merged (4)"]


def test_linked_codes_are_neighbours_and_the_others_are_last(drawn, ax):
    m = drawn["mapping"]
    m.plot(ax)
    rows = m.mapping
    height = {(text.get_ha(), text.get_text()): text.get_position()[1] for text in ax.texts}
    at = {
        (side, code): height["right" if side == "a" else "left", code.split(" > ")[-1]]
        for side in "ab"
        for code in rows[f"code_{side}"].dropna()
    }
    linked = rows[~rows["kind"].str.startswith("only")]
    apart = [abs(at["a", a] - at["b", b]) for a, b in zip(linked["code_a"], linked["code_b"], strict=True)]
    assert max(apart) <= 0.5
    last = [at["a", code] for code in linked["code_a"]] + [at["b", code] for code in linked["code_b"]]
    assert all(at["a", code] > max(last) for code in rows.loc[rows["kind"] == "only_a", "code_a"])
    assert all(at["b", code] > max(last) for code in rows.loc[rows["kind"] == "only_b", "code_b"])
    bars = [p for p in ax.patches if isinstance(p, Rectangle)]
    assert len(bars) == len(at)


def test_decisions_are_drawn(drawn, ax):
    m = drawn["mapping"].edit("Being thanked", "Recognition", "renamed", name="Thanks")
    m = m.edit("Social contact", "Meeting neighbours", "rejected").edit("Curiosity", "Learning by doing", "confirmed")
    m.plot(ax)
    assert len(ribbons(ax)) == 22
    (refused,) = ribbons(ax, filled=False)
    assert refused.get_linestyle() == "--"
    assert sum(p.get_linewidth() > 0 for p in ribbons(ax)) == 2
    assert [text.get_text() for text in ax.get_legend().get_texts()][-2:] == ["decided by people", "rejected"]


def test_codebooks_with_nothing_in_common(ax):
    rows = {"source": ["P1", "P1"], "coder": ["A", "B"], "start": [0, 10], "end": [5, 15], "code": ["x", "y"]}
    s = ic.Study.from_segments(rows, lengths={"P1": 20})
    ic.compare_codebooks(s, "A", "B", resamples=0).plot(ax)
    assert ribbons(ax) == []
    assert texts(ax) == ["x", "y", "A", "B"]
    assert ax.get_legend() is None


# --- curves and intervals -------------------------------------------------------------------------------------------


def test_saturation(drawn, ax):
    found = drawn["saturation"]
    found.plot(ax)
    curve = found.curve
    lines = {line.get_label(): line for line in ax.lines}
    assert lines["seen so far, as collected"].get_ydata().tolist() == curve["seen"].tolist()
    assert list(lines["mean of random orders"].get_ydata()) == curve["expected"].tolist()
    assert [bar.get_height() for bar in ax.patches] == curve["new"].tolist()
    (band,) = ax.collections
    assert band.get_label() == "90 % of random orders"
    edge = band.get_paths()[0].vertices
    assert sorted({y for _, y in edge}) == sorted({*curve["low"], *curve["high"]})
    (label,) = (label for label in lines if label.startswith("rule met at 6"))
    assert lines[label].get_xdata() == [6, 6]
    assert [label.get_text() for label in ax.get_xticklabels()] == found.sources


def test_saturation_that_was_not_reached(study, ax):
    found = ic.saturation(study, sources=["P01", "P02", "P03"], band=0.5)
    found.plot(ax)
    assert found.reached is None
    said = [text.get_text() for text in ax.get_legend().get_texts()]
    assert said[-1].startswith("rule not met")
    assert "50 % of random orders" in said
    assert len(ax.lines) == 2


def intervals(ax):
    """Give (low, high) of each interval by the row it stands in."""
    return {
        round(line.get_ydata()[0]): tuple(line.get_xdata())
        for line in ax.lines
        if len(line.get_xdata()) == 2 and line.get_ydata()[0] == line.get_ydata()[1] and line.get_marker() == "None"
        if line.get_xdata()[0] != line.get_xdata()[1] and line.get_transform() == ax.transData
    }


def test_agreement(drawn, ax):
    a = drawn["agreement"]
    a.plot(ax)
    table = a.by_code()
    at = {label: y for y, label in enumerate(y_labels(ax))}
    found = intervals(ax)
    dots = {round(x.get_ydata()[0]): x.get_xdata()[0] for x in ax.lines if x.get_marker() in ("o", "D")}
    for code, value, low, high in zip(table["code"], table["value"], table["low"], table["high"], strict=True):
        y = at[code.split(" > ")[-1]]
        assert found[y] == (low, high)
        assert dots[y] == value
    last = len(at) - 1
    assert dots[last] == a.pooled.value
    assert found[last] == (
        a.to_dict()["pooled"][0]["shared"]["interval"]["low"],
        pytest.approx(a.pooled.interval().high),
    )
    assert y_labels(ax)[0] == "Coming to the workshop > Motives"
    hollow = sum(x.get_marker() == "o" and x.get_markerfacecolor() == "white" for x in ax.lines)
    assert hollow == (~table["shared"]).sum()


def test_agreement_by_value_with_thresholds(drawn, ax):
    a = drawn["agreement"]
    a.plot(ax, thresholds=(0.667, 0.8), order="value", single=False)
    table = a.by_code()
    shared = table[table["shared"]].sort_values("value", ascending=False, kind="stable")
    assert y_labels(ax)[:-1] == [code.split(" > ")[-1] for code in shared["code"]]
    assert [x.get_xdata()[0] for x in ax.lines if x.get_linestyle() == ":"] == [0.667, 0.8]
    with pytest.raises(ic.BadArgument, match="order 'size'; expected codebook or value"):
        a.plot(order="size")


def test_a_code_without_a_value(ax):
    rows = {"source": ["P1"] * 4, "coder": ["A", "B", "A", "B"], "start": [0, 0, 0, 6], "end": [11, 11, 5, 11]}
    s = ic.Study.from_segments(rows | {"code": ["all", "all", "some", "some"]}, texts={"P1": "Hello\nthere"})
    a = s.agreement()
    a.plot(ax)
    status = dict(zip(a.by_code()["code"], a.by_code()["status"], strict=True))
    assert status["all"] != "ok"
    row = y_labels(ax).index("all")
    assert texts(ax)[row] == status["all"].replace("_", " ")
    assert not any(x.get_marker() == "o" and x.get_ydata()[0] == row for x in ax.lines)
