"""Questions guessed from columns: types, pairs of matrices, choices in columns, doubts."""

from tests.data.survey.grids import grid_of
from wcm_helpers.data.survey.draft_columns import guesses
from wcm_helpers.data.survey.draft_questions import questions_of


def _questions(folder, header, *rows):
    grid = grid_of(folder, "\n".join([header, *rows]) + "\n")
    return questions_of(guesses(grid, []))


def test_types_by_words_and_wording(tmp_path):
    questions = _questions(
        tmp_path,
        "总体而言满意吗,您会推荐我们吗,您给我们打几分,多重要,渠道,意见",
        "满意,0,3,重要,电话,快一点", "不满意,10,5,不重要,电话,账单要明细",
        "满意,9,4,重要,微信,", "满意,8,4,重要,微信,无",
    )  # fmt: skip
    assert [question.type for question in questions] == [
        "csat",
        "nps",
        "likert",
        "importance",
        "single",
        "text",
    ]


def test_satisfaction_in_a_row_is_a_matrix_that_lost_its_question(tmp_path):
    questions = _questions(tmp_path, "收货,发货,总体满意度", "满意,不满意,满意", "一般,满意,一般")
    assert [question.type for question in questions] == ["performance", "performance", "csat"]


def test_statements_on_numbers_asked_twice_are_performance_and_importance(tmp_path):
    questions = _questions(tmp_path, "2、收货,2、发货,3、收货,3、发货", "0,4,5,5", "3,4,5,4")
    assert [question.type for question in questions] == ["performance"] * 2 + ["importance"] * 2
    assert questions[0].na == ("0",)
    assert all("asked twice" in "".join(map(str, question.doubts)) for question in questions)


def test_a_column_a_choice_is_one_question(tmp_path):
    ticked, worded = (
        _questions(tmp_path, "svc[SQ001],svc[SQ002],svc[other]", "Y,,", "Y,Y,post", ",,")[0],
        _questions(tmp_path, "q,Which?,,\n,A,B,Other (please specify)", "1,A,,", "2,,B,post", "3,A,B,")[1],
    )
    assert (ticked.type, ticked.levels, ticked.other) == ("multi", ("SQ001", "SQ002", "other"), "other")
    assert (worded.levels, worded.places, worded.other) == (
        ("A", "B", "Other (please specify)"), [1, 2, 3], "Other (please specify)",
    )  # fmt: skip


def test_the_words_of_other_beside_a_single_choice(tmp_path):
    rows = ["A1,", "-oth-,post", "A2,", "A1,", "A2,", "-oth-,fax"]
    question = _questions(tmp_path, "ch,ch[other]", *rows)[0]
    assert (question.type, question.other, question.all_places) == ("single", "-oth-", [0, 1])


def test_a_question_nobody_answered_is_doubted(tmp_path):
    blank, none = _questions(tmp_path, "收货,发货,q", "(空),不适用,1", "(跳过),不适用,2")[:2]
    assert "Nobody answered" in str(blank.doubts[0])
    assert ("Nobody answered" in str(none.doubts[0]), none.na) == (True, ("不适用",))


def test_a_header_that_is_a_code_is_doubted_and_a_word_is_not(tmp_path):
    questions = _questions(
        tmp_path, "sat,fuwu/p1,Age,收货", "1,2,18-29,满意", "2,5,30-44,一般", "3,3,18-29,满意"
    )
    coded = ["only a code" in "".join(map(str, question.doubts)) for question in questions]
    assert coded == [True, True, False, False]


def test_a_scale_of_six_is_one_only_where_no_column_has_a_seven(tmp_path):
    rows = [f"{n},{n}" for n in range(1, 7)]
    six = _questions(tmp_path, "快,准", *rows)
    seven = _questions(tmp_path, "快,准", *rows, ",7")
    assert ([one.high for one in six], [one.high for one in seven]) == ([6, 6], [7, 7])


def test_a_pair_by_code_alone_is_doubted(tmp_path):
    questions = _questions(tmp_path, "perf[SQ1],imp[SQ1]", "A1,A5", "A5,A4", "A3,A2")
    doubted = ["pair_id" in "".join(map(str, question.doubts)) for question in questions]
    assert doubted == [one.type == "importance" for one in questions] and any(doubted)
