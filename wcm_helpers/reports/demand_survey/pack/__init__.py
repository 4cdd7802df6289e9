"""What a customer reads of its own answers in its pack."""
