"""The sections of the classification report, one function each: a review in, something to show out."""

from collections.abc import Callable

import pandas as pd

from wcm_helpers.analysis import sentences
from wcm_helpers.charts import lorenz as lorenz_chart
from wcm_helpers.charts import moves as moves_chart
from wcm_helpers.charts import pareto as pareto_chart
from wcm_helpers.formats import missing, month_name, number, percent, short_amount, signed
from wcm_helpers.months import last_day, window
from wcm_helpers.report import show
from wcm_helpers.report.review import Review
from wcm_helpers.report.show import Card, Column, Shown
from wcm_helpers.words import _, ngettext

#: A page holds so many movers or customers near a limit; the table of classes holds them all.
MOST_ROWS = 30
#: So many customers are listed in the report itself; the smallest of class C are summed up beyond it.
MOST_CUSTOMERS = 600


def head(review: Review) -> Shown:
    """Return the head: warehouse, month, how far the data reach, and whether this is a draft."""
    answer = review.answer
    measure = sentences.measure(answer.rule, answer.currency)
    months = window(answer.month, answer.rule.window_months)
    held = [month for month in months if month >= answer.first_month]
    reach = review.history.data_up_to(answer.rule.value, last_day(answer.month))
    return show.head(
        title=_("Customer classification"),
        site=review.settings.site.name,
        month=answer.month,
        language=review.settings.site.language,
        data_up_to="" if reach is None else reach.isoformat(),
        draft=review.draft,
        facts=[
            (_("Window"), _window(held, len(months))),
            (_("Measured by"), f"{measure.noun}, {measure.unit}"),
            (_("Customers"), number(len(answer.classes))),
        ],
    )


def _window(held: list[str], asked: int) -> str:
    said = _("{first} to {last}", first=month_name(held[0]), last=month_name(held[-1]))
    if len(held) == asked:
        return said
    return _("{window} ({n} of {asked} months)", window=said, n=len(held), asked=asked)


def headline(review: Review) -> Shown:
    """Return the one sentence that opens the report."""
    return show.lead(review.answer.headline)


def cards(review: Review) -> Shown:
    """Return the key figures of the first page."""
    kpis = review.answer.cards
    return show.cards(
        Card(
            label=kpi.label, value=kpi.value, change=kpi.change, note=kpi.note, trend=kpi.trend,
            direction=kpi.direction,
        )
        for kpi in kpis
    )  # fmt: skip


def decisions(review: Review) -> Shown:
    """Return what to decide this month; one line if nothing changed."""
    return show.findings(
        [str(line) for line in review.answer.decisions], _("Nothing changed that calls for a decision.")
    )


def cautions(review: Review) -> Shown:
    """Return what limits the reading of this month, or nothing to show."""
    said = list(review.answer.warnings)
    if review.other_rules:
        told = ", ".join(f"{name} = {value}" for name, value in review.other_rules.items())
        said.insert(0, _("This run was told other rules than the settings have: {rules}.", rules=told))
    return (
        show.warning(" ".join(said)) if said else show.remark(_("Nothing limits the reading of this month."))
    )


def pareto(review: Review) -> Shown:
    """Return the Pareto curve with the class limits."""
    return show.chart(pareto_chart.draw(review.answer))


def class_table(review: Review) -> Shown:
    """Return the classes: how many customers, what they bring, what is enough to belong."""
    columns = [
        Column("class", _("Class"), strong=True),
        Column("customers", _("Customers"), "right", number),
        Column("of_customers", _("of all customers"), "right", percent),
        Column("value", _("Value, {unit}", unit=_unit(review)), "right", short_amount),
        Column("of_value", _("of the value"), "right", percent, bar=True),
        Column("smallest", _("Smallest, {unit}", unit=_unit(review)), "right", short_amount),
        Column("change", _("Change in customers"), "right", _change),
    ]
    return show.table(review.answer.class_table, columns, caption=_("The classes"), note=_rule(review, 1, 2))


def _change(step: float) -> str:
    return signed(number(step), step) if step else "0"


def _rule(review: Review, *which: int) -> str:
    answer = review.answer
    return " ".join([sentences.source_line(answer), *(answer.rules[index] for index in which)])


