"""Authors object to decisions, and somebody else looks again."""
