from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.kano.analysis import EVERYONE, analyse_kano, pair_kano, service_label

QUESTIONS = [
    question("K1F", "kano_f", pair_id="K1"), question("K1D", "kano_d", pair_id="K1"),
    question("K2F", "kano_f", pair_id="K2"),
]  # fmt: skip
#: Answers with and without the service, by category.
PAIRS = {"M": (3, 5), "O": (1, 5), "A": (1, 3), "I": (3, 3), "R": (5, 1), "Q": (1, 1)}


def kano_survey(categories, classes=None, **more):
    """Return a survey of one Kano pair with these categories, such as "MMOA"."""
    functional = [PAIRS[key][0] for key in categories]
    dysfunctional = [PAIRS[key][1] for key in categories]
    answers = {"K1F": functional, "K1D": dysfunctional, "K2F": [None] * len(categories)}
    classes = list(classes) if classes else [None] * len(categories)
    return survey_of(QUESTIONS, answers, **{"class": classes, **more})


def test_a_pair_needs_both_questions():
    assert pair_kano(kano_survey("M")) == {"K1F": "K1D"}


def test_every_response_counts_and_so_do_classes():
    survey = kano_survey("M" * 10 + "I" * 10, "A" * 10 + "C" * 9 + "N", customer_id=["x"] * 20)
    groups = analyse_kano(survey, 5).services["K1F"]
    assert list(groups) == [EVERYONE, "A", "C", "N"]
    assert groups[EVERYONE].counts["M"] == 10 and groups[EVERYONE].category == "mixed"
    assert (groups["A"].category, groups["C"].category, groups["N"].category) == ("M", "I", "")


def test_an_anonymous_survey_shows_no_small_class():
    survey = kano_survey("M" * 20 + "I" * 13, "A" * 20 + "B" * 10 + "C" * 3, anonymous=True)
    # class C has three: with the next smaller one, B, it is hidden, so that the total does not tell it
    assert list(analyse_kano(survey, 5).services["K1F"]) == [EVERYONE, "A"]
    assert analyse_kano(kano_survey("MMII", anonymous=True), 5).services == {}


def test_counts_of_an_anonymous_survey_are_shown_only_where_they_tell_nobody():
    # three questionable answers: even with them hidden, n less the others tells how many
    few = "M" * 9 + "O" * 9 + "A" * 9 + "I" * 9 + "QQQ"
    assert analyse_kano(kano_survey(few, anonymous=True), 5).counts_shown == {"K1F": False}
    many = "M" * 9 + "O" * 9 + "A" * 9 + "I" * 9 + "RRR" + "QQQ"
    assert analyse_kano(kano_survey(many, anonymous=True), 5).counts_shown == {"K1F": True}
    assert analyse_kano(kano_survey("MMMQ"), 5).counts_shown == {"K1F": True}


def test_the_service_is_named_by_its_need():
    questions = [
        question("NEED", "multi", levels=("Stock view", "None"), need=("stock_view", "")),
        question("K1F", "kano_f", pair_id="K1", need="stock_view"), question("K1D", "kano_d", pair_id="K1"),
    ]  # fmt: skip
    survey = survey_of(questions, {"NEED": [None], "K1F": [1], "K1D": [1]})
    assert service_label(survey, "K1F") == "Stock view"
    assert service_label(kano_survey("M"), "K1F") == "K1F"
