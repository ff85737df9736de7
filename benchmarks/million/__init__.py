"""Databases of very many submissions in a realistic mix: made quickly, kept for the next run."""
