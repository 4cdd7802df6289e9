"""Rules of gifts: limits by class and for public bodies."""

from tests.data.tables.rows import intake_of, rejects_of, warned_of

TABLE = "gift_rules"
HEAD = "客户等级,是否国企,上限,次数,备注"


def test_good_rows_are_used_without_a_warning(warehouse):
    intake = intake_of(warehouse, TABLE, HEAD, "A,否,300,2,", "B类,否,100,1,", ",是,0,0,国企一律不送")
    assert (intake.faults_of(), intake.rejects.empty, warned_of(intake)) == ([], True, {})
    rows = intake.used_rows(TABLE)
    assert rows.loc[rows["class"] == "A", ["cap", "times"]].values.tolist() == [[3_000_000, 2]]
    assert rows.loc[rows["class"].isna(), ["public_sector", "cap"]].values.tolist() == [[True, 0]]


def test_doubtful_rows_are_used_and_warned_of(warehouse):
    intake = intake_of(warehouse, TABLE, HEAD, "A,否,,2,", "B,否,-1,1,", "C,否,10,-1,")
    assert warned_of(intake) == {"no_gift_limit": (1, 2), "negative_gift": (2, 3)}


def test_broken_and_empty_rows_are_listed_with_their_reason(warehouse):
    intake = intake_of(warehouse, TABLE, HEAD, "A,否,300,2,", "B,否,x,1,", ",,,,", "A,否,200,2,")
    assert (2, "conflict") in rejects_of(intake)
    assert {(3, "not_amount"), (4, "empty")} <= set(rejects_of(intake))
