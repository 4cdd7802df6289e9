"""The sentences on what customers write."""

import pandas as pd

from wcm_helpers.core.formats import listed, missing, number, percent
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods.disclosure import share_shown
from wcm_helpers.reports.demand_survey.texts.result import LEVEL, Texts

#: Themes named in the sentence without a chart, and industries named in a remark.
NAMED = 3


def not_asked() -> str:
    """Return why a questionnaire without a text question has no themes."""
    return _(
        "The questionnaire has no question answered in words. With one of the type text in the question "
        "file, this section shows what customers write about, in themes and quotes without names."
    )


def nobody(texts: Texts, smallest: int) -> str:
    """Return that there are no texts to show; an anonymous survey does not say whether there are a few."""
    if texts.anonymous:
        return _("Fewer than {smallest} responses say something in words, so no theme is shown.",
                 smallest=number(smallest))  # fmt: skip
    return _("Nobody wrote anything in answer to the questions answered in words.")


def headline(texts: Texts) -> str:
    """Return the most frequent theme; that none matches where none does."""
    if shown(texts).empty:
        return no_theme(texts)
    first = shown(texts).index[0]
    values = {
        "theme": texts.lexicon.label(first),
        "people": number(texts.themes.loc[first, "people"]),
        "share": percent(texts.themes.loc[first, "share"], 0),
    }
    if texts.anonymous:
        return ngettext(
            "The most frequent theme is {theme}: {people} of the {n} response with something to say "
            "({share}).",
            "The most frequent theme is {theme}: {people} of the {n} responses with something to say "
            "({share}).",
            texts.wrote,
            **values,
        )
    return ngettext(
        "The most frequent theme is {theme}: {people} of the {n} customer that wrote something ({share}).",
        "The most frequent theme is {theme}: {people} of the {n} customers that wrote something ({share}).",
        texts.wrote,
        **values,
    )


def shown(texts: Texts) -> pd.DataFrame:
    """Return the themes that somebody writes about and that may be shown."""
    return texts.themes[~texts.themes["hidden"] & (texts.themes["people"] > 0)]


def no_theme(texts: Texts) -> str:
    """Return that no theme of the lexicon is in the texts."""
    return _("No theme of the lexicon can be shown from what was written.")


def industries(texts: Texts) -> list[str]:
    """Return the industries that write about a theme more than the others, one sentence each."""
    return [
        ngettext(
            "{theme} is mostly a matter of one industry: {people} of the {n} customer that writes about it "
            "is of {industry}, more than chance explains.",
            "{theme} is mostly a matter of one industry: {people} of the {n} customers that write about it "
            "are of {industry}, more than chance explains.",
            row.of_theme,
            theme=texts.lexicon.label(row.theme),
            people=number(row.people),
            industry=row.industry,
        )
        if row.people * 2 > row.of_theme
        else ngettext(
            "{industry} writes about {theme} more often than other industries, by more than chance explains: "
            "{people} of its {n} customer that wrote something.",
            "{industry} writes about {theme} more often than other industries, by more than chance explains: "
            "{people} of its {n} customers that wrote something.",
            row.wrote,
            theme=texts.lexicon.label(row.theme),
            people=number(row.people),
            industry=row.industry,
        )
        for row in texts.groups.head(NAMED).itertuples()
    ]


def agreement(texts: Texts) -> str:
    """Return how far the lexicon and a person agree, or that nobody has checked it."""
    if texts.agreement is None:
        return _(
            "Nobody has checked the lexicon against texts coded by hand; hand_coded in [demand_survey] names "
            "a file of such texts."
        )
    row = texts.agreement.loc[""]
    if any(missing(row[name]) for name in ("precision", "recall", "kappa")):
        return ngettext(
            "The {n} text coded by hand is too few to tell how far the lexicon agrees with a person.",
            "The {n} texts coded by hand are too few to tell how far the lexicon agrees with a person.",
            texts.coded,
        )
    return ngettext(
        "Checked against {n} text coded by hand: {precision} of the themes found are right, {recall} of "
        "those a person gave are found (κ {kappa}).",
        "Checked against {n} texts coded by hand: {precision} of the themes found are right, {recall} of "
        "those a person gave are found (κ {kappa}).",
        texts.coded,
        precision=percent(row["precision"], 0),
        recall=percent(row["recall"], 0),
        kappa=number(row["kappa"], 2),
    )


