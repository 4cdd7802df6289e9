"""The SQL of rows: amounts exact to the last digit, faults, and the same month on every engine."""

from decimal import Decimal

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from wcm_helpers.data.dialects import DIALECTS
from wcm_helpers.data.tables import TABLES
from wcm_helpers.data.tables.row_sql import own_currency, quickly_priced, row_faults
from wcm_helpers.data.tables.schema import SiteRules

SITE = SiteRules("hz", "CNY", "excluded", "doc_date")


@given(price=st.decimals(-(10**6), 10**6, places=6), quantity=st.decimals(-(10**8), 10**8, places=4))
@settings(max_examples=40, deadline=None)
def test_price_times_quantity_is_exact_to_a_ten_thousandth(price, quantity):
    for pieces in (quantity, quantity.to_integral_value()):
        query = f"select {quickly_priced('q')} from (select {price}::DECIMAL(15, 6) as unit_price, "
        query += f"{pieces}::DECIMAL(15, 4) as q, null::DECIMAL(7, 6) as discount)"
        exact = (price * pieces).quantize(Decimal("0.0001"), rounding="ROUND_HALF_UP")
        found = duckdb.sql(query).fetchall()[0][0]
        assert found == (exact if abs(exact) < 10**14 else None)


def test_every_engine_knows_the_own_currency_by_the_same_words():
    rows = "(values ('cny'), ('人民币'), (null), ('usd')) t(currency)"
    for dialect in DIALECTS.values():  # DuckDB reads the text of all of them
        query = f"select {own_currency(SITE, dialect)} from {rows}"
        assert [own for (own,) in duckdb.sql(query).fetchall()] == [True, True, True, False]


def test_a_class_set_by_hand_is_rejected_for_its_days_before_its_blanks():
    branches = row_faults(TABLES["class_overrides"], SITE)
    assert branches.index("no_end") < branches.index("blank:customer_id")
    branches = row_faults(TABLES["billing"], SITE)
    assert branches.index("blank:customer_id") < branches.index("no_amount")
