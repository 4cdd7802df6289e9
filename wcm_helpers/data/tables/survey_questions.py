"""The questions of surveys in long form: a question file as a table."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Table, columns

TABLE = Table(
    "survey_questions", "调研题目", "one row a question of a wave", ("survey_id", "question_id"),
    message("Without it a wave of the demand survey needs an export and a question file."),
    columns(
        ("survey_id", "id", "调研编号/期次/问卷编号/survey/wave", "which wave, as in [surveys.…]", True),
        ("question_id", "id", "题目编号/题号/question/question no", "short name of the question", True),
        ("type", "text", "题型/类型/question type", "likert, performance, importance, csat, nps, kano_f, kano_d, single, multi, ranking or text", True),
        ("text", "text", "题干/题目/问题/question text/stem", "the question as it was put", True),
        ("item", "text", "题项/陈述/item/statement", "the statement within a matrix"),
        ("levels", "text", "选项/答案/options/choices", "from worst to best, or the options, with | between"),
        ("codes", "text", "代码/选项代码/code list", "how the answers write each level, with | between"),
        ("scale_min", "text", "最小值/量表下限/lowest", "lowest number of a scale"),
        ("scale_max", "text", "最大值/量表上限/highest", "highest number of a scale"),
        ("reversed", "text", "反向题/反向/reverse", "yes where agreement is bad"),
        ("pair_id", "text", "配对/配对编号/pair", "the question or pair it belongs to"),
        ("dimension", "text", "维度/量表/construct", "what several questions measure together"),
        ("na", "text", "不适用/na code/na_code/na text/not applicable", "how the answers write not applicable"),
        ("other", "text", "其他/其他选项/other option", "the option that has words of its own"),
        ("shown_if", "text", "显示条件/跳转条件/condition", "to whom it was shown, such as Q3=yes"),
        ("need", "text", "需求/对应需求/needs", "the need it stands for, or one an option with | between"),
    ),
    place=80,
    may_be_empty=True,
)  # fmt: skip
