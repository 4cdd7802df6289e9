"""Which customers get a pack."""

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import message
from wcm_helpers.data.settings import Settings
from wcm_helpers.reporting.pack_settings import SECTION, PackSettings


def chosen_customers(settings: Settings, classes: dict[str, str]) -> list[str]:
    """Return the customers that get a pack, sorted.

    Parameters
    ----------
    settings : Settings
    classes : dict
        The official class of every customer known in the month, by its number.

    Raises
    ------
    WorkbookError
        If none is chosen, or one that is chosen is not known.
    """
    chosen = settings.section(SECTION, PackSettings).customers
    if not chosen:
        raise WorkbookError(
            message(
                'No customer gets a pack. Name them in the settings: customers = "A", or a list of their '
                "numbers, under [packs]."
            )
        )
    if isinstance(chosen, str):
        return sorted(customer for customer, letter in classes.items() if letter == chosen)
    if unknown := sorted(set(chosen) - set(classes)):
        raise WorkbookError(
            message(
                "[packs] customers names {customers}, which the tables of the site do not have. Write their "
                "numbers as in the exports.",
                customers=unknown,
            )
        )
    return sorted(set(chosen))
