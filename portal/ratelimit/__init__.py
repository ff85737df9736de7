"""How often one address may do one thing, counted in the database for all processes alike."""
