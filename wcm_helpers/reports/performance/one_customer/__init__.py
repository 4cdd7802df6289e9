"""The page of one customer: its service beside that of its class, its tickets, contracts and measures."""
