"""Coders of a study compared: values, tables, disagreements, and what a methods section says about them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from intercoder import _arguments, _core, _display, _frames
from intercoder.errors import BadArgument
from intercoder.inference import DataWarning
from intercoder.ledger import Disagreements
from intercoder.overlaps import Overlap
from intercoder.results import Agreement

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class Methods:
    """What a methods section says: items by their place in reporting checklists, and the papers they name."""

    items: dict[str, str]  #: material, unit, coefficient, result, single_codes, disagreement, scope, software
    references: dict[str, str]  #: in APA style, by key

    @property
    def paragraph(self) -> str:
        """All items as one paragraph."""
        return " ".join(self.items.values())

    def __str__(self) -> str:
        return "\n".join([self.paragraph, "", *self.references.values()])


class StudyAgreement:
    """How far coders of a study agree: code by code, pooled over codes, and where they do not.

    Made by ``Study.agreement``. Each code is compared as present or absent in each unit of the sources that all of
    these coders were assigned to.

    Examples
    --------
    >>> import intercoder as ic
    >>> a = ic.read(ic.datasets.study_path()).agreement()
    >>> print(f"{a.pooled.value:.2f}")
    0.76
    >>> a.coders, a.unit, a.uncoded
    (('VR', 'ML'), 'paragraph', 'agree')
    >>> print(a.methods.items["material"])
    VR coded 18 sources and ML coded 5 sources. Agreement rests on the 5 of 18 sources (28%) that both of them coded: \
