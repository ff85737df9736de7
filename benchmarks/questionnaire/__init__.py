"""What a long questionnaire of several pages costs, against a short one; see ../README.md."""
