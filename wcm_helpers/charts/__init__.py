"""What is drawn: one module a kind of chart, the title is the finding."""
