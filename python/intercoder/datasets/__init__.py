"""The study that comes with the package, and tables from the literature to try things on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

__all__ = ["published", "published_names", "study_path", "truth"]

_HERE = Path(__file__).parent


def study_path() -> Path:
    """Where the shipped study is.

    Eighteen invented interviews about a community repair workshop, coded by VR; ML coded the first five again, with
    codes that differ in part. One REFI-QDA project file, both coders' codes in one tree of areas, themes and codes.

    Returns
    -------
    Path
        The ``.qdpx`` file. Its texts have CRLF line ends and a byte order mark, and positions count UTF-16 units, as in
        files from NVivo for Windows.

    See Also
    --------
    truth : what is known about this study.

    Examples
    --------
    >>> from intercoder import datasets
    >>> datasets.study_path().name
    'study.qdpx'
    """
    return _HERE / "study.qdpx"


def truth() -> dict[str, Any]:
    """Tell what was planted in the shipped study.

    Returns
    -------
    dict
        ``coders``, and ``sources`` of each; ``areas``, ``themes`` and ``codes``, as paths joined with " > ".

        How the codes relate where both coders worked: ``same`` (one name), ``renamed``, ``split`` (one code of VR's,
        two of ML's), ``merged`` (two of VR's, one of ML's), ``only`` (one coder's). Every code stands in one of these
        or in ``later``: codes first heard in interviews that only VR coded.

        ``uses_in_double_coded``, how many segments each coder gave each code there; ``planted``, in how many places
        each idea comes up there, how many of them a coder missed, and the codes ML gave instead; ``seed``.

    Examples
    --------
    >>> from intercoder import datasets
    >>> planted = datasets.truth()
    >>> planted["sources"]["ML"]
    ['P01', 'P02', 'P03', 'P04', 'P05']
    >>> planted["renamed"][0]["VR"], planted["renamed"][0]["ML"]
    ('Coming to the workshop > Motives > Hearing about it', 'Coming to the workshop > Motives > First contact')
    """
    return _read("truth.json")


def published_names() -> list[str]:
    """List the tables from the literature.

    Returns
    -------
    list of str
        Names that `published` takes.

    Examples
    --------
    >>> from intercoder import datasets
    >>> datasets.published_names()[:3]
    ['krippendorff_2011', 'fleiss_1971', 'cohen_1960']
    """
    return list(_read("published.json"))


def published(name: str) -> dict[str, Any]:
    """Load a table from the literature.

    Parameters
    ----------
    name : str
        One of `published_names`.

    Returns
    -------
    dict
        ``source`` (where it was published), ``what`` (what it holds), ``layout`` (``"wide"``, ``"counts"`` or
        ``"confusion"``: which of the constructors ``Ratings.from_...`` takes it), ``table`` (a list of rows; None is
        missing), ``printed`` (values the publication gives, rounded as there) and, where it names them, ``categories``.

    Raises
    ------
    ValueError
        If there is no table of that name.

    Examples
    --------
    >>> from intercoder import datasets
    >>> datasets.published("cohen_1960")["table"]
    [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
    """
    tables = _read("published.json")
    if name not in tables:
        raise ValueError(f"there is no published table {name!r}; known names: {', '.join(tables)}")
    table: dict[str, Any] = tables[name]
    return table


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((_HERE / name).read_text(encoding="utf-8"))
    return content
