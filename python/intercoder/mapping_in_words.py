"""What a mapping of two codebooks says in words and files. Methods of every `CodebookMapping`."""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from intercoder import _arguments, _display

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from intercoder.mapped_agreement import MappedAgreement
    from intercoder.matching import CodebookMapping


class MappingInWords:
    """Sentences, tables, pages and files."""

    @property
    def _mapping(self) -> CodebookMapping:
        return cast("CodebookMapping", self)

    def sentence(self) -> str:
        """Count what was found, in a sentence.

        Examples
        --------
        >>> import intercoder as ic
        >>> print(ic.compare_codebooks(ic.read(ic.datasets.study_path()), "VR", "ML").sentence()[:55])
        VR used 23 codes and ML 22 on 5 sources that both coded
        """
        from intercoder import mapping_report

        return mapping_report.sentence(self._mapping)

    def methods(self) -> str:
        """Say how codes were matched, for the methods section."""
        from intercoder import mapping_report

        return mapping_report.methods(self._mapping)

    def table(self, format: Literal["markdown", "latex", "html", "csv"] = "markdown") -> str:  # noqa: A002
        """Write the mapping as a table of text, for reading; `write` writes one for editing.

        Raises
        ------
        BadArgument
            For another format.
        """
        from intercoder import mapping_report

        return _display.table(*mapping_report.table_rows(self._mapping), format)

    def write(self, path: str | Path) -> None:
        """Write the mapping as ``.csv`` to be edited by hand, with any program for tables.

        Put ``confirmed``, ``rejected`` or ``renamed`` into the column ``decision`` (and a ``name``, ``by``, ``why``), also in
        rows of your own with two other codes, and give the file back as ``decisions``.

        Raises
        ------
        BadArgument
            For another ending, or a folder that is not there.
        """
        to = _arguments.file_to_write(path, [".csv"], "CodebookMapping.write")
        from intercoder.links import COLUMNS

        rows = [
            ["" if row[c] is None or row[c] != row[c] else str(row[c]) for c in COLUMNS]
            for row in self._mapping._links.rows
        ]
        _arguments.write_text(to, _display.table(COLUMNS, rows, "csv"), "CodebookMapping.write")

    def report(self, path: str | Path, agreement: MappedAgreement | None = None) -> Path:
        """Write a page: links with evidence and passages, agreement, decisions, methods; give the path of the file.

        Parameters
        ----------
        path
            ``.html`` (one file, no script), ``.md`` or ``.json``.
        agreement
            What to show as agreement; by default `agreement` without permutations.

        Raises
        ------
        BadArgument
            For another ending, or a folder that is not there.
        """
        from intercoder import mapping_report

        to = _arguments.file_to_write(path, [".html", ".md", ".json"], "report")
        found = self._mapping.agreement() if agreement is None else agreement
        if to.suffix.lower() == ".json":
            text = mapping_report.as_json(self._mapping, found)
        else:
            write = mapping_report.as_html if to.suffix.lower() == ".html" else mapping_report.as_markdown
            text = write(mapping_report.page(self._mapping, found))
        _arguments.write_text(to, text, "report")
        return to

    def to_dict(self) -> dict[str, Any]:
        """Give links, decisions and notes as plain values, without agreement."""
        from intercoder import mapping_report

        return mapping_report.as_dict(self._mapping, None)

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(self.sentence())}</p>\n{self.table('html')}"

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw codes in two columns, ribbons as wide as linked ones are alike (Jaccard); `mapping` has the numbers.

        Links decided by people have an outline, rejected ones are dashed, codes that one coder alone has are grey.

        Parameters
        ----------
        ax
            Where to draw; by default a new figure of pyplot, higher for more codes.

        Returns
        -------
        matplotlib.axes.Axes

        Raises
        ------
        ImportError
            Without matplotlib.

        Examples
        --------
        >>> import intercoder as ic
        >>> from matplotlib.figure import Figure
        >>> m = ic.compare_codebooks(ic.read(ic.datasets.study_path()), "VR", "ML")
        >>> ax = m.plot(Figure(figsize=(7, 8), layout="constrained").subplots())
        >>> [text.get_text() for text in ax.get_legend().get_texts()]
        ['same (10)', 'renamed (4)', 'split (4)', 'merged (4)']
        """
        from intercoder import _ribbons

        return _ribbons.draw(self._mapping._links.rows, (self._mapping.coder_a, self._mapping.coder_b), ax)
