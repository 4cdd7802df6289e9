"""Persons and reasons are published only where the settings say so; contacts never are."""

import pandas as pd
import pytest

from tests.data.exports import BILLS, OVERRIDES
from wcm_helpers.core.visible import cell
from wcm_helpers.data.facts.confidential import as_published
from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.tables import TABLES

ROWS = "customer_id,class,approved_by,reason,valid_from,expires\n"
ROWS += "a,B,王五,老客户 13800000000,2026-04-01,2026-12-31\n"
ACTIONS = pd.DataFrame(
    {
        "id": ["M1", "M2"],
        "owner": ["李四", None],
        "decision": ["", "closed by 李四, wang@example.com"],
        "description": ["李四 trains the shift, tel 87654321", "more racks"],
    }
)


@pytest.mark.parametrize(
    ("site", "approved_by", "reason"),
    [
        ("", "[…]", "[…]"),
        ("publish_names = false", "[…]", "[…]"),
        ("publish_names = true", "王五", "老客户 […]"),
    ],
)
def test_who_approved_a_class_and_why_is_shown_where_the_settings_say_so(billed, site, approved_by, reason):
    billed.write(w__csv=ROWS)
    [row] = read_history(billed.settings(OVERRIDES, site=site)).overrides("2026-05").to_dict("records")
    assert (row["approved_by"], row["reason"], row["class"]) == (approved_by, reason, "B")


def test_a_person_is_taken_out_of_the_texts_of_the_register_and_a_blank_stays_one():
    rows = as_published(ACTIONS, TABLES["actions"], publish_names=False)
    assert rows["owner"].fillna("").tolist() == ["[…]", ""]
    assert rows["decision"].tolist() == ["", "[…]"]
    assert rows["description"].tolist() == ["[…] trains the shift, […]", "more racks"]


def test_with_names_published_only_contacts_are_taken_out():
    rows = as_published(ACTIONS, TABLES["actions"], publish_names=True)
    assert rows["owner"].fillna("").tolist() == ["李四", ""]
    assert rows["decision"].tolist() == ["", "closed by 李四, […]"]
    assert rows["description"].tolist() == ["李四 trains the shift, […]", "more racks"]


def test_a_table_without_persons_is_unchanged(billed):
    rows = pd.DataFrame({"customer_id": ["13800000000"]})
    assert as_published(rows, TABLES["customers"], publish_names=False).equals(rows)
    assert read_history(billed.settings(BILLS)).table("class_overrides") is None


def test_every_column_named_is_one_of_the_table():
    for table in TABLES.values():
        assert {*table.persons, *table.reasons_given, *table.free_texts} <= set(table.names)


@pytest.mark.parametrize("text", ["=SUM(1)", "-10 % of the orders", "＋2 persons", "'quoted", "plain"])
def test_a_text_of_the_register_is_the_same_after_it_was_published_and_read_again(text):
    rows = pd.DataFrame({"id": ["M1"], "description": [cell(text)]})
    assert as_published(rows, TABLES["actions"], publish_names=False)["description"].tolist() == [text]
