"""What the columns of an export are: about the response, of the tool, or a question's."""

from tests.data.survey.grids import grid_of
from wcm_helpers.data.survey.draft_columns import guesses, left_out, roles_of


def _groups(grid):
    roles, _doubtful = roles_of(grid)
    return [
        [(guess.stem, guess.item, guess.words) for guess in group]
        for group in guesses(grid, left_out(grid, roles))
    ]


def test_columns_about_the_response_and_of_the_tool_are_no_questions(tmp_path):
    grid = grid_of(
        tmp_path,
        "序号,提交答卷时间,所用时间,来源,总分,1、贵公司名称：,2、您满意吗？\n"
        "1,2026/5/1 9:00:00,9秒,链接,5,甲,满意\n",
    )
    roles, doubtful = roles_of(grid)
    assert roles == {"response_id": 0, "submitted_at": 1, "duration": 2, "customer_name": 5}
    assert doubtful == []
    assert left_out(grid, roles) == [0, 1, 2, 3, 4, 5]
    assert _groups(grid) == [[("您满意吗？", "", False)]]


def test_a_token_may_be_the_customer_number_and_an_empty_column_is_nothing(tmp_path):
    grid = grid_of(tmp_path, "id,token,company,sat\n1,007,,3\n2,008,,4\n")
    roles, doubtful = roles_of(grid)
    assert (roles, doubtful) == ({"response_id": 0, "customer_id": 1}, ["customer_id"])


def test_a_column_of_words_is_no_time(tmp_path):
    assert "submitted_at" not in roles_of(grid_of(tmp_path, "end,q\nyes,1\nno,2\n"))[0]


def test_statements_of_one_question_are_a_group(tmp_path):
    brackets = grid_of(tmp_path, "q,表现 [收货],表现 [发货],意见\n1,满意,满意,好\n")
    assert _groups(brackets)[1] == [("表现", "收货", False), ("表现", "发货", False)]
    numbers = grid_of(tmp_path, "2、收货,2、发货,3、意见\n满意,满意,好\n")
    assert _groups(numbers) == [[("#2", "收货", False), ("#2", "发货", False)], [("意见", "", False)]]


def test_columns_of_choices_are_a_group_with_the_words_of_other(tmp_path):
    codes = grid_of(tmp_path, "svc,svc/a,svc/b,svc_other,x/y\na,1,0,,2\n")
    assert _groups(codes) == [
        [("svc", "", False), ("svc", "a", False), ("svc", "b", False), ("svc", "other", True)],
        [("x/y", "", False)],
    ]
    rows = grid_of(tmp_path, "id,Which?,,\n,A,B,Other\n1,A,,\n2,,B,post\n")
    assert _groups(rows) == [[("Which?", "A", False), ("Which?", "B", False), ("Which?", "Other", False)]]
