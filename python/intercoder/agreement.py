"""The coefficients: each a way to say what agreement by chance is, in an entry of its own."""

from __future__ import annotations

from typing import Any, Literal

from intercoder import _core
from intercoder._arguments import Undefined, number
from intercoder._coefficient import (
    INFO,
    Coefficient,
    IntoWeights,
    Missing,
    coefficient,
    compute,
    documented,
)
from intercoder.errors import BadArgument
from intercoder.indices import bias_index, kappa_max, negative_agreement, positive_agreement, prevalence_index
from intercoder.ratings import IntoRatings, as_ratings
from intercoder.results import Agreement

_EXTENSION = """extension
        Of more than two coders: ``"pairwise"`` counts pairs of coders that agree; ``"all"`` counts units on which all
        coders agree, of those that all of them coded, and lets all of them agree by chance."""
_TOLERANCE = """tolerance
        The largest difference of two values that still counts as agreement; another way to say
        ``weights="within_1"``. With ``extension="all"`` every pair of coders must be that near."""


def _one_of(extension: Any, name: str) -> str:
    """Choose between the two ways to look at more than two coders."""
    if extension not in ("pairwise", "all"):
        raise BadArgument(f"extension: found {extension!r}; expected 'pairwise' or 'all'")
    return f"{name}_all" if extension == "all" else name


@documented(
    "percent_agreement",
    idea="Share of agreeing pairs of codes within units.",
    chance="Nothing is taken off for chance: two coders who guess agree often where one code is common.",
    more=f"{_EXTENSION}\n    {_TOLERANCE}",
    source="Holsti (1969), Content Analysis for the Social Sciences and Humanities, for its use with two coders.",
    example='>>> ic.percent_agreement(["yes", "no", "no"], ["yes", "no", "yes"]).value\n0.6666666666666667\n'
    ">>> ic.percent_agreement([[1, 2, 2], [4, 4, 4], [1, 3, 3], [5, 5, 4]], tolerance=1, extension='all').value\n0.75",
)
def percent_agreement(
    ratings: IntoRatings,
    other: Any = None,
    /,
    *,
    weights: IntoWeights = "nominal",
    missing: Missing | None = None,
    undefined: Undefined = "nan",
    extension: Literal["pairwise", "all"] = "pairwise",
    tolerance: float | None = None,
) -> Agreement:
    """Share of agreeing pairs of codes."""
    if tolerance is not None:
        if not (isinstance(weights, str) and weights == "nominal"):
            raise BadArgument("tolerance: given beside weights; expected one of them, as a tolerance is weights too")
        weights = _core.Weights.within(number(tolerance, "tolerance"))
    return compute(_one_of(extension, "percent_agreement"), as_ratings(ratings, other), weights, missing, undefined)


percent_agreement_all = coefficient(
    "percent_agreement_all",
    idea='Share of units on which all coders agree: `percent_agreement` with ``extension="all"``.',
    chance="With weights, a unit counts where every pair of codes agrees in full.",
    source="von Eye & Mun (2005), Analyzing Rater Agreement.",
    example=">>> ic.percent_agreement([[1, 1, 1], [1, 2, 2], [2, 2, 2]], extension='all').value\n0.6666666666666666",
)

holsti = coefficient(
    "holsti",
    idea="Holsti's CR: twice the codes on which two coders agree, over all codes that they gave.",
    chance="Percent agreement where every unit has two codes; a code on a unit that only one of them coded lowers it.\n"
    "    Of more coders, the mean over all pairs. Nothing is taken off for chance.",
    refuses="it is not known which coder gave which code",
    source="Holsti (1969), Content Analysis for the Social Sciences and Humanities, p. 140.",
    example='>>> round(ic.holsti(["a", "b", "a", None], ["a", "b", "b", "a"]).value, 4)\n0.5714',
)


@documented(
    "brennan_prediger",
    idea="Agreement beyond a choice in which every category is equally likely.",
    chance="Bennett's S, Randolph's kappa and, with two categories, PABAK. Declare the categories: unused ones count.",
    more=_EXTENSION,
    source="Bennett, Alpert & Goldstein (1954), Public Opinion Quarterly 18; Brennan & Prediger (1981), Educational\n"
    "    and Psychological Measurement 41; all coders at once: von Eye & Mun (2005), Analyzing Rater Agreement.",
    example='>>> round(ic.brennan_prediger(["a", "b", "b", "c"], ["a", "b", "c", "c"]).value, 4)\n0.625\n'
    ">>> ic.brennan_prediger([[1, 1, 1], [1, 2, 2], [2, 2, 2], [1, 1, 1]], extension='all').value\n"
    "0.6666666666666666",
)
def brennan_prediger(
    ratings: IntoRatings,
    other: Any = None,
    /,
    *,
    weights: IntoWeights = "nominal",
    missing: Missing | None = None,
    undefined: Undefined = "nan",
    extension: Literal["pairwise", "all"] = "pairwise",
) -> Agreement:
    """Agreement beyond a choice in which every category is equally likely."""
    return compute(_one_of(extension, "brennan_prediger"), as_ratings(ratings, other), weights, missing, undefined)


