"""Reports: the main job, written to a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from intercoder import _frames
from intercoder.comparison import StudyAgreement
from intercoder.errors import BadArgument
from intercoder.matching import CodebookMapping
from intercoder.study import Study


def report(what: Study | StudyAgreement | CodebookMapping, path: str | Path, **as_agreement: Any) -> Path:
    """Write how far coders agree: who coded what, values by code and over all, overlap, disagreements, methods.

    Of a mapping: which codes stand for one thing, with evidence and passages, agreement by it, decisions, methods.

    Parameters
    ----------
    what
        A `Study`, the result of ``Study.agreement``, or of `compare_codebooks`.
    path
        ``.html``: one self-contained file, without script, that also prints well. ``.md``: Markdown. ``.json``: the
        data, as ``to_dict`` of the result gives it. Only this file is written.
    **as_agreement
        For a `Study`: what to compare, as for ``Study.agreement``.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    BadArgument
        For another ending, a folder, a folder that is not there, and as ``Study.agreement`` does.

    Examples
    --------
    >>> import intercoder as ic
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = ic.report(ic.read(ic.datasets.study_path()), Path(folder) / "report.md", unit="source")
    ...     print(path.read_text(encoding="utf-8").splitlines()[0])
    # Agreement of VR and ML
    """
    found: Any = what
    if isinstance(what, Study):
        found = what.agreement(**as_agreement)
    elif as_agreement:
        raise BadArgument(f"report: {', '.join(as_agreement)} given with {_frames.describe(what)}; expected a Study")
    if not isinstance(found, StudyAgreement | CodebookMapping):
        expected = "a Study, or what Study.agreement or compare_codebooks gives"
        raise BadArgument(f"report: found {_frames.describe(found)}; expected {expected}")
    return found.report(path)
