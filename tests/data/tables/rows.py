"""One small export of a table, and what its check says, by line."""

from wcm_helpers.data.intake import Intake, take_in


def intake_of(warehouse, table: str, *lines: str, site: str = "") -> Intake:
    """Return the intake of an export of one table: its header and its rows."""
    warehouse.write(x__csv="".join(f"{line}\n" for line in lines))
    return take_in(warehouse.settings({table: 'path = "x.csv"'}, site=site))


def rejects_of(intake: Intake) -> list[tuple]:
    """Return line and reason of what was rejected."""
    return sorted(intake.rejects[["line", "reason"]].itertuples(index=False, name=None))


def warned_of(intake: Intake) -> dict[str, tuple[int, int]]:
    """Return how many rows have each warning, and the line of the first."""
    return {row.reason: (row.rows, row.line) for row in intake.warnings.itertuples()}
