"""One figure for two codings whose codes do not share names; and for two codebooks as trees."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from intercoder import _arguments, _core, _frames
from intercoder.errors import BadArgument

if TYPE_CHECKING:
    from intercoder.codebooks import Codebook, Unit
    from intercoder.study import Study


def similarity_of_codings(
    study: Study,
    coder_a: str,
    coder_b: str,
    unit: Unit = "paragraph",
    sources: Iterable[str] | None = None,
    *,
    permutations: int = 999,
    level: float = 0.95,
    seed: int = 0,
) -> Any:
    """Say how alike two coders group the text, whatever their codes are called and however many there are.

    Units that neither coder coded are left out; a unit that one of them coded counts. The omega index and B-cubed
    compare codes, of which a unit may have several; the other measures compare partitions, for which each different set
    of codes is a group.

    Parameters
    ----------
    study
        A `Study`.
    coder_a, coder_b
        Two different coders.
    unit
        As for `Study.ratings`, but not ``"character"``: characters depend on their neighbours.
    sources
        By default those assigned to both coders.
    permutations
        How often the sets of codes of B are dealt out anew among the units of each source: what is alike between coders
        who know which source they are in and nothing else.
    level
        Of the interval: Student's t with the error from leaving out one source at a time; NaN for fewer than three.
    seed
        The same seed gives the same digits for any number of threads.

    Returns
    -------
    frame
        One row for each measure: measure, value, by_chance (mean of the permutations), p_value, se, low, high, n_units,
        n_sources. ``omega``; ``bcubed_precision``, ``bcubed_recall`` (of A, beside B) and ``bcubed_f1``; ``ari``, ``ami``,
        ``nmi``, ``homogeneity``, ``completeness``, ``v_measure``, ``vi`` (a distance, in nats: 0 for equal partitions),
        ``rand``, ``fowlkes_mallows``, ``purity_a``, ``purity_b``.

    Raises
    ------
    BadArgument
        For a name or unit that is not known, one coder twice, coders who coded nothing in common sources.

    References
    ----------
    Collins & Dent (1988), Multivariate Behavioral Research 23; Amigó et al. (2009), Information Retrieval 12; Hubert &
    Arabie (1985), Journal of Classification 2; Vinh et al. (2010), Journal of Machine Learning Research 11; Rosenberg &
    Hirschberg (2007), EMNLP-CoNLL; Meilă (2007), Journal of Multivariate Analysis 98.

    Examples
    --------
    >>> import intercoder as ic
    >>> found = ic.similarity_of_codings(ic.read(ic.datasets.study_path()), "VR", "ML", permutations=99)
    >>> list(found.columns)
    ['measure', 'value', 'by_chance', 'p_value', 'se', 'low', 'high', 'n_units', 'n_sources']
    >>> float(found["p_value"][0])
    0.01
    """
    _arguments.study_of(study, "similarity_of_codings")
    found = _core.similarity_of_codings(
        study._core,
        str(coder_a),
        str(coder_b),
        str(unit),
        _arguments.names(sources, "sources"),
        _arguments.whole(permutations, "permutations"),
        _arguments.number(level, "level"),
        _arguments.whole(seed, "seed"),
    )
    columns = {name: found[name] for name in ("measure", "value", "by_chance", "p_value", "se", "low", "high")}
    rows = len(columns["measure"])
    return _frames.make_frame(
        columns | {"n_units": [found["units"]] * rows, "n_sources": [found["sources"]] * rows}, study._backend
    )


def partition_similarity(labels_a: Iterable[Any], labels_b: Iterable[Any]) -> dict[str, float]:
    """Compare two partitions of the same units, one group for each unit.

    Parameters
    ----------
    labels_a, labels_b
        The group of each unit by either coder, of any kind; shape ``(units,)`` each, none missing.

    Returns
    -------
    dict
        ``ari``, ``ami`` and ``nmi`` (arithmetic mean), ``homogeneity``, ``completeness``, ``v_measure``, ``vi`` in nats,
        ``rand``, ``fowlkes_mallows``, ``purity_a``, ``purity_b``; NaN where undefined.

    Raises
    ------
    BadArgument
        For lists of different lengths.

    References
    ----------
    As of `similarity_of_codings`.

    Examples
    --------
    >>> import intercoder as ic
    >>> found = ic.partition_similarity([0, 0, 1, 1], [0, 0, 1, 2])
    >>> print(f"{found['ari']:.3f} {found['v_measure']:.3f} {found['vi']:.3f}")
    0.571 0.800 0.347
    """
    numbers = []
    for labels, what in ((labels_a, "labels_a"), (labels_b, "labels_b")):
        if isinstance(labels, str) or not isinstance(labels, Iterable):
            raise BadArgument(f"{what}: found {_frames.describe(labels)}; expected a group for each unit")
        known: dict[Any, int] = {}
        numbers.append([known.setdefault(label, len(known)) for label in labels])
    return _core.partition_similarity(*numbers)


def tree_similarity(old: Codebook, new: Codebook) -> dict[str, float]:
    """Compare two codebooks as trees, by the names of their codes.

    Parameters
    ----------
    old, new
        Codebooks: of a file, of a study, or of one coder (``study.codebooks["VR"]``).

    Returns
    -------
    dict
        ``common``, ``only_a`` and ``only_b``: codes whose name both have once, and the others; ``parent_agreement``: share
        of the common codes that stand below a code of one name; ``ancestor_jaccard``: mean share of the names above a
        code that both codebooks have there; ``edit_distance``: codes to add, take out or rename until one tree is the
        other, codes below one code in the order of the codebook; ``edit_similarity``: 1 less the distance, over all codes.
        NaN where nothing is common.

    Raises
    ------
    BadArgument
        When one of them is no codebook.

    References
    ----------
    Zhang & Shasha (1989), SIAM Journal on Computing 18, 1245-1262.

    Examples
    --------
    >>> import intercoder as ic
    >>> books = ic.read(ic.datasets.study_path()).codebooks
    >>> found = ic.tree_similarity(books["VR"], books["ML"])
    >>> found["parent_agreement"]
    1.0
    """
    from intercoder.codebooks import Codebook

    for book in (old, new):
        if not isinstance(book, Codebook):
            raise BadArgument(f"tree_similarity: found {_frames.describe(book)}; expected a Codebook")
    return _core.tree_similarity(old._core, new._core)
