import pytest

from tests.data.exports import BILLING, COSTS, WITH_COSTS, Warehouse
from wcm_helpers.data.facts.history import read_history


@pytest.fixture
def warehouse(tmp_path, monkeypatch):
    """Give a folder for exports, with a cache of its own."""
    monkeypatch.setenv("WCM_CACHE", str(tmp_path / "cache"))
    return Warehouse(tmp_path)


@pytest.fixture
def history_of(warehouse):
    """Give a function from billing and cost rows to the history of a warehouse."""

    def history_of(bills, costs, head=COSTS, tables=WITH_COSTS, **more):
        rows = "".join(f"I{number},1,{bill}\n" for number, bill in enumerate(bills))
        warehouse.write(b__csv=BILLING + rows, k__csv=head + "".join(f"{row}\n" for row in costs))
        return read_history(warehouse.settings(tables, **more))

    return history_of


@pytest.fixture
def billed(warehouse):
    """Give a warehouse where a and b are billed in April and a in May 2026."""
    warehouse.write(b__csv=BILLING + "1,1,a,2026-04-30,80\n2,1,b,2026-04-30,20\n3,1,a,2026-05-29,80\n")
    return warehouse
