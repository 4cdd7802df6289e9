"""The one kind of error a user is meant to read."""


class WorkbookError(Exception):
    """Say in one line what was found, where, and what to do; shown without a traceback."""

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows: the line alone."""
        return [f"wcm: {self}"]
