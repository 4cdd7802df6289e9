"""The error that is written for users."""


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


class UnknownNameError(WorkbookError, AttributeError, KeyError):
    """A name that there is not: of an attribute, which ``hasattr`` asks for, or of a table, as a key."""

    __str__ = WorkbookError.__str__  # a KeyError would put its text into quotation marks
