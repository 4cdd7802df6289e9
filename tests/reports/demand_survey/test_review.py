"""The review of a wave: its rules and its terms."""

from wcm_helpers.core import words


def test_the_rules_are_those_of_the_settings(sample_review):
    assert sample_review.rules_in_force["need_share"] == sample_review.rule.need_share
    assert "sections" not in sample_review.rules_in_force


def test_the_terms_are_explained_in_both_languages(sample_review):
    english = sample_review.terms
    before = words.language()
    try:
        words.use("zh")
        chinese = sample_review.terms
    finally:
        words.use(before)
    assert len(english) == len(chinese) >= 10
    assert not {*english} & {*chinese}
    assert not {*english.values()} & {*chinese.values()}
