"""A customer survey: question files and exports in, answers as numbers, ticks and texts out."""
