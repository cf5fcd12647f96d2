"""Agreement between coders of qualitative data."""

from intercoder import datasets, sample_sizes
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
from intercoder.codebooks import Codebook, Overlap, overlap
from intercoder.comparison import Methods, StudyAgreement
from intercoder.errors import BadArgument, BadFile, InsufficientData, IntercoderError
from intercoder.inference import DataWarning, Interval, TestResult
from intercoder.io import read
from intercoder.planning import Plan, plan
from intercoder.ratings import Ratings
from intercoder.report import report
from intercoder.results import Agreement, pooled
from intercoder.sample_sizes import SampleSize
from intercoder.study import Study

__all__ = [
    "Agreement",
    "BadArgument",
    "BadFile",
    "Codebook",
    "DataWarning",
    "InsufficientData",
    "IntercoderError",
    "Interval",
    "Methods",
    "Overlap",
    "Plan",
    "Ratings",
    "SampleSize",
    "Study",
    "StudyAgreement",
    "TestResult",
    "__version__",
    "brennan_prediger",
    "cohen_kappa",
    "conger_kappa",
    "datasets",
    "fleiss_kappa",
    "gwet_ac",
    "krippendorff_alpha",
    "overlap",
    "percent_agreement",
    "plan",
    "pooled",
    "read",
    "report",
    "sample_sizes",
    "scott_pi",
]
