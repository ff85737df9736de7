"""Words that a moderator masks: in all that is shown, found and handed out; the original is kept apart."""
