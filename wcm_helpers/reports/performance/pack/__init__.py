"""What a customer reads of its service in its pack: promises kept, open issues, what is done about them."""
