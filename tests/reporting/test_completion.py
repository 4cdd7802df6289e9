"""The Tab key lists sections, customers and tables at once, and computes none of them."""

from types import SimpleNamespace

import pytest
from IPython.core.completer import IPCompleter, provisionalcompleter

from tests.reporting.small_report import review
from wcm_helpers.reporting import blocks, completion
from wcm_helpers.reporting.customer_lookup import CustomerPages
from wcm_helpers.reporting.section import SectionDefinition

NAMES = {"C00035": "启东东沐", "C00036": "启东德崧", "D1": 'A "B"'}


@pytest.fixture
def opened(shop):
    def refuse(*_given):
        raise AssertionError("computed by the Tab key")

    return review(
        shop,
        sections={"moves": SectionDefinition(refuse), "money": SectionDefinition(lambda review: table())},
        figures=refuse,
        headline=refuse,
        customers=CustomerPages(lambda review: NAMES, refuse),
    )


def table():
    import pandas as pd

    frame = pd.DataFrame({"n": [1]})
    return blocks.table(frame, [blocks.Column("n", "N")], name="losses", caption="c")


@pytest.fixture(params=[True, False], ids=["jedi", "no jedi"])
def complete(opened, request):
    """Return what IPython offers behind a text, in a notebook with the variable ``review``."""
    shell = SimpleNamespace(user_ns={"review": opened, "number": 5})
    completer = IPCompleter(namespace=shell.user_ns, global_namespace={}, use_jedi=request.param)
    shell.Completer = completer
    completion.install(shell)
    completion.install(shell)
    assert len(completer.custom_matchers) == 1

    def offered(text):
        with provisionalcompleter():
            return [text[: one.start] + one.text for one in completer.completions(text, len(text))]

    return offered


@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("review.", {"review.moves", "review.money", "review.customer", "review.compare", "review.save"}),
        ("review.mo", {"review.moves", "review.money", "review.month"}),
        ("x = review.cust", {"x = review.customer"}),
        ("review.moves.", {"review.moves.tables", "review.moves.save", "review.moves.blocks"}),
        ("review.moves.ta", {"review.moves.tables"}),
    ],
)
def test_sections_and_what_they_have_are_listed_and_not_computed(complete, opened, text, among):
    assert among <= set(complete(text))
    assert dict(opened.made) == {}


@pytest.mark.parametrize("text", ['review.customer("', "review.customer['", 'print(review.customer( "'])
def test_customers_are_listed_by_number_and_name(complete, text):
    names = ["C00035", "C00036", "D1", "启东东沐", "启东德崧", 'A "B"']
    expected = [name for name in names if '"' not in text or '"' not in name]
    assert sorted(complete(text)) == sorted(text + name for name in expected)


def test_the_letters_typed_are_kept(complete):
    assert complete('review.customer("C0003') == ['review.customer("C00035', 'review.customer("C00036']
    assert complete('review.customer("启东东') == ['review.customer("启东东沐']


def test_tables_are_listed_once_the_section_is_there(complete, opened):
    opened.section("money")
    assert complete('review.money.tables["') == ['review.money.tables["losses']
    assert completion.offered('review.moves.tables["', {"review": opened}) == ("", [])


@pytest.mark.parametrize("text", ["number.", "other.review.", "review().", 'number.customer("', "review"])
def test_elsewhere_nothing_is_offered(opened, text):
    assert completion.offered(text, {"review": opened, "number": 5}) == ("", [])


def test_a_report_without_pages_of_customers_offers_none(shop):
    assert completion.offered('review.customer("', {"review": review(shop)}) == ("", [])


def test_outside_a_notebook_nothing_happens():
    completion.install()
