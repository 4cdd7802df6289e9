"""Tables that lie on an engine of the user's own: checked and counted there, told here like any other."""
