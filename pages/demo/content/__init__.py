"""What the demo says: one module for each page or kind of page, in French, with its English."""