brennan_prediger_all = coefficient(
    "brennan_prediger_all",
    idea='Agreement of all coders at once beyond uniform chance: `brennan_prediger` with ``extension="all"``.',
    chance="Of q equally likely categories, m coders agree by chance on q^(1 - m) of the units.",
    source="von Eye & Mun (2005), Analyzing Rater Agreement, after Brennan & Prediger (1981).",
    example=">>> table = [[1, 1, 1], [1, 2, 2], [2, 2, 2], [1, 1, 1]]\n"
    ">>> ic.brennan_prediger(table, extension='all').expected\n0.25",
)

perreault_leigh = coefficient(
    "perreault_leigh",
    idea="I_r: how reliable two judges are who know a category or else guess among all of them.",
    chance="The square root of Brennan and Prediger's kappa, and 0 where that is negative.",
    refuses="there are more than two coders",
    source="Perreault & Leigh (1989), Journal of Marketing Research 26.",
    example='>>> round(ic.perreault_leigh(["a", "b", "b", "c"], ["a", "b", "c", "c"]).value, 4)\n0.7906',
)

van_oest_ir = coefficient(
    "van_oest_ir",
    idea="I_r squared with learnt shares: between Brennan-Prediger, of few units, and Fleiss, of many.",
    chance="Chance is one distribution that all coders share, learnt from the codes by someone who held every\n"
    "    category for equally likely before: one code more of each.",
    source="van Oest (2019), Psychological Methods 24.",
    example='>>> print(f"{ic.van_oest_ir(ic.Ratings.from_confusion([[118, 2], [5, 0]])).value:.3f}")\n0.089',
)

scott_pi = coefficient(
    "scott_pi",
    idea="Two coders' agreement beyond chance, where chance is one distribution of codes that both share.",
    chance="For more coders, see `fleiss_kappa`.",
    refuses="there are more than two coders",
    source="Scott (1955), Public Opinion Quarterly 19.",
    example='>>> round(ic.scott_pi(["a", "b", "b", "c"], ["a", "b", "c", "c"]).value, 4)\n0.619',
)

fleiss_kappa = coefficient(
    "fleiss_kappa",
    idea="Agreement beyond chance, where chance is one distribution of codes that all coders share.",
    chance="Coders need not be known: `Ratings.from_counts` is enough. With two coders it is Scott's pi.",
    source="Fleiss (1971), Psychological Bulletin 76.",
    example=">>> counts = [[0, 3], [1, 2], [3, 0], [3, 0]]\n"
    ">>> round(ic.fleiss_kappa(ic.Ratings.from_counts(counts)).value, 4)\n0.6571",
)

cohen_kappa = coefficient(
    "cohen_kappa",
    idea="Two coders' agreement beyond chance, where each coder has a distribution of codes of their own.",
    chance="For more coders, see `conger_kappa`.",
    refuses="there are more than two coders, or it is not known which coder gave which code",
    source="Cohen (1960), Educational and Psychological Measurement 20; with weights: Cohen (1968), Psychological\n"
    "    Bulletin 70.",
    example='>>> round(ic.cohen_kappa(["a", "b", "b", "c"], ["a", "b", "c", "c"]).value, 4)\n0.6364',
)

conger_kappa = coefficient(
    "conger_kappa",
    idea="Agreement beyond chance, where each coder has a distribution of codes of their own.",
    chance="With two coders it is Cohen's kappa.",
    refuses="it is not known which coder gave which code",
    source="Conger (1980), Psychological Bulletin 88.",
    example=">>> round(ic.conger_kappa([[1, 1, 1], [1, 2, 2], [2, 2, 2], [2, 2, 1]]).value, 4)\n0.3333",
)

hubert_kappa = coefficient(
    "hubert_kappa",
    idea="Mean agreement of pairs of coders beyond the mean chance of pairs.",
    chance="The same number as Conger's kappa, under the name that one part of the literature has for it.",
    refuses="it is not known which coder gave which code",
    source="Hubert (1977), Psychological Bulletin 84; Warrens (2012), Statistical Methodology 9.",
    example=">>> round(ic.hubert_kappa([[1, 1, 1], [1, 2, 2], [2, 2, 2], [2, 2, 1]]).value, 4)\n0.3333",
)

light_kappa = coefficient(
    "light_kappa",
    idea="The mean of Cohen's kappa over all pairs of coders.",
    chance="Pairs of coders without a unit in common are left out; where two coders used one and the same category\n"
    "    only, there is no mean.",
    refuses="it is not known which coder gave which code",
    source="Light (1971), Psychological Bulletin 76.",
    example=">>> round(ic.light_kappa([[1, 1, 1], [1, 2, 2], [2, 2, 2], [2, 2, 1]]).value, 4)\n0.3333",
)

