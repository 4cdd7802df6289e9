"""Who answered the survey, against the customers that could have, and what weighting changes."""
