"""Answer: which solution fits which customer."""

import pandas as pd

from wcm_helpers.core.formats import number, percent
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.service_plan.recommendations import sentences
from wcm_helpers.reports.service_plan.recommendations.analysis import (
    Recommendations,
    profiles_of,
    recommendations_of,
)
from wcm_helpers.reports.service_plan.recommendations.look import MOST_CUSTOMERS
from wcm_helpers.reports.service_plan.recommendations.offers import FEWEST
from wcm_helpers.reports.service_plan.recommendations.wording import evidence, lacking, need_name, step
from wcm_helpers.reports.service_plan.review import ServicePlanReview
from wcm_helpers.reports.service_plan.table_words import MOST_ROWS, rest, revenue_column

DETAIL_ROWS = 20


def recommendations(review: ServicePlanReview) -> Blocks:
    """Return services that fit, what packages have no answer to, and the profile of each industry."""
    made = review.computed(recommendations_of)
    if not made.bought.sources:
        services = [blocks.missing(_no_services())]
    else:
        services = [
            blocks.paragraph(sentences.offers_sentence(made.offers)),
            *_offers(review, made),
            blocks.paragraph(sentences.look_sentence(made.look)),
            *_proposals(review, made),
        ]
    return blocks.join(*services, *_gaps(review, made), *_profiles(review))


def _no_services() -> str:
    return _(
        "Column service_code of table billing, or table activities. They would show which value-added "
        "services customers buy, and which ones fit others."
    )


def _offers(review: ServicePlanReview, made: Recommendations) -> list[Block]:
    if made.offers.empty:
        return []
    shown = made.offers.head(MOST_ROWS)
    shown = shown.assign(
        n=[
            _("{k} of {n}", k=number(k), n=number(n))
            for k, n in zip(shown["buyers"], shown["others"], strict=True)
        ]
    )
    columns = [
        Column("name", _("Customer"), width="name", strong=True),
        Column("industry", _("Industry")),
        Column("service", _("Service")),
        Column("n", _("Other customers of the industry that have it"), "right"),
        Column("elsewhere", _("Customers elsewhere"), "right", lambda value: percent(value, 0)),
        revenue_column(review),
    ]
    return [
        blocks.table(
            shown, columns, name="offers",
            caption=_("Services that others of the industry have, and these customers have not"),
            note=rest(len(made.offers)),
        )
    ]  # fmt: skip


def proposals(made: Recommendations, review: ServicePlanReview) -> pd.DataFrame:
    """Return the proposals of look-alikes with name and revenue, the largest customer first."""
    rows = made.look.proposals.rename(columns={"customer": "customer_id"})
    return review.result.with_names(rows).sort_values(
        ["revenue", "customer_id", "score", "service"],
        ascending=[False, True, False, True],
        ignore_index=True,
    )


def _proposals(review: ServicePlanReview, made: Recommendations) -> list[Block]:
    if made.look is None or made.look.proposals.empty:
        return []
    rows = proposals(made, review)
    columns = [
        Column("name", _("Customer"), width="name", strong=True),
        Column("service", _("Service")),
        Column("score", _("Look-alikes that buy it"), "right", lambda value: percent(value, 0)),
        Column("buyers", _("Customers that buy it"), "right", number),
        revenue_column(review),
    ]
    return [
        blocks.table(
            rows.head(MOST_ROWS), columns, name="proposals", caption=_("Proposals of look-alikes"),
            note=rest(len(rows)),
        )
    ]  # fmt: skip


def _gaps(review: ServicePlanReview, made: Recommendations) -> list[Block]:
    pieces: list[Block] = [blocks.paragraph(sentences.gaps_sentence(made))]
    firsts = made.gaps.drop_duplicates("customer_id")
    if len(firsts):
        pieces.append(
            _gap_table(
                review, made, firsts, "gaps", _("Needs that packages have no answer to"), MOST_ROWS, ("name",)
            )
        )
    if not made.wave:
        pieces.append(
            blocks.missing(
                _(
                    "A survey of the last 12 months that is not anonymous. It would show which needs "
                    "customers stated."
                )
            )
        )
    return pieces


def _gap_table(
    review: ServicePlanReview,
    made: Recommendations,
    rows: pd.DataFrame,
    name: str,
    caption: str,
    most: int,
    strong: tuple[str, ...],
) -> Block:
    shown = rows.head(most)
    shown = shown.assign(
        need=[need_name(kind, what) for kind, what in zip(shown["kind"], shown["what"], strict=True)],
        shows=[evidence(row) for row in shown.to_dict("records")],
        lacks=shown["kind"].map(lacking),
        todo=shown["kind"].map(step),
    )
    columns = [
        Column("name", _("Customer"), width="name", strong="name" in strong),
        Column("class", _("Class")),
        Column("need", _("Need")),
        Column("shows", _("Evidence")),
        Column("lacks", _("What the package lacks")),
        Column("todo", _("What to do")),
        revenue_column(review),
    ]
    return blocks.table(shown, columns, name=name, caption=caption, note=rest(len(rows), most))


