"""The headings that the performance review fills in the pack of a customer."""

from wcm_helpers.core.words import _
from wcm_helpers.reporting.customer_packs import PackSection
from wcm_helpers.reports.performance.pack.measures import measures, no_measures
from wcm_helpers.reports.performance.pack.open_issues import no_tickets, open_issues
from wcm_helpers.reports.performance.pack.service import lead, no_orders, service

PACK = {
    "lead": PackSection(lead, 0),
    "service": PackSection(service, 20, lambda: _("What we promised, and what we kept"), no_orders),
    "open_issues": PackSection(open_issues, 30, lambda: _("Open issues"), no_tickets),
    "actions": PackSection(measures, 40, lambda: _("What we did and what is agreed"), no_measures),
}
