"""What became of each promise: orders, steps, goods in and tickets, judged by one set of rules."""
