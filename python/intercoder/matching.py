"""Two coders' codebooks matched by use: links with their evidence, people's decisions on them, agreement by them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from intercoder import _arguments, _core, _frames
from intercoder.decisions import Decision, Verdict, checked, from_fields, read_decisions, write_decisions
from intercoder.errors import BadArgument
from intercoder.links import COLUMNS, links_of
from intercoder.mapping_in_words import MappingInWords

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from intercoder.codebooks import Unit
    from intercoder.mapped_agreement import MappedAgreement
    from intercoder.study import Study


#: Takes texts, one for each code, and gives a vector of numbers for each: shape ``(texts, any)``.
Embedding = Callable[[list[str]], Any]


class CodebookMapping(MappingInWords):
    """Which codes of two coders stand for one thing, with the evidence. Made by `compare_codebooks`."""

    def __init__(
        self,
        study: Study,
        core: _core.Study,
        coders: tuple[str, str],
        unit: str,
        sources: list[str],
        how: dict[str, Any],
        embedding: Embedding | None = None,
    ) -> None:
        self._study, self._core, self._unit, self._sources, self._how = study, core, unit, sources, how
        self.coder_a, self.coder_b = coders
        self._options = _core.MatchingOptions(**how)
        self._use = _core.use_of(core, *coders, unit, sources)
        self._found = _core.code_links(core, self._use, self._options)
        self.notes = list(self._use.notes)
        self._chance = self._p_values()
        self._vectors = self._embedded(embedding)
        self.decisions: tuple[Decision, ...] = ()
        self._links = links_of(self)

    # --- what was found -----------------------------------------------------------------------------------------

    @property
    def mapping(self) -> Any:
        """One row for each link, and for each code only one coder has.

        ``code_a``, ``code_b``: paths, None where there is none. ``kind``: ``"same"``, ``"renamed"``, ``"split"`` (one code of
        A is several of B), ``"merged"``, ``"many"``, ``"only_a"``, ``"only_b"``.

        By use: ``similarity`` (Jaccard), ``share_a``, ``share_b`` (of what each covers, what the other does), ``p_value``
        (joint shifts, Benjamini-Hochberg), ``group_similarity`` (Jaccard of all codes of A that belong together with all
        of B), ``stability`` (share of resamples of sources that link them).

        By words, which decide nothing where use speaks: ``name_similarity``, the higher of ``name_edit`` (1 less the edit
        distance) and ``name_tokens`` (words in common); ``path_similarity`` (of what stands above);
        ``definition_similarity``; ``embedding_similarity`` (cosine, where a function was given).

        ``quote_1``, ``quote_2``: text with both. ``decision``, ``name``, ``by``, ``why``: of people. Evidence that is not
        at hand is NaN.
        """
        return _frames.make_frame({c: [row[c] for row in self._links.rows] for c in COLUMNS}, self._study._backend)

    @property
    def fits(self) -> Any:
        """One row for each decision: its fields, fits, note. A decision that no longer fits the data says why."""
        columns: dict[str, list[Any]] = {f.name: [] for f in fields(Decision)} | {"fits": [], "note": []}
        for one, note in zip(self.decisions, self._links.fits, strict=True):
            for name, value in (asdict(one) | {"fits": not note, "note": note}).items():
                columns[name].append(value)
        return _frames.make_frame(columns, self._study._backend)

    def __repr__(self) -> str:
        count: dict[str, int] = defaultdict(int)
        for row in self._links.rows:
            count[row["kind"]] += row["decision"] != "rejected"
        kinds = ", ".join(f"{n} {kind}" for kind, n in count.items())
        return f"CodebookMapping of {self.coder_a} and {self.coder_b}: {kinds}"

    # --- what people decide -------------------------------------------------------------------------------------

    def edit(
        self, code_a: str, code_b: str, decision: Verdict, *, name: str = "", by: str = "", why: str = ""
    ) -> CodebookMapping:
        """Decide on a link; gives a new mapping with this decision, which replaces an earlier one on the same codes.

        Parameters
        ----------
        code_a, code_b
            A path, or a name that stands for one code.
        decision
            ``"confirmed"``, which also makes a link that was not found; ``"rejected"``; ``"renamed"``, which confirms
            it and gives the joint code a `name`.
        name, by, why
            Kept with the decision.

        Raises
        ------
        BadArgument
            For a code or decision that is not known, and ``"renamed"`` without a name.

        Examples
        --------
        >>> import intercoder as ic
        >>> m = ic.compare_codebooks(ic.read(ic.datasets.study_path()), "VR", "ML")
        >>> m = m.edit("Being thanked", "Recognition", "renamed", name="Thanks", by="team", why="both mean this")
        >>> [d.name for d in m.decisions]
        ['Thanks']
        """
        one = checked(Decision(self._path(code_a), self._path(code_b), decision, name, by, why), "edit")
        kept = [d for d in self.decisions if (d.code_a, d.code_b) != (one.code_a, one.code_b)]
        return self.with_decisions([*kept, one])

    def with_decisions(self, decisions: Iterable[Decision | Mapping[str, str]] | str | Path) -> CodebookMapping:
        """Give the mapping with these decisions in place of its own: also those made on other data, or from a file.

        Parameters
        ----------
        decisions
            `Decision` objects, dicts of their fields, or a ``.json`` or ``.csv`` file as
            `write_decisions` or `write` writes it.

        Raises
        ------
        BadArgument
            For a file that cannot be read, a decision that is not known, and two on the same codes.
        """
        read = read_decisions(Path(decisions)) if isinstance(decisions, str | Path) else list(decisions)
        known = [checked(d if isinstance(d, Decision) else from_fields(d), "decisions") for d in read]
        if len({(d.code_a, d.code_b) for d in known}) < len(known):
            raise BadArgument("decisions: found two on the same codes; expected one")
        out = object.__new__(CodebookMapping)
        out.__dict__.update(self.__dict__)
        out.decisions = tuple(known)
        out._links = links_of(out)
        return out

    def write_decisions(self, path: str | Path) -> None:
        """Write the decisions as ``.json`` or ``.csv``.

        Raises
        ------
        BadArgument
            For another ending, or a folder that is not there.
        """
        write_decisions(path, self.decisions, "write_decisions")

    # --- what follows -------------------------------------------------------------------------------------------

    def apply(self) -> Study:
        """Give the study in which linked codes are one: named as A's first code, or as was decided.

        A code of B without a link that shares its name with one of A's is marked with the coder's name, for it is
        another one.
        """
        from intercoder.study import Study

        return Study(_core.translate(self._core, self.coder_a, self.coder_b, self._links.groups), self._study._backend)

    def agreement(
        self,
        coefficient: str = "krippendorff_alpha",
        *,
        unit: Unit = "paragraph",
        permutations: int = 0,
        seed: int = 0,
    ) -> MappedAgreement:
        """Agreement by the names of codes, by the mapping, and by mappings that did not see the source they are used on.

        Parameters
        ----------
        coefficient, unit
            As for `Study.agreement`; the values are its pooled ones.
        permutations
            How many times to turn B's codes round within their sources, match and compute again, for the mean that
            codes without any relation reach: a reference line, never subtracted.
        seed
            Of the permutations.

        Raises
        ------
        BadArgument
            As `Study.agreement`.

        Examples
        --------
        >>> import intercoder as ic
        >>> a = ic.compare_codebooks(ic.read(ic.datasets.study_path()), "VR", "ML").agreement()
        >>> a.before.value < a.after.value
        True
        """
        from intercoder.mapped_agreement import agreement_by

        return agreement_by(self, str(coefficient), unit, _arguments.whole(permutations, "permutations"), seed)

    def similarity(
        self, unit: Unit = "paragraph", *, permutations: int = 999, level: float = 0.95, seed: int = 0
    ) -> Any:
        """Say how alike the two codings are without any mapping: `similarity_of_codings` of the same coders and sources.

        Parameters
        ----------
        unit, permutations, level, seed
            As for `similarity_of_codings`.

        Returns
        -------
        frame
            One row for each measure: ari, ami, omega, bcubed_f1, vi, ..., with permutation p and interval.

        Raises
        ------
        BadArgument
            As `similarity_of_codings`.

        Examples
        --------
        >>> import intercoder as ic
        >>> m = ic.compare_codebooks(ic.read(ic.datasets.study_path()), "VR", "ML")
        >>> found = m.similarity(permutations=99)
        >>> print(found["measure"][0], f"{found['value'][0]:.2f}")
        omega 0.60
        """
        from intercoder.similarity import similarity_of_codings
        from intercoder.study import Study

        study, sources = Study(self._core, self._study._backend), self._sources or None
        both = (self.coder_a, self.coder_b)
        return similarity_of_codings(study, *both, unit, sources, permutations=permutations, level=level, seed=seed)

    # --- inside -------------------------------------------------------------------------------------------------

    @property
    def _grid(self) -> str:
        return "paragraph" if self._unit == "character" else self._unit

    def _path(self, code: str) -> str:
        return self._core.stands_for(str(code), "code")

    def _known(self, code: str) -> str:
        """Give the path that a path or a name stands for; what stands for none, or for several, stays as it is."""
        try:
            return self._path(code)
        except BadArgument:
            return code

    def _p_values(self) -> dict[tuple[int, int], float]:
        both = (self.coder_a, self.coder_b)
        try:
            pairs, _ = _core.overlap_by_chance(self._core, *both, self._grid, self._sources, None, "permutation", 0, 0)
        except BadArgument as problem:
            self.notes.append(f"No p-values: {problem}.")
            return {}
        return {(a, b): adjusted for a, b, _, _, _, adjusted, _ in pairs}

    def _embedded(self, embedding: Embedding | None) -> NDArray[np.float64] | None:
        """Vectors of length 1 for all codes: names, with definitions where there are any."""
        if embedding is None:
            return None
        columns = self._core.codes.columns
        texts = [f"{n}: {d}" if d else n for n, d in zip(columns["name"], columns["definition"], strict=True)]
        found = np.asarray(embedding(texts), dtype=np.float64)
        if found.ndim != 2 or len(found) != len(texts) or not np.isfinite(found).all():
            raise BadArgument(
                f"embedding: found an array of shape {found.shape}; expected a vector of finite numbers for each of the "
                f"{len(texts)} codes"
            )
        length = np.linalg.norm(found, axis=1, keepdims=True)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(found / length)

    def _cosine(self, a: int, b: int) -> float:
        return math.nan if self._vectors is None else float(self._vectors[a] @ self._vectors[b])


def compare_codebooks(
    study: Study,
    coder_a: str | Iterable[str],
    coder_b: str | Iterable[str] | None = None,
    *,
    unit: Unit = "character",
    sources: Iterable[str] | None = None,
    floor: float = 0.07,
    share: float = 0.4,
    gain: float = 0.05,
    resamples: int = 200,
    seed: int = 0,
    decisions: Iterable[Decision | Mapping[str, str]] | str | Path = (),
    embedding: Embedding | None = None,
) -> CodebookMapping:
    """Find which codes of two coders stand for one thing, by what they were used for, whatever they are called.

    Codes are paired one to one so that the sum of their Jaccards is highest, where most of one lies on the other; codes
    left over that lie on a paired one join it as a split or a merger when that makes both sides more alike; of the rest,
    codes that are each other's nearest are paired, and those that have one name. How alike names, paths and definitions
    are stands beside that and decides nothing else.

    Parameters
    ----------
    study
        A `Study`.
    coder_a, coder_b
        Two different coders of it; or several on a side, taken as one, and None for all the others, as for `overlap`.
    unit
        What is counted, as for `overlap`.
    sources
        By default those assigned to both coders.
    floor
        Least kappa of two codes that may be paired: agreement beyond chance over all text compared.
    share
        How much of one code has to lie on the other, beyond chance, for a pair of which little is in doubt, and for a
        code that joins a pair.
    gain
        By how much a further code has to raise the Jaccard of the codes it joins.
    resamples, seed
        Of sources, for the stability of links.
    decisions
        As for `CodebookMapping.with_decisions`: decisions made earlier, which are kept; see `CodebookMapping.fits`.
    embedding
        A function from texts (the name of each code, with its definition) to vectors, shape ``(codes, any)``, such as
        the ``encode`` of a language model. Their cosine is one more piece of evidence, and decides nothing.

    Returns
    -------
    CodebookMapping

    Raises
    ------
    BadArgument
        As `overlap`, for options outside 0 to 1, and vectors that do not fit the codes.

    References
    ----------
    Jaccard (1912), New Phytologist 11; Cohen (1960), Educational and Psychological Measurement 20; Jonker & Volgenant
    (1987), Computing 38; Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57.

    Examples
    --------
    >>> import intercoder as ic
    >>> m = ic.compare_codebooks(ic.read(ic.datasets.study_path()), "VR", "ML")
    >>> m
    CodebookMapping of VR and ML: 10 same, 4 renamed, 4 merged, 4 split, 3 only_a, 2 only_b
    """
    core, a, b = _arguments.two_sides(study, coder_a, coder_b, "compare_codebooks")
    how = {name: _arguments.number(x, name) for name, x in (("floor", floor), ("share", share), ("gain", gain))}
    counts = {name: _arguments.whole(x, name) for name, x in (("resamples", resamples), ("seed", seed))}
    chosen = _arguments.names(sources, "sources")
    return CodebookMapping(study, core, (a, b), str(unit), chosen, how | counts, embedding).with_decisions(decisions)
