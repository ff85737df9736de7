"""Pages made of the questionnaires of other tools."""
