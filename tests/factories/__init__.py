"""Data for tests, built as the portal builds it."""
