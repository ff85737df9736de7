"""How fast the public search answers, against Wagtail's search in PostgreSQL; see ../README.md."""
