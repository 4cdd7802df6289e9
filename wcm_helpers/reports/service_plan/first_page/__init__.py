"""Answer: what is to be decided on service this month, about whom."""
