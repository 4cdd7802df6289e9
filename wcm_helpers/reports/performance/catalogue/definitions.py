"""The indicators as data: what each is made of, in which unit, and which way is better."""

from dataclasses import dataclass
from typing import Literal

Part = Literal[
    "orders", "inbound", "lines", "stages", "tickets", "ticket_hours", "stock", "survey", "loyalty", "money"
]


@dataclass(frozen=True)
class Definition:
    """An indicator: numerator and denominator, or a percentile of hours; a rate is never added or averaged.

    Attributes
    ----------
    id : str
        Its key in settings, in the improvement register and in ``run.json``.
    part : Part
        The counts it is made from, see :mod:`wcm_helpers.reports.performance.catalogue.parts`.
    numerator, denominator : str
        Columns of the part. Without a denominator the numerator is an amount that adds up.
    stage : str
        Of hours: the stage (or ``response``, ``resolution`` of tickets).
    quantile : float, optional
        Of hours: which percentile.
    unit : {"share", "hours", "per_10000", "points", "amount", "count"}
    better : {"up", "down", ""}
    needs : tuple of str
        The tables it is made from.
    cases : str
        The column that counts the cases of its interval, where that is not the denominator.
    charted : bool
        Whether it has control charts; variants of another indicator have none.
    standard : str
        Its name in GB/T 30331 or SCOR, empty where it has none.
    """

    id: str
    part: Part
    numerator: str = ""
    denominator: str = ""
    stage: str = ""
    quantile: float | None = None
    unit: Literal["share", "hours", "per_10000", "points", "amount", "count"] = "share"
    better: Literal["up", "down", ""] = "up"
    needs: tuple[str, ...] = ("orders",)
    cases: str = ""
    standard: str = ""
    charted: bool = True

    @property
    def counts_cases(self) -> bool:
        """Whether its denominator counts cases; money has no interval."""
        return self.denominator in _CASES


#: Denominators of loyalty and stock that count cases.
_CASES = ("counts", "due_for_renewal", "could_repeat")


def _rate(id_: str, part: Part, numerator: str, denominator: str, *needs: str, **more: str) -> Definition:
    return Definition(id_, part, numerator, denominator, needs=needs or ("orders",), **more)


def _hours(
    id_: str, stage: str, part: Part = "stages", needs: tuple[str, ...] = ("orders",)
) -> list[Definition]:
    return [
        Definition(
            f"{id_}_p{round(100 * at)}_hours",
            part,
            stage=stage,
            quantile=at,
            unit="hours",
            better="down",
            needs=needs,
        )
        for at in (0.5, 0.9)
    ]


#: Every indicator, in the order of the catalogue.
DEFINITIONS: dict[str, Definition] = {
    each.id: each
    for each in (
        _rate("completion", "orders", "completed", "due"),
        _rate("on_time", "orders", "on_time", "on_time_measured"),
        _rate("in_full", "orders", "in_full", "in_full_measured", "orders", "order_lines"),
        _rate(
            "otif_order",
            "orders",
            "otif",
            "otif_measured",
            "orders",
            "order_lines",
            standard="SCOR-RL.2.1/2.2",
        ),
        _rate(
            "otif_line",
            "orders",
            "lines_otif",
            "lines",
            "orders",
            "order_lines",
            cases="otif_measured",
            charted=False,
        ),
        _rate(
            "otif_units",
            "orders",
            "units_otif",
            "units",
            "orders",
            "order_lines",
            cases="otif_measured",
            charted=False,
        ),
        _rate(
            "own_fault_otif",
            "orders",
            "not_our_failures",
            "otif_measured",
            "orders",
            "order_lines",
            charted=False,
        ),
        _rate(
            "otif_without_customer_fault",
            "orders",
            "otif",
            "otif_without_customer",
            "orders",
            "order_lines",
            charted=False,
        ),
        _rate(
            "perfect_order",
            "orders",
            "perfect",
            "perfect_measured",
            "orders",
            "order_lines",
            standard="SCOR-RL.1.1",
        ),
        _rate("papers_right", "orders", "papers_right", "papers_measured", charted=False),
        _rate("undamaged", "orders", "undamaged", "damage_measured", "orders", "order_lines", charted=False),
        *_hours("lead", "received-shipped"),
        *_hours("release", "received-released"),
        *_hours("pick", "released-picked"),
        *_hours("check", "picked-checked"),
        *_hours("pack_after_check", "checked-packed"),
        *_hours("pack", "picked-packed"),
        *_hours("ship", "packed-shipped"),
        *_hours("sign", "shipped-signed"),
        *_hours("dock", "arrived-put_away"),
        _rate(
            "received_on_time",
            "inbound",
            "received_on_time",
            "received_on_time_measured",
            standard="GB/T 30331",
        ),
        _rate(
            "received_right",
            "inbound",
            "received_right",
            "received_right_measured",
            "orders",
            "order_lines",
            standard="GB/T 30331",
        ),
        _rate(
            "lines_damaged",
            "lines",
            "lines_damaged",
            "lines_shipped",
            "orders",
            "order_lines",
            unit="per_10000",
            better="down",
        ),
        _rate(
            "lines_wrong",
            "lines",
            "lines_wrong",
            "lines_shipped",
            "orders",
            "order_lines",
            unit="per_10000",
            better="down",
        ),
        _rate("stock_accuracy", "stock", "counts_right", "counts", "stock_counts", standard="GB/T 30331"),
        _rate(
            "stock_loss",
            "stock",
            "loss",
            "book_value",
            "stock_counts",
            unit="per_10000",
            better="down",
            standard="GB/T 30331",
        ),
        _rate("response_kept", "tickets", "response_kept", "response_due", "tickets", "sla_terms"),
        _rate("resolution_kept", "tickets", "resolution_kept", "resolution_due", "tickets", "sla_terms"),
        _rate("reopened", "tickets", "reopened", "created", "tickets", better="down"),
        *_hours("response", "response", "ticket_hours", ("tickets",)),
        *_hours("resolve", "resolution", "ticket_hours", ("tickets",)),
        _rate("claims", "tickets", "claims", "", "tickets", unit="count", better="down"),
        _rate("satisfaction", "survey", "top_two", "answers", "surveys"),
        _rate("nps", "survey", "promoters_less_detractors", "nps_answers", "surveys", unit="points"),
        _rate("renewal", "loyalty", "renewed", "due_for_renewal", "contracts"),
        _rate(
            "gross_retention", "loyalty", "retained", "start_revenue", "customers", "billing", charted=False
        ),
        _rate(
            "net_retention",
            "loyalty",
            "retained_and_grown",
            "start_revenue",
            "customers",
            "billing",
            charted=False,
        ),
        _rate("repeat_rate", "loyalty", "repeated", "could_repeat", "orders", charted=False),
        _rate("revenue", "money", "revenue", "", "billing", unit="amount", charted=False),
        _rate("margin", "money", "margin", "", "billing", "costs", unit="amount", charted=False),
    )
}
