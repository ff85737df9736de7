"""Triage: one contribution at a time, each read by one moderator only, decided with one key."""
