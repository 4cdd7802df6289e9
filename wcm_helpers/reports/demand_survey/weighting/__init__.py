"""The weights in detail: margins, the largest weights, and the rule."""
