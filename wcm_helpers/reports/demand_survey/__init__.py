"""The demand survey: what do customers need, all of them and each of them."""
