"""Kinds of charts that know no report: one module each; the title is the finding."""
