"""Agreement between coders of qualitative data."""

from intercoder import datasets, sample_sizes
from intercoder._core import __version__
from intercoder.agreement import (
    bangdiwala_b,
    brennan_prediger,
    cohen_kappa,
    conger_kappa,
    fleiss_kappa,
    gwet_ac,
    holsti,
    hubert_kappa,
    krippendorff_alpha,
    light_kappa,
    percent_agreement,
    perreault_leigh,
    scott_pi,
    van_oest_ir,
)
from intercoder.benchmarks import Benchmark
from intercoder.boundaries import (
    BoundaryAgreement,
    boundary_similarity,
    p_k,
    segmentation_similarity,
    window_diff,
)
from intercoder.capabilities import coefficient_table, coefficients
from intercoder.codebooks import Codebook, Overlap, overlap
from intercoder.coders import AgainstReference, Replacement, against_reference, replaceable
from intercoder.comparing import Comparison, Homogeneity, compare, compare_all, pooled_strata
from intercoder.comparison import Methods, StudyAgreement
from intercoder.drifting import Drift
from intercoder.errors import BadArgument, BadFile, InsufficientData, IntercoderError
from intercoder.gamma import gamma, gamma_cat
from intercoder.gamma_result import Gamma
from intercoder.indices import bias_index, kappa_max, negative_agreement, positive_agreement, prevalence_index
from intercoder.inference import DataWarning, Interval, TestResult
from intercoder.io import read
from intercoder.margins import bhapkar, mcnemar, rater_bias, stuart_maxwell
from intercoder.planning import Plan, plan
from intercoder.ratings import Ratings
from intercoder.report import report
from intercoder.resampling import Bootstrap, bootstrap
from intercoder.results import Agreement, pooled
from intercoder.sample_sizes import SampleSize
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
    "AgainstReference",
    "Agreement",
    "BadArgument",
    "BadFile",
    "Benchmark",
    "Bootstrap",
    "BoundaryAgreement",
    "Codebook",
    "Comparison",
    "DataWarning",
    "Drift",
    "Gamma",
    "Homogeneity",
    "InsufficientData",
    "IntercoderError",
    "Interval",
    "Methods",
    "Overlap",
    "Plan",
    "Ratings",
    "Replacement",
    "SampleSize",
    "Study",
    "StudyAgreement",
    "TestResult",
    "__version__",
    "against_reference",
    "bangdiwala_b",
    "bhapkar",
    "bias_index",
    "bootstrap",
    "boundary_similarity",
    "brennan_prediger",
    "coefficient_table",
    "coefficients",
    "cohen_kappa",
    "compare",
    "compare_all",
    "conger_kappa",
    "datasets",
    "finn",
    "fleiss_kappa",
    "gamma",
    "gamma_cat",
    "gwet_ac",
    "holsti",
    "hubert_kappa",
    "icc",
    "iota",
    "kappa_max",
    "kendall_w",
    "krippendorff_alpha",
    "light_kappa",
    "lin_ccc",
    "maxwell_re",
    "mcnemar",
    "mean_correlation",
    "negative_agreement",
    "overlap",
    "p_k",
    "percent_agreement",
    "perreault_leigh",
    "plan",
    "pooled",
    "pooled_strata",
    "positive_agreement",
    "prevalence_index",
    "rater_bias",
    "read",
    "replaceable",
    "report",
    "robinson_a",
    "sample_sizes",
    "scott_pi",
    "segmentation_similarity",
    "stuart_maxwell",
    "van_oest_ir",
    "window_diff",
]
