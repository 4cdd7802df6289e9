"""How a customer stands is what the sections of the month say of it."""

import pytest

from wcm_helpers.reports.classification.certainty.section import class_certainty
from wcm_helpers.reports.classification.one_customer.standing import class_row, standing


@pytest.mark.parametrize("customer", ["C00035", "C00047", "C00055", "C00150", "C00081"])
def test_class_segment_state_and_value_are_those_of_the_list_of_all_customers(sample_review, customer):
    told = dict(standing(sample_review, customer))
    row = sample_review.customers.tables["customers"].set_index("Number").loc[customer]
    assert told["Official class"] == row["Class"]
    assert (told["Segment"], told["State"]) == (row["Segment"], row["State"])
    assert told["Share"] == f"{100 * row['Share']:.1f}%"
    at_risk = customer in set(sample_review.computed(class_certainty).boundary["customer_id"])
    assert told["At risk of changing class"] == ("yes" if at_risk else "no")


def test_reasons_and_steps_are_those_of_the_sections(sample_review):
    leaving = sample_review.lifecycle.tables["leaving"].set_index("Customer")
    names = sample_review.result.directory["customer_name"]
    for customer in names[names.isin(leaving.index)].index:
        told = dict(standing(sample_review, customer))
        row = leaving.loc[names[customer]]
        assert told["What to do"] == row["What to do"]
        assert told.get("What happened", told["State"]) == row["What happened"]


def test_a_customer_outside_the_window_has_a_state_and_no_class(sample_review):
    assert class_row(sample_review, "C00019") is None
    told = dict(standing(sample_review, "C00019"))
    assert "Official class" not in told and "Segment" not in told
    assert told["State"] in ("lost", "dormant")


def test_a_customer_that_was_never_active_has_nothing(sample_review):
    assert standing(sample_review, "nobody") == []
