"""Every example in a docstring is run, and everything public has one."""

import doctest
import importlib
import inspect
import pkgutil

import pytest

import intercoder
from intercoder.agreement import COEFFICIENTS

MODULES = [m.name for m in pkgutil.walk_packages(intercoder.__path__, "intercoder.") if not m.name.endswith("_core")]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    found = doctest.testmod(importlib.import_module(name))
    assert found.failed == 0


TESTS = ["stuart_maxwell", "bhapkar", "mcnemar", "rater_bias", "compare", "compare_all", "pooled_strata", "replaceable"]


@pytest.mark.parametrize("name", [*COEFFICIENTS, *TESTS])
def test_coefficients_have_examples_that_run(name):
    function = COEFFICIENTS[name] if name in COEFFICIENTS else getattr(intercoder, name)
    (examples,) = doctest.DocTestFinder().find(function, name, module=False, globs={})
    assert len(examples.examples) >= 2
    assert doctest.DocTestRunner().run(examples).failed == 0
    for section in ("Parameters", "Returns", "Raises", "References", "Examples"):
        assert f"\n{section}\n" in inspect.getdoc(function)
