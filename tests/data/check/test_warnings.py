"""Warnings: their order on the page, and which tables are compared with others."""

from wcm_helpers.data.check.warnings import own_warnings, ranks, warnings_against


def test_large_tables_are_warned_of_first_and_comparisons_with_customers_after_them():
    assert [f"{table} {reason}" for table, reason in ranks()] == [
        "orders dates_out_of_order", "orders negative_value", "orders cancelled_early",
        "orders unknown_state", "orders closed_unsure", "orders refunded_unsure",
        "order_lines negative_quantity", "order_lines shipped_over_ordered",
        "order_lines line_amount_mismatch", "order_lines short_mismatch",
        "billing credit_positive", "billing amount_mismatch", "billing other_month", "customers same_name",
        "customers unknown_parent",
        "orders unknown_customer", "billing unknown_customer", "shipments negative_shipment",
        "costs unknown_customer", "costs negative_cost",
        "class_overrides no_such_customer", "class_overrides overlaps",
        "class_history no_such_customer", "survey_responses no_such_customer",
        "survey_invitations no_such_customer", "sla_terms no_clock_time", "sla_terms no_hours",
        "sla_terms term_ends_first", "sla_terms terms_overlap", "sla_terms terms_gap",
        "sla_terms unknown_customer", "tickets response_before_creation", "tickets resolved_before_creation",
        "tickets closed_before_creation", "tickets resolved_without_time", "tickets no_customer",
        "tickets negative_claim", "tickets unknown_customer", "contracts contract_ends_first",
        "contracts contracts_overlap", "contracts renews_unknown", "contracts negative_notice",
        "contracts unknown_customer", "actions due_before_start", "actions closed_before_start",
        "actions done_without_date", "stock_counts negative_count", "stock_counts unknown_customer",
        "service_entitlements entitles_nobody", "service_entitlements no_level",
        "service_entitlements no_period", "service_entitlements no_manager_hours",
        "service_entitlements entitlement_ends_first", "service_entitlements entitlements_overlap",
        "service_entitlements unknown_customer", "managers negative_capacity",
        "managers capacity_beyond_month", "assignments assignment_ends_first",
        "assignments assignments_overlap", "assignments unknown_customer", "interactions negative_minutes",
        "interactions longer_than_a_day", "interactions unknown_customer", "activities negative_volume",
        "activities negative_minutes", "activities unknown_customer", "footprints negative_footprint",
        "footprints unknown_customer", "cost_pools negative_pool", "cost_pools labour_without_activity",
        "cost_pools no_pool_capacity", "contacts no_such_day", "contacts no_leap_month",
        "contacts consent_without_date", "contacts unknown_customer", "gift_rules no_gift_limit",
        "gift_rules negative_gift",
    ]  # fmt: skip


def test_a_comparison_with_another_table_is_no_warning_of_a_table_by_itself():
    assert [warning.reason for warning in own_warnings("costs")] == ["negative_cost"]
    assert [(table, warning.reason) for table, warning in warnings_against("activity")] == [
        ("costs", "cost_alone")
    ]
