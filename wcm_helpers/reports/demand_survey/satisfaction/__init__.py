"""Satisfaction: what customers think of the service, question by question, and the recommend score."""
