"""How a customer stands is what the sections of the month say of it."""

import pytest

from wcm_helpers.reports.classification.certainty.section import class_certainty
from wcm_helpers.reports.classification.one_customer.standing import class_row, standing


@pytest.mark.parametrize("customer", ["C00035", "C00047", "C00055", "C00150", "C00081"])
def test_class_segment_state_and_value_are_those_of_the_list_of_all_customers(sample_review, customer):
    known = dict(standing(sample_review, customer))
    row = sample_review.customers.tables["customers"].set_index("Number").loc[customer]
    assert known["Official class"] == row["Class"]
    assert (known["Segment"], known["State"]) == (row["Segment"], row["State"])
    assert known["Share"] == f"{100 * row['Share']:.1f}%"
    at_risk = customer in set(sample_review.computed(class_certainty).boundary["customer_id"])
    assert known["At risk of changing class"] == ("yes" if at_risk else "no")


def test_reasons_and_steps_are_those_of_the_sections(sample_review):
    leaving = sample_review.lifecycle.tables["leaving"].set_index("Customer")
    names = sample_review.result.directory["customer_name"]
    for customer in names[names.isin(leaving.index)].index:
        known = dict(standing(sample_review, customer))
        row = leaving.loc[names[customer]]
        assert known["What to do"] == row["What to do"]
        assert known.get("What happened", known["State"]) == row["What happened"]


def test_a_customer_outside_the_window_has_a_state_and_no_class(sample_review):
    assert class_row(sample_review, "C00019") is None
    known = dict(standing(sample_review, "C00019"))
    assert "Official class" not in known and "Segment" not in known
    assert known["State"] in ("lost", "dormant")


def test_a_customer_that_was_never_active_has_nothing(sample_review):
    assert standing(sample_review, "nobody") == []
