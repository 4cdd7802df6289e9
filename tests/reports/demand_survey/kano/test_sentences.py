import pytest

from tests.reports.demand_survey.kano.test_analysis import kano_survey
from wcm_helpers.reports.demand_survey.kano import sentences
from wcm_helpers.reports.demand_survey.kano.analysis import analyse_kano


@pytest.mark.parametrize(
    ("categories", "sentence"),
    [
        ("M" * 9, "Must be there: K1F. Without it customers are dissatisfied."),
        ("O" * 9, "The more the better: K1F."),
        ("A" * 9, "Delights: K1F. It pleases, and few would miss it."),
        ("I" * 9, "Does not matter to most: K1F."),
        ("I" * 9 + "M" * 9, "On K1F opinions are mixed: no answer leads by more than chance explains."),
        ("MMM", "Cannot tell what must be there and what pleases: too few usable answers."),
        ("Q" * 9, "Cannot tell what must be there and what pleases: too few usable answers."),
    ],
)
def test_the_first_sentence(categories, sentence):
    survey = kano_survey(categories)
    assert sentences.findings(analyse_kano(survey, 5), survey)[0] == sentence


def test_classes_that_agree_are_no_difference():
    survey = kano_survey("M" * 18, "A" * 9 + "C" * 9)
    assert sentences.differences(analyse_kano(survey, 5), survey) == []
