"""Visits to customers: a small whole report, from which the next one starts."""
