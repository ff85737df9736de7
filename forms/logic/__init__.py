"""Which questions are asked: conditions on questions, sections and pages of a form."""