223 of 634 paragraphs (35%) and 20,891 of 54,693 characters (38%).
    """

    def __init__(
        self,
        core: _core.Comparison,
        backend: str | None = None,
        segments: list[tuple[str, int, int]] | None = None,
    ) -> None:
        self._core = core
        self._backend = backend
        self._segments = segments

    # --- what was compared --------------------------------------------------------------------------------------

    @property
    def coders(self) -> tuple[str, ...]:
        """The coders compared."""
        return tuple(self._data["coders"])

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources compared."""
        return tuple(self._data["material"]["sources_compared"])

    @property
    def unit(self) -> str:
        """The unit of text."""
        return str(self._data["unit"])

    @property
    def uncoded(self) -> str:
        """What it means that a coder gave a unit no code."""
        return str(self._data["uncoded"])

    # --- what was found -----------------------------------------------------------------------------------------

    @cached_property
    def pooled(self) -> Agreement:
        """The headline: pooled over the codes that at least two coders used, under the uncoded rule asked for."""
        return Agreement(self._core.headline, self._backend)

    def by_code(self) -> Any:
        """One row for each code that any of the coders used; those that at least two used come first.

        Columns: ``code`` (its path); ``n_`` and the name of each coder (units, or characters, that the coder gave the
        code); ``observed`` agreement; ``value`` of the coefficient with the limits ``low`` and ``high`` of its interval;
        ``kappa`` (Cohen's for two coders, Conger's for more); ``status``; ``shared`` (did at least two coders use it);
        ``partner`` and ``jaccard`` (for a code of one coder: the code of another that is used most like it, None when
        none overlaps with it, and how much of their characters the two share).
        """
        return _frames.make_frame(self._by_code, self._backend)

    def disagreements(self, code: str | None = None) -> Disagreements:
        """One row for each unit on which the coders differ, most costly first, with its text.

        Parameters
        ----------
        code
            Only this code (a path, or a name that stands for one code), compared on its own.

        Returns
        -------
        frame
            Columns: ``unit`` (a label), ``source``, ``start`` and ``end`` (code points), ``cost`` (its part of the mean
            observed disagreement: all costs add up to that), ``codes_apart`` (codes on which not all coders agree),
            ``characters`` (marked with these codes by anyone), ``codes_`` and the name of each coder (the codes given,
            joined with "; "), ``text``.

        Raises
        ------
        BadArgument
            For a code that is not known.
        """
        return disagreements_frame(
            self._core.study,
            self.unit,
            self.uncoded,
            list(self.coders),
            list(self.sources),
            code,
            self._backend,
            self._segments,
        )

    @cached_property
    def overlaps(self) -> dict[tuple[str, str], Overlap]:
        """The overlap of the codes of each pair of coders, in characters, as Jaccard coefficients."""
        study = self._core.study
        each = [Overlap(core, study, "jaccard", self._backend) for core in self._core.overlaps]
        return {(o.coder_a, o.coder_b): o for o in each}

    @property
    def overlap(self) -> Overlap:
        """The overlap of two coders' codes; where more coders are compared, see `overlaps`.

        Raises
        ------
        BadArgument
            When more than two coders are compared.
        """
        if len(self.overlaps) != 1:
            raise BadArgument(f"overlap: {len(self.coders)} coders are compared; take one of the pairs in overlaps")
        return next(iter(self.overlaps.values()))

    # --- what is said about it ----------------------------------------------------------------------------------

    @property
    def warnings(self) -> list[DataWarning]:
        """What to know before trusting the values: each with an id, its numbers and one line of advice."""
        return [DataWarning(w["id"], w["numbers"], w["advice"]) for w in self._data["warnings"]]

    @property
    def notes(self) -> list[str]:
        """What the reader of the file decided, and what was assumed or left out here, one sentence each."""
        return list(self._data["notes"])

    @property
    def methods(self) -> Methods:
        """The methods section: items that may be dropped one by one, one paragraph of all, references."""
        said = self._data["methods"]
        return Methods(
            {item["id"]: item["text"] for item in said["items"]}, {r["key"]: r["text"] for r in said["references"]}
        )

    def sentence(self) -> str:
        """Say the headline as a paper does."""
        return str(self._data["sentence"])

    # --- as data ------------------------------------------------------------------------------------------------

    def to_dict(self) -> dict[str, Any]:
        """Give everything a report shows as plain values; numbers that are undefined are None.

        The shape is versioned by ``"schema"``: ``intercoder/report/1``.
        """
        out: dict[str, Any] = json.loads(self.to_json())
        return out

    def to_json(self) -> str:
        """Give `to_dict` as strict JSON."""
        return self._core.to_json()

    def to_frame(self) -> Any:
        """Give one row for the pooled value, whose ``code`` is None, and one for each code that two coders used.

        Columns as of ``Agreement.to_frame``.
        """
        headline = self._data["pooled"][0]["shared"]
        rows = [(None, headline), *((entry["code"], entry["main"]) for entry in self._data["codes"])]
        columns: dict[str, Any] = {"name": [r["name"] for _, r in rows], "code": [code for code, _ in rows]}
        for field in ("value", "observed", "expected", "se"):
            columns[field] = [_number(r[field]) for _, r in rows]
        for field in ("low", "high"):
            columns[field] = [_number(r["interval"][field]) for _, r in rows]
        columns["level"] = [r["interval"]["level"] for _, r in rows]
        columns["method"] = [r["interval"]["method"] for _, r in rows]
        for field in ("n_units", "n_pairable", "n_coders", "n_sources"):
            columns[field] = [_display.whole(r[field]) for _, r in rows]
        columns["status"] = [r["status"] for _, r in rows]
        return _frames.make_frame(columns, self._backend)

    def report(self, path: str | Path) -> Path:
        """Write a report: ``.html`` (one file, no script), ``.md`` or ``.json``; give the path of the file.

        Raises
        ------
        BadArgument
            For another ending, a folder, or a folder that is not there.
        """
        from intercoder import _render

        to = _arguments.file_to_write(path, [*_render.WRITERS, ".json"], "report")
        text = self.to_json() if to.suffix.lower() == ".json" else _render.WRITERS[to.suffix.lower()](self._data)
        _arguments.write_text(to, text, "report")
        return to

    def plot(
        self,
        ax: Axes | None = None,
        *,
        thresholds: Iterable[float] = (),
        order: Literal["codebook", "value"] = "codebook",
        single: bool = True,
    ) -> Axes:
        """Draw a dot and an interval for each code, and the pooled value below them; `by_code` has the numbers.

        Codes that one coder alone used are hollow and stand by themselves: the pooled value leaves them out. A code
        without a value has no dot, and its status at the right.

        Parameters
        ----------
        ax
            Where to draw; by default a new figure of pyplot, higher for more codes.
        thresholds
            Where to draw lines, such as ``(.667, .8)``, which Krippendorff (2004) is known for.
        order
            ``"codebook"``, under the codes above; or ``"value"``, largest first.
        single
            Whether to show codes that one coder alone used.

        Returns
        -------
        matplotlib.axes.Axes

        Raises
        ------
        BadArgument
            For another order, and thresholds that are no numbers.
        ImportError
            Without matplotlib.

        Examples
        --------
        >>> import intercoder as ic
        >>> from matplotlib.figure import Figure
        >>> a = ic.read(ic.datasets.study_path()).agreement()
        >>> ax = a.plot(Figure(figsize=(7, 9), layout="constrained").subplots(), thresholds=(0.667, 0.8))
        >>> ax.get_yticklabels()[-1].get_text(), ax.get_xlabel()
        ('   Pooled over shared codes', "Krippendorff's alpha, 95% CI")
        """
        if order not in ("codebook", "value"):
            raise BadArgument(f"order '{order}'; expected codebook or value")
        from intercoder import _plots

        headline = self._data["pooled"][0]["shared"]
        interval = headline["interval"]
        title = f"{headline['title'].removeprefix('pooled ')}, {_core.percent(interval['level'])} CI"
        lines = [_arguments.number(x, "thresholds") for x in thresholds]
        pooled = (_number(headline["value"]), _number(interval["low"]), _number(interval["high"]))
        return _plots.dots(self._by_code, pooled, title, lines, order == "value", single, ax)

    # --- as text ------------------------------------------------------------------------------------------------

    def __repr__(self) -> str:
        codes = _display.plural(len(self._data["codes"]), "code")
        lines = [
            f"Agreement of {', '.join(self.coders)} by {self.unit}, uncoded: {self.uncoded}",
            f"  {self.sentence()}",
            f"  {codes} used by at least two coders, {len(self._data['single_coder_codes'])} by one",
        ]
        return "\n".join([*lines, *(f"  {w.id}: {w.advice}" for w in self.warnings)])

    def _repr_html_(self) -> str:
        from intercoder import _render

        return _render.agreement_html(self._data)

    @property
    def _by_code(self) -> dict[str, Any]:
        """Columns of `by_code`."""
        codes = [*self._data["codes"], *self._data["single_coder_codes"]]
        results = [entry["main"] for entry in codes]
        columns: dict[str, Any] = {"code": [entry["code"] for entry in codes]}
        for k, coder in enumerate(self.coders):
            columns[f"n_{coder}"] = [entry["amount"][k] for entry in codes]
        columns |= {
            "observed": [_number(entry["observed"]) for entry in codes],
            "value": [_number(r["value"]) for r in results],
            "low": [_number(r["interval"]["low"]) for r in results],
            "high": [_number(r["interval"]["high"]) for r in results],
            "kappa": [_number(entry["kappa"]["value"]) for entry in codes],
            "status": [r["status"] for r in results],
            "shared": ["partner" not in entry for entry in codes],
            "partner": [entry.get("partner") for entry in codes],
            "jaccard": [_number(entry.get("jaccard")) for entry in codes],
        }
        return columns

    @cached_property
    def _data(self) -> dict[str, Any]:
        return self.to_dict()


def disagreements_frame(
    study: _core.Study,
    unit: str,
    uncoded: str,
    coders: list[str],
    sources: list[str],
    code: str | None,
    backend: str | None,
    segments: list[tuple[str, int, int]] | None = None,
) -> Disagreements:
    """Build the table of disagreements."""
    codes = [] if code is None else [str(code)]
    columns = _core.disagreements(study, unit, uncoded, coders, sources, codes, segments)
    paths = study.codes.paths
    given, text = columns.pop("codes"), columns.pop("text")
    for coder, of_units in given.items():
        columns[f"codes_{coder}"] = ["; ".join(paths[k] for k in places) for places in of_units]
    return Disagreements(columns | {"text": text}, backend)


def _number(x: float | None) -> float:
    return math.nan if x is None else x
