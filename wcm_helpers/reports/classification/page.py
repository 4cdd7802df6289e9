"""The sections of the classification report: a review in, pieces to show out."""

from wcm_helpers.reports.classification.backtest.section import back_test
from wcm_helpers.reports.classification.certainty.section import certainty
from wcm_helpers.reports.classification.classes.explore import explore
from wcm_helpers.reports.classification.classes.section import class_table
from wcm_helpers.reports.classification.clusters.section import cross_check
from wcm_helpers.reports.classification.concentration.section import dependence
from wcm_helpers.reports.classification.customers.section import everyone
from wcm_helpers.reports.classification.first_page.section import first_page, head
from wcm_helpers.reports.classification.industries.section import industries
from wcm_helpers.reports.classification.lifecycle.section import lifecycle
from wcm_helpers.reports.classification.moves.section import moves
from wcm_helpers.reports.classification.rfm.section import recency
from wcm_helpers.reports.classification.rules.section import rules
from wcm_helpers.reports.classification.value_bases.section import bases

__all__ = [
    "back_test", "bases", "certainty", "class_table", "cross_check", "dependence", "everyone", "explore",
    "first_page", "head", "industries", "lifecycle", "moves", "recency", "rules",
]  # fmt: skip
