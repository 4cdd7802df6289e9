"""Answer: does class A get the service of class A."""
