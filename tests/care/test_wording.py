import pandas as pd
import pytest

from tests.care.cases import contact, contacts, plan
from wcm_helpers.care.gifts import OUTCOMES
from wcm_helpers.care.rules import KINDS, CareRules
from wcm_helpers.care.wording import Names, event_notes, event_title, festival_name
from wcm_helpers.core import words
from wcm_helpers.core.festivals import FESTIVALS
from wcm_helpers.core.formats import SCALE

NAMES = Names({"C1": "启东东沐"}, {"K1": "李梅"})
CONTRACTS = pd.DataFrame(
    {
        "customer_id": ["C1"],
        "start_date": pd.to_datetime(["2025-04-01"]),
        "end_date": pd.to_datetime(["2026-10-31"]),
        "notice_days": [60],
    }
)
#: Everything that can happen to one contact and contract in a year.
EVENTS = plan(
    contacts(contact(birthday_md="闰06-30")),
    contracts=CONTRACTS,
    rules=CareRules(greetings=FESTIVALS),
)


@pytest.fixture
def chinese():
    before = words.language()
    words.use("zh")
    yield
    words.use(before)


def rows(kind, **values):
    return next(EVENTS[EVENTS["kind"] == kind].assign(**values).itertuples())


def test_titles_name_people_only_where_names_are_given():
    assert {*EVENTS["kind"]} == {*KINDS}
    shared = [event_title(row) for row in EVENTS.itertuples()]
    assert not any(name in title for title in shared for name in ("启东东沐", "李梅"))
    assert event_title(rows("birthday")) == "Birthday of K1 (C1)"
    assert event_title(rows("mid_autumn"), NAMES) == "Mid-Autumn Festival greeting for 李梅 (启东东沐)"
    assert event_title(rows("contract_anniversary"), NAMES) == "Contract with 启东东沐: 1 year"
    assert event_title(rows("notice_deadline")) == "Last day of notice for the contract with C1"
    assert event_title(rows("contract_end")) == "The contract with C1 ends"


def test_titles_in_chinese(chinese):
    assert event_title(rows("birthday"), NAMES) == "启东东沐的李梅生日"
    assert event_title(rows("dragon_boat"), NAMES) == "端午节问候：启东东沐的李梅"
    assert [festival_name(festival) for festival in FESTIVALS] == [
        "元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"
    ]  # fmt: skip


def test_notes_say_the_day_the_lunar_date_and_the_rule():
    # 2026 has no sixth leap month; its sixth has 30 days and ends on 12 August.
    assert event_notes(rows("birthday")) == [
        "Lunar calendar: day 30 of month 6.",
        "The lunar year has no such leap month, so the ordinary month counts.",
    ]
    assert event_notes(rows("new_year"))[0] == "The day itself is 2027-01-01."


def test_notes_on_a_leap_month_and_a_short_one(chinese):
    events = plan(contacts(contact(birthday_md="闰06-30")), "2025-08-01", "2025-08-31")
    assert event_notes(next(events.itertuples())) == ["农历闰6月29日。", "该农历月只有29天，按最后一天计。"]


def test_notes_on_gifts_and_certainty():
    said = {
        gift: event_notes(rows("mid_autumn", gift=gift, gift_cap=SCALE * 5 // 2))[1:] for gift in OUTCOMES
    }
    assert said[""] == []
    assert said["allowed"] == ["A gift may cost 2.50 at most."]
    assert said["public_sector"] == ["No gift: the customer belongs to the public sector."]
    assert len({tuple(notes) for notes in said.values()}) == len(OUTCOMES)
    assert event_notes(rows("mid_autumn", unverified=True))[-1].startswith("Not verified:")
