import pytest

from tests.reports.demand_survey.reviews import frame_of, review_of
from tests.reports.demand_survey.reviews import kinds_of as kinds
from tests.reports.demand_survey.reviews import text_of as texts
from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.importance.section import importance, importance_detail

NAMES = ("P1", "P2", "I1", "I2")
QUESTIONS = [
    question("P1", "performance", text="Dispatch on time"),
    question("P2", "performance", text="Clear invoices"),
    question("I1", "importance", pair_id="P1"), question("I2", "importance", pair_id="P2"),
]  # fmt: skip


def review(n, p1, p2, i1, i2, **more):
    answers = {name: [value] * n for name, value in zip(NAMES, (p1, p2, i1, i2), strict=True)}
    return review_of(survey_of(QUESTIONS, answers, **more), frame=frame_of([]))


def test_what_to_improve_first_is_named():
    made = importance(review(12, 2, 4, 5, 3))
    assert kinds(made) == ["chart", "table", "paragraph"]
    assert "Improve first: Dispatch on time." in texts(made)
    # gap 3 of twelve customers alike; two pairs of variance 2 are added: (12 · 9 + 2 · 2) / 14 − (36 / 14)²
    # is 1.388, its standard error √(1.388 / 14) = .315: 2.571 ± .617
    assert "a gap of 3.0 points (95% interval 2.0 to 3.2)" in texts(made)
    detail = importance_detail(review(12, 2, 4, 5, 3))
    assert kinds(detail) == ["table", "paragraph"] and "100%" in texts(detail)


def test_few_answers_place_nothing():
    made = texts(importance(review(3, 2, 4, 5, 3)))
    assert "Cannot tell what to improve first" in made and "2 services cannot be placed" in made


def test_importance_near_its_ceiling_is_remarked():
    assert "Customers call nearly everything equally important (5.0 to 5.0)." in texts(
        importance(review(12, 2, 4, 5, 5))
    )


def test_without_pairs_the_page_says_what_it_would_show():
    made = importance(review_of(survey_of([question("P1", "performance")], {"P1": [1]})))
    assert kinds(made) == ["box"] and "pair_id" in texts(made)


@pytest.mark.parametrize("answer", [None, 5, 1])
@pytest.mark.parametrize("n", [0, 1, 3])
def test_hostile_waves_give_a_page(n, answer):
    for made in (importance(review(n, *[answer] * 4)), importance_detail(review(n, *[answer] * 4))):
        assert texts(made)


def test_a_small_anonymous_survey_shows_nothing():
    assert "Too few answers" in texts(importance(review(4, 2, 4, 5, 3, anonymous=True)))
    assert "Improve first: Dispatch on time." in texts(importance(review(9, 2, 4, 5, 3, anonymous=True)))


def test_means_of_an_anonymous_survey_do_not_tell_a_small_level():
    few = review_of(
        survey_of(
            [question("P1", "performance"), question("I1", "importance", pair_id="P1")],
            {"P1": [1] * 4 + [4] * 20, "I1": [5] * 24},
            anonymous=True,
        )
    )
    for section in (importance, importance_detail):
        assert "fewer than 5 people" in texts(section(few))
        assert "Improve" not in texts(section(few))