def _profiles(review: ServicePlanReview) -> list[Block]:
    frame = review.computed(profiles_of)
    if frame.empty:
        return [
            blocks.paragraph(
                _("No industry has {n} active customers or more, so none is described.", n=number(FEWEST))
            )
        ]
    columns = [
        Column("industry", _("Industry"), strong=True),
        Column("customers", _("Active customers"), "right", number),
        Column("orders", _("Orders, 12 months"), "right", number),
        Column("lead_hours", _("Median hours to shipment"), "right", lambda value: number(value, 1)),
        Column("on_time", _("On time"), "right", percent),
        Column("returns", _("Returns"), "right", percent),
        Column("storage", _("Storage in the bill, median"), "right", lambda value: percent(value, 0)),
    ]
    note = _(
        "Industries with {n} active customers or more. On time: of the orders whose promise can be judged. "
        "Returns: of orders and returns.",
        n=number(FEWEST),
    )
    return [
        blocks.table(
            frame.head(MOST_ROWS), columns, name="profiles", caption=_("What each industry is like"),
            note=joined([note, rest(len(frame))]),
        )
    ]  # fmt: skip


def recommendations_detail(review: ServicePlanReview) -> Blocks:
    """Return which services each industry buys, every gap, and the rules."""
    made = review.computed(recommendations_of)
    pieces: list[Block] = [*_services(review, made)]
    if len(made.gaps):
        pieces.append(
            _gap_table(
                review, made, made.gaps, "every_gap", _("Every need that a package has no answer to"),
                DETAIL_ROWS, ("name",),
            )
        )  # fmt: skip
    return blocks.join(*pieces, blocks.paragraph(_rule(review)))


def _services(review: ServicePlanReview, made: Recommendations) -> list[Block]:
    """Return the share of each industry's customers that buy each service."""
    if made.grid.empty or not made.grid.shape[1]:
        return [blocks.paragraph(_("No value-added service was bought in 12 months."))]
    industry = review.result.customers["industry"].reindex(made.grid.index)
    counts = made.grid.groupby(industry).agg(["sum", "size"])
    rows = [
        (name, service, int(counts.loc[name, (service, "sum")]), int(counts.loc[name, (service, "size")]))
        for service in made.grid.columns
        for name in counts.index
    ]
    frame = pd.DataFrame(rows, columns=["industry", "service", "buyers", "customers"])
    frame = frame[frame["buyers"] > 0]
    frame["share"] = frame["buyers"] / frame["customers"]
    frame = frame.sort_values(["share", "service", "industry"], ascending=[False, True, True])
    if frame.empty:
        return [blocks.paragraph(_("No value-added service was bought by a customer of a known industry."))]
    columns = [
        Column("industry", _("Industry"), strong=True),
        Column("service", _("Service")),
        Column("buyers", _("Customers that buy it"), "right", number),
        Column("customers", _("Active customers"), "right", number),
        Column("share", _("Share"), "right", lambda value: percent(value, 0), bar=True),
    ]
    return [
        blocks.table(
            frame.head(DETAIL_ROWS), columns, name="services",
            caption=_("Value-added services by industry, 12 months"), note=rest(len(frame), DETAIL_ROWS),
        )
    ]  # fmt: skip


def _rule(review: ServicePlanReview) -> str:
    return joined(
        [
            _(
                "Value-added are all services of the bills but storage, handling in and out and transport, "
                "by their names, and the activities that are none of the usual steps of handling."
            ),
            _(
                "A service is one of an industry if two thirds of its other customers have it, at least {n} "
                "customers are compared, and chance would show as clear a difference from other industries "
                "in one case of 20, over all services and industries (Fisher’s exact test).",
                n=number(FEWEST),
            ),
            _(
                "Look-alikes are alike in industry, revenue, share of storage, orders a month, share of "
                "returns and services bought; the {most} largest customers are compared. Their proposals are "
                "tested on the last {months} months and shown if they are right more often than the most "
                "bought services by more than luck (sign test, p at most 0.025).",
                most=number(MOST_CUSTOMERS), months=number(review.rule.held_out_months),
            ),
            _(
                "Of behaviour, only what is clearly more than twice the usual counts: the 95% interval lies "
                "above it."
            ),
        ]
    )  # fmt: skip
