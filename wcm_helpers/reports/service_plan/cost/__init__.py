"""Answer: what each customer costs to serve, and who loses money, and why."""