gwet_ac = coefficient(
    "gwet_ac",
    idea="Agreement beyond chance, where only units that are hard to code are coded at random.",
    chance="AC1 with nominal weights, AC2 with others. It stays high where one code is common and coders rarely differ.",
    source="Gwet (2008), British Journal of Mathematical and Statistical Psychology 61; Gwet (2014), Handbook of\n"
    "    Inter-Rater Reliability, 4th edition.",
    example='>>> round(ic.gwet_ac(["a", "b", "b", "c"], ["a", "b", "c", "c"]).value, 4)\n0.6279',
)

bangdiwala_b = coefficient(
    "bangdiwala_b",
    idea="The area of agreement in the agreement chart of two coders.",
    chance="Squares of the units that both put into a category, over the rectangles that their margins span. Weights\n"
    "    give a share of what the next steps from the diagonal add; they may depend only on the number of steps.",
    refuses="there are more than two coders, or it is not known which coder gave which code",
    source="Bangdiwala (1985), Proceedings of the 45th Session of the International Statistical Institute; with\n"
    "    weights: Munoz & Bangdiwala (1997), Journal of Applied Statistics 24.",
    example=">>> table = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]\n"
    '>>> print(f"{ic.bangdiwala_b(ic.Ratings.from_confusion(table)).value:.4f}")\n0.8060',
)

krippendorff_alpha = coefficient(
    "krippendorff_alpha",
    idea="1 minus observed over expected disagreement, where codes are dealt from the pool that was observed.",
    chance="Any number of coders, any number of missing codes, and a correction for few units.",
    source="Krippendorff (1970), Educational and Psychological Measurement 30; Krippendorff (2019), Content Analysis,\n"
    "    4th edition, chapter 12.",
    example=">>> nan = float('nan')\n"
    ">>> table = [\n"
    "...     [1, 1, nan, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],\n"
    "...     [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [nan, 5, 5, 5], [nan, nan, 1, 1], [nan, 3, nan, nan],\n"
    "... ]\n"
    ">>> [round(ic.krippendorff_alpha(table, weights=w).value, 3) for w in ('nominal', 'ordinal', 'interval')]\n"
    "[0.743, 0.815, 0.849]",
)

mv_alpha = coefficient(
    "mv_alpha",
    idea="Multi-valued alpha, of sets of codes: agreement on the codes in them, beyond what chance puts there.",
    chance="Two sets differ by what they do not share: 1 - 2 |A and B| / (|A| + |B|), two empty ones not at all. By\n"
    "    chance, sets have the sizes that were observed, and their codes are dealt from all codes that were given, in\n"
    '    any combination. It is not alpha with ``weights="dice"``: that one observes the same and expects only the\n'
    "    sets that occurred. A code that was given once can never be on both sides.",
    refuses="cells hold no sets, or a set holds more than 64 codes",
    source="Krippendorff & Craggs (2016), Communication Methods and Measures 10.",
    example='>>> table = [[{"b", "d"}, {"d"}, None], [{"a", "b", "d"}, {"b"}, {"b", "d"}], [set(), {"a"}, {"a"}]]\n'
    '>>> print(f"{ic.mv_alpha(table).value:.4f}")\n0.2866',
)

fuzzy_kappa = coefficient(
    "fuzzy_kappa",
    idea="Fuzzy kappa of two coders who give sets of codes: a unit belongs to each of the k codes of its set by 1/k.",
    chance="Agreement of two sets is |A and B| / max(|A|, |B|); by chance each coder draws from their own sets. The\n"
    "    empty set belongs to nothing: two coders who agree that nothing applies do not agree here, and such units\n"
    "    lower the value, even below what disagreement would. Leave them out, or give them a code of their own.",
    refuses="cells hold no sets, or there are more than two coders",
    source="Kirilenko & Stepchenkova (2016), PLoS ONE 11(3), e0149787.",
    example='>>> table = [[{"a"}, {"a", "b"}], [{"b"}, {"b"}], [{"a", "c"}, {"c"}], [{"c"}, {"a"}]]\n'
    '>>> print(f"{ic.fuzzy_kappa(table).value:.4f}")\n0.2381',
)

_FUNCTIONS: tuple[Coefficient, ...] = (
    percent_agreement,
    percent_agreement_all,
    holsti,
    cohen_kappa,
    conger_kappa,
    hubert_kappa,
    light_kappa,
    scott_pi,
    fleiss_kappa,
    van_oest_ir,
    brennan_prediger,
    brennan_prediger_all,
    perreault_leigh,
    gwet_ac,
    bangdiwala_b,
    krippendorff_alpha,
    mv_alpha,
    fuzzy_kappa,
    kappa_max,
    prevalence_index,
    bias_index,
    positive_agreement,
    negative_agreement,
)

#: Every coefficient by name, in the order of the core.
COEFFICIENTS: dict[str, Coefficient] = {name: {f.__name__: f for f in _FUNCTIONS}[name] for name in INFO}
