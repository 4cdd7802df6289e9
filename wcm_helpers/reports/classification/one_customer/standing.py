"""How a customer stands in a month: class, certainty, segment and state, each as its own section says it."""

from wcm_helpers.core.formats import missing, percent, short_amount
from wcm_helpers.core.words import _
from wcm_helpers.methods import rfm
from wcm_helpers.reports.classification.certainty.section import class_certainty
from wcm_helpers.reports.classification.change import recent_changes
from wcm_helpers.reports.classification.customer_notes import notes
from wcm_helpers.reports.classification.lifecycle import sentences as lifecycle_sentences
from wcm_helpers.reports.classification.lifecycle.section import lifecycle_of, value_label
from wcm_helpers.reports.classification.moves.sentences import change_percent
from wcm_helpers.reports.classification.one_customer.sentences import step_words
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.rfm import sentences as segment_sentences
from wcm_helpers.reports.classification.rfm.method import scores_of
from wcm_helpers.reports.classification.rfm.section import segments_of


def class_row(review: ClassificationReview, customer: str) -> dict[str, object] | None:
    """Return a customer's row of the classes; None without activity in the window."""
    return _row(review.result.classes, customer)


def standing(review: ClassificationReview, customer: str) -> list[tuple[str, str]]:
    """Return what the sections of the month say of a customer: labels and words, in the report's order."""
    row = class_row(review, customer)
    state = _row(review.computed(lifecycle_of).customers, customer)
    segment = _row(review.computed(segments_of).customers, customer)
    lines = [
        *(_class_lines(review, row) if row else []),
        *(_segment_lines(segment) if segment else []),
        *(_state_lines(state) if state else []),
        (_("What to do"), step_words(state, segment["segment"] if segment else None)),
    ]
    return [(label, text) for label, text in lines if text]


def _row(frame: object, customer: str) -> dict[str, object] | None:
    rows = frame[frame["customer_id"] == customer]
    return rows.iloc[0].to_dict() if len(rows) else None


def _class_lines(review: ClassificationReview, row: dict[str, object]) -> list[tuple[str, str]]:
    result = review.result
    at_risk = _row(review.computed(class_certainty).boundary, row["customer_id"]) is not None
    place = int((result.classes["customer_id"] == row["customer_id"]).to_numpy().argmax())
    changes = recent_changes(result.customer_months, result.last_whole_month)["recent_change"]
    return [
        (_("Official class"), row["official"]),
        (_("Class by the rule"), row["class"]),
        (_("Set by hand until"), "" if missing(row["expires"]) else row["expires"]),
        (_("At risk of changing class"), _("yes") if at_risk else _("no")),
        (value_label(review), short_amount(row["value"])),
        (_("Share"), percent(row["share"])),
        (_("Last 3 months on a year ago"), change_percent(changes[row["customer_id"]])),
        (_("Note"), notes(result)[place]),
    ]


def _segment_lines(segment: dict[str, object]) -> list[tuple[str, str]]:
    slipping = segment["segment"] in rfm.SLIPPING
    return [
        (_("Segment"), segment_sentences.names()[segment["segment"]]),
        (_("R · F · M"), scores_of(segment)),
        (_("Why slipping"), segment_sentences.sign(segment) if slipping else ""),
    ]


def _state_lines(state: dict[str, object]) -> list[tuple[str, str]]:
    names = lifecycle_sentences.state_names()
    happened = lifecycle_sentences.happened(state)
    return [
        (_("State"), names[state["state"]]),
        (_("A month ago"), "" if missing(state["before"]) else names[state["before"]]),
        (_("What happened"), "" if happened == names[state["state"]] else happened),
        (_("Dormant after"), lifecycle_sentences.threshold(state)),
    ]