def base(texts: Texts, smallest: int) -> str:
    """Return who is counted: the base of every share."""
    if texts.anonymous:
        return ngettext(
            "Base: {n} response that says something in words; one may be about several themes.",
            "Base: {n} responses that say something in words; one may be about several themes.",
            texts.wrote,
        )
    return ngettext(
        "Base: {n} customer that wrote something, of {answered} that answered; each counts once for a theme "
        "and may write about several.",
        "Base: {n} customers that wrote something, of {answered} that answered; each counts once for a theme "
        "and may write about several.",
        texts.wrote,
        answered=number(texts.answered),
    )


def left_out(texts: Texts, smallest: int) -> list[str]:
    """Return who wrote that there is nothing to say, who is unknown, and whom no theme matches."""
    if texts.anonymous:
        return _left_out_of_responses(texts, smallest)
    lines = []
    if texts.nothing:
        lines.append(
            ngettext(
                "{n} more customer wrote only that there is nothing to say.",
                "{n} more customers wrote only that there is nothing to say.",
                texts.nothing,
            )
        )
    if texts.unmatched:
        lines.append(
            ngettext(
                "{n} response of an unknown customer is not counted.",
                "{n} responses of unknown customers are not counted.",
                texts.unmatched,
            )
        )
    if texts.without:
        lines.append(
            ngettext(
                "{n} customer wrote something that no theme matches.",
                "{n} customers wrote something that no theme matches.",
                texts.without,
            )
        )
    return lines


def _left_out_of_responses(texts: Texts, smallest: int) -> list[str]:
    lines = []
    if share_shown(texts.nothing, texts.nothing + texts.wrote, smallest) and texts.nothing:
        lines.append(
            ngettext(
                "{n} more response says only that there is nothing to say.",
                "{n} more responses say only that there is nothing to say.",
                texts.nothing,
            )
        )
    if share_shown(texts.without, texts.wrote, smallest) and texts.without:
        lines.append(
            ngettext(
                "{n} response says something that no theme matches.",
                "{n} responses say something that no theme matches.",
                texts.without,
            )
        )
    return lines


def no_topics() -> str:
    """Return that the texts without a theme share no words."""
    return _("The texts that no theme matches are too few or too different to name further topics.")


def topic_words(topic: tuple[str, ...]) -> str:
    """Return the words of a topic."""
    return listed(list(topic))


def rules(smallest: int) -> list[tuple[str, str]]:
    """Return the rules in force as pairs of a term and its meaning."""
    return [
        (
            _("Theme"),
            _(
                "A text is about a theme if it has one of the theme's words in the lexicon, a list that "
                "lexicon in [demand_survey] can replace. Chinese texts are cut into words first; English "
                "words count whole. A theme says what a text is about, not whether it praises or complains."
            ),
        ),
        (
            _("Quote"),
            _(
                "Two texts of ordinary length for each theme that at least {smallest} write about. Names, "
                "telephone numbers, mail and web addresses, number plates, numbers of orders and customers, "
                "and names of customers are replaced by […]. A name without a title may stay: read a quote "
                "before you pass it on.",
                smallest=number(smallest),
            ),
        ),
        (
            _("Further topics"),
            _(
                "Words that occur together in texts without a theme (TF-IDF weights, factorised into "
                "non-negative parts). They are hints for new words of the lexicon and are counted nowhere "
                "else."
            ),
        ),
        (
            _("Industries that write more about a theme"),
            _(
                "Fisher's exact test of the industry against all others among those that wrote something, "
                "two-sided, adjusted for all themes and industries compared (false discovery rate {level}).",
                level=percent(LEVEL, 0),
            ),
        ),
        (
            _("Agreement with a person"),
            _(
                "Precision: of the themes the lexicon gives, the share a person gave too. Recall: of the "
                "themes a person gave, the share the lexicon gives. κ: agreement beyond chance; 1 is full, 0 "
                "is what chance gives."
            ),
        ),
    ]
