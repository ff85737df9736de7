"""Whether the moderators' screens cost the same at any number of submissions; see ../README.md."""
