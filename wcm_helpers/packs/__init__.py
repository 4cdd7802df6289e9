"""Packs: a page of two sides for each customer, and pages for sales, operations and finance."""
