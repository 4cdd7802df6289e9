"""The private files of the care plan, with names, for the owner of the folder that the settings name.

There is no variant without names to share: the number of a contact beside its birthday is personal data, too.
"""

from wcm_helpers.care.calendar_file import to_ics
from wcm_helpers.care.files import to_care_csv
from wcm_helpers.care.wording import Names
from wcm_helpers.data.settings import Settings
from wcm_helpers.reporting.private_files import PrivateFiles
from wcm_helpers.reports.service_plan.keeping_in_touch.care_month import care_of
from wcm_helpers.reports.service_plan.parameters import SECTION, ServicePlanSettings
from wcm_helpers.reports.service_plan.review import ServicePlanReview


def care_files(review: ServicePlanReview) -> dict[str, bytes]:
    """Return the care plan of the next month as a calendar and as CSV, by file name.

    Without contacts and contracts there is none.
    """
    care = review.computed(care_of)
    if care is None:
        return {}
    names = names_of(review)
    return {
        "care.ics": to_ics(care.events, review.settings.site.id, care.month, names),
        "care.csv": to_care_csv(care.events, names),
    }


def names_of(review: ServicePlanReview) -> Names:
    """Return the names of customers and contacts by number; who has no name keeps its number."""
    customers = {one: review.result.name_of(one) for one in review.result.customers.index}
    contacts = review.history.protected_table("contacts")
    if contacts is None or "contact_name" not in contacts:
        return Names(customers)
    known = contacts.dropna(subset=["contact_name"])
    return Names(customers, dict(zip(known["contact_id"], known["contact_name"], strict=True)))


def _folder(settings: Settings) -> str:
    return settings.section(SECTION, ServicePlanSettings).care_folder


CARE_FILES = PrivateFiles(_folder, care_files)
