"""The sentences on customers that slip, and on what A-first costs the others."""

import pandas as pd

from wcm_helpers.core.formats import listed, month_name, number, percent, share
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods.waiting import AGEING, BY_CLASS, FIRST_COME
from wcm_helpers.reports.service_plan.balance.contention import HANDLING, Contention
from wcm_helpers.reports.service_plan.balance.lost import BADLY, FALL, WELL, Lost, difference
from wcm_helpers.reports.service_plan.balance.wording import class_label, wait_words
from wcm_helpers.reports.service_plan.cost.wording import driver_name


def slipping_rule(lost: Lost) -> str:
    """Return which customers slip, and who cannot be compared."""
    if lost.measure == "orders":
        rule = _(
            "A customer slips whose orders of the last 3 months are below the same 3 months a year ago by "
            "more than {fall}.",
            fall=percent(float(FALL), 0),
        )
    else:
        rule = _(
            "A customer slips whose revenue of the last 3 months is below the same 3 months a year ago by "
            "more than {fall}.",
            fall=percent(float(FALL), 0),
        )
    if not lost.without:
        return rule
    more = ngettext(
        "{n} customer had nothing a year ago to compare with.",
        "{n} customers had nothing a year ago to compare with.",
        lost.without,
    )
    return joined([rule, more])


def association_sentence(table: pd.DataFrame) -> str:
    """Return whether customers that did not receive all slip more often, and that this is no cause."""
    compared = difference(table)
    if compared is None:
        return _(
            "Whether badly served customers slip more often cannot be told: all of them are served alike."
        )
    well = table["level"] == WELL
    (n, hits), (m, others) = (table.loc[part, ["customers", "slipping"]].sum() for part in (~well, well))
    more, low, high = compared
    values = {
        "hits": number(hits), "n": number(n), "share": percent(hits / n, 0),
        "others": number(others), "m": number(m), "rest": percent(others / m, 0),
    }  # fmt: skip
    counted = _(
        "Of the customers that did not receive all that was due, {hits} of {n} slip ({share}); of those that "
        "did, {others} of {m} ({rest}).",
        **values,
    )
    points = {
        "points": number(100 * abs(more)), "low": number(100 * low), "high": number(100 * high),
    }  # fmt: skip
    if low > 0:
        verdict = _(
            "That is {points} points more often (95% interval {low} to {high}): bad service and loss go "
            "together here, which is no proof that one causes the other.",
            **points,
        )
    elif high < 0:
        verdict = _(
            "That is {points} points less often (95% interval {low} to {high}): nothing says that customers "
            "are lost by bad service.",
            **points,
        )
    else:
        verdict = _(
            "A difference of {low} to {high} points is possible (95% interval), so it cannot be told whether "
            "bad service and loss go together; it would be no proof of a cause either.",
            **points,
        )
    return joined([counted, verdict])


def both_sentence(lost: Lost) -> str:
    """Return which customers are under-served and slip."""
    badly = lost.both[lost.both["level"] == BADLY]
    if badly.empty:
        return _("No under-served customer slips.")
    return ngettext(
        "{n} under-served customer slips: {names}.",
        "{n} under-served customers slip, the largest: {names}.",
        len(badly),
        names=listed(badly["name"].head(5).tolist()),
    )


def first_sentence(made: Contention) -> str:
    """Return what class A gains and what the others pay where A goes first: the finding of the chart."""
    means = _means(made)
    letters = [letter for letter in means.columns if letter != "A"]
    if "A" not in means or not letters:
        return _("All orders are of one class, so priority changes nothing.")
    others = [
        _(
            "{letter} {by_class} instead of {first_come}",
            letter=class_label(letter), by_class=wait_words(means.loc[BY_CLASS, letter]),
            first_come=wait_words(means.loc[FIRST_COME, letter]),
        )
        for letter in letters
    ]  # fmt: skip
    return _(
        "With A first, an order of class A waits {by_class} on average instead of {first_come}; the others "
        "pay: {others}.",
        by_class=wait_words(means.loc[BY_CLASS, "A"]), first_come=wait_words(means.loc[FIRST_COME, "A"]),
        others=listed(others),
    )  # fmt: skip


def ageing_sentence(made: Contention, ageing: int) -> str:
    """Return what ageing gives back to the last class."""
    means = _means(made)
    if "A" not in means or len(means.columns) == 1:
        return ""
    last = means.columns[-1]
    largest = made.waits[made.waits["class"] == last].set_index("rule")["largest"]
    return _(
        "If {ageing} minutes of waiting are worth a class, A waits {a} and {last} {c}; the longest wait of "
        "{last} is {with_ageing} instead of {without}.",
        ageing=number(ageing), a=wait_words(means.loc[AGEING, "A"]), last=class_label(last),
        c=wait_words(means.loc[AGEING, last]), with_ageing=wait_words(largest[AGEING]),
        without=wait_words(largest[BY_CLASS]),
    )  # fmt: skip


def _means(made: Contention) -> pd.DataFrame:
    """Return the mean wait by rule and class, the classes in the order in which they are served."""
    return made.waits.pivot_table(index="rule", columns="class", values="mean")


def assumptions(made: Contention, month: str) -> str:
    """Return what the simulation takes for granted."""
    sentences = [
        _(
            "This is a simulation, no measurement: {n} orders of {month} at the times they came in, which "
            "take {load} of the capacity of their days.",
            n=number(made.orders), month=month_name(month), load=percent(made.load, 0),
        ),
        _(
            "Each order takes the customer’s minutes of {activities} in the month, shared by its orders: "
            "{minutes} minutes on average.",
            activities=listed([driver_name(name) for name in HANDLING]), minutes=number(made.minutes),
        ),
        ngettext(
            "{n} order is in work at a time, with {people} on each; the day’s staff is the same every day "
            "and works for every site, and the month begins without a backlog.",
            "{n} orders are in work at a time, with {people} on each; the day’s staff is the same every day "
            "and works for every site, and the month begins without a backlog.",
            made.servers, people=ngettext("{n} person", "{n} people", made.people),
        ),
    ]  # fmt: skip
    if made.orders < made.of:
        sentences.append(
            ngettext(
                "The {of} orders of the month are too many: those of its first working day are simulated.",
                "The {of} orders of the month are too many: those of its first {n} working days are "
                "simulated.",
                made.days,
                of=number(made.of),
            )
        )
    if made.load > 1:
        sentences.append(
            _("The work is {share} of the capacity, so waits grow to the end.", share=share(made.load))
        )
    return joined(sentences)
