"""Answer: do we keep in touch as promised, and what is due next month."""
