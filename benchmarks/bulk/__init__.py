"""What one decision for ten thousand contributions takes, and whether all of it arrived; see ../README.md."""
