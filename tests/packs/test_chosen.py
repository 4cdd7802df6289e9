"""Which customers get a pack: a class, or a list of known numbers."""

import pytest

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.packs.chosen import chosen_customers
from wcm_helpers.reporting.opening import open_settings
from wcm_helpers.reports import REPORTS

CLASSES = {"c3": "A", "c1": "A", "c2": "B", "c4": ""}


def settings(shop, packs):
    return open_settings(shop.write_settings(f"[packs]\n{packs}\n" if packs else ""), REPORTS)


@pytest.mark.parametrize(
    ("packs", "expected"),
    [
        ('customers = "A"', ["c1", "c3"]),
        ('customers = "C"', []),
        ('customers = ["c4", "c2", "c2"]', ["c2", "c4"]),
    ],
)
def test_a_class_or_a_list(shop, packs, expected):
    assert chosen_customers(settings(shop, packs), CLASSES) == expected


@pytest.mark.parametrize(
    ("packs", "fault"),
    [
        ("", r"No customer gets a pack\. Name them in the settings"),
        ('customers = ["c1", "c9"]', r"names c9, which the tables of the site do not have"),
    ],
)
def test_what_cannot_be_chosen_is_one_line(shop, packs, fault):
    with pytest.raises(WorkbookError, match=fault):
        chosen_customers(settings(shop, packs), CLASSES)


@pytest.mark.parametrize("packs", ['customers = "D"', 'languages = { c1 = "fr" }', "customer = []"])
def test_a_setting_that_is_none_is_refused(shop, packs):
    with pytest.raises(WorkbookError, match=r"\[packs"):
        chosen_customers(settings(shop, packs), CLASSES)
