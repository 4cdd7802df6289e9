"""Settings that would answer the questions of wcm check, each tried on the files before it is offered."""
