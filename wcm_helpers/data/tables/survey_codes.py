"""The codes given to interview notes, one row a note and coder."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Table, columns

TABLE = Table(
    "survey_codes", "访谈编码", "the code that one coder gave a note", ("survey_id", "note_id", "coder"),
    message("Without it the agreement of the people who coded the interviews cannot be shown."),
    columns(
        ("survey_id", "id", "调研编号/期次/问卷编号/survey/wave", "which wave, as in [surveys.…]", True),
        ("note_id", "id", "记录编号/访谈编号/答卷编号/note/interview", "which note", True),
        ("coder", "id", "编码员/编码人/coded by", "who coded it", True),
        ("code", "text", "编码/主题/类别/theme/category", "the theme it was given", True),
    ),
    place=83,
    may_be_empty=True,
)  # fmt: skip
