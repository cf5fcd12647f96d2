"""Agreement between coders of qualitative data."""

from intercoder._core import __version__
from intercoder.agreement import (
    brennan_prediger,
    cohen_kappa,
    conger_kappa,
    fleiss_kappa,
    gwet_ac,
    krippendorff_alpha,
    percent_agreement,
    scott_pi,
)
from intercoder.errors import BadArgument, BadFile, InsufficientData, IntercoderError
from intercoder.inference import DataWarning, Interval, TestResult
from intercoder.ratings import Ratings
from intercoder.results import Agreement, pooled

__all__ = [
    "Agreement",
    "BadArgument",
    "BadFile",
    "DataWarning",
    "InsufficientData",
    "IntercoderError",
    "Interval",
    "Ratings",
    "TestResult",
    "__version__",
    "brennan_prediger",
    "cohen_kappa",
    "conger_kappa",
    "fleiss_kappa",
    "gwet_ac",
    "krippendorff_alpha",
    "percent_agreement",
    "pooled",
    "scott_pi",
]
