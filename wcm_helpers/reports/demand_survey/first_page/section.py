"""The head and the first page of the demand survey."""

from dataclasses import replace

from wcm_helpers.core.formats import month_name, number
from wcm_helpers.core.months import last_day
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.actions import Action
from wcm_helpers.reporting.blocks import Block, Blocks, Card
from wcm_helpers.reporting.selection import Selection
from wcm_helpers.reports.demand_survey.change import sentences as change_sentences
from wcm_helpers.reports.demand_survey.change.section import changes_of
from wcm_helpers.reports.demand_survey.first_page import cards, chart, headline, lines
from wcm_helpers.reports.demand_survey.first_page.events import Events, gather_events
from wcm_helpers.reports.demand_survey.first_page.response import count_response
from wcm_helpers.reports.demand_survey.first_page.selection import select
from wcm_helpers.reports.demand_survey.first_page.unhappy import find_unhappy, first_of
from wcm_helpers.reports.demand_survey.needs.analysis import needs_of
from wcm_helpers.reports.demand_survey.proposals.section import options_of, proposals_of
from wcm_helpers.reports.demand_survey.reliability.section import alphas_of
from wcm_helpers.reports.demand_survey.review import SurveyReview
from wcm_helpers.reports.demand_survey.satisfaction.section import satisfaction_of


def head(review: SurveyReview) -> Block:
    """Return the head: warehouse, month, the wave, and whether it is anonymous."""
    survey = review.result.survey
    kind = _("anonymous") if survey.anonymous else _("named, for internal readers")
    return blocks.head(
        title=review.report.title(),
        site=review.settings.site.name,
        month=review.month,
        data_up_to=last_day(survey.month).isoformat(),
        draft=review.draft,
        facts=[
            (_("Wave"), month_name(survey.month)),
            (_("Responses"), number(int((~survey.responses["empty"].astype(bool)).sum()))),
            (_("Survey"), kind),
        ],
    )


def events_of(review: SurveyReview) -> Events:
    """Return the cases of the wave, for ``review.computed``."""
    changes = review.computed(changes_of)
    return gather_events(
        find_unhappy(review.result),
        review.computed(proposals_of),
        None if changes is None else changes.table,
        count_response(review.result),
    )


def selection_of(review: SurveyReview) -> Selection:
    """Return the cases that have a line, for ``review.computed``."""
    return select(review.computed(events_of))


def headline_of(review: SurveyReview) -> str:
    """Return who answered and what is new; without a new wave, that there is none."""
    events, wave = review.computed(events_of), review.result.survey.month
    if wave < review.month:
        return joined([headline.no_new_wave(wave), headline.who_answered(events.response)])
    new = _new(review) or headline.needs(events, review.result)
    return joined([headline.who_answered(events.response), new or headline.without_comparison(review.result)])


def _new(review: SurveyReview) -> str:
    """Return the change since the last wave that chance does not explain; empty where there is none."""
    changes, question = review.computed(changes_of), _compared(review)
    if not question or changes.table.loc[question, "verdict"] not in ("up", "down"):
        return ""
    row, previous = changes.table.loc[question], review.result.previous
    return headline.change(row, previous.month) or change_sentences.headline(changes, question, previous)


def _compared(review: SurveyReview) -> str:
    """Return the overall question whose change is shown: a clear one first; empty where none is compared."""
    changes, survey = review.computed(changes_of), review.result.survey
    if changes is None:
        return ""
    names = [first_of(survey, kind) for kind in ("csat", "nps")]
    there = [name for name in names if name in changes.table.index]
    clear = [name for name in there if changes.table.loc[name, "verdict"] in ("up", "down")]
    return next(iter([*clear, *there]), "")


def actions_of(review: SurveyReview) -> list[Action]:
    """Return the lines of the first page, in the language in use."""
    return lines.write_lines(
        review.computed(selection_of), review.result, options_of(review), review.settings.site.currency
    )


def first_page(review: SurveyReview) -> Blocks:
    """Return the first page: headline, lines, cards, and who wants what."""
    return blocks.join(
        blocks.lead(headline_of(review)), this_month(review), blocks.cards(_cards(review)), _picture(review)
    )


def this_month(review: SurveyReview) -> Block:
    """Return the lines of the wave; one sentence if nothing asks for an action."""
    titles = {name: entry.title() for name, entry in review.report.sections.items() if entry.title}
    shown = [
        line if line.section in titles and review.shows(line.section) else replace(line, section="")
        for line in actions_of(review)
    ]
    return blocks.actions(shown, titles, empty=_("Nothing in this wave asks for an action."))


def _cards(review: SurveyReview) -> list[Card]:
    result, changes = review.computed(satisfaction_of), review.computed(changes_of)
    question, previous = _compared(review), review.result.previous
    cards_ = [
        cards.response_card(review.computed(events_of).response),
        cards.satisfaction_card(result.satisfaction),
        cards.nps_card(result.nps.estimate if result.nps else None),
        cards.change_card(
            changes.table.loc[question] if question else None, previous.month if previous else ""
        ),
        cards.reliability_card(
            {review.result.survey.dimension_label(name): a for name, a in review.computed(alphas_of).items()}
        ),
    ]
    return [card for card in cards_ if card is not None]


def _picture(review: SurveyReview) -> Block:
    """Return the picture of who wants what; nothing where no need may be shown."""
    needs, survey = review.computed(needs_of), review.result.survey
    if needs.verdicts is None:
        return blocks.EMPTY
    table = needs.verdicts.needs
    shown = table[
        (table["n"] > 0) & ~table.index.isin([need for need, *group in needs.hidden if not any(group)])
    ]
    if shown.empty:
        return blocks.EMPTY
    bars = [
        chart.Bar(survey.need_label(need), row["share"], row["low"], row["high"], need in needs.common)
        for need, row in shown.iterrows()
    ]
    return blocks.chart(chart.draw(bars, int(shown["n"].max())), "needs")
