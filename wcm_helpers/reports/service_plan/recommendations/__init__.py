"""Answer: which solution fits which customer."""
