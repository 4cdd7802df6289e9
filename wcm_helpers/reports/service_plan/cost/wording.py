"""The names of activities and pools, as tables and sentences call them."""

from wcm_helpers.core.words import _
from wcm_helpers.reports.service_plan.cost.losses import OVERHEAD


def driver_name(driver: str) -> str:
    """Return the name of an activity or of storage; a word of the export's own stays as it is.

    Examples
    --------
    >>> driver_name("returns"), driver_name("labelling")
    ('Returns', 'labelling')
    """
    return {
        "receiving": _("Receiving"),
        "put_away": _("Put-away"),
        "picking": _("Picking"),
        "checking": _("Checking"),
        "packing": _("Packing"),
        "loading": _("Loading"),
        "counting": _("Stock counts"),
        "returns": _("Returns"),
        "exceptions": _("Exceptions"),
        "customer_service": _("Customer service"),
        "storage": _("Storage"),
        OVERHEAD: _("Overheads"),
    }.get(driver, driver)


def kind_of_pool(kind: str) -> str:
    """Return the name of a kind of pools.

    Examples
    --------
    >>> kind_of_pool("space")
    'Space'
    """
    return {"labour": _("Labour"), "space": _("Space"), "overhead": _("Overhead")}.get(kind, kind)
