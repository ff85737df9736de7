"""How well the search finds, against Wagtail's own backends; see README.md beside it."""
