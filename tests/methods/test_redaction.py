"""What identifies a person or a customer is taken out of a text, and ordinary words stay."""

import pytest

from wcm_helpers.methods.redaction import MARK, redact


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("货损请张经理跟进", "张经理"),
        ("财务李女士催过多次", "李女士"),
        ("找欧阳主管处理", "欧阳"),
        ("陈工说没有问题", "陈工"),
        ("文员小李很负责", "小李"),
        ("王建国师傅态度好", "王建国"),
        ("李建国一直没有回复", "李建国"),
        ("联系人：赵晓明", "赵晓明"),
        ("Mr Smith was helpful", "Smith"),
        ("please ask Mrs. Jane O'Hara", "O'Hara"),
        ("contact John Miller please", "Miller"),
        ("电话13800000000", "13800000000"),
        ("电话138-0000-0000转", "0000"),
        ("电话１３８００００００００", "138"),
        ("打021-12345678没人接", "12345678"),
        ("call +86 138 0000 0000", "138"),
        ("手机一三八零零零零零零零零", "一三八"),
        ("发到li.na@example.com", "example"),
        ("见https://www.example.com/a?b=1，谢谢", "example"),
        ("加微信abc12345", "abc12345"),
        ("车辆沪A12345到仓", "沪A12345"),
        ("粤B·D12345没有装车", "D12345"),
        ("身份证310101199001011234", "310101"),
        ("订单D260100001没到", "D260100001"),
        ("客户C00012的货", "C00012"),
    ],
)
def test_what_identifies_is_gone(text, hidden):
    shown = redact(text)
    assert hidden not in shown
    assert MARK in shown


@pytest.mark.parametrize(
    "text",
    [
        "高总量的时候发货慢，何时能改善",
        "周期太长，金额有误",
        "白班工作时间没有人",
        "易碎品建议加护角，最近碎了三件",
        "旺季高峰发货延误",
        "谢谢，任务多，辛苦了",
        "小包装经常漏发，老是晚到",
        "库存差了120件，3月15日盘点",
        "Dispatch was late three times in August, customers complain.",
        "Labelling in May took 5 days",
    ],
)
def test_ordinary_words_stay(text):
    assert redact(text) == text


def test_names_of_customers_are_taken_out_wherever_they_are():
    assert (
        redact("我们瑞澜电子的货，Rui Lan too", ["瑞澜电子", "rui lan", "的"])
        == f"我们{MARK}的货，{MARK} too"
    )


def test_marks_beside_each_other_become_one():
    assert redact("请找李师傅 13800000000 处理") == f"请找{MARK} 处理"


def test_redacting_again_changes_nothing():
    text = redact("请张经理打13800000000，或沪A12345的司机")
    assert redact(text) == text
