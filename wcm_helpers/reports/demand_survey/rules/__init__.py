"""The rules in force, written from the values the code used."""
