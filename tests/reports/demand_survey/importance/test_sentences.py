from tests.reports.demand_survey.importance.test_section import review
from wcm_helpers.reports.demand_survey.importance import sentences
from wcm_helpers.reports.demand_survey.importance.section import importance_of


def test_what_falls_short_is_named_only_where_chance_is_excluded():
    made = review(12, 2, 4, 5, 3)
    assert sentences.gaps(importance_of(made), made.result.survey).startswith(
        "Dispatch on time falls short of its importance most: 5.0 against 2.0"
    )
    made = review(12, 4, 4, 4, 4)
    assert sentences.gaps(importance_of(made), made.result.survey) == (
        "No service falls short of its importance by more than chance explains."
    )


def test_no_service_may_be_both_important_and_weak():
    made = review(12, 4, 2, 5, 3)
    assert sentences.title(importance_of(made), made.result.survey) == (
        "No service is clearly both important and weak."
    )


def test_the_base_is_named():
    assert sentences.base(importance_of(review(12, 4, 2, 5, 3))) == (
        "Means of up to 12 customers that answered both questions."
    )
