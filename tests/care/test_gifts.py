import pandas as pd

from tests.care.cases import CUSTOMERS, GIFT_RULES, contact, contacts, plan
from wcm_helpers.care.gifts import gift_rule
from wcm_helpers.care.rules import CareRules
from wcm_helpers.core.formats import SCALE

TWO = contacts(contact(birthday_md="05-04"), contact("K2", "C2"))


def gifts(events, contact_id="K1"):
    rows = events[events["contact_id"] == contact_id]
    return {
        row.kind: (row.gift, None if pd.isna(row.gift_cap) else row.gift_cap) for row in rows.itertuples()
    }


def test_a_gift_has_the_cap_of_the_class_and_other_occasions_none():
    found = gifts(plan(TWO))
    assert found["spring_festival"] == found["mid_autumn"] == ("allowed", 300 * SCALE)
    assert found["birthday"] == found["dragon_boat"] == ("", None)


def test_the_public_sector_gets_no_gift_but_by_a_rule_of_its_own():
    assert gifts(plan(TWO), "K2")["mid_autumn"] == ("public_sector", None)
    own = pd.DataFrame({"class": [None], "public_sector": [True], "cap": [20 * SCALE], "per_year": [1]})
    assert gifts(plan(TWO, gift_rules=own), "K2")["spring_festival"] == ("allowed", 20 * SCALE)
    assert gifts(plan(TWO, gift_rules=own.assign(cap=0)), "K2")["spring_festival"] == ("public_sector", None)


def test_an_unknown_sector_or_customer_gets_no_gift():
    unknown = CUSTOMERS.assign(public_sector=pd.array([None, None], dtype="boolean"))
    assert gifts(plan(TWO, customers=unknown))["mid_autumn"] == ("sector_unknown", None)
    assert gifts(plan(TWO, customers=CUSTOMERS[:0]))["mid_autumn"] == ("sector_unknown", None)


def test_without_a_rule_there_is_no_gift():
    assert gifts(plan(TWO, gift_rules=pd.DataFrame()))["mid_autumn"] == ("no_rule", None)
    only_a = GIFT_RULES[:1]
    class_b = CUSTOMERS.assign(**{"class": "B"})
    assert gifts(plan(TWO, customers=class_b, gift_rules=only_a))["mid_autumn"] == ("no_rule", None)


def test_the_gifts_of_a_year_are_counted_from_its_first_day():
    once = GIFT_RULES.assign(per_year=1)
    assert gifts(plan(TWO, gift_rules=once))["mid_autumn"] == ("limit_reached", None)
    # In September alone the gift of February counts too, and a new year begins anew.
    assert gifts(plan(TWO, "2026-09-01", "2026-09-30", gift_rules=once))["mid_autumn"][0] == "limit_reached"
    later = plan(TWO, "2026-01-01", "2027-03-31", gift_rules=once)
    spring = later[(later["kind"] == "spring_festival") & (later["contact_id"] == "K1")]
    assert spring["gift"].tolist() == ["allowed", "allowed"]


def test_a_month_is_part_of_its_year():
    year = plan(TWO)
    months = [plan(TWO, f"2026-{n:02d}-01", f"2026-{n:02d}-{28 if n == 2 else 30}") for n in range(1, 13)]
    # No event is due on a 31st but that of the New Year.
    whole = year[year["due_day"] != "2026-12-31"].reset_index(drop=True)
    pd.testing.assert_frame_equal(whole, pd.concat(months, ignore_index=True))


def test_of_several_rules_the_strictest_counts():
    rules = pd.DataFrame({"class": ["A", "A"], "cap": [5, 3], "per_year": [1, None]})
    assert gift_rule(rules, "A", False) == (3, 1)
    assert gift_rule(rules.assign(per_year=None), "A", False) == (3, None)
    assert gift_rule(rules.assign(cap=[5, None]), "A", False) is None
    assert gift_rule(rules.assign(per_year=0), "A", False) is None


def test_the_occasions_are_a_setting():
    found = gifts(plan(TWO, rules=CareRules(gift_kinds=("birthday",))))
    assert found["birthday"] == ("allowed", 300 * SCALE)
    assert found["mid_autumn"] == ("", None)
