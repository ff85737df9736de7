"""The rules of each page: publish before or after moderation, who moderates, when they are reminded."""
