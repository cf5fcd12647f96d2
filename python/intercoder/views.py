"""What a study shows when its coders are compared: ratings, values, disagreements, themes. Methods of every study."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, cast

from intercoder import _arguments, _core
from intercoder.codebooks import Unit
from intercoder.comparison import StudyAgreement, disagreements_frame
from intercoder.errors import BadArgument
from intercoder.ledger import Disagreements, ledger_of
from intercoder.ratings import Ratings
from intercoder.themes import themes_of

if TYPE_CHECKING:
    from intercoder._core import Study as CoreStudy
    from intercoder.study import Study

Uncoded = Literal["agree", "exclude", "missing"]
Level = Literal["code", "theme"] | int


class Views:
    """What can be asked of a study about how far its coders agree."""

    if TYPE_CHECKING:  # what `Study` has
        _core: CoreStudy
        _backend: str | None

    def ratings(
        self,
        unit: Unit = "paragraph",
        code: str | None = None,
        coders: Iterable[str] | None = None,
        sources: Iterable[str] | None = None,
        uncoded: Uncoded = "agree",
        level: Level = "code",
        *,
        segments: Any = None,
    ) -> Ratings:
        """Cut the text into units, and say for each coder and unit whether it has the code.

        A unit has a code when the coder marked at least one of its characters that is not blank with it.

        Parameters
        ----------
        unit
            ``"paragraph"``: a run of text without a line break; ``"sentence"`` and ``"token"``: sentences of a
            paragraph, and words, by the boundaries of the Unicode standard; ``"turn"``: what one speaker says, from a
            line that begins with a label such as ``Anna:`` to the next; ``"segment"``: stretches that were cut before
            coding, those of `segments`, or by default each different one that the coders marked; ``"source"``: a whole
            source; ``"character"``: stretches in which nobody's marking begins or ends, counted as often as they have
            characters.
        code
            A path, or a name that stands for one code. None: all codes at once, each cell the set of codes that the
            coder gave the unit.
        coders, sources
            By default all coders, and the sources that all of them were assigned to.
        uncoded
            What it means that a coder gave a unit no code at all. ``"agree"``: the coder says no to every code.
            ``"exclude"``: the same, but units that nobody gave any code are dropped. ``"missing"``: the coder says
            nothing about the unit.
        level
            ``"theme"``: a code without codes below it counts as the code above it; a number: every code counts as the
            one above it at this depth of the codebook (0 is the top), or as itself where it lies no deeper.
        segments
            For ``unit="segment"``: a frame with the columns source, start and end (code points, half-open), or a list
            of such triples. Segments that nobody coded are units too; those of sources not compared are left out.

        Returns
        -------
        Ratings
            With the source of every unit, and the categories ``"no"`` and ``"yes"``; or sets of the codes that any of
            the coders used.

        Raises
        ------
        BadArgument
            For a name that is not known, fewer than two coders, a source that one of them was not assigned to, a
            source without text, or without speakers, when units need it, segments that overlap without being the
            same, given ones that overlap or leave their source, and a code that is another one at this level.

        Examples
        --------
        >>> import intercoder as ic
        >>> r = ic.read(ic.datasets.study_path()).ratings(code="Saving money")
        >>> r
        Ratings: 223 units (223 coded twice), 2 coders (VR, ML), 2 categories (no, yes), 5 sources

        Segments that were cut before anybody coded:

        >>> rows = {"source": ["P1", "P1"], "coder": ["Ada", "Ben"], "start": [0, 0], "end": [5, 11], "code": ["joy"] * 2}
        >>> s = ic.Study.from_segments(rows, texts={"P1": "Hello there. It is cold."})
        >>> r = s.ratings("segment", "joy", segments=[("P1", 0, 12), ("P1", 13, 24)])
        >>> r.to_wide()["Ben"].tolist()
        ['yes', 'no']

        All codes at once:

        >>> print(f"{ic.mv_alpha(ic.read(ic.datasets.study_path()).ratings()).value:.2f}")
        0.49
        """
        core = self._at(level, code).ratings(
            str(unit),
            None if code is None else str(code),
            _arguments.names(coders, "coders"),
            _arguments.names(sources, "sources"),
            str(uncoded),
            _arguments.segments(segments),
        )
        return Ratings(core, backend=self._backend, code=None if code is None else str(code))

    def frequency_ratings(
        self,
        code: str,
        coders: Iterable[str] | None = None,
        sources: Iterable[str] | None = None,
        level: Level = "code",
    ) -> Ratings:
        """Count in each source how many stretches each coder marked with a code: more than whether it occurs.

        Parameters
        ----------
        code
            A path, or a name that stands for one code.
        coders, sources, level
            As for `ratings`.

        Returns
        -------
        Ratings
            Sources x coders, numbers. Stretches of one coder that overlap are one, those that touch are two; a coding
            of a whole source counts as one. A coder who did not use the code in a source has 0. Ready for
            `krippendorff_alpha` with the weights ``"ordinal"``, ``"interval"`` or ``"ratio"``, and for `icc`.

        Raises
        ------
        BadArgument
            For a name that is not known, fewer than two coders, a source that one of them was not assigned to, and a
            code that is another one at this level.

        Examples
        --------
        >>> import intercoder as ic
        >>> r = ic.read(ic.datasets.study_path()).frequency_ratings("Saving money")
        >>> r
        Ratings: 5 units (5 coded twice), 2 coders (VR, ML), 2 categories (1, 2)
        >>> round(ic.percent_agreement(r).value, 2)
        0.8
        """
        core = self._at(level, code).frequency_ratings(
            str(code), _arguments.names(coders, "coders"), _arguments.names(sources, "sources")
        )
        return Ratings(core, backend=self._backend, code=str(code))

    def agreement(
        self,
        coefficient: str = "krippendorff_alpha",
        *,
        coders: Iterable[str] | None = None,
        unit: Unit = "paragraph",
        uncoded: Uncoded = "agree",
        level: Level = "code",
        sources: Iterable[str] | None = None,
        segments: Any = None,
    ) -> StudyAgreement:
        """Say how far coders agree: the main job.

        Parameters
        ----------
        coefficient
            The name of a coefficient, such as ``"gwet_ac"``.
        coders, unit, uncoded, level, sources, segments
            As for `ratings`. The notes of the result say which level was used.

        Returns
        -------
        StudyAgreement

        Raises
        ------
        BadArgument
            As `ratings`, and for a coefficient that is not known.
        InsufficientData
            When no source is assigned to all of the coders.

        References
        ----------
        Krippendorff (2019), Content Analysis, 4th edition, chapter 12; De Vries, Elliott, Kanouse & Teleki (2008),
        Field Methods 20, for pooling.

        Examples
        --------
        >>> import intercoder as ic
        >>> a = ic.read(ic.datasets.study_path()).agreement(unit="source")
        >>> a.pooled.n_units, round(a.pooled.value, 2)
        (5, 0.36)
        """
        given = _arguments.segments(segments)
        core = _core.compare_coders(
            self._at(level),
            _arguments.names(coders, "coders"),
            _arguments.names(sources, "sources"),
            str(unit),
            str(uncoded),
            str(coefficient),
            given,
        )
        return StudyAgreement(core, self._backend, given)

    def disagreements(
        self,
        code: str | None = None,
        coders: Iterable[str] | None = None,
        *,
        unit: Unit = "paragraph",
        uncoded: Uncoded = "agree",
        level: Level = "code",
        segments: Any = None,
    ) -> Disagreements:
        """List the units on which coders differ, most costly first: what to talk about before coding on.

        Parameters
        ----------
        code
            Only this code; by default all that any of the coders used.
        coders, unit, uncoded, level, segments
            As for `ratings`.

        Returns
        -------
        frame
            As of ``StudyAgreement.disagreements``.

        Raises
        ------
        BadArgument
            As `ratings`.
        """
        return disagreements_frame(
            self._at(level, code),
            str(unit),
            str(uncoded),
            _arguments.names(coders, "coders"),
            [],
            code,
            self._backend,
            _arguments.segments(segments),
        )

    def ledger(
        self,
        code: str | None = None,
        coders: Iterable[str] | None = None,
        sources: Iterable[str] | None = None,
        *,
        level: Level = "code",
        offsets: str = "cp-lf",
        context: int = 40,
    ) -> Disagreements:
        """List every stretch of text on which two coders differ, and how: character by character, code by code.

        Parameters
        ----------
        code
            Only this code; by default all.
        coders, sources
            By default all coders, pair by pair, on the sources that both of a pair were assigned to.
        level
            As for `ratings`.
        offsets
            How ``start`` and ``end`` count: ``"cp-lf"`` code points, ``"u16-lf"`` UTF-16 units (Qt, Java, JavaScript),
            ``"utf8"`` bytes; ``"cp-raw"`` and ``"u16-raw"`` count a line break two. Other than code points need texts.
        context
            Characters of text to show before and after.

        Returns
        -------
        Disagreements
            One row a stretch: source, start, end (half-open), kind, code, coder (who marked it), coder_a, coder_b,
            other_codes (what the other gave it instead), length, share, before, text, after. ``kind`` is
            ``"boundary"`` (both marked the passage with the code, one of them further), ``"different_code"``,
            ``"only_a"`` or ``"only_b"``. ``share`` is the stretch's part of all that differs; shares add up to 1. Use
            ``.sort("share", descending=True)``, ``.sample(2, per="code")``, ``.write("ledger.csv")``.

        Raises
        ------
        BadArgument
            For a name or a way to count that is not known, fewer than two coders.

        Examples
        --------
        >>> import intercoder as ic
        >>> rows = {"source": ["P1"] * 2, "coder": ["Ada", "Ben"], "start": [0, 0], "end": [11, 5], "code": ["x", "x"]}
        >>> s = ic.Study.from_segments(rows, texts={"P1": "Hello there all."})
        >>> table = s.ledger()
        >>> table["kind"][0], table["text"][0], table["after"][0], float(table["share"][0])
        ('boundary', ' there', ' all.', 1.0)
        """
        return ledger_of(self._at(level, code), coders, code, sources, offsets, context, self._backend)

    def _at(self, level: Level, code: str | None = None) -> CoreStudy:
        """Give the study at a level of the codebook, where this code has to stand for itself."""
        named = _arguments.level(level)
        if named == "code":
            return self._core
        if code is not None and (found := self._core.stands_for(str(code), named)) != self._core.stands_for(
            str(code), "code"
        ):
            raise BadArgument(f"level={level!r}: code '{code}' counts as '{found}' at this level; ask for that")
        return self._core.rolled_up(named)

    def themes(self, grouping: Mapping[str, Iterable[str]] | Level = "theme") -> Study:
        """Roll the study up to themes, without counting a passage twice.

        Where a coder applied several codes of a theme to stretches that overlap, a code and the one above it for
        instance, these are one stretch.

        Parameters
        ----------
        grouping
            A dict of themes, each with its codes (paths or names); a code brings those below it, unless they are named
            elsewhere, and codings of codes that belong to no theme are left out, with a note. Or a level of the
            codebook: ``"theme"``, codes without codes below them count as the code above; a depth, 0 for the top.

        Returns
        -------
        Study
            With the themes as its codebook; at a level, with the codebook as it is.

        Raises
        ------
        BadArgument
            For a code that is not known or belongs to two themes, and a level that is none.

        Examples
        --------
        >>> import intercoder as ic
        >>> s = ic.read(ic.datasets.study_path())
        >>> s.themes({"Money": ["Saving money"], "Obstacles": ["At the bench > Obstacles"]})
        Study 'Community repair workshop': 18 sources, 2 coders (VR, ML), 2 codes, 98 codings
        """
        return themes_of(cast("Study", self), grouping)
