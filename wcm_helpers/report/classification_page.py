"""The sections of the classification report: a review in, pieces to show out."""

from wcm_helpers.report.explore import explore
from wcm_helpers.report.sections.back_test import back_test
from wcm_helpers.report.sections.bases import bases
from wcm_helpers.report.sections.certainty import certainty
from wcm_helpers.report.sections.classes import class_table
from wcm_helpers.report.sections.cross_check import cross_check
from wcm_helpers.report.sections.customers import everyone
from wcm_helpers.report.sections.dependence import dependence
from wcm_helpers.report.sections.first import first_page, head
from wcm_helpers.report.sections.industries import industries
from wcm_helpers.report.sections.lifecycle import lifecycle
from wcm_helpers.report.sections.moves import moves
from wcm_helpers.report.sections.recency import recency
from wcm_helpers.report.sections.rules import rules

__all__ = [
    "back_test", "bases", "certainty", "class_table", "cross_check", "dependence", "everyone", "explore",
    "first_page", "head", "industries", "lifecycle", "moves", "recency", "rules",
]  # fmt: skip
