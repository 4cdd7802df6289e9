"""All batches together: what blocks a report."""

from tests.data.exports import BILLING, faults, revenue
from wcm_helpers.data.intake import take_in


def test_unlike_rows_under_one_key_block_until_the_last_is_said_to_count(warehouse):
    text = BILLING + "I1,1,a,2026-05-03,4\nI1,1,a,2026-05-03,9\nI2,1,b,2026-05-03,1\n"
    intake = warehouse.billing(text)
    assert len(intake.faults_of()) == 1
    assert intake.faults_of()[0].startswith(
        "b.csv:2: invoice_no, line_no is 'I1 1'. Another row has the same key and other contents. "
        "amount_ex_vat is '4' in b.csv:2 and '9' in b.csv:3. "
        "There are 2 such rows in billing. Correct one of them. Set duplicates"
    )
    intake = warehouse.billing(text, 'duplicates = "last"')
    assert revenue(warehouse.facts(intake)) == {"a": 90_000, "b": 10_000}
    assert faults(intake) == [(2, "I1 1", "superseded")]


def test_one_rule_broken_in_two_batches_is_one_warning_with_the_place_of_the_first(warehouse):
    head = "order_id,customer_id,created_at,direction,goods_value\n"
    warehouse.write(
        o1__csv=head + "11,a,2026-05-01,out,1\n12,a,2026-05-02,out,-2\n",
        o2__csv=head + "21,a,2026-06-01,out,-3\n22,a,2026-06-02,out,-4\n",
    )
    intake = take_in(warehouse.settings({"orders": 'path = "o*.csv"'}))
    assert len(intake.checked) == 2
    # one row below zero in o1, two in o2
    assert intake.warnings[["reason", "rows", "file", "line"]].to_numpy().tolist() == [
        ["negative_value", 3, "o1.csv", 3],
    ]


def test_a_table_most_of_whose_rows_are_rejected_blocks(warehouse):
    rows = ["I1,1,a,x,1", "I2,1,a,x,1", "I3,1,a,2026-05-03,1"]
    assert warehouse.billing(BILLING + "\n".join(rows[1:])).faults_of() == []  # 1 of 2 is not above a half
    [message] = warehouse.billing(BILLING + "\n".join(rows)).faults_of()
    assert message.startswith("b.csv:2: doc_date is 'x'.")
    assert "2 of 3 rows of billing cannot be used" in message
