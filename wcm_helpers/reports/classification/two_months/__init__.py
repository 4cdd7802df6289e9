"""Two months side by side: which customers are in another class, segment or state."""