def moves(review: Review) -> Shown:
    """Return who moved, from where to where, and by whose doing."""
    answer = review.answer
    if not answer.has_previous:
        return show.missing(_("There is no month before in the data, so nobody can be said to have moved."))
    if answer.moves.empty:
        return show.remark(_("No customer changed its class against the month before."))
    told = answer.moves.head(MOST_ROWS)
    frame = told.assign(
        step=[_step(old, new) for old, new in zip(told["from"], told["to"], strict=True)],
        why=told["reason"].map(_reason),
    )
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("step", _("Class"), strong=True),
        Column("value", _("Value, {unit}", unit=_unit(review)), "right", short_amount, bar=True),
        Column("own_change", _("Own change"), "right", _signed_percent),
        Column("others_change", _("Others' change"), "right", _signed_percent),
        Column("why", _("Moved by")),
        Column("trend", _("12 months"), trend=True),
    ]
    more = _not_listed(len(answer.moves) - len(frame))
    note = _("Value of the window to this month, change against the window a month earlier.")
    return show.table(
        frame, columns, caption=_("Who moved"), note=" ".join(filter(None, [_rule(review), note, more]))
    )


def _step(old: str | None, new: str | None) -> str:
    return f"{old or _('none')} → {new or _('none')}"


def _not_listed(left: int) -> str:
    """Return how many rows a table leaves to classes.csv; empty where it holds all."""
    return ngettext("{n} more is in classes.csv.", "{n} more are in classes.csv.", left) if left else ""


def _reason(reason: str) -> str:
    return {
        "own": _("own change"),
        "others": _("others' change"),
        "either": _("own or others'"),
        "together": _("both together"),
        "unknown": "–",
    }.get(reason, reason)


def _signed_percent(share: float) -> str:
    return signed(percent(share), round(share, 3))


def _unit(review: Review) -> str:
    return sentences.measure(review.answer.rule, review.answer.currency).unit


def moves_picture(review: Review) -> Shown:
    """Return the movers' value now against before; nothing if nobody moved."""
    if review.answer.moves.empty:
        return show.nothing()
    return show.chart(moves_chart.draw(review.answer))


def class_strip(review: Review) -> Shown:
    """Return the classes of the movers over the months; nothing if nobody moved."""
    if review.answer.moves.empty:
        return show.nothing()
    return show.chart(moves_chart.strip(review.answer))


def near_limits(review: Review) -> Shown:
    """Return the customers near a limit, the nearest first."""
    answer = review.answer
    near = answer.classes[answer.classes["near_limit"]]
    if near.empty:
        return show.remark(_("No customer lies near a limit: the classes of this month are clear."))
    near = near.assign(away=near["distance"].abs()).sort_values(
        ["away", "rank", "customer_id"], kind="stable"
    )
    frame = near.head(MOST_ROWS)
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("class", _("Class"), strong=True),
        Column("previous_class", _("Before"), write=str),
        Column("value", _("Value, {unit}", unit=_unit(review)), "right", short_amount),
        Column("away", _("Distance, points"), "right", lambda share: number(100 * share, 2)),
        Column("trend", _("12 months"), trend=True),
    ]
    more = _not_listed(len(near) - len(frame))
    return show.table(
        frame, columns, caption=_("Near a limit"), note=" ".join(filter(None, [_rule(review, 4), more]))
    )


def lorenz(review: Review) -> Shown:
    """Return the Lorenz curve."""
    return show.chart(lorenz_chart.draw(review.answer))


def dependence(review: Review) -> Shown:
    """Return the measures of concentration, and what losing the largest customer would mean."""
    answer = review.answer
    now = answer.concentration
    year = answer.history[answer.history["month"] < answer.month].tail(11).head(1)
    before = year.iloc[0] if len(year) else None
    rows = [
        (_("Largest customer"), percent(now["top1"]), _was(before, "top1", percent), _("share of the total")),
        (_("Five largest"), percent(now["top5"]), _was(before, "top5", percent), _("share of the total")),
        (
            _("Effective customers"),
            number(now["effective_customers"], 1),
            _was(before, "effective_customers", lambda held: number(held, 1)),
            _("one divided by the sum of squared shares (HHI)"),
        ),
        (
            _("HHI"),
            number(answer.figures["hhi"], 3) if answer.figures["hhi"] is not None else "–",
            "",
            _("sum of squared shares, 0 to 1"),
        ),
        (
            _("Gini"),
            number(now["gini"], 3),
            _was(before, "gini", lambda held: number(held, 3)),
            _("0: all equal, towards 1: one has all; corrected for small numbers {corrected}",
              corrected=number(answer.figures["gini_small_sample"] or float("nan"), 3)),
        ),
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["what", "now", "before", "meaning"])
    columns = [
        Column("what", _("Measure"), strong=True),
        Column("now", _("Now"), "right"),
        Column("before", month_name(before["month"]) if before is not None else _("Before"), "right"),
        Column("meaning", _("What it is")),
    ]
    return show.table(frame, columns, caption=_("Concentration"), note=_rule(review))


