"""The lines in words, in English and Chinese."""

import pytest

from tests.reports.demand_survey.first_page.cases import changes_of, events_of, month_of
from wcm_helpers.core import words
from wcm_helpers.reports.demand_survey.first_page.lines import write_lines
from wcm_helpers.reports.demand_survey.first_page.selection import select
from wcm_helpers.reports.demand_survey.proposals.analysis import EVERYONE, Wanted

OPTIONS = {"slots": {"option": "Book online", "owner": "Inbound manager"}}
WANTED = [Wanted("slots", EVERYONE, 0.9, 4), Wanted("certificates", "industry:pharma", 0.9, 2, 0.05)]
FELL = changes_of(("SAT", "csat", "paired", 9, 0.8, 0.5, "down"), ("REC", "nps", "all", 9, 0.3, -0.1, "down"))


def lines_of(month=None, **cases):
    month = month or month_of()
    return write_lines(select(events_of(month, **cases)), month, OPTIONS, "CNY")


def test_an_unhappy_customer_has_its_answers_its_revenue_and_a_call():
    lines = lines_of()
    assert [line.sentence for line in lines] == [
        "Alpha (500k CNY a year): Overall satisfaction is 2 of 5, after 4 in March 2026. "
        "Call this week, and agree what to change by when.",
        "Delta (90.0k CNY a year): It would not recommend us: 2 of 10. "
        "Call this week, and agree what to change by when. "
        "1 more customer is unhappy, with 20.0k CNY a year.",
    ]
    assert {line.section for line in lines} == {"customer_pages"}


def test_needs_have_their_reach_who_wants_them_and_the_option():
    common, individual = lines_of(month_of(sat=(5,) * 4), wanted=WANTED)
    assert common.sentence == (
        "slots (5 customers, 1.71M CNY a year): Wanted by 90% of the 4 customers that answered, in every "
        "class about alike. Decide on this option: Book online (Inbound manager)."
    )
    assert individual.sentence == (
        "certificates (3 customers, 1.39M CNY a year): Wanted by 90% of industry pharma that answered, "
        "against 5% of the others. Look for a service option: the list has none."
    )


def test_a_customer_with_a_need_of_its_own_is_named():
    (line,) = lines_of(month_of(sat=(5,) * 4), wanted=[Wanted("photos", "customer:gamma", 1.0, 1, 0.1)])
    assert line.happened == "Wanted by Gamma; of the others by 10%."
    assert line.amount == "20.0k CNY a year"


def test_what_fell_says_of_whom_and_since_when():
    (line,) = lines_of(month_of(sat=(5,) * 4), changes=FELL)
    assert line.happened == (
        "The NPS of all answers fell from 30 in March 2026 to −10."
        if line.name == "NPS"
        else "Top two of the 9 customers that answered both times fell from 80% in March 2026 to 50%."
    )
    assert line.others.startswith("Also lower: ")


def test_few_answers_and_unmatched_ones_say_whom_to_ask_and_what_to_correct():
    response, data = lines_of(month_of(sat=(5, 5), rec=(9, 9), customers=("gamma", "unknown")))
    assert response.sentence == (
        "Class A: 0 of 3 customers of class A answered. "
        "Interview the others by telephone: Silent, Alpha and Beta."
    )
    assert data.happened.startswith("1 response belongs to no customer of the customer list")


@pytest.mark.parametrize("case", [{}, {"wanted": WANTED}, {"changes": FELL}])
def test_in_chinese_no_english_is_left_and_no_half_width_stop(case):
    before = words.language()
    try:
        words.use("zh")
        texts = [line.sentence for line in lines_of(**case)]
    finally:
        words.use(before)
    assert texts
    for text in texts:
        assert not {"Wanted", "satisfaction", "Call", "Decide", "fell"} & {*text.split()}
        assert ". " not in text and text.endswith("。")
