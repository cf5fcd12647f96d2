"""How intercoder says no: four exceptions that tell whose fault it is."""


class IntercoderError(ValueError):
    """Base of everything intercoder raises on purpose.

    The message names the place, what was found and what was expected, counted from 1.
    """


class BadArgument(IntercoderError):
    """The call makes no sense whatever the data: an unknown column, a level of 1.5."""


class BadFile(IntercoderError):
    """A file does not hold what its format promises; the message begins with the file."""


class InsufficientData(IntercoderError):
    """The call is fine, these data cannot answer it; raised only with ``undefined="raise"`` or where nothing is left."""
