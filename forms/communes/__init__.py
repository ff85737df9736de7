"""French communes and their postcodes."""
