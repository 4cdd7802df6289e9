"""The first page of facts written out in a test: its events, headline and lines."""

from wcm_helpers.reports.classification.first_page.events import find_events
from wcm_helpers.reports.classification.first_page.headline import headline
from wcm_helpers.reports.classification.first_page.lines import write_lines
from wcm_helpers.reports.classification.first_page.selection import select
from wcm_helpers.reports.classification.lifecycle.analysis import describe_lifecycle


def events_of(result):
    """Return the events of a classification."""
    return find_events(result, describe_lifecycle(result))


def headline_of(result):
    """Return the headline of a classification."""
    return headline(result, events_of(result))


def lines_of(result, faults=()):
    """Return the lines of a classification, with faults of the data."""
    events = events_of(result)
    return write_lines(select(events, list(faults)), events, result)
