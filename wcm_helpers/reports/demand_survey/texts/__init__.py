"""What customers write: themes, quotes without names, and how far the themes agree with a person's."""
