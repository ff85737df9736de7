"""What moderators decide, and how they are let to."""
