"""Write the bills: a customer's revenue of a month split into services, each with a quantity and a price."""

import numpy as np
import pandas as pd

from wcm_helpers.core.months import last_day, last_weekday
from wcm_helpers.sample.chance import stream
from wcm_helpers.sample.world import World

#: Service, unit, price in fen, VAT in per cent (transport is taxed higher than handling).
_SERVICES = (
    ("仓储", "托天", 160, 6),
    ("装卸", "箱", 120, 6),
    ("包装", "件", 90, 6),
    ("配送", "票", 1250, 9),
    ("增值", "项", 500, 6),
    ("出库操作", "件", 240, 6),
)
_STORAGE, _DELIVERY, _EXTRA, _OUTBOUND = 0, 3, 4, 5
#: Share of the bill of each service but outbound handling, which is the rest.
_PARTS = {
    "合同仓储": (0.50, 0.16, 0.00, 0.00, 0.04),
    "电商仓配": (0.18, 0.00, 0.16, 0.30, 0.00),
    "平台": (0.30, 0.00, 0.00, 0.32, 0.00),
    "散客": (0.00, 0.38, 0.00, 0.00, 0.00),
}
_LEAST_FEN = 100_000  # smaller parts are not billed on their own
_COLUMNS = [
    "invoice_no", "line_no", "customer_id", "period", "doc_date", "service_code", "qty", "uom", "unit_price",
    "amount_ex_vat", "vat_rate", "currency", "credit_note", "pass_through", "disputed",
]  # fmt: skip


def quantities(world: World) -> tuple[np.ndarray, np.ndarray]:
    """Return the quantity and the price of each service each customer is billed.

    Returns
    -------
    tuple of numpy.ndarray of int
        Quantities, months by customers by services; prices in fen, customers by services. The sum of
        quantity times price over the services is within half a price of ``world.billed``.
    """
    frame = world.customers
    parts = np.array([(*_PARTS[kind], 0.0) for kind in frame["customer_type"]])
    parts[frame["behaviour"] == "storage"] = 0.0
    discount = 100 - np.searchsorted([40_000, 200_000, 1_000_000, 4_000_000], world.billed.max(axis=1)) * 3
    prices = np.array([service[2] for service in _SERVICES]) * discount[:, None] // 100
    billed = world.billed.T[:, :, None]
    amounts = billed * parts
    quantity = np.where(amounts >= _LEAST_FEN, np.rint(amounts / prices), 0).astype("int64")
    remainder = world.billed.T - (quantity * prices).sum(axis=2)
    rest = np.where(frame["behaviour"] == "storage", _STORAGE, _OUTBOUND)
    rest_price = prices[np.arange(len(frame)), rest]
    quantity[:, np.arange(len(frame)), rest] = np.where(
        world.billed.T > 0, np.maximum(np.rint(remainder / rest_price), 1), 0
    )
    return quantity, prices


def lines(world: World, seed: int) -> pd.DataFrame:
    """Return every bill line.

    Returns
    -------
    pandas.DataFrame
        The columns of the billing export, by month, customer and service; amounts and prices in fen, VAT
        rates in hundredths.
    """
    quantity, prices = quantities(world)
    month, customer, service = np.nonzero(quantity)
    regular = _frame(month, customer, service, quantity[month, customer, service])
    chance = stream(seed, 4)
    active = world.billed.T > 0
    fine = ~world.customers["behaviour"].isin(["negative", "storage"]).to_numpy()
    extra = [regular, _credit_notes(world, prices)]
    for kind, service_number, share, part in (
        ("pass_through", _DELIVERY, 0.015, 0.05),
        ("disputed", _EXTRA, 0.008, 0.03),
    ):
        month, customer = np.nonzero(active & fine & (chance.random(active.shape) < share))
        price = prices[customer, service_number]
        qty = np.maximum(1, world.billed[customer, month] * part // price).astype("int64")
        extra.append(_frame(month, customer, np.full(len(month), service_number), qty).assign(**{kind: True}))
    bills = pd.concat(extra, ignore_index=True)
    bills["unit_price"] = prices[bills["customer"], bills["service"]]
    bills["amount_ex_vat"] = bills["qty"] * bills["unit_price"]
    return _written(bills, world)


def _frame(month: np.ndarray, customer: np.ndarray, service: np.ndarray, qty: np.ndarray) -> pd.DataFrame:
    frame = pd.DataFrame({"month": month, "customer": customer, "service": service, "qty": qty})
    return frame.assign(credit_note=False, pass_through=False, disputed=False)


def _credit_notes(world: World, prices: np.ndarray) -> pd.DataFrame:
    month, customer = np.nonzero(world.credited.T)
    price = prices[customer, _OUTBOUND]
    qty = np.rint(world.credited[customer, month] / price).astype("int64")
    notes = _frame(month, customer, np.full(len(month), _OUTBOUND), -qty).assign(credit_note=True)
    return notes[notes["qty"] < 0]


def _written(bills: pd.DataFrame, world: World) -> pd.DataFrame:
    """Return the lines with the columns of the file; credit notes have numbers of their own."""
    flags = ["credit_note", "pass_through", "disputed"]
    bills = bills.sort_values(["month", "credit_note", "customer", *flags[1:], "service"], ignore_index=True)
    invoice = bills["credit_note"].map({False: "F", True: "R"})
    short = np.array([name[2:4] + name[5:] for name in world.months])
    ids = world.customers["customer_id"].to_numpy(dtype=object)
    names, units, _, vat = zip(*_SERVICES, strict=True)
    month, customer, service = (bills[name].to_numpy() for name in ("month", "customer", "service"))
    bills["invoice_no"] = invoice + pd.Series(short[month]) + "-" + pd.Series(ids[customer]).str[1:]
    bills["line_no"] = bills.groupby("invoice_no").cumcount() + 1
    bills["customer_id"] = ids[customer]
    bills["period"] = np.array(world.months)[month]
    bills["doc_date"] = _dates(world.months)[month, customer % 10]
    bills["service_code"], bills["uom"] = np.array(names)[service], np.array(units)[service]
    bills["vat_rate"] = np.array(vat)[service]  # hundredths, like the amounts
    bills["currency"] = "CNY"
    return bills[_COLUMNS]


def _dates(months: list[str]) -> np.ndarray:
    """Return the dates of bills, months by ten kinds of customers: mostly the last weekday."""
    days = [(last_weekday(m), last_day(m), last_day(m).replace(day=25)) for m in months]
    return np.array([[str(other), *[str(usual)] * 8, str(end)] for usual, end, other in days])


def outbound_units(world: World) -> np.ndarray:
    """Return the units billed for outbound handling, months by customers."""
    return quantities(world)[0][:, :, _OUTBOUND]
