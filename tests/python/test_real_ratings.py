"""Ratings that nobody here made, with the values that were published or computed elsewhere."""

import numpy as np
import pandas as pd
import pytest

import intercoder as ic

pytestmark = pytest.mark.shared


def table(path):
    return pd.read_csv(path)


@pytest.mark.parametrize(("question", "value"), [("Q1", 0.787109), ("Q2", 0.372540)])
def test_documentation_of_software(shared, question, value):
    lines = table(shared("data/so_context_2022/final_round_long.csv"))
    lines = lines[(lines.question == question) & lines.value.isin(["Yes", "No"])]
    assert ic.krippendorff_alpha(ic.Ratings.from_long(lines, code="value")).value == pytest.approx(value, abs=5e-7)


@pytest.mark.parametrize(("stage", "value"), [("title_abstract", 0.8215037534257457), ("full_text", 0.88)])
def test_screening_of_papers(shared, stage, value):
    r = ic.Ratings.from_long(table(shared(f"data/screening_snhl_2024/{stage}_long.csv")), code="value")
    assert ic.cohen_kappa(r).value == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize(("name", "value"), [("dodh", 0.705622), ("dodo", 0.701913)])
def test_sleep(shared, name, value):
    long = ic.Ratings.from_long(table(shared(f"data/dreem_sleep_2020/{name}_long.csv.gz")), code="value")
    assert ic.krippendorff_alpha(long).value == pytest.approx(value, abs=5e-7)
    frame = table(shared(f"data/dreem_sleep_2020/{name}_wide.csv.gz"))
    wide = ic.Ratings.from_wide(frame, coders=["s1", "s2", "s3", "s4", "s5"], sources="record")
    a = ic.krippendorff_alpha(wide)
    assert a.value == pytest.approx(value, abs=5e-7)
    assert a.n_sources == frame.record.nunique()
    assert a.interval().high - a.interval().low > 3 * (a.interval(cluster=None).high - a.interval(cluster=None).low)


def test_web_sites(shared):
    lines = table(shared("data/adult_sites_2010/long.csv.gz"))
    r = ic.Ratings.from_long(lines, code="value", categories=list("GPRX"), missing=["B"], duplicates="first")
    assert sum(r._core.use()) == 34_651
    assert ic.krippendorff_alpha(r).value == pytest.approx(0.323643, abs=5e-7)
    assert ic.krippendorff_alpha(r, weights="ordinal").value == pytest.approx(0.561354, abs=5e-7)
    with pytest.raises(ic.BadArgument, match=r"^long table: unit u\d+, coder w\d+ is given twice, in lines"):
        ic.Ratings.from_long(lines, code="value")


@pytest.mark.parametrize(
    ("name", "interval", "ordinal"),
    [("amazonReview", 0.820351, 0.829190), ("nytEditorial", 0.532319, 0.541062)],
)
def test_sentiment(shared, name, interval, ordinal):
    r = ic.Ratings.from_long(table(shared(f"data/vader_2014/{name}Snippets_long.csv.gz")), code="value")
    assert r.categories == tuple(range(-4, 5))
    assert ic.krippendorff_alpha(r, weights="interval").value == pytest.approx(interval, abs=5e-7)
    assert ic.krippendorff_alpha(r, weights="ordinal").value == pytest.approx(ordinal, abs=5e-7)


def test_contentious_words(shared):
    lines = table(shared("data/concon_nl_2021/long.csv.gz"))
    published = table(shared("data/concon_nl_2021/published_alpha_per_batch_4_options.csv")).set_index("batch")
    assert len(published) == 30
    for batch, row in published.iterrows():
        a = ic.krippendorff_alpha(ic.Ratings.from_long(lines[lines.batch == batch], code="value"))
        assert round(a.value, 3) == row.k_alpha_4, batch
        assert a.n_coders == row.num_annotators
    everything = ic.Ratings.from_long(lines, code="value")
    assert everything.n_coders == 436
    assert ic.krippendorff_alpha(everything).value == pytest.approx(0.302315, abs=5e-7)


def test_one_coder_alone_is_a_status(shared):
    lines = table(shared("data/concon_nl_2021/long.csv.gz"))
    a = ic.krippendorff_alpha(ic.Ratings.from_long(lines[lines.batch == "batch_50"], code="value"))
    assert np.isnan(a.value)
    assert (a.status, a.reason) == ("one_coder", "One coder only: agreement needs two.")
