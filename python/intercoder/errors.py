"""How the library says no: four exceptions that tell whose fault it is."""

__all__ = ["BadArgument", "BadFile", "InsufficientData", "IntercoderError"]


class IntercoderError(ValueError):
    """Base of everything the library raises on purpose; the message says what was found and what was expected."""


class BadArgument(IntercoderError):
    """The call makes no sense, whatever the data: a level of 1.5, weights of the wrong size, an unknown column."""


class BadFile(IntercoderError):
    """A file does not hold what its format promises; the message names the file and the line or element."""


class InsufficientData(IntercoderError):
    """The call is right, these data cannot answer it; raised only where ``undefined="raise"`` asked for it."""
