"""Answer: was feedback answered, from the ticket, the survey or the talk to asking the customer again."""
