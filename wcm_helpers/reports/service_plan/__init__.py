"""Who gets which service, from whom, at what cost, and how we keep in touch."""
