"""Answer: which indicators are there, and how is each computed."""
