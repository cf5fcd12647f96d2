"""Plans and sample sizes as Python and the command line give them."""

import json
import math
import subprocess
import sys

import pandas as pd
import pytest

import intercoder as ic

QUICK = {"minimum": 0.4, "prevalence": 0.3, "method": "fisher_z", "data_sets": 200}


def run(*arguments):
    code = "from intercoder.cli import main; main()"
    return subprocess.run([sys.executable, "-c", code, "plan", *arguments], capture_output=True, text=True)


def test_a_plan_has_what_the_public_face_promises():
    p = ic.plan(**QUICK)
    assert isinstance(p.layouts, pd.DataFrame)
    assert list(p.layouts) == ["layout", "sources", "units_per_source", "units", "width", "power", "design_effect"]
    assert list(p.layouts["layout"]) == ["needed", "whole sources", "half sources", "every source", "everything"]
    assert p.n_units == p.layouts["units"][0] == p.n_sources * p.units_per_source
    assert p.width == p.layouts["width"][0]
    assert p.power == p.layouts["power"][0]
    assert p.sentence().startswith("For a lower limit of the 95% interval above .40 with power .80")
    assert "at random" in p.advice()
    assert p.table().startswith("| Layout |")
    assert "<table>" in p._repr_html_()


def test_a_plan_as_json():
    found = json.loads(ic.plan(**QUICK | {"minimum": None, "width": 0.3}).to_json())
    assert found["schema"] == "intercoder/plan/1"
    assert found["power"] is None
    assert found["asked"]["width"] == 0.3
    assert len(found["layouts"]) == 5


def test_the_coefficient_is_the_one_asked_for():
    few = QUICK | {"sources": 4, "units_per_source": 10, "minimum": 0.1}
    assert ic.plan(**few).width != ic.plan(**few, coefficient="cohen_kappa").width


def test_sample_sizes_are_data_and_words():
    n = ic.sample_sizes.krippendorff(0.8, 0.25)
    assert (n.n_values, n.n_units, n.source) == (139, 70, "bloch_kraemer_1989")
    assert n.to_dict()["given"]["minimum"] == 0.8
    assert "139" in n.sentence()
    assert ic.sample_sizes.goodness_of_fit(0.4, 0.6, prevalence=0.3).n_values is None
    assert math.isclose(ic.sample_sizes.design_effect(40, 0.05), 2.95)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: ic.plan(target=1.2), "target: 1.2; expected a number between 0 and 1"),
        (lambda: ic.plan(target="high"), "target: found the text 'high'; expected a number"),
        (lambda: ic.plan(minimum=0.9), "minimum: 0.9; expected a number below target, 0.8"),
        (lambda: ic.plan(coders=2.5), "coders: found 2.5; expected a whole number"),
        (lambda: ic.plan(rho=1), "rho: 1; expected a number from 0 to below 1"),
        (
            lambda: ic.plan(coefficient="gwet_ac"),
            "coefficient: found the text 'gwet_ac'; expected one of krippendorff_alpha, scott_pi, fleiss_kappa, "
            "cohen_kappa, conger_kappa",
        ),
        (
            lambda: ic.sample_sizes.goodness_of_fit(0.4, 0.6, prevalence=0),
            "prevalence: 0.0; expected a number between 0 and 1, or a share for each category",
        ),
        (
            lambda: ic.sample_sizes.kappa_test(0.4, 0.6, prevalence=[0.5, 0.5], other=[0.2, 0.2, 0.6]),
            "shares_b: 3 categories; expected 2, as in shares_a",
        ),
    ],
)
def test_refusals(call, message):
    with pytest.raises(ic.BadArgument) as caught:
        call()
    assert str(caught.value) == message


def test_the_command_prints_answer_layouts_and_sentence():
    done = run("--minimum", ".4", "--prevalence", ".3")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Plan: ")
    for said in ("every source", "everything", "For a lower limit", "Spread the effort"):
        assert said in done.stdout


def test_the_command_gives_json():
    done = run("--width", ".3", "--prevalence", ".3", "--json")
    assert json.loads(done.stdout)["asked"]["minimum"] is None


def test_a_bad_call_exits_with_2_and_a_message():
    done = run("--target", "1.5")
    assert done.returncode == 2
    assert done.stderr == "intercoder: target: 1.5; expected a number between 0 and 1\n"
