"""Docstrings of functions that have most of their parameters in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def sharing(text: str) -> Callable[[Any], Any]:
    """Put what several functions share where a docstring says ``[shared]``."""

    def fill(function: Any) -> Any:
        function.__doc__ = function.__doc__.replace("\n    [shared]\n", text)
        return function

    return fill
