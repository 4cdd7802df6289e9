"""What the data page says of the export of a wave: what was read, and what reading remarked."""

from wcm_helpers.core.words import joined, ngettext
from wcm_helpers.data.survey.survey import Survey


def reading_notes(survey: Survey) -> list[str]:
    """Return the paragraphs of a wave on the data page; the first says how many responses there are."""
    responses = survey.responses
    empty = int(responses["empty"].sum())
    unmatched = 0 if survey.anonymous else int(responses["customer_id"].isna().sum())
    read = ngettext(
        "{file}: {n} response was read.",
        "{file}: {n} responses were read.",
        len(responses),
        file=survey.file or survey.name,
    )
    without = ngettext(
        "{n} of them has no answer; it counts in no figure but this one.",
        "{n} of them have no answer; they count in no figure but this one.",
        empty,
    )
    unknown = ngettext(
        "{n} belongs to no customer of the customer table: it counts in figures of responses, not in those "
        "of customers.",
        "{n} belong to no customer of the customer table: they count in figures of responses, not in those "
        "of customers.",
        unmatched,
    )
    first = joined([read, without if empty else "", unknown if unmatched else ""])
    return [first, *map(str, survey.notes)]
