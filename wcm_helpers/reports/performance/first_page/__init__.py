"""Answer: did we keep our promises this month, and what is to be done."""