def _was(before: pd.Series | None, name: str, write: Callable[[float], str]) -> str:
    return "–" if before is None else write(before[name])


def losing_the_largest(review: Review) -> Shown:
    """Return in words what would be missing without the largest customer."""
    answer = review.answer
    gone = answer.without_largest
    if not gone.largest:
        return show.remark(_("No customer brings anything above zero."))
    names = answer.classes.set_index("customer_id")["customer_name"]
    letters = gone.classes["class"].value_counts()
    said = _(
        "If {name} left, {share} of {noun} would be missing; class A would then be {a} customers, B {b}, "
        "C {c}.",
        name=names[gone.largest[0]],
        share=percent(gone.share),
        noun=sentences.measure(answer.rule).noun,
        a=letters.get("A", 0), b=letters.get("B", 0), c=letters.get("C", 0),
    )  # fmt: skip
    return show.remark(said)


def customers(review: Review) -> Shown:
    """Return every customer with its class, the largest first; the smallest beyond a limit summed up."""
    answer = review.answer
    frame = answer.classes.head(MOST_CUSTOMERS)
    rest = answer.classes.iloc[MOST_CUSTOMERS:]
    columns = [
        Column("rank", _("Rank"), "right", number),
        Column("customer_name", _("Customer"), width="name"),
        Column("customer_id", _("Number")),
        Column("industry", _("Industry")),
        Column("class", _("Class"), strong=True),
        Column("previous_class", _("Before")),
        Column("value", _("Value, {unit}", unit=_unit(review)), "right", short_amount, bar=True),
        Column("share", _("Share"), "right", lambda share: percent(share, 2)),
        Column("end_share", _("Reached"), "right", percent),
        Column("orders", _("Orders"), "right", number),
        Column("trend", _("12 months"), trend=True),
        Column("note", _("Note")),
    ]
    note = _rule(review, 1, 2, 5)
    if len(rest):
        note += " " + _(
            "{n} smaller customers, together {value} {unit}, are in classes.csv.",
            n=number(len(rest)), value=short_amount(rest["value"].sum()), unit=_unit(review),
        )  # fmt: skip
    told = [column for column in columns if not frame[column.key].map(missing).all()]
    if "orders" not in review.history.intake.staged:
        told = [column for column in told if column.key != "orders"]
    return show.table(frame, told, caption=_("All customers"), note=note, wide=True)


def inactive(review: Review) -> Shown:
    """Return who is known but had no activity in the window."""
    frame = review.answer.inactive
    if frame.empty:
        return show.remark(_("Every customer known was active in the window."))
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("customer_id", _("Number")),
        Column("last_month", _("Last active"), write=lambda month: month_name(month)),
    ]
    return show.table(frame.head(MOST_ROWS), columns, caption=_("Known, but without activity in the window"),
                      note=_rule(review))  # fmt: skip


def rules(review: Review) -> Shown:
    """Return the rules in force, from the values the code used."""
    names = [_("Order"), _("Classes"), _("Group N"), _("Ties"), _("Near a limit"), _("New customers")]
    items = list(zip(names, review.answer.rules, strict=False))
    billing = {
        "doc_date": _("A billing line belongs to the month of its document date, else of its period."),
        "period": _("A billing line belongs to its period, else to the month of its document date."),
    }[review.parameters.rule(review.settings).billing_month]
    if review.answer.rule.value == "revenue":
        items.append((_("Month"), billing))
        items.append(
            (
                _("Revenue"),
                _("Billing without VAT, credit notes subtracted; charges passed on and in dispute left out."),
            )
        )
    else:
        items.append(
            (
                _("Orders"),
                _("Orders out less returns, by the day the order came in; cancelled ones left out."),
            )
        )
    return show.rules(items)
