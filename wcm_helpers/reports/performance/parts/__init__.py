"""Count tickets and stock for the indicators."""
