"""Authors change what they sent, when a moderator asks them to."""
