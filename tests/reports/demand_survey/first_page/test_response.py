"""Who answered: customers against the frame, by class, and who of class A did not."""

from tests.reports.demand_survey.first_page.cases import FRAME, frame_of, month_of
from wcm_helpers.reports.demand_survey.first_page.response import count_response


def test_customers_are_counted_once_against_the_frame():
    response = count_response(month_of(customers=("alpha", "alpha", "gamma", "other")))
    assert response.responses == 4
    assert response.customers == (2, 5)
    assert response.by_class == {"A": (1, 3), "B": (0, 1), "C": (1, 1)}
    assert response.unmatched == 1
    assert response.silent == ["Silent", "Beta"]  # 800 and 300 thousand


def test_a_response_without_an_answer_counts_for_nobody():
    response = count_response(month_of(sat=(4, None, 3, 2), rec=(9,) * 4, empty=[False, True, False, False]))
    assert (response.responses, response.customers.answered) == (3, 3)


def test_where_nobody_knows_who_was_asked_there_is_no_rate():
    assert count_response(month_of(anonymous=True)).customers is None
    assert count_response(month_of(frame=FRAME.iloc[:0])).by_class == {}


def test_customers_without_a_class_are_in_no_class():
    response = count_response(month_of(frame=frame_of(alpha=(None, None, None))))
    assert response.by_class == {} and response.customers == (1, 1)
