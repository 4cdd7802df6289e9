"""The classes of customers, for several reports: the rules, the values by month, the official class."""
