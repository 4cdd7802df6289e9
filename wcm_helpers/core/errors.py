"""The error that is written for users."""

import difflib
from collections.abc import Iterable


class WorkbookError(Exception):
    """A fault a user can mend: what it is, where, and what to do, in one line without a traceback.

    Its text is a string, or a :class:`wcm_helpers.core.messages.Message` that is worded when it is shown.
    """

    @property
    def text(self) -> object:
        """The text as it was given, for an error or a fault made from this one."""
        return self.args[0] if self.args else ""

    def _render_traceback_(self) -> list[str]:
        """Return the message alone, for the display in a notebook."""
        return [f"wcm: {self}"]


def nearest(name: str, known: Iterable, *, show_all: bool = False) -> str:
    """Return the end of a refusal: the nearest known name, or all of them.

    Examples
    --------
    >>> nearest("limt_a", ["limit_a", "limit_b"])
    '; did you mean limit_a?'
    """
    names = sorted(map(str, known))
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if close and not show_all:
        return f"; did you mean {close[0]}?"
    return f"; there are: {', '.join(names)}" if len(names) <= 40 else ""
