"""The head and the first page of the performance review."""

from dataclasses import replace

from wcm_helpers.core.words import _
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.actions import Action
from wcm_helpers.reporting.blocks import Block, Blocks
from wcm_helpers.reporting.data_in_doubt import data_facts
from wcm_helpers.reporting.selection import Selection
from wcm_helpers.reports.performance.catalogue.values import values_of
from wcm_helpers.reports.performance.control.charts import charts_of
from wcm_helpers.reports.performance.control.words import variation_words
from wcm_helpers.reports.performance.first_page import headline
from wcm_helpers.reports.performance.first_page.cards import cards
from wcm_helpers.reports.performance.first_page.events import Events
from wcm_helpers.reports.performance.first_page.gathering import gather_events
from wcm_helpers.reports.performance.first_page.lines import write_lines
from wcm_helpers.reports.performance.first_page.picture import picture
from wcm_helpers.reports.performance.first_page.selection import select
from wcm_helpers.reports.performance.review import PerformanceReview
from wcm_helpers.reports.performance.scoreboard.analysis import standings_of
from wcm_helpers.reports.performance.scoreboard.section import verdict_words


def head(review: PerformanceReview) -> Block:
    """Return the head: warehouse, month, and until when the data reach."""
    return blocks.head(
        title=review.report.title(),
        site=review.settings.site.name,
        month=review.month,
        data_up_to=review.known_until.isoformat(),
        draft=review.draft,
        facts=data_facts(review),
    )


def events_of(review: PerformanceReview) -> Events:
    """Return the cases of the month, for ``review.computed``."""
    return gather_events(review)


def selection_of(review: PerformanceReview) -> Selection:
    """Return the cases that have a line, for ``review.computed``."""
    return select(review.computed(events_of))


def headline_of(review: PerformanceReview) -> str:
    """Return what is new: the leading indicator, whether it is really changing, and why."""
    return headline.headline(review.computed(events_of), review.month)


def actions_of(review: PerformanceReview) -> list[Action]:
    """Return the lines of the first page, in the language in use."""
    events = review.computed(events_of)
    return write_lines(review.computed(selection_of), events, review.settings.site.currency)


def first_page(review: PerformanceReview) -> Blocks:
    """Return the first page: headline, lines, cards, and the chart of the leading indicator."""
    return blocks.join(
        blocks.lead(headline_of(review)),
        this_month(review),
        blocks.cards(cards(review.computed(values_of), review.month, _verdicts(review))),
        *picture(review),
    )


def this_month(review: PerformanceReview) -> Block:
    """Return the lines of the month; one sentence if nothing asks for an action."""
    titles = {name: entry.title() for name, entry in review.report.sections.items() if entry.title}
    shown = [
        line if line.section in titles and review.shows(line.section) else replace(line, section="")
        for line in actions_of(review)
    ]
    if review.computed(events_of).leading is None:
        empty = _(
            "Nothing can be judged yet. Export when orders were due and shipped, when tickets were resolved, "
            "or what was billed."
        )
    else:
        empty = _("Nothing this month asks for an action.")
    return blocks.actions(shown, titles, empty=empty)


def _verdicts(review: PerformanceReview) -> dict[str, str]:
    """Return the words of chart and target for the cards."""
    standings = review.computed(standings_of)
    site = standings[standings["dimension"] == "all"].set_index("indicator")["verdict"]
    words = {
        each.indicator: variation_words(each.chart.variation)
        for each in review.computed(charts_of)
        if each.dimension == "all"
    }
    for indicator, verdict in site.items():
        aimed = verdict_words(verdict)
        if aimed and indicator in words:
            words[indicator] = _("{chart}; target {verdict}", chart=words[indicator], verdict=aimed)
        elif aimed:
            words[indicator] = _("target {verdict}", verdict=aimed)
    return words
