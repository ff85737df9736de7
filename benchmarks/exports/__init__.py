"""What exporting very many rows costs, against Wagtail's own export code; see ../README.md."""
