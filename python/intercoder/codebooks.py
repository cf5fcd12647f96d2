"""Codebooks: the tree of codes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from intercoder import _arguments, _core, _display, _frames

Unit = Literal["paragraph", "sentence", "token", "turn", "segment", "source", "character"]


class Codebook:
    """A tree of codes, parents before their children.

    Read from a ``.qdc`` file with `intercoder.read`, or taken from a study: ``study.codebook``, ``study.codebooks[coder]``.

    Examples
    --------
    >>> import intercoder as ic
    >>> book = ic.read(ic.datasets.study_path()).codebook
    >>> book
    Codebook: 52 codes, 40 of them at the bottom of the tree
    >>> len(book)
    52
    """

    __slots__ = ("_backend", "_core", "_n_codings")

    def __init__(self, core: _core.Codebook, n_codings: list[int] | None = None, backend: str | None = None) -> None:
        self._core = core
        self._n_codings = n_codings
        self._backend = backend

    @property
    def paths(self) -> list[str]:
        """The path of each code: names joined with " > "."""
        return self._core.paths

    @property
    def frame(self) -> Any:
        """One row for each code: id, code, parent, name, definition, codable, n_codings.

        ``code`` is the path, names joined with " > "; ``parent`` the path of the code above, None at the top;
        ``n_codings`` counts the codings of the study, or of the coder, that the codebook was taken from, and is None
        for a codebook from a file.
        """
        columns, paths = self._core.columns, self.paths
        return _frames.make_frame(
            {
                "id": columns["id"],
                "code": paths,
                "parent": [None if above is None else paths[above] for above in columns["parent"]],
                "name": columns["name"],
                "definition": columns["definition"],
                "codable": columns["codable"],
                "n_codings": self._n_codings or [None] * len(paths),
            },
            self._backend,
        )

    def write(self, path: str | Path) -> None:
        """Write a REFI-QDA codebook (``.qdc``), which other programs for qualitative analysis read.

        Raises
        ------
        BadArgument
            For another ending, a folder that is not there, or an empty codebook, which the standard forbids.
        """
        _core.write_refi_codebook(_arguments.file_to_write(path, [".qdc"], "Codebook.write"), self._core)

    def __len__(self) -> int:
        return len(self._core)

    def __repr__(self) -> str:
        bottom = len(self) - len({above for above in self._core.columns["parent"] if above is not None})
        return f"Codebook: {_display.plural(len(self), 'code')}, {bottom} of them at the bottom of the tree"

    def _repr_html_(self) -> str:
        from intercoder import _render

        return _render.codebook_html(self._core.paths, self._n_codings)
