"""What the tables say of packages, managers and talks up to the end of the month under review."""

import pandas as pd

from wcm_helpers.core.months import add_months, last_day
from wcm_helpers.data.service.rules import service_rules
from wcm_helpers.data.service.service import Service, read_service
from wcm_helpers.data.service.tickets import Tickets, read_tickets
from wcm_helpers.data.tables.list_cells import parts_of
from wcm_helpers.data.tables.service_words import SELF_SERVICE_CHANNELS
from wcm_helpers.reports.service_plan.review import ServicePlanReview

#: A warehouse is one of a customer's if it had so large a share of the orders of a year.
LEAST_SHARE_OF_SITE = 0.2


def interactions_of(review: ServicePlanReview) -> pd.DataFrame | None:
    """Return the talks up to the end of the month, by time; None without the table.

    Returns
    -------
    pd.DataFrame or None
        The columns of the table ``interactions`` and ``month``.
    """
    rows = review.history.table("interactions")
    if rows is None:
        return None
    rows = rows.assign(month=rows["happened_at"].dt.strftime("%Y-%m"))
    return rows[rows["month"] <= review.month].sort_values("happened_at", kind="stable", ignore_index=True)


def managers_of(review: ServicePlanReview) -> pd.Series | None:
    """Return the account manager of each customer on the last day of the month; None where nothing tells.

    The table ``assignments`` counts; the customer list tells those who are not in it.
    """
    return managers_in(review, review.month)


def managers_in(review: ServicePlanReview, month: str) -> pd.Series | None:
    """Return the account manager of each customer on the last day of any month; see :func:`managers_of`."""
    day = pd.Timestamp(last_day(month))
    assignments, customers = review.history.table("assignments"), review.history.customers
    listed = pd.Series(dtype=object)
    if customers is not None and "account_manager_id" in customers:
        listed = customers.set_index("customer_id")["account_manager_id"].dropna().astype(object)
    if assignments is None:
        return listed.sort_index() if len(listed) else None
    ended = assignments["valid_to"] < day
    holding = assignments[(assignments["valid_from"] <= day) & ~ended]
    holding = holding.sort_values("valid_from", kind="stable")
    assigned = holding.drop_duplicates("customer_id", keep="last").set_index("customer_id")["manager_id"]
    others = listed[~listed.index.isin(assignments["customer_id"])]
    return pd.concat([assigned.astype(object), others]).rename("manager_id").sort_index()


def staff_of(review: ServicePlanReview) -> pd.DataFrame | None:
    """Return the managers in the month, by ``manager_id``; None without the table or any hours.

    A row holds from its month on, until a newer one of the manager; one without a month holds before all.
    """
    rows = review.history.table("managers")
    if rows is None:
        return None
    begin = rows["month"].astype(object).fillna("")
    there = rows.assign(begin=begin)[begin <= review.month].sort_values("begin", kind="stable")
    newest = there.drop_duplicates("manager_id", keep="last").set_index("manager_id").drop(columns="begin")
    newest = newest[newest["hours"] > 0].sort_index()
    return newest if len(newest) else None


def tickets_of(review: ServicePlanReview) -> Tickets | None:
    """Return the judged tickets up to the end of the month; None without a table of them."""
    until = review.known_until if review.draft else None
    classes = review.result.customers["class"]
    return read_tickets(review.history, service_rules(review.settings), review.month, classes, until)


def requests_of(review: ServicePlanReview) -> pd.DataFrame | None:
    """Return the requests of customers up to the end of the month; None without tickets.

    Returns
    -------
    pd.DataFrame or None
        ``ticket_id``, ``customer_id``, ``month``, ``created_at``, ``category``, ``severity``,
        ``response_hours`` (so far, of those that wait; NaN not measured), ``answered``, ``resolved_at`` and
        ``self_service`` (NA where no channel is known).
    """
    tickets = review.computed(tickets_of)
    if tickets is None:
        return None
    rows = tickets.rows
    answered = rows["responded_at"].notna() | rows["resolved_at"].notna()
    return rows.assign(answered=answered, self_service=_self_service(review, rows))


def _self_service(review: ServicePlanReview, rows: pd.DataFrame) -> pd.Series:
    """Return whether each request was made where customers help themselves; NA without a channel."""
    table = review.history.table("tickets")
    if table is None or "channel" not in table or table["channel"].isna().all():
        return pd.Series(pd.NA, index=rows.index, dtype="boolean")
    channel = rows["ticket_id"].map(table.drop_duplicates("ticket_id").set_index("ticket_id")["channel"])
    words = channel.str.strip().str.lower()
    return words.isin(SELF_SERVICE_CHANNELS).astype("boolean").mask(channel.isna())


def service_of(review: ServicePlanReview) -> Service | None:
    """Return the judged orders, for ``review.computed``; None without orders that can be judged."""
    classes = review.result.customers["class"]
    return read_service(review.history, service_rules(review.settings), classes)


def sites_of(review: ServicePlanReview) -> dict[str, frozenset[str]]:
    """Return the warehouses of each customer: those of the customer list, else those of a year's orders."""
    service = review.computed(service_of)
    counts = None if service is None else service.order_counts(review.month, 12)
    sites = {} if counts is None else sites_by_orders(counts)
    customers = review.history.customers
    if customers is not None and "site_ids" in customers:
        listed = customers.set_index(customers["customer_id"].astype(str))["site_ids"].dropna()
        sites |= {customer: frozenset(parts_of(cell)) for customer, cell in listed.items() if parts_of(cell)}
    return sites


def sites_by_orders(counts: pd.DataFrame) -> dict[str, frozenset[str]]:
    """Return the warehouses with :data:`LEAST_SHARE_OF_SITE` of a customer's orders due.

    Parameters
    ----------
    counts : pd.DataFrame
        ``customer_id``, ``site_id``, ``due``.

    Examples
    --------
    >>> counts = pd.DataFrame({"customer_id": "c", "site_id": ["S1", "S2"], "due": [9, 1]})
    >>> sites_by_orders(counts)
    {'c': frozenset({'S1'})}
    """
    known = counts[counts["site_id"].notna() & (counts["site_id"] != "")]
    orders = known.groupby(["customer_id", "site_id"])["due"].sum()
    share = orders / orders.groupby("customer_id").transform("sum")
    main = share[share >= LEAST_SHARE_OF_SITE].reset_index()
    return {str(customer): frozenset(rows["site_id"]) for customer, rows in main.groupby("customer_id")}


def next_month(review: ServicePlanReview) -> str:
    """Return the month that is planned: the one after the month under review."""
    return add_months(review.month, 1)
