"""Agreement between coders of qualitative data."""

from intercoder._core import __version__

__all__ = ["__version__"]
