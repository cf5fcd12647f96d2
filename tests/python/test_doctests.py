"""Every example in a docstring is run, and everything public has one."""

import doctest
import importlib
import pkgutil

import pytest

import intercoder

MODULES = [m.name for m in pkgutil.walk_packages(intercoder.__path__, "intercoder.") if not m.name.endswith("_core")]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    found = doctest.testmod(importlib.import_module(name))
    assert found.failed == 0


@pytest.mark.parametrize("name", ["percent_agreement", "brennan_prediger", "scott_pi", "fleiss_kappa", "cohen_kappa"])
def test_coefficients_have_examples(name):
    function = getattr(intercoder, name)
    assert len(doctest.DocTestFinder().find(function, name, globs={})[0].examples) >= 2
    for section in ("Parameters", "Returns", "Raises", "References", "Examples"):
        assert f"\n{section}\n" in function.__doc__
