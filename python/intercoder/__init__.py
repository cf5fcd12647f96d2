"""Agreement between coders of qualitative data."""

from intercoder import datasets, sample_sizes
from intercoder._core import __version__
from intercoder.agreement import (
    bangdiwala_b,
    brennan_prediger,
    cohen_kappa,
    conger_kappa,
    fleiss_kappa,
    fuzzy_kappa,
    gwet_ac,
    holsti,
    hubert_kappa,
    krippendorff_alpha,
    light_kappa,
    mv_alpha,
    percent_agreement,
    perreault_leigh,
    scott_pi,
    van_oest_ir,
)
from intercoder.all_overlaps import Overlaps, overlap_all
from intercoder.as_tools import ToolFigures, like_atlasti, like_dedoose, like_maxqda, like_nvivo
from intercoder.benchmarks import Benchmark
from intercoder.boundaries import (
    BoundaryAgreement,
    boundary_similarity,
    p_k,
    segmentation_similarity,
    window_diff,
)
from intercoder.capabilities import coefficient_table, coefficients
from intercoder.codebooks import Codebook
from intercoder.coders import AgainstReference, Replacement, against_reference, replaceable
from intercoder.comparing import Comparison, Homogeneity, compare, compare_all, pooled_strata
from intercoder.comparison import Methods, StudyAgreement
from intercoder.consensus import Consensus, consensus
from intercoder.cooccurrence import Cooccurrence, Groups, cooccurrence
from intercoder.decisions import Decision
from intercoder.drifting import Drift
from intercoder.errors import BadArgument, BadFile, InsufficientData, IntercoderError
from intercoder.gamma import gamma, gamma_cat
from intercoder.gamma_result import Gamma
from intercoder.groupings import omega_index
from intercoder.indices import bias_index, kappa_max, negative_agreement, positive_agreement, prevalence_index
from intercoder.inference import DataWarning, Interval, TestResult
from intercoder.io import read
from intercoder.ledger import Disagreements
from intercoder.levels import LevelAgreement, agreement_by_level
from intercoder.mapped_agreement import MappedAgreement
from intercoder.margins import bhapkar, mcnemar, rater_bias, stuart_maxwell
from intercoder.matching import CodebookMapping, compare_codebooks
from intercoder.overlaps import Overlap, overlap
from intercoder.planning import Plan, plan
from intercoder.ratings import Ratings
from intercoder.report import report
from intercoder.resampling import Bootstrap, bootstrap
from intercoder.results import Agreement, pooled
from intercoder.sample_sizes import SampleSize
from intercoder.saturating import Saturation, saturation
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
from intercoder.similarity import partition_similarity, similarity_of_codings, tree_similarity
from intercoder.study import Study
from intercoder.theme_tables import ThemeTable
from intercoder.themes import theme_table
from intercoder.unitized_result import UnitizedAgreement, UnitizedByCode
from intercoder.unitizing import (
    alpha_u_1995,
    alpha_u_2013,
    binary_u_alpha,
    cu_alpha,
    domain_u_alpha,
    k_u_alpha,
    pooled_u_alpha,
    presence_u_alpha,
    set_u_alpha,
    u_alpha,
)
from intercoder.version_history import CodebookHistory, codebook_history
from intercoder.versions import CodebookDiff, diff_codebooks

__all__ = [
    "AgainstReference",
    "Agreement",
    "BadArgument",
    "BadFile",
    "Benchmark",
    "Bootstrap",
    "BoundaryAgreement",
    "Codebook",
    "CodebookDiff",
    "CodebookHistory",
    "CodebookMapping",
    "Comparison",
    "Consensus",
    "Cooccurrence",
    "DataWarning",
    "Decision",
    "Disagreements",
    "Drift",
    "Gamma",
    "Groups",
    "Homogeneity",
    "InsufficientData",
    "IntercoderError",
    "Interval",
    "LevelAgreement",
    "MappedAgreement",
    "Methods",
    "Overlap",
    "Overlaps",
    "Plan",
    "Ratings",
    "Replacement",
    "SampleSize",
    "Saturation",
    "Study",
    "StudyAgreement",
    "TestResult",
    "ThemeTable",
    "ToolFigures",
    "UnitizedAgreement",
    "UnitizedByCode",
    "__version__",
    "against_reference",
    "agreement_by_level",
    "alpha_u_1995",
    "alpha_u_2013",
    "bangdiwala_b",
    "bhapkar",
    "bias_index",
    "binary_u_alpha",
    "bootstrap",
    "boundary_similarity",
    "brennan_prediger",
    "codebook_history",
    "coefficient_table",
    "coefficients",
    "cohen_kappa",
    "compare",
    "compare_all",
    "compare_codebooks",
    "conger_kappa",
    "consensus",
    "cooccurrence",
    "cu_alpha",
    "datasets",
    "diff_codebooks",
    "domain_u_alpha",
    "finn",
    "fleiss_kappa",
    "fuzzy_kappa",
    "gamma",
    "gamma_cat",
    "gwet_ac",
    "holsti",
    "hubert_kappa",
    "icc",
    "iota",
    "k_u_alpha",
    "kappa_max",
    "kendall_w",
    "krippendorff_alpha",
    "light_kappa",
    "like_atlasti",
    "like_dedoose",
    "like_maxqda",
    "like_nvivo",
    "lin_ccc",
    "maxwell_re",
    "mcnemar",
    "mean_correlation",
    "mv_alpha",
    "negative_agreement",
    "omega_index",
    "overlap",
    "overlap_all",
    "p_k",
    "partition_similarity",
    "percent_agreement",
    "perreault_leigh",
    "plan",
    "pooled",
    "pooled_strata",
    "pooled_u_alpha",
    "positive_agreement",
    "presence_u_alpha",
    "prevalence_index",
    "rater_bias",
    "read",
    "replaceable",
    "report",
    "robinson_a",
    "sample_sizes",
    "saturation",
    "scott_pi",
    "segmentation_similarity",
    "set_u_alpha",
    "similarity_of_codings",
    "stuart_maxwell",
    "theme_table",
    "tree_similarity",
    "u_alpha",
    "van_oest_ir",
    "window_diff",
]
