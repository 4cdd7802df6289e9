"""The answers of surveys in long form: one row an answer."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import RowWarning, Table, columns

TABLE = Table(
    "survey_responses", "调研作答", "one row an answer", ("survey_id", "response_id", "question_id"),
    message("Without it a wave of the demand survey needs an export and a question file."),
    columns(
        ("survey_id", "id", "调研编号/期次/问卷编号/survey/wave", "which wave, as in [surveys.…]", True),
        ("response_id", "id", "答卷编号/答卷序号/序号/response/submission id", "which response", True),
        ("question_id", "id", "题目编号/题号/question/question no", "which question", True),
        ("value", "text", "答案/作答/选项/得分/answer", "the answer; several choices with | between; empty where there is none"),
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "whose answer; empty if anonymous"),
        ("customer_name", "text", "客户名称/公司名称/货主名称/贵公司名称/company", "its name, where there is no number"),
        ("respondent_key", "id", "答卷人/填写人/respondent/respondent id", "a pseudonym of who answered"),
        ("submitted_at", "text", "提交时间/提交答卷时间/时间/submitted", "when"),
        ("duration_s", "text", "用时/所用时间/答题时长/duration", "how long it took, in seconds"),
        ("mode", "text", "方式/调研方式/channel", "questionnaire or telephone"),
        ("class", "text", "客户等级/等级/level", "class of an anonymous answer"),
        ("industry", "text", "行业/所属行业/sector", "industry of an anonymous answer"),
        ("site", "text", "仓库/所属仓库/服务仓库/warehouse", "warehouse of an anonymous answer"),
        ("weight", "text", "权重/设计权重/design weight", "how many customers of the frame it was drawn for"),
    ),
    place=81,
    may_be_empty=True,
    warnings=(RowWarning("no_such_customer", "customer_id", against="customers"),),
)  # fmt: skip
