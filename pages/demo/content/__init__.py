"""What the demo says: one module for each page, in French, with its English."""
