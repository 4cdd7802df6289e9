"""The head and the first page: headline, lines of the month, cards, one picture, and a note where needed."""

from dataclasses import replace

from wcm_helpers.core.formats import listed, month_name, number
from wcm_helpers.core.months import last_day, window
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.actions import Action
from wcm_helpers.reporting.blocks import Block, Blocks
from wcm_helpers.reporting.data_in_doubt import data_facts
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.first_page import cards, chart, headline, lines
from wcm_helpers.reports.classification.first_page.data_faults import find_faults
from wcm_helpers.reports.classification.first_page.events import Events, find_events
from wcm_helpers.reports.classification.first_page.selection import Selection, select
from wcm_helpers.reports.classification.lifecycle.section import lifecycle_of
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.warning_sentences import warnings


def head(review: ClassificationReview) -> Block:
    """Return the head: warehouse, month, last day of the data, and whether this is a draft."""
    result = review.result
    measure = sentences.measure(result.rule, result.currency)
    months = window(result.month, result.rule.window_months)
    covered = [month for month in months if month >= result.first_month]
    reach = review.history.data_up_to(result.rule.value, last_day(result.month))
    return blocks.head(
        title=_("Customer classification"),
        site=review.settings.site.name,
        month=result.month,
        data_up_to="" if reach is None else reach.isoformat(),
        draft=review.draft,
        facts=[
            (_("Window"), _window(covered, len(months))),
            (_("Measured by"), _("{noun}, {unit}", noun=measure.noun, unit=measure.unit)),
            (_("Customers"), number(len(result.classes))),
            *data_facts(review),
        ],
    )


def _window(covered: list[str], length: int) -> str:
    words = {"first": month_name(covered[0]), "last": month_name(covered[-1])}
    if length == 1:
        return words["last"]
    if len(covered) == 1:
        return _("{last} ({n} of {asked} months)", n=1, asked=length, **words)
    if len(covered) == length:
        return words["last"] if length == 1 else _("{first} to {last}", **words)
    return _("{first} to {last} ({n} of {asked} months)", n=len(covered), asked=length, **words)


def events_of(review: ClassificationReview) -> Events:
    """Return the events of the month, for ``review.computed``."""
    return find_events(review.result, review.computed(lifecycle_of))


def selection_of(review: ClassificationReview) -> Selection:
    """Return the cases that have a line on the first page, for ``review.computed``."""
    return select(review.computed(events_of), find_faults(review))


def headline_of(review: ClassificationReview) -> str:
    """Return what is new this month, in the language in use."""
    return headline.headline(review.result, review.computed(events_of))


def actions_of(review: ClassificationReview) -> list[Action]:
    """Return the lines of the month, in the language in use."""
    return lines.write_lines(review.computed(selection_of), review.computed(events_of), review.result)


def first_page(review: ClassificationReview) -> Blocks:
    """Return the first page: headline, lines of the month, cards, a note where needed, the Pareto curve."""
    return blocks.join(
        blocks.lead(headline_of(review)),
        this_month(review),
        blocks.cards(cards.cards(review.result)),
        cautions(review),
        blocks.chart(chart.draw(review.result, "official"), "pareto"),
    )


def this_month(review: ClassificationReview) -> Block:
    """Return the lines of the month; one sentence if nothing asks for an action."""
    titles = _titles(review)
    shown = [
        line if line.section in titles and review.shows(line.section) else replace(line, section="")
        for line in actions_of(review)
    ]
    return blocks.actions(
        shown,
        titles,
        more=lines.more(review.computed(selection_of), titles),
        empty=_("Nothing asks for an action this month."),
    )


def _titles(review: ClassificationReview) -> dict[str, str]:
    return {name: entry.title() for name, entry in review.report.sections.items() if entry.title}


def cautions(review: ClassificationReview) -> Block:
    """Return the note on what limits the reading of this month; nothing if there is no limit."""
    text = joined([_other_rules(review), *warnings(review.result)])
    return blocks.warning(text) if text else blocks.EMPTY


def _other_rules(review: ClassificationReview) -> str:
    """Return the sentence on rules of this run that differ from the settings; empty without any."""
    if not review.other_rules:
        return ""
    rules = listed([f"{name} = {value}" for name, value in review.other_rules.items()])
    return _("This run uses other rules than the settings: {rules}.", rules=rules)
