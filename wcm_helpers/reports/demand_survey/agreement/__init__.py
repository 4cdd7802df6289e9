"""Interviews: how answers were given, and whether those who coded the notes agree."""
