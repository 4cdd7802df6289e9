"""The pack of a customer: the parts of the reports in their order, and nothing that names another."""

import pandas as pd
import pytest

from tests.reporting.small_report import small_report
from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.settings_file import load_settings
from wcm_helpers.packs.customer_pack import Month, customer_pack
from wcm_helpers.packs.invoice import COLUMNS
from wcm_helpers.packs.secrecy import Customers
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.customer_packs import PackSection, nothing

NAMES = {"c1": "First <b>", "c2": "Second Tea Ltd", "c3": "Total"}


@pytest.fixture
def made(shop):
    """A function from the parts of two reports to the sections of a pack, and what is withheld."""
    history = read_history(load_settings(shop.settings))
    no_bill, no_month = (
        pd.DataFrame(columns=list(COLUMNS)),
        pd.DataFrame(columns=["customer_id", "month", "amount"]),
    )

    def made(one, two=None, *, without=()):
        reports = {name: small_report(name, pack=parts) for name, parts in (("one", one), ("two", two or {}))}
        reviews = {name: None if name in without else object() for name in reports}
        month = Month(history, "2026-05", no_bill, no_month, reviews, reports, Customers(NAMES))
        pack = customer_pack(month, "c1", NAMES["c1"], "c1.html")
        return {section.name: section for section in pack.sections}, list(map(str, pack.withheld))

    return made


def says(text):
    return lambda review, reader: blocks.paragraph(text)


def test_parts_stand_in_their_order_and_reports_share_a_heading(made):
    pack, withheld = made(
        {
            "needs": PackSection(says("n"), 50, lambda: "Needs"),
            "plan": PackSection(says("p1"), 45, lambda: "Plan"),
        },
        {"plan": PackSection(says("p2"), 46, lambda: "Other"), "lead": PackSection(says("l"), 0)},
    )
    assert list(pack) == ["head", "lead", "volumes", "plan", "needs"]
    assert pack["plan"].sentences[-2:] == ["p1", "p2"]
    assert withheld == []


def test_headings_with_nothing_to_show_are_one_paragraph_at_the_end(made):
    pack, _withheld = made(
        {
            "a": PackSection(lambda review, reader: nothing("No ticket."), 30, lambda: "Tickets"),
            "b": PackSection(says("b"), 40, lambda: "B"),
            "c": PackSection(says("c"), 50, lambda: "C", lambda: "No survey."),
        },
        {"d": PackSection(says("d"), 60, lambda: "D")},
        without=("one", "two"),
    )
    assert list(pack) == ["head", "volumes", "left"]  # what a report without data says nothing of is left out
    assert pack["left"].sentences[-1] == "No survey."
    pack, _withheld = made({"a": PackSection(lambda review, reader: nothing("No ticket."), 30, lambda: "A")})
    assert pack["left"].sentences[-1] == "No ticket."


def test_a_text_that_names_another_is_withheld_and_said_to_the_analyst_alone(made):
    def part(review, reader):
        return blocks.paragraph(reader.text("as for second tea", "tickets", "T1"))

    pack, withheld = made({"a": PackSection(part, 30, lambda: "A")})
    assert pack["a"].sentences[-1] == "–"
    assert withheld == ["c1.html: a text of table tickets, row T1, names c2 and is left out."]
    assert "tea" not in withheld[0].casefold()


def test_a_part_that_asks_nobody_is_left_out_whole(made):
    pack, withheld = made(
        {"a": PackSection(says("see c2"), 30, lambda: "A"), "b": PackSection(says("fine"), 40, lambda: "B")}
    )
    assert list(pack) == ["head", "volumes", "b"]
    assert withheld == ["c1.html: the part a would name c2 and is left out."]


def test_a_customer_called_like_a_word_of_the_workbook_hides_no_part(made):
    pack, withheld = made({"a": PackSection(says("Total"), 30, lambda: "A")})
    assert pack["a"].sentences[-1] == "Total"
    assert withheld == []
