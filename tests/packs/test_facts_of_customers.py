"""Facts of a month for packs, on the invented warehouse: counts, targets and tickets of each customer."""

import pandas as pd
import pytest

from tests.sample.committed import SAMPLE
from wcm_helpers.core.paths import SAMPLE_SETTINGS
from wcm_helpers.packs.facts_of_customers import facts_of
from wcm_helpers.reports import open_report

MONTH = "2026-10"


@pytest.fixture(scope="module")
def facts():
    reviews = [
        open_report(name, settings=str(SAMPLE_SETTINGS), month=MONTH)
        for name in ("performance", "demand_survey")
    ]
    return facts_of(reviews[0].history, MONTH, ["C00003"], *reviews)


def test_counts_of_all_customers_add_up_to_those_of_the_review(facts):
    service = facts.review.result.service.order_counts(MONTH, 13)
    assert facts.counts["measured"].sum() == service["otif_measured"].sum()
    assert facts.counts["kept"].sum() == service["otif"].sum()
    own = facts.service_months("C00003", 12)
    assert own["month"].tolist()[-1] == MONTH
    assert len(own) == 12
    assert facts.service_months("nobody", 12).empty


def test_targets_are_those_agreed(facts):
    assert facts.target("C00003") == 0.95  # sla_terms.csv: 95% for every class of orders out


def test_open_tickets_were_opened_by_the_end_of_the_month_and_not_resolved(facts):
    log = pd.read_csv(SAMPLE / "tickets.csv", dtype=str)
    assert set(facts.tickets["ticket_id"]) <= set(log.iloc[:, 0])
    assert facts.tickets["created_at"].max() < pd.Timestamp("2026-11-01")


def test_answers_are_of_customers_that_answered_the_named_survey(facts):
    assert not facts.survey.anonymous
    assert set(facts.answers) == set(open_answers(facts))


def open_answers(facts):
    responses = facts.survey.responses
    return responses.loc[~responses["empty"], "customer_id"].dropna()
