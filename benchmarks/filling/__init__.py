"""How fast an index is filled from nothing, against Wagtail's own command; see ../README.md."""
