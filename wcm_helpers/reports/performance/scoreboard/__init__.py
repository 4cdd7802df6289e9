"""Answer: how does each indicator stand against its target, by class."""
