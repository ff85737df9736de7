"""How much of what a moderator should be warned of is found, and how much else is."""
