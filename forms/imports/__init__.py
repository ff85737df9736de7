"""Contributions gathered elsewhere, brought into a page's form from a file."""
