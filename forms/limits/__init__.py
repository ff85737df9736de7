"""How many answers a page takes, from whom, and whether anything leads from an answer to its sender."""
