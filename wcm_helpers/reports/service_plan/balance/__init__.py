"""Answer: whether a customer is lost because resources are shared badly, and what A-first costs."""
