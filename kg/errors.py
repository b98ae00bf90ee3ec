"""The errors of kg: each says what went wrong and where, and what to do about it."""


class KgError(Exception):
    """What went wrong and where, in one sentence, with a hint what to do.

    The command line prints ``error: <what>`` and ``hint: <hint>`` and ends with `status`.
    """

    status = 1

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.what} ({self.hint})" if self.hint else self.what


class InputError(KgError):
    """An article, a folder of articles or a labelled article cannot be read."""


class OutputError(KgError):
    """A result cannot be written where it should go."""


class QueryError(KgError):
    """A query is not SPARQL, or there is no store to put it to."""


class LossWarning(UserWarning):
    """What a result leaves out or changes because it cannot hold it; the command line prints it as ``warning:``."""
