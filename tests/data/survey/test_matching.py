"""Responses and customers: the same name in another spelling, and never one of two."""

import pandas as pd
import pytest

from wcm_helpers.data.survey.matching import bare_name, matched_by_name, matched_by_number

CUSTOMERS = pd.DataFrame(
    {
        "customer_id": ["0001", "0002", "K3", "K4", "K5"],
        "customer_name": ["澄屿汽车配件（东莞）有限公司", "Tallowby Apparel Co", "A Ltd", "A Inc", None],
    }
)


@pytest.mark.parametrize(
    ("written", "customer"),
    [
        ("澄屿汽车配件（东莞）有限公司", "0001"),
        (" 澄屿汽车配件(东莞) ", "0001"),
        ("Tallowby  Apparel  Co", "0002"),
        ("TALLOWBY APPAREL CO., LTD.", "0002"),
        ("A Ltd", "K3"),
        ("a inc", "K4"),
        ("A", None),  # two customers are A without their legal form
        ("A GmbH", None),
        ("澄屿汽车配件（苏州）有限公司", None),
        ("", None),
        ("有限公司", None),
    ],
)
def test_names(written, customer):
    assert matched_by_name([written], CUSTOMERS) == [customer]


@pytest.mark.parametrize(
    ("written", "customer"),
    [("0001", "0001"), ("1", None), (" k3 ", "K3"), ("Ｋ3", "K3"), ("", None), ("9999", None)],
)
def test_numbers_keep_their_zeros(written, customer):
    assert matched_by_number([written], CUSTOMERS) == [customer]


def test_without_names_nobody_is_matched():
    assert matched_by_name(["A Ltd"], CUSTOMERS[["customer_id"]]) == [None]


def test_a_name_of_a_legal_form_alone_stays():
    assert bare_name("有限公司") == "有限公司"
