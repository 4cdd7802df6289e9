"""A reader's test: page 1 alone, in either language, answers five questions with the planted truth."""

import re
from itertools import pairwise

import pytest

from tests.reports.classification.first_page import examples
from tests.sample.committed import SAMPLE, read
from wcm_helpers.core import words
from wcm_helpers.core.months import add_months, month_range
from wcm_helpers.core.words import _
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.first_page.cards import cards
from wcm_helpers.reports.classification.first_page.section import events_of, headline_of, this_month
from wcm_helpers.reports.classification.report import CLASSIFICATION
from wcm_helpers.reports.classification.sentences import finding

MONTHS = month_range("2025-11", "2026-10")
#: The three months of which the five answers are compared with the truth.
READ = ("2026-05", "2026-07", "2026-10")
LANGUAGES = ("en", "zh")
#: "Nothing changed" in both languages.
UNCHANGED = ("Nothing changed against", "相比没有变化")


@pytest.fixture(autouse=True)
def english():
    """Leave the language as it was."""
    before = words.language()
    yield
    words.use(before)


@pytest.fixture(scope="module")
def reviews(sample_review):
    """Return the review of each of the last twelve months, from one reading of the exports."""
    parameters = sample_review.parameters
    return {
        month: CLASSIFICATION.open(
            sample_review.history, type(parameters)(**{**parameters.model_dump(), "month": month})
        )
        for month in MONTHS
    }


@pytest.fixture(scope="module")
def truth():
    """Return what was planted, by customer id, with the names of the customer list."""
    planted = read(SAMPLE / "truth" / "customers.csv").merge(read(SAMPLE / "customers.csv"), on="customer_id")
    return planted.set_index("customer_id")


@pytest.fixture(scope="module")
def pages(reviews):
    """Return the texts of page 1 by month and language: headline, lines, and the cards by id."""
    before, texts = words.language(), {}
    for language in LANGUAGES:
        words.use(language)
        for month, review in reviews.items():
            if month in READ or language == "en":
                by_id = {card.indicator.id: card for card in cards(review.result)}
                texts[month, language] = (headline_of(review), this_month(review).content, by_id)
    words.use(before)
    return texts


def lines_on(page, name):
    return [line for line in page[1] if line.name == name]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", READ)
def test_who_loses_us_money(reviews, pages, truth, month, language):
    losses = reviews[month].computed(events_of).losses
    planted = truth[(truth["costly"] == "true") | (truth["behaviour"] == "negative")]
    assert set(losses["customer_id"]) <= set(planted.index)
    if month == "2026-10":  # a year after the losses began everyone of them is in the red
        assert set(losses["customer_id"]) == set(planted.index) and len(losses) == 6
    first, *_more = [line for line in pages[month, language][1] if line.kind == "loss"]
    assert first.name == planted.loc[losses["customer_id"].iloc[0], "customer_name"]
    assert first.weight == -losses["margin"].min() and first.step
    others = len(losses) - sum(line.kind == "loss" for line in pages[month, language][1])
    assert re.search(r"\d+", first.others)[0] == str(others)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", READ)
def test_who_is_leaving(reviews, pages, truth, month, language):
    lines = [line for line in pages[month, language][1] if line.kind == "leaving"]
    behaviour = truth.set_index("customer_name")["behaviour"]
    assert lines and {behaviour[line.name] for line in lines} <= {"declining", "lost", "won_back"}
    # The largest customer that shrinks all the time is on the page in every month, with its fall.
    shrinking = next(line for line in lines if line.name == truth.loc["C00035", "customer_name"])
    amounts = reviews["2026-10"].result.customer_months.amounts.loc["C00035"]
    now, year_ago = (
        amounts[month_range(add_months(last, -2), last)].sum() for last in (month, add_months(month, -12))
    )
    assert f"{100 * (1 - now / year_ago):.0f}%" in shrinking.happened
    assert shrinking.step == _in(language, "Call this week.")


