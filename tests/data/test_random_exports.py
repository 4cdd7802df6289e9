"""Random books: what must not matter does not, and every row and every amount is accounted for.

Each book takes the whole way, from a CSV file to the facts. An ordinary run draws a few dozen;
``WCM_BOOKS=334`` draws a thousand.
"""

import os
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.data.exports import Warehouse
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import take_in

BOOKS = int(os.environ.get("WCM_BOOKS", "6"))  # of each test

HEAD = "invoice_no,customer_id,doc_date,credit_note,disputed,amount"
amounts = st.integers(-(10**9), 10**9).map(lambda cents: cents / 100) | st.sampled_from(["x", "", "1,5"])
days = st.sampled_from(["2026-03-31", "2026-04-01", "2026/4/30", "20260501", "31/04/2026", ""])
customers = st.sampled_from(["0012", "12", "NA", "客户甲", "a b", "", "合计"])
flags = st.sampled_from(["", "是", "no", "maybe"])
bodies = st.lists(st.tuples(customers, days, flags, flags, amounts), min_size=1, max_size=12)
few = settings(max_examples=BOOKS, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def written(rows, *, scale=1, rename=str):
    lines = [
        f'{number},"{rename(customer)}",{day},{credit},{disputed},"{amount * scale:.2f}"'
        if isinstance(amount, float)
        else f'{number},"{rename(customer)}",{day},{credit},{disputed},"{amount}"'
        for number, (customer, day, credit, disputed, amount) in rows
    ]
    return "\n".join([HEAD, *lines, ""])


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Give a function from CSV texts to the intake and the facts, each time in a fresh folder."""
    root, patch = tmp_path_factory.mktemp("books"), pytest.MonkeyPatch()

    def read(*texts):
        shutil.rmtree(root)
        root.mkdir()
        patch.setenv("WCM_CACHE", str(root / "cache"))
        for number, text in enumerate(texts):
            (root / f"b{number}.csv").write_text(text, encoding="utf-8")
        intake = take_in(Warehouse(root).settings({"billing": 'path = "b*.csv"'}))
        return intake, build(intake).billing

    yield read
    patch.undo()


def ledger(intake):
    counted = intake.reconciliation.groupby(["month", "reason"])[["rows", "amount"]].sum()
    return counted.reset_index().to_numpy().tolist()


def in_order(facts):
    return facts.sort_values(["customer_id", "month"]).to_numpy().tolist()


@few
@given(bodies)
def test_every_row_and_amount_is_used_or_rejected(read, body):
    intake, facts = read(written(enumerate(body)))
    counted = intake.reconciliation.assign(used=intake.reconciliation["reason"] == "")
    assert counted["rows"].sum() == len(body)
    used = counted[counted["used"]]
    assert used["rows"].sum() == facts["lines"].sum()
    assert used["amount"].sum() == facts[["revenue", "disputed", "pass_through"]].to_numpy().sum()
    lost = intake.rejects[intake.rejects["scope"] == "row"]["line"]
    assert set(lost) <= set(range(2, len(body) + 2))
    assert lost.nunique() == counted[~counted["used"]]["rows"].sum()


@few
@given(bodies, st.randoms())
def test_neither_the_order_of_rows_nor_the_number_of_files_matters(read, body, random):
    rows = list(enumerate(body))
    intake, facts = read(written(rows))
    random.shuffle(rows)
    cut = random.randint(0, len(rows))
    parts = [written(part) for part in (rows[:cut], rows[cut:])]
    split, split_facts = read(*parts)
    assert ledger(split) == ledger(intake)
    assert in_order(split_facts) == in_order(facts)


@few
@given(bodies)
def test_other_ids_and_another_unit_of_money_change_nothing_else(read, body):
    sound = [row for row in body if row[0] not in ("", "合计")]
    _, facts = read(written(enumerate(sound)))
    renamed, renamed_facts = read(written(enumerate(sound), scale=100, rename=lambda name: f"{name}’s"))
    assert renamed.reconciliation["rows"].sum() == len(sound)
    money = ["revenue", "credited", "pass_through", "disputed"]
    expected = facts.assign(customer_id=facts["customer_id"] + "’s")
    expected[money] *= 100
    assert in_order(renamed_facts) == in_order(expected)
