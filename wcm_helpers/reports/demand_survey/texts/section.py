"""The section on what customers write, and its appendix."""

import pandas as pd

from wcm_helpers.core.formats import missing, number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.demand_survey.review import SurveyReview
from wcm_helpers.reports.demand_survey.texts import chart, sentences
from wcm_helpers.reports.demand_survey.texts.analysis import analyse_texts
from wcm_helpers.reports.demand_survey.texts.lexicon import read_lists
from wcm_helpers.reports.demand_survey.texts.result import Texts


def texts(review: SurveyReview) -> Blocks:
    """Return the chart and the table of themes, with quotes, and what to know about them."""
    result, smallest = review.computed(texts_of), review.rule.smallest_group
    reason = _reason(result, smallest)
    if reason:
        return blocks.join(reason)
    if sentences.shown(result).empty:
        return blocks.join(blocks.paragraph(_remarks(result, smallest, sentences.no_theme(result))))
    return blocks.join(
        blocks.chart(chart.draw(result, smallest), "themes"),
        _themes(result, smallest),
        blocks.paragraph(remark) if (remark := _remarks(result, smallest)) else blocks.EMPTY,
    )


def texts_detail(review: SurveyReview) -> Blocks:
    """Return how far the lexicon agrees with a person, topics it has no words for, and the rules."""
    result, smallest = review.computed(texts_of), review.rule.smallest_group
    reason = _reason(result, smallest)
    if reason:
        return blocks.join(reason)
    return blocks.join(
        _every_theme(result),
        _agreement(result),
        _topics(result),
        blocks.details(_("Rules"), blocks.rules(sentences.rules(smallest))),
    )


def texts_of(review: SurveyReview) -> Texts:
    """Return what customers write, in numbers."""
    lexicon, coded = read_lists(review.settings)
    return analyse_texts(review.result, lexicon, review.rule.smallest_group, coded)


def _reason(result: Texts, smallest: int) -> Block | None:
    """Return why there is nothing to show; None if there is."""
    if not result.asked:
        return blocks.missing(sentences.not_asked())
    if result.wrote == 0 or (result.anonymous and result.wrote < smallest):
        return blocks.paragraph(sentences.nobody(result, smallest))
    return None


def _remarks(result: Texts, smallest: int, first: str = "") -> str:
    return joined(
        [
            first,
            *sentences.industries(result),
            *sentences.left_out(result, smallest),
        ]
    )


def _themes(result: Texts, smallest: int) -> Block:
    """Return the most frequent themes by class, with quotes."""
    every = sentences.shown(result)
    themes = every.head(chart.MOST)
    more = len(every) - len(themes)
    cells = {
        letter: [
            _("not shown") if missing(n) else _("{n} of {total}", n=number(n), total=number(total))
            for n in themes[letter]
        ]
        for letter, total in result.classes.items()
    }
    quotes = [
        joined([_("“{title}”", title=quote) for quote in result.quotes.get(theme, ())]) or "–"
        for theme in themes.index
    ]
    names = [result.lexicon.label(theme) for theme in themes.index]
    frame = themes.assign(theme=names, quote=quotes, **cells)
    counted = _("Responses") if result.anonymous else _("Customers")
    columns = [
        Column("theme", _("Theme"), width="name"),
        Column("people", counted, "right", number),
        *(Column(letter, _("Class {letter}", letter=letter), "right") for letter in result.classes.index[:3]),
        Column("quote", _("Quotes, without names and numbers"), width="name"),
    ]
    return blocks.table(
        frame.reset_index(drop=True), columns, name="themes",
        caption=_("Themes by class") if len(result.classes) else _("Themes"),
        note=joined([
            _("Quotes of themes that at least {smallest} write about, in the language they were written in.",
              smallest=number(smallest)),
            ngettext("{n} more theme is in the appendix.", "{n} more themes are in the appendix.", more)
            if more else "",
        ]),
    )  # fmt: skip


def _every_theme(result: Texts) -> Block:
    """Return how many write about every theme; nothing where the reading part has them all."""
    themes = sentences.shown(result)
    if len(themes) <= chart.MOST:
        return blocks.EMPTY
    frame = themes.assign(theme=[result.lexicon.label(theme) for theme in themes.index])
    columns = [
        Column("theme", _("Theme"), width="name"),
        Column("people", _("Responses") if result.anonymous else _("Customers"), "right", number),
        Column("share", _("Share of those that wrote"), "right", lambda share: percent(share, 0), bar=True),
    ]
    return blocks.table(
        frame.reset_index(drop=True), columns, name="every_theme", caption=_("All themes"),
        note=sentences.base(result, 0),
    )  # fmt: skip


def _agreement(result: Texts) -> Block:
    if result.agreement is None:
        return blocks.paragraph(sentences.agreement(result))
    frame = result.agreement.assign(
        theme=[result.lexicon.label(theme) if theme else _("All themes") for theme in result.agreement.index]
    )
    columns = [
        Column("theme", _("Theme"), width="name"),
        Column("coded", _("By a person"), "right", number),
        Column("matched", _("By the lexicon"), "right", number),
        Column("both", _("By both"), "right", number),
        Column("precision", _("Precision"), "right", lambda value: percent(value, 0)),
        Column("recall", _("Recall"), "right", lambda value: percent(value, 0)),
        Column("kappa", _("κ"), "right", lambda value: number(value, 2)),
    ]
    return blocks.table(
        frame.reset_index(drop=True), columns, name="agreement", caption=_("Lexicon and person"),
        note=sentences.agreement(result),
        row_class=lambda row: "total" if row["theme"] == _("All themes") else "",
    )  # fmt: skip


def _topics(result: Texts) -> Block:
    if not result.topics:
        return blocks.paragraph(sentences.no_topics())
    frame = pd.DataFrame(
        [{"words": sentences.topic_words(topic), "people": people} for topic, people in result.topics]
    )
    columns = [
        Column("words", _("Words that occur together"), width="name"),
        Column("people", _("Responses") if result.anonymous else _("Customers"), "right", number),
    ]
    return blocks.table(frame, columns, name="topics", caption=_("Further topics, of texts without a theme"))