def test_every_planted_loss_of_a_customer_is_in_a_headline(pages, truth):
    lost = truth[(truth["behaviour"] == "lost") & (truth["since"] > MONTHS[0])]
    assert len(lost) >= 5
    for row in lost.itertuples():
        last = add_months(row.since, -1)  # the month it ended with: the customer list has the day
        assert row.customer_name in pages[last, "en"][0], (row.customer_name, last)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_changed_class_and_is_it_certain(pages, truth, language):
    # C00102 crosses from A to B in May and is confirmed in July; C00035 and C00044 cross in October.
    name = truth["customer_name"]
    (may,) = lines_on(pages["2026-05", language], name["C00102"])
    assert _in(language, "official by {month} if it lasts").search(may.happened)
    (july,) = lines_on(pages["2026-07", language], name["C00102"])
    assert july.happened.startswith(_in(language, "From class A to class B, certain"))
    assert name["C00102"] in pages["2026-07", language][0]
    for customer, letter in (("C00035", "B"), ("C00044", "A")):
        assert truth.loc[customer, ["to_class", "crosses_in"]].tolist() == [letter, "2026-10"]
        (line,) = lines_on(pages["2026-10", language], name[customer])
        assert _in(language, "official by {month} if it lasts").search(line.happened)
        assert letter in line.happened


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", READ)
def test_how_dependent_are_we(reviews, pages, month, language):
    months = month_range(add_months(month, -11), month)
    amounts = reviews["2026-10"].result.customer_months.amounts[months].sum(axis=1)
    positive = amounts[amounts > 0]
    card = pages[month, language][2]["top1"]
    assert card.value == f"{100 * positive.max() / positive.sum():.0f}%"
    assert card.note == reviews[month].result.directory.loc[positive.idxmax(), "customer_name"]
    assert card.previous and card.year_ago


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", READ)
def test_what_do_i_do_first(reviews, pages, month, language):
    # the greatest loss; one below a thousandth of the revenue comes after who is leaving
    months = month_range(add_months(month, -11), month)
    book = reviews["2026-10"].result.customer_months
    revenue, cost = (book.table(name)[months].sum(axis=1) for name in ("revenue", "cost"))
    small = 1000 * (cost - revenue).max() < revenue.sum()
    first = pages[month, language][1][0]
    assert (first.kind, first.section) == (("leaving", "lifecycle") if small else ("loss", "money"))
    assert first.step and first.amount


def test_no_line_asks_for_nothing_and_no_customer_has_two(pages):
    for month in MONTHS:
        lines = pages[month, "en"][1]
        assert 3 <= len(lines) <= 5
        assert all(line.step and line.happened and line.section for line in lines)
        names = [line.name for line in lines]
        assert len(set(names)) == len(names)


def test_neighbouring_headlines_differ_unless_nothing_changed(pages):
    assert_different([pages[month, "en"][0] for month in MONTHS])


def test_neighbouring_headlines_of_a_young_history_differ(reviews):
    facts = reviews["2026-10"].result.customer_months.facts
    facts = facts[facts["month"] >= "2025-09"]  # fourteen months
    customers, rule = reviews["2026-10"].history.customers, reviews["2026-10"].result.rule
    headlines = [
        examples.headline_of(classify_month(facts, customers, month, rule, currency="CNY", source="invoices"))
        for month in MONTHS
    ]
    assert_different(headlines)


def assert_different(headlines):
    for before, now in pairwise(headlines):
        assert before != now or now.startswith(UNCHANGED)


def test_class_a_has_one_number(reviews, pages):
    for month in MONTHS:
        review = reviews[month]
        n_in_a = int((review.result.classes["official"] == "A").sum())
        assert pages[month, "en"][2]["class_a"].value == str(n_in_a)
        assert finding(review.result, "official").startswith(f"{n_in_a} of ")  # the title of the picture
        assert review.figures["official"]["A"] == n_in_a
    (table,) = (frame for name, frame in reviews["2026-10"].classes.tables.items() if name == "classes")
    assert table.set_index(table.columns[0]).loc["A"].iloc[0] == n_in_a


def _in(language, message):
    """Return a message in a language: as a text, or as a pattern where it has a placeholder."""
    if message.startswith("From class"):
        return {"en": "From class A to class B, certain", "zh": "由A类变为B类，已确认"}[language]
    if "{month}" in message:
        return re.compile(
            {"en": r"official by \w+ 20\d\d if it lasts", "zh": r"最迟20\d\d年\d+月正式生效"}[language]
        )
    words.use(language)
    return _(message)
