"""A page for each customer that answered a named survey: what it thinks and wants, unlike its peers."""
