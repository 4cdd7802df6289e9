"""Needs: what all customers want, what a class or an industry wants, and what the answers leave open."""
