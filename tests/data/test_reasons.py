"""Every reason of a warning or a row check has a meaning."""

import re

import pytest

from wcm_helpers.data.dialects import DUCKDB
from wcm_helpers.data.reasons import advice, meaning
from wcm_helpers.data.tables import TABLES
from wcm_helpers.data.tables.row_sql import row_faults
from wcm_helpers.data.tables.schema import SiteRules


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_reason_of_a_table_has_a_meaning(table):
    faults = row_faults(table, SiteRules("s", "CNY", "included", "doc_date"), DUCKDB)
    reasons = {*re.findall(r"then '(\w+):", faults), *(warning.reason for warning in table.warnings)}
    assert all(meaning(reason) != reason for reason in reasons)


def test_an_unknown_reason_is_its_own_meaning():
    assert (meaning("odd"), advice("odd")) == ("odd", "")
