"""``review.customer`` of the performance review."""


def test_it_shows_promises_tickets_and_contracts(performance_review):
    page = performance_review.customer("张家港信翎电子有限公司")
    assert page.name == "customer-C00003"
    assert list(page.tables) == ["promises", "open_tickets", "contracts"]
    assert page.sentences[0].startswith("张家港信翎电子有限公司, class A: 2.03M CNY of billed revenue")
    assert any(
        one.startswith("It gets less than its class by more than chance explains") for one in page.sentences
    )
    promises = page.tables["promises"].set_index("Indicator")
    gaps = performance_review.by_class.tables["underserved"].set_index("Customer")
    assert gaps.loc["张家港信翎电子有限公司", "On time in full (OTIF)"] == (
        f"{100 * promises.loc['On time in full (OTIF)', 'This customer']:.1f}%"
    )


def test_every_customer_has_a_page(performance_review):
    for customer in performance_review.customer:
        assert performance_review.customer(customer).sentences


def test_one_without_tickets_contracts_and_measures_says_so(performance_review):
    page = performance_review.customer("C00001")
    assert page.sentences[1:] == [
        "No ticket of this customer is open.", "No measure of the register is for this customer.",
    ]  # fmt: skip
