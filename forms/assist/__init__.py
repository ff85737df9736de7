"""What a moderator is warned of in a text. Nothing here decides, hides or changes anything."""
