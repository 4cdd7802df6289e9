"""Which cases have a line of the first page."""

from wcm_helpers.reporting.selection import Candidate, choose

ORDER = ("promise", "waiting", "renewal", "measure")


def cases(*kinds_and_customers):
    return [Candidate(kind, {"customer_id": customer}) for kind, customer in kinds_and_customers]


def shown(selection):
    return [(line.kind, line.row["customer_id"]) for line in selection.lines]


def test_the_first_of_every_kind_stands_before_a_second_of_any():
    waiting = cases(*((kind, f"{kind[0]}{n}") for kind in ORDER for n in range(3)))
    selection = choose(waiting, ORDER, ("renewal", "waiting"))
    assert shown(selection) == [
        ("promise", "p0"), ("waiting", "w0"), ("renewal", "r0"), ("renewal", "r1"), ("measure", "m0"),
    ]  # fmt: skip
    assert len(selection.others) == 12 - 5
    assert [one.row["customer_id"] for one in selection.others_of("waiting")] == ["w1", "w2"]


def test_a_customer_has_one_line_where_that_is_asked():
    twice = cases(("waiting", "a"), ("renewal", "a"), ("renewal", "b"))
    assert shown(choose(twice, ORDER, (), customers_once=True)) == [("waiting", "a"), ("renewal", "b")]
    assert shown(choose(twice, ORDER, ())) == [("waiting", "a"), ("renewal", "a")]


def test_nothing_gives_no_line():
    assert choose([], ORDER, ORDER).lines == ()
