from tests.reports.classification.facts import classify_facts, monthly
from wcm_helpers.reports.classification.rfm.analysis import segment_customers
from wcm_helpers.reports.classification.rfm.scores import in_words, ranges


def test_ranges_are_written_from_the_edges():
    # two levels take the ends of the scale
    assert ranges("frequency", (8,)) == {
        "score_1": "up to 8", "score_2": None, "score_3": None, "score_4": None, "score_5": "over 8"
    }  # fmt: skip
    assert ranges("trend", (0.8, 0.95, 1.05, 1.2))["score_3"] == "over −5%, to +5%"
    assert ranges("recency", (3, 9, 15, 21))["score_5"] == "up to 3"
    assert ranges("monetary", ())["score_3"] == "any"


def test_each_measure_in_use_has_a_label():
    result = classify_facts(monthly({"a": 60, "b": 25, "c": 10}, first="2024-11"))
    table = in_words(segment_customers(result), result).set_index("measure")
    assert table["label"].to_dict() == {
        "recency": "Recency, days", "frequency": "Orders", "monetary": "Value, CNY"
    }  # fmt: skip
    # values of 12 months: 120, 300, 720; of three the first to the third: edges 120 and 300
    assert table.loc["monetary", "score_5"] == "over 300"
