"""Files of contributions."""
