"""The page of one customer, from what the other sections compute."""
