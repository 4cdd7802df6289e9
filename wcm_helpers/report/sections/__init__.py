"""The sections of the classification report: one module a heading, a review in, pieces to show out."""
