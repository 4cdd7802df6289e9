"""The spoilt rows of the invented warehouse are those of its truth."""

from decimal import Decimal

from tests.sample.committed import SAMPLE, read


def test_the_spoilt_rows_are_those_told_and_no_more():
    truth = read(SAMPLE / "truth" / "rows.csv")
    assert 1 <= len(truth) <= 6
    known = set(read(SAMPLE / "customers.csv")["customer_id"])
    orders = {path.name: read(path) for path in sorted(SAMPLE.glob("orders-*.csv"))}
    order_ids = {order for part in orders.values() for order in part["order_id"]}
    spoilt = []
    for path in sorted(SAMPLE.glob("*-????.csv")):
        part = read(path)
        wrong = part.duplicated()
        if "customer_id" in part:
            wrong |= ~part["customer_id"].isin(known)
        if "line_no" in part and "sku_id" in part:
            wrong |= ~part["order_id"].isin(order_ids) | ~part["qty_ordered"].str.fullmatch(r"\d+")
        spoilt += [(path.name, str(at + 2)) for at in part.index[wrong]]
    assert sorted(spoilt) == sorted(zip(truth["file"], truth["line"], strict=True))
    assert set(truth["what"]) == {"total row", "duplicate order", "text in qty_ordered", "unknown order"}


def test_the_total_row_is_the_total():
    name = read(SAMPLE / "truth" / "rows.csv").set_index("what").loc["total row", "file"]
    frame = read(SAMPLE / name)
    amounts = [Decimal(amount) for amount in frame["amount_ex_vat"]]
    assert frame["customer_id"].iloc[-1] == "合计"
    assert sum(amounts[:-1]) == amounts[-1]
