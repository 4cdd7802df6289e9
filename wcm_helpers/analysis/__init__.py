"""The questions: methods applied to the facts, answered as tables and sentences."""
