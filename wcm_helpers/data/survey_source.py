"""One wave of the customer survey as the settings describe it: ``[surveys.<name>]``."""

from typing import Literal
from zoneinfo import available_timezones

from pydantic import Field, field_validator

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import message, sentences, suggestion
from wcm_helpers.core.months import parse_month
from wcm_helpers.data.strict_model import FileName, StrictModel

#: What a column of an export can be besides the answer to a question.
Role = Literal[
    "response_id", "customer_id", "customer_name", "respondent", "submitted_at", "started_at", "duration",
    "mode", "finished", "class", "industry", "site", "weight",
]  # fmt: skip


class SurveySource(StrictModel):
    """One wave: its export, its question file, its month, and whether answers may be tied to a customer.

    A wave without ``path`` is in long form: the rows of the tables ``survey_questions`` and
    ``survey_responses`` with its name as ``survey_id``.
    """

    month: str = Field(description="month in which the wave closed, YYYY-MM; later reports show it too")
    anonymous: bool = Field(
        description="true: answers are never tied to a customer and no group under five is shown; "
        "false: customers are named to internal readers"
    )
    path: FileName = Field(default="", description="the export: a CSV or Excel file")
    questions: FileName = Field(
        default="", description="the question file; wcm survey-draft writes a first guess"
    )
    sheet: str = Field(default="", description="sheet of an Excel file; the first by default")
    encoding: str = Field(default="", description="of a text file; utf-8 and gb18030 are recognised")
    delimiter: str = Field(default="", max_length=1, description="of a text file; recognised by default")
    header_rows: int = Field(default=0, ge=0, le=5, description="rows of headers; recognised by default")
    columns: dict[Role, str] = Field(
        default={},
        description='what other columns are, such as { customer_name = "贵公司名称" }: a header, '
        '"header (#2)" for the second of that name, or "col:X" for a letter',
    )
    date_format: str = Field(default="", description="of its times, where they are not year first")
    time_zone: str = Field(default="", description="of times without an offset; the site's by default")
    separator: str = Field(
        default="", description="between several choices in one cell; recognised by default"
    )
    mode: str = Field(default="", description="of all answers, such as questionnaire or telephone")

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value and value not in available_timezones():
            raise ValueError(
                sentences(message("this is not a time zone."), suggestion(value, available_timezones()))
            )
        return value

    @field_validator("month")
    @classmethod
    def _a_month(cls, value: str) -> str:
        try:
            return parse_month(value)
        except WorkbookError as error:
            raise ValueError(error.text) from None
