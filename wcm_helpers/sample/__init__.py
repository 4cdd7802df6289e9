"""Write the exports of an invented warehouse, for training and tests, and the truth about them."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.months import parse_month
from wcm_helpers.core.words import _
from wcm_helpers.sample import (
    billing,
    care_plan,
    care_tables,
    contacts,
    cost_drivers,
    costs,
    overrides,
    planted,
    service_tables,
    survey,
    tickets,
    world,
)
from wcm_helpers.sample.orders import month_of_orders
from wcm_helpers.sample.planted_service import ServicePlan, plan_service
from wcm_helpers.sample.planted_service import truth as service_truth
from wcm_helpers.sample.seasons import disturbances
from wcm_helpers.sample.service_orders import with_faults
from wcm_helpers.sample.steps import CARRIERS
from wcm_helpers.sample.survey_plan import waves_of
from wcm_helpers.sample.writing import Files, decimals, times

_LEAST_MONTHS = 3
_CUSTOMERS = [
    "customer_id", "customer_name", "customer_type", "industry", "contractual", "region", "start_date",
    "end_date", "account_manager_id", "current_level", "status", "public_sector",
]  # fmt: skip
_TRUTH = ["customer_id", "behaviour", "since", "from_class", "to_class", "crosses_in", "note", "costly"]
_TIMES = [
    "created_at", "released_at", "picked_at", "packed_at", "shipped_at", "signed_at", "promised_at",
    "cancelled_at", "arrived_at", "put_away_at",
]  # fmt: skip
_STEPS = _TIMES[:-3]
_ORDERS = [
    "order_id", "customer_id", "direction", "site_id", "priority", *_STEPS, "status", "cancelled_at",
    "cancel_by", "goods_value", "carrier", "ship_to_region", "doc_ok", "fault",
    "arrived_at", "put_away_at",
]  # fmt: skip
_QUANTITIES = ["qty_shipped", "qty_short", "qty_damaged", "qty_wrong", "qty_received"]
_LINES = [
    "order_id",
    "line_no",
    "sku_id",
    "uom",
    "qty_ordered",
    *_QUANTITIES[:-1],
    "unit_price",
    "qty_received",
]


def write_sample(
    folder: Path,
    *,
    seed: int = 20231101,
    customers: int = 150,
    months: int = 36,
    last_month: str = "2026-10",
    volume: float = 1.0,
) -> list[Path]:
    """Write the exports of an invented warehouse; the same arguments give the same bytes.

    The exports are the customers, the orders, order lines and bills of each year, the costs of service and
    what they come from, the class overrides, what customers are entitled to and received, their account
    managers and contact persons, and two waves of a survey with their question file. The folder ``truth`` has
    the behaviour of each customer and whether it costs more than it brings, the disturbances by month, the
    rows that are spoilt on purpose, and what was planted in the survey and the service. Orders are generated
    one month at a time, so memory does not grow with the number of months.

    Parameters
    ----------
    folder : pathlib.Path
        Created if it does not exist.
    seed : int
        Seed of all random numbers, 0 or more.
    customers : int
        Number of customers, 1 or more. The behaviours have fixed shares, rounded down: a behaviour of one
        customer in 150 does not occur among 10.
    months : int
        Number of months, 3 or more.
    last_month : str
        The newest month, ``YYYY-MM``; the exports are as of its end.
    volume : float
        Factor on the number of orders, on units and on revenue; more than 0, 1 is the ordinary size.

    Returns
    -------
    list of pathlib.Path
        The files written, those of the truth last.

    Raises
    ------
    WorkbookError
        If a number is out of range, or the folder has files of another sample.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as place:
    ...     paths = write_sample(Path(place), customers=5, months=3, last_month="2026-01")
    >>> [path.name for path in paths[:3]]
    ['customers.csv', 'billing-2025.csv', 'billing-2026.csv']
    """
    folder = Path(folder)
    _check(seed=seed, customers=customers, months=months, volume=volume)
    invented = world.build(seed, customers, months, parse_month(last_month), volume)
    files = Files(folder, sorted({month[:4] for month in invented.months}), waves_of(invented.months))
    files.write("customers.csv", _flags(invented.customers, "contractual", "public_sector")[_CUSTOMERS])
    _write_bills(files, invented, seed)
    planned = plan_service(invented)
    _write_orders(files, invented, seed, volume, planned)
    _write_service(files, invented, seed, volume, planned)
    spent = costs.rows(invented, seed)
    files.write("costs.csv", spent.assign(cost=decimals(spent["cost"])))
    files.write("class_overrides.csv", overrides.rows(invented))
    cared_for = care_plan.plan_care(invented)
    _write_care(files, invented, seed, cared_for, spent)
    survey.write(files, invented, seed)
    spoilt = planted.append(files)
    truth = invented.customers.assign(costly=costs.costly(invented))
    files.write("truth/customers.csv", _flags(truth, "costly")[_TRUTH])
    files.write("truth/months.csv", _disturbances(invented.months))
    files.write("truth/rows.csv", spoilt)
    files.write("truth/performance.csv", service_truth(planned, invented))
    files.write("truth/service_plan.csv", care_plan.truth(cared_for, invented))
    return files.paths


def _check(*, seed: int, customers: int, months: int, volume: float) -> None:
    for name, value, least in (
        ("seed", seed, 0),
        ("customers", customers, 1),
        ("months", months, _LEAST_MONTHS),
    ):
        if value < least:
            raise WorkbookError(
                _("{name} = {value}: this must be {limit} or more.", name=name, value=value, limit=least)
            )
    if not 0 < volume < float("inf"):
        raise WorkbookError(_("volume = {value}: this must be more than 0.", value=volume))


def _flags(frame: pd.DataFrame, *names: str) -> pd.DataFrame:
    return frame.assign(**{name: np.where(frame[name], "true", "false") for name in names})


def _write_bills(files: Files, invented: world.World, seed: int) -> None:
    bills = _flags(billing.lines(invented, seed), "credit_note", "pass_through", "disputed")
    bills = bills.assign(
        **{name: decimals(bills[name]) for name in ("unit_price", "amount_ex_vat", "vat_rate")}
    )
    for year, part in bills.groupby(bills["period"].str[:4]):
        files.write(f"billing-{year}.csv", part)


def _write_service(
    files: Files, invented: world.World, seed: int, volume: float, planned: ServicePlan
) -> None:
    files.write("sla_terms.csv", service_tables.terms(invented))
    files.write("calendar.csv", service_tables.calendar(invented))
    files.write("contracts.csv", service_tables.contracts(invented, seed))
    files.write("stock_counts.csv", service_tables.stock_counts(invented, seed))
    files.write("improvements.csv", service_tables.register(planned, invented))
    desk, log = tickets.write_tickets(invented, seed, volume)
    files.write("tickets.csv", desk)
    files.write("ticket_events.csv", log)


def _write_care(
    files: Files, invented: world.World, seed: int, plan: care_plan.CarePlan, spent: pd.DataFrame
) -> None:
    files.write("service_entitlements.csv", care_tables.entitlements(plan, invented))
    files.write("managers.csv", care_tables.managers(plan, invented, seed))
    files.write("assignments.csv", care_tables.assignments(plan, invented))
    files.write("interactions.csv", care_tables.interactions(plan, invented, seed))
    files.write("contacts.csv", contacts.contacts(plan, invented, seed))
    files.write("gift_rules.csv", care_tables.gift_rules())
    activities, footprints, pools = cost_drivers.cost_drivers(plan, invented, spent, seed)
    files.write("activities.csv", activities)
    files.write("footprints.csv", footprints)
    files.write("cost_pools.csv", pools.assign(cost=decimals(pools["cost"])))


def _write_orders(
    files: Files, invented: world.World, seed: int, volume: float, planned: ServicePlan
) -> None:
    for name, frame in _by_month(invented, seed, volume, planned):
        files.write(name, frame)


def _by_month(
    invented: world.World, seed: int, volume: float, planned: ServicePlan
) -> Iterator[tuple[str, pd.DataFrame]]:
    units = billing.outbound_units(invented)
    all_disturbances = disturbances(invented.months, CARRIERS[1])
    for number, month in enumerate(invented.months):
        current = [event for event in all_disturbances if event.month == month]
        drawn = month_of_orders(
            invented, number, units[number], current, seed=seed, volume=volume, planted=planned
        )
        orders, lines = with_faults(drawn, number, seed)
        orders = orders.assign(goods_value=decimals(orders["goods_value"]))
        yield (
            f"orders-{month[:4]}.csv",
            orders.assign(**{name: times(orders[name]) for name in _TIMES})[_ORDERS],
        )
        known = {name: lines[name].astype("Int64").mask(lines[name] < 0) for name in _QUANTITIES}
        yield (
            f"order_lines-{month[:4]}.csv",
            lines.assign(unit_price=decimals(lines["unit_price"]), **known)[_LINES],
        )


def _disturbances(months: list[str]) -> pd.DataFrame:
    rows = []
    for event in disturbances(months, CARRIERS[1]):
        whose = f"carrier {event.carrier}'s orders" if event.carrier else "the orders out"
        effect = f"{100 * event.late:.0f} % of {whose} are late"
        rows.append((event.month, event.site_id, event.kind, effect, event.note))
    return pd.DataFrame(rows, columns=["month", "site_id", "disturbance", "effect", "note"])
