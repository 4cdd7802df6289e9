"""Every figure of run.json has the name a reader knows."""

from wcm_helpers.core import words
from wcm_helpers.reporting.comparison import flat
from wcm_helpers.reports.classification.figure_names import figure_names

#: What is no number: which value counts, and in what.
WORDS = {"value_basis", "measure"}


def test_every_figure_that_is_a_number_has_a_name_and_no_name_is_without_figure(sample_review):
    names = [one.id for one in figure_names(sample_review)]
    assert len(names) == len(set(names))
    assert set(names) == set(flat(sample_review.figures)) - WORDS


def test_no_name_is_an_id_in_either_language(sample_review):
    english = [one.name for one in figure_names(sample_review)]
    assert len(set(english)) == len(english) and not [name for name in english if "_" in name]
    words.use("zh")
    try:
        chinese = [one.name for one in figure_names(sample_review)]
    finally:
        words.use("en")
    assert not set(english) & set(chinese)
