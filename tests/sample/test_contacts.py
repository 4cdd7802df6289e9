"""Contact persons of the invented warehouse: nobody's, and with the days that are hard to keep."""

from tests.sample.committed import SAMPLE, read


def test_every_customer_has_a_contact_and_nobody_can_be_reached(customers):
    rows = read(SAMPLE / "contacts.csv")
    assert set(rows["customer_id"]) == set(customers["customer_id"])
    assert rows["contact_id"].is_unique
    # A masked number rings nowhere; example.com is reserved for examples.
    assert rows["phone"].str.fullmatch(r"199\*{4}\d{4}").all()
    assert rows["email"].str.endswith("@example.com").all()


def test_birthdays_have_no_year_and_three_are_rare():
    rows = read(SAMPLE / "contacts.csv")
    days = rows[rows["birthday_md"] != ""]
    assert days["birthday_md"].str.fullmatch(r"\d\d-\d\d").all()
    rare = days[["birthday_md", "birthday_lunar", "birthday_leap"]].to_numpy().tolist()
    assert [
        day
        for day in (["02-29", "否", "否"], ["09-30", "是", "否"], ["06-30", "是", "是"])
        if day not in rare
    ] == []
    lunar = days[days["birthday_lunar"] == "是"]
    assert 0.15 < len(lunar) / len(days) < 0.35
    assert (lunar["birthday_md"].str[3:] <= "30").all()


def test_some_have_not_consented_and_some_have_left():
    rows = read(SAMPLE / "contacts.csv")
    assert {"是", "否"} < set(rows["consent"]) | {""}
    assert ((rows["consent"] == "是") == (rows["consent_date"] != "")).all()
    left = rows[rows["left_date"] != ""]
    assert 0.01 < len(left) / len(rows) < 0.15
