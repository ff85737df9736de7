"""Invitation codes: made or brought in, printed on letters, counted, revoked."""
