"""Tables on an engine of the user's own: checked and aggregated there."""
