"""The sentences: observations, the test of look-alikes with its numbers, gaps."""

import pandas as pd

from wcm_helpers.methods.look_alikes import HeldOut
from wcm_helpers.reports.service_plan.recommendations.look import LookAlikes
from wcm_helpers.reports.service_plan.recommendations.sentences import look_sentence, offers_sentence

OFFER = {
    "name": "Anna", "buyers": 9, "others": 10, "industry": "food", "service": "kits", "elsewhere": 0.05,
}  # fmt: skip


def look(*numbers):
    return LookAlikes(HeldOut(*numbers), pd.DataFrame(), 60, 5, 3)


def test_an_offer_is_an_observation():
    sentence = offers_sentence(pd.DataFrame([OFFER, OFFER]))
    assert sentence.startswith("Anna: 9 of 10 other customers of the industry food have kits, it has not; in")
    assert "1 more such case. That is an observation" in sentence
    assert "clearly one of its industry" in offers_sentence(pd.DataFrame())


def test_the_test_has_its_numbers():
    better = look_sentence(look("better", 40, 30, 10, 20, 0, 0.0001))
    assert "In the last 3 months 40 customers" in better and "right for 30" in better and "for 10" in better
    assert "clearly better" in better
    assert "cannot be told" in look_sentence(look("cannot_tell", 4, 1, 1, 0, 0, 1.0))


def test_nothing_new_or_nothing_at_all_cannot_tell():
    assert "none of 60 customers" in look_sentence(look("cannot_tell", 0, 0, 0, 0, 0, 1.0))
    assert "cannot be tested" in look_sentence(None)
