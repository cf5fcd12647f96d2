"""Agreement between coders of qualitative data."""

from intercoder import datasets
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
from intercoder.ratings import Ratings
from intercoder.report import report
from intercoder.results import Agreement, pooled
from intercoder.scores import (
    finn,
    icc,
    iota,
    kendall_w,
    lin_ccc,
    maxwell_re,
    mean_correlation,
    robinson_a,
)
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
    "Ratings",
    "Study",
    "StudyAgreement",
    "TestResult",
    "__version__",
    "brennan_prediger",
    "cohen_kappa",
    "conger_kappa",
    "datasets",
    "finn",
    "fleiss_kappa",
    "gwet_ac",
    "icc",
    "iota",
    "kendall_w",
    "krippendorff_alpha",
    "lin_ccc",
    "maxwell_re",
    "mean_correlation",
    "overlap",
    "percent_agreement",
    "pooled",
    "read",
    "report",
    "robinson_a",
    "scott_pi",
]
