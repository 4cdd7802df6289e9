"""What the sections show: everything there, tables absent, and no contact anywhere."""

from tests.reports.service_plan.keeping_in_touch.cases import shown, text_of, warehouse
from wcm_helpers.reports.service_plan.keeping_in_touch.section import care, care_detail


def test_the_reading_part_has_talks_plan_contracts_and_gifts(plan_review):
    made = shown(plan_review, care)
    assert {*made.tables} == {"overdue", "plan", "contracts", "gifts"}
    gifts = made.tables["gifts"]
    assert gifts["Due on working day"].str.endswith("(not verified)").all()  # both are of 2027
    assert len(made.tables["contracts"]) == 10
    assert {*shown(plan_review, care_detail).tables} == {"customers", "due", "managers", "contracts"}


def test_tables_hold_no_number_of_a_contact_and_no_birthday(plan_review):
    people = set(plan_review.history.protected_table("contacts")["contact_id"])
    for make in (care, care_detail):
        for frame in shown(plan_review, make).tables.values():
            cells = {str(cell) for column in frame for cell in frame[column]}
            assert not cells & people
            assert not {cell for cell in cells if "Birthday" in cell}


def test_a_silent_customer_of_a_small_warehouse_is_listed_and_messages_do_not_count(tmp_path):
    made = shown(warehouse(tmp_path), care)
    row = made.tables["overdue"].iloc[0]
    # from 1 September 2025 to 31 October 2026 are 425 days
    assert (row["Customer"], row["State"], row["Days since"]) == ("Anton", "silent", 425)
    assert "Tables contacts and contracts" in text_of(made)


def test_without_interactions_their_table_is_named(tmp_path):
    managers = ("manager_id,hours", "M1,100")
    orders = ("order_id,customer_id,order_date", "O1,C1,2026-10-30")
    made = shown(warehouse(tmp_path, interactions=None, managers=managers, orders=orders), care)
    assert "Table interactions" in text_of(made) and not made.tables


def test_nobody_entitled_is_a_sentence(tmp_path):
    entitlements = ("class,item,valid_from", "A,response,2020-01-01")
    review = warehouse(tmp_path, service_entitlements=entitlements)
    for make in (care, care_detail):
        assert "No customer is entitled to talks or reviews" in text_of(shown(review, make))


def test_contacts_alone_are_counted_and_gifts_need_rules(tmp_path):
    contacts = ("contact_id,customer_id,contact_name,birthday_md,consent", "K1,C1,Berta Blum,11-03,yes")
    text = text_of(shown(warehouse(tmp_path, contacts=contacts), care))
    assert "Birthdays due in November 2026 are not counted here" in text  # there is a single one
    assert "Berta" not in text and "11-03" not in text and "2026-11-03" not in text
    assert "There are no gift rules" in text and "Table contracts." in text
